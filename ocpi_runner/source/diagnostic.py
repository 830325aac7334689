"""A problem in the user's own file, and how it is drawn."""

from dataclasses import dataclass

from ocpi_runner.source.span import Span


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: what, where, what to do. `line_text` is the source line, so that drawing needs no file."""

    message: str
    span: Span
    hint: str = ""
    line_text: str = ""
