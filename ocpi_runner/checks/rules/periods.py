"""Rules of the charging periods of Sessions and CDRs: their order, their volumes, what they add up to.

OCPI 2.2.1, 9.3.1, 10.3.1 and 10.4.6. What the two objects have in common is written once, with the ids of both.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.item import Item
from ocpi_runner.checks.rules.laws import close, ordered, twice
from ocpi_runner.checks.rules.rule import Rule
from ocpi_runner.ocpi.moment import to_text

START = ("start_date_time", "start_datetime")
END = ("end_date_time", "end_datetime", "stop_date_time")
TIMES = ("TIME", "PARKING_TIME", "RESERVATION_TIME")
HOUR = Decimal(3600)
MINUTE = timedelta(minutes=1)
SLACK = Decimal("0.006")  #: hours: what two decimals leave, and a second
EPOCH = 1970  #: the year of what is not known
THOUSAND = Decimal(1000)
PAIRS = (
    ("MIN_CURRENT", "MAX_CURRENT"),
    ("MIN_POWER", "MAX_POWER"),
    ("CURRENT", "MAX_CURRENT"),
    ("MIN_CURRENT", "CURRENT"),
    ("POWER", "MAX_POWER"),
    ("MIN_POWER", "POWER"),
)
Cited = Callable[[Item], Iterator[Defect]]


def volumes(period: Item) -> dict[str, Decimal]:
    """What a period holds, by dimension."""
    found = ((each.text("type"), each.number("volume")) for each in period.many("dimensions"))
    return {kind: volume for kind, volume in found if kind and volume is not None}


def total(item: Item, *kinds: str) -> Decimal | None:
    """The sum of some dimensions over all periods; None when no period has any of them."""
    found = [held[kind] for held in map(volumes, item.many("charging_periods")) for kind in kinds if kind in held]
    return sum(found, Decimal(0)) if found else None


def lengths(item: Item) -> Iterator[tuple[Item, Decimal]]:
    """Each period that has an end, and its length in hours: to the next one, or to the end of the charge."""
    rows = [(each.moment("start_date_time"), each) for each in item.many("charging_periods")]
    ends = [*(start for start, _ in rows[1:]), item.moment(*END)]
    for (start, each), end in zip(rows, ends, strict=False):
        if start and end and end > start:
            yield each, hours(start, end)


def hours(start: datetime, end: datetime) -> Decimal:
    """The time between."""
    return Decimal(str((end - start).total_seconds())) / HOUR


def ascending(item: Item) -> Iterator[Defect]:
    """A period begins after the one before it."""
    last = None
    for each in item.many("charging_periods"):
        start = each.moment("start_date_time")
        if start and last and start <= last:
            message = f"The period begins {to_text(start)}, not after the one before it ({to_text(last)})"
            yield Defect(message, each.at("start_date_time"), f"after {to_text(last)}", to_text(start))
        last = start or last


def charged(item: Item) -> Iterator[Item]:
    """The periods since the charge began; a Session's start moves on when it becomes more than a reservation."""
    for each in item.many("charging_periods"):
        if item.name != "Session" or "RESERVATION_TIME" not in volumes(each):
            yield each


def inside(item: Item) -> Iterator[Defect]:
    """Periods begin within the charge."""
    begin, end = item.moment(*START), item.moment(*END)
    for each in charged(item):
        start = each.moment("start_date_time")
        if start and ((begin and begin - start > MINUTE) or (end and start > end)):
            span = f"{to_text(begin) if begin else '…'} to {to_text(end) if end else '…'}"
            message = f"The period begins {to_text(start)}, outside of the charge ({span})"
            yield Defect(message, each.at("start_date_time"), span, to_text(start))


def first_at_start(item: Item) -> Iterator[Defect]:
    """The first period begins with the charge."""
    begin, first = item.moment(*START), next(charged(item), None)
    start = first.moment("start_date_time") if first else None
    if first and begin and start and abs(start - begin) > MINUTE:
        message = f"The first period begins {to_text(start)}, and the charge {to_text(begin)}"
        yield Defect(message, first.at("start_date_time"), to_text(begin), to_text(start))


def once_each(item: Item) -> Iterator[Defect]:
    """A period has each dimension once."""
    for each in item.many("charging_periods"):
        kind = twice(dimension.text("type") for dimension in each.many("dimensions"))
        if kind:
            yield Defect(f"The period has {shown(kind)} more than once", each.at("dimensions"), "once", kind)


def time_fits(item: Item) -> Iterator[Defect]:
    """The time in a period is not longer than the period."""
    for each, length in lengths(item):
        held = sum((volume for kind, volume in volumes(each).items() if kind in TIMES), Decimal(0))
        if held > length + SLACK:
            unit = "; volumes of time are in hours" if held > 2 * length else ""
            message = f"The period lasts {length:.4f} h, and its volumes of time are {held} h{unit}"
            yield Defect(message, each.at("dimensions"), f"at most {length:.4f}", float(held))


def time_fills(item: Item) -> Iterator[Defect]:
    """Where a period tells time at all, it tells all of it, but for pauses."""
    paused = pauses(item)
    for each, length in lengths(item):
        told = volumes(each)
        held = sum((volume for kind, volume in told.items() if kind in TIMES), Decimal(0))
        if set(told) & set(TIMES) and held < length - max(SLACK, length / 100):
            if held + paused >= length - SLACK:
                paused -= length - held
                continue
            message = f"The period lasts {length:.4f} h, and its volumes of time are {held} h"
            yield Defect(message, each.at("dimensions"), f"{length:.4f}", float(held))


def pauses(item: Item) -> Decimal:
    """How long no energy flowed though the car asked for it, which `total_parking_time` counts and PARKING_TIME not."""
    still, parked = item.number("total_parking_time") or Decimal(0), total(item, "PARKING_TIME") or Decimal(0)
    return max(still - parked, Decimal(0))


def lowest_below_highest(item: Item) -> Iterator[Defect]:
    """Within a period the least is not above the most."""
    for each in item.many("charging_periods"):
        held = volumes(each)
        for low, high in PAIRS:
            if low in held and high in held and held[low] > held[high]:
                message = f"{low} is {held[low]}, above {high} {held[high]}"
                yield Defect(message, each.at("dimensions"), f"at most {held[high]}", float(held[low]))


def energy_adds_up(item: Item) -> Iterator[Defect]:
    """The energy of the periods is that of the charge."""
    name = item.named("total_energy", "kwh")
    told, found = item.number(name), total(item, "ENERGY")
    if told is None or found is None or close(told, found) or told_better(item, told, found):
        return
    message = f"`{name}` is {told}, and the ENERGY of the periods {found}"
    if close(found, told * THOUSAND):
        message += ": watt hours, where kWh are required"
    elif cumulative(item, told):
        message += ": each period tells the meter, where its own energy is required"
    yield Defect(message, item.at(name), float(found), item.get(name))


def told_better(item: Item, told: Decimal, found: Decimal) -> bool:
    """Whether a rule of its own says what is the matter, as those of Sessions do."""
    return item.name == "Session" and (close(found, told * THOUSAND) or cumulative(item, told))


def cumulative(item: Item, told: Decimal) -> bool:
    """Whether the periods tell the running meter: rising, and at the end all of it."""
    found = [held["ENERGY"] for held in map(volumes, item.many("charging_periods")) if "ENERGY" in held]
    return len(found) > 1 and found == sorted(found) and close(found[-1], told)


def in_kwh(item: Item) -> Iterator[Defect]:
    """Energy is in kWh, not in Wh."""
    told, found = item.number("total_energy", "kwh"), total(item, "ENERGY")
    if told and found and close(found, told * THOUSAND):
        message = f"The ENERGY of the periods is {found}, a thousand times the {told} kWh of the charge: Wh"
        yield Defect(message, item.at("charging_periods"), float(told), float(found))


def per_period(item: Item) -> Iterator[Defect]:
    """Energy is that of the period, not what the meter shows."""
    told, found = item.number("total_energy", "kwh"), total(item, "ENERGY")
    if told and found and not close(told, found) and cumulative(item, told):
        message = "ENERGY rises from period to period to the total: the meter, where the energy of each is required"
        yield Defect(message, item.at("charging_periods"), float(told), float(found))


def not_negative(item: Item) -> Iterator[Defect]:
    """Time is not negative."""
    for each in item.many("charging_periods"):
        for kind, volume in volumes(each).items():
            if kind in TIMES and volume < 0:
                yield Defect(f"{kind} is {volume}", each.at("dimensions"), "at least 0", float(volume))


def charge_state(item: Item) -> Iterator[Defect]:
    """The state of charge is a percentage."""
    for each in item.many("charging_periods"):
        found = volumes(each).get("STATE_OF_CHARGE")
        if found is not None and not 0 <= found <= 100:
            yield Defect(f"STATE_OF_CHARGE is {found}", each.at("dimensions"), "0 to 100", float(found))


def average_power(item: Item) -> Iterator[Defect]:
    """Energy over time lies between the least and the most power."""
    for each, length in lengths(item):
        held = volumes(each)
        if "ENERGY" not in held or length < SLACK:
            continue
        power = held["ENERGY"] / length
        if "MAX_POWER" in held and power > held["MAX_POWER"] * Decimal("1.1"):
            message = f"The average power is {power:.1f} kW, above MAX_POWER {held['MAX_POWER']}"
            yield Defect(message, each.at("dimensions"), f"at most {held['MAX_POWER']}", float(round(power, 3)))


PERIODS = ("charging_periods",)
#: Law, of a Session, of a CDR.
SHARED: tuple[tuple[Cited, str, str], ...] = (
    (ascending, "SES-131", "CDR-119"),
    (inside, "SES-132", "CDR-120"),
    (first_at_start, "SES-132", "CDR-121"),
    (once_each, "SES-138", "CDR-125"),
    (time_fits, "SES-139", "CDR-123"),
    (lowest_below_highest, "SES-141 SES-142", "CDR-127"),
    (energy_adds_up, "SES-135", "CDR-129"),
)

RULES = (
    *(Rule(ids, "Session", run, PERIODS) for run, ids, _ in SHARED),
    *(Rule(ids, "CDR", run, PERIODS) for run, _, ids in SHARED),
    Rule("SES-136", "Session", in_kwh, PERIODS),
    Rule("SES-137", "Session", per_period, PERIODS),
    Rule("SES-140", "Session", charge_state, PERIODS),
    Rule("SES-127", "Session", ordered(START, END)),
    Rule("CDR-124", "CDR", time_fills, PERIODS),
    Rule("CDR-126", "CDR", not_negative, PERIODS),
    Rule("CDR-128", "CDR", average_power, PERIODS),
    Rule("CDR-118", "CDR", ordered(START, END)),
)
