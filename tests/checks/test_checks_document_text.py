"""A text is read as any parser reads it; what none would read is told in words, at its place."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpi_runner.checks.document.content import content
from ocpi_runner.checks.document.spans import spans
from ocpi_runner.checks.document.walk import MOST, Walk
from ocpi_runner.checks.holdable import DEEPEST

NAMES = st.text().filter(lambda name: not set(name) & set(".[]"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)
HARMLESS = st.sampled_from(list('{}[]:,"\\ \n\tabtruefalsn0123456789.eE+-/\x00é'))

#: text -> what is said of it, and the piece of it that is pointed at
BROKEN: dict[str, tuple[str, str]] = {
    "": ("the text ends before any value; a value is missing", ""),
    '{"a": 1,}': ("a comma stands before the end of the object", ","),
    "[1, ]": ("a comma stands before the end of the list", ","),
    '{"a": 1 "b": 2}': ('`"b"` stands where a comma or `}` is required', '"b"'),
    "[1 2]": ("`2` stands where a comma or `]` is required", "2"),
    '{"a" 1}': ("`1` stands where a colon is required", "1"),
    '{"a": 1': ("the text ends within the object that is open; a comma or `}` is missing", ""),
    '{"a": "b': ("the text ends within a string", '"b'),
    '{"a": 1]': ("`]` stands where a comma or `}` is required", "]"),
    '{"a": 1}}': ("`}` stands where the end is required", "}"),
    "{a: 1}": ("`a` stands without quotes", "a"),
    "{'a': 1}": ("a quote of the wrong kind stands here; JSON wants double quotes", "'a'"),
    '{"a": NaN}': ("`NaN` is no number of JSON", "NaN"),
    '{"a": -Infinity}': ("`-Infinity` is no number of JSON", "-Infinity"),
    '{"a": True}': ("`True` is not JSON; it knows true, false and null", "True"),
    '{"a": 1 // one\n}': ("a comment stands here; JSON knows none", "// one"),
    '{"a": 01}': ("the number `01` begins with a zero", "01"),
    '{"a": +1}': ("the number `+1` begins with a plus sign", "+1"),
    '{"a": .5}': ("the number `.5` lacks digits beside its point", ".5"),
    '{"a": 1.}': ("the number `1.` lacks digits beside its point", "1."),
    '{"a": 1-2}': ("`1-2` is no number of JSON", "1-2"),
    '{"a": "x\ny"}': ("a line break stands within a string; write it as an escape", "\n"),
    '{"a": "x\x07"}': ("the control character U+0007 stands within a string; write it as an escape", "\x07"),
    '{"a": "\\x41"}': ("`\\x` is no escape that JSON knows", "\\x"),
    '{"a": 1;}': ("`;` is not JSON", ";"),
    '{1: "a"}': ("`1` stands where a name in double quotes is required", "1"),
    "\x00": ("a control character stands here", "\x00"),
}
#: text -> kind of the fault, its path, the value all the same
ODD: dict[str, tuple[str, str, Any]] = {
    '{"a": 1, "b": {"c": 1, "c": 2}}': ("repeated", "$.b.c", {"a": 1, "b": {"c": 2}}),
    '{"a": "\\ud800 "}': ("surrogate", "$.a", {"a": "\ufffd "}),
    '["\\udc00\\ud83d\\ude00"]': ("surrogate", "$[0]", ["\ufffd\U0001f600"]),
    '{"\\ud800": 1}': ("surrogate", "$.\ud800", {"\ufffd": 1}),
    '{"a": 1e400}': ("enormous", "$.a", {"a": 1e308}),
    '{"a": -1e400}': ("enormous", "$.a", {"a": -1e308}),
    '{"a": 1' + "0" * 10_000 + "}": ("enormous", "$.a", {"a": 1e308}),
}


@given(JSON)
def test_what_is_JSON_is_read_as_it_is(value: Any) -> None:
    text = json.dumps(value)
    assert content(text.encode()).faults == ()
    assert content(text.encode()).value == value
    assert Walk(text).faults == []


@given(st.lists(HARMLESS, max_size=30).map("".join))
def test_the_slow_reader_refuses_what_the_standard_one_refuses(text: str) -> None:
    try:
        json.loads(text)
        right = True
    except ValueError:
        right = False
    assert Walk(text).fatal is not right


@given(st.binary(max_size=40))
def test_no_bytes_are_too_bad_to_be_read(raw: bytes) -> None:
    found = content(raw)
    assert found.readable or found.faults


@pytest.mark.parametrize("text", BROKEN)
def test_what_is_no_JSON_is_told_in_words(text: str) -> None:
    (fault,) = content(text.encode()).faults
    assert (fault.text, text[fault.start : fault.end]) == BROKEN[text]
    assert not content(text.encode()).readable


@pytest.mark.parametrize("text", ODD)
def test_what_is_odd_is_told_and_read_all_the_same(text: str) -> None:
    found = content(text.encode())
    ((kind, path, value),) = [(fault.kind, fault.path, found.value) for fault in found.faults]
    assert (kind, path, value) == ODD[text]


def test_a_byte_that_is_not_UTF_8_is_counted_from_the_beginning_of_the_file() -> None:
    (fault,) = content('{"é": "'.encode() + b'\xe9"}', "$", 100).faults
    assert fault.text == "byte 108 (0xE9) is not UTF-8"
    assert fault.start == 7


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_depth_has_an_end(opening: str) -> None:
    (fault,) = content((opening * 100_000).encode()).faults
    assert fault.text == f"it nests deeper than {DEEPEST} levels"


def test_faults_are_told_up_to_a_limit_and_always_the_fatal_one() -> None:
    found = content(b"{" + b'"a": 1, ' * 10_000)
    assert [each.kind for each in found.faults] == ["repeated"] * MOST + ["fatal"]
    assert not found.readable


@given(JSON)
def test_each_place_is_that_of_its_value(value: Any) -> None:
    text, paths = json.dumps(value), dict(places(value, "$"))
    found_at = spans(text, "$", paths)
    assert found_at.keys() == paths.keys()
    for path, (start, end) in found_at.items():
        found = paths[path]
        assert text[start:end] == (json.dumps(found)[:1] if isinstance(found, dict | list) else json.dumps(found))


def places(value: Any, path: str) -> list[tuple[str, Any]]:
    """Every path in a value."""
    found = [(path, value)]
    if isinstance(value, dict):
        found += [each for key, inner in value.items() for each in places(inner, f"{path}.{key}")]
    if isinstance(value, list):
        found += [each for index, inner in enumerate(value) for each in places(inner, f"{path}[{index}]")]
    return found
