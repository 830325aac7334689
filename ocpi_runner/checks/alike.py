"""Whether a value that was told again is the same; how it is written does not matter."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from ocpi_runner.ocpi.moment import parse

EMPTY: tuple[object, ...] = (None, [], "")
KEYS = ("uid", "id")  #: members by which the objects of a list are told apart
IN_ORDER = frozenset({"charging_periods", "elements"})  #: lists whose order means something
DEGREES = frozenset({"latitude", "longitude"})
LONGEST = 200  #: elements of a list in another order that are looked for one by one


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place in which a value is not what it was."""

    path: str  #: within the value: ".evses[0].status"
    then: Any
    now: Any


def difference(then: Any, now: Any, path: str = "") -> Difference | None:
    """Where a value did not come back, whatever came with it.

    Letter case, the way of writing a moment or a coordinate, the order of a list and what is empty are left aside; what
    stands inside may have become newer, since a part of it may have changed (OCPI 2.2.1, 8.2.2.3).
    """
    if then in EMPTY or now is None:
        return None if then in EMPTY and now in (*EMPTY, {}) else Difference(path, then, now)
    if isinstance(then, dict) and isinstance(now, dict):
        parts = (difference(value, now.get(name), f"{path}.{name}") for name, value in then.items())
        return next((part for part in parts if part), None)
    if isinstance(then, list) and isinstance(now, list):
        return in_lists(then, now, path)
    return None if equal(then, now, path) else Difference(path, then, now)


def in_lists(then: list[Any], now: list[Any], path: str) -> Difference | None:
    """The same of two lists: by key, else in order, else in any order."""
    if len(then) != len(now):
        return Difference(path, f"{len(then)} elements", f"{len(now)} elements")
    key = key_of(then)
    if key:
        known = {key(each): (index, each) for index, each in enumerate(now) if isinstance(each, dict)}
        for one in then:
            index, other = known.get(key(one), (None, None))
            found = difference(one, other, f"{path}[{'?' if index is None else index}]")
            if found:
                return found
        return None
    pairs = list(zip(then, now, strict=True))
    apart = next((part for index, pair in enumerate(pairs) if (part := difference(*pair, f"{path}[{index}]"))), None)
    if apart is None or name_of(path) in IN_ORDER:
        return apart
    if len(then) > LONGEST:
        return None if sorted(map(written, then)) == sorted(map(written, now)) else apart
    left = list(now)
    for one in then:
        match = next((index for index, other in enumerate(left) if difference(one, other, path) is None), None)
        if match is None:
            return apart
        del left[match]
    return None


def written(value: Any) -> str:
    """A value as text, the same for equal ones."""
    return json.dumps(value, sort_keys=True)


def key_of(rows: list[Any]) -> Callable[[dict[str, Any]], str] | None:
    """How the objects of a list are told apart; None when they have no ids."""
    for name in KEYS:
        if all(isinstance(row, dict) and isinstance(row.get(name), str) for row in rows):
            return lambda row: str(row.get(name)).upper()
    return None


def name_of(path: str) -> str:
    """The last member of a path."""
    return path.rpartition(".")[2].partition("[")[0]


def equal(then: Any, now: Any, path: str) -> bool:
    """Whether two plain values mean the same."""
    if not isinstance(then, str) or not isinstance(now, str):
        return bool(then == now)
    if then.upper() == now.upper():
        return True
    if name_of(path) in DEGREES:
        return degrees(then) is not None and degrees(then) == degrees(now)
    one, other = parse(then), parse(now)
    if one is None or other is None:
        return False
    return one == other or (name_of(path) == "last_updated" and path.count(".") > 1 and one < other)


def degrees(text: str) -> Decimal | None:
    """A coordinate as a number."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def agrees(then: Any, now: Any) -> bool:
    """Whether a value came back, with whatever else."""
    return difference(then, now) is None


def same(now: Any, then: Any) -> bool:
    """Whether a value is what it was, no more and no less."""
    return agrees(now, then) and agrees(then, now)


def differs(now: Any, then: Any) -> bool:
    """Whether what was told both times is not the same."""
    return now is not None and then is not None and not same(now, then)
