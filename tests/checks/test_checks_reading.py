"""The laws of reading JSON from a peer."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpi_runner.checks.moments import moment
from ocpi_runner.checks.reading import SMALL, read


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"", "is empty"),
        (b'{"a": ', "is cut off after 6 characters"),
        (b'{"a": "b', "is cut off after 8 characters"),
        (b"\xff\xfe", "is not UTF-8 at byte 0"),
        (b"\xef\xbb\xbf{}", "starts with a byte order mark"),
        (b"[NaN]", "contains `NaN`, which is not JSON"),
        (b"[-Infinity]", "contains `-Infinity`, which is not JSON"),
        (b"[" * 2000 + b"]" * 2000, "is nested too deeply"),
        (b'{"a":1,"a":' + b"[" * 2000 + b"]" * 2000 + b"}", "is nested too deeply"),
        (b"<html></html>", "is not JSON at line 1, column 1: Expecting value"),
    ],
)
def test_what_is_not_JSON_is_told_in_words(body: bytes, fault: str) -> None:
    assert read(body).fault == fault


def test_of_a_repeated_key_the_last_counts_and_the_key_is_told() -> None:
    reading = read(b'{"a": 1, "b": {"c": 1, "c": 2}}')
    assert (reading.value, reading.repeated, reading.fault) == ({"a": 1, "b": {"c": 2}}, "c", None)


def test_a_number_of_more_digits_than_anybody_counts_to_is_as_large_as_it_gets() -> None:
    assert read(b"[" + b"9" * 5000 + b"]").value == [10**301 - 1]
    assert read(b"[-" + b"1" * 5000 + b"]").value[0] < -(10**299)


def test_a_large_body_is_read_as_a_small_one() -> None:
    assert read(json.dumps(["x" * SMALL]).encode()).value == ["x" * SMALL]


@given(st.binary(max_size=200) | st.text(alphabet='{}[]",:0aN\\', max_size=30).map(str.encode))
def test_reading_never_raises(body: bytes) -> None:
    reading = read(body)
    assert reading.fault is None or reading.value is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("2026-11-25T12:00:00Z", None),
        ("2026-11-25T12:00:00", None),
        ("2026-11-25T12:00:00.123Z", None),
        ("2026-11-25T12:00:00+00:00", "utc_offset"),
        ("2026-11-25T12:00:00+0100", "offset"),
        ("2026-11-25 12:00:00Z", "format"),
        ("2026-11-25", "format"),
        ("2026-02-29T12:00:00Z", "calendar"),
        ("2026-11-25T24:00:00Z", "calendar"),
        ("2026-13-25T10:00:00Z", "format"),
        ("2026-11-25T25:00:00Z", "format"),
        ("2026-11-25T23:59:99Z", "format"),
        ("2026-11-25T12:00:00Z" * 9, "format"),
    ],
)
def test_a_moment_is_told_by_how_it_is_written(text: str, fault: str | None) -> None:
    assert moment(text).fault == fault


def test_the_digits_of_a_fraction_are_counted() -> None:
    assert moment("2026-11-25T12:00:00.123456Z").digits == 6


@given(st.text(max_size=70))
def test_no_text_makes_a_moment_raise(text: str) -> None:
    moment(text)
