"""What is said on stdout, until nobody can take it any more."""

import os
import sys

import click


def fall_silent() -> None:
    """From now on stdout leads nowhere; else its last flush, at the end of the process, would fail again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


class Voice:
    """Lines on stdout, until nobody can take them any more: the run goes on, and so do its reports."""

    def __init__(self) -> None:
        self.problem = ""  #: why not all was said, unless the reader just went away
        self.silent = False

    def __call__(self, text: str) -> None:
        """One line, in the colours that it has."""
        if self.silent:
            return
        try:
            click.echo(text, color=True)
        except OSError as problem:
            self.silent = True
            if not isinstance(problem, BrokenPipeError):
                self.problem = f"cannot write to stdout: {problem.strerror}"
            fall_silent()
