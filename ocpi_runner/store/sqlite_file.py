"""Opening the SQLite file of a store, and saying in words what is wrong with it."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

APPLICATION = 0x4F435049  # "OCPI"
FORMAT = 1
BUSY_SECONDS = 5.0
TABLES = """
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS documents (
  place INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  instant INTEGER,
  document TEXT NOT NULL,
  UNIQUE (kind, key)
);
CREATE INDEX IF NOT EXISTS documents_in_order ON documents (kind, place);
"""
LEFT = "nothing in it was changed"
HINTS = {
    "SQLITE_NOTADB": ("is not a SQLite database", f"choose another file, or move this one away; {LEFT}"),
    "SQLITE_CORRUPT": ("is damaged", f"bring back a copy, or move the file away to begin anew; {LEFT}"),
    "SQLITE_BUSY": ("is locked by another process", "end the other process, or choose another file"),
    "SQLITE_READONLY": ("cannot be written", "give yourself the right to write the file and its folder"),
    "SQLITE_FULL": ("cannot grow: the disk is full", "make room on the disk, then start again"),
    "SQLITE_CANTOPEN": ("cannot be opened", "see that its folder exists and that you may write there"),
    "SQLITE_IOERR": ("cannot be read or written", "see whether the disk is in order and has room"),
}


class NotOurs(sqlite3.DatabaseError):
    """A sound SQLite file that another program, or a later version of this one, has made."""


def connect(path: Path) -> sqlite3.Connection:
    """Open or make the store's file; readers never wait for writers (WAL). Raises sqlite3.Error."""
    _make_private(path)
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        _claim(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _make_private(path: Path) -> None:
    """A new file, and those that SQLite puts beside it, are for their owner alone: tokens are in them."""
    with suppress(OSError):  # it is there already, or cannot be made, which opening it will tell
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _claim(connection: sqlite3.Connection) -> None:
    empty = _number(connection, "SELECT count(*) FROM sqlite_schema") == 0
    if not empty and _number(connection, "PRAGMA application_id") != APPLICATION:
        raise NotOurs("belongs to another program")
    if _number(connection, "PRAGMA user_version") > FORMAT:
        raise NotOurs("was made by a later version of this program")
    with closing(connection.execute("PRAGMA quick_check(1)")) as rows:
        if rows.fetchone() != ("ok",):
            raise sqlite3.DatabaseError("the check of the file failed")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    marks = f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {FORMAT}; COMMIT;"
    connection.executescript(TABLES + marks)


def _number(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])


def explain(path: Path, error: Exception) -> tuple[str, str]:
    """What happened to which file, and what to do about it."""
    if isinstance(error, NotOurs):
        return f"the store file `{path}` {error}", f"choose another file; {LEFT}"
    name = str(getattr(error, "sqlite_errorname", "") or "SQLITE_CORRUPT")
    for known, (what, hint) in HINTS.items():
        if name.startswith(known):
            return f"the store file `{path}` {what}", hint
    return f"the store file `{path}` cannot be used: {error}", "choose another file with `--store`"
