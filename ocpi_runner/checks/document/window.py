"""A window that moves over a stream of bytes: what is being looked at, and which line and column that is."""

import re
from dataclasses import dataclass
from typing import BinaryIO

CHUNK = 1 << 20  #: bytes that are read at a time
SPACE = re.compile(rb"[ \t\r\n]*+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: both count from 1, columns in characters; `offset` in bytes from 0."""

    line: int = 1
    column: int = 1
    offset: int = 0

    def after(self, text: bytes) -> "Place":
        """The place behind a piece of text that begins here."""
        lines, last = text.count(b"\n"), text[text.rfind(b"\n") + 1 :]
        wide = len(last) if last.isascii() else len(last.decode("utf-8", "replace"))
        return Place(self.line + lines, wide + (1 if lines else self.column), self.offset + len(text))


class Window:
    """The bytes from `at` on are still to be looked at; what was taken is forgotten."""

    def __init__(self, stream: BinaryIO, chunk: int = CHUNK, place: Place | None = None) -> None:
        self._stream, self._chunk = stream, chunk
        self.data = b""
        self.at = 0
        self.place = place or Place()  #: of `at`

    def fill(self) -> bool:
        """Look further; False when there is no more."""
        more = self._stream.read(self._chunk)
        if more:
            self.data, self.at = self.data[self.at :] + more, 0
        return bool(more)

    def reach(self, length: int) -> bool:
        """Look so far that `length` bytes are there; False when there are fewer."""
        while len(self.data) - self.at < length:
            if not self.fill():
                return False
        return True

    def first(self) -> bytes:
        """The next byte; empty at the end."""
        return self.data[self.at : self.at + 1] if self.reach(1) else b""

    def take(self, length: int) -> bytes:
        """The next bytes, which must be there; go on behind them."""
        taken = self.data[self.at : self.at + length]
        self.at += length
        self.place = self.place.after(taken)
        return taken

    def skip_space(self) -> bytes:
        """Go to the next byte that says something, and tell it; empty at the end."""
        while self.reach(1):
            found = SPACE.match(self.data, self.at)
            assert found is not None
            self.take(found.end() - self.at)
            if self.at < len(self.data):
                break
        return self.first()
