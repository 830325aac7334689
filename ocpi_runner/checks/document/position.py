"""Line and column of a place in a payload's text, and the piece of the line that shows it."""

import re
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass

from ocpi_runner.checks.document.payloads import Payload
from ocpi_runner.checks.document.spans import spans
from ocpi_runner.record.finding import Finding

BREAK = re.compile(r"\n")
STEP = re.compile(r"[.\[]")
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


class Text:
    """The text of a payload, cut into lines."""

    def __init__(self, payload: Payload) -> None:
        self._text = payload.text.decode("utf-8", "replace")
        self._payload = payload
        self._starts = [0, *(found.end() for found in BREAK.finditer(self._text))]
        self._cut = len(payload.text[: payload.cut].decode("utf-8", "replace"))

    def located(self, finding: Finding, start: int, end: int) -> Located:
        """A finding about these characters."""
        number = bisect_right(self._starts, start) - 1
        begins = self._starts[number]
        place, first = self._payload.place, 0
        if self._payload.tail is not None and start >= self._cut:
            place, first = self._payload.tail, bisect_right(self._starts, self._cut) - 1
            left = self._cut if number == first else begins
        else:
            left = begins
        column = start - left + (place.column if number == first else 1)
        shown, caret, width = self._excerpt(begins, start, end)
        return Located(finding, place.line + number - first, column, shown, caret, width)

    def _excerpt(self, begins: int, start: int, end: int) -> tuple[str, int, int]:
        """The line, without its indent, or the part of a long one that matters."""
        stop = self._text.find("\n", start)
        line = self._text[begins : min(stop if stop >= 0 else len(self._text), start + SHOWN)]
        left = max(len(line) - len(line.lstrip()), start - begins - BEFORE if len(line) > SHOWN else 0)
        shown = line[left : left + SHOWN].rstrip()
        caret = start - begins - left
        return shown, caret, max(1, min(end - start, len(shown) - caret))


def located(payload: Payload, findings: Collection[Finding]) -> tuple[Located, ...]:
    """Where each finding about a payload is seen: at what it speaks of, or at what should hold that."""
    if not findings:
        return ()
    wanted = {payload.path, *(each for finding in findings for each in prefixes(finding.path))}
    text, found = Text(payload), spans(payload.text.decode(), payload.path, wanted)
    places = (next((each for each in prefixes(finding.path) if each in found), payload.path) for finding in findings)
    return tuple(text.located(finding, *found[place]) for finding, place in zip(findings, places, strict=True))


def prefixes(path: str) -> list[str]:
    """A path and all that it leads through, the longest first.

    >>> prefixes("$.evses[0].uid")
    ['$.evses[0].uid', '$.evses[0]', '$.evses', '$']
    """
    return [path, *(path[: found.start()] for found in reversed([*STEP.finditer(path)]) if found.start())]


def at(payload: Payload, finding: Finding, start: int, end: int) -> Located:
    """A finding about the text itself."""
    return Text(payload).located(finding, start, end)


def nowhere_else(payload: Payload, finding: Finding) -> Located:
    """A finding about the place where a payload should begin."""
    return Located(finding, payload.place.line, payload.place.column)
