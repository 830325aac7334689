"""Sets a stage: makes the parties, gives each its client and its server, and takes all down again."""

import random
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from ocpi_runner import __version__
from ocpi_runner.ocpi.identity import Identity
from ocpi_runner.ocpi.versions import version as version_of
from ocpi_runner.party.party import Party
from ocpi_runner.party.settings import Settings
from ocpi_runner.record.redact import Redactor
from ocpi_runner.run.actor import Actor
from ocpi_runner.run.clock import Clock
from ocpi_runner.run.options import Options, Peer
from ocpi_runner.run.stage import Stage
from ocpi_runner.run.views import Holdings
from ocpi_runner.scenario.model import Scenario, Step, Use
from ocpi_runner.source.errors import InputError
from ocpi_runner.store.memory import MemoryStore
from ocpi_runner.store.protocol import Store
from ocpi_runner.wire.client import Client, ClientSettings
from ocpi_runner.wire.journal import Journal
from ocpi_runner.wire.log import Log
from ocpi_runner.wire.server import Server, ServerSettings
from ocpi_runner.wire.tap import Tap

IDENTITIES = {
    "cpo": Identity("CPO", "NL", "TST", "Test CPO"),
    "emsp": Identity("EMSP", "NL", "EMP", "Test eMSP"),
}
#: Steps that make somebody call us, or that need what a party holds.
CALLED = frozenset({"serve", "expect", "register", "command", "start_session", "stop_session", "change", "use"})
LOOKS_AT_OBJECTS = (".objects", ".active_sessions")


@dataclass(frozen=True, slots=True)
class Setting:
    """What all stages of a run share."""

    options: Options
    clock: Clock
    redactor: Redactor
    journal: Journal | None
    number: Callable[[], int]
    store: Store | None  #: None: each stage has its own memory


@asynccontextmanager
async def open_stage(scenario: Scenario, version: str, given: Setting, id: str) -> AsyncIterator[Stage]:
    """A stage with everybody on it, for the run of that id; EnvironmentFault when a port or a file is not to be had."""
    sut = scenario.test or ""
    log = Log(given.journal, given.clock.time, given.number)
    stage = Stage(given.options, given.clock, version_of(version), given.redactor, log, sut)
    stage.looks_at_objects = any(word in each.source for each in scenarios_in(scenario) for word in LOOKS_AT_OBJECTS)
    stage.played = scenario.play
    stage.builtin = given.options.peers.get(sut, Peer()).url is None
    stage.listening = stage.builtin or calls_us(scenario)
    async with AsyncExitStack() as stack:
        builder = Builder(stage, given, stack, id)
        for name in scenario.play:
            await builder.add(name, sut, log, given.store or MemoryStore(), ours=True)
        if stage.builtin and sut:
            silent = Log(None, given.clock.time)
            await builder.add(sut, scenario.play[0], silent, MemoryStore(), ours=False)
        builder.introduce()
        yield stage


def calls_us(scenario: Scenario) -> bool:
    """Whether anybody may call the parties that we play: a scenario of plain requests needs no server of ours."""
    kinds = {step.kind for each in scenarios_in(scenario) for step in steps_in(top_steps(each))}
    names = any(f"{name}." in each.source for name in scenario.play for each in scenarios_in(scenario))
    return names or bool(kinds & CALLED)


def top_steps(scenario: Scenario) -> tuple[Step, ...]:
    """What a file itself plays, in order."""
    return scenario.use + scenario.steps + scenario.finally_


def steps_in(steps: tuple[Step, ...]) -> Iterator[Step]:
    """These steps, those inside them and those that trigger them; not those of other files."""
    for step in steps:
        yield step
        yield from steps_in(getattr(step.action, "steps", ()) + getattr(step.action, "trigger", ()))


def scenarios_in(scenario: Scenario) -> Iterator[Scenario]:
    """A scenario and all that it uses, at whatever depth."""
    yield scenario
    for step in steps_in(top_steps(scenario)):
        if isinstance(step.action, Use):
            yield from scenarios_in(step.action.scenario)


class Builder:
    """Puts parties on a stage."""

    def __init__(self, stage: Stage, given: Setting, stack: AsyncExitStack, id: str) -> None:
        self.stage = stage
        self.given = given
        self.stack = stack
        self.id = id
        self.parties: dict[str, tuple[Party, str]] = {}

    async def add(self, name: str, peer: str, log: Log, store: Store, *, ours: bool) -> None:
        """One party: its client, its server, its app."""
        options = self.given.options
        client = Client(log, client_settings(options) if ours else ClientSettings())
        self.stack.push_async_callback(client.close)
        server = Server(server_settings(options) if ours else None)
        base_url = server.bind()
        self.stack.push_async_callback(server.stop)
        who, versions = identity(name, options), (self.stage.version,)
        own = settings(name, peer, options, self.given.redactor, f"{options.seed}/{self.id}/{name}")
        party = Party(name, who, versions, store, client, self.given.clock, own)
        party.base_url = base_url
        party.hook = self.stage.overrides if ours else None
        self.stack.push_async_callback(party.close)
        if self.stage.listening:
            await server.start(Tap(party.app, log, name, peer) if ours else party.app)
            await party.open()
        else:
            await party.state.book.load()
        self.parties[name] = (party, peer)

    def introduce(self) -> None:
        """Everybody knows whom to talk to, and expressions know everybody."""
        stage = self.stage
        for name, (party, peer) in self.parties.items():
            told = stage.options.peers.get(peer, Peer())
            url = told.url or (self.parties[peer][0].versions_url if peer in self.parties else "")
            stage.actors[name] = Actor(party, peer, told, url)
            holdings = Holdings(party.view(peer), party)
            stage.holdings.append(holdings)
            stage.base[name] = holdings
        first = stage.actor(None)
        if stage.sut:
            stage.base[stage.sut] = self.seen_from(first)

    def seen_from(self, actor: Actor) -> Any:
        """The system under test as we know it; the built-in one adds nothing that a real one could not."""
        return actor.party.peer_view(actor.peer, actor.peer_url, actor.told.token)


def identity(name: str, options: Options) -> Identity:
    """Who a party of ours is; `--env cpo.party=NL/ABC` changes it."""
    known = IDENTITIES.get(name)
    if known is None:
        raise InputError(f"there is no party `{name}`", f"one of {', '.join(IDENTITIES)}")
    told = options.peers.get(name, Peer()).party
    if told is None:
        return known
    country, _, party = told.partition("/")
    return Identity(known.role, country.upper(), party.upper(), known.name)


def settings(name: str, peer: str, options: Options, redactor: Redactor, seed: str) -> Settings:
    """A party's own settings; tokens and ids come from the seed, so that two runs can be alike."""
    chance = random.Random(seed)
    told = options.peers.get(peer, Peer())
    own = options.peers.get(name, Peer())
    for token in (told.token, own.token):
        redactor.add(token, "token A")

    def make_token() -> str:
        token = f"{chance.getrandbits(192):048x}"
        redactor.add(token, "token")
        return token

    return Settings(
        token_a=own.token,
        fixed_tokens=options.fixed_tokens,
        token_form=told.token_form,
        peer=peer,
        make_token=make_token,
        make_id=lambda: str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        software=__version__,
    )


def client_settings(options: Options) -> ClientSettings:
    """How our requests go out."""
    tls = options.tls
    return ClientSettings(
        timeout=options.timeout, cacert=tls.cacert, cert=tls.cert, insecure=tls.insecure, proxies=options.proxies
    )


def server_settings(options: Options) -> ServerSettings:
    """Where we listen."""
    return ServerSettings(options.listen, options.public_url, options.tls.server_cert, options.tls.server_key)
