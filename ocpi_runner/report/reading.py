"""What reports read out of one exchange: its path, its answer in words, its OCPI status code."""

import json
from typing import Any
from urllib.parse import urlsplit

from ocpi_runner.record.exchange import Exchange


def path(url: str) -> str:
    """The path and query of an absolute URL; the whole text when it is none.

    >>> path("http://peer.example/ocpi/versions?limit=1")
    '/ocpi/versions?limit=1'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    shown = parts.path + (f"?{parts.query}" if parts.query else "")
    return shown or url


def parsed(body: bytes) -> tuple[bool, Any]:
    """Whether a body is JSON, and its value."""
    try:
        return True, json.loads(body)
    except (ValueError, RecursionError):
        return False, None


def ocpi_code(exchange: Exchange) -> str:
    """`status_code` of the answer's envelope; empty when there is none."""
    response = exchange.response
    if response is None or b"status_code" not in response.body:
        return ""
    _, body = parsed(response.body)
    code = body.get("status_code") if isinstance(body, dict) else None
    return str(code) if isinstance(code, int) and not isinstance(code, bool) else ""


def answer(exchange: Exchange) -> str:
    """The answer in words: `200 1000`, `404`, or why there is none, e.g. `no answer: timeout`."""
    if exchange.response is None:
        return f"no answer: {exchange.failure.kind.replace('_', ' ')}" if exchange.failure else "no answer"
    words = f"{exchange.response.status} {ocpi_code(exchange)}".strip()
    return f"{words} ({exchange.failure.kind.replace('_', ' ')})" if exchange.failure else words


def broken(exchange: Exchange) -> bool:
    """Whether the answer is missing, incomplete, or an error of HTTP or OCPI."""
    if exchange.response is None or exchange.failure:
        return True
    code = ocpi_code(exchange)
    return exchange.response.status >= 400 or (code != "" and not code.startswith("1"))
