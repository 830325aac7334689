"""Colour: the flag over the environment over the terminal, the same for every command."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ocpi_runner.cli import color

BOTH = ("NO_COLOR", "FORCE_COLOR")
MARK = "\x1b["


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("set_", "no_color", "terminal", "expected"),
    [
        ((), False, True, True),
        ((), False, False, False),
        ((), True, True, False),
        (("FORCE_COLOR",), False, False, True),
        (("FORCE_COLOR",), True, True, False),
        (("NO_COLOR",), False, True, False),
        (BOTH, False, True, False),
    ],
)
def test_who_decides(
    set_: tuple[str, ...], no_color: bool, terminal: bool, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in BOTH:
        monkeypatch.delenv(name, raising=False)
    for name in set_:
        monkeypatch.setenv(name, "1")
    assert color.wanted(no_color, Terminal() if terminal else io.StringIO()) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("run", "--quiet", "it.yaml"), True),
        (("run", "--quiet", "--no-color", "it.yaml"), False),
        (("validate", "it.json"), True),
        (("validate", "--no-color", "it.json"), False),
        (("settings",), True),
        (("run", "--no-color", "nosuch"), False),
        (("check", "it.yaml"), True),
        (("requirements", "SES-014"), True),
    ],
)
def test_commands_are_painted_when_colour_is_forced(words: tuple[str, ...], expected: bool, tmp_path: Path) -> None:
    (tmp_path / "it.yaml").write_text("scenario: It\nsteps: [assert: {value: 1, $: {gt: 0}}]\n", "utf-8")
    (tmp_path / "it.json").write_text(json.dumps({"colour": "red"}), "utf-8")
    call = [sys.executable, "-m", "ocpi_runner", *words]
    environment = {name: value for name, value in os.environ.items() if name not in BOTH} | {"FORCE_COLOR": "1"}
    ended = subprocess.run(call, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (MARK in ended.stdout + ended.stderr) is expected, ended
