"""Instants and lengths of time inside expressions, and how values leave them."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from ocpi_runner.expr.problem import RenderError

FORMAT = "%Y-%m-%dT%H:%M:%SZ"
LONGEST = 1_000_000  #: characters of a text that an expression makes
JSON = (str, int, float, bool, Mapping, list, tuple, type(None))


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
    """What leaves an expression: JSON. An instant becomes its text, a length of time its seconds."""
    if isinstance(value, datetime):
        try:
            return value.astimezone(UTC).strftime(FORMAT)
        except OverflowError:
            raise RenderError("the DateTime lies outside of the calendar") from None
    if isinstance(value, timedelta):
        return value.total_seconds()
    if not isinstance(value, JSON):
        raise RenderError("a party is no value by itself", "name a part of it, e.g. `emsp.versions_url`")
    return value


def text_of(value: Any) -> str:
    """A value inside a longer text."""
    value = plain(value)
    return value if isinstance(value, str) else json_of(value)


def json_of(value: Any) -> str:
    """A value as JSON; RenderError when it is too long, or nests too deep."""
    try:
        return bounded(json.dumps(plain(value), ensure_ascii=False))
    except (TypeError, ValueError, RecursionError) as problem:
        if isinstance(problem, RenderError):
            raise
        raise RenderError("the value cannot be written as JSON") from None


def bounded(text: str) -> str:
    """A text of a decent length; RenderError for a longer one."""
    if len(text) > LONGEST:
        raise RenderError(f"the text would be longer than {LONGEST:,} characters")
    return text
