"""The cost of a charge under its tariffs."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import localcontext
from typing import Any

from ocpi_runner.ocpi.price.bill import Bill
from ocpi_runner.ocpi.price.charge import Charge, read_charge
from ocpi_runner.ocpi.price.lines import priced
from ocpi_runner.ocpi.price.rules import RULES, Reading
from ocpi_runner.ocpi.price.sums import summed

PRECISION = 60  #: digits; far more than any sum of bounded numbers needs
Object = Mapping[str, Any]


def price(version: str, charge: Object, tariffs: Sequence[Object] = (), time_zone: str | None = None) -> Bill:
    """What a CDR or Session of that version costs, by the reading of the text that we hold to be right.

    `tariffs` go before those that the charge holds itself; `time_zone` is the IANA name of the Location's. Volumes and
    amounts are exact decimals, in kWh, hours and the currency of the charge. It never raises: what cannot be told
    stands in `Bill.unknown`. OCPI 2.2.1, 10.3.1 and 11.3.1.
    """
    return bill(read_charge(RULES[version], charge, tariffs, time_zone), RULES[version].readings[0])


def bill(charge: Charge, reading: Reading) -> Bill:
    """The bill by one reading."""
    with localcontext() as context:
        context.prec = PRECISION
        lines = priced(charge, reading)
        return replace(summed(charge, reading, lines), reading=reading.name)
