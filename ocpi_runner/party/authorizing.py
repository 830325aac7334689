"""Real-time authorization of a token: the eMSP's answer, and the CPO's question."""

from typing import Any

from ocpi_runner.ocpi import address
from ocpi_runner.ocpi.writing import written
from ocpi_runner.party import shape
from ocpi_runner.party.asked import Asked
from ocpi_runner.party.calling import NOTHING, Wish, call
from ocpi_runner.party.pushing import counterpart
from ocpi_runner.party.reply import Reply, not_found, refused, success
from ocpi_runner.party.state import Document, PartyState
from ocpi_runner.record.exchange import Exchange
from ocpi_runner.source.errors import PeerFault

DEFAULT_TYPE = "RFID"
NOT_GOOD, UNKNOWN = 2001, 2004  #: status codes; the second since OCPI 2.2
WORDS = {
    "BLOCKED": "This token is blocked.",
    "EXPIRED": "This token has expired.",
    "NO_CREDIT": "There is no credit left on this account.",
    "NOT_ALLOWED": "This token may not be used here.",
}


async def verdict(state: PartyState, key: str, token: Document) -> str:
    """Whether a token of ours may charge: an AllowedType."""
    if not token.get("valid"):
        said = await state.store.get(state.kind("refusals"), key)
        return str(said["allowed"]) if said and said["allowed"] in ("BLOCKED", "EXPIRED") else "BLOCKED"
    said = await state.store.get(state.kind("refusals"), key)
    return str(said["allowed"]) if said and said["allowed"] in ("NO_CREDIT", "NOT_ALLOWED") else "ALLOWED"


async def authorize(state: PartyState, asked: Asked) -> Reply:
    """AuthorizationInfo for a token of ours; 404 and 2004 for one that we do not know. OCPI 2.2.1, 12.2.1.2."""
    for problem in shape.problems(asked.version, "LocationReferences", asked.json) if asked.has_body else ():
        return refused(problem)
    uid, version = asked.params["token_uid"], asked.version
    kind = next((asked.query[name] for name in asked.endpoint.query if name in asked.query), DEFAULT_TYPE)
    key = f"{state.own}{uid}/{kind}".upper()
    token = await state.store.get(state.kind("tokens"), key)
    if token is None:
        return not_found("This token is not known here", UNKNOWN if UNKNOWN in version.status_codes else NOT_GOOD)
    allowed = await verdict(state, key, token)
    info: Document = {"allowed": allowed, "token": token}
    if allowed == "ALLOWED":
        info["authorization_reference"] = state.settings.make_id()
        if asked.has_body:
            info["location"] = asked.json
    else:
        info["info"] = {"language": "en", "text": WORDS[allowed]}
    return success(written(version, "AuthorizationInfo", info))


async def ask(
    state: PartyState,
    peer: str,
    token_uid: str,
    *,
    token_type: str | None = None,
    location: str | None = None,
    evse: str | None = None,
) -> Exchange:
    """Ask the eMSP whether a token may charge here. Raises PeerFault when it offers no tokens."""
    registration, version = await counterpart(state, peer)
    url = registration.endpoint("tokens", "sender")
    if url is None:
        raise PeerFault(f"`{peer}` does not offer tokens")
    target = address.join(url, token_uid, "authorize")
    if token_type is not None:
        (name, *_) = address.endpoint(version, "tokens.sender.post_authorize").query
        target += f"?{name}={token_type}"
    place: dict[str, Any] = {"location_id": location}
    if evse is not None:
        place["evse_uids"] = [evse]
    return await call(state, peer, Wish("POST", target, NOTHING if location is None else place))
