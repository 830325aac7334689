"""A body as the page shows it: numbered lines, findings beside the line they speak of, gaps where it was cut."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from ocpi_runner.record.exchange import Request, Response
from ocpi_runner.record.finding import Finding
from ocpi_runner.report import pretty, words

MOST_READ = 4000  #: lines looked through for findings
MOST_BYTES = 300_000  #: of a body that is made pretty; a longer one is shown raw
AROUND = 3  #: lines shown before and after a finding beyond the cut
RAW_WIDTH = 400


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a body. `gap` is how many lines before it are left out."""

    number: int
    indent: str
    key: str
    text: str
    kind: str
    tail: str
    gap: int = 0
    pins: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class BodyView:
    """The body of a request or an answer."""

    form: str  #: "JSON", "text", "bytes" or "" when there is none
    rows: tuple[Row, ...] = ()
    note: str = ""  #: what was cut, and where the rest is
    size: str = ""
    stray: tuple[Finding, ...] = ()  #: findings about the body for which there is no line


def body_view(message: Request | Response, findings: Sequence[Finding], most: int) -> BodyView:
    """The body with its findings; at most `most` lines beside those that findings speak of."""
    cut = kept_note(message)
    if not message.body:
        return BodyView("", note=cut, stray=tuple(findings))
    try:
        text = message.body.decode("utf-8")
    except UnicodeDecodeError:
        return raw(message.body.decode("utf-8", "replace"), "bytes that are not UTF-8", message, findings, most)
    if len(message.body) <= MOST_BYTES:
        try:
            return pretty_view(text, message, findings, most)
        except (ValueError, RecursionError):
            pass
    return raw(text, "text", message, findings, most)


def kept_note(message: Request | Response) -> str:
    """In words, that the record holds less than was sent."""
    if message.size <= len(message.body):
        return ""
    return f"Cut when it was recorded: {words.size(len(message.body))} of {words.size(message.size)} kept."


def raw(text: str, form: str, message: Request | Response, findings: Sequence[Finding], most: int) -> BodyView:
    """What is not JSON, as it is."""
    found = words.visible(text).splitlines()
    shown = [line if len(line) <= RAW_WIDTH else f"{line[:RAW_WIDTH]}…" for line in found[:most]]
    rows = tuple(Row(number, "", "", line, "raw", "") for number, line in enumerate(shown, 1))
    longer = len(found) > most or any(len(line) > RAW_WIDTH for line in found[:most])
    rest = "Not shown in full here; report.json has all of it." if longer else ""
    note = " ".join(filter(None, (kept_note(message), rest)))
    return BodyView(form, rows, note, words.size(max(message.size, len(message.body))), tuple(findings))


def pretty_view(text: str, message: Request | Response, findings: Sequence[Finding], most: int) -> BodyView:
    """What is JSON, line by line."""
    read = tuple(islice(pretty.lines(pretty.read(text)), MOST_READ if findings else most + 1))
    first: dict[str, int] = {}
    for index, line in enumerate(read):
        first.setdefault(line.path, index)
    pins: dict[int, list[Finding]] = {}
    for finding in findings:
        pins.setdefault(first[pretty.nearest(finding.path, first)], []).append(finding)
    rows, end = chosen(read, pins, most), len(read)
    cut = (rows[-1].number if rows else 0) < end
    rest = f"Cut after {len(rows)} lines here; report.json has the rest." if cut else ""
    note = " ".join(filter(None, (kept_note(message), rest)))
    return BodyView("JSON", rows, note, words.size(max(message.size, len(message.body))))


def chosen(read: Sequence[pretty.Line], pins: dict[int, list[Finding]], most: int) -> tuple[Row, ...]:
    """The first lines, and those around each finding further down."""
    wanted = set(range(min(most, len(read))))
    for index in pins:
        wanted |= set(range(max(index - AROUND, 0), min(index + AROUND + 1, len(read))))
    rows, before = [], -1
    for index in sorted(wanted):
        rows.append(replace(row(index, read[index], pins.get(index, ())), gap=index - before - 1))
        before = index
    return tuple(rows)


def row(index: int, line: pretty.Line, pins: Iterable[Finding]) -> Row:
    """One line."""
    return Row(index + 1, "  " * min(line.depth, 40), line.key, line.text, line.kind, line.tail, 0, tuple(pins))
