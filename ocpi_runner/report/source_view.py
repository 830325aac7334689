"""The scenario as it was read, each line that a step stands on marked with how the step went."""

from dataclasses import dataclass

from ocpi_runner.record.result import SEVERITY, ScenarioResult, StepResult
from ocpi_runner.report import words
from ocpi_runner.report.sequence import every_step

MOST_LINES = 1500


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line; `step` and `verdict` are empty where no step begins."""

    number: int
    text: str
    step: str = ""
    verdict: str = ""


def source_lines(scenario: ScenarioResult) -> tuple[SourceLine, ...]:
    """The lines of the scenario's own file."""
    marks: dict[int, StepResult] = {}
    for step in every_step(scenario.steps):
        known = marks.get(step.line)
        if step.file == scenario.file and (known is None or worse(step, known)):
            marks[step.line] = step
    lines = words.visible(scenario.source).splitlines()[:MOST_LINES]
    return tuple(
        SourceLine(number, text[:400], marks[number].id, marks[number].verdict)
        if number in marks
        else SourceLine(number, text[:400])
        for number, text in enumerate(lines, 1)
    )


def worse(step: StepResult, known: StepResult) -> bool:
    """Whether a step says more about its line than the one that is known."""
    return SEVERITY.index(step.verdict) < SEVERITY.index(known.verdict)
