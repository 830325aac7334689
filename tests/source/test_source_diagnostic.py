"""A problem is drawn so that one sees where it is and what to do, with and without colour."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpi_runner.source.diagnostic import WIDEST, Diagnostic, draw, pictured
from ocpi_runner.source.errors import EnvironmentFault, InputError, OcpiRunError, PeerFault
from ocpi_runner.source.span import Span
from ocpi_runner.source.suggest import closest

LINE = "  asert: {http: 200}"
PROBLEM = Diagnostic("unknown key `asert`", Span("toy.yaml", 14, 3, 8), "did you mean `assert`?", LINE)
DRAWN = """\
error: unknown key `asert`
  --> toy.yaml:14:3
   |
14 |   asert: {http: 200}
   |   ^^^^^
   = hint: did you mean `assert`?"""


def test_a_problem_is_drawn_with_place_line_caret_and_hint() -> None:
    assert draw(PROBLEM) == DRAWN


def test_colour_changes_no_character() -> None:
    colored = draw(PROBLEM, color=True)
    assert colored != DRAWN
    for code in ("\x1b[31m", "\x1b[34m", "\x1b[36m", "\x1b[1m", "\x1b[0m"):
        colored = colored.replace(code, "")
    assert colored == DRAWN


def test_a_problem_without_place_or_hint_is_drawn_short() -> None:
    assert draw(Diagnostic("the file is gone", Span("toy.yaml", 0, 0))) == "error: the file is gone\n --> toy.yaml"


@given(st.text(max_size=300), st.integers(1, 400), st.integers(0, 500))
def test_the_caret_stays_under_its_line_whatever_stands_there(text: str, column: int, width: int) -> None:
    """Long lines are cut; nothing that a terminal would obey is shown."""
    line, caret = pictured(Diagnostic("m", Span("f", 1, column, column + width), "", text))
    assert len(line) <= WIDEST and caret.strip(" ").strip("^") == "" and "^" in caret
    assert all(character.isprintable() for character in line)


def test_a_line_far_to_the_right_is_cut_around_its_caret() -> None:
    line, caret = pictured(Diagnostic("m", Span("f", 1, 301, 304), "", "a" * 300 + "bad" + "c" * 300))
    assert line[caret.index("^") : caret.rindex("^") + 1] == "bad"


@pytest.mark.parametrize(
    ("word", "meant"), [("asert", "assert"), ("SEND", "send"), ("sned", "send"), ("banana", None), ("", None)]
)
def test_the_closest_word_is_suggested_only_when_it_is_close(word: str, meant: str | None) -> None:
    assert closest(word, ["assert", "send", "expect"]) == meant


@given(st.text(max_size=20), st.lists(st.text(max_size=10), max_size=6))
def test_a_suggestion_is_always_one_of_the_valid_words(word: str, valid: list[str]) -> None:
    assert closest(word, valid) in [None, *valid]


@pytest.mark.parametrize(("kind", "code"), [(OcpiRunError, 3), (InputError, 2), (PeerFault, 1), (EnvironmentFault, 3)])
def test_each_error_has_its_exit_code(kind: type[OcpiRunError], code: int) -> None:
    problem = kind("what", "do that")
    assert (problem.exit_code, problem.message, problem.hint, str(problem)) == (code, "what", "do that", "what")
