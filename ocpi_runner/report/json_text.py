"""`report.json`: the whole Record as JSON text."""

import json
from typing import Any

import orjson

from ocpi_runner.record.codec import to_json
from ocpi_runner.record.result import Record


def render(record: Record) -> str:
    """The Record as indented JSON with a newline at its end; `schemas/record.schema.json` describes it."""
    made = to_json(record)
    try:
        return orjson.dumps(made, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()
    except TypeError:  # a peer's lone surrogate, or a number of more than 64 bits
        return slowly(made)


def slowly(made: dict[str, Any]) -> str:
    """The same for what few can write."""
    return json.dumps(made, indent=2, ensure_ascii=False).encode("utf-8", "backslashreplace").decode() + "\n"
