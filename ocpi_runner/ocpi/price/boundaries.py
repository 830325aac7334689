"""Charging periods that are missing: a price changes inside a period. OCPI 2.2.1, 10.4.3 (ChargingPeriod)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import localcontext
from typing import Any

from ocpi_runner.ocpi.price.charge import Charge, read_charge
from ocpi_runner.ocpi.price.cuts import pieces
from ocpi_runner.ocpi.price.lines import measured
from ocpi_runner.ocpi.price.moments import moment
from ocpi_runner.ocpi.price.periods import Period
from ocpi_runner.ocpi.price.pricing import PRECISION
from ocpi_runner.ocpi.price.rules import RULES, Reading
from ocpi_runner.ocpi.price.select import by_dimension, candidates
from ocpi_runner.ocpi.price.tariff import Tariff

MOST_PERIODS = 2000  #: that are looked at
Object = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Boundary:
    """A change of price inside a period."""

    period: int  #: place in `charging_periods`
    dimension: str
    at: datetime
    before: int | None  #: place in `elements` of what prices it first; None: it is free
    after: int | None


def boundaries(
    version: str, charge: Object, tariffs: Sequence[Object] = (), time_zone: str | None = None
) -> Iterator[Boundary]:
    """Every change of price inside a period, as far as it can be told."""
    read = read_charge(RULES[version], charge, tariffs, time_zone)
    reading = RULES[version].readings[0]
    with localcontext() as context:
        context.prec = PRECISION
        for period in () if read.unknown else read.periods[:MOST_PERIODS]:
            tariff = read.tariff_of(period)
            if tariff:
                yield from changes(read, period, tariff, reading)


def changes(charge: Charge, period: Period, tariff: Tariff, reading: Reading) -> Iterator[Boundary]:
    """The changes in one period, of the dimensions that were measured in it."""
    last: dict[tuple[bool, str], int | None] = {}
    for piece in pieces(period, tariff):
        for reserved, volumes in measured(piece):
            elements = candidates(tariff.elements, reserved, charge.expired, False)
            for dimension in volumes:
                choice = by_dimension(elements, dimension, moment(charge, piece, reading))
                now = choice.components[0].element if choice.components else None
                if choice.unknown or piece.start is None:
                    continue
                before = last.setdefault((reserved, dimension), now)
                if before != now:
                    yield Boundary(period.index, dimension, piece.start, before, now)
                    last[reserved, dimension] = now
