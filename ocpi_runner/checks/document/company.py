"""What a payload is among the others of its file: the second of its id in a list, or the one of another version."""

import re
from collections.abc import Iterator
from typing import Any

from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.document.guess import Asked, Guess, shape, unknown
from ocpi_runner.checks.past import key_of, owner_of
from ocpi_runner.checks.requirements import first_known
from ocpi_runner.checks.schema import is_valid, objects
from ocpi_runner.ocpi.versions import USUAL, VERSIONS

ELEMENT = re.compile(r"\$(\.data)?\[(\d+)\]")
MOST_IDS = 100_000  #: of one list that are remembered
MOST_TRIES = 1000  #: payloads of one file that are tried as another version
#: Object -> the row that says that its id is its own; a Token is one by its type too.
UNIQUE = {
    "Location": "LOC-142",
    "Session": "SES-114",
    "CDR": "CDR-214 CDR-213",
    "Tariff": "TAR-058",
    "Token": "TOK-009",
    "InvoiceReconciliationRecord": "INV-013",
}


class Company:
    """What was seen of one file."""

    def __init__(self, asked: Asked) -> None:
        self._ids: set[int] = set()  #: of the list at hand, hashed
        self._tries = 0 if asked.version else MOST_TRIES

    def repeated(self, path: str, value: Any, known: Guess) -> Iterator[Defect]:
        """An id that stood in the list before; what somebody lists may be what became of one object over time."""
        element, version = ELEMENT.fullmatch(path), VERSIONS[known.version]
        kind = version.object(known.name)
        row = first_known(UNIQUE.get(known.name, ""), known.version)
        if element is None or kind is None or row is None or known.patch or not isinstance(value, dict):
            return
        if element[2] == "0":
            self._ids.clear()
        id = key_of(kind, value, {})
        more = "" if element[1] else str(value.get("last_updated"))
        more += str(value.get("type")) if known.name == "Token" else ""
        mark = hash((known.name, owner_of(value, {}), id, more))
        if id and mark in self._ids:
            message = f"{shown(value[kind.key])} is there more than once in the list"
            yield Defect(message, f"{path}.{kind.key}", "once", value[kind.key], "warned", requirement=row)
        elif id and len(self._ids) < MOST_IDS:
            self._ids.add(mark)

    def other_version(self, value: Any, known: Guess) -> str:
        """The version that a payload is of as a whole, when that is not the one of the file; told once; ""."""
        if not self._tries or not isinstance(value, dict) or is_valid(known.version, known.name, value, known.patch):
            return ""
        self._tries -= 1
        found = next((number for number in (USUAL, *VERSIONS) if fits(number, value, known)), "")
        self._tries = 0 if found else self._tries
        return found


def fits(number: str, value: dict[str, Any], known: Guess) -> bool:
    """Whether a value is such an object of another version, with no member that is not known there."""
    if number == known.version or known.name not in objects(number):
        return False
    return is_valid(number, known.name, value, known.patch) and not unknown([value], shape(number, known.name))
