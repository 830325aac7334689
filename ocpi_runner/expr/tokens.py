"""The words of an expression."""

import re
from dataclasses import dataclass

from ocpi_runner.expr.problem import ExpressionError

LONGEST = 2000
WORD = re.compile(
    r"(?P<space>\s+)|(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<text>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")|(?P<sign>==|!=|<=|>=|[-+*/<>()\[\].,])"
)
ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word, its kind (number, name, text, sign, end) and where it stands."""

    kind: str
    text: str
    offset: int


def words(text: str) -> tuple[Word, ...]:
    """All words, the last one of kind `end`; ExpressionError where something is no word."""
    if len(text) > LONGEST:
        raise ExpressionError(f"an expression has at most {LONGEST} characters", 0, 1)
    found, offset = [], 0
    while offset < len(text):
        match = WORD.match(text, offset)
        if match is None:
            raise ExpressionError(f"`{text[offset]}` cannot stand here", offset, 1, "strings stand in quotes")
        if match.lastgroup != "space":
            found.append(Word(str(match.lastgroup), match.group(), offset))
        offset = match.end()
    return (*found, Word("end", "", len(text)))


def unquote(text: str) -> str:
    """The content of a quoted text."""
    return re.sub(r"\\(.)", lambda match: ESCAPES.get(match.group(1), match.group(1)), text[1:-1], flags=re.DOTALL)
