"""A run from the command line: signals in, console and reports out."""

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from ocpi_runner import __version__
from ocpi_runner.cli.exit_codes import ExitCode, of_record
from ocpi_runner.cli.reports import write_reports
from ocpi_runner.record.event import Event, Noted
from ocpi_runner.record.fold import Folder
from ocpi_runner.record.redact import Redactor
from ocpi_runner.report.console import Console
from ocpi_runner.run.options import Options
from ocpi_runner.run.play import parts, play
from ocpi_runner.scenario.model import Scenario
from ocpi_runner.source.errors import EnvironmentFault
from ocpi_runner.store.open import open_store
from ocpi_runner.wire.journal import Journal


@dataclass(frozen=True, slots=True)
class Session:
    """What one call of `ocpi-run` is to do."""

    scenarios: tuple[Scenario, ...]
    versions: tuple[str, ...]
    options: Options
    reports: dict[str, Path]
    secrets: tuple[tuple[str, str], ...]
    tone: tuple[int, bool]


async def play_session(session: Session) -> int:
    """Play, show, write the reports, whatever happens; the exit code."""
    redactor = Redactor()
    for secret, label in session.secrets:
        redactor.add(secret, label)
    journal = Journal(str(journal_path(session.reports)), redactor)
    folder, stop = Folder(redactor), asyncio.Event()
    verbosity, color = session.tone
    console = Console(say, color=color, verbosity=verbosity, width=min(shutil.get_terminal_size().columns, 120))

    def emit(event: Event) -> None:
        folder.add(event)
        console(event)

    url = session.options.store
    store = None if url == "memory:" else open_store(url, EnvironmentFault)
    try:
        if store is not None:
            await store.check()
        with signals(stop):
            await play(
                parts(session.scenarios, session.versions),
                session.options,
                emit,
                tool=f"ocpi-run {__version__}",
                command=("ocpi-run", *sys.argv[1:]),
                journal=journal,
                redactor=redactor,
                store=store,
                stop=stop,
            )
    except EnvironmentFault:
        raise
    except Exception as crash:  # an error of ours must not take the evidence with it
        emit(Noted(f"error of ocpi-run itself: {type(crash).__name__}: {crash}"))
        return finish(session, folder, console, ExitCode.ENVIRONMENT)
    finally:
        if store is not None:
            await store.close()
        journal.close()
    return finish(session, folder, console, None)


def finish(session: Session, folder: Folder, console: Console, code: ExitCode | None) -> int:
    """Write the reports and say how it ended."""
    record = folder.record()
    written, problem = write_reports(record, session.reports)
    console.finish(record, written)
    if problem:
        click.echo(f"error: {problem}", err=True)
        return ExitCode.ENVIRONMENT
    return of_record(record) if code is None else code


def say(text: str) -> None:
    """A line on stdout."""
    click.echo(text)


def journal_path(reports: dict[str, Path]) -> Path:
    """The journal stands beside the reports; EnvironmentFault when that folder cannot be written."""
    folder = next(iter(reports.values())).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        message = f"cannot make the report folder `{folder}`: {problem.strerror}"
        raise EnvironmentFault(message, "give --report html=FILE") from problem
    if not os.access(folder, os.W_OK):
        raise EnvironmentFault(f"the report folder `{folder}` is not writable", "give --report html=FILE elsewhere")
    return folder / "journal.jsonl"


@contextmanager
def signals(stop: asyncio.Event) -> Iterator[None]:
    """Ctrl-C and SIGTERM ask the run to end; a second one ends it at once."""
    loop = asyncio.get_running_loop()

    def ask() -> None:
        if stop.is_set():
            os._exit(ExitCode.INTERRUPTED)
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ask)
    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
