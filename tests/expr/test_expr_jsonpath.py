"""JSONPath: RFC 9535 by a library, and a short way for plain paths that leads to the same place."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocpi_runner.expr import jsonpath
from ocpi_runner.expr.problem import ExpressionError

LOCATION = {
    "id": "LOC1",
    "evses": [{"uid": "E1", "status": "AVAILABLE"}, {"uid": "E2", "status": "CHARGING"}],
    "a b": 1,
}

KEYS = st.sampled_from(["a", "b", "_c"])
JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)
STEPS = st.one_of(KEYS.map(lambda key: f".{key}"), st.integers(0, 3).map(lambda index: f"[{index}]"))
PLAIN = st.lists(STEPS, max_size=5).map(lambda steps: "$" + "".join(steps))


@given(PLAIN, JSON)
def test_the_short_way_finds_what_the_library_finds(path: str, value: Any) -> None:
    assert jsonpath.plain_steps(path) is not None
    assert jsonpath.find(path, value) == jsonpath.library_find(path, value)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("$", [("$", LOCATION)]),
        ("$.id", [("$.id", "LOC1")]),
        ("$.nothing", []),
        ("$.evses[1].uid", [("$.evses[1].uid", "E2")]),
        ("$.evses[-1].uid", [("$.evses[1].uid", "E2")]),
        ("$.evses[*].uid", [("$.evses[0].uid", "E1"), ("$.evses[1].uid", "E2")]),
        ("$..uid", [("$.evses[0].uid", "E1"), ("$.evses[1].uid", "E2")]),
        ("$.evses[?@.status == 'CHARGING'].uid", [("$.evses[1].uid", "E2")]),
        ("$['a b']", [("$['a b']", 1)]),
    ],
)
def test_a_path_finds_its_nodes_with_their_paths(path: str, found: list[tuple[str, Any]]) -> None:
    assert jsonpath.find(path, LOCATION) == found


@pytest.mark.parametrize(
    ("path", "single"),
    [("$.a[0]", True), ("$['a:b']", True), ("$[-1]", True), ("$[*]", False), ("$..a", False), ("$[0,1]", False)],
)
def test_a_path_tells_whether_it_can_find_more_than_one(path: str, single: bool) -> None:
    assert jsonpath.singular(path) is single


@pytest.mark.parametrize("path", ["", "id", "$.", "$[", "$.a b", "$[?]", "$[01]", "$..", "$.evses[?@.x ==]"])
def test_what_is_no_path_is_told(path: str) -> None:
    with pytest.raises(ExpressionError, match="is not a JSONPath"):
        jsonpath.check(path)


@given(st.text(max_size=30) | st.text("$.[]*?@'\"ab01:,()=&|! -\\", max_size=30).map(lambda text: "$" + text))
@settings(max_examples=400)
def test_any_text_is_a_path_or_an_expression_error(text: str) -> None:
    try:
        jsonpath.check(text)
    except ExpressionError:
        return
    assert isinstance(jsonpath.find(text, LOCATION), list)


def test_a_value_that_nests_too_deep_is_no_crash() -> None:
    deep: Any = 1
    for _ in range(5000):
        deep = [deep]
    with pytest.raises(ExpressionError):
        jsonpath.find("$..a", deep)


def test_a_pattern_that_backtracks_for_ever_is_given_up() -> None:
    """`match()` and `search()` of a filter look at a value for a quarter of a second at most."""
    value = [{"a": "a" * 60}]
    with pytest.raises(ExpressionError, match="takes too long"):
        jsonpath.find("$[?match(@.a, '(a|aa)+b')]", value)
    assert jsonpath.find("$[?match(@.a, 'a+')]", value) == [("$[0]", value[0])]
    assert jsonpath.find("$[?search(@.a, 'b')]", value) == []
