"""The charging periods of a CDR or Session, each with what was known when it began."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from ocpi_runner.ocpi.moment import parse
from ocpi_runner.ocpi.price.amounts import ZERO, number, objects, text
from ocpi_runner.ocpi.price.rules import Rules

#: Dimensions of a period whose time or energy shows that a session took place.
CHARGING = ("ENERGY", "TIME", "PARKING_TIME")


@dataclass(frozen=True, slots=True)
class Period:
    """A ChargingPeriod. Times are in UTC; what cannot be read is None or missing."""

    index: int  #: place in `charging_periods`
    start: datetime | None
    end: datetime | None
    local: datetime | None  #: the start, in the time of the Location; None when its zone is not known
    elapsed: Decimal | None  #: seconds since the charge began; during a reservation before it, since that began
    waited: Decimal  #: seconds of the reservation before the charge
    energy_before: Decimal | None  #: kWh charged before it
    volumes: Mapping[str, Decimal]  #: dimension -> kWh, hours, A or kW
    unreadable: tuple[str, ...]  #: dimensions whose volume is no number
    tariff: str  #: tariff_id; "" without

    @property
    def reserved(self) -> bool:
        """Whether the EVSE was reserved in it, and not yet in use."""
        return is_reserved(self.volumes)

    @property
    def hours(self) -> Decimal | None:
        """Its length."""
        return None if self.start is None or self.end is None else seconds(self.start, self.end) / 3600


def is_reserved(volumes: Mapping[str, Decimal]) -> bool:
    """Whether these are the volumes of a reservation."""
    return bool(volumes.get("RESERVATION_TIME"))


def is_wait(volumes: Mapping[str, Decimal]) -> bool:
    """Whether these are the volumes of a reservation and of nothing else."""
    return is_reserved(volumes) and not any(volumes.get(kind) for kind in CHARGING)


def seconds(start: datetime, end: datetime) -> Decimal:
    """Time between two instants, exactly."""
    gone = end - start
    return Decimal(gone.days * 86400 + gone.seconds) + Decimal(gone.microseconds) / 1_000_000


def zone(name: str | None) -> tzinfo | None:
    """A time zone by its name in the IANA database; None when there is none of that name."""
    try:
        return ZoneInfo(name) if name and name.isascii() and len(name) < 64 else None
    except (KeyError, ValueError, OSError):
        return None


def periods(charge: Mapping[str, Any], rules: Rules, place: tzinfo | None) -> tuple[Period, ...]:
    """The periods in the order of time, or as they stand when some have no time."""
    rows = objects(charge.get("charging_periods"))
    starts = [parse(text(row.get("start_date_time"))) for row in rows]
    order = in_time(starts)
    times = [starts[index] for index in order]
    ends = [*times[1:], parse(text(charge.get(rules.end)))]
    made: list[Period] = []
    energy: Decimal | None = ZERO
    held = [dimensions(rows[index]) for index in order]
    begun = next((start for start, (volumes, _) in zip(times, held, strict=True) if not is_wait(volumes)), None)
    for index, start, end, (volumes, unreadable) in zip(order, times, ends, held, strict=False):
        first = begun if begun and start and start >= begun else times[0]
        gone = seconds(first, start) if first and start else None
        waited = seconds(times[0], first) if times[0] and first else ZERO
        tariff = text(rows[index].get("tariff_id"))
        made.append(Period(index, start, end, there(start, place), gone, waited, energy, volumes, unreadable, tariff))
        energy = None if energy is None or "ENERGY" in unreadable else energy + volumes.get("ENERGY", ZERO)
    return tuple(made)


def in_time(starts: list[datetime | None]) -> list[int]:
    """The places of the periods in the order of time; as they stand when a time is missing."""
    known = [start for start in starts if start is not None]
    places = list(range(len(starts)))
    return sorted(places, key=known.__getitem__) if len(known) == len(starts) else places


def there(start: datetime | None, place: tzinfo | None) -> datetime | None:
    """An instant in the time of a place."""
    try:
        return start.astimezone(place) if start and place else None
    except OverflowError:
        return None


def dimensions(row: Mapping[str, Any]) -> tuple[dict[str, Decimal], tuple[str, ...]]:
    """The volume of each dimension, added up when it stands there twice, and those that have none."""
    volumes: dict[str, Decimal] = {}
    unreadable: dict[str, None] = {}
    for each in objects(row.get("dimensions")):
        kind, volume = text(each.get("type")), number(each.get("volume"))
        if volume is None:
            unreadable[kind] = None
        else:
            volumes[kind] = volumes.get(kind, ZERO) + volume
    return volumes, tuple(unreadable)
