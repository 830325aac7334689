"""A run from the command line: signals in, console and reports out."""

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from ocpi_runner import __version__
from ocpi_runner.cli.exit_codes import ExitCode, of_record
from ocpi_runner.cli.reports import default_files, text_of, write_reports
from ocpi_runner.cli.voice import Voice
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

USUAL_JOURNAL = "journal.jsonl"  #: beside the usual reports


@dataclass(frozen=True, slots=True)
class Call:
    """What one call of `ocpi-run` is to do."""

    scenarios: tuple[Scenario, ...]
    versions: tuple[str, ...]
    options: Options
    reports: dict[str, Path]
    secrets: tuple[tuple[str, str], ...]
    tone: tuple[int, bool]


async def play_call(call: Call) -> int:
    """Play, show, write the reports, whatever happens; the exit code."""
    redactor = Redactor()
    for secret, label in call.secrets:
        redactor.add(secret, label)
    journal = Journal(str(journal_path(call.reports)), redactor)
    folder, voice = Folder(redactor), Voice()
    verbosity, color = call.tone
    width = min(shutil.get_terminal_size().columns, 120)
    console = Console(voice, color=color, verbosity=verbosity, width=width, text_of=text_of)

    def emit(event: Event) -> None:
        folder.add(event)
        console(redactor.event(event))

    code = None
    try:
        await played(call, emit, journal, redactor)
    except EnvironmentFault:
        raise
    except Exception as crash:  # an error of ours must not take the evidence with it
        emit(Noted(f"error of ocpi-run itself: {type(crash).__name__}: {crash}"))
        code = ExitCode.ENVIRONMENT
    finally:
        journal.close()
    return finish(call, folder, console, (voice, journal), code)


async def played(call: Call, emit: Callable[[Event], None], journal: Journal, redactor: Redactor) -> None:
    """Open the store, play until the end or until a signal asks us to end."""
    url = call.options.store
    store = None if url == "memory:" else open_store(url, EnvironmentFault)
    stop = asyncio.Event()
    try:
        if store is not None:
            await store.check()
        with signals(stop):
            await play(
                parts(call.scenarios, call.versions),
                call.options,
                emit,
                tool=f"ocpi-run {__version__}",
                command=("ocpi-run", *sys.argv[1:]),
                journal=journal,
                redactor=redactor,
                store=store,
                stop=stop,
            )
    finally:
        if store is not None:
            await store.close()


def finish(
    call: Call, folder: Folder, console: Console, writers: tuple[Voice | Journal, ...], code: ExitCode | None
) -> int:
    """Write the reports and say how it ended; what could not be written anywhere is told, and no success."""
    record = folder.record()
    written, problem = write_reports(record, call.reports)
    console.finish(record, written)
    problems = [text for text in (problem, *(writer.problem for writer in writers)) if text]
    for text in problems:
        click.echo(f"error: {text}", err=True)
    if problems:
        return ExitCode.ENVIRONMENT
    return of_record(record) if code is None else code


def journal_path(reports: dict[str, Path]) -> Path:
    """The journal stands beside the first report, and has its name."""
    first = next(iter(reports.values()))
    return first.parent / (USUAL_JOURNAL if first in default_files().values() else f"{first.stem}.journal.jsonl")


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
