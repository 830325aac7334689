"""The payloads of a file are what a JSON parser finds in it, however it comes in pieces."""

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpi_runner.checks.document import payloads as module
from ocpi_runner.checks.document.payloads import Payload, payloads
from ocpi_runner.checks.document.window import Place, Window

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-999, 999) | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text().filter(lambda key: key != "data"), inner, max_size=4)
    ),
    max_leaves=12,
)
INDENT = st.sampled_from([None, 0, 2])
CHUNK = st.integers(1, 40)


def read(text: str | bytes, chunk: int = 1 << 20, lines: bool = False) -> list[Payload]:
    """The payloads of a text that comes in pieces of so many bytes."""
    raw = text.encode() if isinstance(text, str) else text
    return list(payloads(Window(BytesIO(raw), chunk), lines))


def values(found: list[Payload]) -> list[Any]:
    """What they say, as long as none is at fault."""
    assert [each.fault for each in found if each.fault] == []
    return [json.loads(each.text) for each in found if not each.frame]


@given(st.lists(JSON, max_size=5), INDENT, CHUNK, st.booleans())
def test_the_elements_of_a_list_are_found(data: list[Any], indent: int | None, chunk: int, ascii_only: bool) -> None:
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    assert values(read(text, chunk)) == data


@given(st.lists(JSON, max_size=5), st.dictionaries(st.text(), JSON, max_size=3), INDENT, CHUNK)
def test_the_data_of_an_envelope_is_found(
    data: list[Any], more: dict[str, Any], indent: int | None, chunk: int
) -> None:
    whole = {**more, "data": data, "status_code": 1000, "timestamp": "now"}
    found = read(json.dumps(whole, indent=indent), chunk)
    assert values(found) == data
    assert [json.loads(each.text) for each in found if each.frame] == [whole | {"data": None}]


@given(JSON.filter(lambda value: value is not None), st.lists(JSON, max_size=3), CHUNK)
def test_data_that_stands_twice_is_found_both_times(first: Any, last: list[Any], chunk: int) -> None:
    text = f'{{"data": {json.dumps(first)}, "status_code": 1000 ,\n "data": {json.dumps(last)}, "timestamp": "now"}}'
    assert values(read(text, chunk)) == [*(first if isinstance(first, list) else [first]), *last]


@given(JSON.filter(lambda value: not isinstance(value, list)), INDENT, CHUNK)
def test_one_value_is_found(value: Any, indent: int | None, chunk: int) -> None:
    assert values(read(json.dumps(value, indent=indent), chunk)) == [value]


@given(
    st.lists(st.dictionaries(st.text().filter(lambda key: key != "data"), JSON), min_size=1, max_size=5),
    CHUNK,
    st.booleans(),
)
def test_one_value_a_line_is_found(data: list[Any], chunk: int, told: bool) -> None:
    text = "\n".join(map(json.dumps, data)) + "\n\n"
    assert values(read(text, chunk, told)) == data
    assert [each.place.line for each in read(text, chunk, told)] == list(range(1, len(data) + 1))


@given(JSON, st.integers(0, 60), CHUNK)
def test_of_a_text_that_was_cut_nothing_is_lost(value: Any, cut: int, chunk: int) -> None:
    text = json.dumps({"a": value})[:cut]
    assert b"".join(each.text for each in read(text, chunk)).decode() == text


@given(st.lists(JSON, min_size=1, max_size=4), INDENT, CHUNK)
def test_each_payload_stands_where_it_says(data: list[Any], indent: int | None, chunk: int) -> None:
    text = json.dumps({"data": data}, indent=indent, ensure_ascii=False)
    rows = text.split("\n")
    for each in (each for each in read(text, chunk) if not each.frame):
        assert text.encode()[each.place.offset :].startswith(each.text)
        assert rows[each.place.line - 1][each.place.column - 1 :].startswith(each.text.decode().split("\n")[0])


def test_an_envelope_within_a_list_is_opened_too() -> None:
    found = read('[{"data": [{"a": 1}], "status_code": 1000}]')
    assert [(each.path, each.frame) for each in found] == [("$[0].data[0]", False), ("$[0]", True)]


def test_an_object_that_only_speaks_of_data_is_no_envelope() -> None:
    assert values(read('{"a": "\\"data\\"", "b": {"data": 1}}')) == [{"a": '"data"', "b": {"data": 1}}]


@pytest.mark.parametrize(
    ("text", "fault", "place"),
    [
        ("[1,\n2,]", "a comma stands before the end of the list", Place(2, 2, 5)),
        ("[1 2]", "a comma is missing between two elements", Place(1, 4, 3)),
        ("[1,\n2\n", "the list that begins at line 1 is not closed", Place(3, 1, 6)),
        ('{"data": [1]', "the envelope is not closed", Place(1, 13, 12)),
        ("\ufeff{}", "the file starts with a byte order mark", Place()),
    ],
)
def test_what_is_wrong_around_the_payloads_is_told_once(text: str, fault: str, place: Place) -> None:
    for chunk in (1, 3, 100):
        assert [(each.fault, each.place) for each in read(text, chunk) if each.fault] == [(fault, place)]


@pytest.mark.parametrize("text", ["", " \n\t", "[]", '{"data": [], "of": "ours"}'])
def test_nothing_holds_no_payload(text: str) -> None:
    assert read(text) == []


def test_a_broken_line_hides_no_other() -> None:
    assert [each.text for each in read('{"a": 1}\n{"b": \n{"c": 3}\n', lines=True)] == [
        b'{"a": 1}',
        b'{"b":',
        b'{"c": 3}',
    ]


@pytest.mark.parametrize(
    "text", [b"[" * 1_000_000, b'"' + b"x" * 1_000_000, b'[{"a":"' + b"\\" * 999_999, b"{" * 1_000_000]
)
def test_a_million_open_ends_are_read_in_no_time(text: bytes) -> None:
    assert read(text)


def test_one_value_may_not_be_endless() -> None:
    text = b'[{"a": "' + b"x" * (module.LONGEST + module.NEAR + (2 << 20))
    assert "longer than 4 MB" in read(text)[0].fault
