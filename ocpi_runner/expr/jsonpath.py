"""JSONPath as RFC 9535 has it, from a kept library; plain paths like `$.a.b[0]` go a short way to the same result."""

import re
from functools import cache, lru_cache
from typing import Any

from ocpi_runner.expr.problem import ExpressionError

PATTERN_SECONDS = 0.25
PLAIN = re.compile(r"\$(?:\.[A-Za-z_][A-Za-z0-9_]*|\[(?:0|[1-9][0-9]{0,8})\])*")
STEP = re.compile(r"\.([A-Za-z_][A-Za-z0-9_]*)|\[([0-9]+)\]")


def find(path: str, value: Any) -> list[tuple[str, Any]]:
    """Every node that a path selects, with its own path; ExpressionError for a path that is none."""
    steps = plain_steps(path)
    return library_find(path, value) if steps is None else plain_find(steps, value, path)


def singular(path: str) -> bool:
    """Whether a path selects one node at most, as it is written."""
    return plain_steps(path) is not None or bool(compiled(path).singular_query())


def check(path: str) -> None:
    """ExpressionError unless the text is a JSONPath."""
    if plain_steps(path) is None:
        compiled(path)


@lru_cache(maxsize=1024)
def plain_steps(path: str) -> tuple[str | int, ...] | None:
    """Names and indices of a plain path; None for one that needs the library."""
    if PLAIN.fullmatch(path) is None:
        return None
    return tuple(name or int(index) for name, index in STEP.findall(path))


def plain_find(steps: tuple[str | int, ...], value: Any, path: str) -> list[tuple[str, Any]]:
    """The one node of a plain path, if it is there."""
    for step in steps:
        if isinstance(step, str):
            if not isinstance(value, dict) or step not in value:
                return []
        elif not isinstance(value, list) or step >= len(value):
            return []
        value = value[step]
    return [(path, value)]


def library_find(path: str, value: Any) -> list[tuple[str, Any]]:
    """The same by the library."""
    import jsonpath_rfc9535

    query = compiled(path)
    try:
        return [(readable(node.path()), node.value) for node in query.find(value)]
    except (RecursionError, jsonpath_rfc9535.JSONPathError):
        raise ExpressionError(f"`{path}`: the value nests too deep") from None


@lru_cache(maxsize=1024)
def compiled(path: str) -> Any:
    """The library's own form of a path."""
    import jsonpath_rfc9535

    try:
        return environment().compile(path)
    except jsonpath_rfc9535.JSONPathError as problem:
        token = getattr(problem, "token", None)
        offset = getattr(token, "index", 0) or 0
        words = str(problem).split(", line")[0]
        raise ExpressionError(f"`{path}` is not a JSONPath: {words}", offset, 1, "e.g. $.evses[0].status") from None
    except RecursionError:
        raise ExpressionError(f"`{path[:40]}…` nests too deep") from None


@cache
def environment() -> Any:
    """The library, with a time limit on the patterns of `match()` and `search()`."""
    import jsonpath_rfc9535
    from jsonpath_rfc9535.function_extensions import Match, Search

    def bounded(kind: Any) -> Any:
        """The function, which looks at a value at most a quarter of a second."""
        plain = kind.__call__

        class Bounded(kind):  # type: ignore[misc]  # the library has no types
            def __call__(self, text: Any, pattern: Any) -> bool:
                if isinstance(text, str) and isinstance(pattern, str) and hangs(text, pattern):
                    raise ExpressionError(f"the pattern `{pattern}` takes too long; write it without nested repeats")
                return bool(plain(self, text, pattern))

        return Bounded()

    made = jsonpath_rfc9535.JSONPathEnvironment()
    made.function_extensions |= {"match": bounded(Match), "search": bounded(Search)}
    return made


def hangs(text: str, pattern: str) -> bool:
    """Whether a pattern is still being looked for in a text after the limit, as a whole or anywhere."""
    import regex

    try:
        for look in (regex.fullmatch, regex.search):
            look(pattern, text, timeout=PATTERN_SECONDS)
    except TimeoutError:
        return True
    except regex.error:
        return False
    return False


def readable(path: str) -> str:
    """`$.a[0]` for `$['a'][0]`, where the names allow it.

    >>> readable("$['evses'][0]['status']")
    '$.evses[0].status'
    """
    return re.sub(r"\['([A-Za-z_][A-Za-z0-9_]*)'\]", r".\1", path)
