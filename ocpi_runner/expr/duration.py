"""Lengths of time as people write them."""

import re
from typing import Any

UNITS = {"ms": 0.001, "s": 1.0, "sec": 1.0, "min": 60.0, "m": 60.0, "h": 3600.0}
FORM = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(ms|s|sec|min|m|h)?\s*")


def seconds(value: Any) -> float:
    """`30`, `"30 s"`, `"250 ms"`, `"2 min"`, `"1 h"` in seconds; ValueError for anything else.

    >>> seconds("250 ms")
    0.25
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < 1e9:
        return float(value)
    match = FORM.fullmatch(value) if isinstance(value, str) and len(value) < 40 else None
    if match is None:
        raise ValueError(f"`{value}` is not a length of time; write e.g. `30 s`, `250 ms` or `2 min`")
    return float(match.group(1)) * UNITS[match.group(2) or "s"]
