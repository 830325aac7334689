"""The address of a store, and what each form of it opens."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ocpi_runner.source.errors import EnvironmentFault
from ocpi_runner.store.memory import MemoryStore
from ocpi_runner.store.mongo import MongoStore
from ocpi_runner.store.open import open_store
from ocpi_runner.store.protocol import Store, StoreFault
from ocpi_runner.store.sqlite import SqliteStore

Opener = Callable[[str], Store]


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("memory:", MemoryStore),
        ("sqlite:{}/a.store", SqliteStore),
        ("sqlite://{}/a.store", SqliteStore),
        ("{}/a.db", SqliteStore),
        ("mongodb://127.0.0.1:1/mine", MongoStore),
    ],
)
async def test_each_address_opens_its_store(url: str, kind: type, tmp_path: Path, opening: Opener) -> None:
    assert isinstance(opening(url.format(tmp_path)), kind)


@pytest.mark.parametrize("url", ["", "redis://here", "sqlite:", "mongo://here", "a.txt"])
def test_any_other_address_is_refused_with_the_valid_ones(url: str) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        open_store(url, EnvironmentFault)
    assert caught.value.message == f"`{url}` names no store"
    assert caught.value.hint == "write `memory:`, `sqlite:FILE`, `FILE.db` or `mongodb://HOST/DATABASE`"


@pytest.mark.parametrize(
    "url", ["mongodb://", "mongodb://a:b:c/", "mongodb://me:se/cret@host/", "mongodb://host:99999/"]
)
def test_an_address_that_pymongo_does_not_know_is_refused(url: str) -> None:
    with pytest.raises(EnvironmentFault, match="is not an address of a MongoDB") as caught:
        open_store(url, EnvironmentFault)
    assert "cret" not in caught.value.message


def test_who_names_no_exception_gets_the_stores_own() -> None:
    with pytest.raises(StoreFault) as caught:
        open_store("nothing")
    assert caught.value.message == "`nothing` names no store"
    assert caught.value.hint
