"""What a file is that was given where another kind is wanted, by its name and how it begins."""

import json
from pathlib import Path

from ocpi_runner.scenario.text import MOST_BYTES
from ocpi_runner.source.errors import InputError

JSON_NAMES = (".json", ".jsonl", ".ndjson")
YAML_NAMES = (".yaml", ".yml")
BEGINNING = 400  #: bytes by which a report of ours is known
#: What a report.json and a journal of ours begin with, without blanks.
OURS = {b'{"format":1,"tool":"ocpi-run': "report", b'{"number":1,"direction":': "journal"}


def beginning(path: Path) -> bytes:
    """How a file begins, without blanks; nothing for what is no file, or cannot be read."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as stream:
            return b"".join(stream.read(BEGINNING).split())
    except (OSError, ValueError):
        return b""


def ours(begins: bytes) -> str:
    """`report` or `journal` when a file that begins so is one of ours."""
    return next((kind for mark, kind in OURS.items() if begins.startswith(mark)), "")


def refuse_json(path: Path) -> None:
    """InputError for JSON where a scenario is wanted; one that is written as JSON is a scenario all the same."""
    begins = beginning(path)
    if not (path.suffix.lower() in JSON_NAMES or begins[:1] in (b"{", b"[")):
        return
    if kind := ours(begins):
        raise InputError(f"`{path}` is a {kind} of ocpi-run, not a scenario", f"`ocpi-run report {path}` renders it")
    if begins and json_without_title(path):
        raise InputError(f"`{path}` is JSON, not a scenario", f"`ocpi-run validate {path}` judges it")


def json_without_title(path: Path) -> bool:
    """Whether a file is JSON, if only by its name, and has no `scenario` in it."""
    try:
        with path.open("rb") as stream:
            text = stream.read(MOST_BYTES + 1)
        if len(text) > MOST_BYTES or path.suffix.lower() in JSON_NAMES[1:]:
            return True  # too large to be one, or JSON in lines
        data = json.loads(text)
    except (OSError, ValueError, RecursionError):
        return path.suffix.lower() in JSON_NAMES
    return not (isinstance(data, dict) and "scenario" in data)


def refuse_ours(name: str) -> None:
    """InputError for a file of ours where objects of OCPI are wanted."""
    path = Path(name)
    if kind := ours(beginning(path)):
        raise InputError(f"`{name}` is a {kind} of ocpi-run", f"`ocpi-run report {name}` renders it")
    if path.suffix.lower() in YAML_NAMES and path.is_file():
        raise InputError(f"`{name}` is YAML, not JSON", f"a scenario is looked at by `ocpi-run check {name}`")
