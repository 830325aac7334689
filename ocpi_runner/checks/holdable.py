"""Makes of any value one that a validator can hold, and tells what it cannot: half characters, and endless nesting."""

from collections.abc import Iterator
from typing import Any

DEEPEST = 250  #: levels
Parts = tuple[str | int, ...]
Told = tuple[Parts, str]  #: where, and which JSON Schema keyword or OCPI type is broken


def holdable(value: Any) -> Any:
    """The same value with a question mark in place of each half character, and null for what nests deeper."""
    return held(value, 0)


def held(value: Any, depth: int) -> Any:
    """The value at a depth."""
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, dict | list) and depth >= DEEPEST:
        return None
    if isinstance(value, dict):
        return {whole(name): held(each, depth + 1) for name, each in value.items()}
    return [held(each, depth + 1) for each in value] if isinstance(value, list) else value


def whole(text: str) -> str:
    """A text without surrogates."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def unholdable(value: Any) -> Iterator[Told]:
    """What `holdable` replaces. A name is told where its object stands, what nests too deep where that begins."""
    waiting: list[tuple[Parts, Any, int]] = [((), value, 0)]
    while waiting:
        parts, item, depth = waiting.pop()
        if isinstance(item, str) and whole(item) != item:
            yield parts, "string"
        elif isinstance(item, dict | list) and depth >= DEEPEST:
            yield parts[:1], "nesting"
        elif isinstance(item, dict):
            yield from ((parts, "string") for name in item if whole(name) != name)
            waiting += [((*parts, name), each, depth + 1) for name, each in item.items()]
        elif isinstance(item, list):
            waiting += [((*parts, index), each, depth + 1) for index, each in enumerate(item)]
