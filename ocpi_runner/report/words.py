"""How times, sizes, counts and JSON values are written for people."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from ocpi_runner.record.finding import Finding
from ocpi_runner.record.result import StepResult, Verdict

ICONS: Mapping[str, str] = {
    "passed": "✓",
    "failed": "✗",
    "warned": "!",
    "skipped": "○",
    "blocked": "⊘",
    "error": "✗",
}
#: What a verdict means, in the order in which counts are told.
VERDICTS: tuple[Verdict, ...] = ("failed", "error", "blocked", "warned", "passed", "skipped")


OWN = "SCENARIO"  #: the requirement of a finding that an assert of the scenario itself made


def rule(finding: Finding) -> str:
    """By which rule something is told: `TRN-102`; `assert` for an assert that names no requirement."""
    return "assert" if finding.requirement == OWN else finding.requirement


def level(finding: Finding) -> str:
    """How binding it is, and why a `must` only warns: the text does not say it literally, or a setting decided.

    An assert of the scenario has no level.
    """
    if finding.requirement == OWN:
        return ""
    if finding.derived:
        return f"{finding.level}, derived"
    lenient = finding.setting is not None and finding.level == "must" and finding.verdict == "warned"
    return f"{finding.level}, by setting {finding.setting}" if lenient else finding.level


def chapter(finding: Finding) -> str:
    """Where the specification says so; an assert of the scenario stands in no chapter."""
    return "" if finding.requirement == OWN else one_line(finding.chapter)


def duration(seconds: float) -> str:
    """A time span, as short as it is still useful.

    >>> duration(0.0123), duration(4.2), duration(75)
    ('12 ms', '4.2 s', '1 min 15 s')
    """
    if seconds < 0.0095:
        return f"{seconds * 1000:.1f} ms"
    if seconds < 0.9995:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 59.95:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"


def moment(epoch: float) -> str:
    """A date and time in UTC.

    >>> moment(0)
    '1970-01-01 00:00:00 UTC'
    """
    return datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def clock(epoch: float) -> str:
    """The time of day in UTC, to the millisecond.

    >>> clock(1.5)
    '00:00:01.500'
    """
    return datetime.fromtimestamp(epoch, UTC).strftime("%H:%M:%S.%f")[:-3]


def size(count: int) -> str:
    """A number of bytes.

    >>> size(1), size(3578), size(2_500_000)
    ('1 byte', '3.6 kB', '2.5 MB')
    """
    if count < 1000:
        return many(count, "byte")
    return f"{count / 1000:.1f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def many(count: int, thing: str) -> str:
    """A count with its noun.

    >>> many(1, "step"), many(2000, "step")
    ('1 step', '2,000 steps')
    """
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def value(data: Any, limit: int = 200) -> str:
    """A JSON value in one line, cut at `limit` characters."""
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False, default=str)
    text = " ".join(visible(text).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def wanted(data: Any, limit: int = 200) -> str:
    """What was expected, in one line.

    >>> wanted({"not": 1000}), wanted(2001)
    ('anything but 1000', '2001')
    """
    if isinstance(data, dict) and list(data) == ["not"]:
        return f"anything but {value(data['not'], limit)}"
    return value(data, limit)


def visible(text: str) -> str:
    """Text without control characters and lone surrogates: safe on a terminal and in UTF-8."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() or letter in "\n\t" else "\ufffd" for letter in text)


def spans(text: str) -> tuple[tuple[bool, str], ...]:
    """A sentence in pieces: whether each stood in backticks, and its text.

    >>> spans("say `it` now")
    ((False, 'say '), (True, 'it'), (False, ' now'))
    """
    pieces = visible(text).split("`")
    if len(pieces) % 2 == 0:
        return ((False, visible(text)),)
    return tuple((index % 2 == 1, piece) for index, piece in enumerate(pieces) if piece)


def reason(step: StepResult, findings: Iterable[Finding]) -> str:
    """Why a step went as it did, unless its findings or the steps inside it say so already."""
    inside = any(each.verdict in ("failed", "error") for each in step.steps)
    if inside or step.reason == "see the findings" or any(step.reason.startswith(each.message) for each in findings):
        return ""
    return step.reason


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, each in one line, but for the items of a list.

    >>> paragraphs("One\\nand the same.\\n\\nOther:\\n- a\\n- b")
    ('One and the same.', 'Other:\\n- a\\n- b')
    """
    parts = (part.strip() for part in re.split(r"\n\s*\n", visible(text)))
    return tuple(re.sub(r"\s*\n\s*(?![-*] )", " ", part) for part in parts if part)


def one_line(text: str) -> str:
    """Text from a peer or a file as one safe line."""
    return " ".join(visible(text).split())
