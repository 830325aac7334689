"""Two runs side by side: a Record without what differs between any two runs."""

import re
from typing import Any

from ocpi_runner.record.codec import to_json
from ocpi_runner.record.result import Record

TIMES = frozenset({"started", "duration"})
IDS = frozenset({"x-request-id", "x-correlation-id", "date", "host"})
PLACES = (
    (re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE), "<uuid>"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?"), "<time>"),
    (re.compile(r"(https?://[^/:\"\s]+):\d+"), r"\1:<port>"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d(?:%3A|:)\d\d(?:%3A|:)\d\dZ?"), "<time>"),
)


def timeless(record: Record) -> Any:
    """The Record as JSON, with times, ids and ports replaced by marks: equal for equal runs."""
    made = to_json(record)
    return plain({key: value for key, value in made.items() if key not in ("journal", "command")})


def plain(value: Any) -> Any:
    """One value without what changes."""
    if isinstance(value, dict):
        return {key: "<time>" if key in TIMES else plain(each) for key, each in value.items()}
    if isinstance(value, list) and len(value) == 2 and isinstance(value[0], str) and value[0].lower() in IDS:
        return [value[0], "<id>"]
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if not isinstance(value, str):
        return value
    for pattern, mark in PLACES:
        value = pattern.sub(mark, value)
    return value
