"""Work that goes on after an answer was given: owned, awaited, and cancelled by its party."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from ocpi_runner.source.errors import OcpiRunError


class Tasks:
    """The running background tasks of one party, and what went wrong in those that ended."""

    def __init__(self) -> None:
        self.running: set[asyncio.Task[Any]] = set()
        self.endless: set[asyncio.Task[Any]] = set()
        self.troubles: list[str] = []

    def start(self, work: Coroutine[Any, Any, Any], *, endless: bool = False) -> None:
        """Begin; an endless task is not waited for by `idle`."""
        task = asyncio.create_task(self._guard(work))
        owner = self.endless if endless else self.running
        owner.add(task)
        task.add_done_callback(owner.discard)

    async def _guard(self, work: Coroutine[Any, Any, Any]) -> None:
        try:
            await work
        except OcpiRunError as error:
            self.troubles = [*self.troubles[-99:], error.message]

    async def idle(self, seconds: float) -> bool:
        """Wait until nothing is left to do; False when it takes longer."""
        deadline = asyncio.get_running_loop().time() + seconds
        while self.running:
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                return False
            await asyncio.wait(self.running, timeout=left)
        return True

    async def close(self) -> None:
        """Cancel what still runs, and wait until it has ended."""
        tasks = [*self.running, *self.endless]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
