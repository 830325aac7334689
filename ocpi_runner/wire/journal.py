"""Every exchange on disk, as it happens, before it is judged: one line of JSON each, redacted."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from ocpi_runner.record.codec import decode_exchange, encode_exchange
from ocpi_runner.record.exchange import Exchange
from ocpi_runner.record.redact import Redactor

FLUSH_SECONDS = 0.2
PENDING_SECONDS = 0.5


class Journal:
    """Writes lines; a disk that is full or gone is remembered in `problem`, and the run goes on."""

    def __init__(self, path: str, redactor: Redactor) -> None:
        self.path = path
        self.redactor = redactor
        self.problem = ""
        self.stream: BinaryIO | None = None
        self.lines: list[bytes] = []
        self.pending: dict[int, dict[str, Any]] = {}
        self.timer: asyncio.TimerHandle | None = None
        try:
            self.stream = Path(path).open("wb")  # noqa: SIM115  (close() closes it)
        except OSError as problem:
            self.problem = f"cannot write `{path}`: {problem.strerror}"

    def begin(self, number: int, started: float, method: str, url: str) -> None:
        """A request is under way; it is written too, should its answer be long in coming."""
        self.pending[number] = {"pending": number, "started": started, "method": method, "url": url}
        self.later(PENDING_SECONDS)

    def write(self, exchange: Exchange) -> None:
        """An exchange is over."""
        self.pending.pop(exchange.number, None)
        if self.stream is None:
            return
        self.lines.append(self.redactor.line(exchange, as_line))
        if exchange.failure is not None or len(self.lines) >= 256:
            self.flush()
        else:
            self.later(FLUSH_SECONDS)

    def later(self, seconds: float) -> None:
        """Flush soon; at once where no loop runs."""
        if self.timer is not None:
            return
        try:
            self.timer = asyncio.get_running_loop().call_later(seconds, self.flush)
        except RuntimeError:
            self.flush()

    def flush(self) -> None:
        """Everything known goes to disk."""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
        if self.stream is None:
            return
        waiting = [json.dumps(self.redacted(each)).encode() for each in self.pending.values()]
        self.pending.clear()
        lines, self.lines = self.lines + waiting, []
        try:
            self.stream.write(b"".join(line + b"\n" for line in lines))
            self.stream.flush()
        except (OSError, ValueError) as problem:
            self.problem = f"cannot write `{self.path}`: {getattr(problem, 'strerror', None) or problem}"
            self.drop()

    def redacted(self, pending: dict[str, Any]) -> dict[str, Any]:
        """A pending request without secrets."""
        return pending | {"url": self.redactor.text(str(pending["url"]))}

    def drop(self) -> None:
        """Give the file up."""
        stream, self.stream = self.stream, None
        try:
            if stream is not None:
                stream.close()
        except OSError:
            return

    def close(self) -> None:
        """Flush, and let go of the file; may be called twice."""
        self.flush()
        self.drop()


def as_line(exchange: Exchange) -> bytes:
    """An exchange as a line of JSON."""
    try:
        return orjson.dumps(encode_exchange(exchange))
    except TypeError:  # half a surrogate pair somewhere, which only the other one writes
        return json.dumps(encode_exchange(exchange), separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A request that had no answer yet when it was written down."""

    number: int
    method: str
    url: str


def read(path: str) -> Iterator[Exchange | Unanswered]:
    """What a journal holds, also that of a killed run: a line that was cut is passed over.

    Raises OSError, and ValueError when the file is no journal.
    """
    waiting: dict[int, Unanswered] = {}
    with Path(path).open(encoding="utf-8", errors="replace") as stream:
        for place, line in enumerate(stream):
            data = line_of(line)
            if "number" in data:
                waiting.pop(data["number"], None)
                yield decode_exchange(data)
            elif "pending" in data:
                waiting[data["pending"]] = Unanswered(data["pending"], str(data["method"]), str(data["url"]))
            elif place == 0:
                raise ValueError("its first line is not an exchange")
    yield from waiting.values()


def line_of(line: str) -> dict[str, Any]:
    """The JSON object of a line; an empty one when it was cut."""
    try:
        data = json.loads(line)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}
