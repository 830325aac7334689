"""The functions of the expression language: the whole list in one table."""

import base64 as _base64
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ocpi_runner.expr.problem import RenderError
from ocpi_runner.expr.scope import Scope, kind
from ocpi_runner.expr.times import bounded, instant, json_of, plain, text_of


@dataclass(frozen=True, slots=True)
class Function:
    """How many arguments it takes (least, most), and what it does with scope and arguments."""

    arity: tuple[int, int]
    apply: Callable[..., Any]


def number_of(value: Any) -> float | int:
    """A number, also when written as text; RenderError for anything else."""
    try:
        if isinstance(value, bool) or not isinstance(value, (int, float, str)):
            raise ValueError
        number: float | int = value if not isinstance(value, str) else read(value)
        if not math.isfinite(number):
            raise ValueError
        return number
    except (ValueError, OverflowError):
        raise RenderError(f"{kind(value)} is not a number") from None


def read(text: str) -> float | int:
    """A number written as text; ValueError when it is none."""
    return int(text) if text.removeprefix("-").isdecimal() else float(text)


def span(unit: str) -> Callable[[Scope, Any], timedelta]:
    """A function that makes a length of time."""

    def make(_: Scope, amount: Any) -> timedelta:
        try:
            return timedelta(**{unit: number_of(amount)})
        except OverflowError:
            raise RenderError(f"{amount} {unit} is too long") from None

    return make


def length(_: Scope, value: Any) -> int:
    """How many characters, elements or members."""
    if not isinstance(value, (str, list, tuple, Mapping)):
        raise RenderError(f"{kind(value)} has no length")
    return len(value)


def members(value: Any) -> dict[str, Any]:
    """The members of an object, by themselves; RenderError when it is none."""
    if not isinstance(value, Mapping):
        raise RenderError(f"{kind(value)} is not an object")
    return dict(value)


def without(_: Scope, value: Any, member: Any) -> dict[str, Any]:
    """An object less one member; RenderError when it has no such member."""
    found, name = members(value), text_of(member)
    if name not in found:
        raise RenderError(f"the object has no member `{name}`")
    return {key: each for key, each in found.items() if key != name}


def replaced(_: Scope, value: Any, member: Any, new: Any) -> dict[str, Any]:
    """An object with another value of one member, which it need not have had."""
    return members(value) | {text_of(member): plain(new)}


def text(_: Scope, value: Any) -> str:
    """As it would stand in a text."""
    return text_of(value)


def base64(value: str) -> str:
    """Base64 of a text in UTF-8."""
    return bounded(_base64.b64encode(value.encode("utf-8", "surrogatepass")).decode())


def date(_: Scope, value: Any) -> datetime:
    """A DateTime that one can count with."""
    return instant(value)


FUNCTIONS: Mapping[str, Function] = {
    "uuid": Function((0, 0), lambda scope: scope.new_uuid()),
    "seconds": Function((1, 1), span("seconds")),
    "minutes": Function((1, 1), span("minutes")),
    "hours": Function((1, 1), span("hours")),
    "days": Function((1, 1), span("days")),
    "date": Function((1, 1), date),
    "length": Function((1, 1), length),
    "string": Function((1, 1), text),
    "number": Function((1, 1), lambda _, value: number_of(value)),
    "lower": Function((1, 1), lambda _, value: bounded(text_of(value).lower())),
    "upper": Function((1, 1), lambda _, value: bounded(text_of(value).upper())),
    "base64": Function((1, 1), lambda _, value: base64(text_of(value))),
    "without": Function((2, 2), without),
    "replaced": Function((3, 3), replaced),
    "json": Function((1, 1), lambda _, value: json_of(value)),
}
