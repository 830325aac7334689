"""Elements of a tariff that no charge reaches, as one before them matches wherever they do. OCPI 2.2.1, 11.3.1."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ocpi_runner.ocpi.price.amounts import number
from ocpi_runner.ocpi.price.remark import Linted, Remark, at
from ocpi_runner.ocpi.price.restrictions import DAYS, MIDNIGHT, Restrictions, day, minutes

MOST_ELEMENTS = 500  #: that are compared with one another
#: What an element demands of one thing: it matches there, and only there. None: nothing, or what cannot be read.
Demand = Any
AS_IT_STANDS = "the restriction "  #: before the name of one that is not understood
APART = ("reservation", "booking")  #: elements with these are not for charging, and none with other values
NOWHERE, ANYWHERE = Decimal("-Infinity"), Decimal("Infinity")


def unreachable(tariff: Linted) -> Iterator[Remark]:
    """Components that no charge reaches, as one that is at least as wide stands before them."""
    demands = {element.index: demanded(element.restrictions) for element in tariff.elements[:MOST_ELEMENTS]}
    taken: dict[str, list[int]] = {}
    for element in tariff.elements[:MOST_ELEMENTS]:
        for index, component in enumerate(element.components):
            before = taken.setdefault(component.dimension, [])
            blocker = next((place for place in before if covers(demands[place], demands[element.index])), None)
            if blocker is not None and blocker != element.index:
                message = f"{component.dimension} is never reached: element {blocker} always goes before"
                yield Remark(at(element, f"price_components[{index}]"), message, "TAR-079")
            before.append(element.index)


def demanded(restrictions: Restrictions) -> Mapping[str, Demand]:
    """What an element demands, by what it is about; what says nothing is left out, what cannot be read stands alone."""
    found: dict[str, Demand] = {}
    for name in restrictions:
        about, read = READERS.get(name, (name, None))
        demand = read(restrictions) if read else None
        if demand is None:
            found[AS_IT_STANDS + name] = restrictions[name]
        elif demand != EVERYTHING[about]:
            found[about] = demand
    return found


def covers(before: Mapping[str, Demand], after: Mapping[str, Demand]) -> bool:
    """Whether one matches wherever the other does: what it demands is demanded there too, or more."""
    if any(before.get(AS_IT_STANDS + name) != after.get(AS_IT_STANDS + name) for name in APART):
        return False
    return all(
        name in after and (demand == after[name] or (name in WIDER and WIDER[name](demand, after[name])))
        for name, demand in before.items()
    )


CLOCK = ("start_time", "end_time")


def clock(restrictions: Restrictions) -> int | None:
    """The minutes of the day in which it matches, each a bit."""
    start, end = (minutes(restrictions.get(name, "00:00")) for name in CLOCK)
    if start is None or end is None or (start == end and all(name in restrictions for name in CLOCK)):
        return None  # the whole day, or no part of it
    end = end or MIDNIGHT
    return span(start, end) if start < end else span(start, MIDNIGHT) | span(0, end)


def span(start: int, end: int) -> int:
    """The bits from one minute to another."""
    return (1 << end) - (1 << start)


def days(restrictions: Restrictions) -> frozenset[str] | None:
    """The days of the week."""
    named = restrictions["day_of_week"]
    known = frozenset(map(str, named)) & EVERY_DAY if isinstance(named, list) else frozenset()
    return known or None


def dates(restrictions: Restrictions) -> tuple[date, date] | None:
    """The first day, and the one after the last."""
    first, last = (
        day(restrictions[name]) if name in restrictions else open_end
        for name, open_end in (("start_date", date.min), ("end_date", date.max))
    )
    return None if first is None or last is None else (first, last)


def bounds(kind: str) -> Callable[[Restrictions], tuple[Decimal, Decimal] | None]:
    """The least value, and the one that is too large."""

    def read(restrictions: Restrictions) -> tuple[Decimal, Decimal] | None:
        low, high = (
            number(restrictions[name]) if name in restrictions else open_end
            for name, open_end in ((f"min_{kind}", NOWHERE), (f"max_{kind}", ANYWHERE))
        )
        return None if low is None or high is None else (low, high)

    return read


def around(before: tuple[Any, Any], after: tuple[Any, Any]) -> bool:
    """Whether one range holds the other."""
    return bool(before[0] <= after[0] and before[1] >= after[1])


EVERY_DAY = frozenset(DAYS)
KINDS = ("kwh", "current", "power", "duration")
#: Restriction -> what it is about, and how that is read.
READERS: Mapping[str, tuple[str, Callable[[Restrictions], Demand]]] = {
    "start_time": ("clock", clock),
    "end_time": ("clock", clock),
    "start_date": ("dates", dates),
    "end_date": ("dates", dates),
    "day_of_week": ("days", days),
    **{f"{side}_{kind}": (kind, bounds(kind)) for kind in KINDS for side in ("min", "max")},
}
#: What demands nothing.
EVERYTHING: Mapping[str, Demand] = {
    "clock": span(0, MIDNIGHT),
    "dates": (date.min, date.max),
    "days": EVERY_DAY,
    **dict.fromkeys(KINDS, (NOWHERE, ANYWHERE)),
}
#: Whether the first of two demands is met wherever the second is.
WIDER: Mapping[str, Callable[[Demand, Demand], bool]] = {
    "clock": lambda before, after: not after & ~before,
    "dates": around,
    "days": lambda before, after: bool(after <= before),
    **dict.fromkeys(KINDS, around),
}
