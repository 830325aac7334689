"""The objects in a file, one at a time: it may hold one, a list, an envelope, or one after the other."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from io import BytesIO

import orjson

from ocpi_runner.checks.document.scan import LONGEST, spaced, value_length
from ocpi_runner.checks.document.window import Place, Window

MARK = b"\xef\xbb\xbf"  #: of byte order, in UTF-8
#: The same in other encodings, the longer one first: that of UTF-32 begins as that of UTF-16 does.
WIDE = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
NEAR = 1 << 16  #: bytes; an envelope names its `data` this early
DATA = b'"data"'
NULL = b"null"
ENVELOPE = frozenset(("status_code", "timestamp", "status_message"))
SHOWN = 80  #: bytes of what could not be read


@dataclass(frozen=True, slots=True)
class Payload:
    """A piece of text that should be one JSON value, or why there is none."""

    text: bytes
    path: str  #: JSON path within its document: "$", "$.data[3]"
    place: Place  #: where the text begins
    fault: str = ""  #: what is wrong with the text around it: "the list is not closed"
    frame: bool = False  #: it is an envelope; what its `data` holds came before
    tail: Place | None = None  #: of an envelope in whose place of `data` stands null: where the text goes on behind it
    cut: int = 0  #: how many bytes of the text stand before that


def payloads(window: Window, lines: bool = False) -> Iterator[Payload]:
    """Everything in a file; `lines` says that each line is a document. Never raises for what the file says."""
    window.reach(max(map(len, WIDE)))
    for mark, name in WIDE.items():
        if window.data.startswith(mark):
            yield Payload(b"", "$", window.place, f"the file is written in {name}; JSON is written in UTF-8")
            return
    if window.reach(len(MARK)) and window.data.startswith(MARK):
        yield Payload(b"", "$", window.place, "the file starts with a byte order mark")
        window.at += len(MARK)
        window.place = Place(1, 1, len(MARK))
    while window.skip_space():
        line = window.place.line
        if lines:
            yield from one_line(window)
        else:
            yield from document(window)
            lines = window.place.line == line and window.first() in (b"\n", b"\r")


def one_line(window: Window) -> Iterator[Payload]:
    """A line that is a document."""
    end = -1
    while (end := window.data.find(b"\n", window.at)) < 0:
        if len(window.data) - window.at > LONGEST:
            yield from document(window)
            return
        if not window.fill():
            end = len(window.data)
            break
    place, text = window.place, window.take(end - window.at)
    if text.startswith(b"[") or DATA in text:
        inner = Window(BytesIO(text), place=place)
        yield from document(inner)
        yield from rest(inner)
    else:
        yield Payload(text.rstrip(), "$", place)


def rest(window: Window) -> Iterator[Payload]:
    """What follows a document where nothing may."""
    if window.skip_space():
        yield wrong(window, "$", "something follows the value on the same line")


def document(window: Window, path: str = "$") -> Iterator[Payload]:
    """One JSON value, which begins here."""
    mark = window.first()
    if mark == b"[":
        yield from elements(window, path)
    elif mark == b"{":
        yield from an_object(window, path)
    else:
        yield whole(window, path)


def whole(window: Window, path: str) -> Payload:
    """One value; when it does not end, all the text that there is."""
    length = value_length(window)
    if length is None:
        return unended(window, path)
    place = window.place
    return Payload(window.take(length), path, place)


def unended(window: Window, path: str) -> Payload:
    """The text from here to its end, and why no value could be found in it."""
    place, size = window.place, len(window.data) - window.at
    fault = f"one value is longer than {LONGEST >> 20} MB; it was not read" if size > LONGEST else ""
    text = window.take(SHOWN if fault else size)
    window.at = len(window.data)
    while window.fill():
        window.at = len(window.data)
    return Payload(text, path, place, fault)


def wrong(window: Window, path: str, fault: str) -> Payload:
    """Text where it should not be; what follows it is not read."""
    window.reach(SHOWN)
    found = unended(window, path)
    return Payload(found.text[:SHOWN], path, found.place, fault)


def elements(window: Window, root: str) -> Generator[Payload, None, bool]:
    """The elements of a list, which begins here; whether it came to its end."""
    opened = window.place
    window.take(1)
    index, comma = 0, window.place
    while mark := window.skip_space():
        if mark == b"]":
            if index:
                yield Payload(b"", f"{root}[{index}]", comma, "a comma stands before the end of the list")
            break
        if mark == b"{":
            yield from an_object(window, f"{root}[{index}]")
        else:
            yield whole(window, f"{root}[{index}]")
        index, mark, comma = index + 1, window.skip_space(), window.place
        if mark != b",":
            break
        window.take(1)
    if window.first() == b"]":
        window.take(1)
        return True
    if window.first():
        yield wrong(window, f"{root}[{index}]", "a comma is missing between two elements")
    else:
        yield Payload(b"", root, window.place, f"the list that begins at line {opened.line} is not closed")
    return False


def an_object(window: Window, path: str) -> Iterator[Payload]:
    """An object: an envelope when it has `data`, else itself."""
    length, place = value_length(window, 0, NEAR), window.place
    near = window.data[window.at : window.at + (length or NEAR)]
    if DATA not in near:
        yield Payload(window.take(length), path, place) if length else whole(window, path)
    elif start := data_start(window):
        yield from envelope(window, path, start)
    else:
        yield whole(window, path)


def envelope(window: Window, path: str, start: int) -> Iterator[Payload]:
    """What stands in `data`, which begins after `start` bytes; then the envelope around it."""
    place, head, given = window.place, window.take(start), False
    if window.first() == b"[":
        if not (yield from elements(window, f"{path}.data")):
            return
    else:
        inner = whole(window, f"{path}.data")
        given = inner.text == NULL
        if not given:
            yield inner
    tail, closing = window.place, closing_length(window)
    after = window.take(closing or min(SHOWN, len(window.data) - window.at))
    text = head + NULL + after
    if closing and DATA in after:
        yield from said_again(after, tail, path)
    if closing is None:
        yield wrong(window, path, "the envelope is not closed")
    elif is_answer(text):
        yield Payload(text, path, place, "", True, None if given else tail, 0 if given else len(head) + len(NULL))


def said_again(text: bytes, place: Place, path: str) -> Iterator[Payload]:
    """The `data` of an envelope that names it twice: the later one, in what follows the first."""
    inner = Window(BytesIO(text), place=place)
    start = data_start(inner) if inner.skip_space() else None
    if start:
        inner.take(start)
        yield from document(inner, f"{path}.data")


def is_answer(text: bytes) -> bool:
    """Whether an object with `data` is the envelope of an answer, or no JSON, which is told too; else it is somebody's
    own wrapper, of which we say nothing.
    """
    try:
        found = orjson.loads(text)
    except ValueError:
        return True
    return len(found) == 1 or not ENVELOPE.isdisjoint(found)


def data_start(window: Window) -> int | None:
    """Where the value of `data` begins in the object that begins here; None when it has none that can be found."""
    at = spaced(window, 1)
    while True:
        end = value_length(window, at, NEAR)
        if end is None or window.data[window.at + at : window.at + at + 1] != b'"':
            return None
        name, colon = window.data[window.at + at : window.at + end], spaced(window, end)
        value = spaced(window, colon + 1)
        if name == DATA:
            return value
        end = value_length(window, value, NEAR)
        if end is None:
            return None
        at = spaced(window, spaced(window, end) + 1)


def closing_length(window: Window) -> int | None:
    """How long the rest of an object is, up to and with the bracket that closes it."""
    at = 0
    while window.reach(at + 1) and at < NEAR:
        at = spaced(window, at)
        mark = window.data[window.at + at : window.at + at + 1]
        if mark == b"}":
            return at + 1
        end = at + 1 if mark in (b",", b":") else value_length(window, at, NEAR)
        if end is None:
            return None
        at = end
    return None
