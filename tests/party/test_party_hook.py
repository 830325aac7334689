"""What a scenario puts in place of an answer, and how answers are broken on purpose."""

import json
from typing import Any

import pytest
from party_pair import ask, member

from ocpi_runner.party.ports import Answer, Inbound
from ocpi_runner.record.exchange import header

PATH = "/2.2.1/locations/LOC0001"


async def answered(answer: Answer | None, path: str = PATH) -> tuple[Any, list[Inbound]]:
    """The response when the hook gives that answer, and what the hook saw."""
    pair, token = await member()
    seen: list[Inbound] = []

    async def hook(inbound: Inbound) -> Answer | None:
        seen.append(inbound)
        return answer

    pair.cpo.hook = hook
    return await ask(pair.cpo.app, "GET", path, token), seen


async def test_without_an_answer_the_party_answers() -> None:
    response, seen = await answered(None, PATH + "?a=b")
    assert response.json()["data"]["id"] == "LOC0001"
    assert (seen[0].url, seen[0].path, seen[0].query) == (f"http://cpo{PATH}?a=b", PATH, {"a": "b"})
    assert seen[0].route is not None and seen[0].route.endpoint == "locations.sender.get_location"
    assert header(seen[0].headers, "Authorization")


async def test_an_envelope_or_a_body_takes_the_place_of_ours() -> None:
    response, _ = await answered(Answer(201, (("X-Odd", "1"), ("content-type", None)), envelope={"status_code": 2000}))
    assert (response.status_code, response.json(), response.headers["x-odd"]) == (201, {"status_code": 2000}, "1")
    assert "content-type" not in response.headers
    response, _ = await answered(Answer(body=b"<html>"))
    assert (response.status_code, response.content) == (200, b"<html>")


async def test_a_bare_HTTP_status_gets_a_fitting_envelope() -> None:
    response, _ = await answered(Answer(503))
    assert (response.status_code, response.json()["status_code"]) == (503, 3000)


async def test_our_own_answer_may_come_late_or_broken() -> None:
    response, _ = await answered(Answer(delay=5.0))
    assert response.json()["status_code"] == 1000
    response, _ = await answered(Answer(fault="malformed_json"))
    with pytest.raises(ValueError):
        response.json()
    response, _ = await answered(Answer(fault="slow_body"))
    assert response.json()["data"]["id"] == "LOC0001"


async def broken(fault: str) -> tuple[list[dict[str, Any]], int]:
    """What is sent, and how often the connection is cut."""
    pair, _ = await member()
    sent: list[dict[str, Any]] = []
    cuts: list[int] = []

    async def hook(inbound: Inbound) -> Answer | None:
        return Answer(fault=fault)

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    pair.cpo.hook = hook
    scope = {"type": "http", "method": "GET", "path": "/versions", "raw_path": None, "query_string": b"", "headers": []}
    await pair.cpo.app(scope | {"extensions": {"ocpi_run.abort": lambda: cuts.append(1)}}, receive, send)
    return sent, len(cuts)


@pytest.mark.parametrize("fault", ["reset", "empty"])
async def test_a_cut_connection_brings_nothing(fault: str) -> None:
    assert await broken(fault) == ([], 1)


async def test_a_truncated_answer_is_shorter_than_it_says() -> None:
    sent, cuts = await broken("truncate")
    length = int(dict(sent[0]["headers"])[b"content-length"])
    assert cuts == 1 and len(sent[1]["body"]) < length and sent[1]["more_body"]


async def test_the_hook_sees_who_may_not_and_what_is_not_JSON() -> None:
    pair, _ = await member()
    seen: list[Inbound] = []

    async def hook(inbound: Inbound) -> Answer | None:
        seen.append(inbound)
        return None

    pair.cpo.hook = hook
    assert (await ask(pair.cpo.app, "PUT", "/nowhere", content=b"{")).status_code == 401
    assert seen[0].route is None and seen[0].json is None and seen[0].body == b"{"
    assert json.loads((await ask(pair.cpo.app, "GET", "/")).content)["role"] == "CPO" and len(seen) == 1
