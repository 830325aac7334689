"""What is different in OCPI 2.1.1: no owners in objects, no routing, one number for a cost, one answer per command."""

from typing import Any

import pytest
from party_pair import Pair, make_pair

from ocpi_runner.checks.schema import problems

RFID = {"uid": "RFID-1", "type": "RFID"}


@pytest.fixture
async def oldest() -> Pair:
    """The CPO has registered at the eMSP in OCPI 2.1.1."""
    made = await make_pair(("2.1.1",))
    await made.cpo.register("emsp", "http://emsp/versions", "AAA_AAA_AAA")
    return made


async def test_tokens_go_as_they_are_and_nobody_is_routed(oldest: Pair) -> None:
    await oldest.cpo.pull("emsp", "tokens")
    sent = {name.lower(): value for name, value in oldest.wires.exchanges[-1].request.headers}
    registration = oldest.cpo.registration("emsp")
    assert registration is not None and sent["authorization"] == f"Token {registration.their_token}"
    assert not [name for name in sent if name.startswith(("ocpi-", "x-request", "x-correlation"))]


async def test_each_side_is_known_by_its_module_though_details_name_no_interface(oldest: Pair) -> None:
    ours, theirs = oldest.cpo.registration("emsp"), oldest.emsp.registration("cpo")
    assert ours is not None and {m: i for m, i, _ in ours.endpoints if m != "credentials"} == {
        "locations": "receiver",
        "sessions": "receiver",
        "cdrs": "receiver",
        "tariffs": "receiver",
        "tokens": "sender",
        "commands": "sender",
    }
    assert theirs is None or all(interface != "both" for m, interface, _ in theirs.endpoints if m != "credentials")


async def test_every_object_that_is_sent_has_the_form_of_2_1_1(oldest: Pair) -> None:
    session = await oldest.cpo.start_session("emsp", "LOC0001", "EVSE01", token=RFID)
    _, cdr = await oldest.cpo.stop_session("emsp", session["id"])
    assert cdr is not None and isinstance(cdr["total_cost"], float) and cdr["location"]["evses"][0]["uid"] == "EVSE01"
    for kind, module in (("Session", "sessions"), ("CDR", "cdrs"), ("Location", "locations")):
        for heard in await kept(oldest, module):
            assert not problems("2.1.1", kind, heard)
    assert session["auth_id"] == cdr["auth_id"] and "cdr_token" not in session


async def kept(pair: Pair, module: str) -> list[dict[str, Any]]:
    """What the eMSP holds of a module."""
    state = pair.emsp.state
    found = [dict(each) for each in (await state.store.page(state.kind(module))).items]
    assert found
    return found


async def test_an_eMSP_starts_and_stops_a_charge_by_command(oldest: Pair) -> None:
    session = await oldest.emsp.start_session("cpo", "LOC0001", "EVSE01", token=RFID)
    assert session["status"] == "ACTIVE" and session["location"]["id"] == "LOC0001"
    ended, cdr = await oldest.emsp.stop_session("cpo", session["id"])
    assert ended["status"] == "COMPLETED" and cdr is not None and cdr["total_energy"] == ended["kwh"]
