"""Turns what is wrong with a DateTime into a defect, as the settings say."""

from collections.abc import Iterator
from typing import Any

from ocpi_runner.checks.choices import Choices
from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.moments import EXAMPLE, moment
from ocpi_runner.checks.requirements import first_known
from ocpi_runner.record.finding import FindingVerdict

FORMAT, OFFSET, CALENDAR = "TYP-005 TYP-004", "TYP-006", "TYP-009"

ANY_FORM = "TYP-004"  #: the row of the version that asks for ISO 8601 and shows one form of it


def datetime_defects(choices: Choices, value: Any, path: str, name: str, version: str = "") -> Iterator[Defect]:
    """What is wrong with a value that should be a DateTime; `name` is what people call it.

    A version that asks for ISO 8601 and no more only warns of its other forms.
    """
    if not isinstance(value, str):
        yield Defect(f"{name} is {shown(value)}; {EXAMPLE} is required", path, EXAMPLE, value, requirement=FORMAT)
        return
    seen = moment(value)
    if seen.fault in ("format", "form"):
        borne = seen.fault == "form" and version and first_known(FORMAT, version) == ANY_FORM
        verdict: FindingVerdict | None = "warned" if borne else None
        message = f"{name} is {shown(value)}; {EXAMPLE} is {'usual' if borne else 'required'}"
        yield Defect(message, path, EXAMPLE, value, verdict, requirement=FORMAT)
    elif seen.fault == "calendar":
        yield Defect(
            f"{name} is {shown(value)}, which no calendar has",
            path,
            "a valid date and time",
            value,
            requirement=CALENDAR,
        )
    elif seen.fault is not None:
        yield from offset(choices, seen.fault == "utc_offset", value, path, name)
    if seen.digits > 3:
        yield from fraction(choices, seen.digits, value, path, name)


def offset(choices: Choices, utc: bool, value: str, path: str, name: str) -> Iterator[Defect]:
    """A numeric offset: never right, and borne when it is that of UTC and the setting says so."""
    message = f"{name} is {shown(value)}; UTC is written with `Z`"
    if not utc:
        yield Defect(message, path, "Z", value, requirement=OFFSET)
    elif verdict := choices.tolerance("datetime.allow_plus0000"):
        yield Defect(message, path, "Z", value, verdict, "datetime.allow_plus0000", OFFSET)


def fraction(choices: Choices, digits: int, value: str, path: str, name: str) -> Iterator[Defect]:
    """More digits than many peers read."""
    limit = choices.number("datetime.max_fraction_digits")
    message = f"{name} is {shown(value)}, with {digits} digits in the fraction of a second"
    verdict: FindingVerdict = "failed" if digits > limit else "warned"
    yield Defect(message, path, "at most 3 digits", value, verdict, "datetime.max_fraction_digits", FORMAT)
