"""The sending side of a registration: register, update, unregister."""

from dataclasses import replace
from typing import Any

from ocpi_runner.ocpi import credentials
from ocpi_runner.ocpi.version import Version
from ocpi_runner.party.calling import Key, Wish, data_of, granted, send
from ocpi_runner.party.discovery import Discovery, MissingEndpoints, discover
from ocpi_runner.party.handshake import ours
from ocpi_runner.party.registration import Registration
from ocpi_runner.party.state import PartyState
from ocpi_runner.record.exchange import Exchange, Route
from ocpi_runner.source.errors import PeerFault


def first_form(state: PartyState, wanted: str | None) -> str:
    """How to write a token to somebody whom we do not know yet: as set, else as all versions in question have it."""
    forms = {v.token_form for v in state.versions if wanted in (None, v.number)}
    return "raw" if state.settings.token_form == "raw" or forms == {"raw"} else "base64"


async def register(
    state: PartyState, peer: str, versions_url: str, token_a: str, *, version: str | None = None
) -> Registration:
    """Register at a peer with its token A. OCPI 2.2.1, 7.1.1. Raises PeerFault, and is not registered then."""
    await state.book.load()
    seen = await discover(state, peer, versions_url, Key(token_a, "A", first_form(state, version)), wanted=version)
    return await exchange_tokens(state, peer, versions_url, seen, "POST")


async def update(state: PartyState, peer: str, *, version: str | None = None) -> Registration:
    """New tokens, and perhaps another version, for an existing registration. OCPI 2.2.1, 7.1.2. Raises PeerFault."""
    registration = await registered(state, peer)
    key = Key(registration.their_token, registration.outbound_label, registration.token_form)
    seen = await discover(state, peer, registration.versions_url, key, wanted=version)
    return await exchange_tokens(state, peer, registration.versions_url, seen, "PUT")


async def registered(state: PartyState, peer: str) -> Registration:
    """The registration with a peer. Raises PeerFault when there is none."""
    await state.book.load()
    registration = state.book.by_peer.get(peer)
    if registration is None:
        raise PeerFault(f"`{state.name}` is not registered with `{peer}`", hint="add a `register` step before this one")
    return registration


def new_token(state: PartyState, earlier: Registration | None) -> str:
    """The token by which the peer shall call us."""
    fixed = state.settings
    if not fixed.fixed_tokens:
        return fixed.make_token()
    return fixed.token_b if earlier is None or earlier.begun_here else fixed.token_c


async def exchange_tokens(
    state: PartyState, peer: str, versions_url: str, seen: Discovery, method: str
) -> Registration:
    """Give a token of ours, get one of theirs; ours is good from the moment it is sent."""
    version, key = seen.version, seen.key
    url = next((url for module, _, url in seen.endpoints if module == "credentials"), None)
    if url is None:
        raise MissingEndpoints(f"{peer} does not offer credentials in {version.number}")
    earlier = state.book.by_peer.get(peer)
    token = new_token(state, earlier)
    state.book.expect(token, peer)
    try:
        wish = Wish(
            method, url, ours(state, version, token), route=Route(version.number, f"credentials.{method.lower()}")
        )
        exchange, form = await send(state, peer, wish, key)
        data = data_of(exchange)
        made = agreed(peer, versions_url, replace(seen, key=replace(key, form=form)), token, data, exchange)
        if method == "PUT" and earlier is not None:
            made = replace(made, begun_here=earlier.begun_here, token_a=earlier.token_a)
        await state.book.save(made)
        return made
    finally:
        state.book.settle(token)


def agreed(
    peer: str,
    versions_url: str,
    seen: Discovery,
    token: str,
    data: Any,
    exchange: Exchange,
) -> Registration:
    """The registration that an answer to POST or PUT credentials makes. Raises PeerFault when it holds no token."""
    data = data[0] if isinstance(data, list) and data else data
    theirs = data.get("token") if isinstance(data, dict) else None
    if not isinstance(theirs, str) or not theirs:
        raise PeerFault("the answer to our credentials holds no token", exchange=exchange.number)
    return Registration(
        peer,
        versions_url,
        seen.version.number,
        token,
        theirs,
        seen.endpoints,
        parties_of(seen.version, data),
        seen.key.form,
        begun_here=True,
    )


def parties_of(version: Version, data: dict[str, Any]) -> tuple[Any, ...]:
    """The peer's parties, as far as its credentials can be read."""
    try:
        return tuple(credentials.parties(version, data))
    except (KeyError, TypeError, ValueError, AttributeError):
        return ()


async def unregister(state: PartyState, peer: str) -> Exchange:
    """End a registration, once the peer grants it. OCPI 2.2.1, 7.1.3. Raises PeerFault when there is none."""
    registration = await registered(state, peer)
    url = registration.endpoint("credentials")
    if url is None:
        raise PeerFault(f"`{peer}` offers no credentials endpoint")
    key = Key(registration.their_token, registration.outbound_label, registration.token_form)
    wish = Wish("DELETE", url, route=Route(registration.version, "credentials.delete"))
    exchange, _ = await send(state, peer, wish, key)
    if granted(exchange) or (exchange.response is not None and exchange.response.status == 204):
        await state.book.forget(peer)
    return exchange
