"""The page about the command line has every command, flag, variable and exit code, and no other."""

import json
import re
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from ocpi_runner.cli.checked import checked_settings
from ocpi_runner.cli.exit_codes import ExitCode
from ocpi_runner.cli.inputs import PARTIES, PEER_KEYS, collect
from ocpi_runner.cli.lint_command import lint_tariffs
from ocpi_runner.cli.main import COMMANDS, with_default, words
from ocpi_runner.cli.partner import read_partner
from ocpi_runner.cli.price_command import price
from ocpi_runner.cli.run_command import tone
from ocpi_runner.cli.serve_command import PROBE

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "command-line.md").read_text("utf-8")
SOURCES = "".join(path.read_text("utf-8") for path in sorted((ROOT / "ocpi_runner" / "cli").glob("*.py")))


def section(title: str) -> str:
    """A chapter of the page."""
    return re.split(r"^## ", PAGE.partition(f"\n## {title}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def documented(command: str) -> list[str]:
    """The flags in the table of a command, all their spellings."""
    table = section(f"`{command}`").partition("| flag |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| (`-[^|]+) \|", table, re.MULTILINE)
    return [flag for row in rows for flag in re.findall(r"`(--?[\w-]+)", row)]


def command_of(name: str) -> click.Command:
    """A command as click knows it."""
    command = words.get_command(click.Context(words), name)
    assert isinstance(command, click.Command)
    return command


def test_every_command_has_a_heading() -> None:
    assert re.findall(r"^## `(\w+)`$", PAGE, re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_flag_has_a_row_and_every_row_a_flag(name: str) -> None:
    options = [parameter for parameter in command_of(name).params if isinstance(parameter, click.Option)]
    assert documented(name) == [spelling for option in options for spelling in option.opts]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_flag_says_what_it_does(name: str) -> None:
    for parameter in command_of(name).params:
        if isinstance(parameter, click.Option) and parameter.name != "token_form":
            assert parameter.help, parameter.name


def test_the_exit_codes_are_those_that_exist() -> None:
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", section("Exit codes"), re.MULTILINE)] == list(ExitCode)


def test_the_environment_is_what_is_read_from_it() -> None:
    named = set(re.findall(r"^\| `(\w+)` \|", section("Environment"), re.MULTILINE))
    read = set(re.findall(r'"([A-Z_]+)" (?:not )?in os\.environ|environ\.get\("([A-Z_]+)"\)', SOURCES))
    plain = {name for pair in read for name in pair if name}
    assert named == plain | set(PROBE.values()) | {f"OCPI_RUN_{party.upper()}_TOKEN" for party in PARTIES}


def test_the_partner_file_of_the_page_is_read(tmp_path: Path) -> None:
    (example,) = re.findall(r"^```yaml\n(.*?)^```", section("Partner files"), re.MULTILINE | re.DOTALL)
    (tmp_path / "acme.yaml").write_text(example, "utf-8")
    partner = read_partner(tmp_path / "acme.yaml", {"ACME_TOKEN_A": "secret-a"})
    assert checked_settings(partner.settings) == {"auth.accept_403": "warn"}
    assert partner.warnings == ()
    inputs = collect(["emsp.party=NL/XYZ"], (), {"OCPI_RUN_EMSP_TOKEN": "other"}, partner.facts)
    peer = inputs.peers["emsp"]
    assert (peer.token, peer.party, peer.token_form) == ("secret-a", "NL/XYZ", "base64")
    assert [key for key in PEER_KEYS if f"{key}:" not in example] == []
    assert ("secret-a", "emsp.token") in inputs.secrets


def test_a_call_without_a_command_plays() -> None:
    assert with_default(["registration"]) == ["run", "registration"]
    assert with_default(["serve", "cpo"]) == ["serve", "cpo"]


@pytest.mark.parametrize(
    ("flags", "environment", "expected"),
    [
        ({}, {}, (0, False)),
        ({"verbose": 2}, {"FORCE_COLOR": "1"}, (2, True)),
        ({"quiet": True}, {"NO_COLOR": "1"}, (-1, False)),
    ],
)
def test_colour_and_loudness(
    flags: dict[str, Any], environment: dict[str, str], expected: tuple[int, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert tone({"verbose": 0, "quiet": False, "no_color": False} | flags) == expected


def test_the_keys_that_price_and_lint_print_are_documented(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "price.md").read_text("utf-8")
    tariff = {"id": "T", "elements": [{"price_components": [{"type": "TIME", "price": 1, "step_size": 0}]}]}
    (tmp_path / "t.json").write_text(json.dumps(tariff), "utf-8")
    period = {"start_date_time": "2026-03-02T08:30:00Z", "dimensions": [{"type": "TIME", "volume": 1}]}
    cdr = {"charging_periods": [period], "tariffs": [tariff], "total_cost": {"excl_vat": 1}}
    (tmp_path / "c.json").write_text(json.dumps(cdr), "utf-8")
    for command, file in ((price, "c.json"), (lint_tariffs, "t.json")):
        told = json.loads(CliRunner().invoke(command, [str(tmp_path / file), "--json"], standalone_mode=False).stdout)
        rows = [row for name in ("figures", "lines", "remarks") for row in told.get(name, ())]
        keys = set(told).union(*rows)
        assert [key for key in sorted(keys) if f"`{key}`" not in page] == []
