"""`serve`: one party that runs until it is stopped, judged and told of like a scenario."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from ocpi_runner import __version__
from ocpi_runner.ocpi.identity import Identity
from ocpi_runner.ocpi.versions import VERSIONS
from ocpi_runner.party.party import Party
from ocpi_runner.party.settings import Settings
from ocpi_runner.record.event import Event
from ocpi_runner.run.actor import Actor
from ocpi_runner.run.clock import WallClock
from ocpi_runner.run.judging import Judging
from ocpi_runner.run.opening import client_settings, identity, server_settings
from ocpi_runner.run.options import Options, Peer
from ocpi_runner.store.protocol import Store
from ocpi_runner.wire.client import Client
from ocpi_runner.wire.journal import Journal
from ocpi_runner.wire.log import Log
from ocpi_runner.wire.server import Server
from ocpi_runner.wire.tap import Tap

Around = Callable[[Any], Any]  #: an ASGI app in, an ASGI app out


@dataclass(frozen=True, slots=True)
class Serving:
    """What is served: the party's name, in which versions, with what behind it."""

    name: str
    versions: tuple[str, ...]
    options: Options
    store: Store
    journal: Journal | None
    emit: Callable[[Event], None]
    token_a: str
    reading_interval: float = 60.0  #: seconds between meter readings of a running session


@asynccontextmanager
async def served(serving: Serving, around: Around) -> AsyncIterator[Party]:
    """The party, listening; EnvironmentFault when the port or the store is not to be had."""
    clock = WallClock()
    log = Log(serving.journal, clock.time)
    async with AsyncExitStack() as stack:
        client = Client(log, client_settings(serving.options))
        stack.push_async_callback(client.close)
        server = Server(server_settings(serving.options))
        base_url = server.bind()
        stack.push_async_callback(server.stop)
        versions = tuple(VERSIONS[number] for number in serving.versions)
        settings = Settings(
            token_a=serving.token_a,
            repeatable_token_a=True,
            fixed_tokens=serving.options.fixed_tokens,
            token_form=serving.options.peers.get("peer", Peer()).token_form,
            live=True,
            reading_interval=serving.reading_interval,
            software=__version__,
        )
        who = identity(serving.name, serving.options)
        party = Party(serving.name, who, versions, serving.store, client, clock, settings)
        party.base_url = base_url
        log.listeners.append(judging(serving, party))
        await server.start(around(Tap(party.app, log, serving.name)))
        await party.open()
        stack.push_async_callback(party.close)
        yield party


def judging(serving: Serving, party: Party) -> Judging:
    """Everybody but ourselves is on trial."""

    def known() -> dict[str, tuple[Identity, ...]]:
        return {peer: each.parties for peer, each in party.registrations.items()}

    latest = VERSIONS[serving.versions[-1]]
    return Judging(
        latest, None, serving.options.told(), serving.emit, known, lambda: bool(party.registrations), serving.versions
    )


async def register_at(party: Party, url: str, token: str) -> str:
    """Register at a peer, or use the registration that the store holds; the peer's party, e.g. "NL/TST"."""
    held = next((each for each in party.registrations.values() if each.versions_url == url), None)
    peer = held.peer if held else url
    made = await Actor(party, peer, Peer(token=token), url).register(url, token, new=False, update=False)
    return next((f"{each['country_code']}/{each['party_id']}" for each in made["parties"]), peer)
