"""Rules of texts for people. OCPI 2.2.1, 16.2 (DisplayText)."""

import re
from collections.abc import Iterator

from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.item import Item
from ocpi_runner.checks.rules.rule import Rule

MARKUP = re.compile(r"</?[a-z][a-z0-9]*(\s[^<>]*)?/?>", re.IGNORECASE)
LANGUAGE = re.compile(r"[A-Za-z]{2}")


def without_markup(item: Item) -> Iterator[Defect]:
    """A text is shown as it is: it has no HTML in it."""
    found = MARKUP.search(item.text("text") or "")
    if found:
        yield Defect(f"`text` has markup in it: {shown(found[0])}", item.at("text"), "plain text", found[0])


def language_code(item: Item) -> Iterator[Defect]:
    """A language is an ISO 639-1 code."""
    language = item.text("language")
    if language and not LANGUAGE.fullmatch(language):
        yield Defect(f"`language` is {shown(language)}; two letters are required", item.at("language"), "nl", language)


RULES = (
    Rule("TYP-010", "DisplayText", without_markup, ("text",)),
    Rule("TYP-010", "DisplayText", language_code, ("language",)),
)
