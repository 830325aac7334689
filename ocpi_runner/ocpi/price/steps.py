"""How step_size rounds: which lines are rounded together, and what that adds to the last of them.

OCPI 2.2.1, 10.3.1 (step_size).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal

from ocpi_runner.ocpi.price.amounts import ZERO
from ocpi_runner.ocpi.price.bill import Line
from ocpi_runner.ocpi.price.rules import Reading
from ocpi_runner.ocpi.price.tariff import STEPS_IN_UNIT

Groups = Iterable[Sequence[int]]  #: places of the lines that are rounded together
TIMES = ("time", "parking")
MEASURED = ("energy", *TIMES, "reservation")


def places(lines: Sequence[Line], *buckets: str) -> list[int]:
    """Where the measured lines of some buckets stand."""
    return [at for at, line in enumerate(lines) if line.bucket in buckets and STEPS_IN_UNIT[line.dimension]]


def parking_else_charging(lines: Sequence[Line]) -> Groups:
    """Energy once; of the time only that of parking, or that of charging when there was none."""
    return (places(lines, "energy"), places(lines, "parking") or places(lines, "time"), places(lines, "reservation"))


def together(lines: Sequence[Line]) -> Groups:
    """Energy once, and once all time of charging and parking."""
    return (places(lines, "energy"), places(lines, *TIMES), places(lines, "reservation"))


def each_dimension(lines: Sequence[Line]) -> Groups:
    """Every kind of volume once."""
    return [places(lines, bucket) for bucket in MEASURED]


def last_dimension(lines: Sequence[Line]) -> Groups:
    """Energy once, and once the kind of time that came last."""
    timed = places(lines, *TIMES)
    last = places(lines, lines[timed[-1]].bucket) if timed else []
    return (places(lines, "energy"), last, places(lines, "reservation"))


def each_period(lines: Sequence[Line]) -> Groups:
    """Every line on its own."""
    return [[at] for at in places(lines, *MEASURED)]


def each_component(lines: Sequence[Line]) -> Groups:
    """The lines of every price component."""
    found: dict[tuple[str, int, str], list[int]] = {}
    for at in places(lines, *MEASURED):
        found.setdefault((lines[at].tariff, lines[at].element, lines[at].dimension), []).append(at)
    return found.values()


def each_tariff(lines: Sequence[Line]) -> Groups:
    """As `parking_else_charging`, for each tariff on its own."""
    found: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        found.setdefault(line.tariff, []).append(at)
    for own in found.values():
        for group in parking_else_charging([lines[at] for at in own]):
            yield [own[at] for at in group]


def none(lines: Sequence[Line]) -> Groups:
    """Nothing is rounded."""
    return ()


STEPS: Mapping[str, Callable[[Sequence[Line]], Groups]] = {
    "parking_else_charging": parking_else_charging,
    "together": together,
    "each_dimension": each_dimension,
    "last_dimension": last_dimension,
    "each_period": each_period,
    "each_component": each_component,
    "each_tariff": each_tariff,
    "none": none,
}


def stepped(lines: Sequence[Line], reading: Reading, unpriced: Mapping[str, Decimal]) -> tuple[Line, ...]:
    """The lines with their billed volumes. `unpriced`: volume by dimension that has no component."""
    made = list(lines)
    for group in STEPS[reading.steps](lines):
        if group:
            last = lines[group[-1]]
            kinds = dict.fromkeys(lines[at].dimension for at in group)
            beside = sum((unpriced.get(kind, ZERO) for kind in kinds), ZERO) if reading.unpriced else ZERO
            volumes = [lines[at].volume for at in group]
            more = added(last, volumes, beside, reading.forgiving)
            made[group[-1]] = replace(last, billed=last.volume + more)
    return tuple(made)


def added(last: Line, volumes: Sequence[Decimal], beside: Decimal, forgiving: bool) -> Decimal:
    """How much rounding to the step of the last line adds to a total, in its unit."""
    total = sum(volumes, beside)
    if last.step <= 0 or total <= 0:
        return ZERO
    unit = STEPS_IN_UNIT[last.dimension]
    taken = total * unit / last.step  # in steps
    spare = slack(last, volumes) * unit / last.step if forgiving else ZERO
    whole = (taken - min(spare, Decimal("0.25"))).to_integral_value(ROUND_CEILING)
    return (whole - taken) * last.step / unit


def slack(last: Line, volumes: Sequence[Decimal]) -> Decimal:
    """What the writing of volumes as decimals may have added to their sum: half of the last digit of each.

    An hour is written with three or four decimals, more are noise; energy is taken as measured, but for such noise.
    """
    if last.dimension == "ENERGY":
        return Decimal("0.000001")
    digits = max(-int(volume.normalize().as_tuple().exponent) for volume in volumes)
    return Decimal("0.5").scaleb(-min(max(digits, 3), 4)) * len(volumes)
