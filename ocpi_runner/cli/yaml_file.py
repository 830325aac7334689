"""Reads a file of ours that is one YAML mapping: a profile, a partner file."""

from pathlib import Path
from typing import Any

from ocpi_runner.scenario.nodes import Reader
from ocpi_runner.scenario.problems import Problems
from ocpi_runner.scenario.text import read_text
from ocpi_runner.source.errors import InputError
from ocpi_runner.source.span import SourceFile


def read_mapping(path: Path, kind: str, hint: str) -> dict[Any, Any] | None:
    """What a file of this kind holds; None when it is empty or no mapping, InputError when it cannot be read."""
    text = read_text(path, kind, hint)
    problems = Problems(SourceFile(str(path), text))
    root = Reader(str(path), problems).read(text) if text.strip() else None
    if problems.found:
        raise InputError(f"the {kind} `{path}` cannot be read", "", problems.sorted())
    data = root.data() if root else None
    return data if isinstance(data, dict) else None
