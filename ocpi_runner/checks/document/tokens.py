"""The words of JSON in a text, and in words for people what stands there when it is none of them."""

import re
from dataclasses import dataclass

#: A string of which only its end matters, whatever is in it; and all that stands before a bracket. Both want DOTALL.
STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
UP_TO_BRACKET = rf'[^"{{}}\[\]]*+(?:{STRING}[^"{{}}\[\]]*+)*+'
#: A string as it should be, but for the quote at its end.
OPEN_STRING = r'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+'
TOKEN = re.compile(
    r"[ \t\r\n]*+(?:"
    rf'(?P<string>{OPEN_STRING}")'
    r"|(?P<number>-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+(?![\w.+-]))"
    r"|(?P<word>(?:true|false|null)(?!\w))"
    r"|(?P<mark>[{}\[\],:])"
    r"|(?P<end>\Z))"
)
SPACE = re.compile(r"[ \t\r\n]*+")
BROKEN_STRING = re.compile(OPEN_STRING)
#: What people write in place of JSON, and what is to be said of it; `{}` is the text.
MISTAKES: tuple[tuple["re.Pattern[str]", str], ...] = tuple(
    (re.compile(form), words)
    for form, words in (
        (r"[-+]?(?:NaN|nan|Infinity|inf)\b", "`{}` is no number of JSON"),
        (
            r"(?:True|False|None|TRUE|FALSE|NULL|Null|nil|undefined)\b",
            "`{}` is not JSON; it knows true, false and null",
        ),
        (r"//[^\n]*|/\*.*?\*/|#[^\n]*", "a comment stands here; JSON knows none"),
        (r"'[^'\n]*'?", "a quote of the wrong kind stands here; JSON wants double quotes"),
        (r"-?0[0-9][\w.]*", "the number `{}` begins with a zero"),
        (r"\+[0-9][\w.+-]*", "the number `{}` begins with a plus sign"),
        (r"-?\.[0-9][\w.+-]*|-?[0-9]+\.(?![0-9])[\w.+-]*", "the number `{}` lacks digits beside its point"),
        (r"[-+]?[0-9][\w.+-]*", "`{}` is no number of JSON"),
        (r"[\w$-]+", "`{}` stands without quotes"),
        (r"[\x00-\x1f]", "a control character stands here"),
    )
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word. `kind` is string, number, word, mark, end, or wrong; then `text` says what is wrong."""

    kind: str
    text: str
    start: int
    end: int


def token(text: str, at: int) -> Token:
    """The word that comes next."""
    found = TOKEN.match(text, at)
    if found is None:
        space = SPACE.match(text, at)
        assert space is not None
        return wrong(text, space.end())
    kind = found.lastgroup
    assert kind is not None
    return Token(kind, found[kind], found.start(kind), found.end(kind))


def wrong(text: str, at: int) -> Token:
    """What stands here, which is no word of JSON."""
    if text[at] == '"':
        return wrong_string(text, at)
    for form, words in MISTAKES:
        if found := form.match(text, at):
            return Token("wrong", words.format(short(found[0])), at, max(found.end(), at + 1))
    return Token("wrong", f"`{text[at]}` is not JSON", at, at + 1)


def wrong_string(text: str, at: int) -> Token:
    """Why a string does not come to its end."""
    found = BROKEN_STRING.match(text, at)
    assert found is not None
    end = found.end()
    if end >= len(text):
        return Token("wrong", "the text ends within a string", at, end)
    if text[end] == "\\":
        return Token("wrong", f"`{short(text[end : end + 2])}` is no escape that JSON knows", end, end + 2)
    what = "a line break" if text[end] in "\r\n" else f"the control character U+{ord(text[end]):04X}"
    return Token("wrong", f"{what} stands within a string; write it as an escape", end, end + 1)


def short(text: str) -> str:
    """A piece of text for a sentence."""
    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text[:40])
    return shown if len(text) <= 40 else shown + "…"
