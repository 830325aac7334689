"""Finds the definition behind a place in a value: which property of which object stands there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]
ANYTHING: Schema = {}


@dataclass(frozen=True, slots=True)
class Place:
    """One place in a value. `type` is the name of the definition that stands there: "DateTime", "Status", ""."""

    object: str
    property: str
    type: str
    schema: Schema


class Definitions:
    """The `$defs` of a set of documents, by name."""

    def __init__(self, documents: Mapping[str, Schema]) -> None:
        self._found = {
            name: (address, schema)
            for address, document in documents.items()
            for name, schema in document.get("$defs", {}).items()
        }

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all definitions."""
        return tuple(self._found)

    def address(self, name: str) -> str | None:
        """The URL of a definition."""
        return f"{self._found[name][0]}#/$defs/{name}" if name in self._found else None

    def schema(self, name: str) -> Schema:
        """A definition by its name; one that allows anything when there is none."""
        return self._found[name][1] if name in self._found else ANYTHING

    def resolved(self, schema: Schema, name: str = "") -> tuple[Schema, str]:
        """What a schema refers to in the end, and the name of that; of an alternative to `null` the other counts."""
        for _ in range(8):
            if "$ref" in schema:
                full = str(schema["$ref"]).rpartition("/")[2]
                schema, name = self.schema(full), full.lstrip("_").removesuffix(".patch")
                continue
            choices = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf") or ()
            others = [each for each in choices if isinstance(each, dict) and each.get("type") != "null"]
            if len(others) != 1 or "properties" in schema:
                break
            schema = others[0]
        return schema, name

    def members(self, name: str) -> tuple[tuple[str, str], ...]:
        """The members of an object in which other objects stand, alone or in a list: ("evses", "EVSE")."""
        found = []
        for member, schema in (self.resolved({"$ref": f"/{name}"})[0].get("properties") or {}).items():
            inner, kind = self.resolved(schema)
            if "items" in inner:
                inner, kind = self.resolved(inner["items"])
            if kind and "properties" in inner:
                found.append((member, kind))
        return tuple(found)

    def place(self, name: str, parts: Sequence[str | int]) -> Place:
        """The place at a path into an object of that name."""
        schema, type_ = self.resolved({"$ref": f"/{name}"})
        found = Place(name, "", type_, schema)
        for part in parts:
            if isinstance(part, int):
                schema, type_ = self.resolved(schema.get("items") or ANYTHING)
                found = Place(found.object, found.property, type_, schema)
            else:
                owner = type_ or found.object
                schema, type_ = self.resolved((schema.get("properties") or {}).get(part) or ANYTHING)
                found = Place(owner, part, type_, schema)
        return found
