"""How a DateTime may be written: RFC 3339 in UTC, with Z or no zone."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Literal

from ocpi_runner.ocpi.moment import parse

#: "form": another one that ISO 8601 has.
Fault = Literal["format", "form", "offset", "utc_offset", "calendar"]
LONGEST = 25

WRITTEN = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(?:\.(?P<fraction>\d+))?(?P<zone>Z|[+-]\d\d:?\d\d)?", re.ASCII
)
#: What the digits can be at all; which months have a 31st is the calendar's business. A leap second is one.
CLOCK = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T(([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)|24:00:00)(?!\d)", re.ASCII
)
EXAMPLE = "a DateTime such as 2026-11-25T02:08:21Z"


@dataclass(frozen=True, slots=True)
class Moment:
    """What can be said about a text that should be a DateTime."""

    fault: Fault | None
    digits: int = 0  #: in the fraction of a second
    seconds: float | None = None  #: since the epoch, as far as the text can be understood


@lru_cache(maxsize=1024)
def moment(text: str) -> Moment:
    """Look at one text."""
    written = WRITTEN.fullmatch(text) if len(text) < 60 else None
    instant = parse(text)
    seconds = instant.timestamp() if instant else None
    if written is None:
        meant = of_iso(text)
        return Moment("form", 0, meant.timestamp()) if meant else Moment("format", 0, seconds)
    if CLOCK.match(text) is None:
        return Moment("format", 0, seconds)
    zone, digits = written["zone"], len(written["fraction"] or "")
    if zone not in (None, "Z"):
        return Moment("utc_offset" if zone[1:].strip("0:") == "" else "offset", digits, seconds)
    return Moment("calendar" if instant is None else None, digits, seconds)


def of_iso(text: str) -> datetime | None:
    """The instant of a text in UTC that ISO 8601 allows: without seconds, without separators."""
    try:
        found = datetime.fromisoformat(text) if len(text) <= LONGEST and "T" in text else None
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found and not found.utcoffset() else None
