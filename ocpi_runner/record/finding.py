"""What is wrong, on what grounds, with the evidence."""

from dataclasses import dataclass
from typing import Any, Literal

Level = Literal["must", "should", "may"]
Side = Literal["request", "response", "scenario"]
FindingVerdict = Literal["failed", "warned"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that does not hold. `requirement` is an id of the catalogue, or `SCENARIO` for a step's own assert."""

    requirement: str  #: "TRN-083"
    level: Level
    verdict: FindingVerdict
    chapter: str  #: where the specification says so, e.g. "transport_and_format, Response format"
    message: str  #: one sentence for people
    path: str = "$"  #: JSON path into the body of `side`; `headers.X-Limit`, `status`, `url` for the rest
    expected: Any = None  #: JSON value or words
    actual: Any = None  #: JSON value or words
    side: Side = "response"
    by: str = ""  #: the party that is responsible, e.g. "emsp"
    exchange: int | None = None  #: `Exchange.number`
    scenario: str = ""
    step: str = ""
    setting: str | None = None  #: the named setting that decided, where the text is ambiguous
    count: int = 1  #: how many times the same was seen
    derived: bool = False  #: the specification does not say it literally, so that a `must` only warns


@dataclass(frozen=True, slots=True)
class Judgement:
    """The outcome of judging one exchange: what does not hold, and which requirements were checked and do."""

    findings: tuple[Finding, ...] = ()
    passed: tuple[str, ...] = ()  #: requirement ids that were checked and hold
