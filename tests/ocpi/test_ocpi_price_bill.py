"""Laws of bills: sums, limits, taxes, what cannot be told, and input that nobody expects."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ocpi_charges import ZONE, charge, component, element, minutes, tariff, timed, told

from ocpi_runner.ocpi.price.amounts import Money, number
from ocpi_runner.ocpi.price.bill import Bill
from ocpi_runner.ocpi.price.boundaries import boundaries
from ocpi_runner.ocpi.price.charge import read_charge
from ocpi_runner.ocpi.price.pricing import bill as billed
from ocpi_runner.ocpi.price.pricing import price
from ocpi_runner.ocpi.price.rules import RULES

VERSIONS = list(RULES)
NIGHT = tariff(element(component("TIME", 1.0), start_time="22:00", end_time="06:00"), element(component("TIME", 3.0)))

volumes = st.integers(0, 10**6).map(lambda whole: whole / 10**4)
prices = st.integers(0, 10**5).map(lambda whole: whole / 10**4)
steps = st.sampled_from([0, 1, 60, 300, 500, 900])
dimensions = st.sampled_from(["ENERGY", "TIME", "PARKING_TIME", "FLAT"])
components = st.builds(component, dimensions, prices, steps, st.none() | st.integers(0, 30))
restrictions = st.fixed_dictionaries(
    {},
    optional={
        "max_kwh": volumes,
        "min_kwh": volumes,
        "max_duration": st.integers(0, 7200),
        "end_time": st.just("10:00"),
    },
)
elements = st.builds(lambda rows, limits: element(*rows, **limits), st.lists(components, min_size=1), restrictions)
tariffs = st.lists(elements, min_size=1, max_size=4).map(lambda rows: tariff(*rows))
periods = st.tuples(st.integers(1, 600), st.dictionaries(st.sampled_from(["ENERGY", "TIME", "PARKING_TIME"]), volumes))
charges = st.lists(periods, min_size=1, max_size=6).map(lambda rows: charge(*rows))
anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def total(bill: Bill) -> Decimal:
    """The sum before taxes, where it is known."""
    assert bill.total.net is not None
    return bill.total.net


@given(charges, tariffs, st.sampled_from(VERSIONS))
def test_the_lines_add_up_to_the_total(cdr: dict[str, Any], under: dict[str, Any], version: str) -> None:
    read = read_charge(RULES[version], cdr, [under], ZONE)
    for bill in (billed(read, reading) for reading in RULES[version].readings):
        assert abs(total(bill) - sum((line.cost for line in bill.lines), Decimal(0))) < Decimal("1e-15")
        assert all(line.explanation for line in bill.lines)


@given(charges, tariffs, st.sampled_from(VERSIONS))
def test_nothing_is_billed_less_than_it_was_but_for_rounding(
    cdr: dict[str, Any], under: dict[str, Any], version: str
) -> None:
    for line in price(version, cdr, [under], ZONE).lines:
        assert line.billed >= line.volume - Decimal("0.0005") * len(cdr["charging_periods"])


@given(prices, steps, volumes, volumes)
def test_more_energy_never_costs_less(each: float, step: int, less: float, more: float) -> None:
    by_kwh = tariff(element(component("ENERGY", each, step)))
    low, high = sorted((less, more))
    assert total(price("2.2.1", charge((60, {"ENERGY": low})), [by_kwh])) <= total(
        price("2.2.1", charge((60, {"ENERGY": high})), [by_kwh])
    )


@given(st.lists(volumes, min_size=1, max_size=5), prices, steps)
def test_the_price_does_not_change_when_a_period_is_told_in_two(parts: list[float], each: float, step: int) -> None:
    by_kwh = tariff(element(component("ENERGY", each, step)))
    whole = charge(*((60, {"ENERGY": part}) for part in parts))
    halves = charge(*((30, {"ENERGY": part / 2}) for part in parts for _ in range(2)))
    assert abs(total(price("2.2.1", whole, [by_kwh])) - total(price("2.2.1", halves, [by_kwh]))) < Decimal("0.001")


@settings(max_examples=200)
@given(
    st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("charging_periods", "currency", "tariffs", "end_date_time", "location"), anything)
    ),
    st.lists(anything),
    anything,
)
def test_no_input_breaks_it(cdr: dict[str, Any], under: list[Any], place: Any) -> None:
    for version in VERSIONS:
        price(version, cdr, under, place if isinstance(place, str) else None)
        list(boundaries(version, cdr, under))


@settings(max_examples=200)
@given(st.data(), st.sampled_from(VERSIONS))
def test_no_member_of_a_tariff_breaks_it(data: st.DataObject, version: str) -> None:
    names = ["start_time", "end_time", "start_date", "end_date", "day_of_week", "min_kwh", "max_power", "reservation"]
    strange = {name: data.draw(anything) for name in data.draw(st.lists(st.sampled_from(names)))}
    under = tariff(
        element({"type": "ENERGY", "price": data.draw(anything), "step_size": data.draw(anything)}, **strange)
    )
    bill = price(version, charge((60, {"ENERGY": 5})), [under | {"min_price": data.draw(anything)}], ZONE)
    assert bill.unknown or bill.total.net is not None or bill.total.gross is not None


def test_what_no_charge_can_hold_is_no_number() -> None:
    hostile = (float("inf"), float("nan"), 1e300, 10**5000, Decimal("1e999999"), Decimal("sNaN"), "1e9", "x", True)
    assert [number(each) for each in hostile] == [None] * len(hostile)


@pytest.mark.parametrize("tiny", [5e-324, Decimal("1e-999999")])
def test_what_is_too_small_to_count_is_nothing(tiny: object) -> None:
    assert number(tiny) == 0


@pytest.mark.parametrize("step", [0, -5, 1e300, None, "300", 1e-9])
def test_no_step_size_hangs(step: Any) -> None:
    row = component("TIME", 1.0) | {"step_size": step}
    assert price("2.2.1", charge(*timed(("TIME", 30))), [tariff(element(row))]).total.net is not None


def test_a_hundred_thousand_periods_are_priced() -> None:
    begin = datetime(2026, 3, 2)
    rows = [
        {
            "start_date_time": told(begin + timedelta(seconds=count)),
            "dimensions": [{"type": "ENERGY", "volume": 0.001}, {"type": "TIME", "volume": minutes(1 / 60)}],
            "tariff_id": "T1",
        }
        for count in range(100_000)
    ]
    cdr = {"charging_periods": rows, "end_date_time": told(begin + timedelta(seconds=100_000)), "currency": "EUR"}
    by_kwh = tariff(
        element(component("ENERGY", 0.5), component("FLAT", 1), max_kwh=50), element(component("ENERGY", 0.25))
    )
    assert total(price("2.2.1", cdr, [by_kwh])) == Decimal(1 + 25 + 12.5)


def test_too_much_work_is_refused() -> None:
    huge = tariff(*(element(component("ENERGY", 1), min_kwh=1000) for _ in range(60_000)))
    bill = price("2.2.1", charge(*[(1, {"ENERGY": 1})] * 100), [huge])
    assert "too many" in bill.unknown[0].reason


@pytest.mark.parametrize(
    ("start", "cost"),
    [
        ("2026-03-02T20:30:00Z", "3.00"),  # 21:30 in winter
        ("2026-03-02T21:00:00Z", "1.00"),
        ("2026-03-03T04:59:00Z", "1.00"),
        ("2026-03-03T05:00:00Z", "3.00"),
        ("2026-07-01T20:00:00Z", "1.00"),  # 22:00 in summer
        ("2026-03-29T00:59:00Z", "1.00"),  # the hour before the clock changes
        ("2026-03-29T04:00:00Z", "3.00"),  # 06:00, an hour earlier than the day before
        ("2026-10-25T01:30:00Z", "1.00"),  # the hour that comes twice
    ],
)
def test_a_window_is_in_local_time_and_runs_over_midnight(start: str, cost: str) -> None:
    assert total(price("2.2.1", charge((60, {"TIME": 1}), start=start), [NIGHT], ZONE)) == Decimal(cost)


@pytest.mark.parametrize("zone", [None, "Mars/Olympus", "../../etc/passwd", "Europe", "", "x" * 500, "a\0b"])
def test_without_a_time_zone_a_window_cannot_be_told(zone: str | None) -> None:
    bill = price("2.2.1", charge((60, {"TIME": 1})), [NIGHT], zone)
    assert bill.why_unknown("time") == "the time zone of the Location is not known"
    assert not bill.why_unknown("energy")


def test_2_1_1_takes_the_time_zone_of_its_Location() -> None:
    cdr = charge((60, {"TIME": 1}), end="stop_date_time") | {"location": {"time_zone": ZONE}}
    assert total(price("2.1.1", cdr, [NIGHT])) == 3


BY_DAY = tariff(
    element(component("FLAT", 1), start_date="2026-03-02", end_date="2026-03-03"), element(component("FLAT", 9))
)


@pytest.mark.parametrize(
    ("start", "cost"),
    [
        ("2026-03-01T22:59:59Z", 9),
        ("2026-03-01T23:00:00Z", 1),
        ("2026-03-02T22:59:59Z", 1),
        ("2026-03-02T23:00:00Z", 9),
    ],
)
def test_the_first_day_belongs_to_a_window_and_the_last_does_not(start: str, cost: int) -> None:
    assert total(price("2.2.1", charge((5, {}), start=start), [BY_DAY], ZONE)) == cost


@pytest.mark.parametrize(
    ("limits", "before", "cost"),
    [({"min_kwh": 5}, 5, 1), ({"min_kwh": 5}, 4.999, 9), ({"max_kwh": 5}, 5, 9), ({"max_kwh": 5}, 4.999, 1)],
)
def test_a_lower_bound_belongs_to_its_range_and_an_upper_does_not(
    limits: dict[str, float], before: float, cost: int
) -> None:
    under = tariff(element(component("TIME", 1), **limits), element(component("TIME", 9)))
    assert total(price("2.2.1", charge((60, {"ENERGY": before}), (60, {"TIME": 1})), [under])) == cost


@pytest.mark.parametrize(
    ("under", "reason"),
    [
        ({"price": 1e16}, "the price of ENERGY in element 0 is no number that can be counted with"),
        ({"step_size": 10**12}, "the step_size of ENERGY in element 0 is no number that can be counted with"),
        ({"step_size": "many"}, "the step_size of ENERGY in element 0 is no number that can be counted with"),
    ],
)
def test_what_cannot_be_counted_with_has_no_price(under: dict[str, Any], reason: str) -> None:
    bill = price("2.2.1", charge((60, {"ENERGY": 5})), [tariff(element(component("ENERGY", 1) | under))])
    assert [each.reason for each in bill.unknown] == [reason]


def test_restrictions_that_are_no_object_are_not_passed_over() -> None:
    under = tariff(element(component("ENERGY", 1)) | {"restrictions": [{"min_kwh": 100}]})
    bill = price("2.2.1", charge((60, {"ENERGY": 5})), [under])
    assert bill.unknown[0].reason == "the `restrictions` of an element are no object"


def test_a_current_that_crosses_a_bound_cannot_be_told() -> None:
    under = tariff(element(component("ENERGY", 1), max_current=32), element(component("ENERGY", 2), min_current=32))
    crossing = price("2.2.1", charge((60, {"ENERGY": 5, "MIN_CURRENT": 10, "MAX_CURRENT": 40})), [under])
    missing = price("2.2.1", charge((60, {"ENERGY": 5})), [under])
    assert crossing.unknown[0].reason == "the current crosses the `max_current` of 32 inside the period"
    assert missing.unknown[0].reason == "the period tells no current"


def test_2_1_1_derives_the_power_from_energy_and_time() -> None:
    under = tariff(element(component("ENERGY", 1), max_power=11), element(component("ENERGY", 2)))
    cdr = charge((60, {"ENERGY": 10}), (60, {"ENERGY": 12}), end="stop_date_time")
    assert total(price("2.1.1", cdr, [under])) == 10 + 24


def test_2_1_1_counts_FLAT_where_a_period_tells_it() -> None:
    under = tariff(element(component("FLAT", 2)))
    told_twice = charge((60, {"FLAT": 1}), (60, {"FLAT": 1}), end="stop_date_time")
    assert total(price("2.1.1", told_twice, [under])) == 4
    assert total(price("2.1.1", charge((60, {}), end="stop_date_time"), [under])) == 2


def test_a_period_without_a_tariff_costs_nothing_when_others_have_one() -> None:
    cdr = charge((60, {"ENERGY": 10}), (60, {"ENERGY": 10}))
    del cdr["charging_periods"][1]["tariff_id"]
    assert total(price("2.2.1", cdr, [tariff(element(component("ENERGY", 1)))])) == 10
    del cdr["charging_periods"][0]["tariff_id"]
    bill = price("2.2.1", cdr, [tariff(element(component("ENERGY", 1)))])
    assert (total(bill), bill.notes) == (20, ("no charging period has a `tariff_id`",))


def test_each_period_is_priced_by_its_own_tariff() -> None:
    cdr = charge((60, {"ENERGY": 10}), (60, {"ENERGY": 10}))
    cdr["charging_periods"][1]["tariff_id"] = "t2"  # ids are the same in any case
    both = [tariff(element(component("ENERGY", 1))), tariff(element(component("ENERGY", 2)), id="T2")]
    assert total(price("2.2.1", cdr | {"tariffs": both})) == 30
    assert price("2.2.1", cdr, both[:1]).unknown[0].reason == "the tariff `t2` is not known"


def test_a_tariff_in_another_currency_prices_nothing() -> None:
    bill = price("2.2.1", charge((60, {"ENERGY": 1})), [tariff(element(component("ENERGY", 1))) | {"currency": "CHF"}])
    assert bill.why_unknown("fixed") == "the tariff `T1` is in CHF, not in EUR"


def test_limits_apply_before_and_after_taxes_on_their_own() -> None:
    limits = {"min_price": {"excl_vat": 3, "incl_vat": 3.1}, "max_price": {"excl_vat": 10, "incl_vat": 11}}
    under = tariff(element(component("ENERGY", 1, 1, 21))) | limits
    bills = [price("2.2.1", charge((60, {"ENERGY": energy})), [under]) for energy in (2, 2.9, 9.5, 12)]
    assert [bill.total for bill in bills] == [
        Money(Decimal(3), Decimal("3.1")),
        Money(Decimal(3), Decimal("3.509")),
        Money(Decimal("9.5"), Decimal(11)),
        Money(Decimal(10), Decimal(11)),
    ]
    assert [bill.clamped for bill in bills] == ["min_price", "min_price", "max_price", "max_price"]


@pytest.mark.parametrize(
    ("tax", "vat", "expected"),
    [
        ("NO", 21, ("10", "12.1")),
        ("NO", None, ("10", None)),
        ("YES", 25, ("8", "10")),
        ("YES", None, (None, "10")),
        ("N/A", None, ("10", "10")),
        (None, 21, ("10", "12.1")),
    ],
)
def test_prices_of_2_3_0_are_read_as_the_tariff_says(tax: str | None, vat: float | None, expected: Any) -> None:
    under = tariff(element(component("ENERGY", 1, 1, vat))) | ({"tax_included": tax} if tax else {})
    found = price("2.3.0", charge((60, {"ENERGY": 10})), [under]).total
    assert (found.net, found.gross) == tuple(each and Decimal(each) for each in expected)


def test_an_hour_with_four_decimals_begins_no_step() -> None:
    under = tariff(element(component("TIME", 6, 300)))
    assert total(price("2.2.1", charge((10, {"TIME": 0.1667})), [under])) == 1
    assert total(price("2.2.1", charge((10, {"TIME": 0.1675})), [under])) == Decimal("1.5")


def test_a_change_of_price_inside_a_period_is_found() -> None:
    under = tariff(
        element(component("ENERGY", 1), max_kwh=10, end_time="10:00"),
        element(component("ENERGY", 2), max_duration=7200),
    )
    cdr = charge((20, {"ENERGY": 5}), (20, {"ENERGY": 20}), (200, {"ENERGY": 5}))
    found = [(each.period, told(each.at), each.before, each.after) for each in boundaries("2.2.1", cdr, [under], ZONE)]
    assert found == [(1, "2026-03-02T08:55:00Z", 0, 1), (2, "2026-03-02T10:30:00Z", 1, None)]


@pytest.mark.parametrize("start", ["9999-12-31T22:00:00Z", "0001-01-01T00:00:00Z"])
def test_the_ends_of_the_calendar_break_nothing(start: str) -> None:
    under = tariff(element(component("ENERGY", 1), start_time="22:00", end_time="06:00"))
    assert list(boundaries("2.2.1", charge((60, {"ENERGY": 5}), start=start), [under], ZONE)) == []


def test_a_line_is_explained() -> None:
    under = tariff(element(component("FLAT", 0.5), component("TIME", 3, 60), component("PARKING_TIME", 5, 300)))
    lines = price("2.2.1", charge(*timed(("TIME", 150), ("PARKING_TIME", 42))), [under]).lines
    assert [line.explanation for line in lines] == [
        "2.5 h charging, at 3 per h",
        "fee of 0.5",
        "0.7 h parking rounded up to 0.75 h because of step_size 300 s, at 5 per h",
    ]
