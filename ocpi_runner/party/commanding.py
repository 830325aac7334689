"""An eMSP tells a CPO what to do, and waits for what comes of it."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from ocpi_runner.ocpi import address
from ocpi_runner.ocpi.commands import BODIES
from ocpi_runner.ocpi.version import Version
from ocpi_runner.ocpi.writing import read, written
from ocpi_runner.party import tree
from ocpi_runner.party.calling import Wish, answer_of, call, why_not
from ocpi_runner.party.pulling import pull
from ocpi_runner.party.pushing import counterpart
from ocpi_runner.party.state import Document, PartyState
from ocpi_runner.record.exchange import Exchange
from ocpi_runner.source.errors import PeerFault

MOST_WAITING = 1000


@dataclass(frozen=True, slots=True)
class CommandOutcome:
    """What became of a command."""

    exchange: Exchange
    response: Document | None  #: the CommandResponse; None when the answer holds none
    result: Document | None  #: the CommandResult; None when none came in time


def promise(state: PartyState) -> tuple[str, asyncio.Future[Document]]:
    """An id for a response_url, and what will come there."""
    while len(state.results) >= MOST_WAITING:
        state.results.pop(next(iter(state.results)))
    number, future = state.settings.make_id(), asyncio.get_running_loop().create_future()
    state.results[number] = future
    return number, future


async def command(state: PartyState, peer: str, kind: str, body: Document, within: float) -> CommandOutcome:
    """Send a command; wait `within` seconds for its result when it is accepted. OCPI 2.2.1, 13. Raises PeerFault."""
    registration, version = await counterpart(state, peer)
    url = registration.endpoint("commands", "receiver") or registration.endpoint("commands")
    if url is None:
        raise PeerFault(f"`{peer}` does not offer commands")
    number, future = promise(state)
    ours = address.join(state.module_url(version.number, "commands"), kind, number)
    content = {"response_url": ours, **body}
    if isinstance(content.get("token"), dict):
        content["token"] = await whole_token(state, content["token"])
    content = written(version, BODIES.get(kind, kind), content)
    exchange = await call(state, peer, Wish("POST", address.join(url, kind), content))
    response = response_of(exchange)
    if response is None or response.get("result") != "ACCEPTED" or within <= 0:
        return CommandOutcome(exchange, response, future.result() if future.done() else None)
    try:
        return CommandOutcome(exchange, response, await asyncio.wait_for(asyncio.shield(future), within))
    except TimeoutError:
        return CommandOutcome(exchange, response, None)


def response_of(exchange: Exchange) -> Document | None:
    """The CommandResponse of an answer."""
    envelope = answer_of(exchange)
    data = envelope.data if envelope else None
    data = data[0] if isinstance(data, list) and data else data
    return data if isinstance(data, dict) and "result" in data else None


async def whole_token(state: PartyState, token: Document) -> Document:
    """The Token of ours that a uid and type stand for; what was given where it is not one of ours."""
    key = f"{state.own}{token.get('uid')}/{token.get('type', 'RFID')}".upper()
    known = await state.store.get(state.kind("tokens"), key)
    return token if known is None else known | token


@contextmanager
def watching(state: PartyState, module: str) -> Iterator[Callable[[Callable[[Document], bool], float], Any]]:
    """Collect what a peer writes from here on; gives a function that waits for one that fits."""
    queue: asyncio.Queue[Document] = asyncio.Queue()
    seen: list[Document] = []

    def watcher(name: str, document: Document) -> None:
        if name == module:
            queue.put_nowait(document)

    async def wait(fits: Callable[[Document], bool], seconds: float) -> Document | None:
        try:
            async with asyncio.timeout(seconds):
                while True:
                    for document in seen:
                        if fits(document):
                            return document
                    seen.clear()
                    seen.append(await queue.get())
        except TimeoutError:
            return None

    state.watchers.append(watcher)
    try:
        yield wait
    finally:
        state.watchers.remove(watcher)


async def accepted(state: PartyState, peer: str, kind: str, body: Document, within: float) -> None:
    """Send a command that has to be accepted, also by the Charge Point. Raises PeerFault."""
    outcome = await command(state, peer, kind, body, within)
    if outcome.response is None:
        raise PeerFault(f"{kind}: {why_not(outcome.exchange)}", exchange=outcome.exchange.number)
    for what, said in (("CommandResponse", outcome.response), ("CommandResult", outcome.result)):
        if said is not None and said.get("result") != "ACCEPTED":
            raise PeerFault(f"{kind}: {what} is {said.get('result')}", exchange=outcome.exchange.number)


async def start(state: PartyState, peer: str, body: Document, within: float) -> Document:
    """START_SESSION, and wait until the session is ACTIVE; asks for it when nothing is pushed. Raises PeerFault."""
    _, version = await counterpart(state, peer)
    token, place = await whole_token(state, body["token"]), body["location_id"]

    def fits(session: Document) -> bool:
        told = read(version, "Session", session)
        here = tree.same(told.get("location_id"), place) and same_driver(told.get("cdr_token"), token)
        return here and told.get("status") == "ACTIVE"

    since = state.now()
    with watching(state, "sessions") as wait:
        await accepted(state, peer, "START_SESSION", body, within)
        session = await wait(fits, within) or await pulled(state, peer, "sessions", fits, since)
    if session is None:
        raise PeerFault(f"START_SESSION was accepted, but no session became ACTIVE within {within:g} s")
    return session


async def stop(state: PartyState, peer: str, session_id: str, within: float) -> tuple[Document, Document | None]:
    """STOP_SESSION, and wait for the session's end and its CDR (None when none comes). Raises PeerFault."""

    def ended(session: Document) -> bool:
        return tree.same(session.get("id"), session_id) and session.get("status") == "COMPLETED"

    _, version = await counterpart(state, peer)
    since = state.now()
    with watching(state, "sessions") as session_comes, watching(state, "cdrs") as cdr_comes:
        await accepted(state, peer, "STOP_SESSION", {"session_id": session_id}, within)
        session = await session_comes(ended, within) or await pulled(state, peer, "sessions", ended, since)
        if session is None:
            raise PeerFault(f"STOP_SESSION was accepted, but session {session_id} did not end within {within:g} s")
        billed = partial(bill_of, version, session)
        return session, await cdr_comes(billed, within) or await pulled(state, peer, "cdrs", billed, since)


def same_driver(told: object, token: Document) -> bool:
    """Whether a CdrToken, or what a version has in its place, belongs to a token; by uid, else by contract."""
    known = told if isinstance(told, dict) else {}
    member = "uid" if "uid" in known else "contract_id"
    return tree.same(known.get(member), token.get(member))


def bill_of(version: Version, session: Document, cdr: Document) -> bool:
    """Whether a CDR belongs to a session: as it says, else by the driver and the start."""
    if cdr.get("session_id") is not None:
        return tree.same(cdr["session_id"], session.get("id"))
    charge, told = read(version, "Session", session), read(version, "CDR", cdr)
    begun = told.get("start_date_time") == charge.get("start_date_time")
    return begun and same_driver(told.get("cdr_token"), charge.get("cdr_token") or {})


async def pulled(
    state: PartyState, peer: str, module: str, fits: Callable[[Document], bool], since: str
) -> Document | None:
    """The object that was not pushed, from the peer's list."""
    registration, _ = await counterpart(state, peer)
    if registration.endpoint(module, "sender") is None:
        return None
    outcome = await pull(state, peer, module, date_from=since, pages=20)
    return next((o for o in outcome.objects if isinstance(o, dict) and fits(o)), None)
