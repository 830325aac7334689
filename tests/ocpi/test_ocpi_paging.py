"""The window that is asked for, and the Link to the next page."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpi_runner.ocpi import paging
from ocpi_runner.ocpi.paging import Problem, Window

NEXT = "https://here.example/locations?offset=50&limit=50"
LINKS = [
    (f'<{NEXT}>; rel="next"', NEXT),
    (f"<{NEXT}>;rel=next", NEXT),
    (f'< {NEXT} > ; Rel = "NEXT"', NEXT),
    (f'<{NEXT}>; title="a, b; c"; rel="next"', NEXT),
    (f'<https://here.example/first>; rel="first", <{NEXT}>; rel="next"', NEXT),
    (f'<{NEXT}>; rel="prefetch next"', NEXT),
    ('<https://here.example/a,b;c?x=1>; rel="next"', "https://here.example/a,b;c?x=1"),
    ('</locations?offset=50>; rel="next"', "/locations?offset=50"),
    ('<https://here.example/last>; rel="last"', None),
    (f"<{NEXT}>", None),
    (NEXT, None),
    ('<>; rel="next"', None),
    ("", None),
    (None, None),
]
QUERIES = [
    ({}, Window()),
    ({"offset": "50", "limit": "25"}, Window(50, 25)),
    ({"limit": "0"}, Window(0, 0)),
    (
        {"date_from": "2026-11-25T02:08:21Z", "date_to": "2026-11-26T02:08:21"},
        Window(0, None, "2026-11-25T02:08:21Z", "2026-11-26T02:08:21"),
    ),
    ({"anything": "else"}, Window()),
]
BROKEN = [
    ("offset", "-1", "`offset` is `-1`, not a number from 0"),
    ("limit", "ten", "`limit` is `ten`, not a number from 0"),
    ("limit", "", "`limit` is ``, not a number from 0"),
    ("limit", "1.5", "`limit` is `1.5`, not a number from 0"),
    ("offset", "٢", "`offset` is `٢`, not a number from 0"),
    ("offset", "9" * 4000, f"`offset` is `{'9' * 40}`, not a number from 0"),
    ("date_from", "yesterday", "`date_from` is `yesterday`, not a DateTime"),
    ("date_to", "2026-02-30T00:00:00Z", "`date_to` is `2026-02-30T00:00:00Z`, not a DateTime"),
]


@pytest.mark.parametrize(("header", "expected"), LINKS)
def test_the_next_page_is_the_link_that_says_next(header: str | None, expected: str | None) -> None:
    assert paging.parse_link(header) == expected


@given(st.from_regex(r"https://[a-z]{1,9}/[A-Za-z0-9?=&;,./%-]{0,40}", fullmatch=True))
def test_a_link_that_is_written_is_read(url: str) -> None:
    assert paging.parse_link(paging.link(url)) == url


@given(st.text(st.sampled_from('<>;,="relnxt \t/:a'), max_size=120))
def test_no_header_breaks_the_reader(header: str) -> None:
    paging.parse_link(header)


@pytest.mark.parametrize("header", ["<" * 20000, "<a>" + "; " * 20000, "<a" + " " * 20000, "<a>;" + 'x="' * 9000])
def test_a_long_header_is_read_in_no_time(header: str) -> None:
    start = time.perf_counter()
    assert paging.parse_link(header) is None
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(("query", "expected"), QUERIES)
def test_a_query_asks_for_a_window(query: dict[str, str], expected: Window) -> None:
    assert paging.window(query) == expected


@pytest.mark.parametrize(("name", "value", "expected"), BROKEN, ids=lambda each: each[:20])
def test_a_query_that_cannot_be_understood_is_told(name: str, value: str, expected: str) -> None:
    assert paging.window({name: value}) == Problem(expected)


@given(st.dictionaries(st.sampled_from(["offset", "limit", "date_from", "date_to"]), st.text(max_size=30)))
def test_no_query_breaks_the_reader(query: dict[str, str]) -> None:
    assert isinstance(paging.window(query), Window | Problem)
