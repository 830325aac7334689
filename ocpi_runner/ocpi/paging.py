"""Paginated lists: the window asked for, and the Link to the next page. OCPI 2.2.1, 4.1.4."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ocpi_runner.ocpi.moment import parse

LINK = re.compile(r'<\s*([^<>\s]+)\s*>((?:\s*;\s*[^,;"]+(?:"[^"]*")?)*)')
NEXT = re.compile(r';\s*rel\s*=\s*"?([^";]*)"?', re.IGNORECASE)
MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Window:
    """`offset` and `limit` as numbers (None: not asked), the dates as written."""

    offset: int = 0
    limit: int | None = None
    date_from: str | None = None
    date_to: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A query that cannot be understood, in words."""

    text: str


def window(query: Mapping[str, str]) -> Window | Problem:
    """The window that a query asks for."""
    for name in ("offset", "limit"):
        value = query.get(name)
        if value is not None and not (value.isascii() and value.isdigit() and len(value) <= MOST_DIGITS):
            return Problem(f"`{name}` is `{value[:40]}`, not a number from 0")
    for name in ("date_from", "date_to"):
        value = query.get(name)
        if value is not None and parse(value) is None:
            return Problem(f"`{name}` is `{value[:40]}`, not a DateTime")
    limit = query.get("limit")
    return Window(
        int(query.get("offset", 0)), None if limit is None else int(limit), query.get("date_from"), query.get("date_to")
    )


def parse_link(header: str | None) -> str | None:
    """The URL with rel="next" in a Link header; None when there is none.

    >>> parse_link('<https://here/locations?offset=50>; rel="next"')
    'https://here/locations?offset=50'
    """
    for url, parameters in LINK.findall(header or ""):
        relation = NEXT.search(parameters)
        if relation and "next" in relation.group(1).lower().split():
            return str(url)
    return None


def link(url: str) -> str:
    """The value of a Link header that leads to the next page."""
    return f'<{url}>; rel="next"'
