"""What was read once is read again from memory, and never after a write."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ocpi_runner.store.sqlite_cache import MOST, SqliteCache

A, B = ("kind", "A"), ("kind", "B")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A database that somebody else writes to."""
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE numbers (number INTEGER)")
        yield connection


@pytest.fixture
def cache(file: sqlite3.Connection, tmp_path: Path) -> Iterator[SqliteCache]:
    """A cache of that database."""
    with closing(SqliteCache(tmp_path / "a.db")) as opened:
        opened.seen(A)
        yield opened


def test_what_is_kept_is_seen_until_somebody_writes(cache: SqliteCache, file: sqlite3.Connection) -> None:
    cache.keep(cache.version, A, {"id": "A"})
    assert cache.seen(A) == {"id": "A"}
    assert cache.seen(B) is None
    file.execute("INSERT INTO numbers VALUES (1)")
    assert cache.seen(A) is None


def test_what_was_read_before_a_write_is_not_kept_after_it(cache: SqliteCache, file: sqlite3.Connection) -> None:
    before = cache.version
    file.execute("INSERT INTO numbers VALUES (1)")
    cache.seen(B)
    cache.keep(before, A, {"id": "old"})
    assert cache.seen(A) is None


def test_it_never_holds_more_than_its_bound(cache: SqliteCache) -> None:
    for number in range(MOST + 1):
        cache.keep(cache.version, ("kind", str(number)), {"id": number})
    assert cache.seen(("kind", "0")) is None
    assert cache.seen(("kind", str(MOST))) == {"id": MOST}
