"""The Record: everything that a run saw and decided, as frozen values."""

from dataclasses import dataclass
from typing import Any, Literal

from ocpi_runner.record.exchange import Exchange
from ocpi_runner.record.finding import Finding

Verdict = Literal["passed", "failed", "warned", "skipped", "blocked", "error"]

#: Worst first: the verdict of a whole is the worst of its parts.
SEVERITY: tuple[Verdict, ...] = ("error", "failed", "blocked", "warned", "passed", "skipped")


def worst(verdicts: "tuple[Verdict, ...] | list[Verdict]") -> Verdict:
    """The verdict of a whole from those of its parts; `skipped` when there is none.

    >>> worst(("passed", "warned", "skipped"))
    'warned'
    """
    return min(verdicts, key=SEVERITY.index, default="skipped")


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One difference between what a step asked for and what came."""

    path: str
    expected: Any
    actual: Any
    message: str


@dataclass(frozen=True, slots=True)
class NearMiss:
    """An inbound request that an `expect` did not take, and why."""

    exchange: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepResult:
    """One step, played."""

    id: str  #: "s1.3", nested "s1.3.2"
    action: str  #: "send"
    title: str  #: the step's `name`, else its action in words, e.g. "send PUT …/locations/NL/TST/LOC0001"
    verdict: Verdict
    started: float
    duration: float
    file: str = ""
    line: int = 0
    reason: str = ""  #: why skipped, blocked, failed or in error
    hint: str = ""  #: what to do about it
    mismatches: tuple[Mismatch, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    exchanges: tuple[int, ...] = ()
    attempts: int = 1
    steps: "tuple[StepResult, ...]" = ()
    phase: Literal["use", "steps", "finally"] = "steps"


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """One scenario in one version, played."""

    id: str  #: "s1"
    title: str
    file: str
    version: str
    verdict: Verdict
    started: float
    duration: float
    steps: tuple[StepResult, ...] = ()
    tags: tuple[str, ...] = ()
    description: str = ""
    reason: str = ""
    played: tuple[str, ...] = ()  #: names of the parties that we played
    tested: str = ""  #: name of the system under test
    tested_url: str = ""  #: its versions URL
    builtin: bool = True  #: the system under test was the built-in counterpart
    unexpected: tuple[int, ...] = ()  #: inbound exchanges that no step waited for
    source: str = ""  #: the scenario file as it was read


@dataclass(frozen=True, slots=True)
class Record:
    """A whole run. `exchanges` may hold fewer than were seen: `exchanges_seen` tells, the journal has them all."""

    tool: str  #: "ocpi-run 0.1.0"
    command: str  #: the command line to repeat it, secrets left out
    verdict: Verdict
    started: float
    duration: float
    scenarios: tuple[ScenarioResult, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    findings: tuple[Finding, ...] = ()
    passed: tuple[tuple[str, int], ...] = ()  #: requirement id and how many times it was checked and held
    exchanges_seen: int = 0
    journal: str = ""  #: path of the journal
    notes: tuple[str, ...] = ()  #: e.g. "interrupted by SIGTERM"
    settings: tuple[tuple[str, str], ...] = ()  #: those that were set, by a profile or one by one
    profile: str = ""  #: the profile that was chosen; "" where none is told
