"""Commands: what is accepted, what comes of it, and who hears of it."""

from typing import Any

import pytest
from party_pair import Pair, ask

from ocpi_runner.record.exchange import header
from ocpi_runner.source.errors import PeerFault

RFID = {"uid": "RFID-1", "type": "RFID"}
PLACE = {"location_id": "LOC0001", "evse_uid": "EVSE01"}


async def outcome(pair: Pair, kind: str, body: dict[str, Any]) -> tuple[Any, Any]:
    """(CommandResponse.result, CommandResult.result)."""
    found = await pair.emsp.command("cpo", kind, body, 1.0)
    await pair.cpo.idle(1.0)
    return found.response and found.response["result"], found.result and found.result["result"]


async def test_an_eMSP_starts_and_stops_a_session_by_command(registered: Pair) -> None:
    session = await registered.emsp.start_session("cpo", "LOC0001", "EVSE01", "1", RFID)
    assert session["status"] == "ACTIVE" and session["auth_method"] == "COMMAND"
    ended, cdr = await registered.emsp.stop_session("cpo", session["id"])
    assert ended["status"] == "COMPLETED" and cdr is not None and cdr["session_id"] == session["id"]
    assert registered.cpo.troubles == ()


async def test_a_command_for_an_unknown_location_is_2003_and_rejected(registered: Pair) -> None:
    found = await registered.emsp.command("cpo", "START_SESSION", {"token": RFID, "location_id": "NONE"}, 1.0)
    assert (
        found.response == {"result": "REJECTED", "timeout": 0} and b'"status_code":2003' in found.exchange.response.body
    )  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("START_SESSION", {"token": RFID, "location_id": "LOC0001", "evse_uid": "NONE"}, ("REJECTED", None)),
        (
            "START_SESSION",
            {"token": RFID, "location_id": "LOC0002", "evse_uid": "EVSE03"},
            ("ACCEPTED", "EVSE_INOPERATIVE"),
        ),
        ("STOP_SESSION", {"session_id": "NONE"}, ("UNKNOWN_SESSION", None)),
        ("STOP_SESSION", {"session_id": "SESSION0001"}, ("REJECTED", None)),
        ("UNLOCK_CONNECTOR", PLACE | {"connector_id": "1"}, ("ACCEPTED", "ACCEPTED")),
        ("UNLOCK_CONNECTOR", PLACE | {"connector_id": "7"}, ("REJECTED", None)),
        ("CANCEL_RESERVATION", {"reservation_id": "NONE"}, ("ACCEPTED", "UNKNOWN_RESERVATION")),
        ("MAKE_COFFEE", {}, ("NOT_SUPPORTED", None)),
        ("STOP_SESSION", {}, (None, None)),
        ("STOP_SESSION", {"session_id": "X", "response_url": "http://169.254.169.254/"}, (None, None)),
    ],
)
async def test_each_command_has_its_outcome(
    registered: Pair, kind: str, body: dict[str, Any], expected: tuple[Any, Any]
) -> None:
    assert await outcome(registered, kind, body) == expected


async def test_an_EVSE_in_use_is_occupied(registered: Pair) -> None:
    await registered.cpo.start_session("emsp", "LOC0001", "EVSE01")
    assert await outcome(registered, "START_SESSION", {"token": RFID, **PLACE}) == ("ACCEPTED", "EVSE_OCCUPIED")
    with pytest.raises(PeerFault, match="EVSE_OCCUPIED"):
        await registered.emsp.start_session("cpo", "LOC0001", "EVSE01", token=RFID)


async def test_a_reservation_keeps_the_EVSE_for_one_driver(registered: Pair) -> None:
    wish = PLACE | {"token": RFID, "reservation_id": "R1", "expiry_date": "2026-11-25T03:00:00Z"}
    assert await outcome(registered, "RESERVE_NOW", wish) == ("ACCEPTED", "ACCEPTED")
    assert await outcome(registered, "RESERVE_NOW", wish) == ("ACCEPTED", "ACCEPTED")
    other = {"token": {"uid": "RFID-2", "type": "RFID"}}
    assert await outcome(registered, "START_SESSION", PLACE | other) == ("ACCEPTED", "EVSE_OCCUPIED")
    assert await outcome(registered, "RESERVE_NOW", wish | {"reservation_id": "R2"}) == ("ACCEPTED", "EVSE_OCCUPIED")
    assert await outcome(registered, "CANCEL_RESERVATION", {"reservation_id": "R1"}) == ("ACCEPTED", "ACCEPTED")
    assert await outcome(registered, "START_SESSION", PLACE | other) == ("ACCEPTED", "ACCEPTED")


async def test_a_reservation_is_a_session_that_the_same_driver_turns_into_a_charge(registered: Pair) -> None:
    wish = PLACE | {"token": RFID, "reservation_id": "R1", "expiry_date": "2026-11-25T03:00:00Z"}
    await outcome(registered, "RESERVE_NOW", wish)
    page = await registered.emsp.state.store.page("emsp/sessions")
    assert [s["status"] for s in page.items] == ["RESERVATION"]
    assert await outcome(registered, "START_SESSION", PLACE | {"token": RFID}) == ("ACCEPTED", "ACCEPTED")
    after = await registered.emsp.state.store.page("emsp/sessions")
    assert [(s["id"], s["status"]) for s in after.items] == [(page.items[0]["id"], "ACTIVE")]
    assert registered.cpo.troubles == ()


async def test_a_reservation_that_is_cancelled_ends_its_session(registered: Pair) -> None:
    wish = PLACE | {"token": RFID, "reservation_id": "R1", "expiry_date": "2026-11-25T03:00:00Z"}
    await outcome(registered, "RESERVE_NOW", wish)
    await outcome(registered, "CANCEL_RESERVATION", {"reservation_id": "R1"})
    page = await registered.emsp.state.store.page("emsp/sessions")
    assert [s["status"] for s in page.items] == ["COMPLETED"]


async def test_a_reservation_that_ends_before_it_begins_is_rejected(registered: Pair) -> None:
    wish = PLACE | {"token": RFID, "reservation_id": "R1", "expiry_date": "2026-11-25T02:00:00Z"}
    assert await outcome(registered, "RESERVE_NOW", wish) == ("REJECTED", None)


async def test_the_result_goes_to_the_URL_given_but_our_token_does_not_leave_home(registered: Pair) -> None:
    heard: list[dict[bytes, bytes]] = []

    async def elsewhere(scope: Any, receive: Any, send: Any) -> None:
        heard.append(dict(scope["headers"]))
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})

    registered.wires.apps["http://elsewhere"] = elsewhere
    body = {"response_url": "http://elsewhere/x", "connector_id": "1", **PLACE}
    assert await outcome(registered, "UNLOCK_CONNECTOR", body | {"response_url": "http://elsewhere/x"}) == (
        "ACCEPTED",
        None,
    )
    assert len(heard) == 1 and b"authorization" not in heard[0] and heard[0][b"ocpi-to-party-id"] == b"EMP"


async def test_the_result_is_an_ordinary_request_of_ours(registered: Pair) -> None:
    await outcome(registered, "UNLOCK_CONNECTOR", PLACE | {"connector_id": "1"})
    sent = registered.wires.exchanges[-1].request
    assert sent.body == b'{"result":"ACCEPTED"}' and "/commands/UNLOCK_CONNECTOR/" in sent.url
    assert header(sent.headers, "Authorization") and header(sent.headers, "X-Request-ID")


async def test_a_result_that_nobody_waits_for_is_404(registered: Pair) -> None:
    registration = registered.cpo.registration("emsp")
    assert registration is not None
    path = f"/{registration.version}/commands/START_SESSION/none"
    for body, status, code in (({"result": "ACCEPTED"}, 404, 2001), ({"result": "PERHAPS"}, 200, 2001)):
        answer = await ask(registered.emsp.app, "POST", path, registration.their_token, json=body)
        assert (answer.status_code, answer.json()["status_code"]) == (status, code)
    assert (await ask(registered.emsp.app, "GET", path, registration.their_token)).status_code == 405


@pytest.mark.parametrize(
    ("wish", "answer"),
    [
        ({"profile_type": "FAST"}, "ACCEPTED"),
        ({"profile_type": "CHEAP"}, "DEPARTURE_REQUIRED"),
        ({"profile_type": "GREEN", "departure_time": "2026-11-25T06:00:00Z"}, "ENERGY_NEED_REQUIRED"),
    ],
)
async def test_charging_preferences_are_taken_when_they_say_enough(
    registered: Pair, wish: dict[str, Any], answer: str
) -> None:
    session = await registered.cpo.start_session("emsp", "LOC0001")
    url = f"{registered.emsp.endpoint('cpo', 'sessions')}{session['id']}/charging_preferences"
    exchange = await registered.emsp.call("cpo", "PUT", url, body=wish)
    assert exchange.response is not None and f'"data":"{answer}"'.encode() in exchange.response.body
    ended = await registered.emsp.call("cpo", "PUT", url.replace(session["id"], "SESSION0001"), body=wish)
    assert ended.response is not None and b"NOT_POSSIBLE" in ended.response.body
    unknown = await registered.emsp.call("cpo", "PUT", url.replace(session["id"], "NONE"), body=wish)
    assert unknown.response is not None and unknown.response.status == 404
