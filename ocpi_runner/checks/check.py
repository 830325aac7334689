"""A check: what it holds against whom, at which endpoints, when, and what excuses it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ocpi_runner.checks import conditions as when
from ocpi_runner.checks.conditions import Where
from ocpi_runner.checks.defect import Defect
from ocpi_runner.checks.subject import Subject
from ocpi_runner.record.exchange import Deliberate


@dataclass(frozen=True, slots=True)
class Check:
    """One row. Of several ids the first counts that the version has and that is about the module."""

    ids: str  #: requirement ids, separated by spaces
    run: Callable[[Subject], Iterable[Defect]]
    given: Callable[[Subject], bool]  #: what must be so in the message
    where: Where = when.somewhere  #: which endpoints
    excused: tuple[Deliberate, ...] = ()  #: parts that, broken on purpose, silence it
    foreign: bool = False  #: its ids are about other modules than that of the endpoint


def at(*endpoints: str) -> Where:
    """Endpoints by the beginning of their id."""
    return lambda endpoint, version: endpoint.id.startswith(endpoints)


def answering(*names: str) -> Where:
    """Endpoints by the object in their answer, where the address names it."""
    return lambda endpoint, version: when.one_by_address(endpoint, version) and endpoint.response in names
