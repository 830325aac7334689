"""Rules of bookings. OCPI 2.3.0, module bookings 1.1."""

from collections.abc import Iterator

from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.item import Item
from ocpi_runner.checks.past import owner_of
from ocpi_runner.checks.rules.laws import needed, not_above, ordered, unique
from ocpi_runner.checks.rules.places import SMALL
from ocpi_runner.checks.rules.references import Named, refers
from ocpi_runner.checks.rules.rule import Rule
from ocpi_runner.ocpi.moment import to_text
from ocpi_runner.record.finding import FindingVerdict

BY_CPO = frozenset({"POWER_OUTAGE", "BROKEN_CHARGER", "FULL"})
BY_EMSP = frozenset({"TRAFFIC", "BROKEN_VEHICLE", "NO_CANCELED"})
INTERFACES = frozenset({"SENDER", "RECEIVER"})
KEYED = frozenset({"ACCESS_CODE", "LICENSE_PLATE"})
FRESH = frozenset({"PENDING", "RESERVED", "REJECTED", "FAILED"})
#: How the status of a booking and that of its newest request go together when it is new.
PAIRED = {"PENDING": "PENDING", "RESERVED": "ACCEPTED", "REJECTED": "DECLINED", "FAILED": "FAILED"}
OUTDATED = frozenset(
    {
        "start_from",
        "end_from",
        "step_size",
        "bookable_parking_option",
        "bookable_parking_options",
        "tariff_id",
        "access_methods",
    }
)
SIZES = (
    "max_vehicle_weight",
    "max_vehicle_height",
    "max_vehicle_length",
    "max_vehicle_width",
    "min_parking_space_length",
    "min_parking_space_width",
    "dangerous_goods_allowed",
)


def reason_fits(item: Item) -> Iterator[Defect]:
    """A reason is given by the side that has it."""
    reason, who = item.text("cancellation_reason"), item.text("who_canceled")
    wanted = "CPO" if reason in BY_CPO else "EMSP" if reason in BY_EMSP else None
    if wanted and who in ("CPO", "EMSP") and who != wanted:
        message = f"{shown(reason)} is a reason of the {wanted}, and `who_canceled` is {shown(who)}"
        yield Defect(message, item.at("who_canceled"), wanted, who)


def canceled_by_role(item: Item) -> Iterator[Defect]:
    """Who cancelled is told by its role, not by its interface."""
    who = item.text("who_canceled")
    if who in INTERFACES:
        yield Defect(
            f"`who_canceled` is {who}; CPO or EMSP is meant", item.at("who_canceled"), "CPO or EMSP", who, "warned"
        )


def canceled_when_so(item: Item) -> Iterator[Defect]:
    """`canceled` is there when the booking is cancelled, and only then."""
    status, told = item.text("reservation_status"), item.get("canceled") is not None
    if status and told != (status == "CANCELED"):
        message = f"`reservation_status` is {status}, and `canceled` is {'there' if told else 'missing'}"
        yield Defect(message, item.at("canceled"), "present when CANCELED", status)


def fresh(item: Item) -> Iterator[Defect]:
    """What answers a request is pending or decided, on both levels."""
    if item.context.endpoint != "bookings.sender.post_booking_request" or item.parent:
        return
    status, requests = item.text("reservation_status"), list(item.many("booking_requests"))
    if status and status not in FRESH and len(requests) < 2:
        message = f"The answer to a new request has the status {status}"
        yield Defect(message, item.at("reservation_status"), sorted(FRESH), status, requirement="BOK-017")
    if not requests:
        yield Defect(
            "The booking does not list the request",
            item.at("booking_requests"),
            "the request",
            None,
            requirement="BOK-019",
        )
    elif len(requests) == 1 and PAIRED.get(status or "") not in (None, requests[0].text("request_status")):
        found = requests[0].text("request_status")
        message = f"The booking is {status}, and its request {found}"
        yield Defect(message, requests[0].at("request_status"), PAIRED[status or ""], found, requirement="BOK-020")


def repeats_request(item: Item) -> Iterator[Defect]:
    """A booking repeats what was asked for."""
    newest = next((each.one("booking_request") for each in item.many("booking_requests")), None)
    for name in ("request_id", "location_id", "authorization_reference"):
        mine, theirs = item.text(name), newest.text(name) if newest else None
        if mine and theirs and mine.upper() != theirs.upper():
            message = f"`{name}` is {shown(mine)}, and {shown(theirs)} in the request"
            yield Defect(message, item.at(name), theirs, mine)


def in_future(item: Item) -> Iterator[Defect]:
    """A request is about a time to come."""
    period, now = item.one("period"), item.context.now
    start = period.moment("start_date_time") if period else None
    sent = item.context.endpoint == "bookings.sender.post_booking_request" and not item.parent
    if period and start and now is not None and sent and item.get("canceled") is None and start.timestamp() < now - 60:
        message = f"The period begins {to_text(start)}, which is over"
        yield Defect(message, period.at("start_date_time"), "the future", to_text(start))


def in_a_slot(item: Item) -> Iterator[Defect]:
    """A request is for a time that can be booked."""
    seen, period = item.past.object("BookingLocation", item.text("booking_location_id")), item.one("period")
    start, end = (period.moment(name) if period else None for name in ("start_date_time", "end_date_time"))
    place = Item("BookingLocation", dict(seen.value), item.context) if seen else None
    slots = [slot for each in place.many("calendars") for slot in each.many("available_timeslots")] if place else []
    spans = [(slot.moment("start_date_time"), slot.moment("end_date_time")) for slot in slots]
    fits = any(since and until and start and end and since <= start and end <= until for since, until in spans)
    if period and seen and spans and not fits:
        message = f"The period lies in none of the time slots that were told (exchange {seen.exchange})"
        yield Defect(message, period.at("start_date_time"), "a time slot", period.text("start_date_time"))


def tokens_owned(item: Item) -> Iterator[Defect]:
    """The tokens of a request are those of the party that asks."""
    owner = owner_of(item.value, {})
    for each in item.many("tokens"):
        theirs = owner_of(each.value, {})
        if owner and theirs and owner != theirs:
            yield Defect(f"The token belongs to {theirs}, and the request is by {owner}", each.path, owner, theirs)


def slots_within(item: Item) -> Iterator[Defect]:
    """Time slots lie in the calendar."""
    begin, end = item.moment("begin_from"), item.moment("end_before")
    for each in item.many("available_timeslots"):
        start, stop = each.moment("start_date_time"), each.moment("end_date_time")
        if (begin and start and start < begin) or (end and stop and stop > end):
            yield Defect(
                "The time slot lies outside of the calendar", each.path, "within it", each.text("start_date_time")
            )


def slots_apart(item: Item) -> Iterator[Defect]:
    """Time slots are in order, and do not overlap."""
    last = None
    for each in item.many("available_timeslots"):
        start = each.moment("start_date_time")
        if start and last and start < last:
            message = f"The time slot begins {to_text(start)}, before the one before it has ended"
            yield Defect(message, each.at("start_date_time"), f"from {to_text(last)} on", to_text(start))
        last = each.moment("end_date_time") or last


def value_for_method(item: Item) -> bool:
    """Whether a way in needs something that is told."""
    return item.text("method") in KEYED


def supported_methods(item: Item) -> Iterator[Defect]:
    """A booking is opened in a way that its terms know."""
    terms = item.one("booking_terms")
    known = terms.texts("supported_access_methods") if terms else ()
    told = [item.one("access_information"), *item.many("access_information")]
    for each in told:
        if each and known and each.text("method") not in (None, *known):
            message = f"{shown(each.text('method'))} is none of the ways in that the terms list"
            yield Defect(message, each.at("method"), list(known), each.text("method"))


def not_of_old(item: Item) -> Iterator[Defect]:
    """The names of the first edition are not used any more."""
    for name in sorted(OUTDATED & set(item.value)):
        yield Defect(f"{shown(name)} is a name of edition 1.0 of bookings", item.at(name), "a name of 1.1", name)
    if item.text("type") == "LICENSE_PLATE" and item.name == "BookingToken":
        yield Defect("LICENSE_PLATE is a type of edition 1.0", item.at("type"), "a type of 1.1", "LICENSE_PLATE")


def lorries(item: Item) -> bool:
    """Whether a place is for more than cars."""
    return bool(set(item.texts("vehicle_types")) - SMALL)


def evse_in_option(item: Item) -> Iterator[Defect]:
    """What can be booked is told in `booking_option`; the text names `evse_uid` beside it, which its table has not."""
    if item.get("booking_option") is None:
        named = item.get("evse_uid") is not None
        message = "`booking_option` is missing" + ("; `evse_uid` belongs in it" if named else "")
        verdict: FindingVerdict | None = "warned" if named else None
        yield Defect(message, item.at("booking_option"), "present", None, verdict)


def booked_tariffs(item: Item) -> Named:
    """The Tariffs of a place that can be booked."""
    return [(item.at("tariff_ids"), each) for each in item.texts("tariff_ids")]


def booked_location(item: Item) -> Named:
    """Its Location."""
    return [(item.at("location_id"), item.get("location_id"))]


PERIOD = ("start_date_time",), ("end_date_time",)
RULES = (
    Rule("BOK-041 BOK-079", "Cancellation", reason_fits, ("cancellation_reason",)),
    Rule("BOK-042", "Cancellation", canceled_by_role, ("who_canceled",)),
    Rule("BOK-043", "Booking", canceled_when_so, ("reservation_status",)),
    Rule("BOK-017 BOK-019 BOK-020", "Booking", fresh, ("reservation_status",), past=True),
    Rule("BOK-018", "Booking", repeats_request, ("booking_requests",)),
    Rule("BOK-094", "Timeslot", ordered(("start_date_time",), ("end_date_time",), apart=True)),
    Rule("BOK-094", "Timeslot", not_above("min_power", "max_power")),
    Rule("BOK-077", "Period", ordered(*PERIOD, apart=True)),
    Rule("BOK-077", "BookingRequest", in_future, ("period",), past=True),
    Rule("BOK-078", "BookingRequest", in_a_slot, ("period",), past=True),
    Rule("BOK-080", "BookingRequest", tokens_owned, ("tokens",)),
    Rule("BOK-087", "BookingLocation", evse_in_option),
    Rule("BOK-088", "BookingLocation", refers("Location", "locations", booked_location), past=True),
    Rule("BOK-089", "BookingLocation", refers("Tariff", "tariffs", booked_tariffs), ("tariff_ids",), past=True),
    Rule("BOK-091", "Calendar", ordered(("begin_from",), ("end_before",), apart=True)),
    Rule("BOK-091", "Calendar", slots_within, ("available_timeslots",)),
    Rule("BOK-092", "Calendar", slots_apart, ("available_timeslots",)),
    Rule("BOK-093", "BookingLocation", unique("calendars", "id"), ("calendars",)),
    Rule(
        "BOK-097",
        "BookingTerms",
        needed(
            "early_start_time", lambda item: item.get("early_start_allowed") is True, "`early_start_allowed` is true"
        ),
    ),
    Rule(
        "BOK-097",
        "BookingTerms",
        needed("late_stop_time", lambda item: item.get("late_stop_allowed") is True, "`late_stop_allowed` is true"),
    ),
    Rule("BOK-099", "AccessInformation", needed("value", value_for_method, "the way in is by code or plate")),
    Rule("BOK-100", "Booking", supported_methods, ("booking_terms",)),
    *(Rule("BOK-102", "BookingOption", needed(size, lorries, "larger vehicles may book it")) for size in SIZES),
    *(
        Rule("BOK-106", name, not_of_old)
        for name in ("BookingLocation", "Booking", "BookingRequest", "BookingToken", "Calendar", "BookingTerms")
    ),
)
