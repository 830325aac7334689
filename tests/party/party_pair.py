"""Two parties wired to each other in memory: what one sends, the other one's app answers."""

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

import httpx

from ocpi_runner.ocpi.identity import Identity
from ocpi_runner.ocpi.versions import VERSIONS
from ocpi_runner.party.party import Party
from ocpi_runner.party.settings import Settings
from ocpi_runner.record.exchange import Call, Exchange, Failure, Request, Response
from ocpi_runner.store.memory import MemoryStore

NOW = datetime(2026, 11, 25, 2, 8, 21, tzinfo=UTC)
CPO = Identity("CPO", "NL", "TST", "Test CPO")
EMSP = Identity("EMSP", "NL", "EMP", "Test eMSP")


class StandingClock:
    """Time stands still, and waiting takes none."""

    def now(self) -> datetime:
        return NOW

    async def sleep(self, seconds: float) -> None:
        return None


@dataclass
class Wires:
    """Sends a call to the app that is served at its origin, and remembers the exchange."""

    apps: dict[str, Any] = field(default_factory=dict)
    exchanges: list[Exchange] = field(default_factory=list)
    numbers: Any = field(default_factory=lambda: count(1))

    async def __call__(self, call: Call) -> Exchange:
        number = next(self.numbers)
        request = Request(call.method, call.url, call.headers, call.content or b"", len(call.content or b""))
        response, failure = None, None
        app = self.apps.get("/".join(call.url.split("/", 3)[:3]))
        if app is None:
            failure = Failure("refused", "nobody listens there")
        else:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app)) as client:
                got = await client.request(call.method, call.url, headers=list(call.headers), content=call.content)
            response = Response(got.status_code, tuple(got.headers.multi_items()), got.content, len(got.content))
        made = Exchange(
            number, "out", call.party, call.peer, request, response, 0.0, 0.0, failure, call.route, call.deliberate
        )
        self.exchanges.append(made)
        return made

    def lines(self) -> list[str]:
        """What was sent, in order of the answers: "PUT http://emsp/2.2.1/…"."""
        return [f"{e.request.method} {e.request.url}" for e in self.exchanges]


def numbered(prefix: str) -> Callable[[], str]:
    """Ids that are the same in every run."""
    numbers = count(1)
    return lambda: f"{prefix}-{next(numbers)}"


def make_party(wires: Wires, name: str, identity: Identity, versions: tuple[str, ...], **settings: Any) -> Party:
    """A party served at http://name/."""
    chosen: dict[str, Any] = {
        "make_token": numbered(f"token-of-{name}"),
        "make_id": numbered(f"id-of-{name}"),
        "peer": "emsp" if name == "cpo" else "cpo",
    }
    party = Party(
        name,
        identity,
        tuple(VERSIONS[v] for v in versions),
        MemoryStore(),
        wires,
        StandingClock(),
        Settings(**(chosen | settings)),
    )
    party.base_url = f"http://{name}/"
    wires.apps[f"http://{name}"] = party.app
    return party


@dataclass
class Pair:
    """A CPO and an eMSP that can hear each other."""

    cpo: Party
    emsp: Party
    wires: Wires


async def make_pair(versions: tuple[str, ...] = ("2.2", "2.2.1"), **settings: Any) -> Pair:
    """Both open, not registered yet."""
    wires = Wires()
    pair = Pair(
        make_party(wires, "cpo", CPO, versions, **settings),
        make_party(wires, "emsp", EMSP, versions, **settings),
        wires,
    )
    await pair.cpo.open()
    await pair.emsp.open()
    return pair


async def ask(app: Any, method: str, path: str, token: str | None = None, **more: Any) -> httpx.Response:
    """One request to an app, with a token in Base64."""
    headers = dict(more.pop("headers", {}))
    if token is not None:
        headers["Authorization"] = "Token " + base64.b64encode(token.encode()).decode()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://here") as client:
        return await client.request(method, path, headers=headers, **more)


async def member(**settings: Any) -> tuple[Pair, str]:
    """A pair in 2.2.1, in which the eMSP has registered at the CPO; and the eMSP's token there."""
    made = await make_pair(("2.2.1",), **settings)
    await made.emsp.register("cpo", "http://cpo/versions", "AAA_AAA_AAA")
    registration = made.emsp.registration("cpo")
    assert registration is not None
    return made, registration.their_token
