"""A MongoDB that is down, dies midway, is slow or refuses is told in words, and never shows a password."""

import gc
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from mockupdb import MockupDB, OpMsg

from ocpi_runner.source.errors import EnvironmentFault
from ocpi_runner.store.mongo import limits
from ocpi_runner.store.mongo_fault import hidden
from ocpi_runner.store.protocol import Store

Opener = Callable[[str], Store]
Act = Callable[..., str]
KIND = "cpo/locations"
HELLO = {"ismaster": True, "maxWireVersion": 25, "minWireVersion": 0, "ok": 1}
CALLS: dict[str, Callable[[Store], Any]] = {
    "check": lambda store: store.check(),
    "get": lambda store: store.get(KIND, "A"),
    "put": lambda store: store.put(KIND, "A", {"id": "A"}),
    "delete": lambda store: store.delete(KIND, "A"),
    "page": lambda store: store.page(KIND),
}
ROWS = "cpo_locations"
FIRST_COMMAND = {
    "check": OpMsg("ping"),
    "get": OpMsg("find", ROWS),
    "put": OpMsg("createIndexes", ROWS),
    "delete": OpMsg("delete", ROWS),
    "page": OpMsg("aggregate", ROWS),
}


#: Where pymongo is closed while it connects, it leaves its socket to the garbage collector: no fault of ours.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture(autouse=True, scope="module")
def sockets_of_the_driver() -> Iterator[None]:
    """None of them is left for the tests behind."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture(autouse=True)
def hasty_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pymongo look again at a server that failed sooner than after half a second, its usual rest."""
    monkeypatch.setattr("pymongo.common.MIN_HEARTBEAT_INTERVAL", 0.02)


@pytest.fixture(scope="module")
def actor() -> Iterator[MockupDB]:
    """A server that shakes hands, and answers nothing else."""
    server = MockupDB(auto_ismaster=HELLO)
    server.autoresponds("endSessions")
    server.run()
    yield server
    server.stop()


@pytest.fixture
def acting(actor: MockupDB) -> Iterator[Act]:
    """Makes the server do something at the first command of a call; gives its address."""
    parts = []

    def act(call: str, *answer: Any, **document: Any) -> str:
        parts.append(actor.autoresponds(FIRST_COMMAND[call], *answer, **document))
        return f"mongodb://{actor.host}:{actor.port}/ours"

    yield act
    for part in parts:
        part.cancel()


async def fault_of(store: Store, call: str) -> EnvironmentFault:
    """What the call raises."""
    with pytest.raises(EnvironmentFault) as caught:
        await CALLS[call](store)
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("call", CALLS)
async def test_a_server_that_is_down_is_told(call: str, opening: Opener, closed_port: int) -> None:
    url = f"mongodb://127.0.0.1:{closed_port}/ours"
    fault = await fault_of(opening(f"{url}?serverSelectionTimeoutMS=50"), call)
    assert fault.message == f"the MongoDB at `{url}` cannot be reached"
    assert fault.hint.startswith("start the server")


def test_we_wait_three_seconds_unless_the_address_says_otherwise() -> None:
    assert limits("mongodb://host/")["serverSelectionTimeoutMS"] == 3000
    assert "serverSelectionTimeoutMS" not in limits("mongodb://host/?serverselectiontimeoutms=50")


@pytest.mark.database
@pytest.mark.parametrize("call", CALLS)
async def test_a_server_that_dies_midway_is_told(
    call: str, opening: Opener, mortal: tuple[str, Callable[[], None]]
) -> None:
    url, kill = mortal
    store = opening(f"{url}?serverSelectionTimeoutMS=200")
    await store.put(KIND, "A", {"id": "A"})
    kill()
    fault = await fault_of(store, call)
    assert "broke the connection" in fault.message or "cannot be reached" in fault.message


@pytest.mark.parametrize("call", CALLS)
async def test_a_dropped_connection_is_told(call: str, opening: Opener, acting: Act) -> None:
    url = acting(call, lambda request: request.hangup())
    fault = await fault_of(opening(url), call)
    assert fault.message == f"the MongoDB at `{url}` broke the connection"
    assert "what was confirmed is kept" in fault.hint


@pytest.mark.parametrize("call", CALLS)
async def test_a_slow_server_is_told(call: str, opening: Opener, acting: Act) -> None:
    url = acting(call, lambda request: True)
    fault = await fault_of(opening(f"{url}?socketTimeoutMS=100"), call)
    assert "did not answer in time" in fault.message


@pytest.mark.parametrize("call", CALLS)
async def test_a_server_that_is_not_the_primary_is_told(call: str, opening: Opener, acting: Act) -> None:
    url = acting(call, ok=0, code=10107, errmsg="not primary")
    fault = await fault_of(opening(url), call)
    assert "is not the primary" in fault.message


@pytest.mark.parametrize(
    ("code", "message", "hint"),
    [
        (18, "refuses the user name or password", "write them into the address"),
        (13, "does not allow this user", "`readWrite`"),
        (9001, "reports an error: the disk is gone", "start again"),
    ],
)
async def test_what_the_server_refuses_is_told(
    code: int, message: str, hint: str, opening: Opener, acting: Act
) -> None:
    url = acting("get", ok=0, code=code, errmsg="the disk is gone")
    fault = await fault_of(opening(url), "get")
    assert message in fault.message
    assert hint in fault.hint


async def test_a_server_that_is_too_old_is_told(opening: Opener) -> None:
    server = MockupDB(auto_ismaster={**HELLO, "maxWireVersion": 2})
    server.run()
    try:
        fault = await fault_of(opening(f"mongodb://{server.host}:{server.port}/"), "get")
    finally:
        server.stop()
    assert "wire version 2" in fault.message


@pytest.mark.database
async def test_a_document_that_is_too_large_is_told(opening: Opener, mongodb: str) -> None:
    with pytest.raises(EnvironmentFault, match="takes no document over 16 MB") as caught:
        await opening(mongodb).put(KIND, "A", {"text": "x" * (17 * 1024 * 1024)})
    assert "SQLite" in caught.value.hint


async def test_a_password_is_never_told(opening: Opener, closed_port: int) -> None:
    store = opening(f"mongodb://me:secret@127.0.0.1:{closed_port}/ours?authSource=admin&serverSelectionTimeoutMS=50")
    fault = await fault_of(store, "check")
    assert "secret" not in fault.message + fault.hint
    assert f"mongodb://***@127.0.0.1:{closed_port}/ours" in fault.message


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("mongodb://a:b@host/x?password=c", "mongodb://***@host/x"),
        ("mongodb://a:b@c/d@host/", "mongodb://***@host/"),
        ("mongodb://host:27017/x", "mongodb://host:27017/x"),
    ],
)
def test_an_address_is_told_without_its_secrets(url: str, expected: str) -> None:
    assert hidden(url) == expected
