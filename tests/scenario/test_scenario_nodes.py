"""YAML as a scenario is read: JSON's own scalars have a type, all else is text, and nothing explodes."""

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ocpi_runner.scenario.nodes import Node, Reader
from ocpi_runner.scenario.problems import Problems
from ocpi_runner.source.diagnostic import Diagnostic
from ocpi_runner.source.span import SourceFile, Span


def read(text: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The tree, and what is wrong."""
    problems = Problems(SourceFile("toy.yaml", text))
    return Reader("toy.yaml", problems).read(text), problems.sorted()


def tree(text: str) -> Node:
    """The tree of a text that is fine."""
    node, found = read(text)
    assert node is not None and found == ()
    return node


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("True", "True"),
        ("true", True),
        ("false", False),
        ("null", None),
        ("Null", "Null"),
        ("~", None),
        ("0123", "0123"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("18:30", "18:30"),
        ("1:2:3", "1:2:3"),
        ("2026-11-25", "2026-11-25"),
        ("2026-11-25T02:08:21Z", "2026-11-25T02:08:21Z"),
        ("+1", "+1"),
        (".5", ".5"),
        ("5.", "5."),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1e999", "1e999"),
        ("1", 1),
        ("-7", -7),
        ("0", 0),
        ("2.50", 2.5),
        ("1e3", 1000.0),
        ("'1'", "1"),
        ('"true"', "true"),
        ("2.2.1", "2.2.1"),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_only_the_scalars_of_json_have_a_type(text: str, value: Any) -> None:
    node = tree(f"key: {text}").get("key")
    assert node is not None
    assert node.data() == value
    assert type(node.data()) is type(value)


def test_a_block_is_text() -> None:
    assert tree("a: |\n  1\n").data() == {"a": "1\n"}
    assert tree("a: >\n  true\n  false\n").data() == {"a": "true false\n"}


def test_what_was_written_is_kept_beside_what_it_means() -> None:
    node = tree("ocpi: 2.20").get("ocpi")
    assert node is not None
    assert (node.value, node.text) == (2.2, "2.20")


def test_keys_are_texts() -> None:
    assert tree("on: 1\n0x1F: 2\n1: 3\ntrue: 4").data() == {"on": 1, "0x1F": 2, "1": 3, "true": 4}


def test_every_node_knows_its_place() -> None:
    node = tree("a:\n- b: 12\n  c: [x, {d: yy}]")
    inner = node.at(("a", 0, "c", 1, "d"))
    assert (inner.value, inner.span) == ("yy", Span("toy.yaml", 3, 14, 16))
    assert node.at(("a", 0)).keys[1] == ("c", Span("toy.yaml", 3, 3, 4))


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("", 1, 1, "the file is empty"),
        ("# only talk\n", 1, 1, "the file is empty"),
        ("a: 1\nb: 2\na: 3", 3, 1, "the key `a` stands twice"),
        ("a: {b: 1, b: 2}", 1, 11, "the key `b` stands twice"),
        ("a: [1", 2, 1, "this is not YAML"),
        ("a: b: c", 1, 5, "this is not YAML"),
        ("\ta: 1", 1, 1, "this is not YAML"),
        ("a: *b", 1, 4, "this is not YAML"),
        ("a: 1\n---\nb: 2", 2, 1, "a file holds one scenario"),
        ("? [a]\n: 1", 1, 3, "a key is a plain text"),
        ("a: !!python/object:os.system x", 1, 4, "is not known"),
        ("a: !mine x", 1, 4, "the tag `!mine` is not known"),
        ("a: !!binary aGk=", 1, 4, "is not known"),
        ("a: \x07", 1, 4, "the character U+0007"),
    ],
)
def test_what_is_no_plain_yaml_is_told_with_its_place(text: str, line: int, column: int, words: str) -> None:
    _, found = read(text)
    assert (found[0].span.line, found[0].span.column) == (line, column)
    assert words in found[0].message


def test_aliases_mean_what_they_repeat() -> None:
    assert tree("a: &x {b: 1}\nc: *x").data() == {"a": {"b": 1}, "c": {"b": 1}}


BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n" for old, new in zip("abcdefg", "bcdefgh", strict=True)
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (BOMB, "more than 100,000 nodes"),
        ("a: &a [*a]", "nests deeper than 60"),
        ("[" * 100 + "]" * 100, "nests deeper than 60"),
        ("{a: " * 100 + "1" + "}" * 100, "nests deeper than 60"),
        ("[" * 50_000, "not YAML"),
        ("- " * 70 + "x", "nests deeper than 60"),
    ],
)
def test_what_expands_or_nests_beyond_reason_is_refused(text: str, words: str) -> None:
    node, found = read(text)
    assert node is None
    assert words in found[0].message


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.floats(-1e9, 1e9)
    | st.text("abc :#{}[]'\"-%@é\n", max_size=6),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abcdNO1:", min_size=1, max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(JSON)
def test_json_is_read_as_json(value: Any) -> None:
    """JSON is YAML: what it says is what is read."""

    assert tree(json.dumps(value)).data() == value


@given(st.text(max_size=80) | st.text("ab:-[]{},&*!|>'\"%@#? \n\t", max_size=80))
@example("&a")
@example("!")
@example("!!")
@example("%YAML 1.2\n---\na")
@example("\ufeffa: 1")
@example("? ")
@example("a: *a")
@settings(max_examples=400)
def test_any_text_gives_nodes_or_problems(text: str) -> None:
    node, found = read(text)
    assert node is not None or found
    if node is not None:
        node.data()
