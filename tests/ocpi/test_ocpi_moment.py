"""Moments are written one way and read in many."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpi_runner.ocpi import moment

INSTANT = datetime(2026, 11, 25, 2, 8, 21, tzinfo=UTC)
BORNE = [
    "2026-11-25T02:08:21Z",
    "2026-11-25T02:08:21",
    "2026-11-25t02:08:21z",
    "2026-11-25 02:08:21Z",
    "2026-11-25T02:08:21+00:00",
    "2026-11-25T03:08:21+0100",
    "2026-11-24T21:08:21-05:00",
    "2026-11-25T02:08:21.0Z",
    "2026-11-25T02:08:21,000000",
]
REFUSED = [
    "",
    "now",
    "2026-11-25",
    "2026-11-25T02:08Z",
    "2026-11-25T02:08:21Z\n",
    " 2026-11-25T02:08:21Z",
    "2026-02-30T02:08:21Z",
    "2026-11-25T24:00:00Z",
    "2026-11-25T02:08:60Z",
    "2016-12-31T22:59:60Z",
    "2016-11-30T23:59:60Z",
    "0000-11-25T02:08:21Z",
    "0001-01-01T00:00:00+01:00",
    "9999-12-31T23:59:59-01:00",
    "2026-11-25T02:08:21+99:00",
    "2026-11-25T02:08:21.1234567890123Z",
    "٢026-11-25T02:08:21Z",
    "2026-11-25T02:08:21Z" + " " * 100,
]


@given(st.datetimes(timezones=st.just(UTC)))
def test_what_is_written_is_read(instant: datetime) -> None:
    text = moment.to_text(instant)
    assert moment.parse(text) == instant.replace(microsecond=0)


def test_a_leap_second_counts_as_the_one_before_it() -> None:
    assert moment.parse("2016-12-31T23:59:60Z") == moment.parse("2016-12-31T23:59:59Z")
    assert moment.parse("2017-01-01T00:59:60+01:00") == moment.parse("2016-12-31T23:59:59Z")


@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = moment.parse(text)
    assert found is None or found.tzinfo is UTC


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)), st.integers(-23 * 60, 23 * 60))
def test_an_offset_is_counted_in(local: datetime, minutes: int) -> None:
    there = local.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert moment.parse(there.isoformat()) == there
    assert moment.to_text(there) == moment.to_text(there.astimezone(UTC))


@pytest.mark.parametrize("text", BORNE)
def test_what_people_write_is_read(text: str) -> None:
    assert moment.parse(text) == INSTANT


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_instant_is_none(text: str) -> None:
    assert moment.parse(text) is None


@pytest.mark.parametrize(("fraction", "micro"), [("5", 500_000), ("123", 123_000), ("123456789", 123_456)])
def test_fractions_of_any_length_are_read(fraction: str, micro: int) -> None:
    assert moment.parse(f"2026-11-25T02:08:21.{fraction}Z") == INSTANT.replace(microsecond=micro)
