"""A call of the real command line, in this process, and peers that misbehave over real sockets."""

import asyncio
import json
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from bad_input_calls import Ended, Handler

from ocpi_runner.cli.main import main

TOKENS = ("OCPI_RUN_CPO_TOKEN", "OCPI_RUN_EMSP_TOKEN", "NO_COLOR", "FORCE_COLOR")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the present one."""
    monkeypatch.chdir(tmp_path)
    for name in TOKENS:
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def ocpi_run(here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """`ocpi-run WORD…`: how it ended; that nothing of ours is shown is asserted each time."""

    def ended(*words: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["ocpi-run", *map(str, words)])
        with pytest.raises(SystemExit) as gone:
            main()
        said = capfd.readouterr()
        assert "Traceback" not in said.out + said.err
        assert "itself failed" not in said.out + said.err
        written = here / "ocpi-report" / "report.json"
        record = json.loads(written.read_text("utf-8")) if written.exists() else {}
        assert not record or written.with_suffix(".html").stat().st_size > 1000
        return Ended(int(gone.value.code or 0), said.out, said.err, record)

    return ended


@pytest.fixture
def peer() -> Iterator[Callable[[Handler], str]]:
    """Serves connections by a handler, in a thread of its own; the versions URL of each."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    servers: list[asyncio.Server] = []

    def serve(handler: Handler) -> str:
        made: Future[asyncio.Server] = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(handler, "127.0.0.1", 0), loop
        )
        servers.append(made.result(5))
        return f"http://127.0.0.1:{servers[-1].sockets[0].getsockname()[1]}/ocpi/versions"

    yield serve

    async def end() -> None:
        for server in servers:
            server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run_coroutine_threadsafe(end(), loop).result(5)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)
    loop.close()
