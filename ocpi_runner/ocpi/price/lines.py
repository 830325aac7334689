"""The lines of a bill: for each period and dimension the component that prices it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ocpi_runner.ocpi.price.amounts import ONE, UNCOUNTABLE, ZERO
from ocpi_runner.ocpi.price.bill import EVERYTHING, Line, Unknown
from ocpi_runner.ocpi.price.charge import Charge
from ocpi_runner.ocpi.price.cuts import cut
from ocpi_runner.ocpi.price.moments import moment
from ocpi_runner.ocpi.price.periods import CHARGING, Period
from ocpi_runner.ocpi.price.restrictions import Moment
from ocpi_runner.ocpi.price.rules import Reading
from ocpi_runner.ocpi.price.select import MATCHES, candidates
from ocpi_runner.ocpi.price.steps import stepped
from ocpi_runner.ocpi.price.tariff import Component, Element, Tariff

MOST_REASONS = 100
DIMENSION_BUCKETS = {"ENERGY": "energy", "TIME": "time", "PARKING_TIME": "parking", "FLAT": "fixed"}


@dataclass(slots=True)
class Priced:
    """What the periods of a charge give."""

    lines: list[Line] = field(default_factory=list)
    used: dict[str, Tariff] = field(default_factory=dict)
    unpriced: dict[str, Decimal] = field(default_factory=dict)  #: volume by dimension that has no component
    fees: set[tuple[bool, str, int]] = field(default_factory=set)  #: reservation or not, tariff and element
    unknown: dict[Unknown, None] = field(default_factory=dict)

    def doubt(self, bucket: str, reason: str) -> None:
        """Something that cannot be told."""
        if len(self.unknown) < MOST_REASONS:
            self.unknown[Unknown(bucket, reason)] = None


@dataclass(frozen=True, slots=True)
class Phase:
    """One period, or the reserved part of it, with all that chooses its components."""

    period: Period
    reserved: bool
    tariff: Tariff
    elements: tuple[Element, ...]
    at: Moment
    volumes: Mapping[str, Decimal]


def priced(charge: Charge, reading: Reading) -> Priced:
    """The lines of all periods, with step_size applied."""
    made = Priced(unknown=dict.fromkeys(charge.unknown))
    if charge.unknown:
        return made
    counted = charge.rules.counted_flat and any("FLAT" in period.volumes for period in charge.periods)
    for phase in phases(charge, reading, made):
        for dimension, volume in phase.volumes.items():
            measure(phase, dimension, volume, reading, made)
        flat(phase, counted, reading, made)
    made.lines = list(stepped(made.lines, reading, made.unpriced))
    return made


def phases(charge: Charge, reading: Reading, made: Priced) -> Iterator[Phase]:
    """The periods that have a tariff, each with what is measured in it."""
    choices: dict[tuple[str, bool], tuple[Element, ...]] = {}
    expired = charge.expired and reading.expiring
    for period in cut(charge) if reading.split else charge.periods:
        tariff = tariff_of(charge, period, reading, made)
        for kind in period.unreadable:
            made.doubt(DIMENSION_BUCKETS.get(kind, EVERYTHING), f"the volume of `{kind:.40}` is {UNCOUNTABLE}")
        for reserved, volumes in measured(period) if tariff else ():
            assert tariff
            key = (tariff.id, reserved)
            if key not in choices:
                choices[key] = candidates(tariff.elements, reserved, expired, not reading.reserving)
            yield Phase(period, reserved, tariff, choices[key], moment(charge, period, reading), volumes)


def measured(period: Period) -> Iterator[tuple[bool, dict[str, Decimal]]]:
    """The phases in a period, whether each is a reservation, and the volume of each dimension of a tariff in it."""
    if period.reserved:
        yield True, {"TIME": period.volumes["RESERVATION_TIME"]}
    volumes = {kind: period.volumes[kind] for kind in CHARGING if period.volumes.get(kind)}
    if volumes or not period.reserved:
        yield False, volumes


def tariff_of(charge: Charge, period: Period, reading: Reading, made: Priced) -> Tariff | None:
    """The tariff of a period; None when it costs nothing or cannot be told."""
    found = charge.tariff_of(period)
    if charge.linked and not period.tariff and reading.untied:
        found = next(iter(charge.tariffs.values()))
    if charge.linked and period.tariff and found is None:
        made.doubt(EVERYTHING, f"the tariff `{period.tariff:.40}` is not known")
    if found and charge.currency and found.currency and found.currency != charge.currency:
        made.doubt(EVERYTHING, f"the tariff `{found.id:.40}` is in {found.currency:.3}, not in {charge.currency:.3}")
    if found:
        made.used[found.id] = found
    else:
        for kind in CHARGING:
            made.unpriced[kind] = made.unpriced.get(kind, ZERO) + period.volumes.get(kind, ZERO)
    return found


def measure(phase: Phase, dimension: str, volume: Decimal, reading: Reading, made: Priced) -> None:
    """The line of a dimension that was measured."""
    choice = MATCHES[reading.elements](phase.elements, dimension, phase.at)
    bucket = "reservation" if phase.reserved else DIMENSION_BUCKETS[dimension]
    if choice.unknown:
        made.doubt(bucket, choice.unknown)
    elif not choice.components and not phase.reserved:
        made.unpriced[dimension] = made.unpriced.get(dimension, ZERO) + volume
    if volume < 0 and any((component.step or 0) > 1 for component in choice.components):
        made.doubt(bucket, "how step_size rounds energy that was fed back is not told")
    for component in choice.components:
        add(phase, component, bucket, volume, made)


def flat(phase: Phase, counted: bool, reading: Reading, made: Priced) -> None:
    """The fee of a phase: once, when a FLAT component first is active; or as often as the period says."""
    count = phase.period.volumes.get("FLAT", ZERO) if counted else ONE
    if not count:
        return
    once = reading.flat_once and not counted
    if once and any(reserved == phase.reserved for reserved, *_ in made.fees):
        return
    choice = MATCHES[reading.elements](phase.elements, "FLAT", phase.at)
    if choice.unknown:
        made.doubt("reservation" if phase.reserved else "fixed", choice.unknown)
    for component in choice.components:
        fee = (phase.reserved, component.tariff, component.element)
        if counted or fee not in made.fees:
            made.fees.add(fee)
            bucket = "reservation" if phase.reserved else fee_bucket(component, reading)
            add(phase, component, bucket, count, made)


def fee_bucket(component: Component, reading: Reading) -> str:
    """Where the fee of a session is told."""
    return "parking" if component.parking and reading.parking_fees else "fixed"


def add(phase: Phase, component: Component, bucket: str, volume: Decimal, made: Priced) -> None:
    """A line, before step_size."""
    if component.price is None or component.step is None:
        what = "price" if component.price is None else "step_size"
        made.doubt(bucket, f"the {what} of {component.dimension} in element {component.element} is {UNCOUNTABLE}")
        return
    made.lines.append(
        Line(
            period=phase.period.index,
            dimension=component.dimension,
            bucket=bucket,
            volume=volume,
            billed=volume,
            price=component.price,
            vat=component.vat,
            step=component.step,
            element=component.element,
            tariff=component.tariff,
            tax=component.tax,
        )
    )
