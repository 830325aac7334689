"""Rules of CDRs: what they add up to, what they refer to, and that they are final. OCPI 2.2.1, 10.2 and 10.3."""

import base64
import binascii
from collections.abc import Iterator
from decimal import Decimal

from ocpi_runner.checks.alike import differs
from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.item import Item, net
from ocpi_runner.checks.rules.changes import earlier
from ocpi_runner.checks.rules.iso import CURRENCIES
from ocpi_runner.checks.rules.laws import NOT_GIVEN, close, code, not_given
from ocpi_runner.checks.rules.periods import END, EPOCH, SLACK, START, hours, total
from ocpi_runner.checks.rules.rule import Rule

NATURES = frozenset({"START", "END", "INTERMEDIATE"})
LONGEST_ID = 36


def duration(item: Item) -> Iterator[Defect]:
    """`total_time` is the time from start to end."""
    start, end, told = item.moment(*START), item.moment(*END), item.number("total_time")
    if start is None or end is None or told is None or EPOCH in (start.year, end.year) or reserved(item):
        return
    length = hours(start, end)
    if abs(length - told) > max(SLACK, length / 100):
        unit = "; it is in hours" if told > 10 * length else ""
        message = f"`total_time` is {told} h, and from start to end there are {length:.4f} h{unit}"
        yield Defect(message, item.at("total_time"), float(round(length, 4)), item.get("total_time"))


def reserved(item: Item) -> bool:
    """Whether the CDR is about a reservation too, whose time is told apart."""
    return bool(total(item, "RESERVATION_TIME")) or item.get("total_reservation_cost") is not None


def parking_within(item: Item) -> Iterator[Defect]:
    """Parking is a part of the time."""
    parked, told = item.number("total_parking_time"), item.number("total_time")
    if parked is not None and told is not None and not 0 <= parked <= told + SLACK:
        message = f"`total_parking_time` is {parked} h of {told} h"
        yield Defect(message, item.at("total_parking_time"), f"0 to {told}", item.get("total_parking_time"))


def parking_adds_up(item: Item) -> Iterator[Defect]:
    """The parking time of the periods is in that of the CDR, where pauses may be too: no energy flows in either."""
    parked, found = item.number("total_parking_time"), total(item, "PARKING_TIME")
    if parked is not None and found is not None and parked < found and not close(parked, found):
        message = f"`total_parking_time` is {parked} h, and the PARKING_TIME of the periods {found} h"
        yield Defect(message, item.at("total_parking_time"), float(found), item.get("total_parking_time"))


def charging_time(item: Item) -> Iterator[Defect]:
    """What is not parking is charging."""
    told, parked = item.number("total_time"), item.number("total_parking_time") or Decimal(0)
    found = total(item, "TIME")
    if told is None or found is None or reserved(item):
        return
    parked = parked or total(item, "PARKING_TIME") or Decimal(0)
    if not close(told - parked, found, "0.02", "0.02"):
        message = (
            f"TIME of the periods is {found} h; `total_time` {told} less parking {parked} leaves {told - parked} h"
        )
        yield Defect(message, item.at("charging_periods"), float(told - parked), float(found))


def tariff_in_cdr(item: Item) -> Iterator[Defect]:
    """A tariff that a period names is in the CDR."""
    known = {str(each.get("id")).upper() for each in item.many("tariffs")}
    for each in item.many("charging_periods"):
        name = each.text("tariff_id")
        if name and known and name.upper() not in known:
            yield Defect(
                f"{shown(name)} is none of the `tariffs` of the CDR", each.at("tariff_id"), sorted(known), name
            )


def one_currency(item: Item) -> Iterator[Defect]:
    """The tariffs have the currency of the CDR."""
    own = item.text("currency")
    for each in item.many("tariffs"):
        if own and each.text("currency") not in (None, own):
            message = f"The tariff is in {each.text('currency')}, and the CDR in {own}"
            yield Defect(message, each.at("currency"), own, each.text("currency"))


def free_tariff(item: Item) -> Iterator[Defect]:
    """A free charge names a tariff that says so."""
    cost = net(item.get("total_cost"))
    if cost == 0 and not reserved(item) and not any(item.many("tariffs")):
        message = "The charge costs nothing, and no tariff says that it is free"
        yield Defect(message, item.at("tariffs"), "a FLAT price of 0.00", None)


def in_force(item: Item) -> Iterator[Defect]:
    """The tariff of the first period was in force when the charge began."""
    begin, first = item.moment(*START), next(iter(item.many("charging_periods")), None)
    name = first.text("tariff_id") if first else None
    for each in item.many("tariffs"):
        since, until = each.moment("start_date_time"), each.moment("end_date_time")
        own = name and str(each.get("id")).upper() == name.upper()
        if begin and own and ((since and begin < since) or (until and begin >= until)):
            message = f"The charge began at {item.text(*START)}, when tariff {shown(name)} was not in force"
            yield Defect(message, each.path, "a tariff in force", name)


def dimensions_suffice(item: Item) -> Iterator[Defect]:
    """The energy that the tariffs price is told in the periods; time follows from their begin and end."""
    priced = any(
        component.text("type") == "ENERGY" and (component.number("price") or 0) > 0
        for tariff in item.many("tariffs")
        for element in tariff.many("elements")
        for component in element.many("price_components")
    )
    if priced and total(item, "ENERGY") is None and (item.number("total_energy") or 0) > 0:
        message = "A tariff has a price for ENERGY, and no period tells any"
        yield Defect(message, item.at("charging_periods"), "ENERGY", None)


def ended_before_update(item: Item) -> Iterator[Defect]:
    """A CDR is made after the end."""
    end, changed = item.moment(*END), item.moment("last_updated")
    if end and changed and (end - changed).total_seconds() > 60:
        message = f"`last_updated` {item.text('last_updated')} is before the end {item.text(*END)}"
        yield Defect(message, item.at("last_updated"), item.text(*END), item.text("last_updated"))


def na_only_reserved(item: Item) -> Iterator[Defect]:
    """`#NA` stands where a reservation never became a charge."""
    place = item.one("cdr_location")
    for member in ("evse_uid", "evse_id", "connector_id") if place else ():
        assert place is not None
        if place.text(member) == NOT_GIVEN and (total(item, "ENERGY") or 0) > 0:
            yield Defect(f"`{member}` is `#NA`, and energy was charged", place.at(member), "an id", NOT_GIVEN)


def id_length(item: Item) -> Iterator[Defect]:
    """Only the id of a credit may be longer."""
    id = item.text("id")
    if id and len(id) > LONGEST_ID and item.get("credit") is not True:
        message = f"`id` has {len(id)} characters; more than {LONGEST_ID} are for credits"
        yield Defect(message, item.at("id"), LONGEST_ID, len(id))


def never_changes(item: Item) -> Iterator[Defect]:
    """A CDR that was sent is final."""
    seen = earlier(item)
    for name in sorted(item.value) if seen else ():
        assert seen is not None
        if differs(item.get(name), seen.value.get(name)):
            message = f"`{name}` is not what it was in exchange {seen.exchange}; a CDR does not change"
            yield Defect(message, item.at(name), seen.value.get(name), item.get(name))
            return


# signed meter data


def base64_text(item: Item, member: str) -> Iterator[Defect]:
    """What should be Base64 can be read."""
    found = item.text(member)
    try:
        base64.b64decode(found or "", validate=True)
    except (binascii.Error, ValueError):
        yield Defect(f"`{member}` is not Base64", item.at(member), "Base64", (found or "")[:40])


def signed(item: Item) -> Iterator[Defect]:
    """A signed value is Base64."""
    yield from base64_text(item, "signed_data")


def key(item: Item) -> Iterator[Defect]:
    """A public key is Base64."""
    yield from base64_text(item, "public_key")


def nature(item: Item) -> Iterator[Defect]:
    """A signed value is one of start, end or in between."""
    found = item.text("nature")
    if found and found.upper() not in NATURES and not not_given(item, "nature"):
        yield Defect(f"`nature` is {shown(found)}; Start, End or Intermediate", item.at("nature"), "Start", found)


RULES = (
    Rule("CDR-089", "CDR", code("currency", CURRENCIES, "ISO 4217 code"), ("currency",)),
    Rule("CDR-130", "CDR", duration, ("total_time",)),
    Rule("CDR-131", "CDR", parking_within, ("total_parking_time",)),
    Rule("CDR-132", "CDR", parking_adds_up, ("total_parking_time",)),
    Rule("CDR-133", "CDR", charging_time, ("total_time",)),
    Rule("CDR-134", "CDR", tariff_in_cdr, ("charging_periods",)),
    Rule("CDR-144", "CDR", one_currency, ("tariffs",)),
    Rule("CDR-145", "CDR", free_tariff, ("total_cost",)),
    Rule("CDR-147", "CDR", in_force, ("tariffs",)),
    Rule("CDR-143", "CDR", dimensions_suffice, ("tariffs",)),
    Rule("CDR-227", "CDR", ended_before_update, ("last_updated",)),
    Rule("CDR-225", "CDR", na_only_reserved, ("cdr_location",)),
    Rule("CDR-086", "CDR", id_length, ("id",)),
    Rule("CDR-033", "CDR", never_changes, past=True),
    Rule("CDR-113", "SignedValue", signed, ("signed_data",)),
    Rule("CDR-113", "SignedData", key, ("public_key",)),
    Rule("CDR-112", "SignedValue", nature, ("nature",)),
)
