"""Dates as whole numbers: the same instant is the same number."""

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpi_runner.store.instant import choice, microseconds

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=ZONES)


@given(MOMENTS, ZONES)
def test_the_zone_makes_no_difference(moment: datetime, zone: timezone) -> None:
    assert microseconds(moment.isoformat()) == microseconds(moment.astimezone(zone).isoformat())


@given(MOMENTS, MOMENTS)
def test_the_order_of_numbers_is_that_of_instants(one: datetime, other: datetime) -> None:
    assert (microseconds(one.isoformat()) < microseconds(other.isoformat())) == (one < other)


@given(st.text() | st.none() | st.integers() | st.floats())
def test_nothing_makes_it_raise(text: Any) -> None:
    assert isinstance(microseconds(text), int | None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01T00:00:01", 1_000_000),
        ("1970-01-01T01:00:00+01:00", 0),
        ("1970-01-01T00:00:00.0000019Z", 1),
        ("yesterday", None),
        (None, None),
    ],
)
def test_some_by_hand(text: Any, expected: int | None) -> None:
    assert microseconds(text) == expected


def test_a_choice_without_dates_asks_for_none() -> None:
    assert not choice("NL/", None, None).dated
    assert choice("", "1970-01-01T00:00:01Z", None).instant_from == 1_000_000
