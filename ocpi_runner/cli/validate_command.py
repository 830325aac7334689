"""`ocpi-run validate FILE…`: judges files of OCPI objects, with line and column of everything that does not hold."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import BinaryIO, NoReturn

import click

from ocpi_runner.checks.document.guess import Asked, parsed
from ocpi_runner.checks.document.judging import Judged, judged
from ocpi_runner.cli import color
from ocpi_runner.cli.checked import checked_settings, checked_versions, meant
from ocpi_runner.cli.exit_codes import ExitCode
from ocpi_runner.cli.file_kind import refuse_ours
from ocpi_runner.cli.profiles import DEFAULT, settings_of
from ocpi_runner.cli.validate_text import Talk, json_line
from ocpi_runner.report.paint import Paint
from ocpi_runner.source.errors import InputError

KINDS = (".json", ".jsonl", ".ndjson")
BY_LINE = (".jsonl", ".ndjson")
STDIN = "-"
WANTED = "give a file, a folder of .json, .jsonl and .ndjson files, or - for what is piped in"
#: What a payload may come to, and how the call ends then; the worst first.
ENDS = {
    "error": ExitCode.ENVIRONMENT,
    "unreadable": ExitCode.INPUT,
    "unknown": ExitCode.INPUT,
    "failed": ExitCode.FINDINGS,
    "warned": ExitCode.PASSED,
    "passed": ExitCode.PASSED,
}


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="FILE…")
@click.option("--as", "wanted", default="", metavar="OBJECT", help="Which object it is: Session, or Session.patch.")
@click.option("--ocpi", "version", metavar="VERSION", help="Of which version.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for each payload.")
@click.option("--profile", default=DEFAULT, show_default=True, metavar="NAME", help="Settings under one name.")
@click.option("--setting", "settings", multiple=True, metavar="NAME=VALUE", help="How an ambiguous rule is judged.")
@click.option("--quiet", "-q", is_flag=True, help="Only the end.")
@click.option("--no-color", is_flag=True, help="No colours (NO_COLOR does the same).")
def validate(
    names: tuple[str, ...],
    wanted: str,
    version: str | None,
    as_json: bool,
    profile: str,
    settings: tuple[str, ...],
    quiet: bool,
    no_color: bool,
) -> int:
    """Judge objects in files, folders or standard input (-): one, a list, an envelope, or one in each line."""
    asked = asked_for(wanted, version)
    chosen = settings_of(profile) | checked_settings(settings)
    painted = color.wanted(no_color)
    talk = Talk(Paint(painted), partial(click.echo, color=painted), quiet)
    seen: Counter[str] = Counter()
    hint = ""
    for name in files(names):
        before = seen.total()
        try:
            for each in of_file(name, asked, chosen):
                seen[each.outcome] += 1
                if as_json:
                    click.echo(json_line(name, each))
                else:
                    talk.payload(name, each)
        except InputError as problem:
            seen["unreadable"] += 1
            hint = problem.hint
            complain("error", "red", problem.message, no_color)
        if seen.total() == before and not as_json:
            talk.nothing(name)
    if hint:
        complain("hint", "cyan", hint, no_color)
    if not as_json:
        talk.end()
    return next((code for end, code in ENDS.items() if seen[end]), ExitCode.NOTHING)


def complain(kind: str, fg: str, text: str, no_color: bool) -> None:
    """Say on stderr what went wrong; the other files are still judged."""
    painted = color.wanted(no_color, sys.stderr)
    click.echo(f"{click.style(kind, fg=fg)}: {text}", err=True, color=painted)


def asked_for(wanted: str, version: str | None) -> Asked:
    """`--as` and `--ocpi`."""
    if version:
        checked_versions([version])
    try:
        return parsed(wanted, version or "")
    except KeyError as problem:
        name, known = problem.args
        where = f"OCPI {version}" if version else "OCPI"
        raise InputError(f"`--as {wanted}`: {where} has no object `{name}`", meant(name, known)) from problem


def files(names: tuple[str, ...]) -> Iterator[str]:
    """The files behind the words of a call: of a folder all that are JSON, sorted."""
    for name in names:
        if name != STDIN and Path(name).is_dir():
            yield from map(str, sorted(within(name)))
        else:
            yield name


def within(folder: str) -> Iterator[Path]:
    """The files of a folder and of those in it that are JSON by name, and links that lead nowhere.

    Links to folders are not followed, pipes are not read. InputError when a folder cannot be read.
    """
    for root, _, names in os.walk(folder, onerror=refuse):
        found = (Path(root, name) for name in names if name.lower().endswith(KINDS))
        yield from (each for each in found if each.is_file() or not each.exists())


def refuse(problem: OSError) -> NoReturn:
    """A folder that cannot be read."""
    raise unreadable(str(problem.filename), problem) from problem


def unreadable(name: str, problem: Exception) -> InputError:
    """What cannot be read, and why not."""
    reason = getattr(problem, "strerror", None) or str(problem)
    return InputError(f"cannot read `{name}`: {reason}", f"check the path; {WANTED}")


def of_file(name: str, asked: Asked, settings: dict[str, str]) -> Iterator[Judged]:
    """Each payload of a file; InputError when it cannot be read, or is of another kind."""
    refuse_ours(name)
    try:
        with opened(name) as stream:
            yield from judged(stream, asked, settings, name.lower().endswith(BY_LINE))
    except (OSError, ValueError) as problem:
        raise unreadable(name, problem) from problem


def opened(name: str) -> AbstractContextManager[BinaryIO]:
    """A file, or what is piped in."""
    return nullcontext(sys.stdin.buffer) if name == STDIN else Path(name).open("rb")
