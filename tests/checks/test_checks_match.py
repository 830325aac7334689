"""Expected against actual: each matcher fires and does not, and every difference is told."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpi_runner.checks.match import MISSING, match, match_path
from ocpi_runner.checks.matchers import MATCHERS, TYPES
from ocpi_runner.record.result import Mismatch

SESSION = {"id": "S1", "kwh": 6.2, "status": "ACTIVE", "charging_periods": [{"n": 1}, {"n": 2}], "end": None}


def only_cdrs(name: str, value: Any) -> tuple[Mismatch, ...]:
    """A toy schema: a CDR is an object that says so."""
    fine = name == "CDR" and isinstance(value, dict) and value.get("is") == "CDR"
    return () if fine else (Mismatch("$.is", name, value, "no CDR"),)


#: matcher -> (wanted, what it takes, what it refuses)
CASES: dict[str, tuple[Any, list[Any], list[Any]]] = {
    "gt": (2, [3, 2.5], [2, 1, "3", True, None, MISSING]),
    "gte": (2, [2, 3], [1.9, "2"]),
    "lt": ("b", ["a"], ["b", "c", 1]),
    "lte": (2, [2, -5], [2.01, []]),
    "not": ("ACTIVE", ["PENDING", None, MISSING, 1], ["ACTIVE"]),
    "in": (["A", "B"], ["A", "B"], ["C", None, MISSING, ["A"]]),
    "matches": ("^https?://", ["http://x", "https://y"], ["ftp://x", "", 5, None, MISSING]),
    "contains": ("a", ["cat", ["a", "b"], {"a": 1}], ["dog", ["b"], {"b": "a"}, 1, None, MISSING]),
    "exists": (True, [1, "", None, [], False], [MISSING]),
    "type": ("integer", [1, 0, -5], [1.5, True, "1", None, MISSING]),
    "length": (2, ["ab", [1, 2], {"a": 1, "b": 2}], ["abc", [], 2, None, MISSING]),
    "schema": ("CDR", [{"is": "CDR"}], [{"is": "Session"}, None, MISSING]),
    "before": (
        "2026-11-25T02:00:00Z",
        ["2026-11-25T01:59:59Z", "2026-11-25T02:30:00+01:00"],
        ["2026-11-25T02:00:00Z", "x", 1],
    ),
    "after": (
        "2026-11-25T02:00:00Z",
        ["2026-11-25T02:00:01", "2026-11-25T02:00:00.001Z"],
        ["2026-11-25T02:00:00Z", None],
    ),
    "each": ({"n": {"gt": 0}}, [[{"n": 1}, {"n": 2, "m": 0}], []], [[{"n": 1}, {"n": 0}], {"n": 1}, MISSING]),
}
TYPED: dict[str, tuple[Any, Any]] = {
    "string": ("", 1),
    "number": (1.5, "1.5"),
    "integer": (1, 1.5),
    "boolean": (False, 0),
    "object": ({}, []),
    "array": ([], {}),
    "null": (None, 0),
    "datetime": ("2026-11-25T02:08:21Z", "yesterday"),
    "url": ("https://x.example/ocpi", "x.example/ocpi"),
}


@pytest.mark.parametrize("word", MATCHERS)
def test_each_matcher_fires_and_does_not(word: str) -> None:
    wanted, taken, refused = CASES[word]
    for value in taken:
        assert match({word: wanted}, value, schema=only_cdrs) == ()
    for value in refused:
        found = match({word: wanted}, value, schema=only_cdrs)
        assert found, value
        assert all(each.message for each in found)


@pytest.mark.parametrize("name", TYPES)
def test_each_type_is_known(name: str) -> None:
    fine, wrong = TYPED[name]
    assert match({"type": name}, fine) == ()
    assert match({"type": name}, wrong)[0].message.startswith(f"`$`: expected a value of type {name}, got ")


def test_every_difference_is_told_with_its_path() -> None:
    expected = {"id": "S2", "kwh": {"gt": 7, "lt": 5}, "charging_periods": [{"n": 1}, {"n": 3}, {}], "vat": 1}
    assert [each.path for each in match(expected, SESSION)] == [
        "$.id",
        "$.kwh",
        "$.kwh",
        "$.charging_periods[1].n",
        "$.charging_periods",
        "$.vat",
    ]


def test_a_difference_speaks_of_types() -> None:
    assert match({"a": "1"}, {"a": 1})[0].message == "`$.a`: expected string `1`, got integer `1`"
    assert match({"a": 1}, {})[0].message == "`$.a`: expected integer `1`, got nothing"
    assert match({"a": 1}, {"a": None})[0].message == "`$.a`: expected integer `1`, got null"


@pytest.mark.parametrize(
    ("expected", "actual", "fine"),
    [
        (1, 1.0, True),
        (1, "1", False),
        (1, True, False),
        (True, True, True),
        (None, None, True),
        (None, MISSING, False),
        ({"id": "S1"}, SESSION, True),
        ({}, SESSION, True),
        ({}, [], False),
        ([], [], True),
        ([1], [1, 2], False),
        ([{"n": 1}, {"n": {"gt": 1}}], SESSION["charging_periods"], True),
    ],
)
def test_plain_values_mean_equals_and_objects_mean_subsets(expected: Any, actual: Any, fine: bool) -> None:
    assert (match(expected, actual) == ()) is fine


def test_exact_refuses_what_was_not_named_at_any_depth() -> None:
    assert match({"a": {"b": 1}}, {"a": {"b": 1, "c": 2}, "d": 3}) == ()
    found = match({"a": {"b": 1}}, {"a": {"b": 1, "c": 2}, "d": 3}, exact=True)
    assert [each.message for each in found] == ["`$.a.c` is not expected", "`$.d` is not expected"]


def test_a_mapping_is_a_matcher_only_when_all_its_keys_are() -> None:
    """`type: RFID` is a property of a Token, and `{in: …, id: …}` is an object."""
    assert match({"type": "RFID"}, {"type": "RFID"}) == ()
    assert match({"in": [1], "id": 1}, {"in": [1], "id": 1}) == ()
    assert match({"in": [1]}, {"in": [1]}) != ()


def test_matchers_nest() -> None:
    expected = {"length": {"gte": 2}, "each": {"n": {"not": {"in": [0, 9]}}}}
    assert match(expected, SESSION["charging_periods"]) == ()
    assert [each.path for each in match(expected, [{"n": 9}])] == ["length of $", "$[0].n"]


def test_contains_takes_matchers_and_odd_values() -> None:
    assert match({"contains": {"n": {"gt": 1}}}, SESSION["charging_periods"]) == ()
    assert match({"contains": {"a": 1}}, {"a": 1}) != ()


def test_an_element_of_a_schema_keeps_the_whole_path() -> None:
    assert match({"each": {"schema": "CDR"}}, [{}], "$.cdrs", schema=only_cdrs)[0].path == "$.cdrs[0].is"


def test_a_path_selects_one_node_nothing_or_a_list() -> None:
    assert match_path("$.kwh", {"gt": 6}, SESSION) == ()
    assert match_path("$.nope", {"exists": False}, SESSION) == ()
    assert match_path("$.end", {"exists": True}, SESSION) == ()
    assert match_path("$.charging_periods[*].n", [1, 2], SESSION) == ()
    assert match_path("$.charging_periods[?@.n == 1]", {"length": 1}, SESSION) == ()
    assert match_path("$['a:b']", 1, {"a:b": 1}) == ()
    assert match_path("$.x", {"exists": False}, MISSING) == ()


def test_a_regular_expression_that_backtracks_is_stopped_and_told() -> None:
    (found,) = match({"matches": "^(a|aa)+$"}, "a" * 60 + "b")
    assert "took longer than 0.25 s" in found.message


def test_what_is_no_regular_expression_is_told() -> None:
    assert "is not a regular expression" in match({"matches": "("}, "x")[0].message


def test_what_is_long_or_nests_deep_is_kept_as_evidence_in_words() -> None:
    """A report must be able to hold whatever the other side sent."""
    deep: Any = 1
    for _ in range(900):
        deep = [deep]
    for value in (deep, {"a": deep}, ["x" * 5000]):
        (found,) = match(1, value)
        assert isinstance(found.actual, str)
        assert len(found.message) < 300
    assert match(1, "x" * 5000)[0].actual == "x" * 4000 + "…"
    assert match(1, [{"a": 1}])[0].actual == [{"a": 1}]
    assert match({"length": 2}, deep)[0].actual == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=4).filter(lambda key: key not in MATCHERS), inner, max_size=4)
    ),
    max_leaves=15,
)
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*MATCHERS, "a", "b"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(JSON)
def test_a_json_value_matches_itself(value: Any) -> None:
    assert match(value, value) == ()
    assert match(value, value, exact=True) == ()


@given(ANY, ANY)
def test_matching_never_raises(expected: Any, actual: Any) -> None:
    """Whatever stands in a scenario, and whatever the other side sends."""
    for found in match(expected, actual):
        assert isinstance(found, Mismatch)
