"""`ocpi-run report report.json`: render a Record again, or that of a killed run from its journal."""

import json
from pathlib import Path

import click

from ocpi_runner.cli.exit_codes import ExitCode
from ocpi_runner.cli.killed import SUFFIX, record_of
from ocpi_runner.cli.reports import report_files, write_reports
from ocpi_runner.record.codec import from_json
from ocpi_runner.record.result import Record
from ocpi_runner.source.errors import InputError

OTHER_FORMAT = "its format is"
PAGES = (".html", ".htm")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--report", "reports", multiple=True, metavar="KIND=FILE", help="html=FILE or json=FILE; default html.")
def report(file: Path, reports: tuple[str, ...]) -> int:
    """Render a report.json again, e.g. after an upgrade; or the journal.jsonl of a run that was killed."""
    wanted = report_files(reports) or {"html": file.with_suffix(".html")}
    written, problem = write_reports(read(file), wanted)
    for path in written:
        click.echo(path)
    if problem:
        click.echo(problem, err=True)
    return ExitCode.ENVIRONMENT if problem else ExitCode.PASSED


def read(file: Path) -> Record:
    """The Record in a file, or that of a journal; InputError when it is neither."""
    try:
        return record_of(file) if file.suffix == SUFFIX else from_json(json.loads(file.read_text("utf-8")))
    except OSError as problem:
        hint = "give the report.json of a run, or its journal.jsonl"
        raise InputError(f"cannot read `{file}`: {problem.strerror}", hint) from problem
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        wanted = "journal" if file.suffix == SUFFIX else "report.json"
        other = f": {problem}" if str(problem).startswith(OTHER_FORMAT) else ""
        raise InputError(f"`{file}` is not the {wanted} of a run{other}", instead(file, problem)) from problem


def instead(file: Path, problem: Exception) -> str:
    """What to give in the place of a file that is no Record."""
    if file.suffix in PAGES:
        return f"this is a page already: open it in a browser; to render it again give `{file.stem}.json`"
    if file.suffix == SUFFIX:
        return f"give the report.json of a run, or its journal.jsonl ({problem})"
    return "give the report.json that a run wrote; objects of OCPI are judged by `ocpi-run validate`"
