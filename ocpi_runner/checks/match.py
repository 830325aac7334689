"""Expected against actual: every difference at once, never the first only."""

from collections.abc import Callable
from typing import Any

from ocpi_runner.checks.evidence import MISSING, kept, typed
from ocpi_runner.checks.matchers import MATCHERS, TYPES, Matching
from ocpi_runner.expr.jsonpath import find, singular
from ocpi_runner.record.result import Mismatch

__all__ = ["MISSING", "Schema", "match", "match_path"]

#: Judges a value by the schema of a named object: (name, value) -> differences.
Schema = Callable[[str, Any], tuple[Mismatch, ...]]


def no_schema(name: str, value: Any) -> tuple[Mismatch, ...]:
    """Where no schemas are at hand."""
    return (Mismatch("$", name, None, f"the schema `{name}` is not known here"),)


def match(
    expected: Any, actual: Any, path: str = "$", *, exact: bool = False, schema: Schema = no_schema
) -> tuple[Mismatch, ...]:
    """Every difference; empty when all is as expected.

    Objects are matched as subsets (unless `exact`), lists element by element, and a mapping whose keys are all matcher
    words is a matcher, at any depth. Numbers and texts are compared with their types: 1 is 1.0 but not "1".
    """
    matching = Matching(lambda e, a, p: match(e, a, p, exact=exact, schema=schema), schema)
    if is_matcher(expected):
        words = expected.items()
        return tuple(found for word, wanted in words for found in MATCHERS[word](matching, wanted, actual, path))
    if isinstance(expected, dict):
        return members(expected, actual, path, exact, matching)
    if isinstance(expected, list):
        return elements(expected, actual, path, matching)
    return () if equal(expected, actual) else (different(expected, actual, path),)


def match_path(
    path: str, expected: Any, value: Any, *, exact: bool = False, schema: Schema = no_schema
) -> tuple[Mismatch, ...]:
    """The same for what a JSONPath selects: nothing, one node, or (with wildcards) a list of nodes."""
    nodes = [] if value is MISSING else find(path, value)
    if len(nodes) > 1 or (nodes and not singular(path)):
        return match(expected, [node for _, node in nodes], path, exact=exact, schema=schema)
    return match(expected, nodes[0][1] if nodes else MISSING, path, exact=exact, schema=schema)


def is_matcher(expected: Any) -> bool:
    """Whether a mapping is a matcher: every key is a matcher word, and `type` names a JSON type."""
    if not isinstance(expected, dict) or not expected or not all(key in MATCHERS for key in expected):
        return False
    return "type" not in expected or (isinstance(expected["type"], str) and expected["type"] in TYPES)


def equal(expected: Any, actual: Any) -> bool:
    """Equality with types."""
    if isinstance(expected, bool) or isinstance(actual, bool):
        return expected is actual
    if isinstance(expected, (int, float)) != isinstance(actual, (int, float)):
        return False
    return actual is not MISSING and bool(expected == actual)


def different(expected: Any, actual: Any, path: str) -> Mismatch:
    """A plain difference, in words with types."""
    return Mismatch(path, kept(expected), kept(actual), f"`{path}`: expected {typed(expected)}, got {typed(actual)}")


def members(expected: dict[str, Any], actual: Any, path: str, exact: bool, matching: Matching) -> tuple[Mismatch, ...]:
    """Objects: what is expected must be there; the rest matters only when `exact`."""
    if not isinstance(actual, dict):
        return (different(expected, actual, path),)
    found = [
        mismatch
        for key, wanted in expected.items()
        for mismatch in matching.match(wanted, actual.get(key, MISSING), inside(path, key))
    ]
    extra = [key for key in actual if key not in expected] if exact else []
    return (*found, *(unexpected(inside(path, key), actual[key]) for key in extra))


def unexpected(path: str, actual: Any) -> Mismatch:
    """A member too many."""
    return Mismatch(path, None, kept(actual), f"`{path}` is not expected")


def inside(path: str, key: str) -> str:
    """The path of a member."""
    return f"{path}.{key}" if key.isidentifier() else f"{path}['{key}']"


def elements(expected: list[Any], actual: Any, path: str, matching: Matching) -> tuple[Mismatch, ...]:
    """Lists: as long as expected, and each element as expected."""
    if not isinstance(actual, list):
        return (different(expected, actual, path),)
    found = [
        mismatch
        for index, (wanted, given) in enumerate(zip(expected, actual, strict=False))
        for mismatch in matching.match(wanted, given, f"{path}[{index}]")
    ]
    if len(expected) != len(actual):
        words = f"`{path}`: expected {len(expected)} elements, got {len(actual)}"
        found.append(Mismatch(path, kept(expected), kept(actual), words))
    return tuple(found)
