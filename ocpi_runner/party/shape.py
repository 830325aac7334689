"""Whether a value can be kept as an object at all: what must be there, and of what JSON type.

Judging a message in full is the work of `checks`.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from ocpi_runner.ocpi.version import Version

TYPES: dict[str, tuple[type, ...]] = {
    "s": (str,),
    "n": (int, float),
    "b": (bool,),
    "o": (dict,),
    "l": (list,),
}
WORDS = {"s": "a string", "n": "a number", "b": "a boolean", "o": "an object", "l": "a list"}
LONGEST_ID = 36
IDENTIFIERS = frozenset({"id", "uid", "session_id", "location_id", "evse_uid", "connector_id", "reservation_id"})


@cache
def rows(version: Version, name: str) -> tuple[tuple[str, str, str, bool], ...]:
    """(member, kind, object inside, required) of an object in a version."""
    found = []
    for row in version.shapes.get(name, "").split():
        member, kind, inside = [*row.removeprefix("?").split(":"), ""][:3]
        found.append((member, kind, inside, not row.startswith("?")))
    return tuple(found)


@cache
def closed(version: Version, name: str) -> dict[str, tuple[str, ...]]:
    """Member -> the values that it may have."""
    places = ((place.partition("."), words) for place, words in version.words.items())
    return {member: tuple(sorted(words.split())) for (owner, _, member), words in places if owner == name}


def problems(version: Version, name: str, value: Any, path: str = "", *, partial: bool = False) -> Iterator[str]:
    """Why a value cannot be kept as that object, one sentence each; `partial` asks for nothing that is left out."""
    if not isinstance(value, dict):
        yield f"`{path or name}` is not an object"
        return
    for member, kind, inside, required in rows(version, name):
        here = f"{path}.{member}" if path else member
        if value.get(member) is None:
            if required and not (partial and member not in value):
                yield f"`{here}` is missing"
        else:
            yield from _of_value(version, kind, inside, value[member], here)
    yield from _of_words(version, name, value, path)
    for member, needed in version.needs.get(name, ()):
        if value.get(member) and value.get(needed) is None:
            yield f"`{member}` needs `{needed}`, which is missing"


def _of_value(version: Version, kind: str, inside: str, value: Any, here: str) -> Iterator[str]:
    wanted = TYPES[kind[0]]
    if not isinstance(value, wanted) or (isinstance(value, bool) and kind != "b"):
        yield f"`{here}` is not {WORDS[kind[0]]}"
    elif kind == "l+" and not value:
        yield f"`{here}` is empty"
    elif inside:
        for number, item in enumerate(value) if isinstance(value, list) else ((None, value),):
            yield from problems(version, inside, item, here if number is None else f"{here}[{number}]")


def _of_words(version: Version, name: str, value: dict[str, Any], path: str) -> Iterator[str]:
    allowed = closed(version, name)
    for member, found in value.items():
        if member in allowed and isinstance(found, str) and found not in allowed[member]:
            yield f"`{f'{path}.' if path else ''}{member}` is not one of {', '.join(allowed[member])}"
        # a credit CDR may have a longer id
        if member in IDENTIFIERS and isinstance(found, str) and len(found) > LONGEST_ID + 3:
            yield f"`{member}` is longer than {LONGEST_ID} characters"
