"""Reads the JSON files of a command line, numbers exactly as they are written."""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn

import click

from ocpi_runner.checks.defect import shown
from ocpi_runner.checks.document.guess import parsed
from ocpi_runner.checks.document.judging import IS_JSON, judged
from ocpi_runner.source.errors import InputError

Object = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is to hold: by which members it is known, what to give, and what to do with it elsewhere."""

    name: str
    members: tuple[str, ...]
    wanted: str
    instead: str

    def fits(self, value: Object) -> bool:
        """Whether an object is one."""
        return any(member in value for member in self.members)


CDR = Kind(
    "CDR",
    ("charging_periods", "total_cost"),
    "give JSON: a CDR or Session (with `charging_periods`), a list of them, or an answer that holds them",
    "`ocpi-run price` prices it; `ocpi-run lint` and `--tariff` take a Tariff",
)
TARIFF = Kind(
    "Tariff",
    ("elements",),
    "give JSON: a Tariff (with `elements`), a list of them, or an answer that holds them",
    "`ocpi-run lint` judges it; to price with it: `ocpi-run price CDR --tariff FILE`",
)
KINDS = (CDR, TARIFF)
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


def read_json(name: str, kind: Kind) -> Any:
    """What a file holds; `-` is stdin. InputError when it cannot be read, or is no JSON with something in it."""
    raw = raw_of(name, kind)
    try:
        return json.loads(
            raw.decode("utf-8-sig"),
            parse_float=exactly,
            parse_int=whole,
            parse_constant=refuse,
            object_pairs_hook=partial(last_of_each, name),
        )
    except (RecursionError, ValueError):  # also what is no UTF-8, or no JSON
        raise InputError(f"{name}{fault(raw)}", kind.wanted) from None


def raw_of(name: str, kind: Kind) -> bytes:
    """The bytes of a file, or of what is piped in; InputError when there are none to be had."""
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as problem:
        what = "give the files in it" if isinstance(problem, IsADirectoryError) else "check the path"
        raise InputError(f"cannot read `{name}`: {problem.strerror or problem}", f"{what}; {kind.wanted}") from None
    if not raw.strip():
        raise InputError(f"{name}: nothing is in it", kind.wanted)
    return raw


def fault(raw: bytes) -> str:
    """Where a text ceases to be JSON, and why, in the words of `validate`."""
    for each in judged(BytesIO(raw), parsed("", ""), {}):
        for found in each.findings:
            if found.finding.requirement in IS_JSON.split():
                return f":{found.line}:{found.column}: {found.finding.message}"
    return ": it is not JSON"


def refuse(word: str) -> NoReturn:
    """Python reads `NaN` and `Infinity`; JSON knows neither."""
    raise ValueError(word)


def last_of_each(name: str, pairs: list[tuple[str, Any]]) -> Object:
    """An object; of a name that stands in it twice the last counts, and whoever reads the answer is told so."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        mark = click.style("warning", fg="yellow")
        click.echo(f"{mark}: {name}: {shown(twice)} stands twice in one object; the last one counts", err=True)
    return found


def read_objects(name: str, kind: Kind) -> Iterator[tuple[str, Object]]:
    """The objects of a kind in a file, each with its JSON path: one, those of a list, or those in an envelope.

    InputError when there is none, or something else.
    """
    value, path = read_json(name, kind), "$"
    if isinstance(value, dict) and "data" in value and any(mark in value for mark in ENVELOPE):
        value, path = value["data"], "$.data"
    rows = (
        [(f"{path}[{index}]", each) for index, each in enumerate(value)] if isinstance(value, list) else [(path, value)]
    )
    if not rows:
        raise InputError(f"{name} holds no {kind.name}: its list is empty", kind.wanted)
    for place, each in rows:
        if not isinstance(each, dict) or not kind.fits(each):
            other = next((one for one in KINDS if isinstance(each, dict) and one.fits(each)), None)
            known = f": this is a {other.name}" if other else ""
            raise InputError(f"{name} holds no {kind.name} at {place}{known}", other.instead if other else kind.wanted)
        yield place, each
