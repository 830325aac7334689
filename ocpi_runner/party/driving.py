"""The life of a session at a CPO: PENDING, ACTIVE with rising energy, COMPLETED, then its CDR; each step is pushed.

Unless the party is live, a session runs in simulated time: it began so long ago that every reading lies in the past.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from ocpi_runner.ocpi.moment import parse, to_text
from ocpi_runner.party import charge
from ocpi_runner.party.changing import change
from ocpi_runner.party.objects import top_of
from ocpi_runner.party.place import Place, tariff_of
from ocpi_runner.party.pushing import counterpart, push, unpatchable
from ocpi_runner.party.receipt import alone, cdr_of, cdr_token
from ocpi_runner.party.state import Document, PartyState
from ocpi_runner.source.errors import PeerFault

READING = timedelta(minutes=15)
RUNNING = frozenset({"PENDING", "ACTIVE", "RESERVATION"})


@dataclass(frozen=True, slots=True)
class Driver:
    """Who charges, and on what grounds."""

    token: Document
    auth_method: str = "WHITELIST"
    authorization_reference: str | None = None
    session_id: str | None = None  #: of the session that the reservation began


def lock(state: PartyState, session_id: str) -> asyncio.Lock:
    """One thing at a time happens to a session."""
    return state.locks.setdefault(session_id.upper(), asyncio.Lock())


async def keep(state: PartyState, peer: str, session: Document, fragment: Document | None = None) -> Document:
    """Store a session and push it: whole by PUT, or only `fragment` by PATCH."""
    _, version = await counterpart(state, peer)
    kind = top_of(version, "sessions")
    await state.store.put(state.kind("sessions"), f"{state.own}{session['id']}".upper(), session)
    sent = None if fragment is None else await push(state, peer, "PATCH", kind, session, body=fragment)
    if fragment is None or unpatchable(sent):
        await push(state, peer, "PUT", kind, session)
    return session


def made(state: PartyState, peer_party: tuple[str, str], place: Place, driver: Driver, start: datetime) -> Document:
    """A session that has just begun."""
    session: Document = {
        "country_code": state.identity.country_code,
        "party_id": state.identity.party_id,
        "id": driver.session_id or state.settings.make_id()[:36],
        "start_date_time": to_text(start),
        "kwh": 0.0,
        "cdr_token": cdr_token(*peer_party, driver.token),
        "auth_method": driver.auth_method,
        "location_id": place.location["id"],
        "evse_uid": place.evse["uid"],
        "connector_id": place.connector["id"],
        "currency": "EUR",
        "charging_periods": [],
        "status": "PENDING",
        "last_updated": to_text(start),
        "_location": alone(place.location, place.evse, place.connector),
    }
    reference = driver.authorization_reference
    return session | {"authorization_reference": reference} if reference else session


async def start(
    state: PartyState, peer: str, place: Place, driver: Driver, *, readings: int = 2, kwh: float | None = None
) -> Document:
    """Begin a session and push it, with so many readings; `kwh` is the energy of the whole charge. Raises PeerFault."""
    registration, _ = await counterpart(state, peer)
    party = registration.parties[0] if registration.parties else state.identity
    now = state.clock.now().replace(microsecond=0)
    begun = now if state.settings.live else now - READING * (readings + 1)
    tariff = await tariff_of(state, place)
    session = made(state, (party.country_code, party.party_id), place, driver, begun)
    session["currency"] = tariff["currency"] if tariff else session["currency"]
    total = None if kwh is None else Decimal(str(kwh))
    share = Decimal(place.power) / 4000 if total is None else total / (readings + 1)
    plan = {
        "peer": peer,
        "tariff": tariff,
        "location": place.location,
        "share": str(share.quantize(charge.FOUR)),
        "total": None if total is None else str(total),
    }
    async with lock(state, session["id"]):
        await state.store.put(state.kind("plans"), session["id"].upper(), plan)
        await keep(state, peer, session)
        await change(state, peer, place.path, {"status": "CHARGING"})
        active = {"status": "ACTIVE", "last_updated": session["last_updated"]}
        session = await keep(state, peer, session | active, active)
        for _ in range(0 if state.settings.live else readings):
            session = await read_meter(state, peer, session, plan)
    return session


async def hold(state: PartyState, peer: str, place: Place, driver: Driver) -> Document:
    """A reservation begins: a session of its own, and an EVSE that is kept free. OCPI 2.2.1, 9.3.5 (RESERVATION)."""
    registration, _ = await counterpart(state, peer)
    party = registration.parties[0] if registration.parties else state.identity
    now = state.clock.now().replace(microsecond=0)
    session = made(state, (party.country_code, party.party_id), place, driver, now) | {"status": "RESERVATION"}
    await keep(state, peer, session)
    await change(state, peer, place.path, {"status": "RESERVED"})
    return session


async def release(state: PartyState, peer: str, session_id: str, path: str) -> None:
    """A reservation ends unused."""
    session = await own_session(state, session_id)
    now = state.now()
    await keep(state, peer, session | {"status": "COMPLETED", "end_date_time": now, "last_updated": now})
    await change(state, peer, path, {"status": "AVAILABLE"})


async def read_meter(state: PartyState, peer: str, session: Document, plan: Document) -> Document:
    """One reading: energy since the last one, the cost so far; pushed as PATCH."""
    fragment = metered(state, session, plan)
    changed = session | fragment | {"charging_periods": [*session["charging_periods"], *fragment["charging_periods"]]}
    return await keep(state, peer, changed, fragment)


def metered(state: PartyState, session: Document, plan: Document, *, last: bool = False) -> Document:
    """What a reading changes; in it, `charging_periods` holds the new period only."""
    before = parse(session["last_updated"])
    assert before is not None
    live = state.settings.live
    now = max(before, state.clock.now().replace(microsecond=0)) if live else before + READING
    hours = charge.hours_between(before, now)
    energy = (Decimal(plan["share"]) * hours * 4).quantize(charge.FOUR)
    done = charge.volume(session["charging_periods"], "ENERGY")
    if plan.get("total") is not None:
        left = max(Decimal(plan["total"]) - done, Decimal(0))
        energy = left if last else min(energy, left)
    tariff, time_zone = plan.get("tariff"), (plan.get("location") or {}).get("time_zone")
    period = charge.period(to_text(before), energy, hours, tariff["id"] if tariff else None)
    periods = [*session["charging_periods"], period]
    return {
        "kwh": charge.number(charge.volume(periods, "ENERGY")),
        "charging_periods": [period],
        "total_cost": charge.as_price(charge.bill(tariff, periods, to_text(now), time_zone).total),
        "last_updated": to_text(now),
    }


async def own_session(state: PartyState, session_id: str) -> Document:
    """A session of ours. Raises PeerFault when there is none."""
    session = await state.store.get(state.kind("sessions"), f"{state.own}{session_id}".upper())
    if session is None:
        raise PeerFault(f"`{state.name}` has no session {session_id!r}")
    return session


async def stop(state: PartyState, peer: str, session_id: str) -> tuple[Document, Document]:
    """End a session: a last reading, COMPLETED, the EVSE free again, and the CDR. Raises PeerFault."""
    async with lock(state, session_id):
        session = await own_session(state, session_id)
        if session["status"] not in RUNNING:
            raise PeerFault(f"session {session_id} is {session['status']}, so it cannot be stopped")
        plan: dict[str, Any] = await state.store.get(state.kind("plans"), session_id.upper()) or {"share": "0"}
        fragment = metered(state, session, plan, last=True)
        end = fragment["last_updated"]
        periods = [*session["charging_periods"], *fragment["charging_periods"]]
        told = max(end, state.now())  # never before what a scenario told of the Session in between
        ended = {"charging_periods": periods, "status": "COMPLETED", "end_date_time": end, "last_updated": told}
        session = await keep(state, peer, session | fragment | ended)
        await change(state, peer, f"locations/{session['location_id']}/{session['evse_uid']}", {"status": "AVAILABLE"})
        cdr = await bill(state, peer, session, plan)
    state.locks.pop(session_id.upper(), None)
    return session, cdr


async def bill(state: PartyState, peer: str, session: Document, plan: Document) -> Document:
    """Make, keep and push the CDR of a session."""
    _, version = await counterpart(state, peer)
    location = plan.get("location") or await state.store.get(
        state.kind("locations"), f"{state.own}{session['location_id']}".upper()
    )
    if location is None:
        raise PeerFault(f"the location {session['location_id']} of session {session['id']} is gone")
    cdr = cdr_of(session, location, plan.get("tariff"), state.settings.make_id()[:36], session["last_updated"])
    await state.store.put(state.kind("cdrs"), f"{state.own}{cdr['id']}".upper(), cdr)
    await push(state, peer, "POST", top_of(version, "cdrs"), cdr)
    return cdr


async def tick(state: PartyState) -> None:
    """Every so often, a reading of every session that is active; for a party that runs by the clock."""
    while True:
        await state.clock.sleep(state.settings.reading_interval)
        page = await state.store.page(state.kind("sessions"), prefix=state.own)
        for session in page.items:
            if session["status"] == "ACTIVE":
                await tick_one(state, session["id"])


async def tick_one(state: PartyState, session_id: str) -> None:
    """One reading of a session, if it is still active; a peer that cannot be reached hears of it the next time."""
    plan = await state.store.get(state.kind("plans"), session_id.upper())
    async with lock(state, session_id):
        session = await own_session(state, session_id)
        if plan is not None and session["status"] == "ACTIVE":
            try:
                await read_meter(state, plan["peer"], session, plan)
            except PeerFault as fault:
                state.tasks.troubles.append(fault.message)
