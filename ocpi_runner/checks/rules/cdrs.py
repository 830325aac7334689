"""Rules of CDRs: what they add up to, what they refer to, and how they are credited. OCPI 2.2.1, 10.2 and 10.3."""

import base64
import binascii
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ocpi_runner.checks.alike import differs
from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.item import Item, exact
from ocpi_runner.checks.past import Seen, owner_of
from ocpi_runner.checks.rules.changes import earlier
from ocpi_runner.checks.rules.iso import CURRENCIES
from ocpi_runner.checks.rules.laws import close, code, needed
from ocpi_runner.checks.rules.periods import END, EPOCH, SLACK, START, hours, total
from ocpi_runner.checks.rules.rule import Rule

NOT_GIVEN = "#NA"
NATURES = frozenset({"START", "END", "INTERMEDIATE"})
LONGEST_ID = 36
OWN = frozenset({"id", "credit", "credit_reference_id", "total_cost", "last_updated", "remark", "invoice_reference_id"})


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
    """The parking time of the periods is that of the CDR."""
    parked, found = item.number("total_parking_time"), total(item, "PARKING_TIME")
    if parked is not None and found is not None and not close(parked, found):
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


def net(price: Any) -> Decimal | None:
    """The amount of a price before taxes."""
    return exact(price.get("excl_vat", price.get("before_taxes"))) if isinstance(price, dict) else exact(price)


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
    """What the tariffs price is told in the periods."""
    for kind in ("ENERGY", "TIME", "PARKING_TIME"):
        priced = any(
            component.text("type") == kind and (component.number("price") or 0) > 0
            for tariff in item.many("tariffs")
            for element in tariff.many("elements")
            for component in element.many("price_components")
        )
        if priced and kind == "ENERGY" and total(item, kind) is None and (item.number("total_energy") or 0) > 0:
            message = f"A tariff has a price for {kind}, and no period tells any"
            yield Defect(message, item.at("charging_periods"), kind, None)


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


# credits


def is_credit(item: Item) -> bool:
    """Whether a CDR takes another one back."""
    return item.get("credit") is True


def credit_marked(item: Item) -> Iterator[Defect]:
    """What refers to another CDR is a credit."""
    if item.get("credit") is not True:
        message = "`credit_reference_id` is there, and `credit` is not true"
        yield Defect(message, item.at("credit"), True, item.get("credit"))


def other_id(item: Item) -> Iterator[Defect]:
    """A credit has an id of its own."""
    own, other = item.text("id"), item.text("credit_reference_id")
    if own and other and own.upper() == other.upper():
        yield Defect(f"The credit has the id of what it credits: {shown(own)}", item.at("id"), "another id", own)


def original(item: Item) -> Seen | None:
    """The CDR that a credit takes back."""
    seen = item.past.object("CDR", item.text("credit_reference_id"), owner_of(item.value, {}))
    return seen if is_credit(item) else None


def reference_known(item: Item) -> Iterator[Defect]:
    """What is credited was sent before."""
    if is_credit(item) and not item.context.in_list and original(item) is None and any(item.past.objects("CDR")):
        message = f"No CDR {shown(item.text('credit_reference_id'))} was seen before this credit"
        yield Defect(message, item.at("credit_reference_id"), "a CDR", item.text("credit_reference_id"), "warned")


def negated(item: Item) -> Iterator[Defect]:
    """A credit takes back exactly what was charged."""
    seen = original(item)
    now, then = net(item.get("total_cost")), net(seen.value.get("total_cost")) if seen else None
    if now is not None and then is not None and now != -then:
        message = f"The credit is {now}, and the CDR that it takes back {then}"
        yield Defect(message, item.at("total_cost"), float(-then), float(now))


def repeats_original(item: Item) -> Iterator[Defect]:
    """All else in a credit is as it was."""
    seen = original(item)
    for name in sorted(set(item.value) - OWN) if seen else ():
        assert seen is not None
        if differs(item.get(name), seen.value.get(name)):
            ids = "CDR-207" if name.startswith("total_") else "CDR-206"
            message = f"`{name}` is not that of the CDR which is credited (exchange {seen.exchange})"
            yield Defect(message, item.at(name), seen.value.get(name), item.get(name), requirement=ids)


def credited_once(item: Item) -> Iterator[Defect]:
    """A CDR is credited once, and a credit never."""
    reference, seen = item.text("credit_reference_id"), original(item)
    if seen and seen.value.get("credit") is True:
        message = f"{shown(reference)} is a credit itself"
        yield Defect(message, item.at("credit_reference_id"), "a CDR that is no credit", reference)
    for other in item.past.objects("CDR") if is_credit(item) and reference else ():
        again = str(other.value.get("credit_reference_id")).upper() == str(reference).upper()
        if again and other.key != str(item.get("id")).upper():
            message = f"{shown(reference)} was credited before, by {shown(other.value.get('id'))}"
            yield Defect(message, item.at("credit_reference_id"), "one credit", reference)
            return


def one_per_session(item: Item) -> Iterator[Defect]:
    """A Session has one CDR at a time that was not taken back."""
    session, owner = item.text("session_id"), owner_of(item.value, {})
    if not session or is_credit(item) or item.context.in_list:
        return
    others = [each for each in item.past.objects("CDR") if each.by == item.context.by and each.owner == owner]
    credited = {str(each.value.get("credit_reference_id")).upper() for each in others if each.value.get("credit")}
    for other in others:
        same = str(other.value.get("session_id")).upper() == session.upper()
        if (
            same
            and other.key not in credited
            and other.key != str(item.get("id")).upper()
            and not other.value.get("credit")
        ):
            message = (
                f"Session {shown(session)} has the CDR {shown(other.value.get('id'))} already, which was not credited"
            )
            yield Defect(message, item.at("session_id"), "one CDR", "two")
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
    if found and found.upper() not in NATURES:
        yield Defect(f"`nature` is {shown(found)}; Start, End or Intermediate", item.at("nature"), "Start", found)


CREDIT = ("credit_reference_id",)
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
    Rule("CDR-200", "CDR", needed("credit_reference_id", is_credit, "`credit` is true")),
    Rule("CDR-201", "CDR", credit_marked, CREDIT),
    Rule("CDR-203", "CDR", other_id, CREDIT),
    Rule("CDR-202", "CDR", reference_known, CREDIT, past=True),
    Rule("CDR-204 CDR-205", "CDR", negated, CREDIT, past=True),
    Rule("CDR-206 CDR-207", "CDR", repeats_original, CREDIT, past=True),
    Rule("CDR-210", "CDR", credited_once, CREDIT, past=True),
    Rule("CDR-211", "CDR", one_per_session, ("session_id",), past=True),
    Rule("CDR-113", "SignedValue", signed, ("signed_data",)),
    Rule("CDR-113", "SignedData", key, ("public_key",)),
    Rule("CDR-112", "SignedValue", nature, ("nature",)),
)
