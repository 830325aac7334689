"""Checks of what becomes of commands and preferences: a result comes, it is the right one, a tariff fits.

OCPI 2.2.1, 9.2.1, 13.1 and 13.2.
"""

from collections.abc import Iterator
from typing import Any

from ocpi_runner.checks.callbacks import CANCELED, origin, response_url
from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.past import Past
from ocpi_runner.checks.rules.pending import accepted, deadline, overdue, without_result
from ocpi_runner.checks.subject import Subject

RESERVE, TIMEOUT = "RESERVE_NOW", "TIMEOUT"
REGULAR = "REGULAR"


def results_come(subject: Subject) -> Iterator[Defect]:
    """Whoever accepted a command tells what became of it; seen when it tells of another one."""
    asked = subject.exchange
    yield from overdue(subject.past, asked.requester, asked.started, "url", asked.request.url)


def results_came(subject: Subject) -> Iterator[Defect]:
    """The same; seen when it answers the next command."""
    yield from overdue(subject.past, subject.exchange.responder, subject.exchange.started, "status")


def late_is_timeout(subject: Subject) -> Iterator[Defect]:
    """When the Charge Point does not answer in time, the result is TIMEOUT."""
    told, value = origin(subject), subject.request.value
    said = value.get("result") if isinstance(value, dict) else None
    if told and isinstance(said, str) and said not in (TIMEOUT, CANCELED) and subject.exchange.started > deadline(told):
        message = f"The time for a result (exchange {told.number}) was over, and it is {shown(said)}"
        yield Defect(message, "$.result", TIMEOUT, said)


def canceled_is_reserved(subject: Subject) -> Iterator[Defect]:
    """That a reservation was cancelled is told where its result was told."""
    told, value = origin(subject), subject.request.value
    command = told.params.get("command", "").upper() if told else RESERVE
    if told and isinstance(value, dict) and value.get("result") == CANCELED and command != RESERVE:
        message = f"{CANCELED} is told to the `response_url` of {command} (exchange {told.number})"
        yield Defect(message, "url", f"that of {RESERVE}", command)


def not_mixed_up(subject: Subject) -> Iterator[Defect]:
    """Each of several commands has its own result."""
    told, past, value = origin(subject), subject.past, subject.request.value
    again = told is not None and not without_result(past, told)
    if told is None or not again or (isinstance(value, dict) and value.get("result") == CANCELED):
        return
    for other in accepted(past, subject.exchange.requester):
        if other.number != told.number and without_result(past, other):
            message = f"This is the second result of exchange {told.number}, and exchange {other.number} has none"
            yield Defect(message, "url", response_url(other), subject.exchange.request.url, "warned")
            return


# preferences


def inner(rows: Any, key: str, id: Any) -> dict[str, Any]:
    """The object of a list that has this id; an empty one when there is none."""
    found = (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()
    return next((row for row in found if str(row.get(key)).upper() == str(id).upper()), {})


def tariff_types(past: Past, session_id: Any) -> set[str] | None:
    """The types of the tariffs at the Connector of a Session; None when not all of them are known."""
    session = past.object("Session", session_id)
    value = session.value if session else {}
    place = past.object("Location", value.get("location_id"))
    evse = inner(place.value.get("evses") if place else None, "uid", value.get("evse_uid"))
    ids = inner(evse.get("connectors"), "id", value.get("connector_id")).get("tariff_ids")
    tariffs = [past.object("Tariff", id) for id in ids] if isinstance(ids, list) else []
    known = [str(seen.value.get("type") or REGULAR) for seen in tariffs if seen]
    return set(known) if known and len(known) == len(tariffs) else None


def tariff_for_profile(subject: Subject) -> Iterator[Defect]:
    """A profile is accepted where there is a tariff for it, and there it is supported."""
    value, said = subject.request.value, subject.data
    profile = value.get("profile_type") if isinstance(value, dict) else None
    types = tariff_types(subject.past, subject.params.get("session_id"))
    if not isinstance(profile, str) or types is None:
        return
    wanted = profile if profile == REGULAR else f"PROFILE_{profile}"
    if said == "ACCEPTED" and wanted not in types:
        message = f"{profile} is accepted, and no tariff at the Connector is of the type {wanted}"
        yield Defect(message, "$.data", sorted(types), said, "warned", requirement="SES-088")
    elif said == "PROFILE_TYPE_NOT_SUPPORTED" and wanted in types:
        message = f"{profile} is not supported, and a tariff at the Connector is of the type {wanted}"
        yield Defect(message, "$.data", "ACCEPTED", said, "warned", requirement="SES-085")
