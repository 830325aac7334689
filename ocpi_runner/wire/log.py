"""What crossed the wire on our side of one conversation; one can wait on it and listen to it."""

import itertools
from collections import deque
from collections.abc import Callable
from dataclasses import replace

from ocpi_runner.record.exchange import Exchange
from ocpi_runner.wire.journal import Journal

KEPT = 5000
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
        self.newest: deque[Exchange] = deque(maxlen=KEPT)

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
        self.newest.append(exchange)
        for listener in self.listeners:
            listener(exchange)
        return exchange
