"""How a run ends on the console: what failed, why, where, how much was looked at, where the reports are."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from ocpi_runner.record.finding import Finding
from ocpi_runner.record.result import Record, ScenarioResult, StepResult
from ocpi_runner.report import words
from ocpi_runner.report.console_lines import finding_lines
from ocpi_runner.report.paint import COLORS, Paint
from ocpi_runner.report.telling import TextOf, grounds_of_failure, no_text, sentence

MOST_STEPS = 25
MOST_FINDINGS = 5  #: of one step
MOST_WARNINGS = 8  #: kinds of them
BAD = frozenset({"failed", "error", "blocked"})
Tell = Callable[[Finding], Iterable[str]]  #: the lines of a finding


def leaves(steps: Iterable[StepResult]) -> Iterator[StepResult]:
    """The steps that have none inside them, in order."""
    for step in steps:
        yield from leaves(step.steps) if step.steps else (step,)


def every_step(steps: Iterable[StepResult]) -> Iterator[StepResult]:
    """All steps, parents first."""
    for step in steps:
        yield step
        yield from every_step(step.steps)


def end_lines(record: Record, reports: tuple[str, ...], paint: Paint, text_of: TextOf = no_text) -> Iterator[str]:
    """Everything the console says once the run is over."""
    findings = by_step(record.findings)
    yield from problems(record, findings, paint, partial(finding_lines, paint=paint, grounds=True, text_of=text_of))
    yield from warnings(record, paint, text_of)
    for note in record.notes:
        yield f"{paint('note', 'cyan')}: {words.one_line(note)}"
    yield ""
    yield verdict_line(record, paint)
    yield paint(counts(record), "dim")
    for path in reports:
        yield f"{paint('report:', 'dim')} {path}"
    if record.journal:
        yield f"{paint('journal:', 'dim')} {record.journal}"


def by_step(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """What tells why a step failed, under the id of the step."""
    table: dict[str, list[Finding]] = {}
    for finding in findings:
        table.setdefault(finding.step, []).append(finding)
    return {step: grounds_of_failure(found) for step, found in table.items()}


def problems(record: Record, findings: dict[str, list[Finding]], paint: Paint, tell: Tell) -> Iterator[str]:
    """Each step that did not succeed, with the reasons; what several scenarios share is told once."""
    places: dict[tuple[str, ...], list[str]] = {}
    for scenario in record.scenarios:
        name = f"{words.one_line(scenario.title)} ({scenario.version})"
        for block in scenario_problems(scenario, findings, paint, tell):
            places.setdefault(block, []).append(name)
    for title, *rest in list(places)[:MOST_STEPS]:
        yield ""
        yield title
        if len(record.scenarios) > 1:
            yield paint(f"    in {shortlist(places[(title, *rest)])}", "dim")
        yield from rest
    if len(places) > MOST_STEPS:
        yield paint(f"… {words.many(len(places) - MOST_STEPS, 'more failed step')} in the report", "dim")
    blocked = sum(step.verdict == "blocked" for scenario in record.scenarios for step in leaves(scenario.steps))
    if blocked:
        yield ""
        yield paint(f"⊘ {words.many(blocked, 'step')} blocked by that", "magenta")
    yield from between(findings, tell)


def shortlist(names: list[str]) -> str:
    """The first three, and how many more."""
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def between(findings: dict[str, list[Finding]], tell: Tell) -> Iterator[str]:
    """Findings that belong to no step."""
    for finding in findings.get("", [])[:MOST_FINDINGS]:
        yield ""
        yield from tell(finding)


def scenario_problems(
    scenario: ScenarioResult, findings: dict[str, list[Finding]], paint: Paint, tell: Tell
) -> Iterator[tuple[str, ...]]:
    """The problems of one scenario, the lines of each together."""
    if scenario.verdict in BAD and scenario.reason:
        title = f"{paint.icon(scenario.verdict)} {paint(words.one_line(scenario.title), 'bold')}"
        yield title, f"    {words.one_line(scenario.reason)}"
    for step in every_step(scenario.steps):
        own = findings.get(step.id, [])
        inside = any(each.verdict in BAD for each in step.steps)
        if own or (step.verdict in ("failed", "error") and not inside):
            yield tuple(step_problem(scenario, step, own, paint, tell))


def step_problem(
    scenario: ScenarioResult, step: StepResult, own: list[Finding], paint: Paint, tell: Tell
) -> Iterator[str]:
    """One step: title and place, reason, findings, hint."""
    place = f"{step.file or scenario.file}:{step.line}" if step.line else scenario.file
    yield f"{paint.icon(step.verdict)} {paint(words.one_line(step.title), 'bold')}  {paint(place, 'cyan')}"
    reason = words.reason(step, own)
    if reason:
        yield f"    {words.one_line(reason)}"
    for finding in own[:MOST_FINDINGS]:
        for line in tell(finding):
            yield f"    {line}"
    if len(own) > MOST_FINDINGS:
        yield paint(f"    … {words.many(len(own) - MOST_FINDINGS, 'more finding')}", "dim")
    for miss in step.near_misses:
        yield f"    near miss: exchange #{miss.exchange}: {'; '.join(map(words.one_line, miss.reasons))}"
    if step.hint:
        yield f"    {paint('hint', 'cyan')}: {words.one_line(step.hint)}"


def warnings(record: Record, paint: Paint, text_of: TextOf) -> Iterator[str]:
    """Each requirement with warnings, once, and where it was seen first."""
    warned = [finding for finding in record.findings if finding.verdict == "warned"]
    times: Counter[str] = Counter()
    for finding in warned:
        times[finding.requirement] += finding.count
    first = {finding.requirement: finding for finding in reversed(warned)}
    titles = {step.id: step.title for scenario in record.scenarios for step in every_step(scenario.steps)}
    if times:
        yield ""
    for requirement, count in times.most_common(MOST_WARNINGS):
        again = f" (×{count})" if count > 1 else ""
        finding = first[requirement]
        mark = paint.verdict("warned", f"! {words.rule(finding)} {words.level(finding)}".rstrip())
        yield f"{mark}  {words.one_line(sentence(finding, text_of))}{paint(again, 'dim')}"
        if place := where(finding, titles, "first in" if count > 1 else "in"):
            yield paint(f"  {place}", "dim")
        if words.chapter(finding):
            yield paint(f"  specification: {words.chapter(finding)}", "dim")
    if (more := len(times) - MOST_WARNINGS) > 0:
        yield paint(f"! {words.many(more, 'more kind')} of warning in the report", "dim")


def where(finding: Finding, titles: dict[str, str], lead: str) -> str:
    """The step and the exchange of a finding as far as they are known, and a setting that its level does not name."""
    exchange = f"exchange #{finding.exchange}" if finding.exchange is not None else ""
    decided = f"decided by {finding.setting}" if finding.setting and finding.setting not in words.level(finding) else ""
    place = ", ".join(filter(None, (words.one_line(titles.get(finding.step, "")), exchange)))
    return ", ".join(filter(None, (place and f"{lead} {place}", decided)))


def verdict_line(record: Record, paint: Paint) -> str:
    """`✗ failed` with the counts of scenarios and steps and the time."""
    scenarios = tally(Counter(scenario.verdict for scenario in record.scenarios), paint)
    steps = tally(Counter(step.verdict for scenario in record.scenarios for step in leaves(scenario.steps)), paint)
    head = paint(f"{words.ICONS[record.verdict]} {record.verdict.upper()}", COLORS[record.verdict], "bold")
    return f"{head}  scenarios: {scenarios} · steps: {steps} · {words.duration(record.duration)}"


def tally(counts: Counter[str], paint: Paint) -> str:
    """`1 failed, 12 passed`."""
    told = [paint.verdict(verdict, f"{counts[verdict]} {verdict}") for verdict in words.VERDICTS if counts[verdict]]
    return ", ".join(told) or "none"


def counts(record: Record) -> str:
    """How much was looked at."""
    held = sum(count for _, count in record.passed)
    failed = sum(finding.count for finding in record.findings if finding.verdict == "failed")
    warned = sum(finding.count for finding in record.findings if finding.verdict == "warned")
    seen = max(record.exchanges_seen, len(record.exchanges))
    checks = f"{words.many(held, 'check')} passed, {failed:,} failed, {warned:,} warned"
    return f"  {words.many(seen, 'exchange')} · {checks} · {words.many(len(record.passed), 'requirement')} held"
