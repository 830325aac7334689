"""List, get, put, patch, post and delete, by the law of each object type."""

from typing import Any

import pytest
from party_pair import Pair, ask, member

from ocpi_runner.ocpi.paging import parse_link
from ocpi_runner.ocpi.versions import VERSIONS
from ocpi_runner.ocpi.writing import written

LOCATION = "/2.2.1/locations/NL/TST/LOC0001"
LATE = "2026-11-25T02:00:00Z"


@pytest.fixture
async def known() -> tuple[Pair, str, dict[str, Any]]:
    """The eMSP has LOC0001 of the CPO; the CPO's token there; the location."""
    pair, _ = await member()
    registration = pair.cpo.registration("emsp")
    assert registration is not None
    location = await pair.cpo.find("locations", "NL/TST/LOC0001")
    assert location is not None
    token = registration.their_token
    assert (await ask(pair.emsp.app, "PUT", LOCATION, token, json=location)).status_code == 201
    return pair, token, location


async def test_put_creates_with_201_and_replaces_with_200(known: tuple[Pair, str, dict[str, Any]]) -> None:
    pair, token, location = known
    changed = {k: v for k, v in location.items() if k != "name"}
    answer = await ask(pair.emsp.app, "PUT", LOCATION, token, json=changed)
    assert answer.status_code == 200 and "data" not in answer.json()
    assert "name" not in (await ask(pair.emsp.app, "GET", LOCATION, token)).json()["data"]


async def test_what_was_told_in_another_version_is_unknown_until_it_is_told_in_this_one(
    known: tuple[Pair, str, dict[str, Any]],
) -> None:
    pair, token, location = known
    old = written(VERSIONS["2.1.1"], "Location", location)
    await pair.emsp.state.store.put("emsp/locations", "NL/TST/LOC0001", old)
    fragment = {"status": "BLOCKED", "last_updated": LATE}
    assert (await ask(pair.emsp.app, "GET", LOCATION, token)).status_code == 404
    assert (await ask(pair.emsp.app, "PATCH", LOCATION + "/EVSE01", token, json=fragment)).status_code == 404
    assert (await ask(pair.emsp.app, "PUT", LOCATION, token, json=location)).status_code == 200
    assert (await ask(pair.emsp.app, "GET", LOCATION, token)).json()["data"] == location


async def test_sub_objects_have_addresses_and_ids_have_no_case(known: tuple[Pair, str, dict[str, Any]]) -> None:
    pair, token, location = known
    evse = (await ask(pair.emsp.app, "GET", LOCATION.lower() + "/evse01/", token)).json()["data"]
    assert evse == location["evses"][0]
    assert (await ask(pair.emsp.app, "GET", LOCATION + "/EVSE01/1", token)).json()["data"] == evse["connectors"][0]
    assert (await ask(pair.emsp.app, "GET", LOCATION + "/EVSE09", token)).status_code == 404


@pytest.mark.parametrize(
    ("path", "fragment"), [("/EVSE01", {"status": "BLOCKED"}), ("/EVSE01/1", {"max_voltage": 400})]
)
async def test_patch_of_a_sub_object_moves_its_parents(
    known: tuple[Pair, str, dict[str, Any]], path: str, fragment: dict[str, Any]
) -> None:
    pair, token, location = known
    answer = await ask(pair.emsp.app, "PATCH", LOCATION + path, token, json=fragment | {"last_updated": LATE})
    assert answer.json()["status_code"] == 1000
    after = (await ask(pair.emsp.app, "GET", LOCATION, token)).json()["data"]
    assert after["last_updated"] == after["evses"][0]["last_updated"] == LATE
    assert after["evses"][1] == location["evses"][1] and after["name"] == location["name"]


async def test_a_PATCH_without_last_updated_is_refused(known: tuple[Pair, str, dict[str, Any]]) -> None:
    pair, token, location = known
    answer = await ask(pair.emsp.app, "PATCH", LOCATION, token, json={"name": "x"})
    assert (answer.status_code, answer.json()["status_code"]) == (200, 2001)
    assert (await ask(pair.emsp.app, "GET", LOCATION, token)).json()["data"] == location


async def test_a_PATCH_of_something_unknown_creates_nothing(known: tuple[Pair, str, dict[str, Any]]) -> None:
    pair, token, _ = known
    for path in ("/2.2.1/locations/NL/TST/NONE", LOCATION + "/NONE", LOCATION + "/EVSE01/9"):
        answer = await ask(pair.emsp.app, "PATCH", path, token, json={"last_updated": LATE})
        assert (answer.status_code, answer.json()["status_code"]) == (404, 2003)
        assert (await ask(pair.emsp.app, "GET", path, token)).status_code == 404


async def test_a_new_EVSE_is_added_under_a_known_location_only(known: tuple[Pair, str, dict[str, Any]]) -> None:
    pair, token, location = known
    evse = location["evses"][0] | {"uid": "EVSE09"}
    assert (await ask(pair.emsp.app, "PUT", LOCATION + "/EVSE09", token, json=evse)).status_code == 201
    assert (await ask(pair.emsp.app, "PUT", "/2.2.1/locations/NL/TST/NONE/EVSE09", token, json=evse)).status_code == 404
    assert len((await ask(pair.emsp.app, "GET", LOCATION, token)).json()["data"]["evses"]) == len(location["evses"]) + 1


@pytest.mark.parametrize(
    "change",
    [
        {"id": "OTHER"},
        {"party_id": "XXX"},
        {"country_code": "BE"},
        {"city": None},
        {"coordinates": "here"},
        {"evses": {}},
    ],
)
async def test_a_body_that_contradicts_its_URL_or_is_no_location_is_2001(
    known: tuple[Pair, str, dict[str, Any]], change: dict[str, Any]
) -> None:
    pair, token, location = known
    answer = await ask(pair.emsp.app, "PUT", LOCATION, token, json=location | change)
    assert (answer.status_code, answer.json()["status_code"]) == (200, 2001)


async def test_unknown_fields_are_kept(known: tuple[Pair, str, dict[str, Any]]) -> None:
    pair, token, location = known
    assert (await ask(pair.emsp.app, "PUT", LOCATION, token, json=location | {"colour": "red"})).status_code == 200
    assert (await ask(pair.emsp.app, "GET", LOCATION, token)).json()["data"]["colour"] == "red"


async def test_a_party_that_the_peer_does_not_speak_for_is_404(known: tuple[Pair, str, dict[str, Any]]) -> None:
    pair, token, location = known
    body = location | {"country_code": "BE", "party_id": "XXX"}
    assert (await ask(pair.emsp.app, "PUT", "/2.2.1/locations/BE/XXX/LOC0001", token, json=body)).status_code == 404


async def test_a_tariff_can_be_deleted_once(known: tuple[Pair, str, dict[str, Any]]) -> None:
    pair, token, _ = known
    tariff = await pair.cpo.find("tariffs", "NL/TST/TARIFF01")
    path = "/2.2.1/tariffs/NL/TST/TARIFF01"
    assert (await ask(pair.emsp.app, "PUT", path, token, json=tariff)).status_code == 201
    assert (await ask(pair.emsp.app, "DELETE", path, token)).json()["status_code"] == 1000
    assert (await ask(pair.emsp.app, "DELETE", path, token)).status_code == 404


async def test_a_CDR_gets_a_URL_and_never_changes(known: tuple[Pair, str, dict[str, Any]]) -> None:
    pair, token, _ = known
    kept = await pair.cpo.find("cdrs", "NL/TST/CDR0001")
    assert kept is not None
    cdr = written(VERSIONS["2.2.1"], "CDR", kept)
    answer = await ask(pair.emsp.app, "POST", "/2.2.1/cdrs", token, json=cdr)
    assert answer.status_code == 201
    url = answer.headers["location"].removeprefix("http://emsp")
    assert (await ask(pair.emsp.app, "GET", url, token)).json()["data"] == cdr
    assert (await ask(pair.emsp.app, "POST", "/2.2.1/cdrs", token, json=cdr)).status_code == 200
    other = await ask(pair.emsp.app, "POST", "/2.2.1/cdrs", token, json=cdr | {"total_energy": 1})
    assert other.json()["status_code"] == 2001
    assert (await ask(pair.emsp.app, "PUT", url, token, json=cdr)).status_code == 405


async def test_a_PATCH_adds_charging_periods_to_a_session(known: tuple[Pair, str, dict[str, Any]]) -> None:
    pair, token, _ = known
    session = await pair.cpo.find("sessions", "NL/TST/SESSION0001")
    assert session is not None
    path = "/2.2.1/sessions/NL/TST/SESSION0001"
    await ask(pair.emsp.app, "PUT", path, token, json=session)
    fragment = {"charging_periods": session["charging_periods"][:1], "last_updated": LATE}
    await ask(pair.emsp.app, "PATCH", path, token, json=fragment)
    after = (await ask(pair.emsp.app, "GET", path, token)).json()["data"]
    assert len(after["charging_periods"]) == len(session["charging_periods"]) + 1


async def test_tokens_of_two_types_share_a_uid(known: tuple[Pair, str, dict[str, Any]]) -> None:
    pair, _, _ = known
    registration = pair.emsp.registration("cpo")
    token = await pair.emsp.find("tokens", "NL/EMP/RFID-1/RFID")
    assert registration is not None and token is not None
    path = "/2.2.1/tokens/NL/EMP/RFID-1"
    for kind in ("RFID", "OTHER"):
        body = token | {"type": kind}
        answer = await ask(pair.cpo.app, "PUT", f"{path}?type={kind}", registration.their_token, json=body)
        assert answer.status_code == 201
        got = await ask(pair.cpo.app, "GET", f"{path}?type={kind}", registration.their_token)
        assert got.json()["data"] == body
    wrong = await ask(pair.cpo.app, "PUT", f"{path}?type=OTHER", registration.their_token, json=token)
    assert wrong.json()["status_code"] == 2001


async def test_the_pages_of_a_list_are_the_whole_list() -> None:
    pair, _ = await member(page_limit=7)
    registration = pair.cpo.registration("emsp")
    assert registration is not None
    url: str | None = "/2.2.1/tokens/?limit=100&date_to=2027-01-01T00:00:00Z"
    seen: list[str] = []
    while url is not None:
        answer = await ask(pair.emsp.app, "GET", url, registration.their_token)
        assert answer.headers["x-total-count"] == "40" and answer.headers["x-limit"] == "7"
        seen += [f"{t['uid']}" for t in answer.json()["data"]]
        url = parse_link(answer.headers.get("link"))
        assert url is None or "date_to=2027" in url
    assert len(seen) == len(set(seen)) == 40


@pytest.mark.parametrize("query", ["limit=x", "offset=-1", "date_from=yesterday", "limit=1.5"])
async def test_a_query_that_cannot_be_read_is_2001(query: str) -> None:
    pair, token = await member()
    answer = await ask(pair.cpo.app, "GET", f"/2.2.1/locations?{query}", token)
    assert (answer.status_code, answer.json()["status_code"]) == (200, 2001)


async def test_a_window_in_the_future_is_an_empty_list() -> None:
    pair, token = await member()
    answer = await ask(pair.cpo.app, "GET", "/2.2.1/locations?date_from=2030-01-01T00:00:00Z", token)
    assert answer.json()["data"] == [] and answer.headers["x-total-count"] == "0" and "link" not in answer.headers
