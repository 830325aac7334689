"""A party of ours in its conversation with one peer: what a step can have it do."""

from dataclasses import asdict, dataclass
from typing import Any

from ocpi_runner.party.commanding import CommandOutcome
from ocpi_runner.party.party import Party
from ocpi_runner.party.pulling import PullOutcome
from ocpi_runner.record.exchange import Deliberate, Exchange, Route
from ocpi_runner.run.options import Peer
from ocpi_runner.run.views import OPEN
from ocpi_runner.source.errors import PeerFault


@dataclass(frozen=True, slots=True)
class Actor:
    """`peer` is the name of the other side, `told` what the caller said of it, `peer_url` its versions URL."""

    party: Party
    peer: str
    told: Peer
    peer_url: str

    async def send(
        self,
        method: str,
        url: str,
        *,
        content: bytes | None,
        headers: tuple[tuple[str, str | None], ...],
        token: str | None,
        token_form: str | None,
        timeout: float | None,
        deliberate: frozenset[Deliberate],
    ) -> Exchange:
        """Any request; before a registration it goes out with token A."""
        route = None
        if token is None and self.party.registration(self.peer) is None:
            token = self.told.token
            if method == "GET" and url.rstrip("/") == self.peer_url.rstrip("/"):
                route = Route("", "versions.get", token="A")
        return await self.party.call(
            self.peer,
            method,
            url,
            raw=content,
            headers=headers,
            token=token,
            token_form=token_form,
            deliberate=deliberate,
            timeout=timeout,
            route=route,
        )

    async def register(self, url: str, token: str, *, new: bool, update: bool) -> dict[str, Any]:
        """The handshake; a registration that is there is used again, and updated when we have moved."""
        held = self.party.registration(self.peer)
        if held is not None and update:
            return self.shown(await self.party.update(self.peer))
        if held is not None and not new and held.versions_url == url:
            known = await self.party.state.store.get(self.moved_kind, self.peer) or {}
            moved = known.get("url") != self.party.versions_url
            made = await self.party.update(self.peer) if moved else held
        else:
            made = await self.party.register(self.peer, url, token)
        await self.party.state.store.put(self.moved_kind, self.peer, {"url": self.party.versions_url})
        return self.shown(made)

    @property
    def moved_kind(self) -> str:
        """Where it is kept which URL of ours the peer knows."""
        return f"{self.party.name}/addresses"

    def shown(self, registration: Any) -> dict[str, Any]:
        """A registration as a scenario sees it; `token` is the one by which we call."""
        return {**asdict(registration), "token": registration.their_token}

    async def unregister(self) -> Exchange:
        """DELETE credentials."""
        return await self.party.unregister(self.peer)

    async def pull(self, module: str, **window: Any) -> PullOutcome:
        """A whole list."""
        return await self.party.pull(self.peer, module, **window)

    async def command(self, kind: str, body: dict[str, Any], within: float) -> CommandOutcome:
        """A command and its result."""
        return await self.party.command(self.peer, kind, body, within)

    async def start_session(self, wish: dict[str, Any], within: float) -> dict[str, Any]:
        """As a CPO one's own, as an eMSP by command."""
        return await self.party.start_session(self.peer, **wish, within=within)

    async def present_token(self, wish: dict[str, Any]) -> tuple[str, dict[str, Any] | None]:
        """A token at one of its EVSEs: what the eMSP (or its whitelist) says, and the session if it is ALLOWED."""
        token = wish["token"] or {}
        outcome = await self.party.present_token(
            self.peer,
            str(token.get("uid", "")),
            wish["location"],
            wish["evse"],
            token_type=str(token.get("type", "RFID")),
            readings=wish["readings"],
        )
        return str(outcome["allowed"]), outcome["session"]

    async def stop_session(self, session_id: str, within: float) -> dict[str, Any]:
        """The same for its end; without an id the session that began last."""
        chosen = session_id or await self.latest_session()
        session, cdr = await self.party.stop_session(self.peer, chosen, within=within)
        return {"session": session, "cdr": cdr}

    async def latest_session(self) -> str:
        """The session that began last and is not over; PeerFault when there is none."""
        state = self.party.state
        page = await state.store.page(state.kind("sessions"))
        going = [each for each in page.items if each.get("status") in OPEN]
        if not going:
            raise PeerFault("there is no session to stop", "start one first, or name it: stop_session: ID")
        return str(max(going, key=lambda each: str(each.get("start_date_time")))["id"])

    async def change(self, path: str, fragment: dict[str, Any]) -> dict[str, Any]:
        """One of its own objects."""
        return await self.party.change(self.peer, path, fragment)
