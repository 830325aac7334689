"""Which checks an endpoint of a version takes: worked out once, then reused for every exchange there."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from ocpi_runner.checks import conditions as when
from ocpi_runner.checks.check import Check
from ocpi_runner.checks.requirements import applicable, ground
from ocpi_runner.checks.subject import Subject
from ocpi_runner.checks.table import REQUEST_CHECKS, RESPONSE_CHECKS
from ocpi_runner.ocpi.endpoint import Endpoint
from ocpi_runner.ocpi.version import Version


@dataclass(frozen=True, slots=True)
class Group:
    """Checks that can say something under one condition, each with its requirement."""

    given: Callable[[Subject], bool]
    checks: tuple[tuple[str, Check], ...]
    passed: dict[str, None]  #: the ids of all of them: what holds when nothing is found; never changed


@dataclass(frozen=True, slots=True)
class Plan:
    """The groups of both halves."""

    request: tuple[Group, ...]
    response: tuple[Group, ...]


@cache
def plan(version: Version | None, endpoint: Endpoint | None) -> Plan:
    """The plan of an endpoint; without a version every requirement counts, without an endpoint no answer is judged."""
    return Plan(
        groups(REQUEST_CHECKS, version, endpoint), groups(RESPONSE_CHECKS, version, endpoint) if endpoint else ()
    )


def groups(checks: tuple[Check, ...], version: Version | None, endpoint: Endpoint | None) -> tuple[Group, ...]:
    """The rows that apply, by their condition; in the order of the table."""
    sorted_: dict[Callable[[Subject], bool], list[tuple[str, Check]]] = {}
    for check in checks:
        if not applies(check, version, endpoint):
            continue
        module = endpoint.module if endpoint and not check.foreign else ""
        id = applicable(check.ids.split(), version.number if version else "", module)
        if id and ground(id).verdict is not None:
            sorted_.setdefault(check.given, []).append((id, check))
    return tuple(Group(given, tuple(rows), dict.fromkeys(id for id, _ in rows)) for given, rows in sorted_.items())


def applies(check: Check, version: Version | None, endpoint: Endpoint | None) -> bool:
    """Whether a row is about an endpoint, or about an address that means nothing."""
    if endpoint is None:
        return check.where in (when.anywhere, when.nowhere)
    return check.where(endpoint, version)
