"""Documents that were read before, for as long as nobody writes to the file: a busy `serve` reads the same few."""

import sqlite3
from pathlib import Path

from ocpi_runner.store.protocol import Document

MOST = 1000
Place = tuple[str, str]


class SqliteCache:
    """Asks SQLite, in a few microseconds, whether any connection of any process has written since."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._documents: dict[Place, Document] = {}
        self.version = 0

    def seen(self, place: Place) -> Document | None:
        """The document at this kind and key, when it was read since the last write. Raises sqlite3.Error."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        if version != self.version:
            self._documents.clear()
            self.version = version
        return self._documents.get(place)

    def keep(self, version: int, place: Place, document: Document) -> None:
        """Remember a document that was read at this version of the file, unless a newer one was seen meanwhile."""
        if version == self.version:
            if len(self._documents) >= MOST:
                self._documents.clear()
            self._documents[place] = document

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
