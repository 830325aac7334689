"""Peers that misbehave, over real sockets: the run reaches its end, and says what was wrong with whom."""

import asyncio
import gzip
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from bad_input_calls import ONE_STEP, REGISTER, Ended, Handler, answer, answers, envelope, says, written

from ocpi_runner.run import opening

Run = Callable[..., Ended]
Peer = Callable[[Handler], str]
CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
CHUNK = b"2000\r\n" + b"x" * 0x2000 + b"\r\n"
CAP = 200_000
NESTED = b'{"data":' + b"[" * 2000 + b"]" * 2000 + b',"status_code":1000,"timestamp":"2026-11-25T03:00:00Z"}'


async def elsewhere(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Sends on to another path of its own, for ever."""
    try:
        for number in range(100):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer(b"", status="302 Found", headers=b"Location: /ocpi/versions?again=%d\r\n" % number))
    except (ConnectionError, asyncio.IncompleteReadError):
        return
    finally:
        writer.close()


#: name -> how it answers, and what the run says of it
BROKEN: dict[str, tuple[Handler, str]] = {
    "it accepts and never answers": (says(stay=True), "no complete answer within"),
    "it hangs up without an answer": (says(), "closed without an answer"),
    "it hangs up in the middle of the head": (says(b"HTTP/1.1 200 OK\r\nContent-"), "closed"),
    "it hangs up in the middle of the body": (says(answer(b'{"data"', length=999)), "in the middle of the answer"),
    "it stalls in the middle of the body": (says(answer(b'{"data"', length=999), stay=True), "no complete answer"),
    "its body has no end": (says(CHUNKED, CHUNK, again=10**6), "larger than"),
    "its body drips": (says(answer(b"", length=999), b" ", every=0.05, again=99), "no complete answer within"),
    "its body is too large": (says(answer(b" " * (CAP + 1))), f"larger than {CAP:,} bytes"),
    "its body unpacks to too much": (
        says(answer(gzip.compress(b" " * 50 * CAP), headers=b"Content-Encoding: gzip\r\n")),
        f"larger than {CAP:,} bytes",
    ),
    "its body cannot be unpacked": (says(answer(b"no gzip", headers=b"Content-Encoding: gzip\r\n")), "decoded"),
    "its headers are larger than 1 MB": (says(answer(b"", headers=b"X-A: " + b"a" * 2**20 + b"\r\n")), "header"),
    "it speaks no HTTP": (says(b"220 mail.example.com ESMTP\r\n\r\n"), "no proper HTTP"),
    "it redirects in a circle": (elsewhere, "more than 5 redirects"),
}
#: name -> a body that came whole, and what the run says of it
WRONG: dict[str, tuple[bytes, str]] = {
    "truncated JSON": (b'{"data": [{"version": "2.2.1", "ur', "status_code"),
    "invalid UTF-8": (b'{"data": [], "status_code": 1000, "status_message": "\xff\xfe"}', "status_code"),
    "NaN": (b'{"data": NaN, "status_code": 1000, "timestamp": "2026-11-25T03:00:00Z"}', "$"),
    "2,000 nested arrays": (NESTED, "status_code"),
    "half a surrogate pair": (envelope("\ud800"), "$"),
    "a number of 5,000 digits": (b'{"data": ' + b"9" * 5000 + b', "status_code": 1000}', ""),
    "a page for people": (b"<!doctype html><h1>It works!</h1>", "status_code"),
    "nothing at all": (b"", "status_code"),
    "a JSON text": (b'"hello"', "status_code"),
    "an envelope full of nonsense": (b'{"data": {}, "status_code": "1000", "timestamp": 5}', "status_code"),
}


@pytest.fixture(autouse=True)
def small_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same limits, smaller, so that a test need not send 32 MB."""
    monkeypatch.setattr(opening, "ClientSettings", partial(opening.ClientSettings, body_limit=CAP))


@pytest.mark.parametrize("name", BROKEN)
def test_a_peer_that_breaks_the_exchange_fails_its_step_and_no_more(ocpi_run: Run, peer: Peer, name: str) -> None:
    handler, words = BROKEN[name]
    ended = ocpi_run(written(Path(), ONE_STEP), "--env", f"emsp={peer(handler)}", "--timeout", "0.4")
    assert (ended.code, ended.step["verdict"]) == (1, "failed"), ended.said
    assert words in ended.step["reason"] and words in ended.out
    assert ended.exchange["failure"]["message"] in ended.step["reason"]
    assert ended.phases == ["steps", "finally"]


@pytest.mark.parametrize("name", WRONG)
def test_a_body_that_is_wrong_is_a_finding_and_is_kept(ocpi_run: Run, peer: Peer, name: str) -> None:
    body, path = WRONG[name]
    ended = ocpi_run(written(Path(), ONE_STEP), "--env", f"emsp={peer(answers(body))}", "--timeout", "2")
    assert ended.code == 1, ended.said
    failed = [each for each in ended.record["findings"] if each["verdict"] == "failed" and each["by"] == "emsp"]
    assert any(path in each["path"] for each in failed), failed
    assert all(each["exchange"] == 1 for each in failed)
    assert ended.exchange["response"]["size"] == len(body)
    assert ended.phases == ["steps", "finally"]


@pytest.mark.parametrize("name", [*BROKEN, *WRONG])
def test_nobody_registers_at_a_peer_that_misbehaves(ocpi_run: Run, peer: Peer, name: str) -> None:
    handler = BROKEN[name][0] if name in BROKEN else answers(WRONG[name][0])
    ended = ocpi_run(written(Path(), REGISTER), "--env", f"emsp={peer(handler)}", "--timeout", "0.4")
    assert (ended.code, ended.step["verdict"]) == (1, "failed"), ended.said
    assert ended.step["reason"]


@pytest.mark.parametrize("name", ["it hangs up in the middle of the body", "its body drips"])
def test_what_came_before_the_break_is_kept(ocpi_run: Run, peer: Peer, name: str) -> None:
    ended = ocpi_run(written(Path(), ONE_STEP), "--env", f"emsp={peer(BROKEN[name][0])}", "--timeout", "0.4")
    assert ended.exchange["response"]["status"] == 200
    assert ended.exchange["response"]["body"]


def test_a_token_does_not_follow_a_redirect_to_another_origin(ocpi_run: Run, peer: Peer) -> None:
    seen: list[bytes] = []

    async def thief(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(await reader.read(100))
        writer.close()

    there = peer(thief)
    away = answer(b"", status="307 Temporary Redirect", headers=f"Location: {there}\r\n".encode())
    ended = ocpi_run(written(Path(), ONE_STEP), "--env", f"emsp={peer(says(away))}")
    assert ended.code == 1 and seen == []
    assert ended.exchange["response"]["status"] == 307
