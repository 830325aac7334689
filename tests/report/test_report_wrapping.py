"""Lines that are longer than a terminal is wide."""

import pytest

from ocpi_runner.report.paint import Paint
from ocpi_runner.report.wrapping import CODE, wrapped

PAINT = Paint(True)
LINE = (
    f"    {PAINT('✗ TRN-102 must', 'red')}  The answer does not repeat the header {PAINT('and why it matters', 'dim')}"
)


@pytest.mark.parametrize("width", [30, 40, 60, 200])
def test_no_line_is_longer_than_the_terminal_and_no_word_is_lost(width: int) -> None:
    lines = [CODE.sub("", line) for line in wrapped(LINE, width)]
    assert max(map(len, lines)) <= width
    assert " ".join(lines).split() == CODE.sub("", LINE).split()


def test_what_is_broken_stands_further_in_and_keeps_its_colour() -> None:
    first, *rest = wrapped(LINE, 60)
    assert first.startswith("    \x1b[31m✗") and all(CODE.sub("", line).startswith("      ") for line in rest)
    assert all(line.count("m") and line.rstrip().endswith("\x1b[0m") for line in rest)


@pytest.mark.parametrize("width", [0, 10, 500])
def test_without_a_terminal_or_with_room_a_line_stays_as_it_is(width: int) -> None:
    assert list(wrapped(LINE, width)) == [LINE]


def test_a_word_longer_than_the_terminal_is_left_to_it() -> None:
    assert list(wrapped("  " + "x" * 50 + " end", 30)) == ["  " + "x" * 50, "    end"]
