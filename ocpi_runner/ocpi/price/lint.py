"""What is wrong with a tariff before anybody is billed by it. OCPI 2.2.1, 11.3.1 and 11.4."""

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from ocpi_runner.ocpi.price import lint_windows
from ocpi_runner.ocpi.price.amounts import UNCOUNTABLE, ZERO, number, objects, text
from ocpi_runner.ocpi.price.lint_reach import demanded, unreachable
from ocpi_runner.ocpi.price.lint_windows import Law
from ocpi_runner.ocpi.price.remark import Linted, Object, Remark, at
from ocpi_runner.ocpi.price.restrictions import NO_OBJECT
from ocpi_runner.ocpi.price.rules import RULES
from ocpi_runner.ocpi.price.tariff import STEPS_IN_UNIT, read
from ocpi_runner.ocpi.price.taxes import limit

CURRENCY = r"(?:[€$£]|(?:EUR|USD|GBP|CHF|euros?|cents?|ct)\b)"
AMOUNT = re.compile(rf"{CURRENCY}\s?\d|\d\s?{CURRENCY}", re.IGNORECASE)


def lint(version: str, tariff: Object, now: datetime | None = None) -> Iterator[Remark]:
    """Everything about a Tariff of that version that is wrong or worth a thought; it never raises.

    `now` (with a zone) tells which windows are in the past; without it none is.
    """
    looked = Linted(tariff, read(tariff, RULES[version]).elements, RULES[version], now)
    for law in LAWS:
        yield from law(looked)


def empty(tariff: Linted) -> Iterator[Remark]:
    """A tariff without elements, and elements without prices."""
    if not tariff.elements:
        yield Remark("$.elements", "it has no element: nothing has a price")
    for element in tariff.elements:
        if not element.components:
            yield Remark(at(element), "it has no price component that is known")


def fallback(tariff: Linted) -> Iterator[Remark]:
    """Dimensions that are free wherever no restriction matches."""
    for dimension in STEPS_IN_UNIT:
        own = [each for each in tariff.elements if any(row.dimension == dimension for row in each.components)]
        plain = [each for each in own if not each.reservation]
        if plain and all(demanded(each.restrictions) for each in plain) and dimension != "FLAT":
            message = f"{dimension} is free where no restriction matches: no element without restrictions has it"
            yield Remark(at(plain[-1], "restrictions"), message, "TAR-078", wrong=False)


def unreadable(tariff: Linted) -> Iterator[Remark]:
    """Prices and steps that are no numbers, and restrictions that are no object."""
    for element in tariff.elements:
        if NO_OBJECT in element.restrictions:
            yield Remark(at(element, "restrictions"), "`restrictions` is no object")
        for index, component in enumerate(element.components):
            for name, found in (("price", component.price), ("step_size", component.step)):
                if found is None:
                    yield Remark(at(element, f"price_components[{index}]", name), f"`{name}` is {UNCOUNTABLE}")


def duplicates(tariff: Linted) -> Iterator[Remark]:
    """A dimension that an element has twice."""
    for element in tariff.elements:
        seen: set[str] = set()
        for index, component in enumerate(element.components):
            if component.dimension in seen:
                path = at(element, f"price_components[{index}]")
                yield Remark(path, f"{component.dimension} stands in this element twice", "TAR-080")
            seen.add(component.dimension)


def reservations(tariff: Linted) -> Iterator[Remark]:
    """What an element for reservations cannot price."""
    for element in tariff.elements if tariff.rules.limits else ():
        for index, component in enumerate(element.components if element.reservation else ()):
            if component.dimension not in ("FLAT", "TIME"):
                message = f"a reservation has no {component.dimension}: only FLAT and TIME"
                yield Remark(at(element, f"price_components[{index}]"), message, "TAR-093")


def steps(tariff: Linted) -> Iterator[Remark]:
    """Steps of nothing, and prices below it."""
    for element, row in enumerate(objects(tariff.value.get("elements"))):
        for index, component in enumerate(objects(row.get("price_components"))):
            path = f"$.elements[{element}].price_components[{index}]"
            step, price = number(component.get("step_size")), number(component.get("price"))
            if step is not None and step < 1 and component.get("type") != "FLAT":
                yield Remark(f"{path}.step_size", f"`step_size` is {step:f}; the smallest step is 1", "TAR-098")
            if price is not None and price < 0:
                yield Remark(f"{path}.price", f"`price` is negative: {price:f}", "TAR-101")


def limits(tariff: Linted) -> Iterator[Remark]:
    """min_price above max_price, and limits that make everything free or are no limits."""
    low, high = (limit(tariff.value.get(name), tariff.rules) for name in ("min_price", "max_price"))
    if above(low.net, high.net) or above(low.gross, high.gross):
        yield Remark("$.min_price", "`min_price` is above `max_price`", "TAR-077")
    for name, found in (("min_price", low), ("max_price", high)):
        if above(found.net, found.gross):
            yield Remark(f"$.{name}", f"`{name}` is lower with taxes than without", "TAR-077")
    if high.net is not None and high.net <= 0:
        yield Remark("$.max_price", "a `max_price` of nothing makes every charge free")
    if low.net == 0:
        yield Remark("$.min_price", "a `min_price` of nothing says nothing", wrong=False)


def above(one: Decimal | None, other: Decimal | None) -> bool:
    """Whether both are known and the first is larger."""
    return one is not None and other is not None and one > other


def free(tariff: Linted) -> Iterator[Remark]:
    """A tariff that is free is one FLAT of nothing; one with a `min_price` is not free."""
    rows = [row for element in tariff.elements for row in element.components]
    low = limit(tariff.value.get("min_price"), tariff.rules)
    if above(low.net, ZERO) or above(low.gross, ZERO):
        return
    if rows and all(row.price == 0 for row in rows) and not any(row.dimension == "FLAT" for row in rows):
        yield Remark("$.elements", "a free tariff has a FLAT of 0.00", tariff.rules.free)


def alt_text(tariff: Linted) -> Iterator[Remark]:
    """Prices in the text for people, which are in the elements already."""
    for index, row in enumerate(objects(tariff.value.get("tariff_alt_text")) if tariff.elements else ()):
        if tariff.rules.limits and AMOUNT.search(text(row.get("text"))[:1000]):
            path = f"$.tariff_alt_text[{index}].text"
            yield Remark(path, "it seems to tell a price, which belongs in `elements` only", "TAR-107", wrong=False)


LAWS: tuple[Law, ...] = (
    empty,
    unreadable,
    *lint_windows.LAWS,
    unreachable,
    fallback,
    duplicates,
    reservations,
    steps,
    limits,
    free,
    alt_text,
)
