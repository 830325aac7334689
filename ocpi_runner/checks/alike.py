"""Whether a value that was told again is the same; how it is written does not matter."""

from typing import Any

from ocpi_runner.ocpi.moment import parse

EMPTY: tuple[object, ...] = (None, [], "")


def agrees(wanted: Any, got: Any) -> bool:
    """Whether a value came back, with whatever else: letter case, how a moment is written, and what is empty aside."""
    if wanted in EMPTY or got is None:
        return wanted in EMPTY and got in (*EMPTY, {})
    if isinstance(wanted, dict):
        return isinstance(got, dict) and all(agrees(value, got.get(name)) for name, value in wanted.items())
    if isinstance(wanted, list):
        alike = isinstance(got, list) and len(got) == len(wanted)
        return alike and all(agrees(one, other) for one, other in zip(wanted, got, strict=False))
    if isinstance(wanted, str) and isinstance(got, str):
        return wanted.upper() == got.upper() or (parse(wanted) is not None and parse(wanted) == parse(got))
    return bool(wanted == got)


def same(now: Any, then: Any) -> bool:
    """Whether a value is what it was, no more and no less."""
    return agrees(now, then) and agrees(then, now)


def differs(now: Any, then: Any) -> bool:
    """Whether what was told both times is not the same."""
    return now is not None and then is not None and not same(now, then)
