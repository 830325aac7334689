"""The matchers of a scenario: one table, the same in every place."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ocpi_runner.checks.evidence import MISSING, json_type, kept, typed
from ocpi_runner.ocpi.moment import parse
from ocpi_runner.record.result import Mismatch

REGEX_SECONDS = 0.25
Found = Iterable[Mismatch]


@dataclass(frozen=True, slots=True)
class Matching:
    """What a matcher may use: matching what is inside, and schemas."""

    match: Callable[[Any, Any, str], tuple[Mismatch, ...]]
    schema: Callable[[str, Any], tuple[Mismatch, ...]]


Matcher = Callable[[Matching, Any, Any, str], Found]


def differs(path: str, expected: Any, actual: Any, words: str) -> Mismatch:
    """A difference in words."""
    return Mismatch(path, kept(expected), kept(actual), f"`{path}`: expected {words}, got {typed(actual)}")


def comparison(words: str, holds: Callable[[Any, Any], bool]) -> Matcher:
    """`gt` and its like: between numbers, between texts, nothing else."""

    def matcher(_: Matching, wanted: Any, actual: Any, path: str) -> Found:
        numbers = all(isinstance(each, (int, float)) and not isinstance(each, bool) for each in (wanted, actual))
        texts = isinstance(wanted, str) and isinstance(actual, str)
        if not (numbers or texts) or not holds(actual, wanted):
            yield differs(path, wanted, actual, f"{words} {typed(wanted)}")

    return matcher


def dated(words: str, holds: Callable[[Any, Any], bool]) -> Matcher:
    """`before` and `after`: between DateTimes, whatever way they are written."""

    def matcher(_: Matching, wanted: Any, actual: Any, path: str) -> Found:
        limit = parse(wanted) if isinstance(wanted, str) else None
        moment = parse(actual) if isinstance(actual, str) else None
        if limit is None or moment is None or not holds(moment, limit):
            yield differs(path, wanted, actual, f"a DateTime {words} {typed(wanted)}")

    return matcher


def not_(matching: Matching, wanted: Any, actual: Any, path: str) -> Found:
    """Anything but that."""
    if not matching.match(wanted, actual, path):
        yield differs(path, {"not": wanted}, actual, f"anything but {typed(wanted)}")


def in_(matching: Matching, wanted: Any, actual: Any, path: str) -> Found:
    """One of a list."""
    choices = wanted if isinstance(wanted, list) else [wanted]
    if all(matching.match(choice, actual, path) for choice in choices):
        yield differs(path, {"in": choices}, actual, f"one of {typed(choices)}")


def matches(_: Matching, wanted: Any, actual: Any, path: str) -> Found:
    """A regular expression somewhere in a text, looked for at most a quarter of a second."""
    import regex

    try:
        if not isinstance(actual, str) or not pattern(str(wanted)).search(actual, timeout=REGEX_SECONDS):
            yield differs(path, {"matches": wanted}, actual, f"a string that matches `{wanted}`")
    except TimeoutError:
        words = f"`{wanted}` took longer than {REGEX_SECONDS} s on this value; write it without nested repeats"
        yield Mismatch(path, kept({"matches": wanted}), kept(actual), f"`{path}`: {words}")
    except regex.error as problem:
        words = f"`{wanted}` is not a regular expression: {problem}"
        yield Mismatch(path, kept({"matches": wanted}), kept(actual), words)


@lru_cache(maxsize=256)
def pattern(text: str) -> Any:
    """A compiled pattern."""
    import regex

    return regex.compile(text)


def contains(matching: Matching, wanted: Any, actual: Any, path: str) -> Found:
    """A part of a text, an element of a list, a key of an object."""
    if isinstance(actual, str):
        fine = isinstance(wanted, str) and wanted in actual
    elif isinstance(actual, list):
        fine = any(not matching.match(wanted, each, path) for each in actual)
    else:
        fine = isinstance(actual, dict) and isinstance(wanted, str) and wanted in actual
    if not fine:
        yield differs(path, {"contains": wanted}, actual, f"something that contains {typed(wanted)}")


def exists(_: Matching, wanted: Any, actual: Any, path: str) -> Found:
    """There, or not there; null is there."""
    if (actual is not MISSING) != bool(wanted):
        yield differs(path, {"exists": wanted}, actual, "something" if wanted else "nothing")


def type_(_: Matching, wanted: Any, actual: Any, path: str) -> Found:
    """A JSON type, or a DateTime, or a URL."""
    if actual is MISSING or not TYPES[wanted](actual):
        yield differs(path, {"type": wanted}, actual, f"a value of type {wanted}")


def length(matching: Matching, wanted: Any, actual: Any, path: str) -> Found:
    """How long a text, a list or an object is."""
    if not isinstance(actual, (str, list, dict)):
        yield differs(path, {"length": wanted}, actual, "something that has a length")
        return
    yield from matching.match(wanted, len(actual), f"length of {path}")


def schema(matching: Matching, wanted: Any, actual: Any, path: str) -> Found:
    """A whole OCPI object."""
    if actual is MISSING:
        yield differs(path, {"schema": wanted}, actual, f"a {wanted}")
        return
    for found in matching.schema(str(wanted), actual):
        yield Mismatch(path + found.path.removeprefix("$"), found.expected, found.actual, found.message)


def each(matching: Matching, wanted: Any, actual: Any, path: str) -> Found:
    """Every element of a list."""
    if not isinstance(actual, list):
        yield differs(path, {"each": wanted}, actual, "a list")
        return
    for index, one in enumerate(actual):
        yield from matching.match(wanted, one, f"{path}[{index}]")


def is_url(value: Any) -> bool:
    """Whether a value is an absolute http or https URL."""
    return isinstance(value, str) and value.startswith(("http://", "https://")) and " " not in value


TYPES: Mapping[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "number": lambda value: json_type(value) in ("integer", "number"),
    "integer": lambda value: json_type(value) == "integer",
    "boolean": lambda value: isinstance(value, bool),
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "null": lambda value: value is None,
    "datetime": lambda value: isinstance(value, str) and parse(value) is not None,
    "url": is_url,
}
MATCHERS: Mapping[str, Matcher] = {
    "gt": comparison("more than", lambda actual, wanted: actual > wanted),
    "gte": comparison("at least", lambda actual, wanted: actual >= wanted),
    "lt": comparison("less than", lambda actual, wanted: actual < wanted),
    "lte": comparison("at most", lambda actual, wanted: actual <= wanted),
    "not": not_,
    "in": in_,
    "matches": matches,
    "contains": contains,
    "exists": exists,
    "type": type_,
    "length": length,
    "schema": schema,
    "before": dated("before", lambda moment, limit: moment < limit),
    "after": dated("after", lambda moment, limit: moment > limit),
    "each": each,
}
