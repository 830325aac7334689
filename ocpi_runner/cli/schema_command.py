"""`ocpi-run schema NAME`: a bundled JSON Schema that stands on its own."""

import json

import click

from ocpi_runner.checks.schema import bundle, objects, validator
from ocpi_runner.cli.checked import checked_versions
from ocpi_runner.cli.exit_codes import ExitCode
from ocpi_runner.ocpi.versions import USUAL, VERSIONS
from ocpi_runner.source.errors import InputError
from ocpi_runner.source.suggest import closest

PATCH = ".patch"


def named(version: str) -> list[str]:
    """The objects of a version that a person may ask for."""
    return [each for each in objects(version) if not each.startswith("_")]


def where(name: str, version: str) -> str:
    """In which versions an object is that this one has not; else what was probably meant."""
    others = [number for number in VERSIONS if name in named(number)]
    if others:
        return f"it is in {', '.join(others)}: add --ocpi {others[-1]}"
    near = closest(name, named(version))
    return f"did you mean `{near}`?" if near else f"`ocpi-run schema --ocpi {version}` lists them"


@click.command()
@click.argument("name", required=False)
@click.option("--ocpi", "version", default=USUAL, show_default=True, metavar="VERSION", help="Of this version.")
@click.option("--patch", is_flag=True, help="The fragment of it that a PATCH may send; so does NAME.patch.")
def schema(name: str | None, version: str, patch: bool) -> int:
    """Print the JSON Schema (2020-12) of an object with all that it refers to; without a name, list the objects."""
    checked_versions([version])
    if name is None:
        click.echo("\n".join(named(version)))
        return ExitCode.PASSED
    name, patch = name.removesuffix(PATCH), patch or name.endswith(PATCH)
    if name not in named(version):
        raise InputError(f"OCPI {version} has no object `{name}`", where(name, version))
    validator(version, name, patch)  # tells a schema that somebody damaged
    click.echo(json.dumps(bundle(version, name, patch), indent=2, ensure_ascii=False))
    return ExitCode.PASSED
