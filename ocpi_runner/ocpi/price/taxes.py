"""What a cost is before and after taxes, by the way in which a tariff states its prices."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from ocpi_runner.ocpi.price.amounts import HUNDRED, ZERO, Money, number, objects, text
from ocpi_runner.ocpi.price.rules import Rules

Vat = Decimal | None  #: percent; None when the component names none


def untaxed(cost: Decimal, vat: Vat) -> Money:
    """Only the amount before taxes exists."""
    return Money(cost, None)


def with_vat(cost: Decimal, vat: Vat) -> Money:
    """Prices are before VAT; without a percentage there is none."""
    return Money(cost, cost + cost * (vat or ZERO) / HUNDRED)


def added_later(cost: Decimal, vat: Vat) -> Money:
    """Prices are before taxes, which are not known when there is no percentage."""
    return with_vat(cost, vat) if vat is not None or not cost else Money(cost, None)


def included(cost: Decimal, vat: Vat) -> Money:
    """Prices are after taxes, whose part is not known when there is no percentage."""
    if vat is None:
        return Money(None if cost else ZERO, cost)
    return Money(cost * HUNDRED / (HUNDRED + vat), cost)


def not_applicable(cost: Decimal, vat: Vat) -> Money:
    """No taxes are due."""
    return Money(cost, cost)


TAXES: Mapping[str, Callable[[Decimal, Vat], Money]] = {
    "NONE": untaxed,
    "VAT": with_vat,
    "NO": added_later,
    "YES": included,
    "N/A": not_applicable,
}


def stated(tariff: Mapping[str, Any], rules: Rules) -> str:
    """In which way a tariff states its prices: a row of `TAXES`, "NO" when it does not tell."""
    told = text(tariff.get("tax_included"))
    return rules.tax or (told if told in ("NO", "YES", "N/A") else "NO")


def money(value: Any, rules: Rules) -> Money | None:
    """A price of a CDR; None when it cannot be read. OCPI 2.2.1, 16.5 and 2.3.0, Price class."""
    if not rules.net:
        net = number(value)
        return None if net is None else Money(net, None)
    if not isinstance(value, Mapping) or (net := number(value.get(rules.net))) is None:
        return None
    if not rules.taxes:
        return Money(net, number(value.get(rules.gross)))
    amounts = [number(each.get("amount")) for each in objects(value.get(rules.taxes))]
    known = [amount for amount in amounts if amount is not None]
    return Money(net, net + sum(known, ZERO) if len(known) == len(amounts) else None)


def limit(value: Any, rules: Rules) -> Money:
    """A min_price or max_price of a tariff; None stands for no limit."""
    if not rules.limits or not isinstance(value, Mapping):
        return Money(None, None)
    return Money(number(value.get(rules.net)), number(value.get(rules.limit_gross)))
