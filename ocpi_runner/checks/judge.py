"""Judges one exchange: every check that applies to its endpoint, on both halves, and never by raising."""

from collections.abc import Iterable

from ocpi_runner.checks.defect import Defect, evidence, plain
from ocpi_runner.checks.frame import Frame
from ocpi_runner.checks.plan import Group, plan
from ocpi_runner.checks.requirements import ground
from ocpi_runner.checks.subject import Subject
from ocpi_runner.checks.table import Check
from ocpi_runner.record.exchange import Exchange
from ocpi_runner.record.finding import Finding, Judgement, Side

INTERNAL = "INTERNAL"  #: the requirement of a finding that is a fault of ours
OURSELVES = "ocpi-run"
LONGEST = 600  #: characters of a message


def judge(exchange: Exchange, frame: Frame) -> Judgement:
    """What does not hold in an exchange, and what was checked and does.

    Parts that a scenario broke on purpose are not held against anybody. Where there is no answer, only the request is
    judged; where the address means nothing in OCPI, only that.
    """
    subject = Subject(exchange, frame)
    chosen = plan(frame.version, frame.endpoint)
    findings: list[Finding] = []
    passed: dict[str, None] = {}
    on_trial = frame.on_trial
    if on_trial is None or on_trial == exchange.requester:
        half(chosen.request, subject, "request", exchange.requester, findings, passed)
    answered = subject.response is not None and "response" not in exchange.deliberate
    if answered and (on_trial is None or on_trial == exchange.responder):
        half(chosen.response, subject, "response", exchange.responder, findings, passed)
    for finding in findings:
        passed.pop(finding.requirement, None)
    return Judgement(tuple(findings), tuple(passed))


def half(
    groups: tuple[Group, ...], subject: Subject, side: Side, by: str, findings: list[Finding], passed: dict[str, None]
) -> None:
    """Run what applies to one half."""
    deliberate = subject.exchange.deliberate
    for group in groups:
        if not holds(group, subject):
            continue
        if not deliberate:
            passed.update(group.passed)
        for id, check in group.checks:
            if deliberate:
                if not deliberate.isdisjoint(check.excused):
                    continue
                passed[id] = None
            for defect in defects(check, subject):
                findings += finding(defect, id, subject, side, by)


def holds(group: Group, subject: Subject) -> bool:
    """Whether a group has anything to say; one whose condition breaks has, so that this is told."""
    try:
        return group.given(subject)
    except Exception:
        return True


def defects(check: Check, subject: Subject) -> tuple[Defect, ...]:
    """What a check yields. A check that breaks is our fault: it is told, and the run goes on."""
    try:
        return tuple(check.run(subject))
    except Exception as fault:
        name = getattr(check.run, "__name__", "?")
        message = f"The check `{name}` broke: {type(fault).__name__}: {plain(str(fault))}"
        return (Defect(message, requirement=INTERNAL, verdict="warned"),)


def finding(defect: Defect, id: str, subject: Subject, side: Side, by: str) -> Iterable[Finding]:
    """A defect with its grounds; nothing where the specification leaves it open."""
    requirement = defect.requirement or id
    grounds = ground(requirement)
    verdict = defect.verdict or grounds.verdict
    if verdict is not None and (grounds.verdict is not None or requirement == INTERNAL):
        exchange = subject.exchange
        yield Finding(
            requirement=requirement,
            level=grounds.level,
            verdict=verdict,
            chapter=grounds.chapter,
            message=plain(defect.message, LONGEST),
            path=plain(defect.path, LONGEST),
            expected=listed(defect.expected),
            actual=listed(defect.actual),
            side=side,
            by=OURSELVES if requirement == INTERNAL else by,
            exchange=exchange.number,
            scenario=exchange.scenario,
            step=exchange.step,
            setting=defect.setting,
        )


def listed(value: object) -> object:
    """Evidence; a list of allowed values stays one."""
    if isinstance(value, list | tuple):
        return (
            [evidence(each) for each in value[:40]]
            if all(isinstance(each, str | int) for each in value)
            else evidence(list(value))
        )
    return evidence(value)
