"""What is said on stdout, until nobody can take it any more."""

import os
import shutil
import sys

import click

from ocpi_runner.report.wrapping import wrapped


def fall_silent() -> None:
    """From now on stdout leads nowhere; else its last flush, at the end of the process, would fail again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def columns() -> int:
    """After how many a line is broken; 0 where no terminal is: each is left as it is."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def say(text: str) -> None:
    """Text for people on stdout, each line broken where the terminal ends."""
    width = columns()
    for line in text.split("\n"):
        for part in wrapped(line, width):
            click.echo(part)


class Voice:
    """Lines on stdout, until nobody can take them any more: the run goes on, and so do its reports."""

    def __init__(self) -> None:
        self.width = columns()
        self.problem = ""  #: why not all was said, unless the reader just went away
        self.silent = False

    def __call__(self, text: str) -> None:
        """One line, in the colours that it has; broken where the terminal ends."""
        if self.silent:
            return
        try:
            for line in wrapped(text, self.width):
                click.echo(line, color=True)
        except OSError as problem:
            self.silent = True
            if not isinstance(problem, BrokenPipeError):
                self.problem = f"cannot write to stdout: {problem.strerror}"
            fall_silent()
