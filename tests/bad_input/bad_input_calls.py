"""How a call ended, the scenarios that are called, and the ways in which a peer can answer."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

ONE_STEP = """\
scenario: One request
play: cpo
test: emsp
steps:
- send: GET ${emsp.versions_url}
  assert: {http: 200, status_code: 1000, $: {type: array}}
finally:
- name: the last words
  wait: 10 ms
"""
REGISTER = """\
scenario: One registration
play: cpo
test: emsp
steps:
- register:
"""
WAITS = """\
scenario: It waits for what never comes
play: cpo
test: emsp
steps:
- send: GET ${emsp.versions_url}
- expect: POST ${cpo.credentials}
  within: 60 s
finally:
- name: the last words
  send: GET ${emsp.versions_url}
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """Exit code, what was said, and the report.json as JSON (empty when there is none)."""

    code: int
    out: str
    err: str
    record: dict[str, Any]

    @property
    def said(self) -> str:
        """Everything, of both streams."""
        return self.out + self.err

    @property
    def step(self) -> dict[str, Any]:
        """The first step."""
        step: dict[str, Any] = self.record["scenarios"][0]["steps"][0]
        return step

    @property
    def phases(self) -> list[str]:
        """The phase of each step."""
        return [step["phase"] for step in self.record["scenarios"][0]["steps"]]

    @property
    def exchange(self) -> dict[str, Any]:
        """The first exchange."""
        exchange: dict[str, Any] = self.record["exchanges"][0]
        return exchange


def written(folder: Path, text: str, name: str = "it.yaml") -> Path:
    """A scenario file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def answer(body: bytes, *, status: str = "200 OK", length: int | None = None, headers: bytes = b"") -> bytes:
    """An HTTP answer, whose length may be a lie."""
    told = len(body) if length is None else length
    start = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {told}\r\n".encode()
    return start + headers + b"\r\n" + body


def envelope(data: Any) -> bytes:
    """A good answer of OCPI."""
    whole = {"data": data, "status_code": 1000, "timestamp": "2026-11-25T03:00:00Z"}
    return json.dumps(whole).encode()


def says(head: bytes = b"", part: bytes = b"", *, every: float = 0.0, again: int = 0, stay: bool = False) -> Handler:
    """Reads one request, says `head` once and `part` again and again, then hangs up unless it is to stay."""

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(head)
            await writer.drain()
            for _ in range(again):
                writer.write(part)
                await writer.drain()
                await asyncio.sleep(every)
            if stay:
                await asyncio.sleep(60)
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()

    return handler


def answers(body: bytes, **more: Any) -> Handler:
    """A peer that answers each request of a connection with this body."""

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                writer.write(answer(body, **more))
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()

    return handler
