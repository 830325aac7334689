"""Tells a peer what became of an object of ours: PUT, PATCH or POST on its receiver interface."""

from ocpi_runner.ocpi import address
from ocpi_runner.ocpi.version import ObjectType, Version
from ocpi_runner.ocpi.writing import written
from ocpi_runner.party.calling import Wish, call, granted
from ocpi_runner.party.objects import top_of
from ocpi_runner.party.registering import registered
from ocpi_runner.party.registration import Registration
from ocpi_runner.party.state import Document, PartyState
from ocpi_runner.party.tree import Level
from ocpi_runner.record.exchange import Exchange
from ocpi_runner.source.errors import PeerFault


async def counterpart(state: PartyState, peer: str) -> tuple[Registration, Version]:
    """The registration with a peer, and the version agreed. Raises PeerFault."""
    registration = await registered(state, peer)
    version = state.version(registration.version)
    if version is None:
        raise PeerFault(f"`{peer}` is registered in OCPI {registration.version}, which `{state.name}` does not speak")
    return registration, version


async def push(
    state: PartyState,
    peer: str,
    method: str,
    kind: ObjectType,
    document: Document,
    levels: tuple[Level, ...] = (),
    body: Document | None = None,
) -> Exchange | None:
    """Send an object (or `body`, a part of it) to the peer; None when the peer does not take such objects.

    `document` is the outermost object, and `levels` the way to what is meant. Raises PeerFault when nobody answers.
    """
    registration, version = await counterpart(state, peer)
    url = registration.endpoint(kind.module, "receiver")
    if url is None:
        return None
    top = top_of(version, kind.module)
    parts = (document["country_code"], document["party_id"], document[top.key], *(level.id for level in levels))
    target = url if method == "POST" else address.join(url, *parts) + asking(top, document)
    content = written(version, kind.name, document if body is None else body)
    exchange = await call(state, peer, Wish(method, target, content))
    if exchange.response is None:
        words = exchange.failure.message if exchange.failure else "no answer"
        raise PeerFault(f"{method} {target}: {words}", exchange=exchange.number)
    return exchange


def unpatchable(exchange: Exchange | None) -> bool:
    """Whether a PATCH was refused because the peer lacks the object, or has no PATCH at all; a PUT helps then."""
    return exchange is not None and exchange.response is not None and exchange.response.status in (404, 405)


async def make_known(state: PartyState, peer: str, kind: ObjectType, document: Document) -> None:
    """See to it that the peer has an object before parts of it are changed: ask, and PUT it when it is unknown."""
    registration, _ = await counterpart(state, peer)
    known = (peer, f"{kind.module}/{document[kind.key]}")
    if known in state.told or registration.endpoint(kind.module) is None:
        return
    seen = await push_get(state, registration, kind, document)
    if seen is None or not granted(seen):
        await push(state, peer, "PUT", kind, document)
    state.told.add(known)


async def push_get(
    state: PartyState, registration: Registration, kind: ObjectType, document: Document
) -> Exchange | None:
    """Ask the peer for its copy of an object of ours; None when it keeps none."""
    url = registration.endpoint(kind.module, "receiver")
    if url is None:
        return None
    target = address.join(url, document["country_code"], document["party_id"], document[kind.key])
    return await call(state, registration.peer, Wish("GET", target + asking(kind, document)))


def asking(kind: ObjectType, document: Document) -> str:
    """The query that belongs to the identity of an object: "?type=RFID"."""
    return f"?{kind.key_query[0]}={document[kind.key_query[0]]}" if kind.key_query else ""
