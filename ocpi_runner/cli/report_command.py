"""`ocpi-run report report.json`: render a Record again."""

import json
from pathlib import Path

import click

from ocpi_runner.cli.exit_codes import ExitCode
from ocpi_runner.cli.reports import report_files, write_reports
from ocpi_runner.record.codec import from_json
from ocpi_runner.record.result import Record
from ocpi_runner.source.errors import InputError


@click.command(short_help="Render a report.json again.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--report", "reports", multiple=True, metavar="KIND=FILE", help="html=FILE or json=FILE; default html.")
def report(file: Path, reports: tuple[str, ...]) -> int:
    """Render a report.json again, e.g. after an upgrade."""
    wanted = report_files(reports) or {"html": file.with_suffix(".html")}
    written, problem = write_reports(read(file), wanted)
    for path in written:
        click.echo(path)
    if problem:
        click.echo(problem, err=True)
    return ExitCode.ENVIRONMENT if problem else ExitCode.PASSED


def read(file: Path) -> Record:
    """The Record in a file; InputError when it is none."""
    try:
        return from_json(json.loads(file.read_text("utf-8")))
    except OSError as problem:
        raise InputError(f"cannot read `{file}`: {problem.strerror}", "give the report.json of a run") from problem
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        message = f"`{file}` is not the report.json of a run: {problem}"
        raise InputError(message, "give a file that a run wrote") from problem
