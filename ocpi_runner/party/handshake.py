"""Versions, version details and credentials as a peer sees them: the receiving side of a registration."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ocpi_runner.ocpi import credentials
from ocpi_runner.ocpi.identity import Identity
from ocpi_runner.ocpi.version import Version
from ocpi_runner.party import shape
from ocpi_runner.party.asked import Asked
from ocpi_runner.party.calling import Key
from ocpi_runner.party.discovery import MissingEndpoints, NoMutualVersion, discover
from ocpi_runner.party.registration import Registration
from ocpi_runner.party.reply import Reply, done, not_allowed, refused, success
from ocpi_runner.party.state import PartyState
from ocpi_runner.party.trust import refusal
from ocpi_runner.source.errors import PeerFault

LONGEST_TOKEN = 64
#: What a failed look at the peer is, in status codes. OCPI 2.2.1, 5.3.
CODES: tuple[tuple[type[PeerFault], int], ...] = ((NoMutualVersion, 3002), (MissingEndpoints, 3003), (PeerFault, 3001))


async def versions(state: PartyState, asked: Asked) -> Reply:
    """The versions that we speak."""
    return success([{"version": v.number, "url": state.details_url(v.number)} for v in state.versions])


async def details(state: PartyState, asked: Asked) -> Reply:
    """Our endpoints in one version."""
    version = asked.version
    interfaces = {"credentials": "sender", **state.interfaces(version)}
    endpoints = [
        {"identifier": module, "role": interface.upper(), "url": state.module_url(version.number, module)}
        for module, interface in interfaces.items()
    ]
    if not version.endpoint_roles:
        endpoints = [{k: v for k, v in endpoint.items() if k != "role"} for endpoint in endpoints]
    return success({"version": version.number, "endpoints": endpoints})


def ours(state: PartyState, version: Version, token: str) -> dict[str, Any]:
    """Our Credentials object, with the token by which the peer calls us."""
    return credentials.build(version, token, state.versions_url(), (state.identity,))


async def get(state: PartyState, asked: Asked) -> Reply:
    """Our credentials; the token is the one just used. OCPI 2.2.1, 7.2.1."""
    return success(ours(state, asked.version, asked.access.token))


async def post(state: PartyState, asked: Asked) -> Reply:
    """A peer registers; only with token A. OCPI 2.2.1, 7.2.2."""
    if asked.access.label != "A":
        return not_allowed(("GET", "PUT", "DELETE"))
    return await accept(state, asked)


async def put(state: PartyState, asked: Asked) -> Reply:
    """A registered peer changes its credentials, or the version. OCPI 2.2.1, 7.2.3."""
    if asked.access.registration is None:
        return not_allowed(("GET", "POST"))
    return await accept(state, asked)


async def delete(state: PartyState, asked: Asked) -> Reply:
    """A registered peer leaves. OCPI 2.2.1, 7.2.4."""
    if asked.access.registration is None:
        return not_allowed(("GET", "POST"))
    await state.book.forget(asked.access.peer)
    return done()


def defects(version: Version, body: Any) -> Iterator[str]:
    """Why a Credentials object cannot be used."""
    yield from shape.problems(version, "Credentials", body)
    if not isinstance(body, dict):
        return
    token = body.get("token")
    if not isinstance(token, str) or not 1 <= len(token) <= LONGEST_TOKEN:
        yield f"`token` is not a string of 1 to {LONGEST_TOKEN} characters"
    elif not all("!" <= character <= "~" for character in token):
        yield "`token` has characters other than printable ASCII"
    reason = refusal(body.get("url"))
    if reason is not None:
        yield f"`url` {reason}"


def twice(parties: tuple[Identity, ...]) -> bool:
    """Whether a role of a party is told twice."""
    return len({(p.role, p.path.upper()) for p in parties}) < len(parties)


async def accept(state: PartyState, asked: Asked) -> Reply:
    """Look at the peer with the token it gave, keep what was found, answer with a new token of ours."""
    body, version = asked.json, asked.version
    for defect in defects(version, body):
        return refused(defect)
    parties = credentials.parties(version, body)
    if not parties or twice(parties):
        return refused("`roles` names the same role and party twice" if parties else "`roles` is missing")
    earlier = asked.access.registration
    peer = asked.access.peer or parties[0].path
    key = Key(posted_token(state, body), "B" if earlier is None else earlier.outbound_label, form_towards(state, asked))
    try:
        seen = await discover(state, peer, body["url"], key, wanted=version.number)
    except PeerFault as fault:
        code = next(code for kind, code in CODES if isinstance(fault, kind))
        return refused(f"Your API cannot be used: {fault.message}", code)
    registration = Registration(
        peer,
        body["url"],
        version.number,
        state.settings.token_c if state.settings.fixed_tokens else state.settings.make_token(),
        key.token,
        seen.endpoints,
        parties,
        seen.key.form,
        begun_here=earlier is not None and earlier.begun_here,
        token_a=earlier.token_a if earlier else asked.access.token,
    )
    await state.book.save(replace(registration, our_token=unlike(state, earlier, registration.our_token)))
    return success(ours(state, version, state.book.by_peer[peer].our_token))


def unlike(state: PartyState, earlier: Registration | None, token: str) -> str:
    """The new token; a party that we registered at keeps calling us with token B when tokens are fixed."""
    fixed = state.settings.fixed_tokens and earlier is not None and earlier.begun_here
    return state.settings.token_b if fixed else token


def posted_token(state: PartyState, body: dict[str, Any]) -> str:
    """The token that we call the peer with: the one it gave, unless tokens are fixed."""
    return state.settings.token_b if state.settings.fixed_tokens else str(body["token"])


def form_towards(state: PartyState, asked: Asked) -> str:
    """How the peer wants its token written: as set, else as it writes ours, else as the version says."""
    if state.settings.token_form != "auto":
        return state.settings.token_form
    if asked.access.form is not None:
        return "raw" if asked.access.form == "raw" else "base64"
    return asked.version.token_form
