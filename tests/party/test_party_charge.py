"""The arithmetic of a charge."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ocpi_runner.party import charge

QUARTER = Decimal("0.25")


def tariff(*components: tuple[str, float, int]) -> dict[str, Any]:
    return {
        "elements": [
            {"price_components": [dict(zip(("type", "price", "step_size"), c, strict=True)) for c in components]}
        ]
    }


def periods(*energies: str) -> list[dict[str, Any]]:
    return [charge.period("2026-11-25T02:00:00Z", Decimal(e), QUARTER, None) for e in energies]


def test_energy_time_and_a_flat_fee_add_up() -> None:
    parts = charge.costs(tariff(("FLAT", 0.5, 1), ("ENERGY", 0.3, 1), ("TIME", 2.0, 60)), periods("10", "5"))
    assert {kind: float(cost.net) for kind, cost in parts.items()} == {"FLAT": 0.5, "ENERGY": 4.5, "TIME": 1.0}
    assert charge.total(parts) == {"excl_vat": 6.0, "incl_vat": 6.0}


def test_a_step_that_was_begun_is_paid_whole_and_once() -> None:
    assert charge.total(charge.costs(tariff(("ENERGY", 1.0, 500)), periods("0.3", "0.3")))["excl_vat"] == 1.0


def test_without_a_tariff_it_costs_nothing() -> None:
    assert charge.total(charge.costs(None, periods("10"))) == {"excl_vat": 0.0, "incl_vat": 0.0}


def test_an_element_with_restrictions_does_not_count() -> None:
    made = tariff(("ENERGY", 1.0, 1))
    made["elements"][0]["restrictions"] = {"max_kwh": 5}
    assert charge.costs(made, periods("10")) == {}


def test_no_time_passes_between_an_instant_and_itself() -> None:
    assert charge.hours_between(datetime(2026, 1, 1), datetime(2026, 1, 1)) == 0


@given(st.lists(st.decimals("0", "100", places=4), min_size=1, max_size=8))
def test_the_total_energy_is_the_sum_of_the_periods(energies: list[Decimal]) -> None:
    totals = charge.cdr_totals(tariff(("ENERGY", 0.3, 1)), periods(*map(str, energies)))
    assert totals["total_energy"] == charge.number(sum(energies, Decimal(0)))
    assert totals["total_time"] == 0.25 * len(energies)
