"""What the tool knows, listed: requirements, settings, profiles and schemas."""

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from ocpi_objects import whole

from ocpi_runner.checks.settings import DEFAULTS, SETTINGS
from ocpi_runner.cli.exit_codes import ExitCode
from ocpi_runner.cli.profiles import library, settings_of
from ocpi_runner.cli.requirements_command import requirements
from ocpi_runner.cli.schema_command import schema
from ocpi_runner.cli.settings_command import settings
from ocpi_runner.ocpi.catalogue import all_requirements
from ocpi_runner.source.errors import InputError


def test_requirements_are_listed_by_module_version_and_level() -> None:
    told = CliRunner().invoke(requirements, ["--module", "sessions", "--ocpi", "2.1.1", "--level", "should", "--json"])
    rows = [json.loads(line) for line in told.stdout.splitlines()]
    assert {row["id"] for row in rows} == {
        row.id
        for row in all_requirements()
        if row.module == "sessions" and row.level == "should" and "2.1.1" in row.versions
    }
    assert {"id", "versions", "module", "who", "level", "chapter", "text", "judged", "by"} <= rows[0].keys()


def test_coverage_names_what_judges_a_requirement() -> None:
    told = CliRunner().invoke(requirements, ["LOC-127", "--coverage"]).stdout
    assert "automatic: schema of Location.publish" in told
    assert "1 requirement: 1 automatic" in told


@pytest.mark.parametrize(("words", "hint"), [(["LOC-999"], "lists them"), (["--module", "location"], "`locations`")])
def test_a_word_that_no_row_has_is_told(words: list[str], hint: str) -> None:
    problem = CliRunner().invoke(requirements, words).exception
    assert isinstance(problem, InputError) and hint in problem.hint


def test_no_row_chosen_is_nothing_tested() -> None:
    words = ["--module", "bookings", "--ocpi", "2.1.1"]
    assert CliRunner().invoke(requirements, words, standalone_mode=False).return_value == ExitCode.NOTHING


def test_the_default_profile_sets_nothing_and_the_strict_one_is_never_milder() -> None:
    assert settings_of("field") == {}
    strict = settings_of("strict")
    assert strict and all(DEFAULTS[name] != value for name, value in strict.items())


@pytest.mark.parametrize("path", sorted(library().glob("*.yaml")), ids=lambda path: path.stem)
def test_a_bundled_profile_sets_only_what_can_be_set(path: Path) -> None:
    assert set(settings_of(path.stem)) <= set(SETTINGS)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("settings: {https.require: on}", "there is no setting"),
        ("settings: {https.required: maybe}", "one of off, warn, on"),
        ("settings: [1]", "not a mapping"),
        ("setings: {}", "is no profile"),
        ("", "is no profile"),
        ("a: [", "cannot be read"),
    ],
)
def test_a_profile_that_cannot_be_used_says_why(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(text, "utf-8")
    with pytest.raises(InputError) as problem:
        settings_of(str(tmp_path / "mine.yaml"))
    assert message in problem.value.message


def test_a_misspelt_profile_has_a_hint() -> None:
    with pytest.raises(InputError) as problem:
        settings_of("strickt")
    assert "did you mean `strict`" in problem.value.hint


def test_settings_are_listed_with_what_the_profile_sets() -> None:
    told = CliRunner().invoke(settings, ["--profile", "strict", "--json"]).stdout
    rows = {row["name"]: row for row in map(json.loads, told.splitlines())}
    assert rows.keys() == SETTINGS.keys()
    assert rows["https.required"]["value"] == "on"
    assert rows["https.required"]["default"] == "off"


@pytest.mark.parametrize("version", ["2.1.1", "2.3.0"])
def test_a_printed_schema_stands_on_its_own(version: str) -> None:
    document = json.loads(CliRunner().invoke(schema, ["Session", "--ocpi", version]).stdout)
    validator = jsonschema.Draft202012Validator(document)
    assert validator.is_valid(whole(version, "Session"))
    assert not validator.is_valid({**whole(version, "Session"), "kwh": "6"})


def test_an_object_that_a_version_has_not_is_told_with_the_nearest() -> None:
    problem = CliRunner().invoke(schema, ["Sesion"]).exception
    assert isinstance(problem, InputError) and "did you mean `Session`" in problem.hint
