"""`ocpi-run lint`: remarks at their places, and how it ends."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ocpi_runner.cli.exit_codes import ExitCode
from ocpi_runner.cli.lint_command import lint_tariffs
from ocpi_runner.source.errors import InputError

KWH = {"type": "ENERGY", "price": 0.5, "step_size": 1}
TARIFF = {"id": "T1", "party_id": "TST", "currency": "EUR", "elements": [{"price_components": [KWH]}]}
ZERO_STEP = TARIFF | {"elements": [{"price_components": [KWH | {"step_size": 0}]}]}
NO_FALLBACK = TARIFF | {"elements": [{"price_components": [KWH], "restrictions": {"max_kwh": 5}}]}
UNCOUNTABLE = TARIFF | {"elements": [{"price_components": [KWH | {"price": 1e16}]}]}
RESTRICTED_BY_LIST = TARIFF | {"elements": [{"price_components": [KWH], "restrictions": [{"max_kwh": 5}]}]}


def run(tmp_path: Path, content: Any, *flags: str) -> Result:
    """The command on a file with this content."""
    file = tmp_path / "tariff.json"
    file.write_text(json.dumps(content), "utf-8")
    return CliRunner().invoke(lint_tariffs, [str(file), *flags], standalone_mode=False)


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (TARIFF, ExitCode.PASSED, "ok"),
        (ZERO_STEP, ExitCode.FINDINGS, "$.elements[0].price_components[0].step_size: `step_size` is 0"),
        (NO_FALLBACK, ExitCode.PASSED, "hint   $.elements[0].restrictions: ENERGY is free"),
        (UNCOUNTABLE, ExitCode.FINDINGS, "price_components[0].price: `price` is no number that can be counted with"),
        (RESTRICTED_BY_LIST, ExitCode.FINDINGS, "wrong  $.elements[0].restrictions: `restrictions` is no object"),
        ([TARIFF, ZERO_STEP], ExitCode.FINDINGS, "wrong  $[1].elements[0].price_components[0].step_size"),
    ],
)
def test_remarks_decide_how_it_ends(content: Any, code: ExitCode, words: str, tmp_path: Path) -> None:
    told = run(tmp_path, content)
    assert (told.return_value, words in told.output) == (code, True), told.output


def test_programs_get_a_line_for_each_tariff(tmp_path: Path) -> None:
    envelope = {"status_code": 1000, "data": [TARIFF, ZERO_STEP | {"id": "\ud800"}]}
    first, second = (
        json.loads(line) for line in run(tmp_path, envelope, "--json", "--ocpi", "2.2").output.splitlines()
    )
    assert (first["ocpi"], first["remarks"]) == ("2.2", [])
    assert [(row["path"], row["requirement"], row["wrong"]) for row in second["remarks"]] == [
        ("$.data[1].elements[0].price_components[0].step_size", "TAR-098", True)
    ]


def test_a_name_that_stands_twice_is_told(tmp_path: Path) -> None:
    (tmp_path / "it.json").write_text(json.dumps(TARIFF)[:-1] + ', "currency": "USD"}', "utf-8")
    told = CliRunner().invoke(lint_tariffs, [str(tmp_path / "it.json")], standalone_mode=False)
    assert told.return_value == ExitCode.PASSED
    assert "it.json: `currency` stands twice in one object; the last one counts" in told.stderr


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "nothing is in it"),
        (b"{", "The text ends within the object that is open"),
        (b'{"elements": [NaN]}', r":1:15: `NaN` is no number of JSON"),
        (b'{"elements": "\xff"}', r"Byte 14 \(0xFF\) is not UTF-8"),
        (b"[" * 100_000, "It nests deeper than 250 levels"),
        ("{}".encode("utf-16"), "The file is written in UTF-16"),
        (b'{"charging_periods": []}', r"holds no Tariff at \$: this is a CDR"),
        (b"[1]", r"holds no Tariff at \$\[0\]"),
    ],
)
def test_what_is_no_tariff_is_told_wherever_it_comes_from(raw: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "it.json").write_bytes(raw)
    for name, piped in ((str(tmp_path / "it.json"), b""), ("-", raw)):
        problem = CliRunner().invoke(lint_tariffs, [name], input=piped, standalone_mode=False).exception
        with pytest.raises(InputError, match=message):
            raise problem or AssertionError


@pytest.mark.parametrize(
    ("content", "flags", "message"),
    [([], [], "holds no Tariff"), ({}, [], r"holds no Tariff at \$"), (TARIFF, ["--ocpi", "2.9"], "is not known")],
)
def test_what_cannot_be_read_is_told(content: Any, flags: list[str], message: str, tmp_path: Path) -> None:
    problem = run(tmp_path, content, *flags).exception
    assert isinstance(problem, InputError)
    with pytest.raises(InputError, match=message):
        raise problem
