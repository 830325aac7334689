"""Which checks an endpoint of a version takes: worked out once, then reused for every exchange there."""

from collections.abc import Callable
from dataclasses import dataclass

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


PLANS: dict[tuple[str, str], Plan] = {}
NO_ANSWER_JUDGED: tuple[Group, ...] = ()


def plan(version: Version | None, endpoint: Endpoint | None) -> Plan:
    """The plan of an endpoint; without a version every requirement counts."""
    key = (version.number if version else "", endpoint.id if endpoint else "")
    found = PLANS.get(key)
    if found is None:
        response = groups(RESPONSE_CHECKS, version, endpoint) if endpoint else NO_ANSWER_JUDGED
        found = PLANS[key] = Plan(groups(REQUEST_CHECKS, version, endpoint), response)
    return found


def groups(checks: tuple[Check, ...], version: Version | None, endpoint: Endpoint | None) -> tuple[Group, ...]:
    """The rows that apply, by their condition; in the order of the table."""
    sorted_: dict[Callable[[Subject], bool], list[tuple[str, Check]]] = {}
    for check in checks:
        if not check.where(endpoint, version):
            continue
        module = endpoint.module if endpoint and not check.foreign else ""
        id = applicable(check.ids.split(), version.number if version else "", module)
        if id and ground(id).verdict is not None:
            sorted_.setdefault(check.given, []).append((id, check))
    return tuple(Group(given, tuple(rows), dict.fromkeys(id for id, _ in rows)) for given, rows in sorted_.items())
