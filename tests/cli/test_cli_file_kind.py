"""A file of another kind than a command wants is told in one sentence, with the command that it is for."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from ocpi_runner.cli.bundled import opened
from ocpi_runner.cli.exit_codes import ExitCode
from ocpi_runner.cli.file_kind import refuse_ours
from ocpi_runner.cli.main import with_default, words
from ocpi_runner.source.errors import InputError

SCENARIO = {"scenario": "Written as JSON", "steps": [{"wait": "1 s"}]}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a CDR, and with what a run wrote."""
    monkeypatch.chdir(tmp_path)
    Path("cdr.json").write_text(json.dumps({"id": "CDR-1", "lines": ["x"] * 200}, indent=1), "utf-8")
    Path("cdrs.jsonl").write_text('{"id": 1}\n{"id": 2}\n', "utf-8")
    Path("slip.json").write_text('{"id": 1, }', "utf-8")
    Path("payload").write_text('[{"id": 1}]', "utf-8")
    Path("good.yaml").write_text("scenario: Good\nsteps: [{wait: 1 s}]\n", "utf-8")
    call = ["run", "good.yaml", "--report", "json=out/report.json"]
    CliRunner().invoke(words, call, standalone_mode=False)
    Path("out/report.journal.jsonl").write_text('{"number":1,"direction":"out","party":"cpo"}\n', "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["cdr.json", "cdrs.jsonl", "slip.json", "payload"])
def test_json_is_no_scenario(name: str) -> None:
    if name == "payload":
        with pytest.raises(InputError, match="is JSON, not a scenario"):
            opened(Path(name))
        return
    problem = CliRunner().invoke(words, with_default([name]), standalone_mode=False).exception
    assert isinstance(problem, InputError)
    assert (problem.message, problem.hint, problem.diagnostics) == (
        f"`{name}` is JSON, not a scenario", f"`ocpi-run validate {name}` judges it", (),
    )  # fmt: skip
    checked = CliRunner().invoke(words, ["check", name], standalone_mode=False)
    assert checked.return_value == ExitCode.INPUT
    assert len(checked.output.splitlines()) == 2


def test_a_scenario_may_be_written_as_json() -> None:
    Path("it.json").write_text(json.dumps(SCENARIO), "utf-8")
    assert opened(Path("it.json")).title == "Written as JSON"


@pytest.mark.parametrize(("name", "kind"), [("out/report.json", "report"), ("out/report.journal.jsonl", "journal")])
def test_what_a_run_wrote_is_neither_a_scenario_nor_a_payload(name: str, kind: str) -> None:
    for command in ("run", "validate"):
        told = CliRunner().invoke(words, [command, name], standalone_mode=False)
        text = f"{told.output} {getattr(told.exception, 'message', '')} {getattr(told.exception, 'hint', '')}"
        assert f"`{name}` is a {kind} of ocpi-run" in text
        assert f"`ocpi-run report {name}` renders it" in text


def test_a_scenario_is_no_payload() -> None:
    told = CliRunner().invoke(words, ["validate", "good.yaml"], standalone_mode=False)
    assert told.return_value == ExitCode.INPUT
    assert "`good.yaml` is YAML, not JSON" in told.output
    assert "`ocpi-run check good.yaml`" in told.output


def test_other_files_are_let_through() -> None:
    for name in ("cdr.json", "nofile.yaml", "-"):
        refuse_ours(name)


def test_what_a_check_found_needs_no_word_of_playing() -> None:
    Path("bad.yaml").write_text("steps: [{wait: 1 s}]\n", "utf-8")
    told = CliRunner().invoke(words, ["check", "bad.yaml"], standalone_mode=False)
    assert "nothing was played" not in told.output
