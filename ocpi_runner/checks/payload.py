"""Checks of the objects in requests and answers by their schema, and of every moment in them by the calendar."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ocpi_runner.checks.defect import Defect
from ocpi_runner.checks.explain import Problem
from ocpi_runner.checks.moments import moment
from ocpi_runner.checks.reading import SMALL, read
from ocpi_runner.checks.schema import definitions, problems
from ocpi_runner.checks.subject import Half, Subject
from ocpi_runner.checks.timing import datetime_defects
from ocpi_runner.ocpi.catalogue import schema_requirement
from ocpi_runner.ocpi.commands import BODIES

MOMENT = re.compile(rb'"(\d{4}-\d\d-\d\dT[^"\\]{1,40})"')
MOST = 200  #: problems of one body that are told

Found = tuple[tuple[str, Problem], ...]  #: JSON path of the object, problem


def request_object(subject: Subject) -> str | None:
    """The object that the request carries; which one it is may stand in the address."""
    name = subject.endpoint.request if subject.endpoint else None
    return name if name != "{command}" else BODIES.get(subject.params.get("command", ""))


def request_schema(subject: Subject) -> Iterator[Defect]:
    """The body of a request."""
    name, endpoint = request_object(subject), subject.endpoint
    if name and endpoint and subject.version:
        yield from defects(subject, subject.request, name, endpoint.partial, "")


def answer_schema(subject: Subject) -> Iterator[Defect]:
    """The `data` of an answer."""
    endpoint, version = subject.endpoint, subject.version
    if endpoint and version and endpoint.response and subject.data is not None:
        yield from defects(subject, subject.answer, endpoint.response, False, "data")


def defects(subject: Subject, half: Half, name: str, patch: bool, member: str) -> Iterator[Defect]:
    """What is wrong with the objects in a body; of a body that came before it is remembered."""
    version = subject.version.number if subject.version else ""
    look = remembered if len(half.body) <= SMALL else found
    for root, problem in look(version, name, patch, member, half.body):
        path = problem.path(root)
        if problem.type == "VersionNumber" and problem.keyword == "enum":
            continue  # a peer may speak versions that this one does not know of
        if problem.keyword == "DateTime":
            yield from datetime_defects(subject, problem.actual, path, f"`{problem.name() or name}`")
            continue
        requirement = schema_requirement(version, problem.object, problem.property, problem.keyword)
        yield Defect(problem.message(), path, problem.expected, problem.actual, requirement=requirement)


def found(version: str, name: str, patch: bool, member: str, body: bytes) -> Found:
    """The problems of one body."""
    value = read(body).value
    value = value.get(member) if member else value
    items = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
    told: list[tuple[str, Problem]] = []
    root = f"$.{member}" if member else "$"
    checked = {text: moment(text.decode()).fault for text in set(MOMENT.findall(body))}
    for index, item in items:
        path = root if index is None else f"{root}[{index}]"
        told += [(path, problem) for problem in problems(version, name, item, patch)]
        if "calendar" in checked.values():
            told += [(path, problem) for problem in impossible(version, name, item)]
        if len(told) >= MOST:
            break
    return tuple(told[:MOST])


remembered = lru_cache(maxsize=128)(found)


def impossible(version: str, name: str, value: Any) -> Iterator[Problem]:
    """DateTimes that look right, but that no calendar has."""
    for parts, text in texts(value):
        if moment(text).fault == "calendar":
            place = definitions(version).place(name, parts)
            if place.type == "DateTime":
                yield Problem(parts, place.object, place.property, "DateTime", None, text, "")


def texts(value: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every string in a value with its path; without recursion, so that no depth is too much."""
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), value)]
    while waiting:
        parts, item = waiting.pop()
        if isinstance(item, str):
            yield parts, item
        elif isinstance(item, dict):
            waiting += [((*parts, key), each) for key, each in item.items()]
        elif isinstance(item, list):
            waiting += [((*parts, index), each) for index, each in enumerate(item)]
