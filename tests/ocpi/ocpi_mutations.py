"""Breaks an object in one way at a time: each property in every way in which its schema says that it may not be."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ocpi_objects import credit, whole
from ocpi_schemas import Schema, addresses, definition, flat, needed

DROPPED, TYPE, LONG, ENUM, PATTERN, CARDINALITY, LIMIT = (
    *("required dropped", "wrong type", "too long", "unknown enum value"),
    *("pattern broken", "wrong cardinality", "limit passed"),
)
WRONG_TYPES: dict[str, tuple[Any, ...]] = {
    "string": (1, True, {}),
    "integer": ("1", 1.5, True),
    "number": ("1", True, {}),
    "boolean": ("true", 1),
    "object": ("text", 1),
    "array": ("text", {}),
}
LONGEST = {"URL": "https://cpo.example/", "DateTime": "2026-11-25T02:08:21.", "": ""}
FORMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("[A-Za-z][A-Za-z0-9+.-]*:", ("cpo.example/x", "", "https://cpo.example/a b")),
    ("T([01][0-9]", ("2026-11-25", "2026-11-25T02:08:21+01:00", "2026-13-25T02:08:21Z", "now", "")),
    (r"[\x20-\x7E]", ("\n", "\u00e9", "\t")),
    (r"^[^\u0000", ("\n", "\u0000", "\u007f")),
    (".[0-9]{", ("52,373056", "52.3", "152E1", "")),
    ("-(0[1-9]", ("2026-13-01", "26-01-01", "")),
    (":[0-5][0-9]", ("24:00", "8:00", "08:00:00", "")),
)


@dataclass(frozen=True)
class Mutation:
    """One way to break an object: what the member is instead, and where that must be told."""

    kind: str
    member: str
    value: Any
    path: str

    def applied(self, value: dict[str, Any]) -> dict[str, Any]:
        """The broken object."""
        if self.kind == DROPPED:
            return {key: each for key, each in value.items() if key != self.member}
        return value | {self.member: self.value}


def full(version: str, name: str) -> dict[str, Any]:
    """The whole object; a CDR that takes back another one, for it alone has every member."""
    return credit(version) if name == "CDR" and "credit" in whole(version, name) else whole(version, name)


def mutations(version: str, name: str) -> Iterator[Mutation]:
    """Every way to break an object of a version."""
    required = always(version, name)
    schema = definition(version, addresses(version)[name])
    for member, inner in schema["properties"].items():
        plain, path = flat(version, inner), f"$.{member}"
        if not plain:
            continue
        if member in required:
            yield Mutation(DROPPED, member, None, path)
            yield Mutation(TYPE, member, None, path)
        for kind, value in broken(plain):
            yield Mutation(kind, member, value, path)
        for kind, value in cardinalities(plain, full(version, name)[member]):
            yield Mutation(kind, member, value, path)
        if "items" in plain:
            for kind, value in broken(flat(version, plain["items"])):
                yield Mutation(
                    kind, member, [*full(version, name)[member], value], f"{path}[{len(full(version, name)[member])}]"
                )


def always(version: str, name: str) -> set[str]:
    """The members that must be there as the rest of the object is; of a choice none, since the other one is there."""
    schema = definition(version, addresses(version)[name])
    return set(needed(version, name)) - {each for choice in schema.get("anyOf", ()) for each in choice["required"]}


def broken(plain: Schema) -> Iterator[tuple[str, Any]]:
    """Values that a schema refuses, each with the kind of the mistake."""
    yield from ((TYPE, value) for value in WRONG_TYPES.get(plain.get("type", ""), ()))
    if plain.get("type") == "string":
        yield from strings(plain)
    for key, step in (("maximum", 1), ("minimum", -1)):
        if key in plain:
            yield LIMIT, plain[key] + step


def strings(plain: Schema) -> Iterator[tuple[str, str]]:
    """Texts that a schema refuses."""
    if "enum" in plain:
        yield from ((ENUM, value) for value in ("NO_SUCH_VALUE", f"{plain['enum'][0]} ", ""))
        return
    form = forms(plain.get("pattern", ""))
    yield from ((PATTERN, value) for value in form)
    if "maxLength" in plain:
        start = next(text for key, text in LONGEST.items() if key in kind_of(plain))
        yield LONG, start + "0" * (plain["maxLength"] + 1 - len(start) - ("Z" in start)) + "Z" * ("Z" in start)
    if plain.get("minLength"):
        yield LIMIT, ""


def forms(pattern: str) -> tuple[str, ...]:
    """Texts that do not match a pattern."""
    return next((texts for mark, texts in FORMS if mark in pattern), ())


def kind_of(plain: Schema) -> str:
    """URL, DateTime or nothing: what a text has to begin with to be wrong in its length only."""
    pattern = plain.get("pattern", "")
    return "URL" if pattern.startswith("^[A-Za-z]") else "DateTime" if "T([01]" in pattern else ""


def cardinalities(plain: Schema, value: Any) -> Iterator[tuple[str, Any]]:
    """A list for one, one for a list, and an empty list for one that may not be."""
    if plain.get("type") != "array":
        yield CARDINALITY, [value]
        return
    yield CARDINALITY, value[0]
    if plain.get("minItems"):
        yield CARDINALITY, []
