"""What every request meets: tokens, addresses, methods, bodies, headers."""

import json
from typing import Any

import pytest
from party_pair import Pair, ask, member

A = "AAA_AAA_AAA"
LOCATIONS = "/2.2.1/locations/"


async def test_the_root_tells_anybody_who_we_are(pair: Pair) -> None:
    answer = await ask(pair.cpo.app, "GET", "/")
    assert answer.json() == {"name": "Test CPO", "version": "0", "role": "CPO", "versions_url": "http://cpo/versions"}


async def test_a_browser_gets_a_page(pair: Pair) -> None:
    answer = await ask(pair.cpo.app, "GET", "/", headers={"Accept": "text/html,*/*"})
    assert answer.headers["content-type"].startswith("text/html") and "http://cpo/versions" in answer.text


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Token bm9ib2R5"}, {"Authorization": "Bearer x"}, {"Authorization": "Token"}]
)
async def test_without_a_known_token_everything_is_401_in_OCPI_terms(pair: Pair, headers: dict[str, str]) -> None:
    for path in ("/versions", "/2.2.1/", LOCATIONS, "/nowhere"):
        answer = await ask(pair.cpo.app, "GET", path, headers=headers)
        assert answer.status_code == 401 and answer.json()["status_code"] == 2000 and answer.json()["timestamp"]


async def test_token_A_opens_registration_and_nothing_else(pair: Pair) -> None:
    for path, status in (
        ("/versions", 200),
        ("/versions/", 200),
        ("/2.2.1", 200),
        ("/2.2.1/credentials", 200),
        (LOCATIONS, 401),
    ):
        assert (await ask(pair.cpo.app, "GET", path, A)).status_code == status


@pytest.mark.parametrize("value", [A, "QUFBX0FBQV9BQUE=", "QUFBX0FBQV9BQUEK"])
async def test_a_token_is_understood_raw_encoded_and_encoded_with_a_newline(pair: Pair, value: str) -> None:
    assert (await ask(pair.cpo.app, "GET", "/versions", headers={"authorization": f"token {value}"})).status_code == 200


async def test_an_unknown_path_is_404_and_a_wrong_method_405_with_Allow() -> None:
    pair, token = await member()
    for path in ("/2.2.1/parking/", "/9.9/locations", "/2.2.1/locations/a/b/c/d/e/f", "/2.2.1/commands/"):
        answer = await ask(pair.cpo.app, "GET", path, token)
        assert answer.status_code == 404 and answer.json()["status_code"] == 2000
    answer = await ask(pair.cpo.app, "POST", LOCATIONS, token, json={})
    assert answer.status_code == 405 and answer.headers["allow"] == "GET"


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b'{"a": NaN}', b"[" * 100_000, b""])
async def test_a_body_that_is_not_JSON_is_400(body: bytes) -> None:
    pair, token = await member()
    answer = await ask(pair.cpo.app, "PUT", "/2.2.1/tokens/NL/EMP/T", token, content=body)
    assert answer.status_code == 400 and answer.json()["status_code"] == 2001


async def test_a_huge_body_is_413() -> None:
    pair, token = await member(body_limit=1000)
    answer = await ask(pair.cpo.app, "PUT", "/2.2.1/tokens/NL/EMP/T", token, content=b"x" * 1001)
    assert answer.status_code == 413


async def test_ids_come_back_and_routing_is_swapped_also_on_errors() -> None:
    pair, token = await member()
    given = {
        "X-Request-ID": "r",
        "X-Correlation-ID": "c",
        "OCPI-from-country-code": "NL",
        "OCPI-from-party-id": "EMP",
        "OCPI-to-country-code": "BE",
        "OCPI-to-party-id": "TST",
    }
    for path in ("LOC0001", "NONE"):
        headers = (await ask(pair.cpo.app, "GET", LOCATIONS + path, token, headers=given)).headers
        assert (headers["x-request-id"], headers["x-correlation-id"]) == ("r", "c")
        assert (headers["ocpi-to-party-id"], headers["ocpi-from-party-id"]) == ("EMP", "TST")
        assert (headers["ocpi-to-country-code"], headers["ocpi-from-country-code"]) == ("NL", "BE")
    headers = (await ask(pair.cpo.app, "GET", "/versions", token, headers=given)).headers
    assert headers["x-request-id"] == "r" and "ocpi-to-party-id" not in headers


async def test_a_path_in_front_of_ours_is_borne() -> None:
    pair, token = await member()
    pair.cpo.base_url = "https://tunnel.example/ocpi"
    for path in ("/ocpi/2.2.1/locations/LOC0001", "/2.2.1/locations/LOC0001"):
        assert (await ask(pair.cpo.app, "GET", path, token)).status_code == 200
    answer = await ask(pair.cpo.app, "GET", "/ocpi/versions", token)
    assert answer.json()["data"][0]["url"] == "https://tunnel.example/ocpi/2.2.1/"


async def test_what_fails_inside_is_3000_and_says_nothing_of_ours() -> None:
    pair, token = await member()
    known = await pair.emsp.find("tokens", "NL/EMP/RFID-1/RFID")
    assert known is not None
    await pair.cpo.state.store.put("cpo/tokens", "NL/EMP/T/RFID", {**known, "no_json": {1, 2}})
    answer = await ask(pair.cpo.app, "GET", "/2.2.1/tokens/NL/EMP/T", token)
    assert answer.json()["status_code"] == 3000 and "set" not in answer.text
    assert len(pair.cpo.troubles) == 1


async def test_the_recorder_is_told_what_the_address_means() -> None:
    pair, token = await member()
    seen: list[dict[str, Any]] = []

    async def tapped(scope: Any, receive: Any, send: Any) -> None:
        await pair.cpo.app(scope, receive, send)
        seen.append(scope)

    await ask(tapped, "GET", LOCATIONS + "LOC%30001", token)
    route = seen[0]["ocpi.route"]
    assert (route.version, route.endpoint, route.params) == (
        "2.2.1",
        "locations.sender.get_location",
        (("location_id", "LOC0001"),),
    )
    assert (route.token, route.token_form, seen[0]["ocpi.peer"]) == ("C", "base64", "emsp")
    await ask(tapped, "GET", "/nowhere")
    assert (seen[1]["ocpi.route"].endpoint, seen[1]["ocpi.route"].token) == ("", "missing")


async def test_the_server_that_starts_us_gets_its_answers(pair: Pair) -> None:
    sent: list[str] = []
    messages = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])

    async def receive() -> dict[str, Any]:
        return next(messages)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message["type"])

    await pair.cpo.app({"type": "lifespan"}, receive, send)
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


async def test_an_answer_is_one_JSON_object_however_it_was_put_together() -> None:
    pair, token = await member()
    whole = json.loads((await ask(pair.cpo.app, "GET", LOCATIONS + "LOC0001", token)).content)
    assert list(whole) == ["data", "status_code", "status_message", "timestamp"]
