"""The lines of a bill in words."""

from decimal import Decimal

UNITS = {"ENERGY": "kWh", "TIME": "h", "PARKING_TIME": "h", "FLAT": ""}
STEP_UNITS = {"ENERGY": "Wh", "TIME": "s", "PARKING_TIME": "s", "FLAT": ""}
THINGS = {"fixed": "fee", "energy": "energy", "time": "charging", "parking": "parking", "reservation": "reservation"}


def plain(value: Decimal, digits: int = 4) -> str:
    """A decimal for people: at most some digits after the point, no zeros at the end.

    >>> plain(Decimal("0.750000")), plain(Decimal("20"))
    ('0.75', '20')
    """
    text = f"{round(value, digits):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def billed_in_words(
    bucket: str, dimension: str, volume: Decimal, billed: Decimal, price: Decimal, step: Decimal
) -> str:
    """Why a line costs what it costs, without the sum."""
    unit, thing = UNITS[dimension], THINGS[bucket]
    if dimension == "FLAT":
        times = "" if billed == 1 else f"{plain(billed)} times "
        return f"{times}{thing if bucket == 'fixed' else thing + ' fee'} of {plain(price)}"
    said = f"{plain(volume)} {unit} {thing}"
    if billed != volume:
        way = "up" if billed > volume else "down"
        said += f" rounded {way} to {plain(billed)} {unit} because of step_size {plain(step)} {STEP_UNITS[dimension]}"
    return f"{said}, at {plain(price)} per {unit}"
