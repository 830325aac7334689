"""The pages about checks and settings say what the tables say. Run as a program it writes them."""

from pathlib import Path

import pytest

from ocpi_runner.checks.check import Check
from ocpi_runner.checks.settings import SETTINGS
from ocpi_runner.checks.table import REQUEST_CHECKS, RESPONSE_CHECKS
from ocpi_runner.ocpi.catalogue import requirement

DOCS = Path(__file__).parent.parent.parent / "docs"
CHECKS_HEAD = """# Checks

Every exchange is judged by these requirements without being asked, on either side. `must` fails, `should` warns, and so
does a requirement that the specification does not state literally (*derived*). A requirement marked with a setting is
decided by it: see [settings](settings.md).

The objects in requests and answers are judged by the JSON Schemas in `schemas/ocpi/`; such a finding carries the
requirement that is nearest to the property, else one about its type (TYP-001, TYP-005, TYP-011, TYP-014, TYP-016,
TYP-018, TYP-020, TYP-031). A text longer than its table allows fails, by TYP-018 too. DateTimes that no calendar has
are TYP-009, and those with an offset TYP-006. What a scenario breaks on purpose is held against nobody. A method that a
module never uses is told by the rule of that module (CDR-032, HCI-016, LOC-050, SES-023, TAR-018, TOK-046). A check
that breaks is told as `INTERNAL`; the run goes on.
"""
SETTINGS_HEAD = """# Settings

Where the specification is ambiguous, or where many peers differ from it, a setting decides: `--setting NAME=VALUE`.
Where a setting accepts a deviation, `off` lets it fail, `warn` warns, and `on` reports nothing.

| setting | default | values | meaning |
|---|---|---|---|
"""


def rows(checks: tuple[Check, ...]) -> str:
    """A table of checks, sorted by id; the ids of other versions stand on rows of their own."""
    ids = sorted({id for check in checks for id in check.ids.split()})
    found = (requirement(id) for id in ids)
    lines = (
        f"| {row.id} | {', '.join(row.versions)} | {row.level}{', derived' * row.derived} | {row.text} |"
        for row in found
    )
    return "\n".join(("| requirement | versions | level | rule |", "|---|---|---|---|", *lines)) + "\n"


def checks_page() -> str:
    """docs/checks.md."""
    parts = (CHECKS_HEAD, "## Requests\n", rows(REQUEST_CHECKS), "## Answers\n", rows(RESPONSE_CHECKS))
    return "\n".join(parts)


def choices(values: tuple[str, ...]) -> str:
    """What a setting may be."""
    return ", ".join(f"`{value}`" for value in values) or "a number"


def settings_page() -> str:
    """docs/settings.md."""
    lines = (
        f"| `{name}` | `{each.default}` | {choices(each.values)} | {each.meaning} |" for name, each in SETTINGS.items()
    )
    return SETTINGS_HEAD + "\n".join(lines) + "\n"


PAGES = {"checks.md": checks_page, "settings.md": settings_page}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_the_tables_say(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == PAGES[name](), f"write it again: python {Path(__file__).name}"


if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), "utf-8")
