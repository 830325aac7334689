"""A CPO or an eMSP: what it serves, and what it can be told to do."""

from collections.abc import Iterable, Mapping
from typing import Any

from ocpi_runner.ocpi.identity import Identity
from ocpi_runner.ocpi.version import Version
from ocpi_runner.ocpi.writing import written
from ocpi_runner.party import authorizing, calling, changing, commanding, driving, presenting, pulling, registering
from ocpi_runner.party.app import App
from ocpi_runner.party.calling import NOTHING, Wish
from ocpi_runner.party.commanding import CommandOutcome
from ocpi_runner.party.ports import Caller, Clock, Hook
from ocpi_runner.party.pulling import PullOutcome
from ocpi_runner.party.pushing import counterpart
from ocpi_runner.party.registration import Registration
from ocpi_runner.party.settings import Settings
from ocpi_runner.party.state import Document, PartyState
from ocpi_runner.party.views import OwnView, PeerView
from ocpi_runner.record.exchange import Deliberate, Exchange, Route
from ocpi_runner.store.protocol import Store

DEFAULT_WITHIN = 10.0  #: seconds


class Party:
    """One party. Set `base_url` once the server listens, call `open()`, and `close()` at the end.

    Everything that talks to a peer raises PeerFault when it is impossible to go on.
    """

    def __init__(
        self,
        name: str,
        identity: Identity,
        versions: Iterable[Version],
        store: Store,
        caller: Caller,
        clock: Clock,
        settings: Settings | None = None,
    ) -> None:
        self.state = PartyState(name, identity, tuple(versions), store, caller, clock, settings or Settings())
        self.app = App(self.state)

    @property
    def name(self) -> str:
        """Its name in scenarios: "cpo"."""
        return self.state.name

    @property
    def identity(self) -> Identity:
        """Its role, country code, party id and name."""
        return self.state.identity

    @property
    def base_url(self) -> str:
        """Where it is served, with a slash at the end."""
        return self.state.base_url

    @base_url.setter
    def base_url(self, url: str) -> None:
        self.state.base_url = url.rstrip("/") + "/"

    @property
    def versions_url(self) -> str:
        """What a peer is told to begin with."""
        return self.state.versions_url()

    @property
    def hook(self) -> Hook | None:
        """Asked before the party answers; may answer in its place."""
        return self.state.hook

    @hook.setter
    def hook(self, hook: Hook | None) -> None:
        self.state.hook = hook

    @property
    def troubles(self) -> tuple[str, ...]:
        """What went wrong where nobody could be told."""
        return tuple(self.state.tasks.troubles)

    async def open(self) -> None:
        """Read registrations, fill an empty store with the seed, and let time run when the party is live."""
        await self.state.book.load()
        await self.state.fill()
        if self.state.settings.live:
            self.state.tasks.start(driving.tick(self.state), endless=True)

    async def idle(self, seconds: float) -> bool:
        """Wait until background work is done; False when it takes longer."""
        return await self.state.tasks.idle(seconds)

    async def close(self) -> None:
        """Cancel background work and wait for its end. The store is its maker's to close."""
        await self.state.tasks.close()

    # registration

    def registration(self, peer: str) -> Registration | None:
        """The registration with a peer, once `open()` was called."""
        return self.state.book.by_peer.get(peer)

    @property
    def registrations(self) -> Mapping[str, Registration]:
        """All registrations, by peer."""
        return self.state.book.by_peer

    async def register(self, peer: str, versions_url: str, token_a: str, *, version: str | None = None) -> Registration:
        """Register at a peer; `version` None takes the latest common one."""
        return await registering.register(self.state, peer, versions_url, token_a, version=version)

    async def update(self, peer: str, *, version: str | None = None) -> Registration:
        """PUT credentials: new tokens, perhaps another version."""
        return await registering.update(self.state, peer, version=version)

    async def unregister(self, peer: str) -> Exchange:
        """DELETE credentials."""
        return await registering.unregister(self.state, peer)

    def endpoint(self, peer: str, module: str, interface: str | None = None) -> str | None:
        """The peer's URL of a module."""
        registration = self.registration(peer)
        return registration.endpoint(module, interface) if registration else None

    # any request

    async def call(
        self,
        peer: str,
        method: str,
        url: str,
        *,
        body: Any = NOTHING,
        raw: bytes | None = None,
        headers: Iterable[tuple[str, str | None]] = (),
        token: str | None = None,
        token_form: str | None = None,
        route: Route | None = None,
        deliberate: frozenset[Deliberate] = frozenset(),
        timeout: float | None = None,
    ) -> Exchange:
        """Any request: token, ids and routing headers are added; `headers` are laid over them (None removes one),
        `token` takes another than the registered one ("" none)."""
        wish = Wish(method, url, body, raw, tuple(headers), route, deliberate, timeout)
        return await calling.call(self.state, peer, wish, token=token, token_form=token_form)

    async def pull(
        self,
        peer: str,
        module: str,
        *,
        date_from: str | None = None,
        date_to: str | None = None,
        limit: int | None = None,
        offset: int | None = None,
        pages: int | None = None,
    ) -> PullOutcome:
        """All pages of a list, at most `pages`."""
        return await pulling.pull(
            self.state, peer, module, date_from=date_from, date_to=date_to, limit=limit, offset=offset, pages=pages
        )

    async def command(
        self, peer: str, kind: str, body: Mapping[str, Any], within: float = DEFAULT_WITHIN
    ) -> CommandOutcome:
        """Send a command; `response_url` is ours unless the body has one; wait `within` seconds for the result."""
        return await commanding.command(self.state, peer, kind, dict(body), within)

    async def authorize(
        self,
        peer: str,
        token_uid: str,
        *,
        token_type: str | None = None,
        location: str | None = None,
        evse: str | None = None,
    ) -> Exchange:
        """Ask an eMSP whether a token may charge."""
        return await authorizing.ask(self.state, peer, token_uid, token_type=token_type, location=location, evse=evse)

    # what a party does

    async def start_session(
        self,
        peer: str,
        location: str,
        evse: str | None = None,
        connector: str | None = None,
        token: Mapping[str, Any] | None = None,
        *,
        readings: int = 2,
        kwh: float | None = None,
        within: float = DEFAULT_WITHIN,
    ) -> Document:
        """A CPO begins a session and pushes it, with so many readings; an eMSP commands it, and waits for it."""
        who = dict(token) if token else await presenting.default_token(self.state)
        if self.state.identity.role == "CPO":
            known = await presenting.known_token(self.state, str(who.get("uid")), str(who.get("type", "RFID")))
            driver = driving.Driver((known or {}) | who)
            session = await presenting.begin(
                self.state, peer, location, evse, connector, driver, readings=readings, kwh=kwh
            )
            return await self._written(peer, "Session", session)
        place = {"location_id": location, "evse_uid": evse, "connector_id": connector}
        body = {"token": who} | {name: value for name, value in place.items() if value is not None}
        return await commanding.start(self.state, peer, body, within)

    async def stop_session(
        self, peer: str, session_id: str, *, within: float = DEFAULT_WITHIN
    ) -> tuple[Document, Document | None]:
        """The session COMPLETED, and its CDR (None when the CPO sent none to an eMSP in time)."""
        if self.state.identity.role == "CPO":
            session, cdr = await driving.stop(self.state, peer, session_id)
            return await self._written(peer, "Session", session), await self._written(peer, "CDR", cdr)
        return await commanding.stop(self.state, peer, session_id, within)

    async def change(self, peer: str, object_path: str, fragment: Mapping[str, Any]) -> Document:
        """Change an object of ours (`locations/LOC0001/EVSE01`), push the change, return the object after it."""
        return await changing.change(self.state, peer, object_path, dict(fragment))

    async def present_token(
        self,
        peer: str,
        token_uid: str,
        location: str,
        evse: str | None = None,
        *,
        token_type: str = "RFID",
        readings: int = 2,
    ) -> dict[str, Any]:
        """A driver holds a token to a charger: `{allowed, session, authorization}`."""
        found = await presenting.present(
            self.state, peer, token_uid, location, evse, token_type=token_type, readings=readings
        )
        session = found["session"]
        return found | {"session": session and await self._written(peer, "Session", session)}

    async def _written(self, peer: str, name: str, document: Document) -> Document:
        """An object of ours in the version agreed with a peer."""
        _, version = await counterpart(self.state, peer)
        return written(version, name, document)

    async def find(self, module: str, key: str) -> Document | None:
        """A stored object by its key, e.g. ("sessions", "NL/TST/S1"); tokens: "NL/EMP/RFID-1/RFID"."""
        return await self.state.store.get(self.state.kind(module), key.upper())

    # as expressions see it

    def view(self, peer: str) -> OwnView:
        """This party, in a conversation with `peer`."""
        return OwnView(self.state, peer)

    def peer_view(self, peer: str, versions_url: str = "", token_a: str = "") -> PeerView:
        """What this party knows of `peer`."""
        return PeerView(self.state, peer, versions_url, token_a)
