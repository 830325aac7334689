"""What the engine tells while it plays; listeners fold events into a Record, a console, a live page."""

from dataclasses import dataclass

from ocpi_runner.record.exchange import Exchange
from ocpi_runner.record.finding import Judgement
from ocpi_runner.record.result import ScenarioResult, StepResult


@dataclass(frozen=True, slots=True)
class RunStarted:
    """The run begins; `scenarios` counts each scenario once per version."""

    tool: str
    command: str
    started: float
    scenarios: int
    journal: str
    settings: tuple[tuple[str, str], ...] = ()
    profile: str = ""


@dataclass(frozen=True, slots=True)
class ScenarioStarted:
    """A scenario begins in one version, against the system under test that is named."""

    id: str
    title: str
    file: str
    version: str
    tested: str
    tested_url: str
    builtin: bool


@dataclass(frozen=True, slots=True)
class StepStarted:
    """A step begins."""

    scenario: str
    id: str
    action: str
    title: str
    depth: int  #: 0 for a step of the scenario itself


@dataclass(frozen=True, slots=True)
class ExchangeSeen:
    """An exchange crossed the wire and was judged."""

    exchange: Exchange
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class FindingMade:
    """A finding that belongs to a step rather than to one exchange, e.g. a failed `assert`."""

    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Prompted:
    """A person is asked to do something; the run waits until `within` seconds have passed."""

    scenario: str
    step: str
    text: str
    within: float


@dataclass(frozen=True, slots=True)
class Noted:
    """A sentence for the report about the run as a whole."""

    text: str


@dataclass(frozen=True, slots=True)
class StepFinished:
    """A step is over, with those inside it."""

    scenario: str
    depth: int
    result: StepResult


@dataclass(frozen=True, slots=True)
class ScenarioFinished:
    """A scenario is over, its `finally` steps too."""

    result: ScenarioResult


@dataclass(frozen=True, slots=True)
class RunFinished:
    """The run is over; nothing is told after this."""

    finished: float


Event = (
    RunStarted
    | ScenarioStarted
    | StepStarted
    | ExchangeSeen
    | FindingMade
    | Prompted
    | Noted
    | StepFinished
    | ScenarioFinished
    | RunFinished
)
