"""A store file that is damaged, foreign, locked or unwritable is told, and left as it is."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ocpi_runner.source.errors import EnvironmentFault
from ocpi_runner.store.open import open_store
from ocpi_runner.store.protocol import Store
from ocpi_runner.store.sqlite_file import connect, explain

Opener = Callable[[str], Store]
KIND = "cpo/locations"
WRITER = """
import asyncio, sys
from ocpi_runner.store.open import open_store

async def write():
    store = open_store(sys.argv[1])
    for number in range(100_000):
        await store.put("cpo/locations", str(number), {"id": number, "text": "x" * 2000})
        print(number, flush=True)

asyncio.run(write())
"""


def test_a_new_file_and_those_beside_it_are_for_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "private.db"
    connection = connect(path)
    connection.execute("INSERT INTO documents (kind, key, document) VALUES ('a', 'b', 'c')")
    modes = {each.name: each.stat().st_mode & 0o777 for each in tmp_path.iterdir()}
    connection.close()
    assert len(modes) > 1
    assert set(modes.values()) == {0o600}


def refused(path: Path) -> EnvironmentFault:
    """The fault that opening the file raises; the file must be left as it was."""
    before = path.read_bytes()
    with pytest.raises(EnvironmentFault) as caught:
        open_store(f"sqlite:{path}", EnvironmentFault)
    assert path.read_bytes() == before
    assert str(path) in caught.value.message
    assert caught.value.hint
    return caught.value


async def filled(path: Path) -> None:
    """A store of a few pages."""
    store = open_store(str(path))
    for number in range(60):
        await store.put(KIND, str(number), {"id": number, "text": "x" * 1000})
    await store.close()


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(b"this is a letter, and not a database at all\n" * 200)
    fault = refused(path)
    assert fault.message == f"the store file `{path}` is not a SQLite database"
    assert fault.hint == "choose another file, or move this one away; nothing in it was changed"


async def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    await filled(path)
    content = bytearray(path.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 : page * 4096 + 200] = b"\xa5" * 200
    path.write_bytes(content)
    assert refused(path).message == f"the store file `{path}` is damaged"


async def test_a_truncated_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    await filled(path)
    path.write_bytes(path.read_bytes()[: 4096 * 5 + 77])
    assert "is damaged" in refused(path).message


async def test_damage_that_comes_while_it_is_open_is_told(tmp_path: Path, opening: Opener) -> None:
    path = tmp_path / "store.db"
    await filled(path)
    store = opening(str(path))
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))
    store._connection.execute("PRAGMA shrink_memory")  # forget what was read before
    with pytest.raises(EnvironmentFault, match="is damaged") as caught:
        await store.page(KIND)
    assert str(path) in caught.value.message


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.close()
    assert refused(path).message == f"the store file `{path}` belongs to another program"


def test_a_file_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    asyncio.run(filled(path))
    with sqlite3.connect(path) as later:
        later.execute("PRAGMA user_version = 99")
    later.close()
    assert "later version" in refused(path).message


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.touch()
    asyncio.run(filled(path))
    assert path.stat().st_size > 60_000


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="cannot be opened") as caught:
        open_store(f"sqlite:{tmp_path / 'no' / 'store.db'}", EnvironmentFault)
    assert "folder" in caught.value.hint


def test_a_file_that_another_process_holds_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ocpi_runner.store.sqlite_file.BUSY_SECONDS", 0.1)
    path = tmp_path / "store.db"
    asyncio.run(filled(path))
    holder = sqlite3.connect(path)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(EnvironmentFault, match="is locked by another process"):
            open_store(str(path), EnvironmentFault)
    finally:
        holder.close()


async def test_a_full_disk_is_told_and_what_was_kept_stays(tmp_path: Path, opening: Opener) -> None:
    path = tmp_path / "store.db"
    store = opening(str(path))
    await store.put(KIND, "A", {"id": "A"})
    store._connection.execute("PRAGMA max_page_count = 12")  # SQLite's own full disk
    with pytest.raises(EnvironmentFault, match="the disk is full"):
        await store.put(KIND, "B", {"text": "x" * 200_000})
    assert await store.get(KIND, "A") == {"id": "A"}
    assert await store.put(KIND, "C", {"id": "C"}) is True


async def test_a_closed_store_says_so(tmp_path: Path, opening: Opener) -> None:
    store = opening(str(tmp_path / "store.db"))
    await store.close()
    with pytest.raises(EnvironmentFault, match="was closed"):
        await store.get(KIND, "A")


def test_an_unknown_error_still_names_the_file() -> None:
    error = sqlite3.OperationalError("something new")
    error.sqlite_errorname = "SQLITE_NEW"
    assert explain(Path("a.db"), error)[0] == "the store file `a.db` cannot be used: something new"


def confirmed_by_a_killed_writer(path: Path, enough: int) -> list[int]:
    """What a process said that it has written, before SIGKILL ended it in the middle of its work."""
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        confirmed = [int(writer.stdout.readline()) for _ in range(enough)]
        os.kill(writer.pid, signal.SIGKILL)
        return confirmed + [int(line) for line in writer.stdout if line.endswith("\n")]


async def test_a_killed_process_loses_nothing_that_it_confirmed(tmp_path: Path, opening: Opener) -> None:
    path = tmp_path / "store.db"
    confirmed = confirmed_by_a_killed_writer(path, 200)
    page = await opening(str(path)).page(KIND)
    assert [document["id"] for document in page.items][: len(confirmed)] == confirmed
    assert page.total <= len(confirmed) + 1
