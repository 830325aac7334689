"""Finds where the values at some paths of a JSON text stand; all others are passed over without a look."""

import json
import re
from collections import deque
from collections.abc import Collection, Iterator

from ocpi_runner.checks.document.tokens import STRING, UP_TO_BRACKET

BETWEEN = re.compile(r"[\s,]*+")
NAME = re.compile(rf"({STRING})\s*+:\s*+", re.DOTALL)
SCALAR = re.compile(rf"{STRING}|[^\s,\]}}]++", re.DOTALL)
BRACKET = re.compile(rf"{UP_TO_BRACKET}([{{}}\[\]])", re.DOTALL)

Span = tuple[int, int]  #: first character and the one behind the last; of an object or a list only its bracket


def spans(text: str, root: str, wanted: Collection[str]) -> dict[str, Span]:
    """Path -> where its value stands in a text that is JSON; `root` is the path of the outermost value.

    Of wanted paths only those are found whose beginnings are wanted too; of a name that stands twice the last counts.
    """
    found: dict[str, Span] = {}
    waiting = deque([(root, leading(text, 0))])
    while waiting:
        path, at = waiting.popleft()
        if path not in wanted:
            continue
        container = text[at] in "{["
        found[path] = (at, at + 1 if container else end_of(text, at))
        if container:
            waiting += [child for child in members(text, path, at) if child[0] in wanted]
    return found


def leading(text: str, at: int) -> int:
    """Where the next value, name or closing bracket begins."""
    found = BETWEEN.match(text, at)
    assert found is not None
    return found.end()


def members(text: str, path: str, at: int) -> Iterator[tuple[str, int]]:
    """The members of the object, or the elements of the list, that begins here: path, and where the value begins."""
    listed, index, at = text[at] == "[", 0, leading(text, at + 1)
    while text[at] not in "]}":
        if listed:
            member, index = f"{path}[{index}]", index + 1
        else:
            name = NAME.match(text, at)
            assert name is not None
            member, at = f"{path}.{json.loads(name[1])}", name.end()
        yield member, at
        at = leading(text, end_of(text, at))


def end_of(text: str, at: int) -> int:
    """Where the value ends that begins here."""
    if text[at] not in "{[":
        found = SCALAR.match(text, at)
        assert found is not None
        return found.end()
    depth = 0
    for bracket in BRACKET.finditer(text, at):
        depth += 1 if bracket[1] in "{[" else -1
        if not depth:
            return bracket.end()
    return len(text)
