"""A rule of open enumerations: a documented value is used where one fits. OCPI 2.3.0, 16.6 (OpenEnum)."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.item import Item
from ocpi_runner.checks.rules.rule import Rule
from ocpi_runner.checks.schema import definitions

#: Members whose chapter says so, and which row that is.
ROWS = {
    "Location.parking_type": "LOC-148",
    "Location.facilities": "LOC-151",
    "EVSE.capabilities": "LOC-169",
    "EVSE.parking_restrictions": "LOC-176",
    "Connector.standard": "LOC-187",
    "Connector.capabilities": "LOC-242",
    "Image.category": "LOC-207",
    "Parking.vehicle_types": "LOC-236",
    "Token.type": "TOK-113",
}
OBJECTS = tuple(dict.fromkeys(place.partition(".")[0] for place in ROWS))


@cache
def known(version: str, name: str, member: str) -> frozenset[str]:
    """The documented values of a member; empty where the enumeration is closed, or there is none."""
    found = definitions(version)
    return frozenset(examples(found, found.schema(name).get("properties", {}).get(member), 4))


def examples(found: Any, schema: Any, depth: int) -> list[str]:
    """The examples in a schema, through references, lists and alternatives."""
    if not isinstance(schema, dict) or depth == 0:
        return []
    if isinstance(schema.get("examples"), list):
        return [each for each in schema["examples"] if isinstance(each, str)]
    if "$ref" in schema:
        return examples(found, found.schema(str(schema["$ref"]).rpartition("/")[2]), depth - 1)
    inner = [schema.get("items"), *schema.get("anyOf", ()), *schema.get("allOf", ())]
    return [each for part in inner for each in examples(found, part, depth - 1)]


def documented(item: Item) -> Iterator[Defect]:
    """The values of open enumerations are documented ones."""
    verdict = item.context.choices.tolerance("enums.undocumented")
    for place, id in ROWS.items() if verdict else ():
        name, _, member = place.partition(".")
        if name != item.name or item.get(member) is None:
            continue
        values = known(item.context.version.number, name, member)
        told = item.get(member)
        for value in told if isinstance(told, list) else [told]:
            if values and isinstance(value, str) and value not in values:
                message = f"`{member}` is {shown(value)}, which OCPI does not document"
                yield Defect(message, item.at(member), sorted(values), value, verdict, "enums.undocumented", id)


RULES = tuple(
    Rule(" ".join(id for place, id in ROWS.items() if place.startswith(f"{name}.")), name, documented, fragments=True)
    for name in OBJECTS
)
