"""Requests to a peer: token, ids and routing headers are added here, and nowhere else."""

import json
from dataclasses import dataclass, field, replace
from typing import Any

from ocpi_runner.ocpi import address
from ocpi_runner.ocpi import headers as ocpi_headers
from ocpi_runner.ocpi import token as tokens
from ocpi_runner.ocpi.envelope import Envelope, unwrap
from ocpi_runner.ocpi.identity import Identity
from ocpi_runner.ocpi.status import is_success
from ocpi_runner.ocpi.version import Version
from ocpi_runner.party.incoming import not_json
from ocpi_runner.party.registration import Registration
from ocpi_runner.party.reply import encode
from ocpi_runner.party.state import PartyState
from ocpi_runner.party.trust import origin
from ocpi_runner.record.exchange import Call, Deliberate, Exchange, Headers, Route
from ocpi_runner.source.errors import PeerFault

NOTHING = object()
CLIENT_ERROR = 2000  #: status codes from here on are no success
OTHER_FORM = {"base64": "raw", "raw": "base64"}


@dataclass(frozen=True, slots=True)
class Key:
    """A token on its way out."""

    token: str
    label: str  #: "A", "B", "C", "unknown"
    form: str = "base64"  #: "base64" or "raw"


@dataclass(frozen=True, slots=True)
class Wish:
    """One request that is to be sent."""

    method: str
    url: str
    body: Any = NOTHING
    raw: bytes | None = None
    headers: tuple[tuple[str, str | None], ...] = ()  #: laid over ours; None removes one
    route: Route | None = None
    deliberate: frozenset[Deliberate] = field(default_factory=frozenset)
    timeout: float | None = None


def route_of(state: PartyState, registration: Registration | None, method: str, url: str) -> Route | None:
    """What an address of the peer means; None when it is not one that the peer told us."""
    if registration is None:
        return None
    if url.split("?", 1)[0].rstrip("/") == registration.versions_url.rstrip("/"):
        return Route("", "versions.get")
    version = state.version(registration.version)
    found = address.locate(version, registration.endpoints, method, url) if version else None
    return Route(registration.version, found[0].id, found[1]) if found else None


def counterpart(registration: Registration | None) -> Identity | None:
    """The party of the peer that requests are addressed to."""
    return registration.parties[0] if registration and registration.parties else None


def routed(state: PartyState, version: Version | None, route: Route | None, to: Identity | None) -> Headers:
    """The four routing headers, where they belong. OCPI 2.2.1, 4.1.8."""
    if version is None or route is None or to is None or not version.routing_headers:
        return ()
    return ocpi_headers.routing(state.identity, to) if address.endpoint(version, route.endpoint).routing else ()


def made_call(state: PartyState, peer: str, wish: Wish, key: Key | None, more: Headers) -> Call:
    """The Call of a wish."""
    content = wish.raw if wish.body is NOTHING else encode(wish.body)
    headers: list[tuple[str, str]] = [("Accept", "application/json")]
    if key is not None and key.token:
        headers.append(("Authorization", tokens.authorization(key.token, "raw" if key.form == "raw" else "base64")))
    if content is not None:
        headers.append(("Content-Type", "application/json"))
    version = state.version(wish.route.version) if wish.route else None
    ids = ocpi_headers.request_ids(state.settings.make_id) if version is None or version.request_ids else ()
    headers += [*ids, *more]
    changed = {name.lower() for name, _ in wish.headers}
    headers = [(k, v) for k, v in headers if k.lower() not in changed]
    headers += [(k, v) for k, v in wish.headers if v is not None]
    route = wish.route
    if route is not None and route.token_form is None:
        label = route.token or (key.label if key and key.token else "missing")
        route = replace(route, token=label, token_form=key.form if key and key.token else None)
    return Call(wish.method, wish.url, tuple(headers), content, wish.timeout, state.name, peer, route, wish.deliberate)


def unread(exchange: Exchange) -> bool:
    """Whether a token may not have been understood: 401; at the versions, where little else can be wrong, any error."""
    if exchange.response is None:
        return False
    answer = answer_of(exchange) if exchange.route and exchange.route.endpoint == "versions.get" else None
    refused = answer is not None and isinstance(answer.status_code, int) and answer.status_code >= CLIENT_ERROR
    return refused or exchange.response.status == 401


async def send(state: PartyState, peer: str, wish: Wish, key: Key | None, more: Headers = ()) -> tuple[Exchange, str]:
    """Send with a token, in its other form too when the form is to be found out; also tells the form used."""
    exchange = await state.caller(made_call(state, peer, wish, key, more))
    form = key.form if key else ""
    if key is None or not key.token or not unread(exchange) or state.settings.token_form != "auto" or wish.deliberate:
        return exchange, form
    other = Key(key.token, key.label, OTHER_FORM[form])
    again = await state.caller(made_call(state, peer, wish, other, more))
    if again.response is not None and not unread(again):
        return again, other.form
    return again, form


async def call(
    state: PartyState,
    peer: str,
    wish: Wish,
    *,
    token: str | None = None,
    token_form: str | None = None,
) -> Exchange:
    """Send to a registered peer. Its token goes to its own origins only; `token` takes another one, "" none."""
    await state.book.load()
    registration = state.book.by_peer.get(peer)
    if wish.route is None:
        found = route_of(state, registration, wish.method, wish.url)
        wish = replace(wish, route=found)
    version = state.version(registration.version) if registration else None
    more = routed(state, version, wish.route, counterpart(registration))
    key = key_for(registration, wish.url, token, token_form)
    exchange, form = await send(state, peer, wish, key, more)
    if registration is not None and token is None and key is not None and form != key.form:
        await state.book.remember_form(peer, form)
    return exchange


def key_for(registration: Registration | None, url: str, token: str | None, form: str | None) -> Key | None:
    """Which token goes with a request."""
    usual = registration.token_form if registration else "base64"
    if token is not None:
        label = registration.outbound_label if registration and token == registration.their_token else "unknown"
        return Key(token, label, form or usual) if token else None
    if registration is None or origin(url) not in registration.origins:
        return None
    return Key(registration.their_token, registration.outbound_label, form or usual)


def json_of(exchange: Exchange) -> Any:
    """The JSON of an answer; None when there is none."""
    if exchange.response is None or exchange.failure is not None:
        return None
    try:
        return json.loads(exchange.response.body, parse_constant=not_json)
    except (ValueError, RecursionError):
        return None


def answer_of(exchange: Exchange) -> Envelope | None:
    """The envelope of an answer; None when there is none."""
    return unwrap(json_of(exchange))


def granted(exchange: Exchange) -> bool:
    """Whether the peer says that it did what was asked: HTTP 2xx and an OCPI status 1xxx."""
    envelope = answer_of(exchange)
    status = exchange.response.status if exchange.response else 0
    return 200 <= status < 300 and envelope is not None and is_success(envelope.status_code)


def why_not(exchange: Exchange) -> str:
    """In words: how an answer is not a yes."""
    where = f"{exchange.request.method} {exchange.request.url}"
    if exchange.response is None or exchange.failure is not None:
        return f"{where}: {exchange.failure.message if exchange.failure else 'no answer'}"
    envelope = answer_of(exchange)
    if envelope is None:
        read, size = len(exchange.response.body), exchange.response.size
        missing = "without OCPI envelope" if read >= size else f"{size:,} bytes, more than the {read:,} that we read"
        return f"{where}: HTTP {exchange.response.status}, {missing}"
    words = f" ({envelope.status_message})" if envelope.status_message else ""
    return f"{where}: HTTP {exchange.response.status}, status_code {envelope.status_code}{words}"


def data_of(exchange: Exchange) -> Any:
    """The `data` of a granted request. Raises PeerFault when it is not granted."""
    envelope = answer_of(exchange)
    if envelope is None or not granted(exchange):
        raise PeerFault(why_not(exchange), exchange=exchange.number)
    return envelope.data
