"""Checks of what is told without being asked for: it is told, it is not told again, and what was missed is pulled.

OCPI 2.2.1, 4.1.5, 9.1 and 10.1.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.past import Seen, Told, owner_of
from ocpi_runner.checks.repeating import alike
from ocpi_runner.checks.rules.documented import known
from ocpi_runner.checks.rules.references import whole_list
from ocpi_runner.checks.subject import Subject
from ocpi_runner.ocpi.moment import parse, to_text

GRACE = 60  #: seconds that a push may take
SOON, TIMES = 600, 2  #: seconds, and how often the same push may have been taken in them
OVER = ("COMPLETED", "INVALID")
PUSHES = {"sessions": "sessions.receiver.p", "cdrs": "cdrs.receiver.post"}
OPEN = (("cdr_location", "CdrLocation", "connector_standard"), ("cdr_token", "CdrToken", "type"))


def rows(subject: Subject) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a list that changed long enough ago to have been told."""
    for index, row in enumerate(subject.data if isinstance(subject.data, list) else ()):
        changed = parse(str(row.get("last_updated"))) if isinstance(row, dict) else None
        if changed and subject.exchange.started - changed.timestamp() > GRACE:
            yield index, row


def pushes(subject: Subject, by: str, to: str) -> Iterator[Told]:
    """What one party pushed to the other of the module's objects, the newest first."""
    module = subject.endpoint.module if subject.endpoint else ""
    for told in subject.past.exchanges(PUSHES.get(module, "-")):
        if told.requester == by and told.responder == to:
            yield told


def session_pushed(subject: Subject) -> Iterator[Defect]:
    """Whoever pushed a Session pushes its changes too, its end above all."""
    asked = subject.exchange
    for index, row in rows(subject):
        seen = subject.past.object("Session", row.get("id"), owner_of(row, {}))
        if seen is None or seen.by != asked.responder or not seen.endpoint.startswith(PUSHES["sessions"]):
            continue
        now, then = parse(str(row.get("last_updated"))), parse(str(seen.value.get("last_updated")))
        if now and then and now > then and not lost(subject, seen):
            ended = row.get("status") in OVER and seen.value.get("status") not in OVER
            what = f"is {row.get('status')}" if ended else "changed"
            message = f"The Session {what} at {to_text(now)}; the last push of it was exchange {seen.exchange}"
            id = "SES-030" if ended else "SES-018"
            yield Defect(message, f"$.data[{index}]", "a push", "none", "warned", requirement=id)


def lost(subject: Subject, seen: Seen) -> bool:
    """Whether a later push of the same object failed."""
    later = (told for told in pushes(subject, subject.exchange.responder, subject.exchange.requester))
    return any(
        told.number > seen.exchange and told.params.get("session_id", "").upper() == seen.key and not told.granted
        for told in later
    )


def cdr_pushed(subject: Subject) -> Iterator[Defect]:
    """Whoever pushes CDRs pushes every one."""
    asked = subject.exchange
    told = list(pushes(subject, asked.responder, asked.requester))
    if not told or not all(each.granted for each in told):
        return
    for index, row in rows(subject):
        changed = parse(str(row.get("last_updated")))
        seen = subject.past.object("CDR", row.get("id"), owner_of(row, {}))
        if seen is None and changed and changed.timestamp() > told[-1].started:
            message = f"The CDR {shown(row.get('id'))} was not pushed, as exchange {told[0].number} was"
            yield Defect(message, f"$.data[{index}]", "a push", "none", "warned")


def not_told_again(subject: Subject) -> Iterator[Defect]:
    """A push that was taken is not repeated again and again, whatever `data` the answer had."""
    since = subject.exchange.started - SOON
    same = [told for told in alike(subject) if told.started > since and told.request == subject.request.value]
    if len(same) >= TIMES and all(told.granted for told in same):
        message = f"The same push was taken in exchanges {same[1].number} and {same[0].number}, and comes again"
        yield Defect(message, "$", "once", "again", "warned")


def catches_up(subject: Subject) -> Iterator[Defect]:
    """After an outage the pull begins early enough for what was missed."""
    asked, start = subject.exchange, parse(subject.query.get("date_from", ""))
    pulled = (
        told.number
        for told in subject.past.exchanges(subject.endpoint.id if subject.endpoint else "-")
        if told.requester == asked.requester and told.status == 200
    )
    last = next(pulled, 0)
    for told in pushes(subject, asked.responder, asked.requester) if start and "offset" not in subject.query else ():
        changed = parse(str(told.request.get("last_updated"))) if isinstance(told.request, dict) else None
        if start and changed and told.number > last and (told.failed or told.status == 0) and start > changed:
            message = f"The push of exchange {told.number} failed; this pull begins after it"
            yield Defect(message, "url", f"date_from up to {to_text(changed)}", subject.query["date_from"], "warned")
            return


def driver_of(row: Mapping[str, Any]) -> tuple[str, str, Any]:
    """How an object without an owner of its token names it: where, by which member of the Token, the id."""
    token = row.get("cdr_token")
    return (
        ("cdr_token.uid", "uid", token.get("uid"))
        if isinstance(token, dict)
        else ("auth_id", "auth_id", row.get("auth_id"))
    )


def listed_for_known_tokens(subject: Subject) -> Iterator[Defect]:
    """A list has Sessions with tokens of whoever asks."""
    asked = subject.exchange.requester
    if not isinstance(subject.data, list) or not whole_list(subject.past, "tokens.sender.get_list", asked):
        return
    told = [seen.value for seen in subject.past.objects("Token") if seen.by == asked]
    for index, row in enumerate(subject.data):
        where, member, id = driver_of(row) if isinstance(row, dict) else ("", "", None)
        if not isinstance(id, str) or (member == "uid" and subject.past.heard_of("Token", id)):
            continue
        if id.upper() not in {str(each.get(member)).upper() for each in told}:
            message = f"{shown(id)} is none of the Tokens that {asked} lists"
            yield Defect(message, f"$.data[{index}].{where}", "a Token of whoever asks", id, "warned")
            return


def new_values(subject: Subject) -> bool:
    """Whether a CDR has values that open enumerations do not document."""
    value, version = subject.request.value, subject.version
    for member, name, inner in OPEN if isinstance(value, dict) and version else ():
        assert version is not None
        held, found = value.get(member), known(version.number, name, inner)
        if isinstance(held, dict) and found and held.get(inner) is not None and held.get(inner) not in found:
            return True
    return False
