"""Rules of opening hours, images, energy mixes and parking places. OCPI 2.2.1, 8.4; OCPI 2.3.0, 8.4."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.item import Item
from ocpi_runner.checks.rules.laws import needed, ordered, unique, unwanted
from ocpi_runner.checks.rules.rule import Rule
from ocpi_runner.ocpi.price.restrictions import MIDNIGHT as END_OF_DAY
from ocpi_runner.ocpi.price.restrictions import minutes

MIDNIGHT, UNUSED = "00:00", "parking.unused"
FORMATS = {"GIF", "JPEG", "JPG", "PNG", "SVG"}  #: the text names all but JPG, as examples
FOSSIL = frozenset({"COAL", "GAS", "GENERAL_FOSSIL", "NUCLEAR"})
WASTE = frozenset({"CARBON_DIOXIDE", "NUCLEAR_WASTE"})
GREEN = frozenset({"GENERAL_GREEN", "SOLAR", "WIND", "WATER"})
WHOLE, SLACK = Decimal(100), Decimal("0.5")
SMALL = frozenset({"PERSONAL_VEHICLE", "MOTORCYCLE"})
LEAST = {"max_vehicle_height": 100, "max_vehicle_length": 100, "max_vehicle_width": 50, "max_vehicle_weight": 100}
SIZES = (
    "max_vehicle_weight",
    "max_vehicle_height",
    "max_vehicle_length",
    "max_vehicle_width",
    "parking_space_length",
    "parking_space_width",
    "dangerous_goods_allowed",
)


def weekly(item: Item) -> Iterator[Defect]:
    """A period of regular hours ends after it begins; those of one day do not overlap."""
    last: dict[str, tuple[int, Item]] = {}
    for begin, end, each in sorted(hours(item), key=lambda row: row[0]):
        since, until, day = each.text("period_begin"), each.text("period_end"), str(each.get("weekday"))
        if end == begin:
            message = f"The period ends when it begins, at {since}"
            yield Defect(message, each.at("period_end"), f"after {since}", until, requirement="LOC-225")
        elif end < begin:
            message = f"The period ends at {until} and begins at {since}; "
            message += "whether it goes on after midnight is not defined"
            yield Defect(message, each.at("period_end"), f"after {since}", until, "warned", requirement="LOC-225")
        ended, before = last.get(day, (0, each))
        if begin < ended:
            span = f"{before.text('period_begin')} to {before.text('period_end')}"
            message = f"The period from {since} begins within that from {span} of the same day"
            wanted = f"from {before.text('period_end')} on"
            yield Defect(message, each.at("period_begin"), wanted, since, requirement="LOC-226")
        last[day] = end, each


def hours(item: Item) -> Iterator[tuple[int, int, Item]]:
    """The regular hours in minutes after midnight, as far as they are times; 00:00 ends the day."""
    for each in item.many("regular_hours"):
        begin, end = minutes(each.get("period_begin")), minutes(each.get("period_end"))
        if begin is not None and end is not None:
            yield begin, end or END_OF_DAY, each


def around_the_clock(item: Item) -> Iterator[Defect]:
    """Seven whole days are written as `twentyfourseven`."""
    days = {str(each.get("weekday")) for each in item.many("regular_hours") if whole_day(each)}
    if len(days) == 7:
        message = "The regular hours are all hours of all days; `twentyfourseven` says that"
        yield Defect(message, item.at("regular_hours"), "twentyfourseven", "7 whole days")


def whole_day(item: Item) -> bool:
    """Whether a period is a day."""
    return item.text("period_begin") == MIDNIGHT and item.text("period_end") in (MIDNIGHT, "23:59", "24:00")


def exceptions(item: Item) -> Iterator[Defect]:
    """What is open by way of exception is not closed by way of exception."""
    open_, closed = (list(periods(item, name)) for name in ("exceptional_openings", "exceptional_closings"))
    for begin, end, each in closed:
        if any(begin < until and since < end for since, until, _ in open_):
            message = "The exceptional closing lies within an exceptional opening"
            yield Defect(message, each.path, "periods apart", "an overlap")


def periods(item: Item, member: str) -> Iterator[tuple[datetime, datetime, Item]]:
    """The exceptional periods that have a begin and an end."""
    for each in item.many(member):
        begin, end = each.moment("period_begin"), each.moment("period_end")
        if begin and end:
            yield begin, end, each


def never_closes(item: Item) -> bool:
    """Whether hours are those of a place that is always open."""
    return item.get("twentyfourseven") is True


def closes(item: Item) -> bool:
    """Whether they are not."""
    return item.get("twentyfourseven") is False


def image_format(item: Item) -> Iterator[Defect]:
    """An image is one of four formats, which its type names."""
    found = item.text("type")
    if found and found.upper() not in FORMATS:
        yield Defect(f"`type` is {shown(found)}; gif, jpeg, png or svg", item.at("type"), "jpeg", found)


def shares(item: Item) -> Iterator[Defect]:
    """The shares of the energy sources are percentages, and together all of it."""
    found = [(each.number("percentage"), each) for each in item.many("energy_sources")]
    for share, each in found:
        if share is not None and not 0 <= share <= WHOLE:
            yield Defect(f"`percentage` is {share}", each.at("percentage"), "0 to 100", each.get("percentage"))
    total = sum((share for share, _ in found if share is not None), Decimal(0))
    if found and abs(total - WHOLE) > SLACK:
        yield Defect(
            f"The shares of the energy sources add up to {total} %", item.at("energy_sources"), 100, float(total)
        )


def green(item: Item) -> Iterator[Defect]:
    """Green energy leaves no waste and has no fossil or nuclear source; from green sources alone it is green."""
    parts = {each.text("source"): each.number("percentage") or Decimal(0) for each in item.many("energy_sources")}
    dirty = sorted(source for source, share in parts.items() if source in FOSSIL and share > 0)
    if item.get("is_green_energy") is True and dirty:
        message = f"`is_green_energy` is true, and there is a share of {', '.join(dirty)}"
        yield Defect(message, item.at("is_green_energy"), False, True, requirement="LOC-212")
    for each in item.many("environ_impact") if item.get("is_green_energy") is True else ():
        kind, amount = each.text("category", "source"), each.number("amount")
        if kind in WASTE and amount is not None and amount > 0:
            message = f"`is_green_energy` is true, and there is {amount} g/kWh of {kind}"
            yield Defect(message, each.at("amount"), 0, each.get("amount"), requirement="LOC-212")
    clean = sum((share for source, share in parts.items() if source in GREEN), Decimal(0))
    if item.get("is_green_energy") is False and clean >= WHOLE:
        message = "`is_green_energy` is false, and all sources are green"
        yield Defect(message, item.at("is_green_energy"), True, False, requirement="LOC-213")


def lorries(item: Item) -> bool:
    """Whether a parking place is for more than cars."""
    return bool(set(item.texts("vehicle_types")) - SMALL)


def for_disabled(item: Item) -> bool:
    """Whether it is for disabled persons."""
    return "DISABLED" in item.texts("vehicle_types")


def dimensions(item: Item) -> Iterator[Defect]:
    """A parking place is measured in centimetres and kilogrammes."""
    for member, least in LEAST.items():
        found = item.number(member)
        if found is not None and found < least:
            yield Defect(f"`{member}` is {found}, in cm or kg", item.at(member), f"at least {least}", item.get(member))


def parking_known(item: Item) -> Iterator[Defect]:
    """The parking places that EVSEs name are those of the Location."""
    known = {str(each.get("id")).upper() for each in item.many("parking_places")}
    used = set()
    for evse in item.many("evses"):
        for each in evse.many("parking"):
            found = each.text("parking_id")
            used.add(str(found).upper())
            if found and found.upper() not in known:
                message = f"{shown(found)} is none of the `parking_places` of the Location"
                yield Defect(message, each.at("parking_id"), "one of parking_places", found, requirement="LOC-233")
    verdict = item.context.choices.tolerance(UNUSED)
    for each in item.many("parking_places") if item.get("evses") and verdict else ():
        if str(each.get("id")).upper() not in used:
            message = f"No EVSE names the parking place {shown(each.get('id'))}"
            yield Defect(message, each.path, "an EVSE", None, verdict, UNUSED, "LOC-234")


RULES = (
    Rule("LOC-225 LOC-226", "Hours", weekly, ("regular_hours",)),
    Rule("LOC-222", "Hours", around_the_clock, ("regular_hours",)),
    Rule("LOC-227", "ExceptionalPeriod", ordered(("period_begin",), ("period_end",))),
    Rule("LOC-228", "Hours", exceptions, ("exceptional_openings", "exceptional_closings")),
    Rule("LOC-220", "Hours", needed("regular_hours", closes, "`twentyfourseven` is false")),
    Rule("LOC-221", "Hours", unwanted("regular_hours", never_closes, "`twentyfourseven` is true")),
    Rule("LOC-218", "Hours", unwanted("regular_hours", never_closes, "`twentyfourseven` is true", "warned")),
    Rule("LOC-205", "Image", image_format, ("type",)),
    Rule("LOC-211 LOC-210 TAR-110", "EnergyMix", shares, ("energy_sources",)),
    Rule("LOC-212 LOC-213", "EnergyMix", green, ("is_green_energy",)),
    Rule("LOC-231", "Location", unique("parking_places", "id"), ("parking_places",)),
    Rule("LOC-233 LOC-234", "Location", parking_known, ("parking_places",)),
    *(Rule("LOC-237", "Parking", needed(size, lorries, "larger vehicles may park here")) for size in SIZES),
    Rule("LOC-238", "Parking", needed("images", for_disabled, "the place is for disabled persons")),
    Rule("LOC-239", "Parking", dimensions),
)
