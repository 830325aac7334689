"""A bill: lines, their sums, and what could not be told. Frozen."""

from dataclasses import dataclass
from decimal import Decimal

from ocpi_runner.ocpi.price.amounts import Money
from ocpi_runner.ocpi.price.taxes import TAXES
from ocpi_runner.ocpi.price.words import billed_in_words

NOTHING = Money()
EVERYTHING = ""  #: the bucket of what makes the whole bill unknown


@dataclass(frozen=True, slots=True)
class Line:
    """What one component makes of one period."""

    period: int  #: place in `charging_periods`
    dimension: str  #: "TIME"
    bucket: str  #: a row of `rules.BUCKETS`
    volume: Decimal  #: kWh, hours, or a count
    billed: Decimal  #: the same after step_size
    price: Decimal  #: for one of these
    vat: Decimal | None  #: percent
    step: Decimal  #: Wh or seconds; 0: none
    element: int  #: place in `elements`
    tariff: str
    tax: str  #: row of `taxes.TAXES`

    @property
    def cost(self) -> Decimal:
        """Billed volume times price, as the tariff states its prices."""
        return self.billed * self.price

    @property
    def money(self) -> Money:
        """The cost before and after taxes."""
        return TAXES[self.tax](self.cost, self.vat)

    @property
    def explanation(self) -> str:
        """A sentence: "0.7 h parking rounded up to 0.75 h because of step_size 300 s, at 5 per h"."""
        return billed_in_words(self.bucket, self.dimension, self.volume, self.billed, self.price, self.step)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Why a sum cannot be told."""

    bucket: str  #: a row of `rules.BUCKETS`; `EVERYTHING`: none of them can
    reason: str


@dataclass(frozen=True, slots=True)
class Bill:
    """What a charge costs, by one reading of the text."""

    currency: str
    lines: tuple[Line, ...] = ()
    buckets: tuple[tuple[str, Money], ...] = ()  #: those that have a line
    unclamped: Money = NOTHING  #: the sum of the lines
    total: Money = NOTHING  #: the same, within the limits of the tariff
    clamped: str = ""  #: "min_price", "max_price", or ""
    unknown: tuple[Unknown, ...] = ()
    notes: tuple[str, ...] = ()
    reading: str = ""  #: "" for the one that we hold to be right

    def bucket(self, name: str) -> Money:
        """The sum of a bucket; nothing when it has no line."""
        return dict(self.buckets).get(name, NOTHING)

    def why_unknown(self, bucket: str) -> str:
        """Why a bucket cannot be told; "" when it can."""
        return next((each.reason for each in self.unknown if each.bucket in (bucket, EVERYTHING)), "")
