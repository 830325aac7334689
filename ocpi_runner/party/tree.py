"""An object inside an object inside an object: Location, EVSE, Connector. Pure; nothing is changed in place."""

from dataclasses import dataclass
from typing import Any

from ocpi_runner.ocpi.moment import parse
from ocpi_runner.ocpi.version import ObjectType, Version

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Level:
    """One step down: in which list property, by which property of its items, with which value."""

    property: str  #: "evses"
    key: str  #: "uid"
    id: str  #: "EVSE01"


def same(left: object, right: object) -> bool:
    """Whether two ids are the same; OCPI's CiString knows no letter case."""
    return str(left).lower() == str(right).lower()


def descend(version: Version, top: ObjectType, params: dict[str, str]) -> tuple[ObjectType, tuple[Level, ...]]:
    """The object type that path parameters point to, and the way down to it from the top."""
    kind, levels = top, []
    while True:
        for property_, name in kind.children:
            child = version.object(name)
            if child is not None and child.path_key in params:
                levels.append(Level(property_, child.key, params[child.path_key]))
                kind = child
                break
        else:
            return kind, tuple(levels)


def find(document: Document, levels: tuple[Level, ...]) -> Document | None:
    """The object at the end of the way; None when some step of it is missing."""
    here: Document | None = document
    for level in levels:
        items = (here or {}).get(level.property) or ()
        here = next((i for i in items if isinstance(i, dict) and same(i.get(level.key), level.id)), None)
    return here


def replace(document: Document, levels: tuple[Level, ...], value: Document) -> Document:
    """The document with `value` at the end of the way, added when new; its `last_updated` bumps every parent."""
    if not levels:
        return value
    level, rest = levels[0], levels[1:]
    items = list(document.get(level.property) or ())
    place = next((n for n, i in enumerate(items) if same(i.get(level.key), level.id)), len(items))
    inner = items[place] if place < len(items) else {}
    items[place : place + 1] = [replace(inner, rest, value)]
    return document | {level.property: items} | newer(document, value)


def newer(parent: Document, child: Document) -> Document:
    """The `last_updated` of the child when it is the later one; nothing otherwise."""
    theirs = child.get("last_updated")
    then, now = parse(parent.get("last_updated") or ""), parse(theirs or "")
    return {"last_updated": theirs} if now is not None and (then is None or now >= then) else {}
