"""A problem in the user's own file, and how it is drawn."""

from dataclasses import dataclass

from ocpi_runner.source.span import Span

RED, BLUE, CYAN, BOLD, END = "\x1b[31m", "\x1b[34m", "\x1b[36m", "\x1b[1m", "\x1b[0m"
WIDEST = 160


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: what, where, what to do. `line_text` is the source line, so that drawing needs no file."""

    message: str
    span: Span
    hint: str = ""
    line_text: str = ""


def draw(diagnostic: Diagnostic, color: bool = False) -> str:
    """Kind, message, place, source line, caret, hint; readable without colour."""
    red, blue, cyan, bold, end = (RED, BLUE, CYAN, BOLD, END) if color else ("",) * 5
    span = diagnostic.span
    number = str(span.line)
    gutter = " " * len(number)
    lines = [f"{red}{bold}error{end}{bold}: {diagnostic.message}{end}"]
    place = f"{span.file}:{span.line}:{span.column}" if span.line else span.file
    lines.append(f"{gutter}{blue}-->{end} {place}")
    if span.line and diagnostic.line_text:
        text, caret = pictured(diagnostic)
        lines.append(f"{gutter} {blue}|{end}")
        lines.append(f"{blue}{number} |{end} {text}")
        lines.append(f"{gutter} {blue}|{end} {red}{caret}{end}")
    if diagnostic.hint:
        lines.append(f"{gutter} {blue}={end} {cyan}hint{end}: {diagnostic.hint}")
    return "\n".join(lines)


def pictured(diagnostic: Diagnostic) -> tuple[str, str]:
    """The source line, cut where it is long, and the carets under it."""
    span, text = diagnostic.span, diagnostic.line_text.replace("\t", " ")
    start = max(span.column - 1, 0)
    width = max(span.end_column - span.column, 1)
    if start > WIDEST - 20:
        text, start = "…" + text[start - 20 :], 21
    text = "".join(character if character.isprintable() else "\ufffd" for character in text[:WIDEST])
    return text.rstrip(), " " * start + "^" * max(1, min(width, len(text.rstrip()) - start))
