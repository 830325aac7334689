"""What a period has to compare with the restrictions of a tariff element."""

from decimal import Decimal

from ocpi_runner.ocpi.price.amounts import ZERO
from ocpi_runner.ocpi.price.charge import Charge
from ocpi_runner.ocpi.price.periods import Period, seconds
from ocpi_runner.ocpi.price.restrictions import Moment
from ocpi_runner.ocpi.price.rules import Reading


def moment(charge: Charge, period: Period, reading: Reading) -> Moment:
    """What is known at the start of a period, in the way in which a reading looks at it."""
    elapsed, energy = totals(charge) if reading.totals else (period.elapsed, period.energy_before)
    if reading.waiting and elapsed is not None:
        elapsed += period.waited
    return Moment(
        local=period.start if reading.universal else period.local,
        elapsed=elapsed,
        energy=energy,
        current=between(period, "CURRENT"),
        power=between(period, "POWER") or (average(period) if charge.rules.average_power else None),
        inclusive=reading.inclusive,
    )


def totals(charge: Charge) -> tuple[Decimal | None, Decimal | None]:
    """The duration and the energy of the whole charge."""
    first, last = charge.periods[0], charge.periods[-1]
    gone = seconds(first.start, last.end) if first.start and last.end else None
    before = last.energy_before
    return gone, None if before is None else before + last.volumes.get("ENERGY", ZERO)


def between(period: Period, quantity: str) -> tuple[Decimal, Decimal] | None:
    """The lowest and highest value that a period tells; one alone stands for both."""
    low, high = period.volumes.get(f"MIN_{quantity}"), period.volumes.get(f"MAX_{quantity}")
    if low is None:
        low = high
    if high is None:
        high = low
    return None if low is None or high is None else (low, high)


def average(period: Period) -> tuple[Decimal, Decimal] | None:
    """The power that the energy and the length of a period give."""
    energy, hours = period.volumes.get("ENERGY"), period.hours
    return None if energy is None or not hours or hours < 0 else (energy / hours, energy / hours)
