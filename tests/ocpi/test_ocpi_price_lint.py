"""What is wrong with a tariff is told at its place, and nothing is told of one that is right."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ocpi_charges import WEEKDAYS, component, element, tariff

from ocpi_runner.ocpi.catalogue import requirement
from ocpi_runner.ocpi.price.lint import lint
from ocpi_runner.ocpi.price.rules import RULES

NOW = datetime(2026, 11, 25, tzinfo=UTC)
KWH, HOUR, FEE = component("ENERGY", 0.5), component("TIME", 2), component("FLAT", 1)
OPEN = element(KWH, HOUR, FEE)
anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


DAYS = [*WEEKDAYS, "SATURDAY", "SUNDAY"]


def limited(**restrictions: Any) -> dict[str, Any]:
    """A tariff with one restricted element before a fallback."""
    return tariff(element(KWH, **restrictions), OPEN)


def alt(text: str) -> dict[str, Any]:
    """A tariff with a text for people."""
    return tariff(OPEN, tariff_alt_text=[{"language": "en", "text": text}])


R = "$.elements[0].restrictions"
WRONG = [
    (limited(min_kwh=5, max_kwh=5), f"{R}.min_kwh", "TAR-081"),
    (limited(min_power=32, max_power=16), f"{R}.min_power", "TAR-081"),
    (limited(min_duration=60, max_duration=30), f"{R}.min_duration", "TAR-081"),
    (limited(max_duration=0), f"{R}.max_duration", "TAR-081"),
    (limited(start_date="2026-02-30"), f"{R}.start_date", "TAR-068"),
    (limited(end_date="tomorrow"), f"{R}.end_date", ""),
    (limited(start_time="8:00", end_time="20:00"), f"{R}.start_time", ""),
    (limited(min_kwh="5"), f"{R}.min_kwh", ""),
    (limited(max_duration=[5]), f"{R}.max_duration", ""),
    (limited(start_date="2026-12-01", end_date="2026-12-03", day_of_week=["FRIDAY"]), f"{R}.day_of_week", ""),
    (limited(end_date="2026-12-24") | {"start_date_time": "2026-12-25T00:00:00Z"}, f"{R}.end_date", ""),
    (limited(start_date="2026-12-27") | {"end_date_time": "2026-12-25T00:00:00Z"}, f"{R}.start_date", ""),
    (tariff(), "$.elements", ""),
    (tariff(OPEN, element()), "$.elements[1]", ""),
    (tariff(OPEN, element(component("WATER", 1))), "$.elements[1]", ""),
    (limited(start_date="2026-12-24", end_date="2026-12-24"), f"{R}.end_date", "TAR-081"),
    (limited(start_date="2026-01-01", end_date="2026-02-01"), f"{R}.end_date", ""),
    (limited(start_time="10:00", end_time="10:00"), f"{R}.end_time", "TAR-084"),
    (limited(start_time="10:00", end_time="23:59"), f"{R}.end_time", "TAR-082"),
    (limited(day_of_week=["Monday"]), f"{R}.day_of_week", "TAR-069"),
    (limited(dayOfWeek=["MONDAY"]), R, ""),
    (tariff(OPEN, element(KWH, max_kwh=5)), "$.elements[1].price_components[0]", "TAR-079"),
    (
        tariff(element(KWH, max_kwh=5), element(KWH, max_kwh=5, start_time="10:00"), OPEN),
        "$.elements[1].price_components[0]",
        "TAR-079",
    ),
    *(
        (tariff(element(KWH, **wide), element(KWH, **narrow), OPEN), "$.elements[1].price_components[0]", "TAR-079")
        for wide, narrow in (
            ({"min_kwh": 5}, {"min_kwh": 10}),
            ({"max_power": 0}, {"max_power": -5, "min_power": -10}),
            ({"day_of_week": ["MONDAY", "TUESDAY"]}, {"day_of_week": ["MONDAY"], "start_time": "10:00"}),
            ({"start_time": "22:00", "end_time": "07:00"}, {"end_time": "06:00"}),
            ({"start_time": "22:00", "end_time": "07:00"}, {"start_time": "23:00", "end_time": "01:00"}),
            ({"end_date": "2027-03-01"}, {"start_date": "2027-01-01", "end_date": "2027-02-01"}),
        )
    ),
    (tariff(element(KWH, HOUR, FEE, day_of_week=DAYS), element(KWH)), "$.elements[1].price_components[0]", "TAR-079"),
    (tariff(element(KWH, max_kwh=5)), R, "TAR-078"),
    (tariff(element(KWH, KWH)), "$.elements[0].price_components[1]", "TAR-080"),
    (tariff(element(KWH, reservation="RESERVATION"), OPEN), "$.elements[0].price_components[0]", "TAR-093"),
    (tariff(element(component("ENERGY", 1, 0))), "$.elements[0].price_components[0].step_size", "TAR-098"),
    (tariff(element(component("ENERGY", 1, -5))), "$.elements[0].price_components[0].step_size", "TAR-098"),
    (tariff(element(component("ENERGY", -1))), "$.elements[0].price_components[0].price", "TAR-101"),
    (tariff(OPEN, min_price={"excl_vat": 5}, max_price={"excl_vat": 4}), "$.min_price", "TAR-077"),
    (tariff(OPEN, min_price={"excl_vat": 5, "incl_vat": 4}), "$.min_price", "TAR-077"),
    (tariff(OPEN, max_price={"excl_vat": 0}), "$.max_price", ""),
    (tariff(OPEN, min_price={"excl_vat": 0}), "$.min_price", ""),
    (tariff(element(component("ENERGY", 0))), "$.elements", "TAR-097"),
    (
        tariff(OPEN, start_date_time="2026-12-02T00:00:00Z", end_date_time="2026-12-01T00:00:00Z"),
        "$.end_date_time",
        "TAR-076",
    ),
    (tariff(OPEN, end_date_time="2026-11-01T00:00:00Z"), "$.end_date_time", ""),
    (alt("Only 0.50 EUR per kWh"), "$.tariff_alt_text[0].text", "TAR-107"),
]
RIGHT = [
    tariff(OPEN),
    limited(
        min_kwh=5, max_kwh=10, start_time="22:00", end_time="06:00", start_date="2026-01-01", end_date="2027-01-01"
    ),
    limited(max_duration=1800, day_of_week=["MONDAY"], start_time="00:00", end_time="12:00"),
    limited(start_date="2026-12-01", end_date="2026-12-03", day_of_week=["FRIDAY", "TUESDAY"]),
    limited(start_date="2026-12-26", end_date="2026-12-27") | {"end_date_time": "2026-12-25T23:00:00Z"},
    tariff(element(component("FLAT", 0, 0))),
    tariff(element(HOUR, reservation="RESERVATION"), OPEN),
    tariff(OPEN, min_price={"excl_vat": 1, "incl_vat": 1.2}, max_price={"excl_vat": 5, "incl_vat": 6}),
    tariff(OPEN, end_date_time="2027-01-01T00:00:00Z"),
    limited(start_date="9999-12-31") | {"end_date_time": "9999-12-31T23:59:59Z"},
    alt("Free coffee while you charge"),
    tariff(element(KWH, max_kwh=5), element(KWH, max_power=5), OPEN),
    tariff(element(KWH, end_time="07:00"), element(KWH, start_time="22:00", end_time="07:00"), OPEN),
    tariff(element(KWH, start_time="22:00"), element(KWH, start_time="22:00", end_time="06:00"), OPEN),
    tariff(element(KWH, min_kwh=10), element(KWH, min_kwh=5), OPEN),
    tariff(element(KWH, min_kwh=5, max_kwh=10), element(KWH, min_kwh=6, max_kwh=12), OPEN),
    tariff(element(KWH, day_of_week=["MONDAY"]), element(KWH, day_of_week=["MONDAY", "TUESDAY"]), OPEN),
    tariff(element(HOUR, reservation="RESERVATION"), element(HOUR, reservation="RESERVATION_EXPIRES"), OPEN),
    limited(max_power=0),
    limited(max_current=-2, min_current=-10),
    limited(start_time="00:00", end_time="00:00"),
    tariff(element(component("ENERGY", 0)), min_price={"excl_vat": 1}),
]


@pytest.mark.parametrize(("value", "path", "grounds"), WRONG)
def test_what_is_wrong_is_told_at_its_place(value: dict[str, Any], path: str, grounds: str) -> None:
    found = [(remark.path, remark.requirement) for remark in lint("2.2.1", value, NOW)]
    assert found == [(path, grounds)]
    assert not grounds or "2.2.1" in requirement(grounds).versions


@pytest.mark.parametrize("value", RIGHT)
def test_a_tariff_that_is_right_is_left_alone(value: dict[str, Any]) -> None:
    assert [*lint("2.2.1", value, NOW)] == []


def test_a_window_over_midnight_is_undefined_in_2_1_1() -> None:
    (remark,) = lint("2.1.1", limited(start_time="22:00", end_time="06:00"), NOW)
    assert remark.requirement == "TAR-083"


def test_in_2_1_1_a_car_that_draws_nothing_is_below_a_power_of_zero() -> None:
    assert [*lint("2.1.1", limited(max_power=0), NOW)] == []


def test_the_restriction_of_bookings_is_known_where_there_are_bookings() -> None:
    value = tariff(element(HOUR, booking="BOOKING"), OPEN, tax_included="NO")
    assert [*lint("2.3.0", value, NOW)] == []
    assert ["`booking`" in remark.message for remark in lint("2.2.1", value, NOW)] == [True]


def test_an_element_for_bookings_is_not_in_the_way_of_others() -> None:
    value = tariff(element(HOUR, booking="BOOKING"), element(HOUR, booking="BOOKING_EXPIRES"), OPEN, tax_included="NO")
    assert [*lint("2.3.0", value, NOW)] == []


def test_limits_are_read_as_the_version_writes_them() -> None:
    value = tariff(OPEN, tax_included="NO", min_price={"before_taxes": 5}, max_price={"before_taxes": 4})
    assert [remark.requirement for remark in lint("2.3.0", value, NOW)] == ["TAR-077"]


def test_nothing_is_in_the_past_when_nobody_knows_the_time() -> None:
    assert [*lint("2.2.1", tariff(OPEN, end_date_time="2026-11-01T00:00:00Z"))] == []


@given(st.dictionaries(st.sampled_from(["min_price", "tariff_alt_text", "elements", "end_date_time"]), anything))
def test_no_tariff_breaks_it(value: dict[str, Any]) -> None:
    for version in RULES:
        list(lint(version, value, NOW))


@given(anything, anything, anything)
def test_no_restriction_breaks_it(one: Any, other: Any, price: Any) -> None:
    names = ("kwh", "clock", "min_kwh", "max_kwh", "start_time", "end_time", "start_date", "day_of_week", "reservation")
    row = {"type": "ENERGY", "price": price, "step_size": one}
    first = {"price_components": [row], "restrictions": dict.fromkeys(names, one) | {"end_date": other}}
    value = tariff(first, element(KWH, min_kwh=5, start_time="08:00"), first)
    for version in RULES:
        list(lint(version, value, NOW))
