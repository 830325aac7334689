"""Laws of the client, over real sockets: whatever a peer does is an Exchange, recorded and told."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from ocpi_runner.record.exchange import Call, Exchange
from ocpi_runner.wire.client import Client, ClientSettings
from ocpi_runner.wire.log import Log

Answering = Callable[[bytes], bytes]
Serve = Callable[[Answering], Awaitable[str]]
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """A peer that answers each request head by a function; its URL."""
    servers: list[asyncio.Server] = []
    writers: list[asyncio.StreamWriter] = []

    async def start(answering: Answering) -> str:
        async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writers.append(writer)
            try:
                while head := await reader.readuntil(b"\r\n\r\n"):
                    writer.write(answering(head))
            except (asyncio.IncompleteReadError, ConnectionError):
                writer.close()

        servers.append(await asyncio.start_server(handler, "127.0.0.1", 0))
        return f"http://127.0.0.1:{servers[-1].sockets[0].getsockname()[1]}"

    yield start
    for server in servers:
        server.close()
    for writer in writers:
        writer.transport.abort()
    await asyncio.sleep(0.01)  # the handlers see it, and end


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    """A client with small limits."""
    made = Client(Log(None, lambda: 5.0), ClientSettings(timeout=2.0, body_limit=1000, kept=100))
    yield made
    await made.close()


def redirect(location: str, status: int = 307) -> bytes:
    """An answer that sends elsewhere."""
    return f"HTTP/1.1 {status} Elsewhere\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()


async def test_what_was_sent_and_what_came_is_recorded(client: Client, serve: Serve) -> None:
    seen: list[Exchange] = []
    client.log.listeners.append(seen.append)
    call = Call("PUT", await serve(lambda head: OK) + "/a?b=1", (("X-One", "1"),), b'{"a":1}', party="cpo", peer="emsp")
    exchange = await client(call)
    assert seen == [exchange]
    assert (exchange.number, exchange.direction, exchange.started, exchange.failure) == (1, "out", 5.0, None)
    assert (exchange.requester, exchange.responder) == ("cpo", "emsp")
    assert (exchange.request.url, exchange.request.body, exchange.request.size) == (call.url, b'{"a":1}', 7)
    assert exchange.response is not None
    assert (exchange.response.status, exchange.response.body, exchange.response.size) == (200, b"{}", 2)


async def test_only_the_headers_of_the_call_and_of_HTTP_go_out(client: Client, serve: Serve) -> None:
    heads: list[bytes] = []
    await client(Call("GET", await serve(lambda head: heads.append(head) or OK), (("X-One", "1"),)))
    names = {line.partition(b":")[0].lower() for line in heads[0].split(b"\r\n")[1:] if line}
    assert {b"host", b"x-one"} <= names
    assert not names & {b"authorization", b"cookie", b"referer"}


async def test_a_connection_is_kept(client: Client, serve: Serve) -> None:
    url = await serve(lambda head: OK)
    exchanges = [await client(Call("GET", url)) for _ in range(3)]
    assert client.plain is not None and client.secure is None
    assert [exchange.number for exchange in exchanges] == [1, 2, 3]


async def test_a_long_body_is_kept_in_part_and_its_size_is_told(client: Client, serve: Serve) -> None:
    url = await serve(lambda head: b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + b"a" * 500)
    exchange = await client(Call("POST", url, content=b"b" * 500))
    assert exchange.response is not None and exchange.failure is None
    assert (len(exchange.response.body), exchange.response.size) == (100, 500)
    assert (len(exchange.request.body), exchange.request.size) == (100, 500)


async def test_a_body_beyond_the_limit_is_given_up(client: Client, serve: Serve) -> None:
    url = await serve(lambda head: b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + b"a" * 5000)
    exchange = await client(Call("GET", url))
    assert exchange.failure is not None and exchange.failure.kind == "too_large"
    assert exchange.response is not None and exchange.response.status == 200


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_of_the_same_origin_keeps_method_body_and_token(
    client: Client, serve: Serve, status: int
) -> None:
    heads: list[bytes] = []

    def answering(head: bytes) -> bytes:
        heads.append(head)
        return OK if b"/there" in head else redirect("/there", status)

    url = await serve(answering) + "/here"
    exchange = await client(Call("PUT", url, (("Authorization", "Token abc"),)))
    assert exchange.response is not None and exchange.response.status == 200
    assert exchange.redirects == (url,)
    assert heads[1].startswith(b"PUT /there ") and b"Token abc" in heads[1]


async def test_a_redirect_to_another_origin_is_an_answer(client: Client, serve: Serve) -> None:
    there = await serve(lambda head: OK)
    exchange = await client(Call("GET", await serve(lambda head: redirect(there))))
    assert exchange.response is not None and exchange.response.status == 307
    assert exchange.redirects == ()


async def test_redirects_end(client: Client, serve: Serve) -> None:
    exchange = await client(Call("GET", await serve(lambda head: redirect("/again"))))
    assert exchange.failure is not None and exchange.failure.kind == "redirects"
    assert len(exchange.redirects) == 6


async def test_redirects_are_not_followed_when_the_call_says_so(client: Client, serve: Serve) -> None:
    exchange = await client(Call("GET", await serve(lambda head: redirect("/again")), follow_redirects=False))
    assert exchange.response is not None and exchange.response.status == 307 and exchange.failure is None


async def test_a_call_has_its_own_deadline(client: Client, serve: Serve) -> None:
    exchange = await client(Call("GET", await serve(lambda head: b""), timeout=0.05))
    assert exchange.failure is not None and exchange.failure.kind == "timeout"
    assert exchange.failure.message == "no complete answer within 0.05 s"


async def test_an_interrupted_call_is_recorded(client: Client, serve: Serve) -> None:
    task = asyncio.create_task(client(Call("GET", await serve(lambda head: b""))))
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    (exchange,) = client.log.newest
    assert exchange.failure is not None and exchange.failure.kind == "interrupted"


@pytest.mark.parametrize("url", ["", "no url", "ftp://a/", "http://", "http://[", "http://a:99999/", "http://a\n/"])
async def test_a_url_that_is_none_is_a_failure(client: Client, url: str) -> None:
    exchange = await client(Call("GET", url))
    assert exchange.failure is not None and exchange.failure.kind in ("url", "name")


async def test_a_header_that_cannot_be_sent_is_a_failure(client: Client, serve: Serve) -> None:
    exchange = await client(Call("GET", await serve(lambda head: OK), (("X-One", "a\r\nX-Two: b"),)))
    assert exchange.failure is not None and exchange.failure.kind == "url"
