"""Rules of how it was found out that a driver may charge: asked, commanded, trusted. OCPI 2.2.1, 9.3, 10.3 and 12.2.1.

A question or a command counts for what begins within a quarter of an hour after it.
"""

from collections.abc import Iterator

from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.item import Item
from ocpi_runner.checks.past import Told
from ocpi_runner.checks.rules.changes import earlier
from ocpi_runner.checks.rules.periods import START
from ocpi_runner.checks.rules.rule import Rule

ASKED, COMMANDED = "AUTH_REQUEST", "COMMAND"
AUTHORIZE, COMMAND = "tokens.sender.post_authorize", "commands.receiver.post"
QUARTER, MINUTE = 900, 60  #: seconds


def uid_of(item: Item) -> str:
    """The token of a Session or CDR, in upper case; ""."""
    token = item.one("cdr_token")
    return str(token.get("uid")).upper() if token and token.get("uid") else ""


def token_in(told: Told) -> str:
    """The token that an authorization or a command is about."""
    if told.endpoint == AUTHORIZE:
        return told.params.get("token_uid", "").upper()
    token = told.request.get("token") if isinstance(told.request, dict) else None
    return str(token.get("uid")).upper() if isinstance(token, dict) else ""


def grants(item: Item) -> Iterator[Told]:
    """What was asked or commanded for the token of a charge shortly before it began, the newest first."""
    uid, begun = uid_of(item), item.moment(*START)
    for told in item.past.exchanges(AUTHORIZE, COMMAND) if uid and begun else ():
        assert begun is not None
        soon = -MINUTE <= begun.timestamp() - told.started <= QUARTER
        if soon and token_in(told) == uid and not elsewhere(item, told):
            yield told


def elsewhere(item: Item, told: Told) -> bool:
    """Whether a question or a command named another Location than that of a charge."""
    place, body = item.one("cdr_location"), told.request if isinstance(told.request, dict) else {}
    here, there = place.text("id") if place else item.text("location_id"), body.get("location_id")
    return here is not None and isinstance(there, str) and here.upper() != there.upper()


def said(told: Told) -> str | None:
    """What became of it: `allowed` of an authorization, `result` of a command; None when the answer says nothing."""
    data = told.data if isinstance(told.data, dict) else {}
    found = data.get("allowed" if told.endpoint == AUTHORIZE else "result")
    return found if isinstance(found, str) else None


def refused_driver(item: Item) -> Iterator[Defect]:
    """Whoever was refused does not charge."""
    last, begun = next(grants(item), None), item.moment(*START)
    if item.text("status") != "ACTIVE" or last is None or last.endpoint != AUTHORIZE:
        return
    if begun is None or begun.timestamp() < int(last.started):
        return  # it went on already when the driver was refused, perhaps for a second car
    answer = said(last)
    if answer not in (None, "ALLOWED"):
        message = f"The Session is ACTIVE, and the eMSP answered {answer} for its token (exchange {last.number})"
        yield Defect(message, item.at("status"), "no Session", "ACTIVE", requirement="TOK-093")
    elif last.status == 404:
        message = f"The Session is ACTIVE, and the eMSP does not know its token (exchange {last.number})"
        yield Defect(message, item.at("status"), "no Session", "ACTIVE", requirement="TOK-099")
    elif last.code == 2002:
        message = f"The Session is ACTIVE, and the eMSP asked for the place first (exchange {last.number})"
        yield Defect(message, item.at("status"), "another question", "ACTIVE", "warned", requirement="TOK-100")
    place = last.data.get("location") if isinstance(last.data, dict) else None
    evses, uid = place.get("evse_uids") if isinstance(place, dict) else None, item.text("evse_uid")
    if isinstance(evses, list) and evses and uid and uid.upper() not in {str(each).upper() for each in evses}:
        message = f"The Session is at EVSE {shown(uid)}; the eMSP allowed others (exchange {last.number})"
        yield Defect(message, item.at("evse_uid"), evses, uid, requirement="TOK-094")


def asked_when_needed(item: Item) -> Iterator[Defect]:
    """A token that is never trusted offline is asked about before it charges."""
    seen, begun = item.past.object("Token", uid_of(item)), item.moment(*START)
    trusted = seen is None or seen.value.get("whitelist") != "NEVER" or earlier(item) is not None
    known = seen is not None and begun is not None and begun.timestamp() > seen.at - MINUTE
    if item.text("status") == "ACTIVE" and known and not trusted and next(grants(item), None) is None:
        message = f"The token has `whitelist` NEVER (exchange {seen.exchange if seen else '?'}), and nobody was asked"
        yield Defect(message, item.at("cdr_token"), "a question first", "none")


def method_fits(item: Item) -> Iterator[Defect]:
    """`auth_method` is how it was found out that the driver may charge."""
    method, last = item.text("auth_method"), next(grants(item), None)
    if last is None or earlier(item) is not None or said(last) not in ("ALLOWED", "ACCEPTED"):
        return
    wanted = ASKED if last.endpoint == AUTHORIZE else COMMANDED
    if method and method != wanted:
        what = "the eMSP was asked" if wanted == ASKED else "the eMSP commanded it"
        message = f"`auth_method` is {method}, and {what} (exchange {last.number})"
        yield Defect(message, item.at("auth_method"), wanted, method, "warned")


def commanded_token(item: Item) -> Iterator[Defect]:
    """A Session on command has the token of a command."""
    commands = [told for told in item.past.exchanges(COMMAND) if token_in(told)]
    uid, begun = uid_of(item), item.moment(*START)
    late = bool(commands) and begun is not None and begun.timestamp() > commands[-1].started - MINUTE
    if item.text("auth_method") == COMMANDED and uid and late and uid not in map(token_in, commands):
        message = f"The token {shown(uid)} is that of no command in this run"
        yield Defect(message, item.at("cdr_token"), token_in(commands[0]), uid)


def authorized_by(item: Item) -> Iterator[Defect]:
    """A charge carries the reference by which it was authorized, the newest of several."""
    given = [reference for told in grants(item) if (reference := reference_of(told))]
    mine = item.text("authorization_reference")
    if given and mine not in given:
        message = f"`authorization_reference` is {shown(mine)}; {shown(given[0])} was given for this token"
        yield Defect(message, item.at("authorization_reference"), given[0], mine, "warned")


def reference_of(told: Told) -> str | None:
    """The reference that an eMSP gave."""
    body = told.data if told.endpoint == AUTHORIZE else told.request
    reference = body.get("authorization_reference") if isinstance(body, dict) else None
    return reference if isinstance(reference, str) else None


TOKEN = ("cdr_token",)
RULES = (
    Rule("TOK-093 TOK-094 TOK-099 TOK-100", "Session", refused_driver, TOKEN, past=True),
    Rule("TOK-085 TOK-101", "Session", asked_when_needed, TOKEN, past=True),
    Rule("SES-120", "Session", method_fits, TOKEN, past=True),
    Rule("CDR-219", "CDR", method_fits, TOKEN, past=True),
    Rule("SES-125", "Session", commanded_token, TOKEN, past=True),
    Rule("SES-124 SES-123 TOK-105", "Session", authorized_by, TOKEN, past=True),
    Rule("CDR-222 CDR-221", "CDR", authorized_by, TOKEN, past=True),
)
