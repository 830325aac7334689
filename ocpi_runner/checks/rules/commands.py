"""Rules of commands and their results. OCPI 2.2.1, 13.3."""

from collections.abc import Iterator

from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.item import Item
from ocpi_runner.checks.past import Seen, owner_of
from ocpi_runner.checks.rules.laws import needed
from ocpi_runner.checks.rules.references import Named
from ocpi_runner.checks.rules.rule import Rule

CAPABLE = {
    "StartSession": "REMOTE_START_STOP_CAPABLE",
    "ReserveNow": "RESERVABLE",
    "UnlockConnector": "UNLOCK_CAPABLE",
}


def names_connector(item: Item) -> bool:
    """Whether a command says which Connector."""
    return item.get("connector_id") is not None


def ahead(item: Item) -> Iterator[Defect]:
    """A reservation ends in the future."""
    expiry, now = item.moment("expiry_date"), item.context.now
    if expiry and now is not None and expiry.timestamp() < now:
        yield Defect(
            f"`expiry_date` is {item.text('expiry_date')}, which is over", item.at("expiry_date"), "the future"
        )


def allowed_token(item: Item) -> Iterator[Defect]:
    """The eMSP commands for drivers whom it knows to be allowed."""
    token = item.one("token")
    if token and token.get("valid") is False:
        yield Defect("The token in the command is not valid", token.at("valid"), True, False)


def owned_token(item: Item) -> Iterator[Defect]:
    """The token in a command is one that its owner told, if it was told at all."""
    token = item.one("token")
    seen = item.past.object("Token", token.text("uid"), type=token.text("type")) if token else None
    owner = owner_of(token.value, {}) if token else ""
    if (
        seen
        and owner
        and seen.owner
        and seen.owner != owner
        and seen.value.get("type") == (token.get("type") if token else None)
    ):
        message = f"The token belongs to {seen.owner} (exchange {seen.exchange}), and the command says {owner}"
        yield Defect(message, item.at("token"), seen.owner, owner, "warned")


def evse_of(item: Item) -> tuple[Seen | None, dict[str, object] | None]:
    """The EVSE that a command is about, as it was told."""
    seen = item.past.object("Location", item.text("location_id"))
    rows = seen.value.get("evses") if seen else None
    uid = str(item.text("evse_uid") or "").upper()
    found = (
        (row for row in rows if isinstance(row, dict) and str(row.get("uid")).upper() == uid)
        if isinstance(rows, list)
        else ()
    )
    return seen, next(iter(found), None)


def capable(item: Item) -> Iterator[Defect]:
    """An EVSE is commanded to do what it can."""
    _, evse = evse_of(item)
    known = evse.get("capabilities") if evse else None
    if isinstance(known, list) and known and CAPABLE[item.name] not in known:
        message = f"EVSE {shown(item.text('evse_uid'))} is not {CAPABLE[item.name]}"
        yield Defect(message, item.at("evse_uid"), CAPABLE[item.name], known)


def connector_required(item: Item) -> Iterator[Defect]:
    """Where an EVSE asks for it, the Connector is named."""
    _, evse = evse_of(item)
    known = evse.get("capabilities") if evse else None
    if isinstance(known, list) and "START_SESSION_CONNECTOR_REQUIRED" in known and item.get("connector_id") is None:
        message = f"EVSE {shown(item.text('evse_uid'))} asks for the Connector, and none is named"
        yield Defect(message, item.at("connector_id"), "the Connector", None)


def place(item: Item) -> Named:
    """The Location that a command names."""
    return [(item.at("location_id"), item.get("location_id"))]


COMMANDS = ("StartSession", "ReserveNow", "UnlockConnector")
RULES = (
    Rule("CMD-090", "StartSession", needed("evse_uid", names_connector, "`connector_id` is there")),
    Rule("CMD-104", "ReserveNow", ahead, ("expiry_date",), past=True),
    *(Rule("CMD-102", name, allowed_token, ("token",)) for name in COMMANDS[:2]),
    *(Rule("CMD-101 LOC-071", name, owned_token, ("token",), past=True) for name in COMMANDS[:2]),
    *(Rule("CMD-114", name, capable, ("evse_uid",), past=True) for name in COMMANDS),
    Rule("CMD-091", "StartSession", connector_required, ("evse_uid",), past=True),
)
