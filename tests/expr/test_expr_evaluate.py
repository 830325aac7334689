"""The operators and functions, one by one."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpi_runner.expr.duration import seconds
from ocpi_runner.expr.functions import FUNCTIONS
from ocpi_runner.expr.template import RenderError, Scope, compile_value

NOW = datetime(2026, 11, 25, 2, 8, 21, tzinfo=UTC)
SCOPE = Scope({"a": {"b": [1, "x", None]}, "s": "Text", "big": 10**70}, lambda: NOW, None, lambda: "uuid-1")


def value(text: str) -> Any:
    """The value of an expression."""
    return compile_value("${" + text + "}").render(SCOPE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 4 - 3", 3),
        ("7 / 2", 3.5),
        ("0.1 + 0.2", 0.3),
        ("-2 + 3", 1),
        ("- -2", 2),
        ("'a' + 1", "a1"),
        ("1 + 'a'", "1a"),
        ("1 == 1.0", True),
        ("1 == '1'", False),
        ("1 == true", False),
        ("null == null", True),
        ("a.b == a.b", True),
        ("1 != 2", True),
        ("1 < 2 and 2 <= 2", True),
        ("'a' < 'b'", True),
        ("not (1 > 2)", True),
        ("not s == 'fast'", True),
        ("not 2 in a.b and true", True),
        ("false or 'default'", "default"),
        ("null and nobody", None),
        ("true or nobody", True),
        ("'ex' in s", True),
        ("1 in a.b", True),
        ("true in a.b", False),
        ("'b' in a", True),
        ("a.b in a", False),
        ("1e2", 100.0),
    ],
)
def test_operators_work_as_everybody_expects(text: str, expected: Any) -> None:
    assert value(text) == expected
    assert type(value(text)) is type(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("now + minutes(5)", "2026-11-25T02:13:21Z"),
        ("now - days(1)", "2026-11-24T02:08:21Z"),
        ("now + hours(1) - seconds(21)", "2026-11-25T03:08:00Z"),
        ("date('2026-11-25T03:08:21+01:00')", "2026-11-25T02:08:21Z"),
        ("date('2026-11-25') < now", True),
        ("'2026-11-25T02:08:20Z' < now", True),
        ("now == '2026-11-25T02:08:21Z'", True),
        ("now - '2026-11-25T02:08:11Z'", 10.0),
        ("minutes(1) + seconds(1)", 61.0),
    ],
)
def test_instants_can_be_counted_with(text: str, expected: Any) -> None:
    assert value(text) == expected


CALLS = {
    "uuid": ("uuid()", "uuid-1"),
    "seconds": ("seconds(30)", 30.0),
    "minutes": ("minutes('2')", 120.0),
    "hours": ("hours(0.5)", 1800.0),
    "days": ("days(1)", 86400.0),
    "date": ("date('2026-11-25T02:08:21')", "2026-11-25T02:08:21Z"),
    "length": ("length(a.b)", 3),
    "string": ("string(1.5)", "1.5"),
    "number": ("number('-12')", -12),
    "lower": ("lower(s)", "text"),
    "upper": ("upper(s)", "TEXT"),
    "base64": ("base64('AAA_AAA_AAA')", "QUFBX0FBQV9BQUE="),
    "without": ("without(a, 'b')", {}),
    "replaced": ("replaced(a, 'b', now)", {"b": "2026-11-25T02:08:21Z"}),
    "json": ("json(a)", '{"b": [1, "x", null]}'),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_function_does_what_it_says(name: str) -> None:
    text, expected = CALLS[name]
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1 + true", "`+` cannot take a number and a boolean"),
        ("'a' * 2", "`*` cannot take"),
        ("1 / 0", "division by zero"),
        ("big * big * big", "too large"),
        ("1 < 'a'", "`<` cannot compare a number with a string"),
        ("null < 1", "cannot compare null"),
        ("-s", "`-` needs a number"),
        ("1 in 5", "`in` looks into"),
        ("a.b[3]", "`a.b` has 3 elements, none at [3]"),
        ("a.c", "`a` has no `c`"),
        ("s[0]", "`s` is a string"),
        ("length(1)", "a number has no length"),
        ("without(a, 'c')", "the object has no member `c`"),
        ("replaced(s, 'b', 1)", "a string is not an object"),
        ("number('x')", "is not a number"),
        ("number('nan')", "is not a number"),
        ("date('soon')", "`soon` is not a DateTime"),
        ("now + days(999999999)", "`+`"),
        ("days(99999999999)", "too long"),
        ("now + 5", "cannot take"),
    ],
)
def test_what_has_no_value_is_told(text: str, words: str) -> None:
    with pytest.raises(RenderError) as caught:
        value(text)
    assert words in caught.value.message


OBJECTS = st.dictionaries(st.text(max_size=8), st.none() | st.booleans() | st.integers() | st.text(max_size=8))


def about(text: str, **variables: Any) -> Any:
    """The value of an expression about some variables."""
    return compile_value("${" + text + "}").render(Scope(variables, lambda: NOW))


@given(OBJECTS, st.text(max_size=8), st.none() | st.integers())
def test_what_is_replaced_is_there_and_all_else_is_as_it_was(one: dict[str, Any], name: str, new: Any) -> None:
    assert about("replaced(o, m, v)", o=one, m=name, v=new) == {**one, name: new}
    assert about("replaced(replaced(o, m, 0), m, v)", o=one, m=name, v=new) == {**one, name: new}
    assert about("without(replaced(o, m, v), m)", o=one, m=name, v=new) == {k: v for k, v in one.items() if k != name}


@given(OBJECTS.filter(bool), st.data())
def test_a_member_that_is_taken_away_can_be_given_back(one: dict[str, Any], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(one)))
    assert about("replaced(without(o, m), m, o[m])", o=one, m=name) == one
    assert about("m in without(o, m)", o=one, m=name) is False


def test_an_unknown_name_is_told_with_the_closest() -> None:
    scope = Scope({"session": 1}, lambda: NOW, Scope({"emsp": 2}, lambda: NOW))
    with pytest.raises(RenderError) as caught:
        compile_value("${sesion}").render(scope)
    assert (caught.value.name, caught.value.hint) == ("sesion", "did you mean `session`?")


def test_an_inner_scope_hides_the_outer_and_leaves_it_alone() -> None:
    outer = Scope({"a": 1, "b": 2}, lambda: NOW)
    inner = outer.child({"a": 10})
    read = compile_value(["${a}", "${b}"])
    assert (read.render(inner), read.render(outer)) == ([10, 2], [1, 2])
    assert inner.names() == ("a", "b")


@pytest.mark.parametrize(
    ("text", "expected"),
    [(30, 30.0), ("30", 30.0), ("30 s", 30.0), ("250 ms", 0.25), ("1.5 min", 90.0), ("1 h", 3600.0), (0, 0.0)],
)
def test_a_length_of_time_is_read(text: Any, expected: float) -> None:
    assert seconds(text) == expected


@pytest.mark.parametrize("text", ["", "soon", "-1", -1, True, None, "1 d", [], float("nan"), float("inf"), "9" * 50])
def test_what_is_no_length_of_time_is_a_value_error(text: Any) -> None:
    with pytest.raises(ValueError, match="is not a length of time"):
        seconds(text)
