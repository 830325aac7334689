"""Who is registered with a party, by which tokens, at which URLs; kept in the store."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from ocpi_runner.ocpi.identity import Identity
from ocpi_runner.party.trust import origin
from ocpi_runner.store.protocol import Store

EITHER = "both"  #: the interface of an endpoint of which nobody tells which it is


@dataclass(frozen=True, slots=True)
class Registration:
    """What two parties agreed on. OCPI 2.2.1, chapter 7 (credentials)."""

    peer: str  #: the peer's name here, e.g. "emsp"
    versions_url: str
    version: str
    our_token: str  #: the peer calls us with it
    their_token: str  #: we call the peer with it
    endpoints: tuple[tuple[str, str, str], ...] = ()  #: (module, "sender", "receiver" or "both", URL)
    parties: tuple[Identity, ...] = ()
    token_form: str = "base64"  #: how we send `their_token`: "base64" or "raw"
    status: str = "registered"
    begun_here: bool = False  #: we registered at the peer; False: the peer registered at us
    token_a: str = ""  #: the token that the peer registered with

    def endpoint(self, module: str, interface: str | None = None) -> str | None:
        """The peer's URL of a module; any interface when none is named."""
        for name, kind, url in self.endpoints:
            if name == module and (interface in (None, kind) or kind == EITHER):
                return url
        return None

    @property
    def origins(self) -> frozenset[str]:
        """Where the peer's token may go."""
        return frozenset(map(origin, (self.versions_url, *(url for _, _, url in self.endpoints))))

    @property
    def inbound_label(self) -> str:
        """Which of OCPI's three tokens the peer calls us with."""
        return "B" if self.begun_here else "C"

    @property
    def outbound_label(self) -> str:
        """Which of OCPI's three tokens we call the peer with."""
        return "C" if self.begun_here else "B"


def to_document(registration: Registration) -> dict[str, Any]:
    """As JSON for the store."""
    return asdict(registration)


def from_document(document: dict[str, Any]) -> Registration:
    """From JSON out of the store."""
    parties = tuple(
        Identity(p["role"], p["country_code"], p["party_id"], p["name"]) for p in document.get("parties", ())
    )
    endpoints = tuple((m, i, u) for m, i, u in document.get("endpoints", ()))
    return Registration(**(document | {"parties": parties, "endpoints": endpoints}))


class Book:
    """All registrations of one party: read from the store once, written through."""

    def __init__(self, store: Store, party: str) -> None:
        self.store = store
        self.kind = f"{party}/registrations"
        self.loaded = False
        self.by_peer: dict[str, Registration] = {}
        self.by_token: dict[str, Registration] = {}
        self.pending: dict[str, str] = {}  #: tokens given in a handshake that is still open -> name of the peer
        self.changes = 0  #: counts up, so that what was derived can be thrown away

    async def load(self) -> None:
        """Read what an earlier process left; does nothing the second time."""
        if not self.loaded:
            page = await self.store.page(self.kind)
            self.loaded = True
            self.by_peer = {r.peer: r for r in map(from_document, page.items)} | self.by_peer
            self._index()

    def _index(self) -> None:
        self.by_token = {r.our_token: r for r in self.by_peer.values()}
        self.changes += 1

    async def save(self, registration: Registration) -> None:
        """Keep a registration; the earlier one with that peer is gone, and its tokens with it."""
        await self.load()
        await self.store.put(self.kind, registration.peer, to_document(registration))
        self.by_peer[registration.peer] = registration
        self._index()

    async def remember_form(self, peer: str, form: str) -> None:
        """How the peer wants tokens written, now that it is known."""
        await self.save(replace(self.by_peer[peer], token_form=form))

    async def forget(self, peer: str) -> None:
        """End a registration: both tokens are dead."""
        await self.load()
        await self.store.delete(self.kind, peer)
        self.by_peer.pop(peer, None)
        self._index()

    def expect(self, token: str, peer: str) -> None:
        """A handshake has told the peer a token that it may use from now on. OCPI 2.2.1, 7.1."""
        self.pending[token] = peer
        self.changes += 1

    def settle(self, token: str) -> None:
        """The handshake has ended."""
        self.pending.pop(token, None)
        self.changes += 1

    def used(self, token_a: str) -> bool:
        """Whether a registration was made with that token A."""
        return any(r.token_a == token_a for r in self.by_peer.values())

    def parties(self) -> Iterable[tuple[str, tuple[Identity, ...]]]:
        """Every peer and the parties that it speaks for."""
        return ((r.peer, r.parties) for r in self.by_peer.values())
