"""Laws of comparing: what agrees, what differs, and the names of other readings and of common mistakes."""

from decimal import Decimal
from typing import Any

import pytest
from ocpi_charges import ZONE, charge, component, element, tariff, timed

from ocpi_runner.ocpi.price.amounts import Money
from ocpi_runner.ocpi.price.bill import Bill
from ocpi_runner.ocpi.price.charge import read_charge
from ocpi_runner.ocpi.price.compare import compare, judge, tolerance
from ocpi_runner.ocpi.price.pricing import bill, price
from ocpi_runner.ocpi.price.rules import RULES

Object = dict[str, Any]
BY_KWH = tariff(element(component("ENERGY", 0.25, 1, 10)))
CDR = charge((60, {"ENERGY": 20}))
STEPPED = tariff(element(component("TIME", 6, 600), component("PARKING_TIME", 3, 600), component("ENERGY", 1, 500)))
CHANGING = tariff(
    element(component("ENERGY", 1, 500), component("TIME", 6, 600), end_time="10:00"),
    element(component("ENERGY", 2, 500), component("TIME", 12, 600)),
)
MIXED = tariff(
    element(component("TIME", 1), component("FLAT", 5), reservation="RESERVATION"), element(component("TIME", 2))
)
EXPIRING = tariff(
    element(component("TIME", 6), reservation="RESERVATION_EXPIRES"),
    element(component("TIME", 3), reservation="RESERVATION"),
)
LATER = tariff(element(component("ENERGY", 1), max_duration=1800), element(component("ENERGY", 2)))
EVENING = tariff(element(component("ENERGY", 2), start_time="17:00"), element(component("ENERGY", 1)))
BOUND = tariff(element(component("ENERGY", 1), max_duration=1800), element(component("ENERGY", 3)))
PARTED = tariff(element(component("ENERGY", 1)), element(component("TIME", 6)))
SECOND = tariff(element(component("ENERGY", 3, 500)), id="T2")
TWO = charge((20, {"TIME": 1 / 3, "ENERGY": 4.3}), (25, {"TIME": 25 / 60, "ENERGY": 1.1}), start="2026-03-02T08:40:00Z")


def moved(cdr: Object, tariff_id: str | None) -> Object:
    """The charge with another tariff in its last period."""
    first, *between, last = cdr["charging_periods"]
    kept = {name: value for name, value in last.items() if name != "tariff_id"}
    return cdr | {"charging_periods": [first, *between, kept | ({"tariff_id": tariff_id} if tariff_id else {})]}


def paid(cdr: Object, net: Any, gross: Any = None) -> Object:
    """The charge with a total cost."""
    price = {"excl_vat": float(net)} | ({} if gross is None else {"incl_vat": float(gross)})
    return cdr | {"total_cost": price}


@pytest.mark.parametrize(
    ("net", "gross", "verdict"),
    [
        (5, 5.5, "match"),
        (5, None, "match"),
        (5.01, 5.5, "rounding"),
        (5, 5.49, "rounding"),
        (5.02, 5.52, "mismatch"),
        (5, 6.05, "mismatch"),
        (0, 0, "mismatch"),
    ],
)
def test_a_cost_is_judged(net: float, gross: float | None, verdict: str) -> None:
    assert judge("2.2.1", paid(CDR, net, gross), [BY_KWH]).verdict == verdict


def test_each_figure_is_judged_on_its_own() -> None:
    told = paid(CDR, 5, 5.5) | {"total_energy_cost": {"excl_vat": 4}, "total_time_cost": {"excl_vat": 0}}
    found = judge("2.2.1", told, [BY_KWH])
    assert [(each.bucket, each.verdict, each.difference) for each in found.figures] == [
        ("energy", "mismatch", -1),
        ("time", "match", 0),
        ("total", "match", 0),
    ]


def test_a_figure_that_is_not_told_is_not_wrong() -> None:
    (energy, total) = judge("2.2.1", paid(CDR, 5), [BY_KWH]).figures
    assert (energy.member, energy.theirs, energy.verdict, total.verdict) == (
        "total_energy_cost",
        None,
        "no figure",
        "match",
    )


def test_a_credit_CDR_has_the_negative_total_and_the_parts_as_they_were() -> None:
    told = paid(CDR, -5, -5.5) | {"credit": True, "total_energy_cost": {"excl_vat": 5, "incl_vat": 5.5}}
    assert judge("2.2.1", told, [BY_KWH]).verdict == "match"
    assert judge("2.2.1", told | {"total_cost": {"excl_vat": 5}}, [BY_KWH]).verdict == "mismatch"


@pytest.mark.parametrize(
    ("told", "tariffs", "reason"),
    [
        (paid(CDR, 5), [], "no tariff is known"),
        (CDR | {"total_cost": "5"}, [BY_KWH], "its `total_cost` cannot be read"),
        (paid(CDR, 5) | {"total_energy_cost": 5}, [BY_KWH], "its `total_energy_cost` cannot be read"),
        (CDR, [], "no tariff is known"),
        (paid({}, 5), [BY_KWH], "it has no charging periods"),
    ],
)
def test_what_cannot_be_told_says_why(told: Object, tariffs: list[Object], reason: str) -> None:
    found = judge("2.2.1", told, tariffs)
    assert (found.verdict, reason in found.reasons) == ("not verifiable", True)


def test_where_nothing_is_told_our_bill_stands_alone() -> None:
    found = judge("2.2.1", CDR, [BY_KWH])
    assert (found.verdict, found.figures[-1].ours.net, found.reasons) == ("no figure", Decimal(5), ())
    assert judge("2.2.1", CDR | {"total_energy_cost": {"excl_vat": 5}}, [BY_KWH]).verdict == "match"
    assert judge("2.2.1", CDR | {"total_energy_cost": {"excl_vat": 6}}, [BY_KWH]).verdict == "mismatch"


def test_2_1_1_tells_one_number() -> None:
    cdr = charge((60, {"ENERGY": 20}), end="stop_date_time")
    assert judge("2.1.1", cdr | {"total_cost": 5.0}, [BY_KWH]).verdict == "match"
    assert judge("2.1.1", cdr | {"total_cost": 5.5}, [BY_KWH]).verdict == "mismatch"


@pytest.mark.parametrize(
    ("tax", "vat", "net", "taxes", "verdict"),
    [
        ("NO", None, 20, [3], "match"),
        ("NO", 10, 20, [1, 1], "match"),
        ("NO", 10, 20, [3], "mismatch"),
        ("YES", None, 18, [2], "match"),
        ("YES", None, 20, [2], "mismatch"),
        ("YES", 25, 16, [4], "match"),
        ("N/A", None, 20, [], "match"),
        ("N/A", None, 20, [1], "mismatch"),
    ],
)
def test_taxes_of_2_3_0_are_counted(tax: str, vat: float | None, net: float, taxes: list[float], verdict: str) -> None:
    cost = {"before_taxes": net, "taxes": [{"name": "TAX", "amount": amount} for amount in taxes]}
    under = tariff(element(component("ENERGY", 1, 1, vat)), tax_included=tax)
    assert judge("2.3.0", CDR | {"total_cost": cost}, [under]).verdict == verdict


PARKED = charge(*timed(("TIME", 21), ("PARKING_TIME", 16)))
RESERVED = charge((40, {"RESERVATION_TIME": 2 / 3}), (30, {"ENERGY": 10}), (30, {"ENERGY": 10}))
EXPIRED = charge((60, {"RESERVATION_TIME": 1}))
LEAST = tariff(
    element(component("TIME", 3), reservation="RESERVATION"),
    element(component("ENERGY", 1)),
    min_price={"excl_vat": 5},
)
WAITED = "`min_duration` and `max_duration` count the reservation before the charge too"
MOST_RESERVED = "`min_price` and `max_price` count for a reservation that was never used"
RESUMED = charge(*timed(("TIME", 21), ("PARKING_TIME", 16), ("TIME", 5)))


@pytest.mark.parametrize("version", RULES)
def test_each_reading_that_may_be_held_has_a_name_and_our_own_has_none(version: str) -> None:
    names = [each.name for each in RULES[version].readings]
    assert names[0] == ""
    assert all(names[1:])
    assert len(set(names)) == len(names)
    assert all(each.name and each.requirement for each in RULES[version].mistakes)


@pytest.mark.parametrize(
    ("version", "cdr", "under", "net", "reading"),
    [
        ("2.2", PARKED, STEPPED, 2.1 + 1.0, "step_size rounds parking time only, as OCPI 2.2.1 says"),
        ("2.2", PARKED, STEPPED, 2.1 + 0.95, ""),
        ("2.2.1", PARKED, STEPPED, 2.1 + 1.0, ""),
        ("2.2.1", RESUMED, STEPPED, 3.0 + 0.8, "step_size rounds the kind of time that came last"),
        ("2.1.1", PARKED, STEPPED, 3.0 + 1.0, "step_size rounds every period on its own"),
        (
            "2.2.1",
            charge((60, {"ENERGY": 1, "TIME": 1}), (60, {"ENERGY": 1})),
            tariff(
                element(component("FLAT", 1), max_duration=60), element(component("FLAT", 3), component("ENERGY", 1))
            ),
            6,
            "a FLAT fee is due once for every element that becomes active",
        ),
        ("2.2.1", RESERVED, LATER, 10 + 20, ""),
        ("2.2", RESERVED, LATER, 2 * 10 + 2 * 10, WAITED),
        ("2.2.1", RESERVED, LATER, 2 * 10 + 2 * 10, WAITED),
        ("2.2.1", EXPIRED, LEAST, 3, ""),
        ("2.2", EXPIRED, LEAST, 5, MOST_RESERVED),
        ("2.2.1", EXPIRED, LEAST, 5, MOST_RESERVED),
        ("2.2.1", charge((60, {"ENERGY": 1})), LEAST, 5, ""),
        ("2.2.1", charge((60, {"ENERGY": 20})), LATER, 30, "periods are cut where the price changes inside them"),
    ],
)
def test_a_reading_that_may_be_held_is_named(
    version: str, cdr: Object, under: Object, net: float, reading: str
) -> None:
    told = cdr | {"total_cost": net} if version == "2.1.1" else paid(cdr, net)
    found = judge(version, told, [under], ZONE)
    assert (found.reading, found.verdict in ("match", "rounding", "reading")) == (reading, True)


WRONG = {
    "one element prices all": (CDR | {"charging_periods": TWO["charging_periods"]}, PARTED, "CDR-149"),
    "all elements are added up": (
        TWO,
        tariff(element(component("ENERGY", 1)), element(component("ENERGY", 2))),
        "CDR-149",
    ),
    "a period without tariff is charged": (moved(TWO, None), BY_KWH, "CDR-135"),
    "the upper bound belongs to it": (charge((30, {"ENERGY": 5}), (30, {"ENERGY": 7})), BOUND, "CDR-155"),
    "totals are compared": (charge((30, {"ENERGY": 5}), (60, {"ENERGY": 7}), (9, {"ENERGY": 1})), BOUND, "CDR-156"),
    "reservations price charging": (charge((30, {"RESERVATION_TIME": 0.5}), (60, {"TIME": 1})), MIXED, "CDR-158"),
    "an expired reservation is like another": (charge((60, {"RESERVATION_TIME": 1})), EXPIRING, "CDR-159"),
    "time is UTC": (charge((60, {"ENERGY": 9}), start="2026-03-02T16:30:00Z"), EVENING, "TAR-085"),
    "every period is rounded": (TWO, CHANGING, "CDR-169"),
    "every element is rounded": (charge(*[(10, {"ENERGY": 1.1})] * 4), CHANGING, "CDR-173"),
}
MISTAKES = {
    "one element prices all": "one element prices",
    "all elements are added up": "all elements",
    "a period without tariff is charged": "periods without",
    "the upper bound belongs to it": "the upper bound",
    "totals are compared": "restrictions are compared",
    "reservations price charging": "elements for reservations",
    "an expired reservation is like another": "an expired reservation",
    "time is UTC": "times of day",
    "every period is rounded": "step_size rounds every period",
    "every element is rounded": "step_size rounds the part of each tariff element",
}


@pytest.mark.parametrize("version", ["2.2", "2.2.1"])
@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_named_with_what_it_breaks(name: str, version: str) -> None:
    cdr, under, requirement = WRONG[name]
    (reading,) = (each for each in RULES[version].mistakes if each.name.startswith(MISTAKES[name]))
    made = bill(read_charge(RULES[version], cdr, [under], ZONE), reading)
    found = judge(version, paid(cdr, made.total.net, made.total.gross), [under], ZONE)
    assert (found.verdict, found.mistake, found.requirement) == ("mismatch", reading.name, requirement)


def test_rounding_at_a_change_of_tariff_is_named() -> None:
    both = [tariff(element(component("ENERGY", 1, 500))), SECOND]
    cdr = moved(charge((20, {"ENERGY": 1.1}), (20, {"ENERGY": 1.1}), (20, {"ENERGY": 1.1})), "T2")
    assert price("2.2.1", cdr, both).total.net == Decimal("2.2") + Decimal("1.3") * 3
    found = judge("2.2.1", paid(cdr, 2.5 + 4.5), both)
    assert (found.mistake, found.requirement) == ("step_size rounds the part of each tariff on its own", "CDR-175")


@pytest.mark.parametrize(
    ("version", "net", "requirement"),
    [
        ("2.2.1", 2.1 + 0.95, "CDR-171"),
        ("2.2.1", 3.0 + 1.0, "CDR-169"),
        ("2.2", 2.1 + 0.8, "CDR-170"),
        ("2.2.1", 2.1 + 0.8, "CDR-171"),
        ("2.1.1", 2.1 + 0.8, "CDR-168"),
    ],
)
def test_rounding_of_time_in_another_way_is_named(version: str, net: float, requirement: str) -> None:
    told = PARKED | {"total_cost": net} if version == "2.1.1" else paid(PARKED, net)
    assert judge(version, told, [STEPPED]).requirement == requirement


def test_the_tolerance_grows_with_the_components_and_is_in_the_unit_of_the_currency() -> None:
    one = price("2.2.1", CDR, [BY_KWH])
    assert tolerance(Bill("EUR")) == Decimal("0.01")
    assert tolerance(one) == Decimal("0.01")
    assert tolerance(one, Decimal("0.5")) == Decimal("0.5")
    assert tolerance(Bill("JPY", one.lines)) == 1
    assert tolerance(Bill("KWD", one.lines)) == Decimal("0.001")


def test_a_bill_can_be_compared_on_its_own() -> None:
    ours = price("2.2.1", CDR, [BY_KWH])
    assert compare(ours, paid(CDR, 5, 5.5), "2.2.1").figures[-1].ours == Money(Decimal(5), Decimal("5.5"))
