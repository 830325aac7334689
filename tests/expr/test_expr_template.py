"""Templates: what is read, what is rendered, and that nothing else can happen."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ocpi_runner.expr.template import ExpressionError, RenderError, Scope, compile_value, constant

NOW = datetime(2026, 11, 25, 2, 8, 21, 900_000, tzinfo=UTC)
SESSION = {"id": "S1", "kwh": 6.25, "cdr_token": {"uid": "RFID-1"}, "periods": [{"n": 1}, {"n": 2}], "ended": None}


class Party:
    """Something with computed parts."""

    secret = "never"

    def lookup(self, name: str) -> Any:
        return {"path": "NL/TST"}[name]

    def names(self) -> tuple[str, ...]:
        return ("path",)


VALUES: Mapping[str, Any] = {"session": SESSION, "cpo": Party(), "n": 3, "yes": True, "text": "a${n}b", "list": [1, 2]}


def scope(**more: Any) -> Scope:
    """Toy names, a clock that stands still, an id that is always the same."""
    return Scope({**VALUES, **more}, lambda: NOW, None, lambda: "uuid-1")


def rendered(data: Any, **more: Any) -> Any:
    """Compile and render at once."""
    return compile_value(data).render(scope(**more))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("${session.kwh}", 6.25),
        ("${session}", SESSION),
        ("${session.ended}", None),
        ("${yes}", True),
        ("${session.periods[1].n}", 2),
        ("${session['cdr_token']['uid']}", "RFID-1"),
        ("${list[-1]}", 2),
        ("${cpo.path}", "NL/TST"),
        ("${now}", "2026-11-25T02:08:21Z"),
        ("${minutes(2)}", 120.0),
    ],
)
def test_a_leaf_that_is_one_expression_keeps_its_type(text: str, value: Any) -> None:
    assert rendered(text) == value
    assert type(rendered(text)) is type(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("kWh: ${session.kwh}", "kWh: 6.25"),
        ("${n}${n}", "33"),
        ("${n} ", "3 "),
        ("is ${yes}, ended ${session.ended}", "is true, ended null"),
        ("${list} of ${session.cdr_token}", '[1, 2] of {"uid": "RFID-1"}'),
        ("until ${now + minutes(5)}", "until 2026-11-25T02:13:21Z"),
    ],
)
def test_any_other_leaf_is_a_string(text: str, value: str) -> None:
    assert rendered(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$${n}", "${n}"),
        ("a $${n} ${n}", "a ${n} 3"),
        ("$$${n}", "$${n}"),
        ("${n}$${n}", "3${n}"),
        ("$5 and {n}", "$5 and {n}"),
        ("${'}'}", "}"),
        (r"${'a\\'}", "a\\"),
        (r"${'it\'s'}", "it's"),
        ('${"a" + "}"}', "a}"),
    ],
)
def test_the_signs_of_a_template_can_be_text(text: str, value: str) -> None:
    assert rendered(text) == value


def test_what_was_rendered_is_never_read_again() -> None:
    """A value from the other side may hold `${…}`: it stays text."""
    assert rendered("${text}") == "a${n}b"
    assert rendered("<${text}>") == "<a${n}b>"
    assert constant({"a": "${n}"}).render(scope()) == {"a": "${n}"}


def test_templates_stand_at_any_depth_and_only_in_leaf_values() -> None:
    assert rendered({"a": [{"b": "${n}"}, "x"], "${n}": 1}) == {"a": [{"b": 3}, "x"], "${n}": 1}


def test_each_rendering_is_fresh() -> None:
    value = compile_value({"a": []})
    assert value.render(scope()) is not value.render(scope())


def test_a_value_tells_which_names_it_needs() -> None:
    value = compile_value({"a": "${session.id + string(n)}", "b": ["${cpo.path}"]})
    assert value.names == {"session", "session.id", "n", "cpo", "cpo.path"}
    assert not value.constant
    assert compile_value({"a": 1}).constant


@pytest.mark.parametrize(
    ("data", "path", "offset", "words"),
    [
        ("x ${", (), 2, "never closed"),
        ("${}", (), 2, "empty"),
        ({"a": ["ok", "${1 +}"]}, ("a", 1), 5, "value is missing"),
        ("${a..b}", (), 4, "name is missing"),
        ("${no(1)}", (), 2, "no function `no`"),
        ("${length()}", (), 2, "takes 1 arguments"),
        ("${a b}", (), 4, "too much"),
        ("${a ? b}", (), 4, "cannot stand here"),
        ("${(1}", (), 4, "`)` is missing"),
        ("${1e999}", (), 2, "too large"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(data: Any, path: tuple[Any, ...], offset: int, words: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_value(data)
    assert (caught.value.path, caught.value.offset) == (path, offset)
    assert words in caught.value.message


def test_a_function_that_is_mistyped_is_suggested() -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_value("${minute(5)}")
    assert "`minutes`" in caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "${session.__class__}",
        "${text.__class__}",
        "${text.upper}",
        "${list.append}",
        "${n.real}",
        "${cpo.secret}",
        "${cpo.lookup}",
        "${cpo['__class__']}",
        "${session['__init__']}",
        "${now.year}",
        "${yes.__doc__}",
        "${cpo}",
    ],
)
def test_no_attribute_is_ever_reached(text: str) -> None:
    with pytest.raises(RenderError):
        rendered(text)


@pytest.mark.parametrize(
    "text", ["${" + "x" * 2001 + "}", "${" + "(" * 40 + "1" + ")" * 40 + "}", "${1" + "+1" * 200 + "}"]
)
def test_an_expression_is_bounded(text: str) -> None:
    with pytest.raises(ExpressionError):
        compile_value(text)


def test_a_text_that_would_grow_without_end_is_refused() -> None:
    big = "x" * 600_000
    for text in ("${big + big}", "${big}${big}", "${base64(big + 'y')}${big}", "${json(big)}${big}"):
        with pytest.raises(RenderError, match="longer than"):
            rendered(text, big=big)


def test_a_value_that_would_grow_without_end_is_refused() -> None:
    """Doubling a list again and again is told in time, and so is wrapping it."""
    for wrapped, words in ((["${x}", "${x}"], "parts"), ({"x": "${x}"}, "nest deeper"), (["${x}"], "nest deeper")):
        value: Any = [1]
        with pytest.raises(RenderError, match=words):
            for _ in range(1000):
                value = compile_value(wrapped).render(scope(x=value))


@given(st.text(max_size=60) | st.text("${}'\"\\.[]()+-*/ab1 ,<>=!", max_size=60))
@example("${'")
@example("${a[}")
@example("${\x00}")
@settings(max_examples=400)
def test_any_text_gives_a_value_or_an_expression_error(text: str) -> None:
    """And what can be read renders, or raises RenderError."""
    try:
        value = compile_value(text)
    except ExpressionError as problem:
        assert 0 <= problem.offset <= len(text)
        return
    try:
        value.render(scope())
    except RenderError:
        return


NAMES = st.sampled_from([*VALUES, "now", "nobody", "true", "null", "1", "0", "2.5", "1e300", "'x'", "session.kwh"])
FUNCTIONS = st.sampled_from(
    ["length", "string", "number", "lower", "upper", "json", "base64", "date", "seconds", "days", "hours", "-", "not "]
)
OPERATORS = st.sampled_from(["+", "-", "*", "/", "==", "!=", "<", "<=", ">", ">=", "in", "and", "or"])


def combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Larger expressions from smaller ones."""
    return st.one_of(
        st.tuples(FUNCTIONS, inner).map(lambda pair: f"{pair[0]}({pair[1]})"),
        st.tuples(inner, OPERATORS, inner).map(lambda three: f"({three[0]} {three[1]} {three[2]})"),
        st.tuples(inner, inner).map(lambda pair: f"{pair[0]}[{pair[1]}]"),
        inner.map(lambda one: f"{one}.id"),
    )


@given(st.recursive(NAMES, combined, max_leaves=8))
@example("json(now)")
@example("json(seconds(1))")
@example("list in session")
@example("session[list]")
@example("number('nan')")
@example("seconds(number('inf'))")
@example("days(1e300)")
@example("1e300 * 1e300")
@example("date('0001-01-01T00:00:00+14:00')")
@example("cpo + 'x'")
@example("session == cpo")
@settings(max_examples=400)
def test_any_expression_gives_json_or_a_render_error(text: str) -> None:
    """No mix of operators, functions and types raises anything else."""
    value = compile_value("${" + text + "}")
    try:
        assert isinstance(value.render(scope()), str | int | float | bool | dict | list | None)
    except RenderError as problem:
        assert problem.message
