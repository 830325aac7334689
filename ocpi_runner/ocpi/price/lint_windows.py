"""What is wrong with when and where the elements of a tariff count. OCPI 2.2.1, 11.4.6."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from ocpi_runner.ocpi.moment import parse
from ocpi_runner.ocpi.price.amounts import number, text
from ocpi_runner.ocpi.price.remark import Linted, Remark, at
from ocpi_runner.ocpi.price.restrictions import DAY, DAYS, TESTS, day, minutes

Law = Callable[[Linted], Iterator[Remark]]
BOUNDS = ("kwh", "power", "current", "duration")
FROM_ZERO = ("kwh", "duration")  #: which begin at nothing and rise; current and power may be fed back
A_DAY = timedelta(days=1)


def bounds(tariff: Linted) -> Iterator[Remark]:
    """Restrictions that can never match: a lower bound that is not below the upper, an upper bound of zero."""
    for element in tariff.elements:
        for kind in BOUNDS:
            low, high = (number(element.restrictions.get(f"{side}_{kind}")) for side in ("min", "max"))
            if low is not None and high is not None and low >= high:
                message = f"`min_{kind}` {low:f} is not below `max_{kind}` {high:f}: it never matches"
                yield Remark(at(element, "restrictions", f"min_{kind}"), message, "TAR-081")
            elif high is not None and high <= 0 and kind in FROM_ZERO:
                path = at(element, "restrictions", f"max_{kind}")
                yield Remark(path, f"`max_{kind}` {high:f} never matches", "TAR-081")


def dates(tariff: Linted) -> Iterator[Remark]:
    """Dates in the wrong order, and windows that are over."""
    for element in tariff.elements:
        first, last = (day(element.restrictions.get(name)) for name in ("start_date", "end_date"))
        path = at(element, "restrictions", "end_date")
        if first and last and first >= last:
            yield Remark(path, f"`end_date` {last} is not after `start_date` {first}: it never matches", "TAR-081")
        elif last and tariff.now and last <= tariff.now.date():
            yield Remark(path, f"the window ended on {last}", wrong=False)


def outside(tariff: Linted) -> Iterator[Remark]:
    """Dates before or after the time in which the tariff is valid; a day is left for what time it is where."""
    starts, ends = validity_of(tariff)
    for element in tariff.elements:
        first, last = (day(element.restrictions.get(name)) for name in ("start_date", "end_date"))
        if starts and last and last < starts.date():
            message = f"the window ends on {last}, before the tariff is valid: it never matches"
            yield Remark(at(element, "restrictions", "end_date"), message)
        if ends and first and first - ends.date() > A_DAY:
            message = f"the window begins on {first}, when the tariff is no longer valid: it never matches"
            yield Remark(at(element, "restrictions", "start_date"), message)


def validity_of(tariff: Linted) -> tuple[datetime | None, datetime | None]:
    """From when to when the tariff is valid."""
    starts, ends = (parse(text(tariff.value.get(name))) for name in ("start_date_time", "end_date_time"))
    return starts, ends


def validity(tariff: Linted) -> Iterator[Remark]:
    """The time in which the tariff is valid."""
    starts, ends = validity_of(tariff)
    if starts and ends and starts >= ends:
        yield Remark("$.end_date_time", "`end_date_time` is not after `start_date_time`: it is never valid", "TAR-076")
    elif ends and tariff.now and ends <= tariff.now:
        yield Remark("$.end_date_time", f"the tariff was valid until {ends:%Y-%m-%dT%H:%M:%SZ}", wrong=False)


def hours(tariff: Linted) -> Iterator[Remark]:
    """Times of day that mean nothing certain; 00:00 to 00:00 is all day."""
    for element in tariff.elements:
        start, end = (minutes(element.restrictions.get(name)) for name in ("start_time", "end_time"))
        path = at(element, "restrictions", "end_time")
        if start and start == end:
            yield Remark(path, "`start_time` equals `end_time`, which may mean always or never", "TAR-084")
        elif start is not None and end is not None and end < start and not tariff.rules.limits:
            yield Remark(path, "a window over midnight is not defined in this version: make two of it", "TAR-083")
        if end == 23 * 60 + 59 and tariff.rules.limits:
            yield Remark(path, "the last minute of the day is left out; 00:00 ends the day", "TAR-082")


def days(tariff: Linted) -> Iterator[Remark]:
    """Days of the week that there are not, or not between the dates."""
    for element in tariff.elements:
        named, path = element.restrictions.get("day_of_week"), at(element, "restrictions", "day_of_week")
        first, last = (day(element.restrictions.get(name)) for name in ("start_date", "end_date"))
        if not isinstance(named, list):
            continue
        known = set(map(str, named)) & set(DAYS)
        if not known:
            yield Remark(path, "it names no day of the week: it never matches", "TAR-069")
        elif first and last and first < last and not known & weekdays(first, last):
            yield Remark(path, f"none of its days is between {first} and {last}: it never matches")


def weekdays(first: date, last: date) -> set[str]:
    """The days of the week from one date to the day before another."""
    return {DAYS[(first + number * A_DAY).weekday()] for number in range(min((last - first).days, len(DAYS)))}


def unreadable(tariff: Linted) -> Iterator[Remark]:
    """Restrictions of which nobody can say when they match: no time, no date, no number."""
    for element in tariff.elements:
        for name, found in element.restrictions.items():
            what, read = FORMS.get(name.partition("_")[2] if name.startswith(SIDES) else name, ("", None))
            if read and read(found) is None:
                written = isinstance(found, str) and DAY.fullmatch(found)
                message = f"`{name}` is `{found!s:.40}`, which is {'in no calendar' if written else what}"
                yield Remark(at(element, "restrictions", name), message, tariff.rules.dates if written else "")


def counted(value: Any) -> Decimal | None:
    """A number that is none in quotes."""
    return None if isinstance(value, str) else number(value)


#: How the restrictions are read, by what stands behind "min_" and "start_"; and what they are when they cannot be.
FORMS: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "time": ("no time of day such as 08:00", minutes),
    "date": ("no date such as 2026-11-25", day),
    **dict.fromkeys(BOUNDS, ("no number", counted)),
}
SIDES = ("min_", "max_", "start_", "end_")


def strange(tariff: Linted) -> Iterator[Remark]:
    """Restrictions that nobody knows."""
    for element in tariff.elements:
        for name in element.restrictions:
            if name not in TESTS and name not in tariff.rules.unpriced:
                yield Remark(at(element, "restrictions"), f"the restriction `{name:.40}` is not known", wrong=False)


LAWS: tuple[Law, ...] = (bounds, dates, outside, validity, hours, days, unreadable, strange)
