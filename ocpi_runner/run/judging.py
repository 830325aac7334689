"""Judges every exchange as it is recorded, and remembers what that means for each step."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ocpi_runner.checks.frame import Frame, RecentIds
from ocpi_runner.checks.judge import judge
from ocpi_runner.checks.past import Past
from ocpi_runner.ocpi.address import endpoint
from ocpi_runner.ocpi.identity import Identity
from ocpi_runner.ocpi.version import Version
from ocpi_runner.ocpi.versions import VERSIONS
from ocpi_runner.party.calling import granted, why_not
from ocpi_runner.record.event import Event, ExchangeSeen
from ocpi_runner.record.exchange import Exchange
from ocpi_runner.record.result import Verdict, worst

MOST_OF_A_STEP = 1000  #: exchanges named one by one in a step
PUSH = ".receiver.p"  #: in the ids of endpoints that take objects: PUT, PATCH, POST


@dataclass(slots=True)
class Judging:
    """One per scenario run. `sut` is the name of the party that findings count against."""

    version: Version  #: of what does not tell its own
    sut: str | None  #: None: everybody but ourselves
    settings: Mapping[str, str]
    emit: Callable[[Event], None]
    known: Callable[[], Mapping[str, tuple[Identity, ...]]]
    registered: Callable[[], bool]
    versions: tuple[str, ...] = ()  #: those that the scenario may be played in
    seen_request_ids: RecentIds = field(default_factory=RecentIds)
    past: Past = field(default_factory=Past)
    over: Verdict = "skipped"  #: the worst of the steps that are over
    tested: int = 0  #: checks and asserts that had something to say
    verdicts: dict[str, Verdict] = field(default_factory=dict)  #: step id -> failed or warned
    exchanges: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    refusals: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))  #: step id -> URL -> why

    def __call__(self, exchange: Exchange) -> None:
        """Judge, tell, remember."""
        judgement = judge(exchange, self.frame(exchange))
        for finding in judgement.findings:
            self.count(exchange.step, finding.verdict)
        if len(self.exchanges[exchange.step]) < MOST_OF_A_STEP:
            self.exchanges[exchange.step].append(exchange.number)
        if exchange.direction == "out" and exchange.route and PUSH in exchange.route.endpoint:
            self.pushed(exchange)
        self.tested += len(judgement.passed) + len(judgement.findings)
        self.emit(ExchangeSeen(exchange, judgement))

    def pushed(self, exchange: Exchange) -> None:
        """Remember of a push that it was not taken, until it is, or what it is a part of."""
        refused, url = self.refusals[exchange.step], exchange.request.url
        if granted(exchange):
            self.refusals[exchange.step] = {each: why for each, why in refused.items() if not each.startswith(url)}
        else:
            refused[url] = why_not(exchange)

    def frame(self, exchange: Exchange) -> Frame:
        """What the checks need to know beside the exchange itself."""
        route = exchange.route
        version = VERSIONS.get(route.version, self.version) if route else self.version
        row = endpoint(version, route.endpoint) if route and route.endpoint else None
        return Frame(
            version=version,
            endpoint=row,
            known=self.known(),
            registered=self.registered(),
            settings=self.settings,
            seen_request_ids=self.seen_request_ids,
            past=self.past,
            on_trial=exchange.peer if self.sut is None else self.sut,
            versions=self.versions,
        )

    def count(self, step: str, verdict: Verdict) -> None:
        """A step is failed when anything in it failed, else warned when anything warned."""
        if self.verdicts.get(step) != "failed":
            self.verdicts[step] = verdict

    def evidence(self, step: str) -> tuple[int, ...]:
        """The exchanges of a step that is over, handed out once: a run of many steps keeps nothing of them here."""
        self.over = worst([self.over, self.verdicts.pop(step, "skipped")])
        self.refusals.pop(step, None)
        return tuple(sorted(self.exchanges.pop(step, ())))

    def claim(self, exchange: Exchange, step: str) -> None:
        """An inbound request belongs to the step that waited for it, whenever it came."""
        if exchange.step == step:
            return
        earlier = self.exchanges.get(exchange.step, [])
        if exchange.number in earlier:
            earlier.remove(exchange.number)
        self.exchanges[step].append(exchange.number)
