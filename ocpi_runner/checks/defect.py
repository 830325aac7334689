"""What a check yields: one thing that does not hold, before anybody asks how bad that is."""

from dataclasses import dataclass, replace
from typing import Any

from ocpi_runner.record.finding import FindingVerdict

INTERNAL = "INTERNAL"  #: the requirement of what is a fault of ours


@dataclass(frozen=True, slots=True)
class Defect:
    """A sentence with its evidence. Level, chapter and who is to blame are added by the judge."""

    message: str
    path: str = "$"  #: JSON path into the body, or `headers.NAME`, `status`, `url`
    expected: Any = None
    actual: Any = None
    verdict: FindingVerdict | None = None  #: None: what the level of the requirement says
    setting: str | None = None  #: the setting that decided
    requirement: str | None = None  #: None: the one that the table names

    def citing(self, requirement: str) -> "Defect":
        """The same, on the grounds of a requirement."""
        return replace(self, requirement=requirement)


WORDS = {True: "true", False: "false", None: "null"}


def shown(value: Any, limit: int = 80) -> str:
    """A value as it stands in a sentence: short, in backticks, and always text that can be written to a file."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return f"`{plain(value, limit)}`"


def plain(value: Any, limit: int = 200) -> str:
    """A scalar as text, cut at the limit; what cannot be encoded is replaced."""
    text = WORDS[value] if value is None or isinstance(value, bool) else str(value)
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= limit else text[: limit - 1] + "…"


def evidence(value: Any) -> Any:
    """A value as it is kept in a finding: scalars as they are when short, anything else in words."""
    if isinstance(value, dict | list):
        return shown(value)
    if isinstance(value, str):
        return plain(value)
    return value if value is None or abs(value) < 10**15 else plain(value)


def broken(what: str, name: str, fault: Exception, path: str = "$") -> Defect:
    """A check or a rule of ours that broke: our fault, which is told, and nobody else is to blame."""
    message = f"The {what} `{name}` broke: {type(fault).__name__}: {plain(str(fault))}"
    return Defect(message, path, requirement=INTERNAL, verdict="warned")
