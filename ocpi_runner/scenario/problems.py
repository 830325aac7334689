"""Collects every problem of a file, so that all are told at once."""

from dataclasses import replace

from ocpi_runner.source.diagnostic import Diagnostic
from ocpi_runner.source.span import SourceFile, Span

MOST = 100  #: problems told one by one


class Problems:
    """The problems of one file."""

    def __init__(self, source: SourceFile) -> None:
        self.lines = source.text.splitlines()
        self.found: list[Diagnostic] = []
        self.count = 0

    def add(self, message: str, span: Span, hint: str = "") -> None:
        """One more; beyond the most that anybody reads, they are only counted."""
        self.count += 1
        if self.count > MOST:
            return
        line = self.lines[span.line - 1] if 0 < span.line <= len(self.lines) else ""
        self.found.append(Diagnostic(message, span, hint, line))

    def sorted(self) -> tuple[Diagnostic, ...]:
        """All, in the order of the file, each once."""
        unique = sorted(dict.fromkeys(self.found), key=lambda each: (each.span.line, each.span.column))
        if self.count > MOST:
            more = f"and {self.count - MOST} problems more"
            unique.append(Diagnostic(more, replace(unique[-1].span, line=0), "mend these first"))
        return tuple(unique)
