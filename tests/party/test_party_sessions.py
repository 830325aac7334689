"""The life of a session, its CDR, changes of objects, and a token held to a charger."""

from typing import Any

import pytest
from party_pair import Pair, ask, make_pair

from ocpi_runner.ocpi.versions import VERSIONS
from ocpi_runner.party import charge, driving
from ocpi_runner.party.settings import Settings
from ocpi_runner.party.shape import problems
from ocpi_runner.source.errors import PeerFault

RFID = {"uid": "RFID-1", "type": "RFID"}


def pushes(pair: Pair, *words: str) -> list[str]:
    """METHOD and path behind the version, of what the CPO sent."""
    sent = [e for e in pair.wires.exchanges if e.party == "cpo"]
    lines = [f"{e.request.method} {e.request.url.split('/', 4)[-1]}" for e in sent]
    return [line for line in lines if any(word in line for word in words)]


async def status(pair: Pair, evse: str = "EVSE01") -> list[str]:
    """The status of an EVSE of LOC0001 at the CPO and at the eMSP."""
    found = [await party.find("locations", "NL/TST/LOC0001") for party in (pair.cpo, pair.emsp)]
    return [next(e["status"] for e in document["evses"] if e["uid"] == evse) for document in found if document]


async def test_a_session_lives_and_the_peer_hears_of_it(registered: Pair) -> None:
    session = await registered.cpo.start_session("emsp", "LOC0001", "EVSE01", token=RFID, readings=2)
    key = f"NL/TST/{session['id']}"
    assert session["status"] == "ACTIVE" and len(session["charging_periods"]) == 2 and session["kwh"] > 0
    assert await status(registered) == ["CHARGING", "CHARGING"]
    number = registered.cpo.registration("emsp")
    assert number is not None
    heard = await registered.emsp.find("sessions", key)
    assert (
        heard is not None
        and heard["kwh"] == session["kwh"]
        and heard["charging_periods"] == session["charging_periods"]
    )
    ended, cdr = await registered.cpo.stop_session("emsp", session["id"])
    assert ended["status"] == "COMPLETED" and await status(registered) == ["AVAILABLE", "AVAILABLE"]
    assert cdr is not None
    assert (
        list(problems(VERSIONS[number.version], "CDR", await registered.emsp.find("cdrs", f"NL/TST/{cdr['id']}"))) == []
    )


async def test_the_pushes_come_in_the_order_of_a_charge(registered: Pair) -> None:
    session = await registered.cpo.start_session("emsp", "LOC0001", "EVSE01", token=RFID, readings=1)
    await registered.cpo.stop_session("emsp", session["id"])
    key = f"sessions/NL/TST/{session['id']}"
    assert pushes(registered, "sessions", "EVSE", "cdrs") == [
        f"PUT {key}",
        "PATCH locations/NL/TST/LOC0001/EVSE01",
        f"PATCH {key}",
        f"PATCH {key}",
        f"PUT {key}",
        "PATCH locations/NL/TST/LOC0001/EVSE01",
        "POST cdrs/",
    ]


async def test_the_CDR_agrees_with_the_session_and_nothing_lies_in_the_future(registered: Pair) -> None:
    session = await registered.cpo.start_session("emsp", "LOC0002", "EVSE01", token=RFID, readings=3, kwh=10.001)
    ended, cdr = await registered.cpo.stop_session("emsp", session["id"])
    assert cdr is not None
    assert ended["kwh"] == cdr["total_energy"] == 10.001
    assert float(charge.volume(cdr["charging_periods"], "ENERGY")) == 10.001
    assert ended["total_cost"] == cdr["total_cost"] and cdr["total_time"] == 1.0
    assert cdr["end_date_time"] == ended["end_date_time"] == ended["last_updated"] <= registered.cpo.state.now()


async def test_a_location_that_the_peer_does_not_know_is_pushed_first_and_once(registered: Pair) -> None:
    for status_ in ("BLOCKED", "AVAILABLE"):
        await registered.cpo.change("emsp", "locations/LOC0001/EVSE01", {"status": status_})
    path = "locations/NL/TST/LOC0001"
    assert pushes(registered, path) == [f"GET {path}", f"PUT {path}", f"PATCH {path}/EVSE01", f"PATCH {path}/EVSE01"]


async def test_a_change_moves_last_updated_on_both_sides(registered: Pair) -> None:
    before = await registered.cpo.find("locations", "NL/TST/LOC0001")
    changed = await registered.cpo.change("emsp", "locations/loc0001/evse01/1", {"max_amperage": 20})
    ours, theirs = [await p.find("locations", "NL/TST/LOC0001") for p in (registered.cpo, registered.emsp)]
    assert before is not None and ours == theirs and ours is not None
    assert changed["max_amperage"] == 20 and ours["last_updated"] == changed["last_updated"] > before["last_updated"]


async def test_what_has_no_PATCH_is_put_whole_and_tokens_have_a_type(registered: Pair) -> None:
    await registered.cpo.change("emsp", "tariffs/TARIFF01", {"currency": "CHF"})
    assert pushes(registered, "tariffs") == ["PUT tariffs/NL/TST/TARIFF01"]
    await registered.emsp.change("cpo", "tokens/APP_USER-1/APP_USER", {"valid": False})
    token = await registered.cpo.find("tokens", "NL/EMP/APP_USER-1/APP_USER")
    assert token is not None and token["valid"] is False


@pytest.mark.parametrize(
    "path", ["locations", "locations/NONE", "locations/LOC0001/NONE", "locations/LOC0001/EVSE01/1/x", "cars/1"]
)
async def test_an_object_that_we_do_not_have_cannot_be_changed(registered: Pair, path: str) -> None:
    with pytest.raises(PeerFault):
        await registered.cpo.change("emsp", path, {"status": "BLOCKED"})


@pytest.mark.parametrize(("location", "evse"), [("NONE", None), ("LOC0001", "NONE"), ("LOC0002", "EVSE03")])
async def test_nobody_charges_where_nobody_can(registered: Pair, location: str, evse: str | None) -> None:
    with pytest.raises(PeerFault):
        await registered.cpo.start_session("emsp", location, evse)
    with pytest.raises(PeerFault):
        await registered.cpo.stop_session("emsp", "NONE")


async def test_without_a_registration_nothing_can_be_told(pair: Pair) -> None:
    with pytest.raises(PeerFault, match="not registered"):
        await pair.cpo.start_session("emsp", "LOC0001")


async def test_a_session_is_stopped_once(registered: Pair) -> None:
    session = await registered.cpo.start_session("emsp", "LOC0001", readings=0)
    await registered.cpo.stop_session("emsp", session["id"])
    with pytest.raises(PeerFault, match="COMPLETED"):
        await registered.cpo.stop_session("emsp", session["id"])


async def test_the_end_of_a_session_is_newer_than_whatever_was_told_before_it(registered: Pair) -> None:
    session = await registered.cpo.start_session("emsp", "LOC0001", readings=0)
    before = registered.cpo.state.now()
    ended, _ = await registered.cpo.stop_session("emsp", session["id"])
    assert ended["end_date_time"] <= before <= ended["last_updated"]


async def test_a_live_session_runs_by_the_clock() -> None:
    live = await make_pair(("2.2.1",))
    live.cpo.state.settings = Settings(live=True, peer="emsp")
    await live.cpo.register("emsp", "http://emsp/versions", "AAA_AAA_AAA")
    session = await live.cpo.start_session("emsp", "LOC0001", "EVSE01")
    assert session["charging_periods"] == [] and session["start_date_time"] == live.cpo.state.now()
    await driving.tick_one(live.cpo.state, session["id"])
    heard = await live.emsp.find("sessions", f"NL/TST/{session['id']}")
    assert heard is not None and len(heard["charging_periods"]) == 1


CASES: list[tuple[str, str, Any]] = [
    ("RFID-1", "ALLOWED", "AUTH_REQUEST"),
    ("RFID-7", "NOT_ALLOWED", None),
    ("RFID-8", "NO_CREDIT", None),
    ("RFID-9", "BLOCKED", None),
    ("RFID-10", "EXPIRED", None),
    ("STRANGER", "NOT_ALLOWED", None),
]


@pytest.mark.parametrize(("uid", "allowed", "method"), CASES)
async def test_a_token_at_a_charger_is_asked_about(registered: Pair, uid: str, allowed: str, method: Any) -> None:
    outcome = await registered.cpo.present_token("emsp", uid, "LOC0001", "EVSE01")
    session = outcome["session"]
    assert outcome["allowed"] == allowed and (session and session["auth_method"]) == method
    if session:
        assert session["authorization_reference"] == outcome["authorization"]["authorization_reference"]


async def test_a_whitelisted_token_is_not_asked_about(registered: Pair) -> None:
    await registered.emsp.change("cpo", "tokens/RFID-1", {"language": "nl"})
    outcome = await registered.cpo.present_token("emsp", "RFID-1", "LOC0001")
    assert outcome["session"]["auth_method"] == "WHITELIST" and not pushes(registered, "authorize")


async def test_authorization_has_a_law_for_what_is_unknown_or_half_told(registered: Pair) -> None:
    registration = registered.cpo.registration("emsp")
    assert registration is not None
    path, token = f"/{registration.version}/tokens/RFID-1/authorize", registration.their_token
    assert (await ask(registered.emsp.app, "POST", path, token)).json()["data"]["allowed"] == "ALLOWED"
    unknown = await ask(registered.emsp.app, "POST", path + "?type=OTHER", token)
    assert (unknown.status_code, unknown.json()["status_code"], "data" in unknown.json()) == (404, 2004, False)
    half = await ask(registered.emsp.app, "POST", path, token, json={"evse_uids": ["EVSE01"]})
    assert (half.status_code, half.json()["status_code"]) == (200, 2001)
    whole = await ask(registered.emsp.app, "POST", path, token, json={"location_id": "LOC0001"})
    assert whole.json()["data"]["location"] == {"location_id": "LOC0001"}


async def test_a_peer_without_PATCH_gets_the_whole_object(registered: Pair) -> None:
    emsp = registered.emsp.app

    async def without_patch(scope: Any, receive: Any, send: Any) -> None:
        await emsp(scope | {"method": "OPTIONS" if scope["method"] == "PATCH" else scope["method"]}, receive, send)

    registered.wires.apps["http://emsp"] = without_patch
    session = await registered.cpo.start_session("emsp", "LOC0001", "EVSE01", token=RFID)
    heard = await registered.emsp.find("sessions", f"NL/TST/{session['id']}")
    assert heard == session or (heard is not None and heard["kwh"] == session["kwh"])
    assert await status(registered) == ["CHARGING", "CHARGING"]
