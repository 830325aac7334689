"""Inbound requests of one scenario: buffered when early, matched loosely, never lost."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from ocpi_runner.checks.match import match
from ocpi_runner.record.exchange import Exchange, header
from ocpi_runner.record.result import NearMiss
from ocpi_runner.run.subject import ABSENT, parse

DOUBLE = re.compile("//+")
MOST_WAITING = 5000  #: inbound requests kept for steps to come; the oldest goes first


@dataclass(frozen=True, slots=True)
class Wanted:
    """The rendered form of an address and a filter: which inbound request is meant."""

    method: str = "*"
    url: str | None = None
    body: Any = ABSENT
    headers: tuple[tuple[str, Any], ...] = ()

    def reasons(self, method: str, url: str, body: bytes, headers: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
        """Why a request is not the one meant; empty when it is."""
        found = []
        if self.method not in ("*", method):
            found.append(f"method is {method}, not {self.method}")
        if self.url is not None and not same_address(self.url, url):
            found.append(f"path is {urlsplit(url).path}, not {urlsplit(self.url).path}")
        if found:
            return tuple(found)
        if self.body is not ABSENT:
            found += [m.message for m in match(self.body, parse(body))]
        for name, expected in self.headers:
            found += [m.message for m in match(expected, header(headers, name), f"headers.{name}")]
        return tuple(found)

    def of(self, exchange: Exchange) -> tuple[str, ...]:
        """The same for a recorded exchange."""
        request = exchange.request
        return self.reasons(request.method, request.url, request.body, request.headers)


def plain_url(url: str) -> str:
    """A URL in which joining has left no double slash: some endpoints end in one, some do not.

    >>> plain_url("http://here/locations//LOC0001")
    'http://here/locations/LOC0001'
    """
    scheme, mark, rest = url.partition("://")
    path, question, query = rest.partition("?")
    return f"{scheme}{mark}{DOUBLE.sub('/', path)}{question}{query}"


def same_address(wanted: str, actual: str) -> bool:
    """Whether a URL is the one meant: by path (`*` stands for anything), and by the query parameters named.

    >>> same_address("http://here/2.2.1/sessions/NL/*", "http://there/2.2.1/sessions/NL/TST?limit=2")
    True
    """
    left, right = urlsplit(wanted), urlsplit(actual)
    if not fnmatchcase(unquote(right.path).rstrip("/"), unquote(left.path).rstrip("/")):
        return False
    asked = dict(parse_qsl(left.query, keep_blank_values=True))
    given = dict(parse_qsl(right.query, keep_blank_values=True))
    return all(given.get(name) == value for name, value in asked.items())


@dataclass(slots=True)
class Inbox:
    """What came in during this scenario and was not taken by a step yet."""

    waiting: list[Exchange] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    def put(self, exchange: Exchange) -> None:
        """A request came in and was answered."""
        self.waiting.append(exchange)
        if len(self.waiting) > MOST_WAITING:
            del self.waiting[0]
        self.arrived.set()

    def take(self, meant: Callable[[Exchange], bool]) -> Exchange | None:
        """The oldest one meant, which is then nobody else's."""
        for index, exchange in enumerate(self.waiting):
            if meant(exchange):
                return self.waiting.pop(index)
        return None

    async def wait(self, meant: Callable[[Exchange], bool], seconds: float) -> Exchange | None:
        """The oldest one meant, waiting for it at most `seconds`."""
        deadline = asyncio.get_running_loop().time() + seconds
        while (found := self.take(meant)) is None:
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                return None
            self.arrived.clear()
            try:
                await asyncio.wait_for(self.arrived.wait(), left)
            except TimeoutError:
                return self.take(meant)
        return found

    def near_misses(self, wanted: Wanted, most: int = 3) -> tuple[NearMiss, ...]:
        """The requests that came closest, and why each is not the one."""
        missed = [NearMiss(exchange.number, wanted.of(exchange)) for exchange in self.waiting]
        return tuple(sorted(missed, key=lambda miss: len(miss.reasons))[:most])
