"""From the address that a user writes to the store that it means."""

from pathlib import Path

from ocpi_runner.store.memory import MemoryStore
from ocpi_runner.store.mongo import MongoStore
from ocpi_runner.store.protocol import Fault, Store, StoreFault
from ocpi_runner.store.sqlite import SqliteStore

HINT = "write `memory:`, `sqlite:FILE`, `FILE.db` or `mongodb://HOST/DATABASE`"


def open_store(url: str, fault: Fault = StoreFault) -> Store:
    """`memory:`, `sqlite:FILE` (or a path that ends in `.db`), or `mongodb://…`.

    Raises `fault(message, hint)`, as does each method of the store later. A server is only asked at first use:
    `await store.check()` asks at once.
    """
    scheme = url.partition(":")[0]
    if scheme == "memory":
        return MemoryStore()
    if scheme in ("mongodb", "mongodb+srv"):
        return MongoStore(url, fault)
    if file := store_file(url):
        return SqliteStore(file, fault)
    raise fault(f"`{url}` names no store", HINT)


def store_file(url: str) -> Path | None:
    """The file of a store that is one; None for any other.

    >>> str(store_file("sqlite:party.db")), store_file("memory:")
    ('party.db', None)
    """
    scheme, _, rest = url.partition(":")
    if scheme in ("memory", "mongodb", "mongodb+srv"):
        return None
    if scheme == "sqlite" and rest:
        return Path(rest.removeprefix("//"))
    return Path(url) if url.endswith(".db") else None
