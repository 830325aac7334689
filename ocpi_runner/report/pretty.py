"""JSON as lines, each with the JSON path it speaks of; numbers and repeated keys stay as they were sent."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["text", "number", "word", "bracket"]
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
LONGEST_VALUE = 400  #: characters of a scalar that are shown


@dataclass(frozen=True, slots=True)
class Line:
    """One line of pretty JSON: `key` as it is written, quotes and all; `tail` is a comma or nothing."""

    depth: int
    path: str
    key: str
    text: str
    kind: Kind
    tail: str


class Number(str):
    """A number as it was written: 1.10 stays 1.10."""

    __slots__ = ()


class Members(tuple[tuple[str, Any], ...]):
    """An object as it was written: a key that stands twice stays twice."""

    __slots__ = ()


def read(text: str) -> Any:
    """A JSON text, nothing of it lost; ValueError or RecursionError when it is none."""
    return json.loads(text, parse_float=Number, parse_int=Number, parse_constant=Number, object_pairs_hook=Members)


def lines(value: Any) -> Iterator[Line]:
    """The lines of a value that `read` gave, lazily: take as many as wanted.

    >>> [line.path for line in lines(read('{"a": [1]}'))]
    ['$', '$.a', '$.a[0]', '$.a', '$']
    """
    waiting: list[Line | tuple[int, str, str, Any, str]] = [(0, "$", "", value, "")]
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, Line):
            yield entry
            continue
        depth, path, key, each, tail = entry
        if not isinstance(each, Members | list) or not each:
            yield Line(depth, path, key, *scalar(each), tail)
            continue
        opening, closing = "[]" if isinstance(each, list) else "{}"
        yield Line(depth, path, key, opening, "bracket", "")
        waiting.append(Line(depth, path, "", closing, "bracket", tail))
        waiting.extend(reversed(tuple(inside(each, depth + 1, path))))


def inside(value: Any, depth: int, path: str) -> Iterator[tuple[int, str, str, Any, str]]:
    """What stands in a list or an object."""
    last = len(value) - 1
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield depth, f"{path}[{index}]", "", each, "" if index == last else ","
        return
    for index, (name, each) in enumerate(value):
        yield depth, member(path, name), written(name), each, "" if index == last else ","


def member(path: str, name: str) -> str:
    """The path of a member.

    >>> member("$", "id"), member("$", "a b")
    ('$.id', "$['a b']")
    """
    return f"{path}.{name}" if NAME.fullmatch(name) else f"{path}['{name}']"


def scalar(value: Any) -> tuple[str, Kind]:
    """A value on one line, and what it is."""
    if isinstance(value, Number):
        return cut(str(value)), "number"
    if isinstance(value, str):
        return cut(written(value)), "text"
    if value is None or isinstance(value, bool):
        return json.dumps(value), "word"
    return "[]" if isinstance(value, list) else "{}", "bracket"


def written(text: str) -> str:
    """A string as JSON, readable and safe in UTF-8."""
    quoted = json.dumps(text, ensure_ascii=False)
    return quoted if quoted.isprintable() else json.dumps(text)


def cut(text: str) -> str:
    """A long scalar, shortened."""
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}… ({len(text):,} characters)"


def nearest(path: str, known: "dict[str, int] | set[str]") -> str:
    """The path itself or the closest one around it that is there: where a member is missing, its parent.

    >>> nearest("$.a.b[2]", {"$", "$.a"})
    '$.a'
    """
    while path not in known and path not in ("", "$"):
        path = path[: max(path.rfind("."), path.rfind("["))] if max(path.rfind("."), path.rfind("[")) > 0 else "$"
    return path
