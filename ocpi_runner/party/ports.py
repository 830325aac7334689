"""What a party asks of the world outside: time, somebody who sends, and what a scenario may put between."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from ocpi_runner.record.exchange import Call, Exchange, Headers, Route

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Connection = dict[str, Any]
"""The ASGI scope of one request."""


class Clock(Protocol):
    """What a party asks of time."""

    def now(self) -> datetime:
        """The current instant, in UTC."""

    async def sleep(self, seconds: float) -> None:
        """Wait."""


class Caller(Protocol):
    """Sends a request; the outcome is an Exchange and never an exception."""

    async def __call__(self, call: Call) -> Exchange:
        """Send, wait for the answer, tell what happened."""


@dataclass(frozen=True, slots=True)
class Inbound:
    """A request that came in, before the party handles it."""

    method: str
    url: str  #: absolute, as the party advertises itself
    path: str  #: percent-decoded
    query: Mapping[str, str]
    headers: Headers
    body: bytes
    json: Any | None  #: None also where the body is not JSON
    route: Route | None  #: None when the path is not one that we serve


@dataclass(frozen=True, slots=True)
class Answer:
    """What a scenario wants answered.

    Without `http`, `body` and `envelope` the party's own answer is given, but late, with further headers, or broken as
    `fault` says.
    """

    http: int | None = None
    headers: tuple[tuple[str, str | None], ...] = ()  #: None removes one
    body: bytes | None = None  #: sent as it is
    envelope: Mapping[str, Any] | None = None  #: sent as JSON when `body` is None
    delay: float = 0.0  #: seconds
    fault: str | None = None  #: reset, empty, truncate, malformed_json, slow_body


Hook = Callable[[Inbound], Awaitable[Answer | None]]
