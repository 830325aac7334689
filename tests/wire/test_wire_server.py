"""Laws of the server, its protocol, the tap and the log, over real sockets."""

import asyncio
import socket
from collections.abc import AsyncIterator
from typing import Any

import pytest

from ocpi_runner.record.exchange import Call, Exchange
from ocpi_runner.source.errors import EnvironmentFault
from ocpi_runner.wire.client import Client, ClientSettings
from ocpi_runner.wire.log import Log
from ocpi_runner.wire.protocol import GuardedProtocol
from ocpi_runner.wire.server import Server, ServerSettings, place
from ocpi_runner.wire.tap import KEPT, Tap


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Says back what it got; breaks down, or cuts the connection, when it is asked to."""
    if scope["path"] == "/crash":
        raise RuntimeError("a secret of ours")
    if scope["path"] == "/cut":
        scope["extensions"]["ocpi_run.abort"]()
        return
    if scope["path"] == "/slow":
        await asyncio.sleep(30)
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture
async def log() -> Log:
    """An empty log."""
    return Log(None, lambda: 7.0)


@pytest.fixture
async def server(log: Log) -> AsyncIterator[Server]:
    """The app behind a tap, listening."""
    made = Server()
    made.bind()
    await made.start(Tap(app, log, "cpo"))
    yield made
    await made.stop()


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    """Somebody who asks."""
    made = Client(Log(None, lambda: 0.0), ClientSettings(timeout=5.0))
    yield made
    await made.close()


def url(server: Server, path: str) -> str:
    """Where the server is."""
    assert server.socket is not None
    return f"http://127.0.0.1:{server.socket.getsockname()[1]}{path}"


async def test_both_halves_of_a_request_are_recorded(server: Server, client: Client, log: Log) -> None:
    seen: list[Exchange] = []
    log.listeners.append(seen.append)
    address = url(server, "/a%2Fb?c=d")
    await client(Call("PUT", address, (("X-One", "1"),), b"hello"))
    (exchange,) = seen
    assert (exchange.direction, exchange.party, exchange.number, exchange.started) == ("in", "cpo", 1, 7.0)
    assert (exchange.request.method, exchange.request.url, exchange.request.body) == ("PUT", address, b"hello")
    assert ("x-one", "1") in exchange.request.headers
    assert exchange.response is not None
    assert (exchange.response.status, exchange.response.body, exchange.response.size) == (200, b"hello", 5)


async def test_a_large_body_is_passed_on_whole_and_kept_in_part(server: Server, client: Client, log: Log) -> None:
    size = KEPT + 1024
    exchange = await client(Call("POST", url(server, "/"), content=b"a" * size))
    assert exchange.response is not None and exchange.response.size == size
    (kept,) = log.newest
    assert kept.request.size == size and len(kept.request.body) == KEPT


async def test_an_app_that_fails_answers_with_an_envelope_and_nothing_of_ours(
    server: Server, client: Client, log: Log
) -> None:
    exchange = await client(Call("GET", url(server, "/crash")))
    assert exchange.response is not None and exchange.response.status == 500
    assert b'"status_code": 3000' in exchange.response.body
    assert b'"timestamp": "1970-01-01T00:00:07Z"' in exchange.response.body
    assert b"secret" not in exchange.response.body and b"RuntimeError" not in exchange.response.body
    (kept,) = log.newest
    assert kept.failure is not None and "RuntimeError" in kept.failure.message


async def test_a_connection_can_be_cut_on_purpose(server: Server, client: Client, log: Log) -> None:
    exchange = await client(Call("GET", url(server, "/cut")))
    assert exchange.failure is not None and exchange.failure.kind == "closed"
    (kept,) = log.newest
    assert kept.response is None and kept.failure is not None and kept.failure.kind == "closed"


async def test_a_server_stops_within_a_second_whatever_is_under_way(log: Log) -> None:
    server = Server()
    server.bind()
    await server.start(Tap(app, log, "cpo"))
    client = Client(Log(None, lambda: 0.0))
    asked = asyncio.create_task(client(Call("GET", url(server, "/slow"))))
    await asyncio.sleep(0.05)
    begun = asyncio.get_running_loop().time()
    await server.stop()
    assert asyncio.get_running_loop().time() - begun < 1.5
    exchange = await asked
    assert exchange.failure is not None and exchange.failure.kind == "closed"
    await client.close()


async def test_a_kept_connection_outlives_the_deadline_of_a_request(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GuardedProtocol, "header_seconds", 0.1)
    reader, writer = await asyncio.open_connection("127.0.0.1", int(url(server, "").rpartition(":")[2]))
    for _ in range(2):
        writer.write(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200")
        await asyncio.sleep(0.15)
    writer.close()
    await writer.wait_closed()


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(EnvironmentFault, match="the port is taken"):
        Server(ServerSettings(f"127.0.0.1:{taken.getsockname()[1]}")).bind()


@pytest.mark.parametrize(
    ("listen", "expected"), [("127.0.0.1:1", ("127.0.0.1", 1)), ("[::1]:2", ("::1", 2)), (":3", ("127.0.0.1", 3))]
)
def test_host_and_port_are_read(listen: str, expected: tuple[str, int]) -> None:
    assert place(listen) == expected


@pytest.mark.parametrize("listen", ["", "here", "here:", "here:x", "here:65536", "here:-1"])
def test_what_is_no_host_and_port_is_refused(listen: str) -> None:
    with pytest.raises(EnvironmentFault, match="is not host:port"):
        place(listen)


def test_a_public_url_is_ours() -> None:
    server = Server(ServerSettings(public_url="https://tunnel.example/ocpi"))
    assert server.bind() == "https://tunnel.example/ocpi/"
    assert server.socket is not None
    server.socket.close()


async def test_a_certificate_that_is_none_is_told(tmp_path: Any) -> None:
    (tmp_path / "it.pem").write_text("hello")
    server = Server(ServerSettings(certificate=str(tmp_path / "it.pem")))
    with pytest.raises(EnvironmentFault, match="cannot use the certificate"):
        await server.start(app)
    await server.stop()
