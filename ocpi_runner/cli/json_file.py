"""Reads the JSON files of a command line, numbers exactly as they are written."""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import click

from ocpi_runner.checks.defect import shown
from ocpi_runner.source.diagnostic import Diagnostic
from ocpi_runner.source.errors import InputError
from ocpi_runner.source.span import Span

Object = Mapping[str, Any]
ENVELOPE = ("status_code", "timestamp")
NO_NUMBER = float("nan")


def exactly(text: str) -> Decimal | float:
    """A number as it was written; no number when nothing can hold it."""
    try:
        return Decimal(text) if len(text) < 1000 else NO_NUMBER
    except InvalidOperation:
        return NO_NUMBER


def whole(text: str) -> int | float:
    """A whole number, of a length that can be counted with."""
    return int(text) if len(text) < 1000 else NO_NUMBER


def read_json(name: str) -> Any:
    """What a file holds; `-` is stdin. InputError when it cannot be read or is no JSON."""
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        refused = partial(refuse, name)
        return json.loads(
            raw.decode("utf-8-sig"),
            parse_float=exactly,
            parse_int=whole,
            parse_constant=refused,
            object_pairs_hook=partial(last_of_each, name),
        )
    except OSError as problem:
        raise InputError(f"{name} cannot be read: {problem.strerror or problem}") from None
    except UnicodeDecodeError as problem:
        raise InputError(f"{name} is not UTF-8: byte {problem.start}") from None
    except json.JSONDecodeError as problem:
        raise InputError(f"{name} is not JSON", diagnostics=(diagnostic(name, problem),)) from None
    except (RecursionError, ValueError):
        raise InputError(f"{name} nests too deep") from None


def refuse(name: str, word: str) -> NoReturn:
    """Python reads `NaN` and `Infinity`; JSON knows neither."""
    raise InputError(f"{name} is not JSON: `{word}` is no number of it")


def last_of_each(name: str, pairs: list[tuple[str, Any]]) -> Object:
    """An object; of a name that stands in it twice the last counts, and whoever reads the answer is told so."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        mark = click.style("warning", fg="yellow")
        click.echo(f"{mark}: {name}: {shown(twice)} stands twice in one object; the last one counts", err=True)
    return found


def diagnostic(name: str, problem: json.JSONDecodeError) -> Diagnostic:
    """Where a text ceases to be JSON."""
    lines = problem.doc.splitlines() or [""]
    line = lines[min(problem.lineno, len(lines)) - 1]
    return Diagnostic(problem.msg, Span(name, problem.lineno, problem.colno, problem.colno + 1), line_text=line)


def read_objects(name: str, kind: str) -> Iterator[tuple[str, Object]]:
    """The objects in a file, each with its JSON path: one, those of a list, or those in an envelope.

    InputError when there is none, or something else.
    """
    value, path = read_json(name), "$"
    if isinstance(value, dict) and "data" in value and any(mark in value for mark in ENVELOPE):
        value, path = value["data"], "$.data"
    rows = (
        [(f"{path}[{index}]", each) for index, each in enumerate(value)] if isinstance(value, list) else [(path, value)]
    )
    if not rows:
        raise InputError(f"{name} holds no {kind}")
    for place, each in rows:
        if not isinstance(each, dict):
            raise InputError(f"{name} holds no {kind} at {place}")
        yield place, each
