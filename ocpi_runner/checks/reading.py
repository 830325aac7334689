"""Reads JSON from a peer: strictly, whatever it sends, and never by raising."""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NoReturn

SMALL = 16 * 1024  #: bytes; the reading of a body up to here is kept for the next time that it comes


MOST_DIGITS = 300  #: of a whole number that are read


class RepeatedKeyError(ValueError):
    """An object names a key twice."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A JSON value, or why there is none. The value is shared: read it, never change it."""

    value: Any = None
    fault: str | None = None  #: "is cut off after 12 characters"
    repeated: str | None = None  #: a key that an object names twice


EMPTY = Reading(fault="is empty")
CUT = Reading(fault="was too long to be kept whole")


def read(body: bytes) -> Reading:
    """What a body says."""
    if not body:
        return EMPTY
    return remembered(body) if len(body) <= SMALL else fresh(body)


def fresh(body: bytes) -> Reading:
    """Read without looking into the memory."""
    try:
        return parsed(body.decode())
    except UnicodeDecodeError as problem:
        return Reading(fault=f"is not UTF-8 at byte {problem.start}")


remembered = lru_cache(maxsize=64)(fresh)


def parsed(text: str) -> Reading:
    """Read text, in full or not at all."""
    try:
        return Reading(STRICT.decode(text))
    except RepeatedKeyError as problem:
        return replaced(text, str(problem))
    except RecursionError:
        return Reading(fault="is nested too deeply")
    except json.JSONDecodeError as problem:
        return Reading(fault=reason(problem, text))
    except ValueError as problem:
        return Reading(fault=str(problem))


def replaced(text: str, key: str) -> Reading:
    """Read an object with a repeated key as nearly everybody does: the last one counts."""
    try:
        return Reading(LAST_WINS.decode(text), repeated=key)
    except RecursionError:
        return Reading(fault="is nested too deeply")
    except ValueError as problem:
        return Reading(fault=str(problem))


def reason(problem: json.JSONDecodeError, text: str) -> str:
    """Why it is not JSON, for people."""
    if text.startswith("\ufeff"):
        return "starts with a byte order mark"
    if problem.pos >= len(text.rstrip()) or problem.msg.startswith("Unterminated"):
        return f"is cut off after {len(text)} characters"
    return f"is not JSON at line {problem.lineno}, column {problem.colno}: {problem.msg}"


def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, unless it names a key twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        raise RepeatedKeyError(next(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]
    return found


def constant(word: str) -> NoReturn:
    """Python reads `NaN` and `Infinity`; JSON knows neither."""
    raise ValueError(f"contains `{word}`, which is not JSON")


def integer(text: str) -> int:
    """A number; one of more digits than anybody counts to is as large as it gets."""
    return int(text) if len(text) <= MOST_DIGITS else int(text[0] + "9" * MOST_DIGITS)


STRICT = json.JSONDecoder(object_pairs_hook=members, parse_constant=constant, parse_int=integer)
LAST_WINS = json.JSONDecoder(parse_constant=constant, parse_int=integer)
