"""Rules of a charge over several messages, and what belongs together in them.

OCPI 2.2.1, 9.3, 10.3, 12.2.1 and 13.3.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from ocpi_runner.checks.alike import same
from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.item import Item
from ocpi_runner.checks.rules.changes import earlier
from ocpi_runner.checks.rules.laws import always, needed, unwanted
from ocpi_runner.checks.rules.periods import total, volumes
from ocpi_runner.checks.rules.references import Named, refers
from ocpi_runner.checks.rules.rule import Rule
from ocpi_runner.checks.rules.sessions import one_connector

MINUTE = 60
OFTEN = 5  #: periods of less than a minute


def new_periods(item: Item) -> Iterator[Defect]:
    """A PATCH has the periods that are new; those before are replaced by a PUT only."""
    seen = earlier(item)
    rows = seen.value.get("charging_periods") if seen and item.partial else None
    known = {
        str(row.get("start_date_time")): row
        for row in (rows if isinstance(rows, list) else ())
        if isinstance(row, dict)
    }
    for each in item.many("charging_periods"):
        before = known.get(str(each.get("start_date_time")))
        if before is not None:
            again = same(each.value, before)
            id = "SES-021" if again else "SES-022"
            what = "was sent before" if again else "was another one before"
            message = f"The period from {each.text('start_date_time')} {what}; a PATCH adds periods"
            yield Defect(message, each.path, "new periods", each.text("start_date_time"), requirement=id)


def not_too_often(item: Item) -> Iterator[Defect]:
    """A period is longer than a minute."""
    starts = [moment for each in item.many("charging_periods") if (moment := each.moment("start_date_time"))]
    short = sum(1 for before, after in pairwise(starts) if 0 < (after - before).total_seconds() < MINUTE)
    if short >= OFTEN:
        message = f"{short} periods are shorter than a minute"
        yield Defect(message, item.at("charging_periods"), "longer periods", short)


def reserved_first(item: Item) -> Iterator[Defect]:
    """A reservation is told before the charge."""
    charged = False
    for each in item.many("charging_periods"):
        held = volumes(each)
        if charged and held.get("RESERVATION_TIME"):
            message = "The period has RESERVATION_TIME, after energy was charged"
            yield Defect(message, each.at("dimensions"), "before the charge", "after")
        charged = charged or bool(held.get("ENERGY"))


def session_named(item: Item) -> Iterator[Defect]:
    """A CDR of a charge names its Session, where the CPO has Sessions."""
    if (
        item.get("session_id") is None
        and (total(item, "ENERGY") or 0) > 0
        and "sessions/SENDER" in item.past.announced(item.context.by)
    ):
        message = f"`session_id` is missing, and {item.context.by} announces `sessions`"
        yield Defect(message, item.at("session_id"), "the Session", None)


def postal_code_told(item: Item) -> Iterator[Defect]:
    """A postal code that a Location has is in the CDR too."""
    place = item.one("cdr_location")
    seen = item.told("Location", place.text("id")) if place else None
    if place and seen and place.get("postal_code") is None and seen.value.get("postal_code"):
        message = f"`postal_code` is missing, and the Location has {shown(seen.value['postal_code'])}"
        yield Defect(message, place.at("postal_code"), seen.value["postal_code"], None)


def booking_named(item: Item) -> Iterator[Defect]:
    """A CDR of a booking names it."""
    reference = item.text("authorization_reference")
    for seen in item.past.objects("Booking") if reference else ():
        same = seen.value.get("authorization_reference") == reference
        if same and str(item.get("booking_id")).upper() != seen.key:
            message = (
                f"`booking_id` is {shown(item.get('booking_id'))}; the booking {shown(seen.key)} has this reference"
            )
            yield Defect(message, item.at("booking_id"), seen.key, item.get("booking_id"), "warned")


def booked_prices(item: Item) -> Iterator[Defect]:
    """An element for bookings prices time and a fee only."""
    limits = item.one("restrictions")
    for each in item.many("price_components") if limits and limits.get("booking") is not None else ():
        if each.text("type") in ("ENERGY", "PARKING_TIME"):
            message = f"A booking has no {each.text('type')}: only FLAT and TIME"
            yield Defect(message, each.at("type"), "FLAT or TIME", each.text("type"))


def refers_to(item: Item) -> Named:
    """The Location that is asked about."""
    return [(item.at("location_id"), item.get("location_id"))]


def to_be_activated(item: Item) -> bool:
    """Whether a terminal is sent to be activated."""
    return item.context.endpoint == "payments.sender.post_activate"


def sure_step(item: Item) -> Iterator[Defect]:
    """Steps of one are ready for OCPI 3.0."""
    verdict: Any = item.context.choices.tolerance("tariffs.step_size")
    step = item.number("step_size")
    if verdict and step is not None and step > 1:
        message = f"`step_size` is {step}; OCPI 3.0 has none"
        yield Defect(message, item.at("step_size"), 1, item.get("step_size"), verdict, "tariffs.step_size")


def vat_abroad(item: Item) -> Iterator[Defect]:
    """In North America there is no VAT."""
    for element in item.many("elements") if item.text("currency") in ("USD", "CAD") else ():
        for each in element.many("price_components"):
            if (each.number("vat") or 0) > 0:
                message = f"`vat` is {each.number('vat')} with prices in {item.text('currency')}"
                yield Defect(message, each.at("vat"), None, each.get("vat"))
                return


PERIODS = ("charging_periods",)
RULES = (
    Rule("SES-021 SES-022", "Session", new_periods, PERIODS, past=True, fragments=True),
    Rule("SES-036", "Session", not_too_often, PERIODS),
    Rule("SES-144", "Session", reserved_first, PERIODS),
    Rule("CDR-122", "CDR", reserved_first, PERIODS),
    Rule("CDR-082", "CDR", one_connector, ("location",)),
    Rule("CDR-212", "CDR", unwanted("credit", always, "2.1.1 has no credits")),
    Rule("CDR-215", "CDR", session_named, past=True),
    Rule("CDR-094", "CDR", postal_code_told, ("cdr_location",), past=True),
    Rule("CDR-234", "CDR", booking_named, ("authorization_reference",), past=True),
    Rule("CDR-236", "TariffElement", booked_prices, ("restrictions",)),
    Rule("TAR-099 CDR-197", "PriceComponent", sure_step, ("step_size",)),
    Rule("TAR-104", "Tariff", vat_abroad, ("elements",)),
    Rule("TOK-096", "LocationReferences", refers("Location", "locations", refers_to), past=True),
    Rule("TOK-098", "LocationReferences", unwanted("connector_ids", always, "it cannot be used", "warned")),
    Rule(
        "PAY-033",
        "Terminal",
        needed("reference", to_be_activated, "it is to be activated"),
        past=True,
        fragments=True,
    ),
    *(
        Rule("CMD-096", name, refers("Location", "locations", refers_to, by_anybody=True), past=True)
        for name in ("StartSession", "ReserveNow", "UnlockConnector")
    ),
)
