"""Checks of real-time authorization: when it is asked for, and what is answered. OCPI 2.2.1, 12.2.1 and 13.2.1."""

from collections.abc import Iterator
from typing import Any

from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.past import Told
from ocpi_runner.checks.subject import Subject
from ocpi_runner.record.finding import FindingVerdict

QUARTER = 15 * 60  #: seconds in which a card is not asked about again
NEEDS_PLACE, UNKNOWN = 2002, 2004  #: status codes
IN_APPS = frozenset({"APP_USER", "AD_HOC_USER"})


def uid(subject: Subject) -> str:
    """The token that is asked about."""
    return subject.params.get("token_uid", "").upper()


def commanded(subject: Subject) -> tuple[Told, dict[str, Any]] | None:
    """The accepted command that brought this token, and the token in it."""
    for told in subject.past.exchanges("commands.receiver.post"):
        token = told.request.get("token") if isinstance(told.request, dict) else None
        accepted = isinstance(told.data, dict) and told.data.get("result") == "ACCEPTED"
        if accepted and isinstance(token, dict) and str(token.get("uid")).upper() == uid(subject):
            return told, token
    return None


def same_evse(command: dict[str, Any], question: Any) -> bool | None:
    """Whether a question is about the EVSE that a command was about; None where that cannot be told."""
    asked = question if isinstance(question, dict) else {}
    here, there = command.get("location_id"), asked.get("location_id")
    if isinstance(here, str) and isinstance(there, str) and here.upper() != there.upper():
        return False
    evse, evses = command.get("evse_uid"), asked.get("evse_uids")
    if not isinstance(evse, str) or not isinstance(evses, list) or not evses:
        return None
    named = {str(each).upper() for each in evses}
    return evse.upper() in named and (len(named) == 1 or None)


def not_asked_again(subject: Subject) -> Iterator[Defect]:
    """A driver for whom the eMSP commanded a charge is not asked about: in apps never, with a card not soon there."""
    found = commanded(subject)
    if found is None:
        return
    told, token = found
    app, waited = str(token.get("type")) in IN_APPS, subject.exchange.started - told.ended
    here = None if app else same_evse(told.request, subject.request.value)
    if app or (waited < QUARTER and here is not False):
        message = f"The eMSP commanded a charge with this token {waited:.0f} s ago (exchange {told.number})"
        id = "TOK-103 CMD-035 CMD-055" if app else "TOK-104 CMD-036 CMD-038"
        sure: FindingVerdict | None = None if app or here else "warned"
        yield Defect(message, "url", "no question", "a question", sure, requirement=id)


def not_trusted(subject: Subject) -> Iterator[Defect]:
    """A token that may always charge is not asked about."""
    kind = subject.query.get("type", subject.query.get("token_type", "RFID"))
    seen = subject.past.object("Token", uid(subject), type=kind)
    if seen and seen.value.get("whitelist") == "ALWAYS" and seen.value.get("type") == kind:
        message = f"The token has `whitelist` ALWAYS (exchange {seen.exchange}), and is asked about"
        yield Defect(message, "url", "no question", "a question")


def place_asked_for(subject: Subject) -> Iterator[Defect]:
    """When the place is needed, 2002 says so."""
    code = subject.code
    bodiless = not subject.request.size and subject.status != 404
    if bodiless and code is not None and 2000 <= code < 3000 and code not in (NEEDS_PLACE, UNKNOWN):
        message = f"No place was told, and the answer is {code}; {NEEDS_PLACE} asks for it"
        yield Defect(message, "$.status_code", NEEDS_PLACE, code, "warned")


def refusal_is_an_answer(subject: Subject) -> Iterator[Defect]:
    """That a known token may not charge is no error."""
    seen, code = subject.past.object("Token", uid(subject), type=subject.params.get("type")), subject.code
    known = seen and seen.by == subject.exchange.responder and seen.value.get("valid") is False
    if known and code is not None and 2000 <= code < 3000 and code != NEEDS_PLACE:
        message = f"The token is known and not valid, and the answer is {code}; `allowed` in a success says why"
        yield Defect(message, "$.status_code", 1000, code, "warned")


def same_place(subject: Subject) -> Iterator[Defect]:
    """The place in the answer is the one that was asked about, or a part of it."""
    asked, told = subject.request.value, subject.data.get("location") if isinstance(subject.data, dict) else None
    if not isinstance(told, dict):
        return
    if not isinstance(asked, dict):
        yield Defect("`location` is there, and none was asked about", "$.data.location", None, "present")
        return
    here, there = str(told.get("location_id")), str(asked.get("location_id"))
    if here.upper() != there.upper():
        message = f"`location_id` is {shown(here)}, and {shown(there)} was asked about"
        yield Defect(message, "$.data.location.location_id", there, here)
    mine, theirs = (each.get("evse_uids") for each in (told, asked))
    if isinstance(mine, list) and isinstance(theirs, list) and theirs:
        more = {str(each).upper() for each in mine} - {str(each).upper() for each in theirs}
        if more:
            message = f"{shown(sorted(more)[0])} is allowed, and was not asked about"
            yield Defect(message, "$.data.location.evse_uids", theirs, mine)
