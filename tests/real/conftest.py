"""A real OCPI framework in its own virtual environment, started as another process."""

import fcntl
import os
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CACHE = HERE / ".venv"
HOME = CACHE / "framework"
Start = Callable[..., str]


def missing(reason: str) -> None:
    """A failure under CI, elsewhere a skip that says why."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def framework_python() -> Path:
    """The interpreter that has the framework; made once, and again when the requirements change."""
    wanted = (HERE / "requirements.txt").read_text(encoding="utf-8") + sys.version
    python, mark = HOME / "bin" / "python", HOME / "installed"
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not mark.exists() or mark.read_text(encoding="utf-8") != wanted:
            _install(python)
            mark.write_text(wanted, encoding="utf-8")
    return python


def _install(python: Path) -> None:
    venv.create(HOME, with_pip=True, clear=True)
    command = [python, "-m", "pip", "install", "--quiet", "--requirement", HERE / "requirements.txt"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        missing(f"`extrawest-ocpi` cannot be installed: {done.stderr.strip()[-300:]}")


@contextmanager
def running(python: Path, role: str, options: tuple[str, ...], folder: Path) -> Iterator[str]:
    """The framework as this role: its versions URL."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
    command = [str(python), "-B", str(HERE / "app.py"), "--port", str(port), "--role", role, *options]
    with (folder / f"{role}-{port}.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            _await_port(port, server, Path(log.name))
            yield f"http://127.0.0.1:{port}/ocpi/versions"
        finally:
            server.kill()
            server.wait()


def _await_port(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"the framework did not start: {log.read_text(encoding='utf-8')[-500:]}")


@pytest.fixture
def framework(framework_python: Path, tmp_path: Path) -> Iterator[Start]:
    """Starts the framework, as in `framework("cpo", "--announce-commands")`; gives its versions URL."""
    with ExitStack() as servers:
        yield lambda role, *options: servers.enter_context(running(framework_python, role, options, tmp_path))
