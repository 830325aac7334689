"""What failed, a card for each step: the same step of one scenario in several versions is one."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ocpi_runner.record.finding import Finding
from ocpi_runner.record.result import Record, ScenarioResult, StepResult
from ocpi_runner.report.sequence import every_step
from ocpi_runner.report.telling import grounds_of_failure, in_order

BAD = frozenset({"failed", "error"})
MOST_FINDINGS = 4  #: of one card
Key = tuple[str, ...]
Findings = Mapping[str, tuple[Finding, ...]]  #: step id -> what was found in it


@dataclass(frozen=True, slots=True)
class Problem:
    """A step, or a scenario as a whole, that did not succeed, and what shows it."""

    scenario: ScenarioResult
    step: StepResult | None
    places: tuple[tuple[str, str], ...]  #: the versions in which it failed, each with the id of what failed there
    findings: tuple[Finding, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Failure:
    """The same in one version."""

    scenario: ScenarioResult
    step: StepResult | None
    findings: tuple[Finding, ...]

    @property
    def id(self) -> str:
        """The id of what failed."""
        return self.step.id if self.step else self.scenario.id

    @property
    def alike(self) -> Key:
        """What it has in common with the same step in another version: place and title, but for the version in it."""
        scenario, step = self.scenario, self.step
        place = (step.file, str(step.line), step.title.replace(scenario.version, "")) if step else ()
        return scenario.file, scenario.title, *place


def problems(record: Record, by_step: Findings) -> tuple[Problem, ...]:
    """What failed, in the order of the run; what comes again within one version is a card of its own."""
    table: dict[tuple[Key, int], list[Failure]] = {}
    times: Counter[tuple[str, Key]] = Counter()
    for failure in failures(record, by_step):
        here = failure.scenario.id, failure.alike
        table.setdefault((failure.alike, times[here]), []).append(failure)
        times[here] += 1
    return tuple(map(problem, table.values()))


def failures(record: Record, by_step: Findings) -> Iterator[Failure]:
    """Each step that failed in each version."""
    for scenario in record.scenarios:
        if scenario.reason and scenario.verdict in BAD | {"blocked"}:
            yield Failure(scenario, None, ())
        for step in every_step(scenario.steps):
            found = tuple(grounds_of_failure(by_step.get(step.id, ())))
            inside = any(each.verdict in BAD for each in step.steps)
            if found or (step.verdict in BAD and not inside):
                yield Failure(scenario, step, found)


def problem(alike: Sequence[Failure]) -> Problem:
    """The card of one step; what was found in a later version only is told after what was found in the first."""
    first, known = alike[0], set[tuple[str, ...]]()
    shown: list[Finding] = []
    for failure in alike:
        shown += [each for each in failure.findings if kind(each) not in known]
        known.update(map(kind, failure.findings))
    shown = in_order(shown)
    return Problem(
        first.scenario,
        first.step,
        tuple((failure.scenario.version, failure.id) for failure in alike),
        tuple(shown[:MOST_FINDINGS]),
        max(len(shown) - MOST_FINDINGS, 0),
    )


def kind(finding: Finding) -> tuple[str, ...]:
    """What makes findings of two versions the same."""
    return finding.requirement, finding.verdict, finding.path, finding.side
