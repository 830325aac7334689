"""Which version a CDR, Session or Tariff is of, told by its members when nobody says it."""

from collections.abc import Mapping
from typing import Any

from ocpi_runner.ocpi.price.amounts import objects
from ocpi_runner.ocpi.price.rules import RULES

#: What speaks for a version, the first that holds decides. The usual one comes last and always holds.
ONLY_IN = (
    ("2.1.1", ("stop_date_time", "auth_id", "location")),
    ("2.3.0", ("tax_included",)),
)
USUAL = "2.2.1"
PRICES = ("total_cost", "min_price", "max_price")


def guess(value: Mapping[str, Any]) -> tuple[str, str]:
    """The version, and what it was told by."""
    for number, names in ONLY_IN:
        for name in names:
            if value.get(name) is not None:
                return number, f"it has `{name}`"
    for name in PRICES:
        found = value.get(name)
        if isinstance(found, Mapping) and RULES["2.3.0"].net in found:
            return "2.3.0", f"`{name}` has `{RULES['2.3.0'].net}`"
        if found is not None and not isinstance(found, Mapping):
            return "2.1.1", f"`{name}` is no object"
    for tariff in objects(value.get("tariffs")):
        if tariff.get("tax_included") is not None:
            return "2.3.0", "its tariff has `tax_included`"
    if "elements" in value and "party_id" not in value:
        return "2.1.1", "it names no `party_id`"
    return USUAL, "nothing in it speaks for another"
