"""Colours of the terminal: none when not asked for, never the only carrier of a meaning."""

from collections.abc import Mapping
from dataclasses import dataclass

from ocpi_runner.report.words import ICONS

CODES: Mapping[str, str] = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
}
COLORS: Mapping[str, str] = {
    "passed": "green",
    "failed": "red",
    "warned": "yellow",
    "skipped": "dim",
    "blocked": "magenta",
    "error": "red",
}


@dataclass(frozen=True, slots=True)
class Paint:
    """Wraps text in a colour, or does not."""

    color: bool

    def __call__(self, text: str, *styles: str) -> str:
        """The text in these styles."""
        if not self.color or not text:
            return text
        return f"\x1b[{';'.join(CODES[style] for style in styles)}m{text}\x1b[0m"

    def icon(self, verdict: str) -> str:
        """The mark of a verdict."""
        return self(ICONS[verdict], COLORS[verdict], "bold")

    def verdict(self, verdict: str, text: str) -> str:
        """Text in the colour of a verdict."""
        return self(text, COLORS[verdict])
