"""Checks of who gets to see an object: the driver's eMSP, and nobody else. OCPI 2.2.1, 9.2, 10.2 and 14.2."""

from collections.abc import Callable, Iterator
from typing import Any

from ocpi_runner.checks.defect import Defect
from ocpi_runner.checks.past import owner_of
from ocpi_runner.checks.subject import Subject
from ocpi_runner.ocpi.moment import parse

AWAY = {"OFFLINE": "HCI-039", "PLANNED": "HCI-041", "SUSPENDED": "HCI-042"}
DAY = 86400


def parties(subject: Subject, name: str) -> set[str]:
    """Who is behind a party, as "NL/EMP"; empty when nobody knows, or when it is a hub."""
    if subject.is_hub(name):
        return set()
    return {f"{each.country_code}/{each.party_id}".upper() for each in subject.identities(name)}


def driver_of(value: Any) -> str:
    """The party whose token was used."""
    token = value.get("cdr_token") if isinstance(value, dict) else None
    return owner_of(token, {}) if isinstance(token, dict) else ""


def sent_to_its_emsp(subject: Subject) -> Iterator[Defect]:
    """A charge is told to the party whose token was used."""
    owner, known = driver_of(subject.request.value), parties(subject, subject.exchange.responder)
    if owner and known and owner not in known:
        message = f"The token belongs to {owner}, and this is sent to {', '.join(sorted(known))}"
        yield Defect(message, "$.cdr_token.party_id", sorted(known), owner, "warned")


def listed_for_its_emsp(subject: Subject) -> Iterator[Defect]:
    """A list has charges of the party that asks, and of no other."""
    known = parties(subject, subject.exchange.requester)
    for index, row in enumerate(subject.data if isinstance(subject.data, list) and known else ()):
        owner = driver_of(row)
        if owner and owner not in known:
            message = f"The token belongs to {owner}, and {', '.join(sorted(known))} asks"
            yield Defect(message, f"$.data[{index}].cdr_token.party_id", sorted(known), owner, "warned")
            return


def booked_by_whoever_asks(subject: Subject) -> Iterator[Defect]:
    """A list has bookings of the party that asks."""
    known = parties(subject, subject.exchange.requester)
    for index, row in enumerate(subject.data if isinstance(subject.data, list) and known else ()):
        requests = row.get("booking_requests") if isinstance(row, dict) else None
        for each in requests if isinstance(requests, list) else ():
            request = each.get("booking_request") if isinstance(each, dict) else None
            owner = owner_of(request, {}) if isinstance(request, dict) else ""
            if owner and owner not in known:
                yield Defect(
                    f"The booking was requested by {owner}", f"$.data[{index}]", sorted(known), owner, "warned"
                )
                return


def of_sender(said: str, path: str, of: Callable[[Any], Any]) -> Callable[[Subject], Iterator[Defect]]:
    """A check: what a request is about belongs to whoever sends it. `said`: "The token belongs to"."""

    def own(subject: Subject) -> Iterator[Defect]:
        value, known = of(subject.request.value), parties(subject, subject.exchange.requester)
        owner = owner_of(value, {}) if isinstance(value, dict) else ""
        if owner and known and owner not in known:
            yield Defect(f"{said} {owner}, which is no party of the sender", path, sorted(known), owner)

    return own


booked_for_itself = of_sender("The request is by", "$.party_id", lambda body: body)
commanded_for_itself = of_sender("The token belongs to", "$.token.party_id", lambda body: body.get("token"))


def not_to_absent(subject: Subject) -> Iterator[Defect]:
    """Nothing is sent to a party that the hub says is not there."""
    country, party = (subject.request.headers.get(f"ocpi-to-{name}") for name in ("country-code", "party-id"))
    seen = subject.past.object("ClientInfo", party, f"{country}/{party}") if party else None
    status = str(seen.value.get("status")) if seen else ""
    if seen and status in AWAY:
        message = f"{country}/{party} is {status} (exchange {seen.exchange}), and a request is sent to it"
        yield Defect(message, "headers.OCPI-to-party-id", "CONNECTED", status, requirement=AWAY[status])


def sent_soon(subject: Subject) -> Iterator[Defect]:
    """A CDR comes soon after the end."""
    value = subject.request.value
    end = value.get("end_date_time", value.get("stop_date_time")) if isinstance(value, dict) else None
    moment = parse(end) if isinstance(end, str) else None
    waited = subject.exchange.started - moment.timestamp() if moment else 0
    if waited > DAY and isinstance(value, dict) and not value.get("credit"):
        yield Defect(f"The CDR comes {waited / DAY:.0f} days after the end", "$", "soon after the end", end, "warned")
