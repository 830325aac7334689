"""Laws of the log: memory is bounded, and listeners and label see every exchange."""

import pytest

from ocpi_runner.record.exchange import Exchange, Request, Response
from ocpi_runner.wire import log as log_module
from ocpi_runner.wire.log import Log


def exchange(number: int, size: int = 0) -> Exchange:
    """An answered request whose two bodies have `size` bytes together."""
    body = b"x" * (size // 2)
    return Exchange(
        number, "in", "cpo", "emsp", Request("PUT", "http://here/", (), body), Response(200, (), body), 0.0, 0.0
    )


def numbers(log: Log) -> list[int]:
    """What is kept."""
    return [each.number for each in log.newest]


def test_the_newest_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_module, "KEPT", 3)
    log = Log(None, lambda: 0.0)
    for number in range(1, 6):
        log.add(exchange(number))
    assert numbers(log) == [3, 4, 5]


def test_large_bodies_push_older_exchanges_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_module, "KEPT_BYTES", 100)
    log = Log(None, lambda: 0.0)
    for number, size in enumerate((40, 40, 40, 10), start=1):
        log.add(exchange(number, size))
    assert numbers(log) == [2, 3, 4]
    log.add(exchange(5, 1000))
    assert numbers(log) == [5]


def test_listeners_hear_each_exchange_with_its_step() -> None:
    log, heard = Log(None, lambda: 0.0), []
    log.label = lambda: ("s1", "s1.2")
    log.listeners.append(heard.append)
    log.add(exchange(1))
    log.add(exchange(2), ("s1", "s1.1"))
    assert [(each.number, each.scenario, each.step) for each in heard] == [(1, "s1", "s1.2"), (2, "s1", "s1.1")]
