"""The bundled schemas as the tests of this room see them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator, Registry

Schema = dict[str, Any]
FOLDER = Path(__file__).parent.parent.parent / "schemas" / "ocpi"
FILES = sorted(FOLDER.glob("*/*.json"))
NUMBERS = tuple(sorted(folder.name for folder in FOLDER.iterdir()))
NULL = {"type": "null"}


@cache
def documents(version: str) -> dict[str, Schema]:
    """`$id` -> schema document."""
    found = (json.loads(file.read_text("utf-8")) for file in sorted((FOLDER / version).glob("*.json")))
    return {document["$id"]: document for document in found}


@cache
def addresses(version: str) -> dict[str, str]:
    """Name of a definition -> where it is."""
    return {name: f"{id}#/$defs/{name}" for id, document in documents(version).items() for name in document["$defs"]}


@cache
def validator(version: str, name: str) -> Draft202012Validator:
    """Judges an object, or `X.patch`."""
    return Draft202012Validator({"$ref": addresses(version)[name]}, registry=Registry(list(documents(version).items())))


def is_valid(version: str, name: str, value: Any) -> bool:
    """Whether a value is such an object."""
    return validator(version, name).is_valid(value)


def definition(version: str, address: str) -> Schema:
    """What a `$ref` leads to."""
    id, _, name = address.partition("#/$defs/")
    found: Schema = documents(version)[id]["$defs"][name]
    return found


def needed(version: str, name: str) -> tuple[str, ...]:
    """The members that an object must have: always, unless another has a certain value, or as one of several."""
    schema = definition(version, addresses(version)[name]) if name in addresses(version) else {}
    chosen = [choice["required"] for choice in schema.get("anyOf", ())][:1]
    return tuple(sum(chosen, [*schema.get("required", ()), *schema.get("else", {}).get("required", ())]))


def flat(version: str, schema: Schema) -> Schema:
    """A schema with references, alternatives to null and parts laid into one."""
    parts = [*schema.get("allOf", ()), *(each for each in schema.get("anyOf", ()) if each != NULL)]
    chosen = [each.pop("required") for each in map(dict, parts) if "required" in each]
    parts = [each for each in parts if "required" not in each] + ([{"required": chosen[0]}] if chosen else [])
    found: Schema = flat(version, definition(version, schema["$ref"])) if "$ref" in schema else {}
    for part in parts:
        found |= flat(version, part)
    own = {key: value for key, value in schema.items() if key not in ("$ref", "allOf", "anyOf")}
    return own | found if "$ref" in schema else found | own


def objects() -> list[tuple[str, str]]:
    """Each object of each version."""
    names = ((number, name) for number in NUMBERS for name in addresses(number))
    return [(number, name) for number, name in names if "properties" in definition(number, addresses(number)[name])]
