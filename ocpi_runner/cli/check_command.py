"""`ocpi-run check FILE…`: every problem of every file, without playing anything."""

import sys

import click

from ocpi_runner.cli import color
from ocpi_runner.cli.bundled import files, opened
from ocpi_runner.cli.exit_codes import ExitCode
from ocpi_runner.source.diagnostic import draw
from ocpi_runner.source.errors import InputError


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="FILE…")
def check(names: tuple[str, ...]) -> int:
    """Check scenario files (or folders, or names of bundled scenarios) without playing them."""
    wrong, painted = 0, color.wanted(stream=sys.stderr)
    paths = files(names)
    for path in paths:
        try:
            opened(path)
            click.echo(f"{click.style('ok', fg='green')}     {path}")
        except InputError as problem:
            wrong += 1
            for diagnostic in problem.diagnostics:
                click.echo(draw(diagnostic, painted) + "\n", err=True)
            click.echo(f"{click.style('wrong', fg='red')}  {path}: {problem.message}")
            if problem.hint and not problem.diagnostics:
                click.echo(f"hint: {problem.hint}", err=True)
    return ExitCode.INPUT if wrong else ExitCode.PASSED
