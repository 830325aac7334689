"""The Record arranged for the page; the templates only write it down."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ocpi_runner.record.exchange import Exchange
from ocpi_runner.record.finding import Finding
from ocpi_runner.record.result import Record, ScenarioResult, StepResult
from ocpi_runner.report import words
from ocpi_runner.report.exchange_view import ExchangeView, exchange_views
from ocpi_runner.report.findings_view import Area, Group, areas, groups
from ocpi_runner.report.problems_view import BAD, Problem, problems
from ocpi_runner.report.sequence import Marks, Picture, every_step, picture
from ocpi_runner.report.source_view import SourceLine, source_lines

MOST_PROBLEMS = 40


@dataclass(frozen=True, slots=True)
class Tested:
    """Who was on trial."""

    name: str
    url: str
    builtin: bool
    versions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """One scenario with its picture and its source."""

    result: ScenarioResult
    picture: Picture | None
    source: tuple[SourceLine, ...]
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the page shows."""

    record: Record
    tested: tuple[Tested, ...]
    steps: tuple[tuple[str, int], ...]  #: verdict and how many
    scenarios_by_verdict: tuple[tuple[str, int], ...]
    checks: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...]
    more_problems: int
    blocked: int
    groups: tuple[Group, ...]
    scenarios: tuple[ScenarioView, ...]
    exchanges: tuple[ExchangeView, ...]
    by_step: dict[str, tuple[Finding, ...]]
    numbers: frozenset[int]  #: of the exchanges that are on the page
    areas: tuple[Area, ...]
    opened: frozenset[str]  #: ids of the scenarios whose picture is open


def arranged(record: Record) -> Page:
    """The Record as a page."""
    exchanges = exchange_views(record.exchanges, record.findings, record.started, record.duration)
    marks = {each.number: (each.verdict, why(each)) for each in exchanges if each.verdict != "passed"}
    by_step = findings_by_step(record.findings)
    found = problems(record, by_step)
    steps: Counter[str] = Counter(step.verdict for scenario in record.scenarios for step in leaves(scenario.steps))
    passed = dict(record.passed)
    return Page(
        record=record,
        tested=on_trial(record.scenarios),
        steps=counted(steps),
        scenarios_by_verdict=counted(Counter(scenario.verdict for scenario in record.scenarios)),
        checks=check_counts(record),
        problems=found[:MOST_PROBLEMS],
        more_problems=max(len(found) - MOST_PROBLEMS, 0),
        blocked=steps["blocked"],
        groups=groups(record.findings, passed),
        scenarios=tuple(scenario_view(each, record.exchanges, marks) for each in record.scenarios),
        exchanges=exchanges,
        by_step=by_step,
        numbers=frozenset(each.number for each in exchanges),
        areas=areas(record.findings, passed),
        opened=opened(record.scenarios),
    )


def on_trial(scenarios: tuple[ScenarioResult, ...]) -> tuple[Tested, ...]:
    """Each party that was tested, once; the URL of the built-in one is another in each scenario, and left out."""
    table: dict[tuple[str, str, bool], dict[str, None]] = {}
    for each in scenarios:
        key = (each.tested, "" if each.builtin else each.tested_url, each.builtin)
        table.setdefault(key, {})[each.version] = None
    return tuple(Tested(*key, tuple(versions)) for key, versions in table.items())


def opened(scenarios: tuple[ScenarioResult, ...]) -> frozenset[str]:
    """The first scenario and those that failed, as long as they are few."""
    bad = [each.id for each in scenarios if each.verdict in BAD]
    return frozenset((bad or [each.id for each in scenarios])[: 3 if bad else 1])


def leaves(steps: tuple[StepResult, ...]) -> Iterator[StepResult]:
    """The steps that have none inside them."""
    return (step for step in every_step(steps) if not step.steps)


def counted(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    """Verdicts with their counts, the worst first, none that is 0."""
    return tuple((verdict, counts[verdict]) for verdict in words.VERDICTS if counts[verdict])


def check_counts(record: Record) -> tuple[tuple[str, int], ...]:
    """How many checks failed, warned and held."""
    counts = Counter({"passed": sum(held for _, held in record.passed)})
    for finding in record.findings:
        counts[finding.verdict] += finding.count
    return counted(counts)


def findings_by_step(findings: tuple[Finding, ...]) -> dict[str, tuple[Finding, ...]]:
    """Findings under the id of their step."""
    table: dict[str, list[Finding]] = {}
    for finding in findings:
        table.setdefault(finding.step, []).append(finding)
    return {step: tuple(found) for step, found in table.items()}


def why(exchange: ExchangeView) -> str:
    """The first requirements that an exchange does not meet."""
    first = sorted(exchange.findings, key=lambda each: each.verdict != "failed")
    ids = dict.fromkeys(words.rule(each) for each in first)
    return words.one_line(", ".join([*ids][:3]))[:60] + (", …" if len(ids) > 3 else "")


def scenario_view(scenario: ScenarioResult, exchanges: tuple[Exchange, ...], marks: Marks) -> ScenarioView:
    """One scenario."""
    mine = tuple(each for each in exchanges if each.scenario == scenario.id)
    return ScenarioView(
        scenario,
        picture(scenario, mine, marks) if mine else None,
        source_lines(scenario),
        counted(Counter(step.verdict for step in leaves(scenario.steps))),
    )
