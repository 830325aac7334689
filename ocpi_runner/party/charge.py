"""The figures of a charge: periods, energy, time, and what they cost by `ocpi.price`. Pure.

Volumes are kWh and hours, prices are in the currency of the tariff; everything is counted in decimals, and rounded to
the four that OCPI gives a number.
"""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ocpi_runner.ocpi.price.amounts import ZERO, Money
from ocpi_runner.ocpi.price.bill import Bill
from ocpi_runner.ocpi.price.pricing import price
from ocpi_runner.ocpi.price.rules import BUCKETS
from ocpi_runner.ocpi.versions import USUAL

Document = dict[str, Any]
FOUR = Decimal("0.0001")


def number(value: Decimal) -> float:
    """A JSON number of at most four decimals."""
    return float(value.quantize(FOUR, ROUND_HALF_UP))


def period(start: str, energy: Decimal, hours: Decimal, tariff: str | None) -> dict[str, Any]:
    """A ChargingPeriod that begins at `start` (a DateTime), in which `energy` kWh were charged in `hours`."""
    made: dict[str, Any] = {
        "start_date_time": start,
        "dimensions": [{"type": "ENERGY", "volume": number(energy)}, {"type": "TIME", "volume": number(hours)}],
    }
    return made if tariff is None else made | {"tariff_id": tariff}


def hours_between(start: datetime, end: datetime) -> Decimal:
    """Time between two instants, in hours of four decimals."""
    seconds = Decimal(str((end - start).total_seconds()))
    return (seconds / 3600).quantize(FOUR, ROUND_HALF_UP)


def volume(periods: list[dict[str, Any]], dimension: str) -> Decimal:
    """The sum of one dimension over all periods."""
    return sum(
        (Decimal(str(d["volume"])) for p in periods for d in p["dimensions"] if d["type"] == dimension), Decimal(0)
    )


def bill(tariff: Document | None, periods: list[Document], end: str, time_zone: str | None = None) -> Bill:
    """What the periods of a charge that ended, or was last looked at, at `end` cost under a tariff.

    `time_zone` is that of the Location. Objects are in the form in which the party keeps them.
    """
    start = periods[0]["start_date_time"] if periods else end
    charge = {"start_date_time": start, "end_date_time": end, "charging_periods": periods}
    tariffs = [tariff] if tariff else []
    return price(
        USUAL, charge | {"currency": tariff["currency"] if tariff else "EUR", "tariffs": tariffs}, (), time_zone
    )


def as_price(money: Money) -> dict[str, float]:
    """As an OCPI Price: `{"excl_vat": 1.5, "incl_vat": 1.815}`; nothing for what is not known."""
    return {"excl_vat": number(money.net or ZERO), "incl_vat": number(money.gross or ZERO)}


def cdr_totals(made: Bill, periods: list[Document]) -> Document:
    """The `total_…` members of a CDR. OCPI 2.2.1, 10.3.1."""
    told = {BUCKETS[name]: as_price(money) for name, money in made.buckets if money.net}
    return {
        "total_cost": as_price(made.total),
        **told,
        "total_energy": number(volume(periods, "ENERGY")),
        "total_time": number(volume(periods, "TIME") + volume(periods, "PARKING_TIME")),
    }
