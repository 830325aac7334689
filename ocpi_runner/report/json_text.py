"""`report.json`: the whole Record as JSON text."""

import json

from ocpi_runner.record.codec import to_json
from ocpi_runner.record.result import Record


def render(record: Record) -> str:
    """The Record as indented JSON with a newline at its end; `schemas/record.schema.json` describes it."""
    return json.dumps(to_json(record), indent=1, ensure_ascii=False).encode("utf-8", "backslashreplace").decode() + "\n"
