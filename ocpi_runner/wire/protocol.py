"""uvicorn's HTTP/1.1 protocol with what a public listener needs: limits, deadlines, and a way to cut a connection."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEADER_LIMIT = 64 * 1024  #: bytes before the header block is complete
HEADER_SECONDS = 10.0
BODY_SECONDS = 30.0
TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class GuardedProtocol(HttpToolsProtocol):
    """Bounded in header size and in the time that a request may take to arrive."""

    header_seconds = HEADER_SECONDS
    body_seconds = BODY_SECONDS

    def connection_made(self, transport: Any) -> None:
        """A peer is there: its first request must arrive in time."""
        super().connection_made(transport)
        self.header_bytes = 0
        self.heading = True  # the next bytes belong to a header block, not to a body
        self.guard: asyncio.TimerHandle | None = None
        self.watch(self.header_seconds)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is gone."""
        self.unwatch()
        super().connection_lost(exc)

    def watch(self, seconds: float) -> None:
        """Cut the connection unless something is complete by then."""
        self.unwatch()
        self.guard = self.loop.call_later(seconds, self.refuse, TOO_SLOW)

    def unwatch(self) -> None:
        """It was in time."""
        if self.guard is not None:
            self.guard.cancel()
            self.guard = None

    def data_received(self, data: bytes) -> None:
        """Bytes from the peer."""
        self.header_bytes += len(data)
        super().data_received(data)
        if self.header_bytes > HEADER_LIMIT and self.heading:
            self.refuse(TOO_LARGE)

    def on_message_begin(self) -> None:
        """A request begins."""
        self.header_bytes = 0
        self.watch(self.header_seconds)
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Its header block is complete."""
        self.heading = False
        self.watch(self.body_seconds)
        super().on_headers_complete()
        self.scope["extensions"] = {"ocpi_run.abort": self.abort}  # type: ignore[dict-item]  # ours, not ASGI's

    def on_message_complete(self) -> None:
        """All of it is here."""
        self.heading, self.header_bytes = True, 0
        self.unwatch()
        super().on_message_complete()

    def refuse(self, answer: bytes) -> None:
        """Say why, and close."""
        self.unwatch()
        if not self.transport.is_closing():
            if self.heading:
                self.transport.write(answer)
            self.transport.close()

    def abort(self) -> None:
        """Cut the connection at once."""
        self.transport.abort()
