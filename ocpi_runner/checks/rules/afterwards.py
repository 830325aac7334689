"""Rules of Sessions and CDRs against what went before them: reservations, preferences, questions, tariffs.

OCPI 2.2.1, 9.2, 9.3, 10.2 and 10.4.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.item import Item, exact
from ocpi_runner.checks.past import Told
from ocpi_runner.checks.rules.changes import earlier
from ocpi_runner.checks.rules.money import differing, least, missing_periods, priced_as, time_zone
from ocpi_runner.checks.rules.periods import END, START, volumes
from ocpi_runner.checks.rules.references import whole_list
from ocpi_runner.checks.rules.rule import Rule
from ocpi_runner.ocpi.moment import parse, to_text
from ocpi_runner.ocpi.price.compare import judge

DAY, QUARTER, MINUTE = 86400, 900, 60  #: seconds
NOT_YET = ("PENDING", "RESERVATION")
PREFERENCES = "sessions.sender.put_charging_preferences"
AUTHORIZE, COMMAND = "tokens.sender.post_authorize", "commands.receiver.post"
LEAST = Decimal("0.1")  #: kWh
PLAIN_DATA = 512  #: characters, with bookings


def pending_ends(item: Item) -> Iterator[Defect]:
    """A Session that never became active ends as well."""
    begun, now = item.moment(*START), item.context.now
    if item.text("status") == "PENDING" and begun and now is not None and now - begun.timestamp() > DAY:
        message = f"The Session is PENDING since {to_text(begun)}, and nobody said that it ended"
        yield Defect(message, item.at("status"), "INVALID or COMPLETED", "PENDING")


def nothing_yet(item: Item) -> Iterator[Defect]:
    """Before a charge there is no energy."""
    energy, status = item.number("kwh"), item.text("status")
    if energy and status in NOT_YET:
        yield Defect(f"`kwh` is {energy}, and the Session is {status}", item.at("kwh"), 0, item.get("kwh"))


def reservation_named(item: Item) -> Iterator[Defect]:
    """A reservation has the status of the enumeration, which the text calls otherwise."""
    if item.text("status") == "RESERVED":
        message = "`status` is `RESERVED`; the value for a reservation is `RESERVATION`"
        yield Defect(message, item.at("status"), "RESERVATION", "RESERVED")


def reserved_before(item: Item) -> Iterator[Defect]:
    """A reservation is told as a Session before the charge."""
    reference, status = item.text("authorization_reference"), item.text("status")
    told = command_of(item, reference, "RESERVE_NOW") if reference and earlier(item) is None else None
    if told and status not in (None, "RESERVATION"):
        message = f"The Session begins as {status}; it was reserved in exchange {told.number}"
        yield Defect(message, item.at("status"), "RESERVATION", status, "warned")


def command_of(item: Item, reference: str, command: str) -> Told | None:
    """The accepted command with this reference."""
    for told in item.past.exchanges(COMMAND):
        named = told.params.get("command", "").upper() == command and isinstance(told.request, dict)
        if named and told.request.get("authorization_reference") == reference:
            said = told.data.get("result") if isinstance(told.data, dict) else None
            return told if said == "ACCEPTED" else None
    return None


def later_periods(item: Item) -> Iterator[Defect]:
    """A PATCH adds periods after those that were told."""
    seen = earlier(item)
    rows = seen.value.get("charging_periods") if seen and item.partial else None
    told = (
        [parse(str(row.get("start_date_time"))) for row in rows if isinstance(row, dict)]
        if isinstance(rows, list)
        else []
    )
    last = max((moment for moment in told if moment), default=None)
    for each in item.many("charging_periods"):
        start = each.moment("start_date_time")
        if start and last and start < last:
            message = f"The period begins {to_text(start)}; one of {to_text(last)} was told before"
            yield Defect(message, each.at("start_date_time"), f"after {to_text(last)}", to_text(start))


def tariff_of_preferences(item: Item) -> Iterator[Defect]:
    """The periods after preferences were accepted have the tariff of their profile."""
    id = str(item.get("id") or item.context.params.get("session_id")).upper()
    put = (told for told in item.past.exchanges(PREFERENCES) if told.params.get("session_id", "").upper() == id)
    told = next((each for each in put if each.data == "ACCEPTED" and isinstance(each.request, dict)), None)
    last = list(item.many("charging_periods"))[-1:] if told else []
    for each in last:
        assert told is not None
        start, tariff = each.moment("start_date_time"), item.told("Tariff", each.text("tariff_id"))
        kind = tariff.value.get("type") or "REGULAR" if tariff else None
        profile = told.request.get("profile_type")
        wanted = profile if profile == "REGULAR" else f"PROFILE_{profile}"
        if start and kind and kind != wanted and start.timestamp() > told.ended + QUARTER:
            message = f"The tariff is {kind}, and {profile} was accepted in exchange {told.number}"
            yield Defect(message, each.at("tariff_id"), wanted, kind)


def auth_id_known(item: Item) -> Iterator[Defect]:
    """`auth_id` is that of a Token, and not its uid."""
    own, tokens = str(item.text("auth_id")).upper(), list(item.past.objects("Token"))
    if any(str(seen.value.get("auth_id")).upper() == own for seen in tokens):
        return
    seen = next((seen for seen in tokens if seen.key == own), None)
    if seen:
        message = f"`auth_id` is the uid of the Token whose `auth_id` is {shown(seen.value.get('auth_id'))}"
        yield Defect(message, item.at("auth_id"), seen.value.get("auth_id"), item.text("auth_id"))
    elif tokens and whole_list(item.past, "tokens.sender.get_list", tokens[0].by):
        message = f"`auth_id` is {shown(item.text('auth_id'))}, which is that of no Token"
        yield Defect(message, item.at("auth_id"), "that of a Token", item.text("auth_id"), "warned")


def asked_before(item: Item) -> Iterator[Defect]:
    """Where the eMSP was asked just before, that is how it was authorized."""
    begun, own = item.moment(*START), item.text("auth_id")
    uids = {seen.key for seen in item.past.objects("Token") if own and seen.value.get("auth_id") == own}
    for told in item.past.exchanges(AUTHORIZE) if begun and item.text("auth_method") == "WHITELIST" else ():
        assert begun is not None
        asked = told.params.get("token_uid", "").upper() in uids and told.code == 1000
        if asked and 0 <= begun.timestamp() - told.started < QUARTER:
            message = f"`auth_method` is WHITELIST, and the eMSP was asked in exchange {told.number}"
            yield Defect(message, item.at("auth_method"), "AUTH_REQUEST", "WHITELIST", "warned")
            return


def told_tariffs(item: Item) -> list[dict[str, Any]]:
    """The Tariffs that the periods of a Session name, when all of them were told; else none."""
    names = {name for each in item.many("charging_periods") if (name := each.text("tariff_id"))}
    tariffs = [item.told("Tariff", name) for name in names]
    known = [dict(seen.value) for seen in tariffs if seen]
    return known if len(known) == len(tariffs) else []


def price_changes(item: Item) -> Iterator[Defect]:
    """A period begins whenever a price changes, by the Tariffs that were told."""
    tariffs = told_tariffs(item)
    if tariffs and item.moment(*END):
        yield from missing_periods(item, tariffs)


def cost_at_the_end(item: Item) -> Iterator[Defect]:
    """When a charge is over, its cost is what the Tariffs and the periods give."""
    rules, tariffs = priced_as(item), told_tariffs(item)
    if rules and tariffs and item.text("status") == "COMPLETED":
        found = judge(rules.number, item.value, tariffs, time_zone(item), least(item))
        for figure in found.figures if found.verdict == "mismatch" else ():
            if figure.verdict == "mismatch":
                yield replace(differing(item, figure, found), verdict="warned", requirement="SES-147")


# CDRs


def ended_before_sent(item: Item) -> Iterator[Defect]:
    """What has an end is over."""
    end, now = item.moment(*END), item.context.now
    if end and now is not None and end.timestamp() > now + MINUTE:
        message = f"The charge ends at {to_text(end)}, which is not over yet"
        yield Defect(message, item.at(item.named(*END)), "the past", to_text(end))


def metered(item: Item) -> Iterator[tuple[Told, Any, Decimal]]:
    """What was pushed of the Session of a CDR: the exchange, the moment, the energy so far."""
    id = str(item.text("session_id")).upper()
    for told in item.past.exchanges("sessions.receiver.p"):
        value = told.request if isinstance(told.request, dict) else {}
        moment, energy = parse(str(value.get("last_updated"))), exact(value.get("kwh"))
        if moment and energy and told.params.get("session_id", "").upper() == id:
            yield told, moment, energy


def booked_in_time(item: Item) -> Iterator[Defect]:
    """Energy is in the period in which it was charged: what the Session had told is booked by then."""
    periods = [(each.moment("start_date_time"), volumes(each).get("ENERGY")) for each in item.many("charging_periods")]
    end = item.moment(*END)
    for told, moment, energy in metered(item):
        booked = sum((volume for start, volume in periods if start and volume and start <= moment), Decimal(0))
        if end and end - moment > timedelta(seconds=MINUTE) and energy - booked > max(LEAST, energy / 20):
            message = f"The Session had {energy} kWh at {to_text(moment)} (exchange {told.number}); "
            message += f"the periods up to then have {booked}"
            yield Defect(message, item.at("charging_periods"), float(energy), float(booked), "warned")
            return


def short_with_bookings(item: Item) -> Iterator[Defect]:
    """Where bookings are offered, plain data is shorter."""
    length = len(item.text("plain_data") or "")
    if length > PLAIN_DATA and item.past.announces(item.context.by, "bookings"):
        message = f"`plain_data` has {length} characters; with bookings {PLAIN_DATA} are allowed"
        yield Defect(message, item.at("plain_data"), PLAIN_DATA, length, "warned")


def reservation_known(item: Item) -> Iterator[Defect]:
    """What is cancelled was reserved by the same party."""
    own, made = str(item.text("reservation_id")).upper(), set()
    for told in item.past.exchanges(COMMAND):
        if told.requester == item.context.by and told.params.get("command", "").upper() == "RESERVE_NOW":
            made.add(str(told.request.get("reservation_id")).upper() if isinstance(told.request, dict) else "")
    if made and own not in made:
        message = f"`reservation_id` is {shown(item.text('reservation_id'))}, which no RESERVE_NOW had"
        yield Defect(message, item.at("reservation_id"), sorted(made), own, "warned")


PERIODS = ("charging_periods",)
RULES = (
    Rule("SES-031", "Session", pending_ends, ("status",), past=True),
    Rule("SES-134", "Session", nothing_yet, ("status", "kwh")),
    Rule("SES-037", "Session", reservation_named, ("status",), fragments=True),
    Rule("SES-037", "Session", reserved_before, ("authorization_reference",), past=True),
    Rule("SES-133", "Session", later_periods, PERIODS, past=True, fragments=True),
    Rule("SES-090", "Session", tariff_of_preferences, PERIODS, past=True, fragments=True),
    Rule("SES-118", "Session", auth_id_known, ("auth_id",), past=True),
    Rule("CDR-218", "CDR", auth_id_known, ("auth_id",), past=True),
    Rule("SES-121", "Session", asked_before, ("auth_id",), past=True),
    Rule("SES-147", "Session", cost_at_the_end, ("total_cost", "charging_periods"), past=True),
    Rule("SES-145", "Session", price_changes, PERIODS, past=True),
    Rule("SES-127", "Session", ended_before_sent, past=True),
    Rule("CDR-035", "CDR", ended_before_sent, past=True),
    Rule("CDR-139", "CDR", booked_in_time, ("session_id", "charging_periods"), past=True),
    Rule("CDR-237", "SignedValue", short_with_bookings, ("plain_data",), past=True),
    Rule("CMD-094", "CancelReservation", reservation_known, ("reservation_id",), past=True),
)
