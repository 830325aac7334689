"""Judges the objects of a message: by their schema, by the calendar and by every rule."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from ocpi_runner.checks.callbacks import origin
from ocpi_runner.checks.choices import Choices
from ocpi_runner.checks.conditions import answered_with_data
from ocpi_runner.checks.defect import Defect
from ocpi_runner.checks.explain import Problem
from ocpi_runner.checks.item import Context, Item
from ocpi_runner.checks.memory import is_echo
from ocpi_runner.checks.modules import meant
from ocpi_runner.checks.moments import moment
from ocpi_runner.checks.reading import SMALL, read
from ocpi_runner.checks.ruling import MOST, Ruling, rule
from ocpi_runner.checks.schema import definitions, objects, problems
from ocpi_runner.checks.subject import Half, Subject
from ocpi_runner.checks.timing import datetime_defects
from ocpi_runner.ocpi.catalogue import LAST, schema_requirement
from ocpi_runner.ocpi.commands import BODIES
from ocpi_runner.ocpi.version import Version
from ocpi_runner.record.finding import FindingVerdict

#: The row about the lengths in brackets. What brackets mean is said nowhere; the length stands in the tables literally.
LENGTH = "TYP-018"
LIKE = (("Image", "type"),)  #: properties of which the tables say only what they are like
NUMBER = re.compile(r"\d{1,3}(\.\d{1,3}){1,2}", re.ASCII)  #: of a version
MOMENT = re.compile(rb'"(\d{4}-\d\d-\d\dT[^"\\]{1,40})"')


def request_object(subject: Subject) -> str | None:
    """The object that the request carries; which one it is may stand in the address or in itself."""
    name = subject.endpoint.request if subject.endpoint else None
    if name == "{command}":
        return BODIES.get(subject.params.get("command", ""))
    if name == "{result}":
        asked = origin(subject)
        shown = "profile" in subject.request.value or (asked is not None and asked.method == "GET")
        return "ActiveChargingProfileResult" if shown else "ChargingProfileResult"
    return name


def of_request(subject: Subject) -> Ruling:
    """The body of a request."""
    endpoint = subject.endpoint
    if endpoint is None or not isinstance(subject.request.value, dict):
        return Ruling()
    return of_half(subject, subject.request, request_object(subject), endpoint.partial, "")


def of_answer(subject: Subject) -> Ruling:
    """The `data` of an answer."""
    name = subject.endpoint.response if subject.endpoint else None
    if not answered_with_data(subject):
        return Ruling()
    return of_half(subject, subject.answer, name, False, "data", is_echo(subject))


def of_half(subject: Subject, half: Half, name: str | None, patch: bool, member: str, echo: bool = False) -> Ruling:
    """All that is to be said of the objects in a body; what does not change is remembered for a small one.

    An `echo` is what a receiver gives back: its meaning is that of whoever pushed it, who was told already.
    """
    if not name or subject.version is None:
        return Ruling()
    look = remembered if len(half.body) <= SMALL else fresh
    alone = look(subject.version, name, patch, member, half.body, tuple(sorted(subject.settings.items())), echo)
    ruling = Ruling(list(alone.defects), dict(alone.passed))
    if echo:
        return ruling
    context = context_of(subject, half, isinstance(carried(half.value, member), list))
    for root, value in values(half.value, member):
        if isinstance(value, dict):
            rule(Item(name, value, context, root, patch), True, ruling)
    return ruling


def context_of(subject: Subject, half: Half, in_list: bool) -> Context:
    """What the rules need to know of the exchange."""
    exchange = subject.exchange
    by = exchange.requester if half is subject.request else exchange.responder
    endpoint = subject.endpoint.id if subject.endpoint else ""
    assert subject.version is not None
    return Context(subject.version, subject, subject.past, by, exchange.started, endpoint, subject.params, in_list)


def fresh(
    version: Version,
    name: str,
    patch: bool,
    member: str,
    body: bytes,
    settings: tuple[Any, ...],
    echo: bool = False,
) -> Ruling:
    """What is to be said of the objects in a body whatever came before it."""
    context = Context(version, Choices(dict(settings)))
    ruling = Ruling()
    suspicious = is_suspicious(body)
    for root, value in values(read(body).value, member):
        alone(context, name, value, patch, root, suspicious, ruling, echo)
        if len(ruling.defects) >= MOST:
            break
    return ruling


remembered = lru_cache(maxsize=128)(fresh)


def is_suspicious(text: bytes) -> bool:
    """Whether a JSON text has a moment that is in no calendar."""
    return any(moment(found.decode("utf-8", "replace")).fault == "calendar" for found in set(MOMENT.findall(text)))


def carried(value: Any, member: str) -> Any:
    """What a message is about: all of it, or a member."""
    return value.get(member) if member and isinstance(value, Mapping) else value


def values(value: Any, member: str) -> Iterator[tuple[str, Any]]:
    """The objects that a message carries, each with its JSON path."""
    root, value = f"$.{member}" if member else "$", carried(value, member)
    if isinstance(value, list):
        yield from ((f"{root}[{index}]", each) for index, each in enumerate(value))
    else:
        yield root, value


def alone(
    context: Context,
    name: str,
    value: Any,
    patch: bool,
    root: str,
    suspicious: bool,
    ruling: Ruling,
    echo: bool = False,
) -> None:
    """What is wrong with one object by itself; `suspicious` when a moment in it may be in no calendar."""
    number = context.version.number
    if name in objects(number):
        ruling.passed[LAST] = None
    found = problems(number, name, value, patch)
    told = {problem.parts for problem in found}
    more = impossible(number, name, value) if suspicious else ()
    for problem in (*found, *(each for each in more if each.parts not in told)):
        ruling.defects += of_problem(context, problem, root, name)
    if isinstance(value, dict) and not echo:
        rule(Item(name, value, context, root, patch), False, ruling)


def of_problem(context: Context, problem: Problem, root: str, name: str) -> Iterator[Defect]:
    """A difference from the schema, with the requirement that it breaks."""
    path, number = problem.path(root), context.version.number
    if problem.keyword == "enum" and is_own(problem):
        return
    if problem.keyword == "DateTime":
        yield from datetime_defects(context.choices, problem.actual, path, f"`{problem.name() or name}`", number)
        return
    requirement = schema_requirement(number, problem.object, problem.property, problem.keyword)
    literal = problem.keyword == "maxLength" and (problem.object, problem.property) not in LIKE
    verdict: FindingVerdict | None = "failed" if literal and requirement == LENGTH else None
    yield Defect(problem.message(), path, problem.expected, problem.actual, verdict, requirement=requirement)


def is_own(problem: Problem) -> bool:
    """Whether it is a value that no version lists and that may be told: of a version to come, or a module of one's own.

    What seems to be one of OCPI's modules in another spelling is none of these.
    """
    if problem.type == "VersionNumber":
        return NUMBER.fullmatch(str(problem.actual)) is not None
    return problem.type == "ModuleID" and not meant(problem.actual)


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
