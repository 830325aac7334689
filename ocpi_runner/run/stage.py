"""Where a scenario is played: the parties, their servers, the wire between, set up and taken down."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ocpi_runner.expr.problem import RenderError
from ocpi_runner.expr.scope import Scope
from ocpi_runner.expr.template import compile_value
from ocpi_runner.ocpi.identity import Identity
from ocpi_runner.ocpi.moment import to_text
from ocpi_runner.ocpi.version import Version
from ocpi_runner.record.exchange import Exchange
from ocpi_runner.record.redact import Redactor
from ocpi_runner.record.result import StepResult
from ocpi_runner.run.actor import Actor
from ocpi_runner.run.clock import Clock
from ocpi_runner.run.inbound import Inbox, Wanted, plain_url
from ocpi_runner.run.options import Options
from ocpi_runner.run.overrides import Override, Overrides
from ocpi_runner.run.subject import ABSENT
from ocpi_runner.run.views import Holdings
from ocpi_runner.scenario.model import Expect, Serve, Step
from ocpi_runner.wire.log import Log

HANDSHAKE = ("versions.get", "version_details.get", "credentials.")


class Stage:
    """One per scenario run."""

    def __init__(
        self, options: Options, clock: Clock, version: Version, redactor: Redactor, log: Log, sut: str
    ) -> None:
        self.options = options
        self.clock = clock
        self.version = version
        self.redactor = redactor
        self.log = log
        self.sut = sut
        self.builtin = True
        self.listening = True  #: our servers are up
        self.actors: dict[str, Actor] = {}
        self.played: tuple[str, ...] = ()
        self.base: dict[str, Any] = {}
        self.holdings: list[Holdings] = []
        self.looks_at_objects = False
        self.overrides = Overrides(lambda: to_text(clock.now()))
        self.handshake = False
        self.unoffered = ""  #: why this version cannot be played: the other side speaks another one
        self.inside: dict[str, list[StepResult]] = {}  #: step id -> results of steps inside it, while it is played
        self.last_step = ""  #: id of the step begun last; what comes in meanwhile belongs to it

    # who is there

    def actor(self, name: str | None) -> Actor:
        """The party of that name; without a name the first that we play."""
        return self.actors[name or self.played[0]]

    def can_act(self, name: str | None) -> bool:
        """Whether a step can tell that party what to do: ours always, the system under test only when built in."""
        return (name or self.played[0]) in self.actors

    def tested(self) -> tuple[str, str, bool]:
        """The system under test: its name, its versions URL, and whether it is the built-in one."""
        return self.sut, self.actor(None).peer_url, self.builtin

    @property
    def registered(self) -> bool:
        """Whether the first party that we play is registered with the system under test."""
        return self.actor(None).party.registration(self.sut) is not None

    def known(self) -> Mapping[str, tuple[Identity, ...]]:
        """Who is behind which name, as far as was told in credentials."""
        found = {name: (self.actors[name].party.identity,) for name in self.played}
        registration = self.actor(None).party.registration(self.sut)
        return found | {self.sut: registration.parties} if registration else found

    def left_inside(self, step: str) -> tuple[StepResult, ...]:
        """What an interrupted step had played: its own list and that of the round it was in."""
        lists = [self.inside.pop(key) for key in sorted(self.inside) if key == step or key.startswith(f"{step}.")]
        return tuple(result for results in lists for result in results)

    # what expressions see

    def scope(self, names: dict[str, Any]) -> Scope:
        """A scope of its own names over those of the parties."""
        return Scope(names, self.clock.now, Scope(self.base, self.clock.now))

    async def refresh(self) -> None:
        """Bring `objects` and `active_sessions` up to date, for scenarios that look at them."""
        if self.looks_at_objects:
            for holdings in self.holdings:
                await holdings.refresh()

    def words(self, title: str, scope: Scope) -> str:
        """A title with its templates filled in; as written where that is not possible."""
        try:
            return self.redactor.text(str(compile_value(title).render(scope)))
        except (RenderError, ValueError):
            return title

    # what is put between

    def wanted(self, action: Expect, scope: Scope) -> Wanted:
        """The request that an `expect` waits for, with its templates filled in."""
        if action.address is None:
            return Wanted()
        return Wanted(
            action.address.method,
            plain_url(str(action.address.url.render(scope))),
            ABSENT if action.match is None else action.match.render(scope),
            tuple((name, value.render(scope)) for name, value in action.match_headers),
        )

    def arm(self, step: Step, action: Expect, scope: Scope) -> None:
        """Put the reply of an `expect` in place; one whose address cannot be known yet is left for later."""
        if action.reply is None or any(override.step is step for override in self.overrides.armed):
            return
        try:
            wanted = self.wanted(action, scope)
        except RenderError:
            return
        self.overrides.armed.append(Override(wanted, action.reply, scope, None, step))

    def disarm(self, step: Step) -> None:
        """The `expect` is over."""
        self.overrides.armed = [override for override in self.overrides.armed if override.step is not step]

    def override(self, step: Step, action: Serve, scope: Scope) -> None:
        """Put the answer of a `serve` in place."""
        wanted = Wanted(action.address.method, plain_url(str(action.address.url.render(scope))))
        times = None if action.times is None else int(action.times.render(scope))
        self.overrides.served.append(Override(wanted, action.reply, scope, times, step))

    # what comes in

    def watch(self, judging: Callable[[Exchange], None], inbox: Inbox, label: Callable[[], tuple[str, str]]) -> None:
        """Judge every exchange; keep what came in for the steps that wait for it."""
        self.log.label = label
        self.log.listeners.append(judging)

        def keep(exchange: Exchange) -> None:
            if exchange.direction == "in" and not (self.handshake and of_handshake(exchange)):
                inbox.put(exchange)

        self.log.listeners.append(keep)

    @contextmanager
    def own_handshake(self, actor: Actor) -> Iterator[None]:
        """While we register, the peer's calls to versions and credentials belong to that."""
        self.handshake = actor.party.name in self.played
        try:
            yield
        finally:
            self.handshake = False


def of_handshake(exchange: Exchange) -> bool:
    """Whether a request is part of a registration."""
    return exchange.route is not None and exchange.route.endpoint.startswith(HANDSHAKE)
