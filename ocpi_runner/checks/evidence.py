"""The evidence of a matcher: a value with its type, or as it is kept, and the mark of one that is not there."""

import json
from typing import Any

LONGEST = 120
MOST_KEPT = 4000  #: characters of a value that is kept as evidence
DEEPEST_KEPT = 100  #: brackets in it, since what nests too deep cannot be written into a report


class Missing:
    """The mark of something that is not there; not null, which is there."""

    def __repr__(self) -> str:
        return "nothing"


MISSING = Missing()


def json_type(value: Any) -> str:
    """The JSON type of a value.

    >>> json_type(2)
    'integer'
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, (list, tuple)) else "object"


def typed(value: Any) -> str:
    """A value with its type, cut where it is long.

    >>> typed("CHARGING")
    'string `CHARGING`'
    """
    if value is MISSING:
        return "nothing"
    if value is None:
        return "null"
    text = written(value)
    return f"{json_type(value)} `{text[:LONGEST]}{'…' if len(text) > LONGEST else ''}`"


def written(value: Any) -> str:
    """A text as it is, anything else as JSON."""
    if isinstance(value, str):
        return value
    try:
        return json.dumps(value, ensure_ascii=False, default=str)
    except RecursionError:
        return "…"


def kept(value: Any) -> Any:
    """A value as it is kept as evidence: as it is, or in words when it is long or nests deep; null when missing."""
    if value is MISSING:
        return None
    if not isinstance(value, (str, list, dict, tuple)):
        return value
    text = written(value)
    if isinstance(value, str):
        return value if len(value) <= MOST_KEPT else f"{value[:MOST_KEPT]}…"
    fine = text != "…" and len(text) <= MOST_KEPT and text.count("[") + text.count("{") <= DEEPEST_KEPT
    return value if fine else typed(value)
