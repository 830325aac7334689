"""Rules of references: what an object names was told before, where all of its kind were. OCPI 2.2.1, 8 to 12.

Only when a list was pulled to its end can it be said that something is not in it.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any

from ocpi_runner.checks.accepting import TAKEN
from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.item import Item, net
from ocpi_runner.checks.past import Past, Told, owner_of
from ocpi_runner.checks.rules.laws import NOT_GIVEN, close
from ocpi_runner.checks.rules.rule import Rule
from ocpi_runner.record.finding import FindingVerdict

Named = Iterable[tuple[str, Any]]  #: (path of the reference, id)
FILTERS = frozenset({"date_from", "date_to"})
SECONDS = timedelta(seconds=5)
#: Members of a CDR's place, and those of its Session.
PLACES = (("id", "location_id"), ("evse_uid", "evse_uid"), ("connector_id", "connector_id"))
#: Members of a CDR, and those of its Session.
FIGURES = (
    ("total_energy", "kwh"),
    ("end_date_time", "end_date_time"),
    ("currency", "currency"),
    ("total_cost", "total_cost"),
    ("cdr_token", "cdr_token"),
)


def whole_list(past: Past, endpoint: str, by: str) -> bool:
    """Whether a party, or with "" anybody, has given a list from its first page to its last, without filters."""
    pages: dict[str, Told] = {}
    for told in past.exchanges(endpoint):  # the newest first
        if by in ("", told.responder) and told.status == 200 and told.code in TAKEN and not FILTERS & told.query.keys():
            pages.setdefault(told.url, told)
    return any(to_the_end(told, dict(pages)) for told in pages.values() if told.query.get("offset", "0") == "0")


def to_the_end(page: Told | None, pages: dict[str, Told]) -> bool:
    """Whether each link from a page on was followed, up to the page that has none. Takes them out of `pages`."""
    while page is not None:
        if page.link is None:
            return True
        page = pages.pop(page.link, None)
    return False


def refers(
    kind: str, module: str, find: Callable[[Item], Named], *, by_anybody: bool = False
) -> Callable[[Item], Iterator[Defect]]:
    """What is named is among the objects of a module that the same party lists, or `by_anybody`."""

    def refers_to_what_is_there(item: Item) -> Iterator[Defect]:
        named = [(path, id) for path, id in find(item) if isinstance(id, str) and id != NOT_GIVEN]
        missing = [(path, id) for path, id in named if not item.past.heard_of(kind, id)]
        by = "" if by_anybody else item.context.by
        if missing and whole_list(item.past, f"{module}.sender.get_list", by):
            for path, id in missing:
                message = f"{kind} {shown(id)} is not in the {module} that {by or 'the CPO'} lists"
                yield Defect(message, path, f"one of the {module}", id, "warned")

    refers_to_what_is_there.__name__ = f"{kind.lower()}_is_known"
    return refers_to_what_is_there


def location_id(item: Item) -> Named:
    """The Location of a Session, a CDR, a command."""
    place = item.one("cdr_location", "location")
    return [(place.at("id"), place.get("id"))] if place else [(item.at("location_id"), item.get("location_id"))]


def tariff_ids(item: Item) -> Named:
    """The Tariffs of a Connector."""
    one = item.text("tariff_id")
    return (
        [(item.at("tariff_id"), one)] if one else [(item.at("tariff_ids"), each) for each in item.texts("tariff_ids")]
    )


def period_tariffs(item: Item) -> Named:
    """The Tariffs of charging periods."""
    return [(each.at("tariff_id"), each.get("tariff_id")) for each in item.many("charging_periods")]


def evse_there(item: Item) -> Iterator[Defect]:
    """The EVSE and Connector are those of the Location, when that was told."""
    place = item.one("cdr_location") or item
    seen = item.told("Location", place.text("id") if place is not item else item.text("location_id"))
    uid, connector = place.text("evse_uid"), place.text("connector_id")
    rows = seen.value.get("evses") if seen else None
    if not isinstance(rows, list) or not uid or uid == NOT_GIVEN:
        return
    evse = next((row for row in rows if isinstance(row, dict) and str(row.get("uid")).upper() == uid.upper()), None)
    if evse is None:
        message = f"The Location has no EVSE {shown(uid)} (exchange {seen.exchange if seen else '?'})"
        yield Defect(message, place.at("evse_uid"), "an EVSE of the Location", uid, "warned")
        return
    connectors = evse.get("connectors")
    known = (
        {str(row.get("id")).upper() for row in connectors if isinstance(row, dict)}
        if isinstance(connectors, list)
        else set()
    )
    if connector and connector != NOT_GIVEN and known and connector.upper() not in known:
        message = f"EVSE {shown(uid)} has no Connector {shown(connector)}"
        yield Defect(message, place.at("connector_id"), sorted(known), connector, "warned")


def token_there(item: Item) -> Iterator[Defect]:
    """What is told of the token is what its owner told."""
    told = item.one("cdr_token")
    owner, uid = owner_of(told.value, {}) if told else "", told.text("uid") if told else None
    type = told.text("type") if told else None
    seen = item.past.object("Token", uid, owner, type) or item.past.object("Token", uid, type=type)
    if told is None or seen is None or seen.value.get("type") != told.get("type"):
        return
    verdict: FindingVerdict | None = "warned" if owner and seen.owner and seen.owner != owner else None
    for name in ("contract_id", "country_code", "party_id"):
        mine, theirs = told.text(name), seen.value.get(name)
        if mine and isinstance(theirs, str) and mine.upper() != theirs.upper():
            message = f"`{name}` is {shown(mine)}, and that of the Token {shown(theirs)} (exchange {seen.exchange})"
            yield Defect(message, told.at(name), theirs, mine, verdict)


def session_told(item: Item) -> Iterator[Defect]:
    """A CDR has the figures of its Session."""
    seen = item.told("Session", item.text("session_id"))
    if seen is None or seen.value.get("status") != "COMPLETED" or item.get("credit") is True:
        return
    session = Item("Session", dict(seen.value), item.context)
    told = f"of the Session (exchange {seen.exchange}) is"
    place = item.one("cdr_location")
    for own, other in PLACES if place else ():
        assert place is not None
        mine, theirs = place.text(own), session.text(other)
        if mine and theirs and NOT_GIVEN not in (mine, theirs) and mine.upper() != theirs.upper():
            message = f"`cdr_location.{own}` is {shown(mine)}, and `{other}` {told} {shown(theirs)}"
            yield Defect(message, place.at(own), theirs, mine, "warned")
    for own, other in FIGURES:
        if not alike(item, own, session, other):
            message = f"`{own}` is {shown(item.get(own))}, and `{other}` {told} {shown(session.get(other))}"
            yield Defect(message, item.at(own), session.get(other), item.get(own), "warned")


def alike(item: Item, own: str, session: Item, other: str) -> bool:
    """Whether a CDR and its Session agree in a figure: moments within seconds, numbers but for rounding."""
    begin, start = item.moment(own), session.moment(other)
    if begin and start:
        return abs(begin - start) <= SECONDS
    mine, theirs = item.get(own), session.get(other)
    amounts = [net(value) for value in (mine, theirs)]
    if amounts[0] is not None and amounts[1] is not None:
        return close(amounts[0], amounts[1])
    if isinstance(mine, dict) and isinstance(theirs, dict):
        return str(mine.get("uid")).upper() == str(theirs.get("uid")).upper()
    return mine is None or theirs is None or str(mine).upper() == str(theirs).upper()


RULES = (
    Rule("LOC-197 LOC-196", "Connector", refers("Tariff", "tariffs", tariff_ids), past=True),
    Rule("SES-115 SES-116", "Session", refers("Location", "locations", location_id), past=True),
    Rule("SES-115", "Session", evse_there, ("evse_uid",), past=True),
    Rule("SES-126", "Session", refers("Tariff", "tariffs", period_tariffs), ("charging_periods",), past=True),
    Rule("SES-117", "Session", token_there, ("cdr_token",), past=True),
    Rule("CDR-224", "CDR", refers("Location", "locations", location_id), past=True),
    Rule("CDR-224", "CDR", evse_there, ("cdr_location",), past=True),
    Rule("SES-151 CDR-198", "CDR", session_told, ("session_id",), past=True),
)
