"""What crossed the wire on our side of one conversation; one can wait on it and listen to it."""

import itertools
from collections import deque
from collections.abc import Callable
from dataclasses import replace

from ocpi_runner.record.exchange import Exchange
from ocpi_runner.wire.journal import Journal

KEPT = 5000  #: exchanges kept in memory; the journal has all
KEPT_BYTES = 64 * 1024 * 1024  #: and their bodies
Label = Callable[[], tuple[str, str]]


def nowhere() -> tuple[str, str]:
    """No scenario, no step."""
    return "", ""


class Log:
    """Append-only. Each exchange goes to the journal first, then to the listeners."""

    def __init__(
        self, journal: Journal | None, time: Callable[[], float], number: Callable[[], int] | None = None
    ) -> None:
        self.journal = journal
        self.time = time
        self.number = number or itertools.count(1).__next__
        self.label: Label = nowhere
        self.listeners: list[Callable[[Exchange], None]] = []
        self.newest: deque[Exchange] = deque()
        self.kept_bytes = 0

    def begin(self, method: str, url: str) -> int:
        """A request starts: its number."""
        number = self.number()
        if self.journal is not None:
            self.journal.begin(number, self.time(), method, url)
        return number

    def add(self, exchange: Exchange, label: tuple[str, str] | None = None) -> Exchange:
        """An exchange is over; returns it with scenario and step."""
        scenario, step = self.label() if label is None else label
        if scenario or step:
            exchange = replace(exchange, scenario=scenario, step=step)
        if self.journal is not None:
            self.journal.write(exchange)
        self.keep(exchange)
        for listener in self.listeners:
            listener(exchange)
        return exchange

    def keep(self, exchange: Exchange) -> None:
        """The newest stay in memory, as many as the two bounds allow, and at least one."""
        newest = self.newest
        newest.append(exchange)
        self.kept_bytes += weight(exchange)
        while len(newest) > KEPT or (self.kept_bytes > KEPT_BYTES and len(newest) > 1):
            self.kept_bytes -= weight(newest.popleft())


def weight(exchange: Exchange) -> int:
    """Bytes of both bodies as they were kept."""
    return len(exchange.request.body) + (len(exchange.response.body) if exchange.response else 0)
