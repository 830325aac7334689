"""Line and column of a place in a payload's text, and the piece of the line that shows it."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from ocpi_runner.checks.document.payloads import NULL, Payload
from ocpi_runner.checks.document.spans import spans
from ocpi_runner.record.finding import Finding

STEP = re.compile(r"[.\[]")
OMITTED = "…"
BEFORE, SHOWN = 40, 110  #: characters of a line that are shown before a place, and at most


@dataclass(frozen=True, slots=True)
class Located:
    """A finding, and where in the file it is seen. Lines and columns count from 1, columns in characters."""

    finding: Finding
    line: int
    column: int
    excerpt: str = ""  #: of that line, as far as it belongs to the payload
    caret: int = 0  #: where in the excerpt, from 0
    width: int = 1


def located(payload: Payload, findings: Collection[Finding]) -> tuple[Located, ...]:
    """Where each finding about a payload is seen: at what it speaks of, or at what should hold that."""
    if not findings:
        return ()
    text = payload.text.decode()
    wanted = {payload.path, *(each for finding in findings for each in prefixes(finding.path))}
    found = spans(text, payload.path, wanted)
    places = (next((each for each in prefixes(finding.path) if each in found), payload.path) for finding in findings)
    return tuple(at(payload, text, finding, *found[place]) for finding, place in zip(findings, places, strict=True))


def prefixes(path: str) -> list[str]:
    """A path and all that it leads through, the longest first.

    >>> prefixes("$.evses[0].uid")
    ['$.evses[0].uid', '$.evses[0]', '$.evses', '$']
    """
    return [path, *(path[: found.start()] for found in reversed([*STEP.finditer(path)]) if found.start())]


def at(payload: Payload, text: str, finding: Finding, start: int, end: int) -> Located:
    """A finding about these characters of a payload's text."""
    cut = len(payload.text[: payload.cut].decode("utf-8", "replace"))
    begin, place = (0, payload.place) if payload.tail is None or start < cut else (cut, payload.tail)
    lines = text.count("\n", begin, start)
    column = start - text.rfind("\n", begin, start) if lines else start - begin + place.column
    if payload.tail is not None:
        text, start, end = shortened(text, cut, start, end)
    return Located(finding, place.line + lines, column, *excerpt(text, start, end))


def shortened(text: str, cut: int, start: int, end: int) -> tuple[str, int, int]:
    """A sign of omission instead of the null that stands for `data`, which ends at `cut`; and the place moved along."""
    gap = cut - len(NULL)
    start, end = (at if at <= gap else max(at - len(NULL), gap) + len(OMITTED) for at in (start, end))
    return text[:gap] + OMITTED + text[cut:], start, end


def excerpt(text: str, start: int, end: int) -> tuple[str, int, int]:
    """The line without its indent, or the part of a long one that matters; where in it, and how wide."""
    begin, stop = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    line = text[begin : min(stop if stop >= 0 else len(text), start + SHOWN)]
    left = max(len(line) - len(line.lstrip()), start - begin - BEFORE if len(line) > SHOWN else 0)
    shown = line[left : left + SHOWN].rstrip()
    caret = start - begin - left
    return shown, caret, max(1, min(end - start, len(shown) - caret))
