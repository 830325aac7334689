"""What a set of definitions says of each object and enum, whatever it was written in, and where two sets differ."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Member:
    """One property: its type, how often it stands there ("1", "?", "*", "+"), and its limits; "" is none."""

    type: str
    cardinality: str
    length: str = ""
    shortest: str = ""
    pattern: str = ""
    largest: str = ""
    smallest: str = ""
    without: str = ""  #: values of its type that may not stand there


@dataclass(frozen=True, slots=True)
class Enum:
    """The values of an enum, and whether there may be others: "closed", "open", or the pattern of the others."""

    values: tuple[str, ...]
    others: str = "closed"


@dataclass(frozen=True, slots=True)
class Shapes:
    """The objects, enums and primitive types of one set of definitions."""

    objects: dict[str, dict[str, Member]] = field(default_factory=dict)
    enums: dict[str, Enum] = field(default_factory=dict)
    primitives: dict[str, str] = field(default_factory=dict)  #: "DateTime length" -> "25"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two sets say differently; "-" is what is not there."""

    place: str
    aspect: str
    theirs: str
    ours: str


def differences(theirs: Shapes, ours: Shapes) -> Iterator[Difference]:
    """Everything in which two sets differ."""
    for kind, left, right in (("object", theirs.objects, ours.objects), ("enum", theirs.enums, ours.enums)):
        for name in sorted({*left, *right}):
            if name not in left or name not in right:
                yield Difference(name, kind, *("there" if name in side else "-" for side in (left, right)))
    for name in sorted({*theirs.objects} & {*ours.objects}):
        yield from members(name, theirs.objects[name], ours.objects[name])
    for name in sorted({*theirs.enums} & {*ours.enums}):
        yield from values(name, theirs.enums[name], ours.enums[name])
    for what in sorted({*theirs.primitives, *ours.primitives}):
        pair = theirs.primitives.get(what, "-"), ours.primitives.get(what, "-")
        if pair[0] != pair[1]:
            place, _, aspect = what.partition(" ")
            yield Difference(place, aspect, *pair)


def members(name: str, theirs: dict[str, Member], ours: dict[str, Member]) -> Iterator[Difference]:
    """Where two objects differ."""
    for member in sorted({*theirs, *ours}):
        place = f"{name}.{member}"
        if member not in theirs or member not in ours:
            yield Difference(place, "property", *("there" if member in side else "-" for side in (theirs, ours)))
            continue
        for aspect in fields(Member):
            pair = [getattr(side[member], aspect.name) or "-" for side in (theirs, ours)]
            if pair[0] != pair[1]:
                yield Difference(place, aspect.name, *pair)


def values(name: str, theirs: Enum, ours: Enum) -> Iterator[Difference]:
    """Where two enums differ."""
    for value in sorted({*theirs.values} ^ {*ours.values}):
        yield Difference(name, f"value {value}", *("there" if value in side.values else "-" for side in (theirs, ours)))
    if theirs.others != ours.others:
        yield Difference(name, "further values", theirs.others, ours.others)


def read_schemas(folder: Path, version: str) -> Shapes:
    """What the JSON Schemas of a version say."""
    found: dict[str, Schema] = {}
    for file in sorted((folder / version).glob("*.json")):
        found |= json.loads(file.read_text("utf-8"))["$defs"]
    kinds = {name: schema for name, schema in found.items() if not name.startswith("_") and ".patch" not in name}
    shapes = Shapes()
    for name, schema in kinds.items():
        if "properties" in schema:
            shapes.objects[name] = {prop: read_member(schema, prop) for prop in schema["properties"]}
        else:
            shapes.enums[name] = read_enum(schema)
    for name, schema in found.items():
        if name.startswith("_"):
            shapes.primitives.update(limits_of_primitive(name[1:], schema))
    return shapes


def limits_of_primitive(name: str, schema: Schema) -> dict[str, str]:
    """The limits that a primitive type has everywhere."""
    given = (("length", "maxLength"), ("pattern", "pattern"))
    return {f"{name} {what}": str(schema[key]) for what, key in given if key in schema}


def read_enum(schema: Schema) -> Enum:
    """An enum: closed, open, or with further values of a certain form."""
    choices = schema.get("anyOf", [schema])
    values = next(each[key] for each in choices for key in ("enum", "examples") if key in each)
    patterns = [each["pattern"] for each in choices if "pattern" in each]
    return Enum(tuple(values), "open" if "examples" in schema else patterns[0] if patterns else "closed")


def read_member(owner: Schema, name: str) -> Member:
    """One property of an object."""
    schema: Schema = owner["properties"][name]
    choices = [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]
    nullable, one = bool(choices) or not schema, choices[0] if choices else schema
    cardinality = of_cardinality(owner, name, one, nullable)
    one = one.get("items", one)
    parts = {**{key: value for part in one.get("allOf", ()) for key, value in part.items()}, **one}
    pattern = parts.get("pattern", "")
    longest = parts.get("maxLength") or longest_match(pattern)
    refused = re.search(r'"not": \{"enum": (\[.*?\])', json.dumps(schema.get("items", {})))
    return Member(
        type_of(parts),
        cardinality,
        length=str(longest or ""),
        shortest=str(parts.get("minLength", "")),
        pattern=pattern,
        largest=str(parts.get("maximum", "")),
        smallest=str(parts.get("minimum", "")),
        without=" ".join(json.loads(refused[1])) if refused else "",
    )


def of_cardinality(owner: Schema, name: str, schema: Schema, nullable: bool) -> str:
    """How often a property stands there, with what that depends on."""
    needed, many = name in owner.get("required", ()), "items" in schema
    if name in owner.get("else", {}).get("required", ()):
        member, wanted = next(iter(owner["if"]["properties"].items()))
        return f"+, or * when {member} is {wanted['const']}"
    if name in [each for choice in owner.get("anyOf", ()) for each in choice["required"]]:
        return "one of several, " + ("*" if many else "1")
    if many:
        return "+" if needed and schema.get("minItems") else "*" if nullable and not needed else "list"
    return "1" if needed and not nullable else "?" if nullable and not needed else "one"


def type_of(schema: Schema) -> str:
    """The name of a type."""
    if "enum" in schema:
        return "one of " + " ".join(schema["enum"])
    return str(schema["$ref"]).rpartition("/")[2].lstrip("_") if "$ref" in schema else str(schema.get("type", "any"))


def longest_match(pattern: str) -> int | None:
    """How long a text may be that matches a pattern; None when there is no limit."""
    if not pattern:
        return None
    width: int = re._parser.parse(pattern).getwidth()[1]  # type: ignore[attr-defined]
    return width if width < 1000 else None
