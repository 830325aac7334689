"""`ocpi-run settings`: where the specification leaves a choice, and what each profile chooses."""

import json
from pathlib import Path

import click

from ocpi_runner.checks.settings import SETTINGS
from ocpi_runner.cli.checked import meant
from ocpi_runner.cli.exit_codes import ExitCode
from ocpi_runner.cli.profiles import DEFAULT, settings_of
from ocpi_runner.cli.voice import say
from ocpi_runner.source.errors import InputError


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME…]")
@click.option("--profile", default=DEFAULT, show_default=True, metavar="NAME|FILE", help="What this profile sets.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")
def settings(names: tuple[str, ...], profile: str, as_json: bool) -> int:
    """List the settings, all or those of these names: value, the values each may have, and its meaning."""
    chosen = settings_of(profile)
    for each in names:
        if each not in SETTINGS:
            raise InputError(f"there is no setting `{each}`", meant(each, SETTINGS))
    if not as_json and not names:
        name = profile if Path(profile).suffix else f"the profile {profile}"
        say(f"{name}; change one with --setting NAME=VALUE, in a scenario's `settings`, or in a profile file")
        say("where a setting accepts a deviation, off lets it fail, warn warns, and on reports nothing\n")
    for key, setting in SETTINGS.items():
        if names and key not in names:
            continue
        value = chosen.get(key, setting.default)
        values = setting.values or ("a number",)
        if as_json:
            told = {"name": key, "value": value, "default": setting.default, "values": values}
            click.echo(json.dumps(told | {"meaning": setting.meaning}, ensure_ascii=False))
        else:
            mark = "" if value == setting.default else f"  (field: {setting.default})"
            say(f"{click.style(key, fg='cyan')} = {click.style(value, bold=True)}{mark}   of {', '.join(values)}")
            say(f"  {setting.meaning}")
    return ExitCode.PASSED
