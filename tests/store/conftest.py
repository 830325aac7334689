"""Stores to test, and MongoDB servers that speak the real wire protocol."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ocpi_runner.source.errors import EnvironmentFault
from ocpi_runner.store.open import open_store
from ocpi_runner.store.protocol import Store

ENGINE = "OCPI_RUN_TEST_MONGODB"
"""Environment: the address of a running MongoDB (5.0 or later), whose database `ocpi_run_test…` we may fill."""


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def missing(reason: str) -> None:
    """A server that is not here: a failure under CI, elsewhere a skip that says why."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def wire_server(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """`nx-27017` on a free port: its address, and its process for those who want to end it."""
    program = Path(sys.executable).with_name("nx-27017")
    if not program.exists():
        missing("the package `nx-27017` of the test extra is not installed")
    port = free_port()
    files = ["--log-file", str(folder / "log"), "--pid-file", str(folder / "pid")]
    command = [str(program), "--host", "127.0.0.1", "-p", str(port), "--db", "memory", *files]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, **quiet) as server:
        try:
            _await_port(port, server)
            yield f"mongodb://127.0.0.1:{port}/", server
        finally:
            server.kill()


def _await_port(port: int, server: subprocess.Popen[bytes], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    missing(f"`nx-27017` did not start (exit code {server.poll()})")


@pytest.fixture(scope="session")
def mongodb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `nx-27017`, one for all tests."""
    with wire_server(tmp_path_factory.mktemp("nx")) as (url, _):
        yield url


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """The address of a server of this test alone, and what kills it."""
    with wire_server(tmp_path) as (url, server):

        def kill() -> None:
            server.kill()
            server.wait()

        yield url, kill


@pytest.fixture
def closed_port() -> int:
    """A port where nobody answers."""
    return free_port()


@pytest.fixture
def unique(request: pytest.FixtureRequest) -> str:
    """A database name of this test alone."""
    return f"ocpi_run_test_{os.getpid()}_{abs(hash(request.node.nodeid))}"


STORES = ["memory", "sqlite", pytest.param("mongodb", marks=pytest.mark.database)]
if os.environ.get(ENGINE):
    STORES.append(pytest.param(os.environ[ENGINE], marks=pytest.mark.database, id="engine"))


@pytest.fixture(params=STORES)
def url(request: pytest.FixtureRequest, tmp_path: Path, unique: str) -> str:
    """The address of an empty store of each sort."""
    if request.param == "memory":
        return "memory:"
    if request.param == "sqlite":
        return f"sqlite:{tmp_path / 'store.db'}"
    server = request.getfixturevalue("mongodb") if request.param == "mongodb" else request.param
    head, mark, options = str(server).partition("?")
    return f"{head.rstrip('/')}/{unique}{mark}{options}"


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """An empty store of each sort."""
    opened = open_store(url, EnvironmentFault)
    yield opened
    await opened.close()


Opener = Callable[[str], Store]


@pytest.fixture
async def opening() -> AsyncIterator[Opener]:
    """Opens stores, and closes them when the test is over."""
    opened: list[Store] = []

    def open_one(url: str) -> Store:
        opened.append(open_store(url, EnvironmentFault))
        return opened[-1]

    yield open_one
    for each in opened:
        await each.close()
