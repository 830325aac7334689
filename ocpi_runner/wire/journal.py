"""Every exchange on disk, as it happens, before it is judged: one line of JSON each, redacted."""

import asyncio
import json
from collections.abc import Iterator
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
    return orjson.dumps(encode_exchange(exchange))


def read(path: str) -> Iterator[Exchange]:
    """The exchanges of a journal, also of a killed run: a cut last line and pending requests are passed over."""
    with Path(path).open(encoding="utf-8") as stream:
        for line in stream:
            try:
                data = json.loads(line)
            except ValueError:
                continue
            if isinstance(data, dict) and "number" in data:
                yield decode_exchange(data)
