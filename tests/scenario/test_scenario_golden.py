"""What a wrong file is told: the whole text, as it was read and found good by a person."""

from pathlib import Path

import pytest

from ocpi_runner.checks.matchers import MATCHERS
from ocpi_runner.cli.bundled import opened
from ocpi_runner.scenario import words
from ocpi_runner.source.diagnostic import draw
from ocpi_runner.source.errors import InputError

GOLDEN = Path(__file__).parent.parent / "golden"
NAMES = sorted(path.stem for path in GOLDEN.glob("*.yaml"))


def told(name: str) -> str:
    """Every diagnostic of a file, then the sentence at the end."""
    with pytest.raises(InputError) as wrong:
        opened(Path(f"{name}.yaml"))
    problem = wrong.value
    return "\n\n".join([*map(draw, problem.diagnostics), f"{problem.message}; {problem.hint}"]) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_file_is_told_where_it_is_wrong_and_what_helps(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(GOLDEN)
    assert told(name) == (GOLDEN / f"{name}.err").read_text(encoding="utf-8")


def test_each_expected_text_has_its_file() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.err")) == NAMES


def test_the_loader_knows_the_matchers_that_there_are() -> None:
    assert sorted(words.MATCHERS) == sorted(MATCHERS)
