"""On a terminal, tables of the command line are broken where it ends; elsewhere each line is left whole."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from ocpi_runner.cli import voice
from ocpi_runner.cli.main import words


@pytest.mark.parametrize("call", ["settings", "requirements LOC-103"])
def test_lines_are_broken_where_the_terminal_ends(call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = CliRunner().invoke(words, call.split(), standalone_mode=False).stdout
    assert max(map(len, whole.splitlines())) > 80
    monkeypatch.setattr(voice, "columns", lambda: 80)
    broken = CliRunner().invoke(words, call.split(), standalone_mode=False).stdout
    assert max(map(len, broken.splitlines())) <= 80
    assert broken.split() == whole.split()


def test_where_no_terminal_is_nothing_is_broken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(voice.shutil, "get_terminal_size", lambda: os.terminal_size((10, 10)))
    with (tmp_path / "out").open("w") as out:
        monkeypatch.setattr(voice.sys, "stdout", out)
        assert voice.columns() == 0
