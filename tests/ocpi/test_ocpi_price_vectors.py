"""The sums that the examples of the specification lead to, on tariffs of our own with the same figures."""

from decimal import Decimal
from typing import Any

import pytest
from ocpi_charges import SATURDAY, WEEKDAYS, ZONE, charge, component, element, minutes, tariff, timed

from ocpi_runner.ocpi.price.pricing import price

Object = dict[str, Any]
OLD, COMBINED, NEWER = ("2.1.1",), ("2.2",), ("2.2.1", "2.3.0")
ALL = (*COMBINED, *NEWER)

FEE, ENERGY = component("FLAT", 0.5, 1, 20), component("ENERGY", 0.25, 1, 10)
BY_KWH = tariff(element(ENERGY))
WITH_FEE = tariff(element(FEE, ENERGY))
WITH_PARKING = tariff(element(FEE, ENERGY, component("PARKING_TIME", 2.0, 900, 20)))
BY_HOUR = tariff(element(component("TIME", 2.0, 60, 10)))
HOUR_AND_PARKING = tariff(element(component("TIME", 3.0, 60, 10), component("PARKING_TIME", 5.0, 300, 20)))
AD_HOC = tariff(element(component("TIME", 1.9, 300, 5.2)))
TENTHS = tariff(element(FEE, component("ENERGY", 0.25, 100, 10)))
BY_CURRENT = tariff(
    element(component("FLAT", 2.5, 1, 15)),
    element(component("TIME", 1.0, 900, 20), max_current=32),
    element(component("TIME", 2.0, 600, 20), min_current=32, day_of_week=WEEKDAYS),
    element(component("TIME", 1.25, 600, 20), min_current=32, day_of_week=["SATURDAY", "SUNDAY"]),
    element(component("PARKING_TIME", 5.0, 300, 10), start_time="09:00", end_time="18:00", day_of_week=WEEKDAYS),
    element(component("PARKING_TIME", 6.0, 300, 10), start_time="10:00", end_time="17:00", day_of_week=["SATURDAY"]),
)
PARKING = component("PARKING_TIME", 1.0, 900)
EVENING = tariff(
    element(component("TIME", 1.2, 1800), PARKING, start_time="00:00", end_time="17:00"),
    element(component("TIME", 2.4, 900), PARKING, start_time="17:00", end_time="20:00"),
    element(component("TIME", 2.4, 900), start_time="20:00", end_time="00:00"),
)
BY_POWER = tariff(
    element(component("ENERGY", 0.2, 1, 20), max_power=16),
    element(component("ENERGY", 0.35, 1, 20), max_power=32),
    element(component("ENERGY", 0.5, 1, 20)),
)
BY_DURATION = tariff(
    element(component("ENERGY", 0.0, 1, 20), max_duration=1800),
    element(component("ENERGY", 0.25, 1, 20), max_duration=3600),
    element(component("ENERGY", 0.4, 1, 20)),
)


def reserving(*parts: tuple[str, tuple[Object, ...]]) -> Object:
    """A tariff with elements for reservations before the usual ones."""
    return tariff(*(element(*rows, reservation=kind) for kind, rows in parts), element(FEE, ENERGY))


RESERVED = reserving(("RESERVATION", (component("TIME", 5.0, 60, 20),)))
RESERVED_FEE = reserving(("RESERVATION", (component("FLAT", 2.0, 1, 20), component("TIME", 5.0, 300, 20))))
EXPIRY_FEE = reserving(
    ("RESERVATION_EXPIRES", (component("FLAT", 4.0, 1, 20),)), ("RESERVATION", (component("TIME", 2.0, 600, 20),))
)
EXPIRY_TIME = reserving(
    ("RESERVATION_EXPIRES", (component("TIME", 6.0, 600, 20),)), ("RESERVATION", (component("TIME", 3.0, 600, 20),))
)


def kwh(volume: float, **beside: float) -> Object:
    """An hour in which energy was charged."""
    return charge((60, {"ENERGY": volume} | beside))


def parked(first: float, then: float, start: str, **beside: float) -> Object:
    """Minutes of charging, then minutes of parking."""
    return charge((first, {"TIME": minutes(first)} | beside), *timed(("PARKING_TIME", then)), start=start)


def held(*waited: float) -> Object:
    """A reservation of some minutes, after which 20 kWh are charged; without them when a second number is given."""
    reserved = (waited[0], {"RESERVATION_TIME": minutes(waited[0])})
    return charge(reserved) if len(waited) > 1 else charge(reserved, (60, {"ENERGY": 20}))


LIMITED_LOW = BY_KWH | {"min_price": {"excl_vat": 0.5, "incl_vat": 0.55, "before_taxes": 0.5, "after_taxes": 0.55}}
LIMITED_HIGH = WITH_FEE | {"max_price": {"excl_vat": 10, "incl_vat": 11, "before_taxes": 10, "after_taxes": 11}}
MON, EVE = "2026-03-02T08:30:00Z", "2026-03-02T15:55:00Z"  # 09:30 and 16:55 in Amsterdam
TO_PARKING = charge(*timed(("TIME", 5), ("TIME", 5), ("PARKING_TIME", 2)), start=EVE)
TO_EVENING = charge(*timed(("TIME", 25), ("TIME", 10)), start="2026-03-02T15:35:00Z")
TO_FREE = charge(*timed(("TIME", 12), ("PARKING_TIME", 8), ("PARKING_TIME", 12)), start="2026-03-02T18:40:00Z")
POWERS = charge(
    (10, {"ENERGY": 1, "MIN_POWER": 6, "MAX_POWER": 6}),
    (50, {"ENERGY": 40, "MIN_POWER": 48, "MAX_POWER": 48}),
    (8, {"ENERGY": 0.5, "MIN_POWER": 4, "MAX_POWER": 4}),
)
WEEKEND = parked(114, 71, SATURDAY, MIN_CURRENT=43)
BY_FIVE_MINUTES, TWO_HOURS = tariff(element(component("TIME", 2.0, 300, 10))), charge((118, {"TIME": 1.973}))
SLOW = charge((30, {"ENERGY": 5}), (10, {"ENERGY": 1.2}))

VECTORS = {
    "20 kWh": (ALL, BY_KWH, kwh(20), "5.00", "5.50"),
    "20 kWh and a fee": (ALL, WITH_FEE, kwh(20), "5.50", "6.10"),
    "20 kWh above the minimum": (ALL, LIMITED_LOW, kwh(20), "5.00", "5.50"),
    "1 kWh below the minimum": (ALL, LIMITED_LOW, kwh(1), "0.50", "0.55"),
    "20 kWh and 40 minutes of parking": (
        ALL,
        WITH_PARKING,
        charge((60, {"ENERGY": 20}), *timed(("PARKING_TIME", 40))),
        "7.00",
        "7.90",
    ),
    "50 kWh above the maximum": (ALL, LIMITED_HIGH, kwh(50), "10.00", "11.00"),
    "30 kWh below the maximum": (ALL, LIMITED_HIGH, kwh(30), "8.00", "8.85"),
    "two and a half hours": (ALL, BY_HOUR, charge(*timed(("TIME", 150))), "5.00", "5.50"),
    "charging, then parking": (ALL, HOUR_AND_PARKING, parked(150, 42, MON), "11.25", "12.75"),
    "an odd VAT": (ALL, AD_HOC, charge(*timed(("TIME", 150))), "4.75", "4.997"),
    "energy in tenths of a kWh": (ALL, TENTHS, kwh(20.45), "5.625", "6.2375"),
    "a Monday with 16 A": (ALL, BY_CURRENT, parked(165, 42, MON, MAX_CURRENT=16, MIN_CURRENT=16), "9.00", "10.30"),
    "a Saturday with 43 A": (NEWER, BY_CURRENT, WEEKEND, "12.375", "13.975"),
    "a Saturday, all time together": (
        COMBINED,
        BY_CURRENT,
        parked(114, 71, SATURDAY, MIN_CURRENT=43),
        "11.975",
        "13.535",
    ),
    "reserved for 15 minutes": (ALL, RESERVED, held(15), "6.75", "7.60"),
    "reserved for 13 minutes and a fee": (ALL, RESERVED_FEE, held(13), "8.75", "10.00"),
    "reserved for 22 minutes": (ALL, EXPIRY_FEE, held(22), "6.50", "7.30"),
    "a reservation that expires, with a fee": (ALL, EXPIRY_FEE, held(60, 0), "6.00", "7.20"),
    "reserved for 22 minutes, else dearer": (ALL, EXPIRY_TIME, held(22), "7.00", "7.90"),
    "a reservation that expires, by time": (ALL, EXPIRY_TIME, held(90, 0), "9.00", "10.80"),
    "into the evening, then parking": (NEWER, EVENING, TO_PARKING, "0.55", None),
    "into the evening, then parking, all time together": (COMBINED, EVENING, TO_PARKING, "0.3833", None),
    "into the evening": (ALL, EVENING, TO_EVENING, "1.30", None),
    "into free parking": (NEWER, EVENING, TO_FREE, "0.73", None),
    "into free parking, all time together": (COMBINED, EVENING, TO_FREE, "0.78", None),
    "three powers": (ALL, BY_POWER, POWERS, "20.30", None),
    "half an hour for free": (ALL, BY_DURATION, SLOW, "0.30", None),
    "the example of a CDR": (
        ALL,
        tariff(element(component("TIME", 2.0, 300, 10))),
        charge((118, {"TIME": 1.973})),
        "4.00",
        "4.40",
    ),
}
CASES = [
    pytest.param(version, *rest, id=f"{version}: {name}")
    for name, (versions, *rest) in VECTORS.items()
    for version in versions
]


@pytest.mark.parametrize(("version", "under", "cdr", "net", "gross"), CASES)
def test_an_example_comes_out(version: str, under: Object, cdr: Object, net: str, gross: str | None) -> None:
    bill = price(version, cdr, [under | {"tax_included": "NO"}], ZONE)
    assert bill.unknown == ()
    assert bill.total.net is not None
    assert round(bill.total.net, 4) == Decimal(net)
    if gross:
        assert bill.total.gross is not None
        assert round(bill.total.gross, 4) == Decimal(gross)


def test_prices_of_2_3_0_may_lack_taxes_or_include_them() -> None:
    cdr = charge(*timed(("TIME", 150)))
    without = price("2.3.0", cdr, [tariff(element(component("TIME", 2.0)), tax_included="NO")])
    within = price("2.3.0", cdr, [tariff(element(component("TIME", 2.1)), tax_included="YES")])
    assert (without.total.net, without.total.gross) == (Decimal(5), None)
    assert (within.total.net, within.total.gross) == (None, Decimal("5.25"))


def test_2_1_1_comes_out_without_VAT() -> None:
    cdr = charge((118, {"TIME": 1.973}), end="stop_date_time")
    bill = price("2.1.1", cdr, [tariff(element(component("TIME", 2.0, 300)))])
    assert (bill.total.net, bill.total.gross) == (Decimal(4), None)


@pytest.mark.parametrize(
    ("wh", "step", "cost"), [(115.2, 1, "0.029"), (115.2, 25, "0.03125"), (101, 25, "0.03125"), (1, 500, "0.125")]
)
def test_energy_is_billed_in_steps(wh: float, step: int, cost: str) -> None:
    bill = price("2.2.1", kwh(wh / 1000), [tariff(element(component("ENERGY", 0.25, step)))])
    assert bill.total.net == Decimal(cost)


@pytest.mark.parametrize(("version", "billed"), [("2.2", 9), ("2.2.1", 10), ("2.3.0", 10)])
def test_parking_is_rounded_and_charging_before_it_is_not(version: str, billed: int) -> None:
    steps = tariff(element(component("TIME", 1, 300), component("PARKING_TIME", 1, 300)))
    bill = price(version, charge(*timed(("TIME", 21), ("PARKING_TIME", 7))), [steps])
    assert [round(line.billed * 60) for line in bill.lines] == [21, billed]


@pytest.mark.parametrize("version", ALL)
def test_the_last_step_rounds_the_total_of_all_elements(version: str) -> None:
    steps = tariff(
        element(component("ENERGY", 0.2, 500), component("TIME", 5, 600), end_time="17:00"),
        element(component("ENERGY", 0.27, 500), component("TIME", 7, 600)),
    )
    periods = [(6, {"ENERGY": 4.3, "TIME": 0.1}), (22, {"ENERGY": 1.1, "TIME": minutes(22)})]
    bill = price(version, charge(*periods, start="2026-03-02T15:54:00Z"), [steps], ZONE)
    assert [round(line.billed, 4) for line in bill.lines] == [Decimal(each) for each in ("4.3", "0.1", "1.2", "0.4")]
