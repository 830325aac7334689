"""The arithmetic of a charge."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ocpi_runner.party import charge

QUARTER = Decimal("0.25")
END = "2026-11-25T12:00:00Z"


def tariff(*components: tuple[str, float, int]) -> dict[str, Any]:
    return {
        "id": "T1",
        "currency": "EUR",
        "elements": [
            {"price_components": [dict(zip(("type", "price", "step_size"), c, strict=True)) for c in components]}
        ],
    }


def periods(*energies: str) -> list[dict[str, Any]]:
    starts = (f"2026-11-25T{2 + number // 4:02}:{15 * (number % 4):02}:00Z" for number in range(len(energies)))
    return [charge.period(start, Decimal(e), QUARTER, "T1") for start, e in zip(starts, energies, strict=True)]


def cost(made: dict[str, Any] | None, used: list[dict[str, Any]]) -> dict[str, float]:
    return charge.as_price(charge.bill(made, used, END).total)


def test_energy_time_and_a_flat_fee_add_up() -> None:
    used = periods("10", "5")
    made = charge.bill(tariff(("FLAT", 0.5, 1), ("ENERGY", 0.3, 1), ("TIME", 2.0, 60)), used, END)
    totals = charge.cdr_totals(made, used)
    told = {name: totals[name]["excl_vat"] for name in totals if name.endswith("_cost")}
    assert told == {"total_cost": 6.0, "total_fixed_cost": 0.5, "total_energy_cost": 4.5, "total_time_cost": 1.0}


def test_a_step_that_was_begun_is_paid_whole_and_once() -> None:
    assert cost(tariff(("ENERGY", 1.0, 500)), periods("0.3", "0.3"))["excl_vat"] == 1.0


def test_without_a_tariff_it_costs_nothing() -> None:
    assert cost(None, periods("10")) == {"excl_vat": 0.0, "incl_vat": 0.0}


def test_an_element_counts_where_its_restrictions_match() -> None:
    made = tariff(("ENERGY", 1.0, 1))
    made["elements"][0]["restrictions"] = {"max_kwh": 5}
    assert cost(made, periods("4", "10", "10"))["excl_vat"] == 14.0


def test_no_time_passes_between_an_instant_and_itself() -> None:
    assert charge.hours_between(datetime(2026, 1, 1), datetime(2026, 1, 1)) == 0


@given(st.lists(st.decimals("0", "100", places=4), min_size=1, max_size=8))
def test_the_total_energy_is_the_sum_of_the_periods(energies: list[Decimal]) -> None:
    used = periods(*map(str, energies))
    totals = charge.cdr_totals(charge.bill(tariff(("ENERGY", 0.3, 1)), used, END), used)
    assert totals["total_energy"] == charge.number(sum(energies, Decimal(0)))
    assert totals["total_time"] == 0.25 * len(energies)
