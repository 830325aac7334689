"""Sends an answer through ASGI, whole or broken on purpose."""

from collections.abc import Awaitable, Callable

from ocpi_runner.party.ports import Clock, Connection, Send
from ocpi_runner.party.reply import RawHeaders

MOST_SLOW_BYTES = 2000
SLOW_PAUSE = 0.05  #: seconds between two bytes


async def whole(send: Send, http: int, headers: RawHeaders, body: bytes) -> None:
    """An answer as it should be."""
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": http, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body})


def abort(scope: Connection) -> None:
    """Cut the connection, if the server lets us."""
    cut = (scope.get("extensions") or {}).get("ocpi_run.abort")
    if callable(cut):
        cut()


async def cut_short(send: Send, http: int, headers: RawHeaders, body: bytes, scope: Connection, clock: Clock) -> None:
    """Half of the body that was announced, then the connection is cut."""
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": http, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
    abort(scope)


async def nothing(send: Send, http: int, headers: RawHeaders, body: bytes, scope: Connection, clock: Clock) -> None:
    """The connection is cut before any byte of an answer."""
    abort(scope)


async def malformed(send: Send, http: int, headers: RawHeaders, body: bytes, scope: Connection, clock: Clock) -> None:
    """A complete answer with half of its JSON."""
    await whole(send, http, headers, body[: len(body) // 2])


async def slow(send: Send, http: int, headers: RawHeaders, body: bytes, scope: Connection, clock: Clock) -> None:
    """The body byte by byte."""
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": http, "headers": [*headers, length]})
    for place in range(min(len(body), MOST_SLOW_BYTES)):
        await send({"type": "http.response.body", "body": body[place : place + 1], "more_body": True})
        await clock.sleep(SLOW_PAUSE)
    await send({"type": "http.response.body", "body": body[MOST_SLOW_BYTES:]})


Fault = Callable[[Send, int, RawHeaders, bytes, Connection, Clock], Awaitable[None]]
FAULTS: dict[str, Fault] = {
    "reset": nothing,
    "empty": nothing,
    "truncate": cut_short,
    "malformed_json": malformed,
    "slow_body": slow,
}
