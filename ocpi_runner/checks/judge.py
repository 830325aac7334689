"""Judges one exchange: every check that applies to its endpoint, on both halves, and never by raising."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ocpi_runner.checks import schema
from ocpi_runner.checks.check import Check
from ocpi_runner.checks.choices import Choices
from ocpi_runner.checks.defect import INTERNAL, Defect, broken, evidence, plain
from ocpi_runner.checks.frame import Frame
from ocpi_runner.checks.item import Context
from ocpi_runner.checks.memory import remember
from ocpi_runner.checks.payload import of_answer, of_problem, of_request
from ocpi_runner.checks.plan import Group, plan
from ocpi_runner.checks.requirements import first_known, ground
from ocpi_runner.checks.ruling import Ruling
from ocpi_runner.checks.subject import Subject
from ocpi_runner.ocpi.version import Version
from ocpi_runner.record.exchange import Exchange
from ocpi_runner.record.finding import Finding, Judgement, Side
from ocpi_runner.record.result import Mismatch

OURSELVES = "ocpi-run"
LONGEST = 600  #: characters of a message


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a defect was seen, and who is to blame."""

    side: Side = "response"
    by: str = ""
    exchange: int | None = None
    scenario: str = ""
    step: str = ""


NOWHERE = Origin()


def judge(exchange: Exchange, frame: Frame) -> Judgement:
    """What does not hold in an exchange, and what was checked and does; then it belongs to the past.

    Parts that a scenario broke on purpose are not held against anybody. Where there is no answer, only the request is
    judged; where the address means nothing in OCPI, only that.
    """
    subject = Subject(exchange, frame)
    chosen = plan(frame.version, frame.endpoint)
    on_trial = frame.on_trial
    findings: list[Finding] = []
    passed: dict[str, None] = {}
    asked = cache(lambda: request(chosen.request, subject))
    subject.unlawful = lambda: any(fails(defect, frame.version) for defect in asked().defects)
    if on_trial is None or on_trial == exchange.requester:
        tell(asked(), frame.version, origin(exchange, "request", exchange.requester), findings, passed)
    answered = subject.response is not None and "response" not in exchange.deliberate
    if answered and (on_trial is None or on_trial == exchange.responder):
        ruling = objects(of_answer, subject, half(chosen.response, subject))
        tell(ruling, frame.version, origin(exchange, "response", exchange.responder), findings, passed)
    remember(subject)
    return settled(findings, passed)


def judgement(ruling: Ruling, version: Version, where: Origin = NOWHERE) -> Judgement:
    """A ruling as findings."""
    findings: list[Finding] = []
    passed: dict[str, None] = {}
    tell(ruling, version, where, findings, passed)
    return settled(findings, passed)


def settled(findings: list[Finding], passed: dict[str, None]) -> Judgement:
    """What has a finding did not pass."""
    for finding in findings:
        passed.pop(finding.requirement, None)
    return Judgement(tuple(findings), tuple(passed))


def origin(exchange: Exchange, side: Side, by: str) -> Origin:
    """One half of an exchange."""
    return Origin(side, by, exchange.number, exchange.scenario, exchange.step)


def request(groups: tuple[Group, ...], subject: Subject) -> Ruling:
    """All that is to be said of a request, but for what a scenario broke on purpose."""
    ruling = half(groups, subject)
    return ruling if "body" in subject.exchange.deliberate else objects(of_request, subject, ruling)


def fails(defect: Defect, version: Version | None) -> bool:
    """Whether it breaks a must."""
    return any(found.verdict == "failed" for found in finding(defect, version, NOWHERE))


def by_schema(version: Version, settings: Mapping[str, str], name: str, value: Any) -> tuple[Mismatch, ...]:
    """In what a value is no such object, for an `assert`: nothing that a setting bears or that no must asks for."""
    if name not in schema.objects(version.number):
        return (Mismatch("$", name, None, f"OCPI {version.number} has no object `{name}`"),)
    context = Context(version, Choices(settings))
    return tuple(
        Mismatch(each.path, evidence(each.expected), evidence(each.actual), each.message)
        for problem in schema.problems(version.number, name, value)
        for each in of_problem(context, problem, "$", name)
        if fails(each, version)
    )


def half(groups: tuple[Group, ...], subject: Subject) -> Ruling:
    """Run the checks that apply to one half."""
    deliberate = subject.exchange.deliberate
    ruling = Ruling()
    for group in groups:
        if not holds(group, subject):
            continue
        if not deliberate:
            ruling.passed.update(group.passed)
        for id, check in group.checks:
            if deliberate:
                if not deliberate.isdisjoint(check.excused):
                    continue
                ruling.passed[id] = None
            ruling.defects += defects(check, subject, id)
    return ruling


def objects(look: Callable[[Subject], Ruling], subject: Subject, ruling: Ruling) -> Ruling:
    """Add what is to be said of the objects in a half."""
    try:
        found = look(subject)
    except Exception as fault:
        ruling.defects.append(broken("check", "objects", fault))
    else:
        ruling.defects += found.defects
        ruling.passed.update(found.passed)
    return ruling


def holds(group: Group, subject: Subject) -> bool:
    """Whether a group has anything to say; one whose condition breaks has, so that this is told."""
    try:
        return group.given(subject)
    except Exception:
        return True


def defects(check: Check, subject: Subject, id: str) -> Iterator[Defect]:
    """What a check yields. A check that breaks is our fault: it is told, and the run goes on."""
    try:
        for defect in check.run(subject):
            yield defect if defect.requirement else defect.citing(id)
    except Exception as fault:
        yield broken("check", getattr(check.run, "__name__", "?"), fault)


def tell(
    ruling: Ruling, version: Version | None, where: Origin, findings: list[Finding], passed: dict[str, None]
) -> None:
    """Add a ruling to what is told."""
    passed.update(ruling.passed)
    for defect in ruling.defects:
        findings += finding(defect, version, where)


def finding(defect: Defect, version: Version | None, where: Origin) -> Iterator[Finding]:
    """A defect with its grounds; nothing where the specification leaves it open."""
    requirement = chosen(defect.requirement or INTERNAL, version)
    if requirement is None:
        return
    grounds = ground(requirement)
    verdict = defect.verdict or grounds.verdict
    if verdict is not None and (grounds.verdict is not None or requirement == INTERNAL):
        yield Finding(
            requirement=requirement,
            level=grounds.level,
            verdict=verdict,
            chapter=grounds.chapter,
            message=plain(defect.message, LONGEST),
            path=plain(defect.path, LONGEST),
            expected=listed(defect.expected),
            actual=listed(defect.actual),
            side=where.side,
            by=OURSELVES if requirement == INTERNAL else where.by,
            exchange=where.exchange,
            scenario=where.scenario,
            step=where.step,
            setting=defect.setting,
            derived=grounds.derived,
        )


def chosen(ids: str, version: Version | None) -> str | None:
    """Of several ids the first that the version has; None when it has none of them."""
    if ids == INTERNAL or version is None:
        return ids.partition(" ")[0]
    return first_known(ids, version.number)


def listed(value: object) -> object:
    """Evidence; a list of allowed values stays one."""
    if isinstance(value, list | tuple):
        return (
            [evidence(each) for each in value[:40]]
            if all(isinstance(each, str | int) for each in value)
            else evidence(list(value))
        )
    return evidence(value)
