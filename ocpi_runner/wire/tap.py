"""Records what comes in: around a party's app, raw bytes both ways, whatever the app does."""

import asyncio
import json
import time
from datetime import UTC, datetime
from typing import Any

from ocpi_runner.ocpi.envelope import wrap
from ocpi_runner.ocpi.moment import to_text
from ocpi_runner.record.exchange import Exchange, Failure, Headers, Request, Response
from ocpi_runner.wire.log import Log

KEPT = 16 * 1024 * 1024  #: bytes of a body that are handed on to be judged


def crash(seconds: float) -> bytes:
    """The answer of an app that failed, at a moment in seconds since the epoch."""
    moment = to_text(datetime.fromtimestamp(seconds, UTC))
    return json.dumps(wrap(code=3000, message="Internal error", timestamp=moment, has_data=False)).encode()


def text(headers: Any) -> Headers:
    """Headers as text."""
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers)


class Tap:
    """ASGI around ASGI."""

    def __init__(self, app: Any, log: Log, party: str, base_url: str = "") -> None:
        self.app = app
        self.log = log
        self.party = party
        self.base_url = base_url

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One request: passed on, answered, recorded."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        witness = Witness(receive, send)
        number, started, begun = self.log.begin(scope["method"], self.url(scope)), self.log.time(), time.perf_counter()
        failure = None
        try:
            await self.app(scope, witness.receive, witness.send)
        except asyncio.CancelledError:
            failure = Failure("interrupted", "the run was interrupted")
            raise
        except Exception as problem:
            failure = Failure("protocol", f"our own party failed: {type(problem).__name__}: {problem}")
            await witness.apologise(self.log.time())
        finally:
            self.record(scope, witness, number, started, time.perf_counter() - begun, failure)

    def url(self, scope: Any) -> str:
        """The absolute URL asked for."""
        query = scope["query_string"]
        path = scope.get("raw_path", b"").decode("latin-1") or scope["path"]
        host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
        return f"{scope['scheme']}://{host}{path}{'?' + query.decode('latin-1') if query else ''}"

    def record(
        self, scope: Any, witness: "Witness", number: int, started: float, duration: float, failure: Failure | None
    ) -> None:
        """What was seen becomes an Exchange."""
        body, answer = b"".join(witness.request), b"".join(witness.response)
        response = None
        if witness.status:
            response = Response(witness.status, text(witness.headers), answer, witness.response_size)
        elif failure is None:
            failure = witness.broken()
        self.log.add(
            Exchange(
                number=number,
                direction="in",
                party=self.party,
                peer=scope.get("ocpi.peer") or "",
                request=Request(scope["method"], self.url(scope), text(scope["headers"]), body, witness.request_size),
                response=response,
                started=started,
                duration=duration,
                failure=failure,
                route=scope.get("ocpi.route"),
                deliberate=scope.get("ocpi.deliberate", frozenset()),
            )
        )


class Witness:
    """Sees both streams of one request, and keeps so much of each."""

    __slots__ = (
        "gone",
        "headers",
        "inner_receive",
        "inner_send",
        "request",
        "request_size",
        "response",
        "response_size",
        "status",
    )

    def __init__(self, receive: Any, send: Any) -> None:
        self.inner_receive, self.inner_send = receive, send
        self.request: list[bytes] = []
        self.response: list[bytes] = []
        self.request_size = self.response_size = self.status = 0
        self.headers: Any = ()
        self.gone = False

    async def receive(self) -> Any:
        """A message from the peer."""
        message = await self.inner_receive()
        if message["type"] == "http.disconnect":
            self.gone = True
        elif chunk := message.get("body"):
            if self.request_size < KEPT:
                self.request.append(chunk[: KEPT - self.request_size])
            self.request_size += len(chunk)
        return message

    async def send(self, message: Any) -> None:
        """A message to the peer."""
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], message.get("headers", ())
        elif chunk := message.get("body"):
            if self.response_size < KEPT:
                self.response.append(chunk[: KEPT - self.response_size])
            self.response_size += len(chunk)
        await self.inner_send(message)

    async def apologise(self, seconds: float) -> None:
        """The app failed: the peer gets an error in OCPI's own form, and nothing of ours."""
        if not self.status:
            headers = [(b"content-type", b"application/json")]
            await self.send({"type": "http.response.start", "status": 500, "headers": headers})
            await self.send({"type": "http.response.body", "body": crash(seconds)})

    def broken(self) -> Failure:
        """No answer was given."""
        if self.gone:
            return Failure("closed", "the other side closed the connection before it had an answer")
        return Failure("closed", "we closed the connection without an answer")
