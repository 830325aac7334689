"""Judges values by the bundled JSON Schemas: a fast yes, and a slow no that says why."""

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from ocpi_runner.checks.bundled import damaged, folder, on_one_line, read_schemas
from ocpi_runner.checks.defect import plain
from ocpi_runner.checks.explain import Problem, explained, untellable
from ocpi_runner.checks.holdable import holdable, unholdable
from ocpi_runner.checks.places import Definitions
from ocpi_runner.ocpi.versions import VERSIONS, grounds

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator, Registry

PATCH = ".patch"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
REFERENCE = re.compile(r'"[^"]*#/\$defs/([^"]+)"')


@cache
def documents(version: str) -> dict[str, dict[str, Any]]:
    """The schema documents of a version by their `$id`; none for a version that has no schemas."""
    return read_schemas(grounds(version))


@cache
def definitions(version: str) -> Definitions:
    """Every object of a version, and where its definition is; EnvironmentFault when one is gone."""
    found = Definitions(documents(version))
    wanted = {name for each in VERSIONS[grounds(version)].endpoints for name in (each.request, each.response) if name}
    missing = sorted(name for name in wanted - set(found.names) if not name.startswith("{")) if found.names else ()
    if missing:
        message = f"the schemas of OCPI {version} in `{folder('schemas') / 'ocpi' / grounds(version)}` lack"
        raise damaged(f"{message} {', '.join(missing)}")
    return found


@cache
def registry(version: str) -> "Registry":
    """The documents as the validators look them up."""
    from jsonschema_rs import Registry

    return Registry(list(documents(version).items()))


@cache
def validator(version: str, name: str, patch: bool = False) -> "Draft202012Validator | None":
    """The validator of an object, or of a PATCH fragment of it; None when the version does not define it."""
    from jsonschema_rs import Draft202012Validator

    address = definitions(version).address(name + PATCH * patch)
    if address is None:
        return None
    try:
        return Draft202012Validator({"$ref": address}, registry=registry(version))
    except ValueError as problem:
        message = f"the schema of {name} in OCPI {version} cannot be used: {plain(on_one_line(problem))}"
        raise damaged(f"{message}; it is in `{folder('schemas') / 'ocpi' / version}`") from problem


@cache
def objects(version: str) -> tuple[str, ...]:
    """Names of the objects that a version defines, sorted."""
    return tuple(sorted(name for name in definitions(version).names if not name.endswith(PATCH)))


@cache
def members_of(version: str, name: str) -> frozenset[str]:
    """The members that an object has in a version; empty for one that it does not define."""
    schema = definitions(version).schema(name)
    return frozenset(schema.get("properties") or ())


def bundle(version: str, name: str, patch: bool = False) -> dict[str, Any]:
    """The schema of an object with all that it refers to, as one document that needs no other."""
    known, wanted = definitions(version), [name + PATCH * patch]
    found: dict[str, Any] = {}
    for each in wanted:
        if each not in found:
            found[each] = known.schema(each)
            wanted += references(found[each])
    here = {key: json.loads(REFERENCE.sub(r'"#/$defs/\1"', json.dumps(found[key]))) for key in sorted(found)}
    head = {"$schema": DIALECT, "title": f"OCPI {version}: {wanted[0]}", "$ref": f"#/$defs/{wanted[0]}"}
    return head | {"$defs": here}


def references(schema: Any) -> list[str]:
    """Names of the definitions that a schema refers to."""
    return REFERENCE.findall(json.dumps(schema))


def is_valid(version: str, name: str, value: Any, patch: bool = False) -> bool:
    """Whether a value is such an object. What is not defined cannot be broken."""
    judge = validator(version, name, patch)
    try:
        return judge is None or judge.is_valid(value)
    except ValueError:
        return False  # half a character, or nesting without end


def problems(version: str, name: str, value: Any, patch: bool = False) -> tuple[Problem, ...]:
    """Everything in which a value is no such object; empty for one that is."""
    judge, known, object_name = validator(version, name, patch), definitions(version), name + PATCH * patch
    if judge is None or is_valid(version, name, value, patch):
        return ()
    try:
        return explained(judge.iter_errors(value), known, object_name)
    except ValueError:
        broken = dict.fromkeys(unholdable(value))
        return (
            *(untellable(parts, known.place(name, parts), keyword) for parts, keyword in broken),
            *explained(judge.iter_errors(holdable(value)), known, object_name),
        )
