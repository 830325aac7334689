"""Where a price may change inside a period, and the period cut there.

Energy and time are taken to flow evenly, which is a way to find the cause of a difference, not a rule of OCPI.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from ocpi_runner.ocpi.price.amounts import ONE, ZERO, number
from ocpi_runner.ocpi.price.charge import Charge
from ocpi_runner.ocpi.price.periods import CHARGING, Period, seconds, there
from ocpi_runner.ocpi.price.restrictions import Restrictions, day, minutes
from ocpi_runner.ocpi.price.tariff import Tariff

MOST_CUTS = 40  #: of one period
MOST_DAYS = 8  #: of one period, at whose times of day it is cut
FLOWING = (*CHARGING, "RESERVATION_TIME")


def cut(charge: Charge) -> Iterator[Period]:
    """The periods, each cut where a restriction of its tariff begins or ceases to match."""
    for period in charge.periods:
        tariff = charge.tariff_of(period)
        yield from pieces(period, tariff) if tariff else (period,)


def pieces(period: Period, tariff: Tariff) -> Iterator[Period]:
    """The parts of a period; itself when nothing changes inside it."""
    shares = sorted({share for share in inside(period, tariff) if 0 < share < 1})[:MOST_CUTS]
    for begins, ends in pairwise((ZERO, *shares, ONE)) if shares else ():
        yield replace(
            at(period, begins),
            end=at(period, ends).start,
            volumes={
                kind: volume * (ends - begins) if kind in FLOWING else volume for kind, volume in period.volumes.items()
            },
        )
    if not shares:
        yield period


def at(period: Period, share: Decimal) -> Period:
    """The period, as it stands when a share of it has gone by."""
    if not share or period.start is None or period.end is None:
        return period
    length = seconds(period.start, period.end)
    start = period.start + timedelta(microseconds=round(length * share * 1_000_000))
    used = period.volumes.get("ENERGY", ZERO) * share
    return replace(
        period,
        start=start,
        local=there(start, period.local.tzinfo if period.local else None),
        elapsed=None if period.elapsed is None else period.elapsed + round(length * share, 6),
        energy_before=None if period.energy_before is None else round(period.energy_before + used, 9),
    )


def inside(period: Period, tariff: Tariff) -> Iterator[Decimal]:
    """The shares of a period at which restrictions of its tariff change, some of them outside it."""
    if period.start is None or period.end is None or (length := seconds(period.start, period.end)) <= 0:
        return
    clocks: set[int] = set()
    for element in tariff.elements:
        yield from by_duration(element.restrictions, period, length)
        yield from by_energy(element.restrictions, period)
        clocks |= by_clock(element.restrictions)
    for instant in instants(period, clocks):
        yield seconds(period.start, instant) / length


def by_duration(restrictions: Restrictions, period: Period, length: Decimal) -> Iterator[Decimal]:
    """min_duration and max_duration."""
    for name in ("min_duration", "max_duration"):
        bound = number(restrictions.get(name))
        if bound is not None and period.elapsed is not None:
            yield (bound - period.elapsed) / length


def by_energy(restrictions: Restrictions, period: Period) -> Iterator[Decimal]:
    """min_kwh and max_kwh."""
    volume = period.volumes.get("ENERGY", ZERO)
    for name in ("min_kwh", "max_kwh") if volume > 0 else ():
        bound = number(restrictions.get(name))
        if bound is not None and period.energy_before is not None:
            yield (bound - period.energy_before) / volume


def by_clock(restrictions: Restrictions) -> set[int]:
    """Times of day at which a restriction changes, in minutes after midnight; 0 for a change of the day."""
    times = {minutes(restrictions[name]) for name in ("start_time", "end_time") if name in restrictions}
    days = any(day(restrictions.get(name)) for name in ("start_date", "end_date")) or "day_of_week" in restrictions
    return {time for time in times if time is not None} | ({0} if days else set())


def existing(local: datetime) -> datetime:
    """A local time; of one that the clocks skip in spring, the moment at which they do."""
    before, after = local.replace(fold=0).utcoffset(), local.replace(fold=1).utcoffset()
    if before is None or after is None or before >= after:
        return local
    moment = local.replace(fold=1).astimezone(UTC)
    while moment.astimezone(local.tzinfo).utcoffset() != after:
        moment += timedelta(minutes=1)
    return moment


def instants(period: Period, clocks: set[int]) -> Iterator[datetime]:
    """When these times of day are, on the days of a period."""
    if period.local is None or period.end is None:
        return
    midnight = period.local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    left = min(MOST_DAYS, (datetime.max - midnight.replace(tzinfo=None)).days)  # the calendar ends as well
    for days in range(left) if clocks else ():
        for clock in sorted(clocks):
            yield existing(midnight + timedelta(days=days, minutes=clock))
        if midnight + timedelta(days=days) > period.end:
            return
