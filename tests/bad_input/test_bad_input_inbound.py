"""What comes in, over real sockets: each bad request is answered in OCPI's own form, and nothing of ours is shown."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Callable
from urllib.parse import urlsplit

import pytest

from ocpi_runner.party.party import Party
from ocpi_runner.record.event import Event
from ocpi_runner.run.options import Options
from ocpi_runner.run.serving import Serving, register_at, served
from ocpi_runner.store.memory import MemoryStore
from ocpi_runner.wire.protocol import GuardedProtocol

TOKEN = "AAA_AAA_AAA"
SHOWN = (b"Traceback", b"ocpi_runner", b'File "', b"line ")


@pytest.fixture
async def cpo(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Party]:
    """A CPO that listens, whose patience is short."""
    monkeypatch.setattr(GuardedProtocol, "header_seconds", 0.3)
    monkeypatch.setattr(GuardedProtocol, "body_seconds", 0.3)
    ignore: Callable[[Event], None] = lambda event: None  # noqa: E731  (a name for the type)
    serving = Serving("cpo", ("2.2.1",), Options(), MemoryStore(), None, ignore, TOKEN)
    async with served(serving, lambda app: app) as party:
        yield party


def place(party: Party) -> tuple[str, int]:
    """Host and port."""
    parts = urlsplit(party.base_url)
    return str(parts.hostname), int(parts.port or 80)


async def said(party: Party, *chunks: bytes, every: float = 0.0) -> bytes:
    """What comes back for these bytes, until the party hangs up or is silent for a second."""
    reader, writer = await asyncio.open_connection(*place(party))
    got = b""
    try:
        for chunk in chunks:
            writer.write(chunk)
            await writer.drain()
            await asyncio.sleep(every)
    except ConnectionError:
        pass
    try:
        while part := await asyncio.wait_for(reader.read(65536), 1):
            got += part
            head, blank, body = got.partition(b"\r\n\r\n")
            if blank and len(body) >= length(head):
                break
    except (TimeoutError, ConnectionError):
        pass
    writer.close()
    assert not any(word in got for word in SHOWN), got
    return got


def length(head: bytes) -> int:
    """The content length that a head tells."""
    lines = (line.partition(b":") for line in head.lower().split(b"\r\n"))
    return next((int(value) for name, _, value in lines if name == b"content-length"), 0)


def request(method: str, path: str, body: bytes = b"", token: str | None = TOKEN, **headers: str) -> bytes:
    """A request; the length is told unless a header says otherwise."""
    lines = [f"{method} {path} HTTP/1.1", "Host: here"]
    lines += [f"Authorization: Token {token}"] if token else []
    told = {"Content-Length": str(len(body)), "Content-Type": "application/json"} if body else {}
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in {**told, **headers}.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def answered(got: bytes, status: int) -> dict[str, object]:
    """The envelope of an answer with that status."""
    head, _, body = got.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status), got[:300]
    envelope: dict[str, object] = json.loads(body)
    assert isinstance(envelope["status_code"], int) and envelope["timestamp"]
    return envelope


@pytest.mark.parametrize(
    ("method", "path", "token", "body", "status", "code"),
    [
        ("DELETE", "/versions", TOKEN, b"", 405, 2000),
        ("PATCH", "/2.2.1/credentials", TOKEN, b"{}", 405, 2000),
        ("GET", "/versions", None, b"", 401, 2000),
        ("GET", "/versions", "not-a-token", b"", 401, 2000),
        ("GET", "/versions", "\xff\xfe", b"", 401, 2000),
        ("GET", "/2.2.1/locations", TOKEN, b"", 401, 2000),
        ("GET", "/nowhere", TOKEN, b"", 401, 2000),
        ("POST", "/2.2.1/credentials", TOKEN, b"{", 400, 2001),
        ("POST", "/2.2.1/credentials", TOKEN, b"\xff\xff", 400, 2001),
        ("POST", "/2.2.1/credentials", TOKEN, b'{"a": NaN}', 400, 2001),
        ("POST", "/2.2.1/credentials", TOKEN, b"[" * 2000 + b"]" * 2000, 400, 2001),
        ("POST", "/2.2.1/credentials", TOKEN, b"", 400, 2001),
        ("POST", "/2.2.1/credentials", TOKEN, b"[1]", 200, 2001),
        ("POST", "/2.2.1/credentials", TOKEN, b'"\\ud800"', 200, 2001),
    ],
)
async def test_a_bad_request_is_answered_by_an_envelope(
    cpo: Party, method: str, path: str, token: str | None, body: bytes, status: int, code: int
) -> None:
    envelope = answered(await said(cpo, request(method, path, body, token)), status)
    assert envelope["status_code"] == code


@pytest.mark.parametrize("path", ["/nowhere", "/2.2.1/nowhere", "/2.2.1/%ff%00", "/../../etc/passwd", "/9.9/"])
async def test_a_registered_peer_is_told_that_there_is_nothing_there(cpo: Party, path: str) -> None:
    ignore: Callable[[Event], None] = lambda event: None  # noqa: E731  (a name for the type)
    serving = Serving("emsp", ("2.2.1",), Options(), MemoryStore(), None, ignore, TOKEN)
    async with served(serving, lambda app: app) as emsp:
        await register_at(emsp, cpo.versions_url, TOKEN)
        (registration,) = emsp.registrations.values()
        token = base64.b64encode(registration.their_token.encode()).decode()
        answered(await said(cpo, request("GET", path, token=token)), 404)


async def test_a_method_that_is_refused_is_told_what_is_allowed(cpo: Party) -> None:
    assert b"\r\nallow: GET" in (await said(cpo, request("PUT", "/versions", b"{}"))).replace(b"Allow", b"allow")


async def test_a_body_that_is_told_to_be_huge_is_refused_at_once(cpo: Party) -> None:
    head = request("POST", "/2.2.1/credentials", Content_Length=str(10**9))
    answered(await said(cpo, head), 413)


async def test_a_body_that_grows_huge_is_refused_when_it_does(cpo: Party) -> None:
    head = request("POST", "/2.2.1/credentials", Transfer_Encoding="chunked")
    chunk = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
    got = await said(cpo, head, *[chunk] * 40)
    assert got == b"" or got.startswith(b"HTTP/1.1 413 ")  # the answer may be lost where we were still sending


async def test_headers_of_1_MB_are_refused(cpo: Party) -> None:
    got = await said(cpo, request("GET", "/versions", X_Long="a" * 2**20))
    assert got == b"" or got.startswith(b"HTTP/1.1 431 ")
    answered(await said(cpo, request("GET", "/versions")), 200)


@pytest.mark.parametrize(
    "garbage", [b"\x16\x03\x01\x02\x00\x01", b"HELO there\r\n\r\n", b"GET /\xff HTTP/1.1\r\n\r\n", b"\r\n" * 1000]
)
async def test_what_is_no_HTTP_is_refused_without_a_word_of_ours(cpo: Party, garbage: bytes) -> None:
    got = await said(cpo, garbage)
    assert got == b"" or got.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 408 "))
    answered(await said(cpo, request("GET", "/versions")), 200)


@pytest.mark.parametrize("name", ["headers", "body", "silence"])
async def test_a_slow_loris_is_cut_within_the_deadline(cpo: Party, name: str) -> None:
    whole = request("POST", "/2.2.1/credentials", b" " * 5000) if name == "body" else request("GET", "/versions")
    start = whole[:-4990] if name == "body" else whole[:5]
    drip = [] if name == "silence" else [start, *[b"x"] * 100]
    begun = asyncio.get_running_loop().time()
    got = await asyncio.wait_for(said(cpo, *drip, every=0.02), 4)
    assert asyncio.get_running_loop().time() - begun < 3.5
    assert got == b"" or got.startswith((b"HTTP/1.1 408 ", b"HTTP/1.1 400 "))


async def test_500_connections_at_once_are_all_answered(cpo: Party) -> None:
    async def one() -> None:
        answered(await asyncio.wait_for(said(cpo, request("GET", "/versions")), 10), 200)

    await asyncio.gather(*(one() for _ in range(500)))


@pytest.mark.parametrize("host", ["[", "a b", "", "\xff", "x" * 3000, "[::1]:99999999"])
async def test_a_host_that_is_none_disturbs_nobody(cpo: Party, host: str) -> None:
    wrong = f"GET /versions HTTP/1.1\r\nHost: {host}\r\nAuthorization: Token {TOKEN}\r\n\r\n".encode("latin-1")
    answered(await said(cpo, wrong), 200)
    answered(await said(cpo, request("GET", "/versions")), 200)
