"""A store in one SQLite file, for as long as the file lives: the default of `serve`."""

import asyncio
import json
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from ocpi_runner.store.instant import choice, microseconds
from ocpi_runner.store.protocol import Choice, Document, Fault, Page, StoreFault
from ocpi_runner.store.sqlite_cache import SqliteCache
from ocpi_runner.store.sqlite_file import connect, explain

GET = "SELECT document FROM documents WHERE kind = ? AND key = ?"
UPDATE = "UPDATE documents SET instant = ?, document = ? WHERE kind = ? AND key = ?"
INSERT = "INSERT INTO documents (instant, document, kind, key) VALUES (?, ?, ?, ?)"
DELETE = "DELETE FROM documents WHERE kind = ? AND key = ?"
T = TypeVar("T")


class SqliteStore:
    """One file and one thread. A write is on disk when `put` returns: a killed process loses nothing.

    Other processes may use the same file at the same time; a write waits up to five seconds for theirs.
    """

    def __init__(self, path: Path, fault: Fault = StoreFault) -> None:
        """Open or make the file. Raises the fault when it is damaged, not ours or not writable; never deletes it."""
        self._path = path
        self._fault = fault
        self._connection = self._mapped(lambda: connect(path))
        self._cache = self._mapped(lambda: SqliteCache(path))
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ocpi-run-store")
        self._closed = False

    async def check(self) -> None:
        await self._run(lambda: self._connection.execute("SELECT 1 FROM documents LIMIT 1").fetchone())

    async def get(self, kind: str, key: str) -> Document | None:
        self._expect_open()
        seen = self._mapped(lambda: self._cache.seen((kind, key)))
        if seen is not None:
            return seen
        version = self._cache.version
        row = await self._run(lambda: self._connection.execute(GET, (kind, key)).fetchone())
        if row is None:
            return None
        document: Document = json.loads(row[0])
        self._cache.keep(version, (kind, key), document)
        return document

    async def put(self, kind: str, key: str, document: Document) -> bool:
        row = (microseconds(document.get("last_updated")), json.dumps(document, separators=(",", ":")), kind, key)
        return await self._run(lambda: self._put(row))

    async def delete(self, kind: str, key: str) -> bool:
        return await self._run(lambda: self._connection.execute(DELETE, (kind, key)).rowcount > 0)

    async def page(
        self,
        kind: str,
        *,
        prefix: str = "",
        offset: int = 0,
        limit: int | None = None,
        date_from: str | None = None,
        date_to: str | None = None,
    ) -> Page:
        chosen, values = _where(kind, choice(prefix, date_from, date_to))
        window = (-1 if limit is None else limit, offset)
        return await self._run(lambda: self._page(chosen, values, window))

    async def close(self) -> None:
        if not self._closed:
            self._closed = True
            self._cache.close()
            self._thread.submit(self._connection.close)
            await asyncio.to_thread(self._thread.shutdown)

    def _put(self, row: tuple[int | None, str, str, str]) -> bool:
        self._connection.execute("BEGIN IMMEDIATE")
        with self._connection:
            if self._connection.execute(UPDATE, row).rowcount:
                return False
            self._connection.execute(INSERT, row)
            return True

    def _page(self, chosen: str, values: tuple[Any, ...], window: tuple[int, int]) -> Page:
        self._connection.execute("BEGIN")
        with self._connection:
            (total,) = self._connection.execute(f"SELECT count(*) {chosen}", values).fetchone()
            query = f"SELECT document {chosen} ORDER BY place LIMIT ? OFFSET ?"
            rows = self._connection.execute(query, (*values, *window)).fetchall()
        return Page(tuple(json.loads(text) for (text,) in rows), total)

    async def _run(self, work: Callable[[], T]) -> T:
        self._expect_open()
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._mapped, work)

    def _expect_open(self) -> None:
        if self._closed:
            raise self._fault(f"the store file `{self._path}` was closed", "open the store again")

    def _mapped(self, work: Callable[[], T]) -> T:
        """The one door: what SQLite or the disk raises becomes the fault."""
        try:
            return work()
        except (sqlite3.Error, OSError) as error:
            raise self._fault(*explain(self._path, error)) from error


def _where(kind: str, chosen: Choice) -> tuple[str, tuple[Any, ...]]:
    prefix = chosen.prefix.encode()
    parts = ["FROM documents WHERE kind = ?", "substr(CAST(key AS BLOB), 1, ?) = ?"]
    values: list[Any] = [kind, len(prefix), prefix]
    for condition, instant in (("instant >= ?", chosen.instant_from), ("instant < ?", chosen.instant_to)):
        if instant is not None:
            parts.append(condition)
            values.append(instant)
    return " AND ".join(parts), tuple(values)
