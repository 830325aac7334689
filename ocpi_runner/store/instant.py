"""A document's `last_updated` as a whole number that any database can compare."""

from datetime import UTC, datetime, timedelta
from typing import Any

from ocpi_runner.store.protocol import Choice

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def microseconds(text: Any) -> int | None:
    """Microseconds since 1970 of an RFC 3339 text; without a zone it is UTC, as OCPI says. None when unreadable."""
    if not isinstance(text, str):
        return None
    try:
        moment = datetime.fromisoformat(text)
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return (zoned - EPOCH) // timedelta(microseconds=1)
    except (ValueError, OverflowError):
        return None


def choice(prefix: str, date_from: str | None, date_to: str | None) -> Choice:
    """The filter of a page. Raises ValueError for a date that cannot be read."""
    return Choice(prefix, _limit("date_from", date_from), _limit("date_to", date_to))


def _limit(name: str, text: str | None) -> int | None:
    if text is None:
        return None
    instant = microseconds(text)
    if instant is None:
        raise ValueError(f"`{name}` is not a date: {text!r}")
    return instant
