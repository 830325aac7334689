"""Collects every problem of a file, so that all are told at once."""

from ocpi_runner.source.diagnostic import Diagnostic
from ocpi_runner.source.span import SourceFile, Span


class Problems:
    """The problems of one file."""

    def __init__(self, source: SourceFile) -> None:
        self.lines = source.text.splitlines()
        self.found: list[Diagnostic] = []

    def add(self, message: str, span: Span, hint: str = "") -> None:
        """One more."""
        line = self.lines[span.line - 1] if 0 < span.line <= len(self.lines) else ""
        self.found.append(Diagnostic(message, span, hint, line))

    def sorted(self) -> tuple[Diagnostic, ...]:
        """All, in the order of the file, each once."""
        unique = dict.fromkeys(self.found)
        return tuple(sorted(unique, key=lambda each: (each.span.line, each.span.column)))
