"""Where something stands in a file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a file: lines and columns count from 1, `end_column` is exclusive."""

    file: str
    line: int
    column: int
    end_column: int = 0


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A text and the name it is shown under."""

    name: str
    text: str
