"""How large a value would be if it were written out: what is shared inside it counts as often as it stands there."""

from typing import Any

from ocpi_runner.expr.problem import RenderError

LARGEST = 1_000_000  #: scalars, lists and objects; a hundred characters of a text count as one more
DEEPEST = 200


def bounded_value(value: Any) -> Any:
    """The value itself; RenderError when it has grown, or nests, beyond all reason."""
    try:
        size, height = measured(value, {})
    except RecursionError:
        size, height = 0, DEEPEST + 1
    if size > LARGEST:
        raise RenderError(f"the value would have more than {LARGEST:,} parts")
    if height > DEEPEST:
        raise RenderError(f"the value would nest deeper than {DEEPEST}")
    return value


def measured(value: Any, known: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """Size and height; each list and object is looked at once, however often it is shared."""
    if isinstance(value, str):
        return 1 + len(value) // 100, 0
    if not isinstance(value, (dict, list)):
        return 1, 0
    if id(value) not in known:
        inner = [measured(each, known) for each in (value.values() if isinstance(value, dict) else value)]
        known[id(value)] = 1 + sum(size for size, _ in inner), 1 + max((height for _, height in inner), default=0)
    return known[id(value)]
