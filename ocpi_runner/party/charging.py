"""What a CPO does when it is told to: the five commands, charging preferences; and where an eMSP hears the outcome."""

from collections.abc import Awaitable, Callable
from functools import partial

from ocpi_runner.ocpi import address
from ocpi_runner.ocpi.commands import BODIES
from ocpi_runner.ocpi.moment import parse
from ocpi_runner.ocpi.version import Version
from ocpi_runner.ocpi.writing import written
from ocpi_runner.party import driving, reserving, shape
from ocpi_runner.party import place as places
from ocpi_runner.party.asked import Asked
from ocpi_runner.party.calling import Wish, call
from ocpi_runner.party.place import NoPlace, Place
from ocpi_runner.party.reply import Reply, done, encode, not_found, refused, success
from ocpi_runner.party.state import Document, PartyState
from ocpi_runner.party.trust import refusal
from ocpi_runner.record.exchange import Route

#: What follows an accepted command: says its CommandResult, and may leave more to do after that was sent.
Outcome = tuple[str, Callable[[], Awaitable[object]] | None]
Work = Callable[[PartyState, str, Document], Awaitable[Outcome]]
LOCATED = frozenset({"START_SESSION", "RESERVE_NOW", "UNLOCK_CONNECTOR"})


async def place_of(state: PartyState, body: Document) -> Place:
    """Where a command shall act."""
    return await places.find(state, body["location_id"], body.get("evse_uid"), body.get("connector_id"))


async def start(state: PartyState, peer: str, body: Document) -> Outcome:
    """START_SESSION: a session on command. The token is not checked again. OCPI 2.2.1, 13.3.5."""
    place = await place_of(state, body)
    held = await reserving.holder(state, place)
    if held is not None and not reserving.same_token(held, body["token"]):
        held = None
    if held is None and place.obstacle is not None:
        return place.obstacle, None
    number = None
    if held is not None:
        await reserving.drop(state, peer, held["id"])
        number = held["session_id"]
    driver = driving.Driver(body["token"], "COMMAND", body.get("authorization_reference"), number)
    return "ACCEPTED", partial(driving.start, state, peer, place, driver)


async def stop(state: PartyState, peer: str, body: Document) -> Outcome:
    """STOP_SESSION."""
    return "ACCEPTED", partial(driving.stop, state, peer, body["session_id"])


async def unlock(state: PartyState, peer: str, body: Document) -> Outcome:
    """UNLOCK_CONNECTOR: a broken EVSE cannot."""
    obstacle = (await place_of(state, body)).obstacle
    return ("FAILED" if obstacle == "EVSE_INOPERATIVE" else "ACCEPTED"), None


async def reserve(state: PartyState, peer: str, body: Document) -> Outcome:
    """RESERVE_NOW; the same id again replaces the reservation, and keeps its session."""
    place = await place_of(state, body)
    earlier = await reserving.holder(state, place)
    mine = earlier is not None and earlier["id"] == body["reservation_id"] and earlier["peer"] == peer
    if place.obstacle is not None and not mine:
        return place.obstacle, None
    number = earlier["session_id"] if mine and earlier else state.settings.make_id()[:36]
    await reserving.keep(state, peer, place, body, number)
    driver = driving.Driver(body["token"], "COMMAND", body.get("authorization_reference"), number)
    return "ACCEPTED", None if mine else partial(driving.hold, state, peer, place, driver)


async def cancel(state: PartyState, peer: str, body: Document) -> Outcome:
    """CANCEL_RESERVATION of one's own reservation."""
    held = await reserving.drop(state, peer, body["reservation_id"])
    if held is None:
        return "UNKNOWN_RESERVATION", None
    return "ACCEPTED", partial(driving.release, state, peer, held["session_id"], held["path"])


COMMANDS: dict[str, Work] = {
    "START_SESSION": start,
    "STOP_SESSION": stop,
    "RESERVE_NOW": reserve,
    "CANCEL_RESERVATION": cancel,
    "UNLOCK_CONNECTOR": unlock,
}


async def command(state: PartyState, asked: Asked) -> Reply:
    """The CommandResponse, at once; the CommandResult follows to the response_url. OCPI 2.2.1, 13.2.1."""
    kind, body, peer = asked.params["command"], asked.json, asked.access.peer
    if kind not in COMMANDS or BODIES[kind] not in asked.version.shapes:
        return response(state, asked, "NOT_SUPPORTED")
    for problem in shape.problems(asked.version, BODIES[kind], body):
        return refused(problem)
    reason = refusal(body["response_url"])
    if reason is not None:
        return refused(f"`response_url` {reason}")
    objection = await objection_to(state, asked, kind, body)
    if objection is not None:
        return objection
    asked.after.append(partial(carry_out, state, peer, asked.version, kind, body))
    return response(state, asked, "ACCEPTED")


def response(state: PartyState, asked: Asked, result: str, code: int = 1000, message: str = "Success") -> Reply:
    """A CommandResponse."""
    timeout = state.settings.command_timeout if result == "ACCEPTED" else 0
    told = written(asked.version, "CommandResponse", {"result": result, "timeout": timeout})
    return Reply(200, code, message, encode(told))


async def objection_to(state: PartyState, asked: Asked, kind: str, body: Document) -> Reply | None:
    """Why a command is not even tried; None when it is."""
    if kind in LOCATED:
        try:
            await place_of(state, body)
        except NoPlace as missing:
            if missing.location_known:
                return response(state, asked, "REJECTED")
            return response(state, asked, "REJECTED", 2003, "Unknown location")
    if kind == "RESERVE_NOW":
        expiry = parse(body["expiry_date"])
        return response(state, asked, "REJECTED") if expiry is None or expiry <= state.clock.now() else None
    return await objection_to_stop(state, asked, body) if kind == "STOP_SESSION" else None


async def objection_to_stop(state: PartyState, asked: Asked, body: Document) -> Reply | None:
    """Only one's own session that still runs can be stopped."""
    session = await state.store.get(state.kind("sessions"), f"{state.own}{body['session_id']}".upper())
    if session is None:
        return response(state, asked, "UNKNOWN_SESSION")
    registration, token = asked.access.registration, session["cdr_token"]
    owner = (token.get("country_code"), token.get("party_id"))
    parties = {(p.country_code, p.party_id) for p in registration.parties} if registration else set()
    if session["status"] not in driving.RUNNING or (parties and owner not in parties):
        return response(state, asked, "REJECTED")
    return None


async def carry_out(state: PartyState, peer: str, version: Version, kind: str, body: Document) -> None:
    """Do what was accepted, and tell the response_url how it went. OCPI 2.2.1, 13.2.2."""
    try:
        result, more = await COMMANDS[kind](state, peer, body)
    except NoPlace:
        result, more = "FAILED", None
    row = address.endpoint(version, "commands.sender.post_result")
    told = written(version, str(row.request), {"result": result})
    route = Route(version.number, row.id, (("command", kind),))
    await call(state, peer, Wish("POST", body["response_url"], told, route=route))
    if more is not None:
        await more()


async def result(state: PartyState, asked: Asked) -> Reply:
    """What became of a command of ours."""
    for problem in shape.problems(asked.version, str(asked.endpoint.request), asked.json):
        return refused(problem)
    waiting = state.results.get(asked.params["result_id"])
    if waiting is None:
        return not_found("No command waits for this result")
    if not waiting.done():
        waiting.set_result(asked.json)
    return done()


#: What a profile cannot do without: member of ChargingPreferences -> answer when it is missing.
NEEDED = {"departure_time": "DEPARTURE_REQUIRED", "energy_need": "ENERGY_NEED_REQUIRED"}
PLANNED_PROFILES = frozenset({"CHEAP", "GREEN"})


async def preferences(state: PartyState, asked: Asked) -> Reply:
    """How the driver wants to charge. OCPI 2.2.1, 9.2.1.2."""
    key = f"{state.own}{asked.params['session_id']}".upper()
    session = await state.store.get(state.kind("sessions"), key)
    if session is None:
        return not_found("This Session is not known here")
    for problem in shape.problems(asked.version, "ChargingPreferences", asked.json):
        return refused(problem)
    if session["status"] not in driving.RUNNING:
        return success("NOT_POSSIBLE")
    if asked.json["profile_type"] in PLANNED_PROFILES:
        for member, answer in NEEDED.items():
            if asked.json.get(member) is None:
                return success(answer)
    await state.store.put(state.kind("preferences"), key, asked.json)
    return success("ACCEPTED")
