"""A driver holds a token to a charger: whitelist or real-time authorization, then a session."""

from typing import Any

from ocpi_runner.party import authorizing, driving
from ocpi_runner.party import place as places
from ocpi_runner.party.calling import answer_of, granted, why_not
from ocpi_runner.party.place import NoPlace
from ocpi_runner.party.state import Document, PartyState
from ocpi_runner.source.errors import PeerFault

#: Tokens that need no question. OCPI 2.2.1, 12.4.5 (WhitelistType).
TRUSTED = frozenset({"ALWAYS", "ALLOWED"})


async def known_token(state: PartyState, uid: str, kind: str) -> Document | None:
    """The token as its owner pushed it to us."""
    page = await state.store.page(state.kind("tokens"))
    wanted = (uid.lower(), kind)
    return next((t for t in page.items if (str(t["uid"]).lower(), t["type"]) == wanted), None)


async def present(
    state: PartyState,
    peer: str,
    token_uid: str,
    location: str,
    evse: str | None = None,
    *,
    token_type: str = "RFID",
    readings: int = 2,
) -> dict[str, Any]:
    """`{allowed, session, authorization}`: whether the driver may charge, and the session if so. Raises PeerFault."""
    token = await known_token(state, token_uid, token_type)
    if token is not None and token["valid"] and token["whitelist"] in TRUSTED:
        driver, info = driving.Driver(token, "WHITELIST"), None
    else:
        info = await permission(state, peer, token_uid, token_type, location, evse)
        if info.get("allowed") != "ALLOWED":
            return {"allowed": info.get("allowed"), "session": None, "authorization": info}
        known = info.get("token") if isinstance(info.get("token"), dict) else None
        asked = known or {"uid": token_uid, "type": token_type}
        driver = driving.Driver(asked, "AUTH_REQUEST", info.get("authorization_reference"))
    session = await begin(state, peer, location, evse, None, driver, readings=readings, kwh=None)
    return {"allowed": "ALLOWED", "session": session, "authorization": info}


async def permission(
    state: PartyState, peer: str, uid: str, kind: str, location: str, evse: str | None
) -> dict[str, Any]:
    """The AuthorizationInfo of the eMSP; 404 means that the token is not known, so it may not charge."""
    exchange = await authorizing.ask(state, peer, uid, token_type=kind, location=location, evse=evse)
    if exchange.response is not None and exchange.response.status == 404:
        return {"allowed": "NOT_ALLOWED"}
    envelope = answer_of(exchange)
    if envelope is None or not granted(exchange) or not isinstance(envelope.data, dict):
        raise PeerFault(why_not(exchange), exchange=exchange.number)
    return envelope.data


async def begin(
    state: PartyState,
    peer: str,
    location: str,
    evse: str | None,
    connector: str | None,
    driver: driving.Driver,
    *,
    readings: int,
    kwh: float | None,
) -> Document:
    """A session at a place of ours. Raises PeerFault when it does not exist or is not free."""
    try:
        place = await places.find(state, location, evse, connector)
    except NoPlace as missing:
        raise PeerFault(str(missing)) from None
    if place.obstacle is not None:
        raise PeerFault(f"EVSE {place.evse['uid']} at {location} is {place.evse['status']}")
    return await driving.start(state, peer, place, driver, readings=readings, kwh=kwh)


async def default_token(state: PartyState) -> Document:
    """The token that a step gets when it names none: the first valid one known, else RFID-1."""
    page = await state.store.page(state.kind("tokens"), limit=50)
    return next((t for t in page.items if t.get("valid")), {"uid": "RFID-1", "type": "RFID"})
