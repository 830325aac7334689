"""Whether the restrictions of a tariff element match at the start of a period. OCPI 2.2.1, 11.4.6.

Each test answers True, False, or a text: why it cannot be told.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from operator import attrgetter
from typing import Any

from ocpi_runner.ocpi.price.amounts import UNCOUNTABLE, number

Answer = bool | str
Restrictions = Mapping[str, Any]
CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(:[0-5]\d)?", re.ASCII)
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
MIDNIGHT = 24 * 60
NO_ZONE = "the time zone of the Location is not known"


@dataclass(frozen=True, slots=True)
class Moment:
    """What is compared with the restrictions. Seconds, kWh, A and kW; None: not known."""

    local: datetime | None
    elapsed: Decimal | None
    energy: Decimal | None  #: charged before
    current: tuple[Decimal, Decimal] | None  #: lowest and highest
    power: tuple[Decimal, Decimal] | None
    inclusive: bool = False  #: upper bounds still match


Test = Callable[[Restrictions, Moment], Answer]


def minutes(value: Any) -> int | None:
    """A time of day in minutes after midnight.

    >>> minutes("17:30")
    1050
    """
    match = CLOCK.fullmatch(value) if isinstance(value, str) else None
    return int(match[1]) * 60 + int(match[2]) if match else None


def day(value: Any) -> date | None:
    """A date of the calendar."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and DAY.fullmatch(value) else None
    except ValueError:
        return None


def in_hours(restrictions: Restrictions, at: Moment) -> Answer:
    """start_time and end_time; an end before the start is on the next day, and 00:00 ends the day."""
    start = minutes(restrictions.get("start_time", "00:00"))
    end = minutes(restrictions.get("end_time", "00:00"))
    if start is None or end is None:
        return "`start_time` or `end_time` is no time of day"
    if start == end and start:
        return "`start_time` equals `end_time`, which may mean always or never"
    if at.local is None:
        return NO_ZONE
    return inside(at.local.time(), start, end or MIDNIGHT, at.inclusive)


def inside(clock: time, start: int, end: int, inclusive: bool) -> bool:
    """Whether a time of day lies in a window of minutes."""
    now = clock.hour * 60 + clock.minute + (clock.second * 1_000_000 + clock.microsecond) / 60_000_000
    before = now <= end if inclusive else now < end
    return start <= now and before if start < end else start <= now or before


def from_date(restrictions: Restrictions, at: Moment) -> Answer:
    """start_date, which belongs to it."""
    first = day(restrictions["start_date"])
    if first is None:
        return "`start_date` is no date"
    return at.local.date() >= first if at.local else NO_ZONE


def to_date(restrictions: Restrictions, at: Moment) -> Answer:
    """end_date, which does not belong to it."""
    last = day(restrictions["end_date"])
    if last is None:
        return "`end_date` is no date"
    if at.local is None:
        return NO_ZONE
    return at.local.date() <= last if at.inclusive else at.local.date() < last


def on_days(restrictions: Restrictions, at: Moment) -> Answer:
    """day_of_week, of the local day."""
    days = restrictions["day_of_week"]
    if not isinstance(days, list | tuple):
        return "`day_of_week` is no list"
    unknown = [each for each in days if each not in DAYS]
    if unknown:
        return f"`day_of_week` has `{unknown[0]}`, which is no day"
    return DAYS[at.local.weekday()] in days if at.local else NO_ZONE


def bounded(name: str, quantity: Callable[[Moment], Any], missing: str, holds: Callable[..., Answer]) -> Test:
    """A test of a bound, which `holds` compares with a quantity."""

    def test(restrictions: Restrictions, at: Moment) -> Answer:
        bound, found = number(restrictions[name]), quantity(at)
        if bound is None:
            return f"`{name}` is {UNCOUNTABLE}"
        return missing if found is None else holds(bound, found, at)

    return test


def at_least(bound: Decimal, found: Decimal, at: Moment) -> Answer:
    """A lower bound belongs to the range."""
    return found >= bound


def below(bound: Decimal, found: Decimal, at: Moment) -> Answer:
    """An upper bound does not."""
    return found <= bound if at.inclusive else found < bound


def strong(name: str, what: str, low: bool) -> Test:
    """A test of a bound of current or power, between whose lowest and highest value it must not fall."""

    def holds(bound: Decimal, found: tuple[Decimal, Decimal], at: Moment) -> Answer:
        least, most = found
        if least < bound <= most and not (at.inclusive and most == bound):
            return f"the {what} crosses the `{name}` of {bound:f} inside the period"
        above = least >= bound
        return above if low else not above or (at.inclusive and least == bound)

    return bounded(name, attrgetter(what), f"the period tells no {what}", holds)


def always(restrictions: Restrictions, at: Moment) -> Answer:
    """`reservation` chooses elements before any other restriction does."""
    return True


NO_OBJECT = "restrictions"  #: the name under which something else stands in their place


def no_object(restrictions: Restrictions, at: Moment) -> Answer:
    """Something that is no object says nothing that can be understood."""
    return "the `restrictions` of an element are no object"


GONE = "the time since the start is not known"
USED = "the energy charged before is not known"
TESTS: Mapping[str, Test] = {
    "start_time": in_hours,
    "end_time": in_hours,
    "start_date": from_date,
    "end_date": to_date,
    "day_of_week": on_days,
    "min_kwh": bounded("min_kwh", attrgetter("energy"), USED, at_least),
    "max_kwh": bounded("max_kwh", attrgetter("energy"), USED, below),
    "min_duration": bounded("min_duration", attrgetter("elapsed"), GONE, at_least),
    "max_duration": bounded("max_duration", attrgetter("elapsed"), GONE, below),
    "min_current": strong("min_current", "current", True),
    "max_current": strong("max_current", "current", False),
    "min_power": strong("min_power", "power", True),
    "max_power": strong("max_power", "power", False),
    "reservation": always,
    NO_OBJECT: no_object,
}


def matches(restrictions: Restrictions, at: Moment) -> Answer:
    """Whether all of them match. One that does not is enough, even when another cannot be told."""
    unknown = ""
    for name in restrictions:
        test = TESTS.get(name)
        answer = test(restrictions, at) if test else f"what the restriction `{name:.40}` means for a price is not told"
        if answer is False:
            return False
        if isinstance(answer, str):
            unknown = unknown or answer
    return unknown or True
