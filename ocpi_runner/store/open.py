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
    scheme, _, rest = url.partition(":")
    if scheme == "memory":
        return MemoryStore()
    if scheme in ("mongodb", "mongodb+srv"):
        return MongoStore(url, fault)
    if scheme == "sqlite" and rest:
        return SqliteStore(Path(rest.removeprefix("//")), fault)
    if url.endswith(".db"):
        return SqliteStore(Path(url), fault)
    raise fault(f"`{url}` names no store", HINT)
