"""What a call that cannot be meant is told, and what to do: the words that the exception carries, or stderr."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from ocpi_runner.cli.bundled import bundled
from ocpi_runner.cli.checked import checked_settings, checked_versions
from ocpi_runner.cli.exit_codes import ExitCode
from ocpi_runner.cli.main import with_default, words
from ocpi_runner.cli.playing import journal_path
from ocpi_runner.cli.reports import default_files, report_files
from ocpi_runner.expr.template import compile_value
from ocpi_runner.party.views import PLAIN
from ocpi_runner.scenario.words import PARTY
from ocpi_runner.source.errors import InputError

#: A call, and what the message or the hint says.
CALLS = {
    "schema Booking": "it is in 2.3.0: add --ocpi 2.3.0",
    "schema Sesion.patch": "did you mean `Session`?",
    "settings https.require": "did you mean `https.required`?",
    "settings --profile nofile.yaml": "bundled profiles go by name: field, strict",
    "report page.html": "this is a page already",
    "report cdr.json": "objects of OCPI are judged by `ocpi-run validate`",
    "report new.json": "its format is 99",
    "valdate cdr.json": "did you mean the command `validate`?",
    "price nofile.json": "check the path",
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a page, a CDR and a record of a later version."""
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_text("<!doctype html>", "utf-8")
    Path("cdr.json").write_text(json.dumps({"id": "CDR-1"}), "utf-8")
    Path("new.json").write_text(json.dumps({"format": 99}), "utf-8")
    return tmp_path


@pytest.mark.parametrize("call", CALLS)
def test_a_call_that_cannot_be_meant_says_what_to_do(call: str) -> None:
    problem = CliRunner().invoke(words, with_default(call.split()), standalone_mode=False).exception
    assert isinstance(problem, InputError)
    assert CALLS[call] in f"{problem.message} {problem.hint}"


def test_a_patch_may_be_asked_for_by_its_name() -> None:
    by_name = CliRunner().invoke(words, ["schema", "Session.patch"], standalone_mode=False).stdout
    assert by_name == CliRunner().invoke(words, ["schema", "Session", "--patch"], standalone_mode=False).stdout


def test_settings_may_be_asked_for_by_their_names() -> None:
    told = CliRunner().invoke(words, ["settings", "https.required", "--json"], standalone_mode=False).stdout
    assert [json.loads(line)["name"] for line in told.splitlines()] == ["https.required"]


def test_when_no_requirement_matches_it_is_told_where_the_module_is() -> None:
    call = ["requirements", "--module", "bookings", "--ocpi", "2.1.1"]
    told = CliRunner().invoke(words, call, standalone_mode=False)
    assert (told.return_value, told.stdout) == (ExitCode.NOTHING, "")
    assert "hint: the module `bookings` is in OCPI 2.3.0" in told.stderr


def test_when_no_scenario_has_a_tag_those_that_there_are_are_told() -> None:
    told = CliRunner().invoke(words, ["run", "session", "--tag", "nosuch"], standalone_mode=False)
    assert (told.return_value, told.stdout) == (ExitCode.NOTHING, "")
    assert "hint: their tags: cdrs, push, sessions" in told.stderr


def test_a_version_is_guessed_only_when_it_is_nearly_right() -> None:
    with pytest.raises(InputError) as far:
        checked_versions(["2.0"])
    assert far.value.hint == "known: 2.1.1, 2.2, 2.2.1, 2.3.0"
    with pytest.raises(InputError) as near:
        checked_versions(["2.2.2"])
    assert near.value.hint.startswith("did you mean `2.2.1`?")


def test_a_number_that_a_setting_cannot_have_is_told_with_those_it_can() -> None:
    with pytest.raises(InputError) as problem:
        checked_settings(["timestamp.max_skew=-5"])
    assert problem.value.hint.startswith("write a whole number, 0 or more.")


def test_a_misspelt_scenario_is_no_command() -> None:
    with pytest.raises(InputError) as problem:
        bundled("registraton")
    assert problem.value.hint == "did you mean `registration`?"


def test_the_language_knows_what_a_party_has() -> None:
    assert set(PLAIN) < set(PARTY)
    assert compile_value("${emsp.sessions}").names == {"emsp", "emsp.sessions"}


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ((), "ocpi-report/journal.jsonl"),
        (("html=ocpi-report/report.html",), "ocpi-report/journal.jsonl"),
        (("json=fail.json",), "fail.journal.jsonl"),
        (("html=out/it.html", "json=it.json"), "out/it.journal.jsonl"),
    ],
)
def test_a_journal_has_the_name_of_its_report(reports: tuple[str, ...], expected: str) -> None:
    assert str(journal_path(report_files(reports) or default_files())) == expected
