"""What a step handler tells the walker."""

from dataclasses import dataclass
from typing import Any

from ocpi_runner.record.result import Mismatch, NearMiss, StepResult, Verdict
from ocpi_runner.run.subject import Subject

NOTHING = Subject()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an action went, before its asserts are looked at."""

    verdict: Verdict = "passed"
    reason: str = ""
    hint: str = ""
    subject: Subject = NOTHING
    mismatches: tuple[Mismatch, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    steps: tuple[StepResult, ...] = ()
    outputs: tuple[tuple[str, Any], ...] = ()  #: names that a `use` hands out


def failed(reason: str, hint: str = "", **more: Any) -> Outcome:
    """The system under test did not do what the step asks."""
    return Outcome("failed", reason, hint, **more)


def blocked(reason: str, hint: str = "") -> Outcome:
    """The step could not be tested, and why."""
    return Outcome("blocked", reason, hint)
