"""`ocpi-run schema NAME`: a bundled JSON Schema that stands on its own."""

import json

import click

from ocpi_runner.checks.schema import bundle, objects, validator
from ocpi_runner.cli.checked import checked_versions, meant
from ocpi_runner.cli.exit_codes import ExitCode
from ocpi_runner.ocpi.versions import USUAL
from ocpi_runner.source.errors import InputError


@click.command()
@click.argument("name", required=False)
@click.option("--ocpi", "version", default=USUAL, show_default=True, metavar="VERSION", help="Of this version.")
@click.option("--patch", is_flag=True, help="The fragment of it that a PATCH may send.")
def schema(name: str | None, version: str, patch: bool) -> int:
    """Print the JSON Schema (2020-12) of an object with all that it refers to; without a name, list the objects."""
    checked_versions([version])
    known = [each for each in objects(version) if not each.startswith("_")]
    if name is None:
        click.echo("\n".join(known))
        return ExitCode.PASSED
    if name not in known:
        raise InputError(f"OCPI {version} has no object `{name}{'.patch' * patch}`", meant(name, known))
    validator(version, name, patch)  # tells a schema that somebody damaged
    click.echo(json.dumps(bundle(version, name, patch), indent=2, ensure_ascii=False))
    return ExitCode.PASSED
