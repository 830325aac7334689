"""A tariff as it is priced with: its elements, components and limits, read once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from ocpi_runner.ocpi.moment import parse
from ocpi_runner.ocpi.price.amounts import ZERO, Money, number, objects, text
from ocpi_runner.ocpi.price.restrictions import NO_OBJECT
from ocpi_runner.ocpi.price.rules import Rules
from ocpi_runner.ocpi.price.taxes import limit, stated

#: How many units of step_size make one unit of the price: Wh in a kWh, seconds in an hour; 0: it has no steps.
STEPS_IN_UNIT = {"ENERGY": 1000, "TIME": 3600, "PARKING_TIME": 3600, "FLAT": 0}
EXPIRES = "RESERVATION_EXPIRES"  #: the kind of element that prices a reservation that was never used


@dataclass(frozen=True, slots=True)
class Component:
    """A PriceComponent at its place."""

    dimension: str  #: "ENERGY", "FLAT", "PARKING_TIME", "TIME"
    price: Decimal | None  #: for one kWh, hour or charge; None when it cannot be read
    vat: Decimal | None  #: percent
    step: Decimal | None  #: Wh or seconds; 0 for none; None when it cannot be read
    element: int
    tariff: str
    tax: str  #: row of `taxes.TAXES`
    parking: bool  #: its element prices parking and nothing else that is measured


@dataclass(frozen=True, slots=True)
class Element:
    """A TariffElement at its place."""

    index: int
    components: tuple[Component, ...]
    restrictions: Mapping[str, Any]

    @property
    def reservation(self) -> str:
        """Which reservations it prices; "" when it prices charging."""
        return text(self.restrictions.get("reservation"))


@dataclass(frozen=True, slots=True)
class Tariff:
    """A Tariff that can be priced with."""

    id: str
    currency: str
    elements: tuple[Element, ...]
    minimum: Money
    maximum: Money
    starts: datetime | None
    ends: datetime | None

    @property
    def untaxed(self) -> bool:
        """Whether no component has a tax, so that amounts are the same before and after."""
        parts = [component for element in self.elements for component in element.components]
        return all(component.tax == "N/A" or not component.vat for component in parts)

    @property
    def size(self) -> int:
        """Number of components, which is the work of a period."""
        return sum(len(element.components) + len(element.restrictions) for element in self.elements)


def read(value: Mapping[str, Any], rules: Rules) -> Tariff:
    """A Tariff object of a version. What cannot be read in it shows when it is needed."""
    id, tax = text(value.get("id")), stated(value, rules)
    elements = tuple(
        Element(index, tuple(components(element, index, id, tax)), restrictions(element))
        for index, element in enumerate(objects(value.get("elements")))
    )
    starts, ends = (parse(text(value.get(name))) for name in ("start_date_time", "end_date_time"))
    low, high = (limit(value.get(name), rules) for name in ("min_price", "max_price"))
    return Tariff(id, text(value.get("currency")), elements, low, high, starts, ends)


def restrictions(element: Mapping[str, Any]) -> Mapping[str, Any]:
    """The restrictions of an element that say something."""
    found = element.get("restrictions")
    if not isinstance(found, Mapping):
        return {NO_OBJECT: found} if found else {}
    return {name: value for name, value in found.items() if value not in (None, [])}


def steps(dimension: str, value: Any) -> Decimal | None:
    """The step_size of a component; of a FLAT it says nothing."""
    found = ZERO if value is None or not STEPS_IN_UNIT[dimension] else number(value)
    return None if found is None else max(found, ZERO)


def components(element: Mapping[str, Any], index: int, tariff: str, tax: str) -> Iterator[Component]:
    """The price components of an element, as far as their dimension is known."""
    rows = objects(element.get("price_components"))
    kinds = {text(row.get("type")) for row in rows}
    parking = "PARKING_TIME" in kinds and not kinds & {"ENERGY", "TIME"}
    for row in rows:
        if (dimension := text(row.get("type"))) in STEPS_IN_UNIT:
            price, vat = number(row.get("price")), number(row.get("vat"))
            step = steps(dimension, row.get("step_size"))
            yield Component(
                dimension, price, vat if vat is None or vat > -100 else None, step, index, tariff, tax, parking
            )
