"""The arithmetic of a charge: periods, energy, time and price. Pure.

Volumes are kWh and hours, prices are in the currency of the tariff; everything is counted in decimals, and rounded to
the four that OCPI gives a number.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import Any

FOUR = Decimal("0.0001")
#: Which dimension of a charging period a price component is multiplied with, and how many step sizes make one unit.
PRICED = {"ENERGY": ("ENERGY", 1000), "TIME": ("TIME", 3600), "PARKING_TIME": ("PARKING_TIME", 3600)}
#: Name of the member of a CDR in which the cost of a component is told.
TOTALS = {
    "FLAT": "total_fixed_cost",
    "ENERGY": "total_energy_cost",
    "TIME": "total_time_cost",
    "PARKING_TIME": "total_parking_cost",
}


@dataclass(frozen=True, slots=True)
class Cost:
    """Money before and with tax."""

    net: Decimal = Decimal(0)
    gross: Decimal = Decimal(0)

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(self.net + other.net, self.gross + other.gross)

    def price(self) -> dict[str, float]:
        """As an OCPI Price: `{"excl_vat": 1.5, "incl_vat": 1.815}`."""
        return {"excl_vat": number(self.net), "incl_vat": number(self.gross)}


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


def component_cost(component: dict[str, Any], periods: list[dict[str, Any]]) -> Cost:
    """What one price component makes of a charge; the whole charge is rounded up to its step size, once."""
    price = Decimal(str(component["price"]))
    if component["type"] in PRICED:
        dimension, steps = PRICED[component["type"]]
        size = max(int(component["step_size"]), 1)
        begun = (volume(periods, dimension) * steps / size).to_integral_value(ROUND_CEILING)
        price *= begun * size / steps
    elif not periods:
        return Cost()
    vat = Decimal(str(component.get("vat") or 0))
    return Cost(price, price * (1 + vat / 100))


def costs(tariff: dict[str, Any] | None, periods: list[dict[str, Any]]) -> dict[str, Cost]:
    """Cost by kind of component; the first unrestricted component of a kind is the one that counts."""
    found: dict[str, Cost] = {}
    for element in (tariff or {}).get("elements", ()):
        for component in () if element.get("restrictions") else element["price_components"]:
            found.setdefault(component["type"], component_cost(component, periods))
    return found


def total(parts: dict[str, Cost]) -> dict[str, float]:
    """The sum, as an OCPI Price."""
    return sum(parts.values(), Cost()).price()


def cdr_totals(tariff: dict[str, Any] | None, periods: list[dict[str, Any]]) -> dict[str, Any]:
    """The `total_…` members of a CDR. OCPI 2.2.1, 10.3.1."""
    parts = costs(tariff, periods)
    told = {TOTALS[kind]: cost.price() for kind, cost in parts.items() if cost.net and kind in TOTALS}
    return {
        "total_cost": total(parts),
        **told,
        "total_energy": number(volume(periods, "ENERGY")),
        "total_time": number(volume(periods, "TIME") + volume(periods, "PARKING_TIME")),
    }
