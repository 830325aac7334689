"""The colours of the page: every word is readable on what it stands on, by day and by night (WCAG AA, 4.5 to 1)."""

import re
from importlib.resources import files

import pytest

CSS = files("ocpi_runner.report").joinpath("templates/page.css").read_text("utf-8")
DARK = CSS.split("dark){:root{")[1].split("}}")[0]
COLOR = re.compile(r"--([\w-]+):(#[0-9a-f]+)")
DAY = dict(COLOR.findall(CSS.split("@media")[0]))
NIGHT = DAY | dict(COLOR.findall(DARK))
STATES = ("pass", "fail", "warn", "block", "skip")
PAIRS = [
    *((word, ground) for word in ("ink", "soft", "link", *STATES) for ground in ("card", "bg", "code")),
    *((state, f"{state}-bg") for state in STATES),
    *(("ink", f"{state}-bg") for state in STATES),
    *(("soft", f"{state}-bg") for state in ("fail", "warn")),
    *((word, "code") for word in ("key", "str", "num")),
    *((word, ground) for word in ("key", "str", "num") for ground in ("fail-bg", "warn-bg")),
    *((word, "card") for word in ("out", "in")),
    ("card", "link"),
]


def light(color: str) -> float:
    """Relative luminance of #rgb or #rrggbb."""
    digits = color[1:] if len(color) == 7 else "".join(each * 2 for each in color[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colors", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize(("word", "ground"), PAIRS)
def test_words_are_readable_on_what_they_stand_on(colors: dict[str, str], word: str, ground: str) -> None:
    brighter, darker = sorted((light(colors[word]), light(colors[ground])), reverse=True)
    assert (brighter + 0.05) / (darker + 0.05) >= 4.5


def test_motion_is_left_out_for_those_who_ask_and_focus_is_visible() -> None:
    assert "prefers-reduced-motion:reduce" in CSS and ":focus-visible{outline:3px" in CSS
