"""Peers that misbehave, over real sockets: each ends in a Failure with a reason, in time, and never in an exception."""

import asyncio
import contextlib
import datetime
import gzip
import ipaddress
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from ocpi_runner.record.exchange import Call, Exchange
from ocpi_runner.wire.client import Client, ClientSettings
from ocpi_runner.wire.log import Log
from ocpi_runner.wire.server import Server, ServerSettings

Behave = Callable[[asyncio.StreamWriter], Awaitable[None]]
HEAD = b"HTTP/1.1 200 OK\r\n"
SETTINGS = ClientSettings(timeout=0.3, body_limit=100_000)


async def silent(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(5)


async def gone(writer: asyncio.StreamWriter) -> None:
    """Closes without a word."""


async def closes_mid_body(writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD + b"Content-Length: 10\r\n\r\n12345")


async def dribbles(writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD + b"Content-Length: 1000\r\n\r\n")
    for _ in range(100):
        writer.write(b"x")
        await asyncio.sleep(0.05)


async def endless(writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD + b"\r\n")
    while True:
        writer.write(b"x" * 8192)
        await writer.drain()


BOMB = gzip.compress(bytes(5_000_000))


async def gzip_bomb(writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(BOMB) + BOMB)


async def broken_gzip(writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD + b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello")


async def large_headers(writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD + b"X: " + b"y" * 1_000_000 + b"\r\n\r\n")


async def no_http(writer: asyncio.StreamWriter) -> None:
    writer.write(b"SSH-2.0-hello\r\n\r\n")


HOSTILE = [
    (silent, "timeout"),
    (dribbles, "timeout"),
    (gone, "closed"),
    (closes_mid_body, "closed"),
    (endless, "too_large"),
    (gzip_bomb, "too_large"),
    (large_headers, "too_large"),
    (broken_gzip, "protocol"),
    (no_http, "protocol"),
]


@contextlib.asynccontextmanager
async def peer(behave: Behave) -> AsyncIterator[str]:
    """A listener that reads one request and then behaves as it likes."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.CancelledError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            await behave(writer)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    server.close()


async def asked(url: str, settings: ClientSettings = SETTINGS) -> Exchange:
    """One GET by a client of its own; what it returns is also what was recorded."""
    log = Log(None, lambda: 0.0)
    client = Client(log, settings)
    exchange = await client(Call("GET", url))
    await client.close()
    assert list(log.newest) == [exchange]
    return exchange


@pytest.mark.parametrize(("behave", "kind"), HOSTILE, ids=[each.__name__ for each, _ in HOSTILE])
async def test_a_hostile_peer_is_a_failure_in_time(behave: Behave, kind: str) -> None:
    async with peer(behave) as url:
        exchange = await asked(url)
    assert exchange.failure is not None
    assert exchange.failure.kind == kind, exchange.failure
    assert exchange.duration < 1.5


async def test_what_came_before_a_deadline_is_kept() -> None:
    async with peer(dribbles) as url:
        exchange = await asked(url)
    assert exchange.response is not None
    assert exchange.response.status == 200 and exchange.response.body.startswith(b"xx")


async def test_a_port_where_nobody_listens_is_refused() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        exchange = await asked(f"http://127.0.0.1:{unused.getsockname()[1]}/")
    assert exchange.failure is not None and exchange.failure.kind == "refused"
    assert "is it running" in exchange.failure.message


async def test_a_host_that_is_not_known_is_told() -> None:
    exchange = await asked("http://nobody.invalid/", ClientSettings(timeout=5.0))
    assert exchange.failure is not None and exchange.failure.kind == "name"


def certificate(path: Path) -> str:
    """A self-signed certificate for 127.0.0.1 and its key, in one PEM file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "here")])
    day = datetime.datetime(2020, 1, 1)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(day)
        .not_valid_after(day.replace(year=2120))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    plain = serialization.NoEncryption()
    path.write_bytes(
        made.public_bytes(encoding) + key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain)
    )
    return str(path)


async def early(scope: object, receive: object, send: Callable[[object], Awaitable[None]]) -> None:
    """Refuses without having read the body."""
    await send({"type": "http.response.start", "status": 401, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body"})


async def test_TLS_is_trusted_only_when_told_so(tmp_path: Path) -> None:
    pem = certificate(tmp_path / "it.pem")
    server = Server(ServerSettings(certificate=pem))
    url = server.bind()
    await server.start(early)
    distrusted = await asked(url, ClientSettings(timeout=3.0))
    assert distrusted.failure is not None and distrusted.failure.kind == "tls"
    assert "--cacert" in distrusted.failure.message
    for settings in (ClientSettings(timeout=3.0, cacert=pem), ClientSettings(timeout=3.0, insecure=True)):
        exchange = await asked(url, settings)
        assert exchange.failure is None and exchange.response is not None and exchange.response.status == 401
    await server.stop()


async def test_a_body_after_an_early_answer_is_no_header_block() -> None:
    server = Server()
    port = int(server.bind().rstrip("/").rpartition(":")[2])
    await server.start(early)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 300000\r\n\r\n")
    assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 401")
    writer.write(b"x" * 300_000 + b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
    assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 401")
    writer.close()
    await writer.wait_closed()
    await server.stop()
