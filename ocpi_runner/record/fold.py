"""Events fold into a Record, at any moment, in memory that does not grow with the length of the run."""

import re
from collections import Counter, deque
from dataclasses import dataclass, field, replace

from ocpi_runner.record.event import (
    Event,
    ExchangeSeen,
    FindingMade,
    Noted,
    RunFinished,
    RunStarted,
    ScenarioFinished,
    StepFinished,
)
from ocpi_runner.record.exchange import Exchange
from ocpi_runner.record.finding import Finding, Judgement
from ocpi_runner.record.redact import Redactor
from ocpi_runner.record.result import Record, ScenarioResult, StepResult, worst

#: Exchanges kept: the first, the newest, and between them those that tell something.
MOST_WITH_FINDINGS = 1000
MOST_FIRST = 500
MOST_NEWEST = 500
MOST_BYTES = 1024 * 1024  #: of each body
MOST_ALIKE = 200  #: findings of one kind kept one by one; the rest are counted
INDEX = re.compile(r"\[\d+\]")


def shortened(exchange: Exchange) -> Exchange:
    """The same with bodies that are short enough to be kept."""
    request, response = exchange.request, exchange.response
    if len(request.body) > MOST_BYTES:
        exchange = replace(exchange, request=replace(request, body=request.body[:MOST_BYTES]))
    if response is not None and len(response.body) > MOST_BYTES:
        exchange = replace(exchange, response=replace(response, body=response.body[:MOST_BYTES]))
    return exchange


@dataclass(slots=True)
class Folder:
    """Add events, take the Record: also of a run that is not over."""

    redactor: Redactor = field(default_factory=Redactor)
    started: RunStarted | None = None
    finished: float = 0.0
    latest: float = 0.0
    scenarios: list[ScenarioResult] = field(default_factory=list)
    open_steps: dict[str, list[StepResult]] = field(default_factory=dict)
    seen: int = 0
    first: list[Exchange] = field(default_factory=list)
    telling: dict[int, Exchange] = field(default_factory=dict)
    newest: deque[Exchange] = field(default_factory=lambda: deque(maxlen=MOST_NEWEST))
    findings: list[Finding] = field(default_factory=list)
    alike: dict[tuple[str, ...], list[int]] = field(default_factory=dict)
    passed: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def add(self, event: Event) -> None:
        """One more event."""
        if isinstance(event, ExchangeSeen):
            self.exchange(event.exchange, event.judgement)
        elif isinstance(event, FindingMade):
            self.judgement(event.judgement)
        elif isinstance(event, StepFinished) and event.depth == 0:
            self.open_steps.setdefault(event.scenario, []).append(event.result)
        elif isinstance(event, ScenarioFinished):
            self.scenarios.append(event.result)
            self.open_steps.pop(event.result.id, None)
        elif isinstance(event, RunStarted):
            self.started = event
        elif isinstance(event, RunFinished):
            self.finished = event.finished
        elif isinstance(event, Noted):
            self.notes.append(event.text)

    def exchange(self, exchange: Exchange, judgement: Judgement) -> None:
        """Keep those that tell something, the first and the newest; count all."""
        self.seen += 1
        exchange = shortened(exchange)
        self.latest = exchange.started + exchange.duration
        if len(self.first) < MOST_FIRST:
            self.first.append(exchange)
        elif (judgement.findings or exchange.failure) and len(self.telling) < MOST_WITH_FINDINGS:
            self.telling[exchange.number] = exchange
        else:
            self.newest.append(exchange)
        self.judgement(judgement)

    def judgement(self, judgement: Judgement) -> None:
        """Count what holds; keep what does not, the like of it only so many times."""
        self.passed.update(judgement.passed)
        for finding in judgement.findings:
            key = (finding.requirement, INDEX.sub("[*]", finding.path), finding.side, finding.by, finding.verdict)
            places = self.alike.setdefault(key, [])
            if len(places) < MOST_ALIKE:
                places.append(len(self.findings))
                self.findings.append(finding)
            else:
                last = places[-1]
                self.findings[last] = replace(self.findings[last], count=self.findings[last].count + 1)

    def record(self) -> Record:
        """The Record of what was added so far, redacted."""
        begun = self.started or RunStarted("ocpi-run", "", 0.0, 0, "")
        end = self.finished or self.latest or begun.started
        kept = {each.number: each for each in (*self.first, *self.telling.values(), *self.newest)}
        scenarios = sorted(self.scenarios, key=lambda scenario: int(scenario.id[1:] or 0))
        return Record(
            tool=begun.tool,
            command=begun.command,
            verdict=worst([scenario.verdict for scenario in scenarios]) if scenarios else "skipped",
            started=begun.started,
            duration=max(end - begun.started, 0.0),
            scenarios=tuple(map(self.redactor.value, scenarios)),
            exchanges=tuple(self.redactor.exchange(kept[number]) for number in sorted(kept)),
            findings=tuple(map(self.redactor.value, self.findings)),
            passed=tuple(sorted(self.passed.items())),
            exchanges_seen=self.seen,
            journal=begun.journal,
            notes=tuple(map(self.redactor.text, self.notes)),
            settings=begun.settings,
            profile=begun.profile,
        )
