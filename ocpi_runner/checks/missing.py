"""What is not there, and how values are shown to people."""

import json
from typing import Any

LONGEST = 120


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


def shown(value: Any) -> str:
    """A value with its type, cut where it is long.

    >>> shown("CHARGING")
    'string `CHARGING`'
    """
    if value is MISSING:
        return "nothing"
    if value is None:
        return "null"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return f"{json_type(value)} `{text[:LONGEST]}{'…' if len(text) > LONGEST else ''}`"
