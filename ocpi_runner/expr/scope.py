"""What names mean: a read-only chain, whose values are JSON or things that answer to names."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import Any, Protocol, runtime_checkable

from ocpi_runner.expr.problem import RenderError


@runtime_checkable
class Names(Protocol):
    """Something with parts that are computed when asked for, e.g. a party: `emsp.locations`."""

    def lookup(self, name: str) -> Any:
        """The part of that name; KeyError when there is none."""

    def names(self) -> tuple[str, ...]:
        """Every part there is."""


def random_uuid() -> str:
    """A fresh UUID."""
    return str(uuid.uuid4())


@dataclass(frozen=True, slots=True)
class Scope:
    """Names in view; what is not found here is looked for in `parent`."""

    values: Mapping[str, Any]
    clock: Callable[[], datetime]
    parent: "Scope | None" = None
    new_uuid: Callable[[], str] = random_uuid

    def lookup(self, name: str) -> Any:
        """The value of a name; RenderError with the closest names when there is none."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.values:
                return scope.values[name]
            scope = scope.parent
        raise unknown(f"`{name}` is not known here", name, self.names())

    def names(self) -> tuple[str, ...]:
        """Every name in view."""
        above = self.parent.names() if self.parent else ()
        return tuple(sorted({*self.values, *above}))

    def child(self, values: Mapping[str, Any]) -> "Scope":
        """A scope with further names."""
        return Scope(values, self.clock, self, self.new_uuid)


def unknown(message: str, name: str, known: tuple[str, ...]) -> RenderError:
    """A name that is not there, with what was probably meant."""
    near = get_close_matches(name, known, 1)
    hint = f"did you mean `{near[0]}`?" if near else f"known: {', '.join(known[:20])}" if known else ""
    return RenderError(message, hint, name)


def part(value: Any, key: Any, owner: str) -> Any:
    """One part of a value: a member, an element, or what a party answers to. Never a Python attribute."""
    if isinstance(value, Mapping):
        if isinstance(key, str) and key in value:
            return value[key]
        raise unknown(f"`{owner}` has no `{key}`", str(key), tuple(str(name) for name in value))
    if isinstance(value, (list, tuple)) and isinstance(key, int) and not isinstance(key, bool):
        if -len(value) <= key < len(value):
            return value[key]
        raise RenderError(f"`{owner}` has {len(value)} elements, none at [{key}]")
    if isinstance(value, Names) and isinstance(key, str):
        try:
            return value.lookup(key)
        except KeyError:
            raise unknown(f"`{owner}` has no `{key}`", key, value.names()) from None
    raise RenderError(f"`{owner}` is {kind(value)}, which has no `{key}`")


def kind(value: Any) -> str:
    """The JSON type of a value in words.

    >>> kind(1.5)
    'a number'
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, (int, float)):
        return "a number"
    if isinstance(value, str):
        return "a string"
    return "a list" if isinstance(value, (list, tuple)) else "an object"
