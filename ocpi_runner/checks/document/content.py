"""Reads the text of a payload: quickly when nothing is wrong with it, slowly when something is."""

import json
import re
from dataclasses import dataclass
from typing import Any

import orjson

from ocpi_runner.checks.document.walk import PAIR, SURROGATE, Fault, Walk, is_enormous
from ocpi_runner.checks.reading import STRICT

LARGEST = 1e308  #: stands in for a number that is larger
REPLACEMENT = "\\ufffd"


@dataclass(frozen=True, slots=True)
class Content:
    """A value, or why there is none: then one of the faults is fatal."""

    value: Any
    faults: tuple[Fault, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether there is a value."""
        return not any(fault.kind == "fatal" for fault in self.faults)


def content(text: bytes, path: str = "$", offset: int = 0) -> Content:
    """What a text says; `offset` is that of its first byte in the file. Never raises.

    orjson refuses what is no JSON in UTF-8, our own reader what names a key twice.
    """
    try:
        orjson.loads(text)
        return Content(STRICT.decode(text.decode()))
    except (ValueError, RecursionError):
        return slowly(text, path, offset)


def slowly(text: bytes, path: str, offset: int) -> Content:
    """The same, with everything that is wrong with how it is written."""
    try:
        words = text.decode()
    except UnicodeDecodeError as problem:
        start = len(text[: problem.start].decode())
        what = f"byte {offset + problem.start} (0x{text[problem.start]:02X}) is not UTF-8"
        return Content(None, (Fault(what, path, start, start + 1),))
    walk = Walk(words, path)
    if walk.fatal:
        return Content(None, tuple(walk.faults))
    try:
        value = LENIENT.decode(SURROGATE.sub(paired, words))
    except RecursionError:
        return Content(None, (*walk.faults, Fault("it nests too deep", path, 0, 1)))
    return Content(value, tuple(walk.faults))


def paired(found: "re.Match[str]") -> str:
    """Half a character as the sign of a lost one."""
    return found[0] if len(found[0]) == PAIR else REPLACEMENT


def number(text: str) -> int | float:
    """A number that everything of ours can hold."""
    if is_enormous(text):
        return -LARGEST if text.startswith("-") else LARGEST
    return int(text) if text.lstrip("-").isdigit() else float(text)


LENIENT = json.JSONDecoder(parse_int=number, parse_float=number)
