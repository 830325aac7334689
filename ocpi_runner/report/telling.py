"""How the findings of a step are told: its own asserts first, and what a requirement says before the difference."""

from collections.abc import Callable, Iterable

from ocpi_runner.record.finding import Finding
from ocpi_runner.report.words import OWN

TextOf = Callable[[str], str]  #: requirement id -> what it says


def no_text(id: str) -> str:
    """Where the words of requirements are not at hand."""
    return ""


def own(finding: Finding) -> bool:
    """Whether a step's own assert made it, rather than a check of what the step sent or got."""
    return finding.side == "scenario"


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """A step's own findings first, then what failed, then what warned."""
    return sorted(findings, key=lambda each: (not own(each), each.verdict != "failed"))


def grounds_of_failure(findings: Iterable[Finding]) -> list[Finding]:
    """What tells why a step failed: its own findings, also those that only warn, and all that failed beside them."""
    found = in_order(findings)
    failed = any(each.verdict == "failed" for each in found)
    return [each for each in found if each.verdict == "failed" or (failed and own(each))]


def sentence(finding: Finding, text_of: TextOf = no_text) -> str:
    """What a finding says; that of an assert on the grounds of a requirement begins with the requirement's words.

    >>> sentence(Finding("SES-063", "should", "warned", "", "got 1000", side="scenario"), lambda id: "It is refused.")
    'It is refused — got 1000'
    """
    rule = text_of(finding.requirement) if own(finding) and finding.requirement != OWN else ""
    return f"{rule.rstrip('. ')} — {finding.message}" if rule else finding.message
