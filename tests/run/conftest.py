"""A scenario played for a test."""

from pathlib import Path
from typing import Any

import pytest
from run_played import HEAD, Played, run

from ocpi_runner.record.result import Record
from ocpi_runner.run.options import Options


@pytest.fixture
def played(tmp_path: Path) -> Played:
    """Plays a text in a folder of its own."""

    async def play(text: str, *, head: str = HEAD, **options: Any) -> Record:
        return await run(head + text, tmp_path, Options(**{"within": 2.0, "timeout": 2.0} | options))

    return play
