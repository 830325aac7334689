"""The sums of a bill, and the limits of its tariff."""

from collections.abc import Iterable
from decimal import Decimal

from ocpi_runner.ocpi.price.amounts import ZERO, Money
from ocpi_runner.ocpi.price.bill import Bill, Line, Unknown
from ocpi_runner.ocpi.price.charge import Charge
from ocpi_runner.ocpi.price.lines import Priced
from ocpi_runner.ocpi.price.rules import BUCKETS, Reading
from ocpi_runner.ocpi.price.tariff import Tariff

TOTAL = "total"  #: the bucket of the whole


def summed(charge: Charge, reading: Reading, priced: Priced) -> Bill:
    """The bill of priced periods."""
    by_bucket: dict[str, list[Line]] = {}
    for line in priced.lines:
        by_bucket.setdefault(line.bucket, []).append(line)
    buckets = tuple((name, money(by_bucket[name])) for name in BUCKETS if name in by_bucket)
    whole = sum((amount for _, amount in buckets), Money(ZERO, ZERO if charge.rules.net else None))
    tariffs = tuple(priced.used.values()) if reading.always_limited or not charge.unused else ()
    total, clamped = limited(whole, tariffs[0]) if len(tariffs) == 1 else (whole, "")
    unknown = dict(priced.unknown)
    if len(tariffs) > 1 and any(limited(whole, tariff)[1] for tariff in tariffs):
        unknown[Unknown(TOTAL, "what min_price and max_price mean for a charge with several tariffs is not told")] = (
            None
        )
    return Bill(
        currency=charge.currency,
        lines=tuple(priced.lines),
        buckets=buckets,
        unclamped=whole,
        total=total,
        clamped=clamped,
        unknown=tuple(unknown),
        notes=charge.notes,
    )


def money(lines: Iterable[Line]) -> Money:
    """The sum of some lines."""
    return sum((line.money for line in lines), Money())


def limited(whole: Money, tariff: Tariff) -> tuple[Money, str]:
    """The amount within min_price and max_price, and which of them changed it.

    Before and after taxes apply on their own. OCPI 2.2.1, 11.3.1 (NOTE to min_price).
    """
    net, by_net = within(whole.net, tariff.minimum.net, tariff.maximum.net)
    gross, by_gross = within(whole.gross, tariff.minimum.gross, tariff.maximum.gross)
    if by_net and (tariff.minimum if by_net == "min_price" else tariff.maximum).gross is None:
        gross = net if tariff.untaxed else None  # else what the taxes of a limit are is not told
    return Money(net, gross), by_net or by_gross


def within(amount: Decimal | None, low: Decimal | None, high: Decimal | None) -> tuple[Decimal | None, str]:
    """An amount raised to the lower limit and then cut to the upper, and which of them did."""
    if amount is None:
        return None, ""
    by = ""
    if low is not None and amount < low:
        amount, by = low, "min_price"
    if high is not None and amount > high:
        amount, by = high, "max_price"
    return amount, by
