"""Rules of Locations and EVSEs: where they are, who sees them, what changed when. OCPI 2.2.1, 8.3 and 8.4."""

import zoneinfo
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from math import isfinite

from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.item import Item
from ocpi_runner.checks.rules.iso import ANY_CASE, COUNTRIES
from ocpi_runner.checks.rules.laws import (
    NOT_GIVEN,
    Law,
    any_of,
    code,
    needed,
    no_repeats,
    not_given,
    unique,
    unwanted,
)
from ocpi_runner.checks.rules.rule import Rule
from ocpi_runner.ocpi.moment import to_text

NEAR = Decimal("0.05")  #: degrees, more than two kilometres
#: Latitude and longitude of the countries where coordinates are most often exchanged: south, north, west, east.
BOXES = {
    "AUT": (46.3, 49.1, 9.4, 17.2),
    "BEL": (49.4, 51.6, 2.5, 6.5),
    "CHE": (45.7, 47.9, 5.9, 10.6),
    "CZE": (48.5, 51.1, 12.0, 18.9),
    "DEU": (47.2, 55.1, 5.8, 15.1),
    "DNK": (54.5, 57.8, 8.0, 15.2),
    "ESP": (27.6, 43.8, -18.2, 4.4),
    "FRA": (41.3, 51.2, -5.2, 9.6),
    "GBR": (49.8, 60.9, -8.7, 1.8),
    "IRL": (51.3, 55.5, -10.7, -5.9),
    "ITA": (35.4, 47.1, 6.6, 18.6),
    "LUX": (49.4, 50.2, 5.7, 6.6),
    "NLD": (50.7, 53.7, 3.3, 7.3),
    "NOR": (57.9, 71.3, 4.0, 31.2),
    "POL": (49.0, 54.9, 14.1, 24.2),
    "PRT": (32.3, 42.2, -31.3, -6.1),
    "SWE": (55.2, 69.1, 10.9, 24.2),
}
OUT_OF_SIGHT = "REMOVED"


def country(item: Item) -> Iterator[Defect]:
    """`country` is an ISO 3166-1 alpha-3 code."""
    found = item.text("country")
    if found and found != NOT_GIVEN and found not in COUNTRIES:
        wanted = next((three for three, two in COUNTRIES.items() if found.upper() in (two, three)), None)
        hint = f"; {wanted} is meant" if wanted else ""
        message = f"`country` is {shown(found)}, which is no ISO 3166-1 alpha-3 code{hint}"
        yield Defect(message, item.at("country"), wanted or "an alpha-3 code", found)


def placed(item: Item) -> tuple[float, float] | None:
    """Latitude and longitude of a GeoLocation, as far as they are numbers."""
    try:
        place = float(item.text("latitude") or ""), float(item.text("longitude") or "")
    except ValueError:
        return None
    return place if all(map(isfinite, place)) else None


def inside(box: tuple[float, float, float, float], latitude: float, longitude: float) -> bool:
    """Whether a place lies in a box."""
    return box[0] <= latitude <= box[1] and box[2] <= longitude <= box[3]


def coordinates(item: Item) -> Iterator[Defect]:
    """Coordinates are on earth, not at 0/0, and not exchanged."""
    point = item.one("coordinates")
    place = placed(point) if point else None
    if point is None or place is None:
        return
    latitude, longitude = place
    if abs(latitude) > 90 or abs(longitude) > 180 or place == (0, 0):
        message = f"The coordinates {latitude}, {longitude} are no place where cars charge"
        yield Defect(message, item.at("coordinates"), "a place on land", f"{latitude}, {longitude}")
        return
    told = (item.text("country") or "").upper()
    box = BOXES.get(told) or BOXES.get(next((three for three, two in COUNTRIES.items() if two == told), ""))
    if box and inside(box, longitude, latitude) and not inside(box, latitude, longitude):
        message = f"Latitude {latitude} and longitude {longitude} are exchanged: this is not in {item.text('country')}"
        yield Defect(message, item.at("coordinates"), f"{longitude}, {latitude}", f"{latitude}, {longitude}")


def evse_near_location(item: Item) -> Iterator[Defect]:
    """An EVSE stands where its Location is."""
    around = item.parent.one("coordinates") if item.parent else None
    own = item.one("coordinates")
    place, there = placed(own) if own else None, placed(around) if around else None
    if place and there and max(abs(place[0] - there[0]), abs(place[1] - there[1]) / 2) > NEAR:
        message = f"The EVSE is at {place[0]}, {place[1]}, far from its Location at {there[0]}, {there[1]}"
        yield Defect(message, item.at("coordinates"), f"near {there[0]}, {there[1]}", f"{place[0]}, {place[1]}")


@lru_cache(maxsize=1024)
def is_zone(name: str) -> bool:
    """Whether there is a time zone of that name."""
    try:
        return bool(zoneinfo.ZoneInfo(name))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False


def time_zone(item: Item) -> Iterator[Defect]:
    """`time_zone` is a name of the IANA database."""
    found = item.text("time_zone")
    if found and not is_zone(found) and not not_given(item, "time_zone"):
        message = f"`time_zone` is {shown(found)}; a name of the IANA database is required"
        yield Defect(message, item.at("time_zone"), "Europe/Amsterdam", found)


def not_older_than_inside(*lists: str) -> Law:
    """`last_updated` moves with what is inside: never older than that of an EVSE or Connector."""

    def newer_than_inside(item: Item) -> Iterator[Defect]:
        own = item.moment("last_updated")
        inner = [each for name in lists for each in deep(item, name)]
        moments = [(changed, each) for each in inner if (changed := each.moment("last_updated"))]
        newest = max(moments, key=lambda pair: pair[0], default=None)
        if own and newest and newest[0] > own:
            message = f"`last_updated` {to_text(own)} is older than that of {newest[1].path}: {to_text(newest[0])}"
            yield Defect(message, item.at("last_updated"), to_text(newest[0]), to_text(own))

    return newer_than_inside


def deep(item: Item, way: str) -> Iterator[Item]:
    """What is inside: "evses", or "evses.connectors"."""
    first, _, rest = way.partition(".")
    for each in item.many(first):
        yield from deep(each, rest) if rest else (each,)


def not_in_future(item: Item) -> Iterator[Defect]:
    """Nothing was changed in the future."""
    changed, now = item.moment("last_updated"), item.context.now
    if changed and now is not None and changed.timestamp() > now + 60:
        message = f"`last_updated` {to_text(changed)} lies in the future"
        yield Defect(message, item.at("last_updated"), "now or before", to_text(changed))


def schedule(item: Item) -> Iterator[Defect]:
    """The periods of a status schedule begin before they end, and do not overlap."""
    rows = [(begin, each) for each in item.many("status_schedule") if (begin := each.moment("period_begin"))]
    last = None
    for begin, each in sorted(rows, key=lambda row: row[0]):
        end = each.moment("period_end")
        if end and end <= begin:
            message = f"The period ends {to_text(end)}, and does not begin before that"
            yield Defect(message, each.at("period_end"), f"after {to_text(begin)}", to_text(end))
        if last and begin < last:
            message = f"The period begins {to_text(begin)}, within the one before"
            yield Defect(message, each.at("period_begin"), f"from {to_text(last)} on", to_text(begin))
        last = end


def type_of_uid(item: Item) -> bool:
    """Whether a token is told by its uid."""
    return item.get("uid") is not None


def shown_by_number(item: Item) -> bool:
    """Whether a token is told by its printed number."""
    return item.get("visual_number") is not None


def unnamed(item: Item) -> bool:
    """Whether an EVSE is in use, and so has a name."""
    return item.text("status") not in (None, OUT_OF_SIGHT)


def named(item: Item) -> bool:
    """Whether an EVSE in use has a name that is its own."""
    return unnamed(item) and item.text("evse_id") != NOT_GIVEN


def open_for_all(item: Item) -> bool:
    """Whether a Location is published."""
    return item.get("publish") is True


def always_open(item: Item) -> bool:
    """Whether a Location never closes."""
    hours = item.one("opening_times")
    return bool(hours and hours.get("twentyfourseven") is True and not hours.get("exceptional_closings"))


def partial_evses(item: Item) -> Iterator[Defect]:
    """A PATCH of a Location does not carry a part of its EVSEs: they have addresses of their own."""
    if item.get("evses") is not None:
        message = "The PATCH of a Location carries `evses`; what it means for the other EVSEs is not defined"
        yield Defect(message, item.at("evses"), "a PATCH of the EVSE", "evses")


RULES = (
    Rule("LOC-133", "Location", country, ("country",), fragments=True),
    Rule("CDR-096", "CdrLocation", country, ("country",)),
    *(
        Rule(id, name, code("country_code", ANY_CASE, "ISO 3166-1 alpha-2 code"), ("country_code",))
        for id, name in (("LOC-134", "Location"), ("CDR-084", "CDR"), ("CRD-052", "CredentialsRole"))
    ),
    Rule("LOC-137", "Location", coordinates, ("coordinates",)),
    Rule("LOC-137", "CdrLocation", coordinates, ("coordinates",)),
    Rule("LOC-138", "EVSE", evse_near_location, ("coordinates",)),
    Rule("LOC-140 LOC-139", "Location", time_zone, ("time_zone",), fragments=True),
    Rule("LOC-039 LOC-038", "Location", not_older_than_inside("evses", "evses.connectors"), ("evses", "last_updated")),
    Rule("LOC-040", "EVSE", not_older_than_inside("connectors"), ("connectors", "last_updated")),
    Rule("LOC-042", "Location", not_in_future, ("last_updated",), past=True),
    Rule("LOC-042", "EVSE", not_in_future, ("last_updated",), past=True),
    Rule("LOC-042", "Connector", not_in_future, ("last_updated",), past=True),
    Rule("LOC-069 LOC-095", "Location", partial_evses, fragments=True, whole=False),
    Rule("LOC-128", "Location", unwanted("publish_allowed_to", open_for_all, "`publish` is true: everybody sees it")),
    Rule("LOC-129", "PublishTokenType", any_of("uid", "visual_number", "group_id")),
    Rule("LOC-130", "PublishTokenType", needed("type", type_of_uid, "`uid` is there")),
    Rule("LOC-131", "PublishTokenType", needed("issuer", shown_by_number, "`visual_number` is there")),
    Rule("LOC-143", "Location", unique("evses", "uid"), ("evses",)),
    Rule("LOC-145", "EVSE", unique("connectors", "id"), ("connectors",)),
    Rule("LOC-154", "Location", unique("directions", "language"), ("directions",)),
    Rule("LOC-155", "Location", unwanted("charging_when_closed", always_open, "the Location never closes")),
    Rule("LOC-162", "EVSE", needed("evse_id", unnamed, "the EVSE is not REMOVED"), ("status",)),
    Rule("LOC-163", "Location", unique("evses", "evse_id", of=named), ("evses",)),
    Rule("LOC-170", "EVSE", no_repeats("capabilities"), ("capabilities",)),
    Rule("LOC-178", "EVSE", schedule, ("status_schedule",)),
    Rule("LOC-199", "Connector", no_repeats("tariff_ids"), ("tariff_ids",)),
)
