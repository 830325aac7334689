"""Rules of texts for people. OCPI 2.2.1, 16.2 (DisplayText)."""

import re
from collections.abc import Iterator
from html import unescape

from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.item import Item
from ocpi_runner.checks.rules.iso import LANGUAGES
from ocpi_runner.checks.rules.laws import code
from ocpi_runner.checks.rules.rule import Rule
from ocpi_runner.record.finding import FindingVerdict

#: What can only be markup: an end, attributes, or a tag that stands alone.
MARKUP = re.compile(
    r"</[a-z][a-z0-9]*\s*>|<[a-z][a-z0-9]*\s+[a-z-]+\s*=[^<>]*>|<[a-z][a-z0-9]*\s*/>|<(?:br|hr|wbr)\s*>", re.IGNORECASE
)
#: What is probably markup, in small letters: "press <OK>" and "zone <A>" are none.
TAG = re.compile(r"<(?:[bipu]|em|strong|div|span|font|small|big|center|ul|ol|li|h[1-6]|table|t[rdh])>")
FORMS: tuple[tuple["re.Pattern[str]", FindingVerdict | None], ...] = ((MARKUP, None), (TAG, "warned"))
ENTITY = re.compile(r"&(#\d+|#x[0-9a-f]+|[a-z]+\d*);", re.IGNORECASE)


def without_markup(item: Item) -> Iterator[Defect]:
    """A text is shown as it is: it has no HTML in it."""
    text = item.text("text") or ""
    for form, verdict in FORMS:
        if found := form.search(text):
            message = f"`text` has markup in it: {shown(found[0])}"
            yield Defect(message, item.at("text"), "plain text", found[0], verdict)
            return


def without_entities(item: Item) -> Iterator[Defect]:
    """Nor is it escaped as HTML is."""
    found = ENTITY.search(item.text("text") or "")
    if found and unescape(found[0]) != found[0]:
        message = f"`text` has {shown(found[0])} in it, as HTML writes {shown(unescape(found[0]))}"
        yield Defect(message, item.at("text"), "plain text", found[0], "warned")


RULES = (
    Rule("TYP-010", "DisplayText", without_markup, ("text",)),
    Rule("TYP-010", "DisplayText", without_entities, ("text",)),
    Rule("TYP-010", "DisplayText", code("language", LANGUAGES, "ISO 639-1 code"), ("language",)),
)
