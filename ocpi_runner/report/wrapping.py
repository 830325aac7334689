"""Long lines of the console, broken where a terminal ends; colours go on where they were."""

import re
from collections.abc import Iterator

CODE = re.compile(r"\x1b\[[0-9;]*m")
PIECE = re.compile(r"\x1b\[[0-9;]*m|[^\S\n]+|[^\s\x1b]+")
END = "\x1b[0m"
HANGING = 2  #: columns by which what is broken stands further in
NARROWEST = 20


def wrapped(line: str, width: int) -> Iterator[str]:
    """A line as several of at most `width` columns, those after the first further in; broken between words only.

    >>> list(wrapped("  one two three four five six", 24))
    ['  one two three four', '    five six']
    """
    plain = CODE.sub("", line)
    if len(plain) <= width or width < NARROWEST:
        yield line
        return
    margin = " " * min(len(plain) - len(plain.lstrip()) + HANGING, width // 2)
    text, column, code, gap = "", 0, "", ""
    for piece in PIECE.findall(line):
        if CODE.fullmatch(piece):
            code = "" if piece == END else piece
            text += gap + piece
            column, gap = column + len(gap), ""
        elif piece.isspace():
            gap += piece
        elif column and column + len(gap) + len(piece) > width and column > len(margin):
            yield text + (END if code else "")
            text, column, gap = f"{margin}{code}{piece}", len(margin) + len(piece), ""
        else:
            text += gap + piece
            column, gap = column + len(gap) + len(piece), ""
    yield text + gap
