"""A CDR or Session together with its tariffs, read once for all readings of the text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ocpi_runner.ocpi.moment import to_text
from ocpi_runner.ocpi.price.amounts import objects, text
from ocpi_runner.ocpi.price.bill import EVERYTHING, Unknown
from ocpi_runner.ocpi.price.periods import CHARGING, Period, periods, zone
from ocpi_runner.ocpi.price.rules import Rules
from ocpi_runner.ocpi.price.tariff import Tariff, read

MOST_WORK = 5_000_000  #: periods times components and restrictions of the largest tariff
Object = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Charge:
    """What is priced."""

    rules: Rules
    currency: str
    periods: tuple[Period, ...]
    tariffs: Mapping[str, Tariff]  #: by id in upper case
    linked: bool  #: some period names its tariff
    only: Tariff | None  #: the tariff of periods that name none, where that may be
    expired: bool  #: it is a reservation that was never used
    unknown: tuple[Unknown, ...]
    notes: tuple[str, ...]

    def tariff_of(self, period: Period) -> Tariff | None:
        """The tariff that a period names, or the only one there is."""
        return self.tariffs.get(period.tariff.upper()) if self.linked else self.only

    @property
    def unused(self) -> bool:
        """Whether it is a reservation alone, after which nobody came: no charging session."""
        return self.expired and any(period.reserved for period in self.periods)


def read_charge(rules: Rules, value: Object, tariffs: Sequence[Object], time_zone: str | None) -> Charge:
    """Read a CDR or Session. Tariffs that are given go before those that it holds itself."""
    place = value.get(rules.location)
    named = time_zone or (text(place.get("time_zone")) if isinstance(place, Mapping) else "")
    found = periods(value, rules, zone(named))
    known: dict[str, Tariff] = {}
    for each in [*objects(tariffs), *objects(value.get("tariffs"))]:
        tariff = read(each, rules)
        known.setdefault(tariff.id.upper(), tariff)
    linked = rules.links and any(period.tariff for period in found)
    charge = Charge(
        rules=rules,
        currency=text(value.get("currency")),
        periods=found,
        tariffs=known,
        linked=linked,
        only=None if linked else sole(known, value, rules),
        expired=not any(period.volumes.get(kind) for period in found for kind in CHARGING),
        unknown=(),
        notes=tuple(notes(named, found, known, linked, rules)),
    )
    return replace(charge, unknown=tuple(problems(charge)))


def sole(tariffs: Mapping[str, Tariff], value: Object, rules: Rules) -> Tariff | None:
    """The only tariff there is; in versions whose periods name none, else that of the connector."""
    if len(tariffs) == 1:
        return next(iter(tariffs.values()))
    return None if rules.links else connected(tariffs, value.get(rules.location))


def connected(tariffs: Mapping[str, Tariff], place: Any) -> Tariff | None:
    """The tariff that the only connector of a Location names."""
    evses = objects(place.get("evses")) if isinstance(place, Mapping) else []
    names = {text(each.get("tariff_id")).upper() for evse in evses for each in objects(evse.get("connectors"))}
    return tariffs.get(next(iter(names))) if len(names) == 1 else None


def problems(charge: Charge) -> Iterator[Unknown]:
    """Why nothing can be told of this charge."""
    if not charge.periods:
        yield Unknown(EVERYTHING, "it has no charging periods")
    if not charge.tariffs:
        yield Unknown(EVERYTHING, "no tariff is known")
    elif not charge.linked and charge.only is None:
        yield Unknown(EVERYTHING, f"no period says which of the {len(charge.tariffs)} tariffs applies")
    largest = max((tariff.size for tariff in charge.tariffs.values()), default=0)
    if largest * len(charge.periods) > MOST_WORK:
        yield Unknown(EVERYTHING, f"{len(charge.periods)} periods under a tariff of {largest} parts are too many")


def notes(
    named: str, found: Sequence[Period], tariffs: Mapping[str, Tariff], linked: bool, rules: Rules
) -> Iterator[str]:
    """What people should know about how it was read."""
    if named and zone(named) is None:
        yield f"there is no time zone `{named:.64}`"
    if [period.index for period in found] != sorted(period.index for period in found):
        yield "the charging periods are not in the order of time"
    if rules.links and not linked and tariffs:
        yield "no charging period has a `tariff_id`"
    start = found[0].start if found else None
    for tariff in tariffs.values():
        if start and tariff.starts and start < tariff.starts:
            yield f"tariff `{tariff.id}` is valid from {to_text(tariff.starts)} only"
        if start and tariff.ends and start >= tariff.ends:
            yield f"tariff `{tariff.id}` was valid until {to_text(tariff.ends)} only"
