"""Finds where a JSON value ends without reading it: by its brackets and quotes."""

import re

from ocpi_runner.checks.document.tokens import STRING, UP_TO_BRACKET
from ocpi_runner.checks.document.window import SPACE, Window

LONGEST = 4 << 20  #: bytes of one value
QUOTED = re.compile(STRING.encode(), re.DOTALL)
#: Up to and with the next bracket; group 1 is a quote where a string is not closed, and empty where the text ends.
BRACKET = re.compile(rf'{UP_TO_BRACKET}([{{}}\[\]]|"|\Z)'.encode(), re.DOTALL)
SCALAR = re.compile(rb'[^\s"{}\[\],:]++')
DEEPER = {b"{": 1, b"[": 1, b"}": -1, b"]": -1}


def value_length(window: Window, start: int = 0, longest: int = LONGEST) -> int | None:
    """Where a value ends that begins `start` bytes into the window, counted from there too.

    None when the text ends within it, when it is longer than `longest`, or when no value begins there.
    """
    if not window.reach(start + 1):
        return None
    mark = window.data[window.at + start : window.at + start + 1]
    if mark in (b"{", b"["):
        return bracketed(window, start, longest)
    return scalar(window, start, longest, QUOTED if mark == b'"' else SCALAR)


def bracketed(window: Window, start: int, longest: int) -> int | None:
    """Where the bracket that opens here is closed."""
    depth, done = 0, start
    while True:
        for found in BRACKET.finditer(window.data, window.at + done):
            step = DEEPER.get(found[1])
            if step is None:
                done = found.start(1) - window.at
                break
            depth += step
            if not depth:
                return found.end() - window.at
        if len(window.data) - window.at - start > longest or not window.fill():
            return None


def scalar(window: Window, start: int, longest: int, form: "re.Pattern[bytes]") -> int | None:
    """Where a string, a number or a word ends."""
    while True:
        found = form.match(window.data, window.at + start)
        if found and (form is QUOTED or found.end() < len(window.data)):
            return found.end() - window.at
        if len(window.data) - window.at - start > longest:
            return None
        if not window.fill():
            return found.end() - window.at if found else None


def spaced(window: Window, start: int) -> int:
    """Where the space ends that begins `start` bytes into the window."""
    while True:
        found = SPACE.match(window.data, window.at + start)
        assert found is not None
        start = found.end() - window.at
        if found.end() < len(window.data) or not window.fill():
            return start
