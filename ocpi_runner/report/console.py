"""The live console: a line per step as it happens, and at the end what failed, why, and where the report is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from ocpi_runner.record.event import (
    Event,
    ExchangeSeen,
    FindingMade,
    Noted,
    Prompted,
    RunStarted,
    ScenarioFinished,
    ScenarioStarted,
    StepFinished,
    StepStarted,
)
from ocpi_runner.record.finding import Finding
from ocpi_runner.record.result import Record, StepResult
from ocpi_runner.report import words
from ocpi_runner.report.console_end import end_lines
from ocpi_runner.report.console_lines import exchange_lines, finding_lines
from ocpi_runner.report.paint import Paint
from ocpi_runner.report.telling import TextOf, in_order, no_text, own

MOST_FINDINGS = 8  #: shown under one step
MOST_LINES = 500  #: of exchanges kept for one step until it ends
QUIET, NORMAL, EXCHANGES, BODIES = -1, 0, 1, 2


@dataclass(slots=True)
class Kept:
    """What is shown under a step once it ends."""

    exchanges: list[str] = field(default_factory=list)
    more: int = 0
    findings: list[Finding] = field(default_factory=list)
    more_findings: int = 0

    def add(self, finding: Finding) -> None:
        """Keep so many findings, failed and the step's own before warned, the like of one counted with it."""
        for index, known in enumerate(self.findings):
            if (known.requirement, known.message) == (finding.requirement, finding.message):
                self.findings[index] = replace(known, count=known.count + finding.count)
                return
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(finding)
            return
        self.more_findings += 1
        mild = (index for index, known in enumerate(self.findings) if known.verdict == "warned" and not own(known))
        warned = next(mild, None)
        if (finding.verdict == "failed" or own(finding)) and warned is not None:
            self.findings[warned] = finding


class Console:
    """A listener of events. `write` takes one line without its newline; `verbosity` is -1, 0, 1 or 2."""

    def __init__(
        self,
        write: Callable[[str], None],
        *,
        color: bool,
        verbosity: int = 0,
        width: int = 100,
        text_of: TextOf = no_text,
    ) -> None:
        self.write = write
        self.paint = Paint(color)
        self.verbosity = verbosity
        self.width = max(width, 40)
        self.text_of = text_of
        self.kept: dict[str, Kept] = {}
        self.titles: dict[str, ScenarioStarted] = {}
        self.waiting: dict[str, StepStarted] = {}  #: started, and not yet written
        self.current = ""

    def __call__(self, event: Event) -> None:
        """Show one event."""
        if isinstance(event, ExchangeSeen):
            self.keep_exchange(event)
        elif isinstance(event, FindingMade):
            self.keep_findings("", event.judgement.findings)
        elif self.verbosity > QUIET:
            self.show(event)
        elif isinstance(event, Prompted):
            self.prompted(event)

    def show(self, event: Event) -> None:
        """An event that is told at once."""
        if isinstance(event, StepFinished):
            self.step_finished(event)
        elif isinstance(event, StepStarted):
            self.step_started(event)
        elif isinstance(event, ScenarioStarted):
            self.titles[event.id] = event
            self.standing_in(event.id)
        elif isinstance(event, ScenarioFinished):
            self.scenario_finished(event)
        elif isinstance(event, Prompted):
            self.prompted(event)
        elif isinstance(event, Noted):
            self.write(f"{self.paint('note', 'cyan')}: {words.one_line(event.text)}")
        elif isinstance(event, RunStarted):
            profile = f" · profile {words.one_line(event.profile)}" if event.profile else ""
            self.write(self.paint(f"{event.tool}{profile}", "dim"))

    def standing_in(self, scenario: str) -> None:
        """The heading of a scenario, again whenever another one spoke in between."""
        if scenario == self.current or scenario not in self.titles:
            return
        self.current = scenario
        started = self.titles[scenario]
        tested = f"tests {started.tested}" if started.tested else "tests nobody"
        where = "the built-in counterpart" if started.builtin else started.tested_url
        self.write("")
        self.write(self.paint(words.one_line(started.title), "bold"))
        told = f"{started.file} · OCPI {started.version} · {tested}{f' at {where}' if where else ''}"
        self.write(self.paint(f"  {words.one_line(told)}", "dim"))

    def step_started(self, event: StepStarted) -> None:
        """A step inside others, or inside a round of one, opens those that are not open yet."""
        parts = event.id.split(".")
        for parent in (self.waiting.pop(".".join(parts[:end]), None) for end in range(1, len(parts))):
            if parent is not None:
                self.standing_in(parent.scenario)
                self.write(f"{indent(parent.depth)}{self.paint('▾', 'dim')} {words.one_line(parent.title)}")
        self.waiting[event.id] = event

    def step_finished(self, event: StepFinished) -> None:
        """The line of a step, and what belongs under it."""
        opened = self.waiting.pop(event.result.id, None) is None and bool(event.result.steps)
        kept = self.kept.pop(event.result.id, Kept())
        self.standing_in(event.scenario)
        self.step_line(event.result, event.depth, opened)
        self.under(event.depth, kept, event.result)

    def step_line(self, result: StepResult, depth: int, opened: bool) -> None:
        """Mark, title and time."""
        title = f"{words.ICONS[result.verdict]} {result.verdict}" if opened else words.one_line(result.title)
        time = words.duration(result.duration) if result.verdict not in ("skipped", "blocked") else result.verdict
        tries = f" ({result.attempts} attempts)" if result.attempts > 1 else ""
        mark = self.paint("└", "dim") if opened else self.paint.icon(result.verdict)
        room = min(self.width, 100) - len(indent(depth)) - 2 - len(tries) - len(time) - 2
        title = title if len(title) <= room else title[: room - 1] + "…"
        shown = self.paint.verdict(result.verdict, title) if opened or result.verdict != "passed" else title
        gap = " " * max(room - len(title) + 2, 2)
        self.write(f"{indent(depth)}{mark} {shown}{self.paint(tries + gap + time, 'dim')}")

    def under(self, depth: int, kept: Kept, result: StepResult | None) -> None:
        """Exchanges, findings, reason and hint of a step."""
        left = indent(depth) + "    "
        for line in kept.exchanges:
            self.write(left + line)
        if kept.more:
            self.write(left + self.paint(f"… {words.many(kept.more, 'more exchange')}", "dim"))
        reason = words.reason(result, kept.findings) if result else ""
        if result is not None and reason:
            self.write(left + self.paint.verdict(result.verdict, words.one_line(reason)))
        for finding in in_order(kept.findings):
            for line in finding_lines(finding, self.paint, text_of=self.text_of):
                self.write(left + line)
        if kept.more_findings:
            self.write(left + self.paint(f"… {words.many(kept.more_findings, 'more finding')}", "dim"))
        if result is not None:
            self.advice(left, result)

    def advice(self, left: str, result: StepResult) -> None:
        """Near misses and the hint."""
        for miss in result.near_misses:
            reasons = "; ".join(map(words.one_line, miss.reasons))
            self.write(f"{left}near miss: exchange #{miss.exchange}: {reasons}")
        if result.hint:
            self.write(f"{left}{self.paint('hint', 'cyan')}: {words.one_line(result.hint)}")

    def scenario_finished(self, event: ScenarioFinished) -> None:
        """What no step claimed, and why a scenario ended if not by its steps."""
        result = event.result
        mine = [id for id in self.kept if id in ("", result.id) or id.startswith(f"{result.id}.")]
        for id in mine:
            kept = self.kept.pop(id)
            if kept.exchanges or kept.findings:
                self.standing_in(result.id)
                self.write(self.paint("  outside the steps", "dim"))
                self.under(0, kept, None)
        if result.reason:
            self.standing_in(result.id)
            self.write(f"  {self.paint.icon(result.verdict)} {words.one_line(result.reason)}")
        self.titles.pop(result.id, None)

    def prompted(self, event: Prompted) -> None:
        """Somebody has to do something."""
        within = words.duration(event.within)
        self.write(f"  {self.paint('▶ please', 'yellow', 'bold')}: {words.one_line(event.text)} (within {within})")

    def keep_exchange(self, event: ExchangeSeen) -> None:
        """Exchanges and their findings wait for the end of their step."""
        if self.verbosity >= EXCHANGES:
            kept = self.kept.setdefault(event.exchange.step, Kept())
            if len(kept.exchanges) < MOST_LINES:
                kept.exchanges += exchange_lines(event.exchange, self.paint, self.verbosity >= BODIES)
            else:
                kept.more += 1
        self.keep_findings(event.exchange.step, event.judgement.findings)

    def keep_findings(self, step: str, findings: Iterable[Finding]) -> None:
        """Findings wait for the end of their step."""
        if self.verbosity > QUIET:
            for finding in findings:
                self.kept.setdefault(finding.step or step, Kept()).add(finding)

    def finish(self, record: Record, reports: tuple[str, ...]) -> None:
        """The last words: what failed, why, where; counts; verdict; where the reports are."""
        for line in end_lines(record, reports, self.paint, self.text_of):
            self.write(line)


def indent(depth: int) -> str:
    """The left margin of a step."""
    return "  " * (depth + 1)
