"""Numbers and money as they stand in a message: exact decimals, or nothing when they cannot be counted with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

LARGEST = Decimal(10) ** 12
SMALLEST_DIGIT = -24  #: exponent of the last digit that is read
TEXT = re.compile(r"-?\d{1,12}(\.\d{1,24})?", re.ASCII)
UNCOUNTABLE = "no number that can be counted with"
ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)


def number(value: Any) -> Decimal | None:
    """A JSON number as the decimal that was written, a number written as text too.

    None for anything else, and for what no charge can hold: infinities, a million million and more.

    >>> number(0.1) + number(0.2)
    Decimal('0.3')
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float):
        found = Decimal(repr(value))
    elif isinstance(value, int):
        found = Decimal(value if abs(value) < LARGEST else "NaN")
    elif isinstance(value, Decimal):
        found = value
    elif isinstance(value, str) and TEXT.fullmatch(value):
        found = Decimal(value)
    else:
        return None
    if not found.is_finite() or found.adjusted() >= LARGEST.adjusted():
        return None
    return found if found.adjusted() > SMALLEST_DIGIT or not found else ZERO


@dataclass(frozen=True, slots=True)
class Money:
    """An amount before and after taxes; None is an amount that is not known."""

    net: Decimal | None = ZERO
    gross: Decimal | None = ZERO

    def __add__(self, other: "Money") -> "Money":
        return Money(added(self.net, other.net), added(self.gross, other.gross))

    def __neg__(self) -> "Money":
        return Money(negated(self.net), negated(self.gross))


def added(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """A sum, of which nothing is known when a part is not."""
    return None if one is None or other is None else one + other


def negated(amount: Decimal | None) -> Decimal | None:
    """The amount with the other sign."""
    return None if amount is None else -amount


def objects(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a list; whatever else stands in it is left out, and so is everything when it is no list."""
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list | tuple) else []


def text(value: Any) -> str:
    """A text, or "" for anything else."""
    return value if isinstance(value, str) else ""


#: Currencies whose smallest unit is not a hundredth. ISO 4217.
DIGITS = dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND"), 0)
DIGITS |= dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3)


def unit(currency: str) -> Decimal:
    """The smallest amount that can be paid in a currency.

    >>> unit("EUR")
    Decimal('0.01')
    """
    return Decimal(1).scaleb(-DIGITS.get(currency.upper(), 2))
