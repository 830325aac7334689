"""DateTime: written as the specification wants it, read as people write it."""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

TOLERANT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,12}))?\s?(?:([Zz])|([+-])(\d\d):?(\d\d))?", re.ASCII
)
LONGEST = 64
LEAPS = ((6, 30, 23, 59), (12, 31, 23, 59))


def to_text(moment: datetime) -> str:
    """In UTC, in whole seconds, with `Z`.

    >>> to_text(datetime(2026, 11, 25, 2, 8, 21, tzinfo=UTC))
    '2026-11-25T02:08:21Z'
    """
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


@lru_cache(maxsize=4096)
def parse(text: str) -> datetime | None:
    """The instant meant, in UTC; None when it is none. No zone means UTC; offsets and long fractions are borne.

    A leap second counts as the one before it.
    """
    match = TOLERANT.fullmatch(text) if len(text) <= LONGEST else None
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, _, sign, hours, minutes = match.groups()
    try:
        away = timedelta(hours=int(hours), minutes=int(minutes)) if sign else timedelta()
        zone = timezone(-away if sign == "-" else away)
        micro = int(f"{(fraction or '0')[:6]:0<6}")
        leap = second == "60" and minute == "59"
        whole = datetime(
            int(year), int(month), int(day), int(hour), int(minute), 59 if leap else int(second), micro, zone
        )
        instant = whole.astimezone(UTC)
        return instant if not leap or may_leap(instant) else None
    except (ValueError, OverflowError):
        return None


def may_leap(instant: datetime) -> bool:
    """Whether a leap second may follow: at the end of June or December, in UTC."""
    return (instant.month, instant.day, instant.hour, instant.minute) in LEAPS
