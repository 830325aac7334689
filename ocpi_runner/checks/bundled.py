"""What travels with the package: where it is, and how its JSON Schemas are read."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from ocpi_runner.source.errors import EnvironmentFault

PACKAGE = Path(__file__).resolve().parent.parent


@cache
def folder(name: str) -> Path:
    """Where `schemas`, `scenarios` or `profiles` are: inside an installed package, else beside it in a checkout."""
    inside, beside = PACKAGE / "data" / name, PACKAGE.parent / name
    return beside if beside.is_dir() and not inside.is_dir() else inside


def read_schemas(version: str) -> dict[str, dict[str, Any]]:
    """The documents of a version by their `$id`; EnvironmentFault when somebody damaged one."""
    return {document["$id"]: document for document in map(read_schema, files_of(version))}


def files_of(version: str) -> list[Path]:
    """The schema files of a version; none for one that has no schemas."""
    return sorted((folder("schemas") / "ocpi" / version).glob("*.json"))


def read_schema(file: Path) -> dict[str, Any]:
    """One document."""
    document: Any
    try:
        document = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as problem:
        raise damaged(f"the schema file `{file}` cannot be read: {on_one_line(problem)}") from problem
    for key, kind in (("$id", str), ("$defs", dict)):
        if not isinstance(document, dict) or not isinstance(document.get(key), kind):
            raise damaged(f"the schema file `{file}` has no `{key}`")
    found: dict[str, Any] = document
    return found


def on_one_line(problem: Exception) -> str:
    """What somebody else's exception says, without its line breaks."""
    return " ".join(str(problem).split())


def damaged(message: str) -> EnvironmentFault:
    """What a schema that cannot be used leads to."""
    return EnvironmentFault(message, "undo the change of that file, or install ocpi-runner again")
