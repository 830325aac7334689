"""Walks through a JSON text slowly: all that is wrong with how it is written."""

import json
import re
from dataclasses import dataclass, field

from ocpi_runner.checks.document.tokens import Token, short, token
from ocpi_runner.checks.holdable import DEEPEST

MOST = 200  #: faults that are told, beside a fatal one
MOST_DIGITS = 309  #: of a number before its point that is not infinite to everybody
SURROGATE = re.compile(r"\\u[dD](?:[89abAB][0-9a-fA-F]{2}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?|[c-fC-F][0-9a-fA-F]{2})")
PAIR = 12  #: characters of two surrogates that belong together
OPENING = {"{": "object", "[": "list"}
CLOSING = {"{": "}", "[": "]"}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with the text; after a fatal one it could not be read on."""

    text: str
    path: str
    start: int  #: characters from the beginning of the text
    end: int
    kind: str = "fatal"  #: fatal, repeated, surrogate or enormous


@dataclass(slots=True)
class Open:
    """An object or a list that we are in."""

    mark: str
    path: str
    start: int
    member: str = ""  #: path of the member or element that is read
    names: set[str] = field(default_factory=set)
    index: int = 0


class Walk:
    """What was found in a text."""

    def __init__(self, text: str, root: str = "$") -> None:
        self.text = text
        self.faults: list[Fault] = []
        self._open: list[Open] = []
        self._at = 0
        self._value(root, self._next())

    @property
    def fatal(self) -> bool:
        """Whether the text is no JSON."""
        return bool(self.faults) and self.faults[-1].kind == "fatal"

    def _next(self) -> Token:
        found = token(self.text, self._at)
        self._at = found.end
        return found

    def _fail(self, found: Token, text: str, path: str) -> None:
        self.faults.append(Fault(text, path, found.start, found.end))

    def _note(self, text: str, path: str, start: int, end: int, kind: str) -> None:
        """Something with which the text can be read nevertheless."""
        if len(self.faults) < MOST:
            self.faults.append(Fault(text, path, start, end, kind))

    def _unexpected(self, found: Token, path: str, wanted: str) -> None:
        """Stop at what should not stand here."""
        if found.kind == "wrong":
            self._fail(found, found.text, path)
        elif found.kind == "end":
            inside = f"the {OPENING[self._open[-1].mark]} that is open" if self._open else "any value"
            before = "within" if self._open else "before"
            self._fail(found, f"the text ends {before} {inside}; {wanted} is missing", path)
        else:
            self._fail(found, f"`{short(found.text)}` stands where {wanted} is required", path)

    def _value(self, root: str, first: Token) -> None:
        """Read everything; a loop, so that no depth is too much."""
        path, found = root, first
        while not self.fatal:
            if found.kind == "mark" and found.text in OPENING:
                if len(self._open) >= DEEPEST:
                    self._fail(found, f"it nests deeper than {DEEPEST} levels", path)
                    return
                self._open.append(Open(found.text, path, found.start))
                step = self._first_member()
            elif found.kind in ("string", "number", "word"):
                self._look(path, found)
                step = self._after()
            else:
                self._unexpected(found, path, "a value")
                return
            if step is None:
                return
            path, found = step

    def _look(self, path: str, found: Token) -> None:
        """What is wrong with a scalar."""
        if found.kind == "string" and "\\u" in found.text:
            for each in SURROGATE.finditer(found.text):
                if len(each[0]) < PAIR:
                    start = found.start + each.start()
                    text = f"`{each[0]}` is half a character: a surrogate without its other half"
                    self._note(text, path, start, start + len(each[0]), "surrogate")
        elif found.kind == "number" and is_enormous(found.text):
            text = f"the number `{short(found.text)}` is larger than a reader can hold"
            self._note(text, path, found.start, found.end, "enormous")

    def _first_member(self) -> tuple[str, Token] | None:
        """What comes behind an opening bracket."""
        inside, found = self._open[-1], self._next()
        if found.kind == "mark" and found.text == CLOSING[inside.mark]:
            self._open.pop()
            return self._after()
        return self._member(found)

    def _member(self, found: Token) -> tuple[str, Token] | None:
        """A member or an element that begins here: its path and the first word of its value."""
        inside = self._open[-1]
        if inside.mark == "[":
            inside.member = f"{inside.path}[{inside.index}]"
            inside.index += 1
            return inside.member, found
        if found.kind != "string":
            self._unexpected(found, inside.path, "a name in double quotes")
            return None
        name = json.loads(found.text)
        inside.member = f"{inside.path}.{name}"
        if name in inside.names:
            text = f"`{short(name)}` stands twice in one object; the last one counts"
            self._note(text, inside.member, found.start, found.end, "repeated")
        inside.names.add(name)
        self._look(inside.member, found)
        colon = self._next()
        if colon.text != ":":
            self._unexpected(colon, inside.member, "a colon")
            return None
        return inside.member, self._next()

    def _after(self) -> tuple[str, Token] | None:
        """What comes behind a value: the next one, or None at the end of all."""
        while self._open:
            inside, found = self._open[-1], self._next()
            closing = CLOSING[inside.mark]
            if found.kind == "mark" and found.text == closing:
                self._open.pop()
                continue
            if found.kind != "mark" or found.text != ",":
                self._unexpected(found, inside.member, f"a comma or `{closing}`")
                return None
            comma, found = found, self._next()
            if found.kind == "mark" and found.text == closing:
                self._fail(comma, f"a comma stands before the end of the {OPENING[inside.mark]}", inside.member)
                return None
            return self._member(found)
        found = self._next()
        if found.kind != "end":
            self._unexpected(found, "$", "the end")
        return None


def is_enormous(text: str) -> bool:
    """Whether a number is infinite to those who read it as most do, or too long for them."""
    digits = text.partition(".")[0].partition("e")[0].partition("E")[0]
    return len(digits) > MOST_DIGITS or float(text) in (float("inf"), float("-inf"))
