"""`ocpi-run price`: the table, the JSON, the verdicts and what it refuses."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ocpi_runner.cli.exit_codes import ExitCode
from ocpi_runner.cli.price_command import price
from ocpi_runner.source.errors import InputError

TARIFF = {
    "id": "DAY",
    "country_code": "NL",
    "party_id": "TST",
    "currency": "EUR",
    "elements": [
        {"price_components": [{"type": "TIME", "price": 3.0, "step_size": 60, "vat": 10}]},
        {
            "price_components": [{"type": "PARKING_TIME", "price": 5.0, "step_size": 300, "vat": 20}],
            "restrictions": {"start_time": "09:00", "end_time": "18:00"},
        },
    ],
}
CDR = {
    "id": "CDR-1",
    "currency": "EUR",
    "end_date_time": "2026-03-02T11:42:00Z",
    "tariffs": [TARIFF],
    "charging_periods": [
        {
            "start_date_time": "2026-03-02T08:30:00Z",
            "dimensions": [{"type": "TIME", "volume": 2.5}],
            "tariff_id": "DAY",
        },
        {
            "start_date_time": "2026-03-02T11:00:00Z",
            "dimensions": [{"type": "PARKING_TIME", "volume": 0.7}],
            "tariff_id": "DAY",
        },
    ],
    "total_cost": {"excl_vat": 11.25, "incl_vat": 12.75},
    "total_parking_cost": {"excl_vat": 3.75, "incl_vat": 4.5},
}


UNTOLD = {"total_cost": None, "total_parking_cost": None}


def run(tmp_path: Path, content: Any, *flags: str) -> Result:
    """The command on a file with this content."""
    file = tmp_path / "cdr.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return CliRunner().invoke(price, [str(file), *flags], standalone_mode=False)


def test_the_bill_stands_beside_the_figures_of_the_CDR(tmp_path: Path) -> None:
    told = run(tmp_path, CDR, "--time-zone", "Europe/Amsterdam")
    assert told.return_value == ExitCode.PASSED
    lines = [" ".join(line.split()) for line in told.output.splitlines()]
    guessed = "(guessed: nothing in it speaks for another; --ocpi tells it)"
    assert lines[1] == f"priced as OCPI 2.2.1 {guessed}, in EUR, before / after taxes"
    assert (
        "0.7 h parking rounded up to 0.75 h because of step_size 300 s, at 5 per h, VAT 20 %"
        " 3.75 / 4.50 (DAY element 1)"
    ) in lines
    assert "total_parking_cost 3.75 / 4.50 3.75 / 4.50 0.00" in lines
    assert "total_cost 11.25 / 12.75 11.25 / 12.75 0.00" in lines
    assert "agrees" in lines


@pytest.mark.parametrize(
    ("change", "flags", "code", "words"),
    [
        ({}, ["--time-zone", "Europe/Amsterdam"], ExitCode.PASSED, "agrees"),
        ({}, [], ExitCode.NOTHING, "because the time zone of the Location is not known\nhint: --time-zone tells it"),
        ({"total_cost": {"excl_vat": 12}}, ["--time-zone", "CET"], ExitCode.FINDINGS, "differs: total_cost"),
        ({"total_cost": {"excl_vat": 11}}, ["--time-zone", "CET"], ExitCode.FINDINGS, "wrong by CDR-171"),
        ({"total_cost": {"excl_vat": 11.255}}, ["--time-zone", "CET"], ExitCode.PASSED, "agrees within rounding"),
        ({"tariffs": []}, ["--time-zone", "CET"], ExitCode.NOTHING, "because no tariff is known"),
        ({"tariffs": [], "charging_periods": []}, [], ExitCode.NOTHING, "because it has no charging periods"),
        (UNTOLD, ["--time-zone", "CET"], ExitCode.PASSED, "there is no figure to compare it with"),
        (UNTOLD, [], ExitCode.NOTHING, "because the time zone"),
        ({"id": "\ud800"}, ["--time-zone", "CET"], ExitCode.PASSED, "agrees"),
    ],
)
def test_the_verdict_decides_how_it_ends(
    change: dict[str, Any], flags: list[str], code: ExitCode, words: str, tmp_path: Path
) -> None:
    told = run(tmp_path, CDR | change, *flags)
    assert (told.return_value, words in told.output) == (code, True), told.output


def test_a_tariff_of_a_file_goes_before_that_of_the_CDR(tmp_path: Path) -> None:
    dear = tmp_path / "tariff.json"
    component = {"type": "TIME", "price": 100, "step_size": 1}
    dear.write_text(
        json.dumps({"data": TARIFF | {"elements": [{"price_components": [component]}]}, "status_code": 1000})
    )
    told = run(tmp_path, CDR, "--tariff", str(dear))
    assert "total_cost 250.00 / 250.00" in " ".join(told.output.split())


def test_another_version_rounds_in_another_way(tmp_path: Path) -> None:
    odd = CDR | {"end_date_time": "2026-03-02T11:41:00Z", "total_cost": {"excl_vat": 11.25}}
    (row,) = run(tmp_path, odd, "--ocpi", "2.2", "--time-zone", "CET", "--json").output.splitlines()
    told = json.loads(row)
    assert (told["ocpi"], told["guessed"], told["verdict"]) == ("2.2", "", "match")


def test_programs_get_a_line_for_each_CDR(tmp_path: Path) -> None:
    envelope = {"status_code": 1000, "timestamp": "2026-03-02T12:00:00Z", "data": [CDR, CDR | {"total_cost": {}}]}
    told = run(tmp_path, envelope, "--json", "--time-zone", "Europe/Amsterdam")
    first, second = (json.loads(line) for line in told.output.splitlines())
    assert (first["path"], first["verdict"], second["verdict"]) == ("$.data[0]", "match", "not verifiable")
    assert first["figures"][-1] == {
        "member": "total_cost",
        "bucket": "total",
        "ours": {"net": "11.25", "gross": "12.75"},
        "theirs": {"net": "11.25", "gross": "12.75"},
        "difference": "0",
        "verdict": "match",
        "reason": "",
        "requirement": "",
    }
    assert first["lines"][1]["billed"] == "0.75"


def test_a_period_that_is_missing_is_told(tmp_path: Path) -> None:
    late = json.loads(json.dumps(CDR).replace("T11:42", "T17:42"))
    told = run(tmp_path, late, "--time-zone", "Europe/Amsterdam").output
    assert "note: the price of PARKING_TIME changes inside charging_periods[1], at 2026-03-02T17:00:00Z" in told


@pytest.mark.parametrize(
    ("content", "flags", "message"),
    [
        ("", [], "nothing is in it"),
        ("{", [], r":1:2: The text ends within the object that is open"),
        ("# CDR", [], r":1:1: A comment stands here; JSON knows none"),
        ("[" * 100_000, [], "It nests deeper than 250 levels"),
        ("[]", [], "holds no CDR: its list is empty"),
        ("[1]", [], r"holds no CDR at \$\[0\]"),
        ("{}", [], r"holds no CDR at \$"),
        ("{}", ["--ocpi", "2.9"], "this version is not known"),
        ("{}", ["--time-zone", "Mars"], "there is no such time zone"),
        ("{}", ["--tariff", "absent.json"], "cannot read `absent.json`"),
        (json.dumps(TARIFF), [], r"holds no CDR at \$: this is a Tariff"),
    ],
)
def test_what_cannot_be_read_is_told(content: str, flags: list[str], message: str, tmp_path: Path) -> None:
    problem = run(tmp_path, content, *flags).exception
    assert isinstance(problem, InputError)
    with pytest.raises(InputError, match=message):
        raise problem


def test_a_CDR_is_no_tariff_to_price_with(tmp_path: Path) -> None:
    problem = run(tmp_path, CDR, "--tariff", str(tmp_path / "cdr.json")).exception
    assert isinstance(problem, InputError)
    assert problem.message.endswith("holds no Tariff at $: this is a CDR")
    assert "`ocpi-run price` prices it" in problem.hint


def test_a_folder_is_told_with_what_to_give(tmp_path: Path) -> None:
    problem = CliRunner().invoke(price, [str(tmp_path)], standalone_mode=False).exception
    assert isinstance(problem, InputError)
    assert "Is a directory" in problem.message
    assert problem.hint.startswith("give the files in it; give JSON: a CDR or Session")


def test_what_differs_cites_the_requirement_that_validate_cites(tmp_path: Path) -> None:
    wrong = CDR | {"total_cost": {"excl_vat": 99}, "total_parking_cost": {"excl_vat": 88}}
    told = run(tmp_path, wrong, "--time-zone", "CET").output
    assert "← differs  CDR-166" in told and "← differs  CDR-162" in told
    (row,) = run(tmp_path, wrong, "--time-zone", "CET", "--json").output.splitlines()
    cited = {figure["member"]: figure["requirement"] for figure in json.loads(row)["figures"]}
    assert (cited["total_cost"], cited["total_parking_cost"]) == ("CDR-166", "CDR-162")
    session = run(tmp_path, wrong | {"status": "COMPLETED"}, "--time-zone", "CET").output
    assert "← differs\n" in session


@pytest.mark.parametrize("hostile", ["1e999999999999999999999", "1e999999", "9" * 5000, "-1e-400"])
def test_a_hostile_number_is_no_cost(hostile: str, tmp_path: Path) -> None:
    told = run(tmp_path, json.dumps(CDR).replace("11.25", hostile).replace("2.5}", hostile + "}"), "--time-zone", "CET")
    assert told.return_value in (ExitCode.NOTHING, ExitCode.FINDINGS)


@pytest.mark.parametrize("version", ["2.1.1", "2.3.0"])
def test_the_version_is_guessed_from_the_members(version: str, tmp_path: Path) -> None:
    own = {"2.1.1": {"total_cost": 11.25}, "2.3.0": {"total_cost": {"before_taxes": 11.25, "taxes": []}}}[version]
    (row,) = run(tmp_path, CDR | own, "--json").output.splitlines()
    assert json.loads(row)["ocpi"] == version
