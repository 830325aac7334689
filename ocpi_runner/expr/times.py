"""Instants and lengths of time inside expressions."""

import json
from datetime import UTC, datetime
from typing import Any

from ocpi_runner.expr.problem import RenderError

FORMAT = "%Y-%m-%dT%H:%M:%SZ"


def instant(value: Any) -> datetime:
    """A DateTime text as an instant; no zone means UTC. RenderError when it is none."""
    if isinstance(value, datetime):
        return value
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise RenderError(f"`{str(value)[:60]}` is not a DateTime", "e.g. 2026-11-25T02:08:21Z") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def plain(value: Any) -> Any:
    """What leaves an expression: an instant becomes its text."""
    return value.astimezone(UTC).strftime(FORMAT) if isinstance(value, datetime) else value


def text_of(value: Any) -> str:
    """A value inside a longer text."""
    value = plain(value)
    if isinstance(value, str):
        return value
    try:
        return json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):
        return str(value)
