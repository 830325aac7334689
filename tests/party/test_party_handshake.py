"""The credentials handshake, from both sides."""

from typing import Any

import pytest
from party_pair import CPO, EMSP, Pair, Wires, ask, make_pair, make_party, member

from ocpi_runner.party.party import Party
from ocpi_runner.record.exchange import header
from ocpi_runner.source.errors import PeerFault

A = "AAA_AAA_AAA"
VERSIONS = "http://emsp/versions"
CREDENTIALS = "/2.2.1/credentials/"


def body(token: str = "theirs", url: str = "http://cpo/versions", **more: Any) -> dict[str, Any]:
    role = {"role": "CPO", "business_details": {"name": "Test CPO"}, "party_id": "TST", "country_code": "NL"}
    return {"token": token, "url": url, "roles": [role]} | more


async def test_a_registration_is_known_on_both_sides_with_the_tokens_exchanged(pair: Pair) -> None:
    made = await pair.cpo.register("emsp", VERSIONS, A)
    theirs = pair.emsp.registration("cpo")
    assert theirs is not None and made.version == "2.2.1"
    assert (made.our_token, made.their_token) == (theirs.their_token, theirs.our_token)
    assert made.parties == (EMSP,) and theirs.parties == (CPO,)
    assert made.endpoint("locations", "receiver") == "http://emsp/2.2.1/locations/"


async def test_each_call_of_the_handshake_carries_the_token_it_must(pair: Pair) -> None:
    await pair.cpo.register("emsp", VERSIONS, A)
    labels = [
        (e.party, e.request.method, e.route and e.route.token)
        for e in sorted(pair.wires.exchanges, key=lambda e: e.number)
    ]
    assert labels == [
        ("cpo", "GET", "A"),
        ("cpo", "GET", "A"),
        ("cpo", "POST", "A"),
        ("emsp", "GET", "B"),
        ("emsp", "GET", "B"),
    ]


@pytest.mark.parametrize("version", ["2.2", "2.2.1"])
async def test_a_version_can_be_asked_for(pair: Pair, version: str) -> None:
    assert (await pair.cpo.register("emsp", VERSIONS, A, version=version)).version == version
    assert pair.cpo.endpoint("emsp", "sessions") == f"http://emsp/{version}/sessions/"


async def test_an_update_renews_both_tokens_and_may_change_the_version(registered: Pair) -> None:
    before = registered.cpo.registration("emsp")
    after = await registered.cpo.update("emsp")
    assert before is not None and {before.our_token, before.their_token}.isdisjoint(
        {after.our_token, after.their_token}
    )
    assert (await ask(registered.emsp.app, "GET", "/versions", before.their_token)).status_code == 401
    assert (await ask(registered.emsp.app, "GET", "/versions", after.their_token)).status_code == 200


async def test_the_one_who_was_registered_at_can_update_too(registered: Pair) -> None:
    after = await registered.emsp.update("cpo")
    ours = registered.cpo.registration("emsp")
    assert ours is not None and (ours.our_token, ours.their_token) == (after.their_token, after.our_token)
    assert ours.begun_here and not after.begun_here


async def test_after_unregistering_no_token_is_good(registered: Pair) -> None:
    before = registered.cpo.registration("emsp")
    assert before is not None
    await registered.cpo.unregister("emsp")
    assert (await ask(registered.emsp.app, "GET", "/versions", before.their_token)).status_code == 401
    assert (await ask(registered.cpo.app, "GET", "/versions", before.our_token)).status_code == 401
    with pytest.raises(PeerFault, match="not registered"):
        await registered.cpo.unregister("emsp")


async def test_credentials_have_the_methods_that_the_state_allows() -> None:
    pair, token = await member(repeatable_token_a=True)
    answer = await ask(pair.cpo.app, "POST", CREDENTIALS, token, json=body())
    assert answer.status_code == 405 and answer.headers["allow"] == "GET, PUT, DELETE"
    for method in ("PUT", "DELETE"):
        answer = await ask(pair.cpo.app, method, CREDENTIALS, A, json=body())
        assert answer.status_code == 405 and answer.headers["allow"] == "GET, POST"
    assert (await ask(pair.cpo.app, "PATCH", CREDENTIALS, token, json={})).status_code == 405
    assert (await ask(pair.cpo.app, "GET", CREDENTIALS, token)).json()["data"]["token"] == token


async def test_token_A_can_be_used_again_in_test_mode_and_once_otherwise() -> None:
    lenient, _ = await member(repeatable_token_a=True)
    assert (await lenient.emsp.register("cpo", "http://cpo/versions", A)).version == "2.2.1"
    strict, token = await member()
    with pytest.raises(PeerFault, match="401"):
        await strict.emsp.register("cpo", "http://cpo/versions", A)
    assert (await ask(strict.cpo.app, "GET", "/versions", token)).status_code == 200


async def test_fixed_tokens_are_those_of_the_probe() -> None:
    pair, token = await member(fixed_tokens=True)
    cpo = pair.cpo.registration("emsp")
    assert cpo is not None and (token, cpo.our_token, cpo.their_token) == ("CCC_CCC_CCC", "CCC_CCC_CCC", "BBB_BBB_BBB")


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"token": ""}, "token"),
        ({"token": "with blank"}, "token"),
        ({"token": "x" * 65}, "token"),
        ({"url": "versions"}, "url"),
        ({"url": "http://169.254.169.254/versions"}, "url"),
        ({"roles": []}, "roles"),
        ({"roles": [{}]}, "roles"),
        ({"roles": body()["roles"] * 2}, "twice"),
    ],
)
async def test_credentials_that_cannot_be_used_are_2001(pair: Pair, change: dict[str, Any], word: str) -> None:
    answer = (await ask(pair.emsp.app, "POST", CREDENTIALS, A, json=body() | change)).json()
    assert answer["status_code"] == 2001 and word in answer["status_message"]
    assert not pair.emsp.registrations and not pair.wires.exchanges


async def refusing(data: Any, status: int = 200) -> Any:
    """An app that answers everything with the same data."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        import json

        await send({"type": "http.response.start", "status": status, "headers": []})
        text = json.dumps({"data": data, "status_code": 1000, "timestamp": "2026-11-25T02:08:21Z"})
        await send({"type": "http.response.body", "body": text.encode()})

    return app


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        ([], 500, 3001),
        ([], 200, 3002),
        ([{"version": "1.0", "url": "http://odd/1.0"}], 200, 3002),
        ([{"version": "2.2.1", "url": "http://odd/2.2.1", "endpoints": []}], 200, 3003),
        ([{"version": "2.2.1", "url": "http://169.254.1.1/"}], 200, 3001),
    ],
)
async def test_a_peer_that_cannot_be_used_is_told_so_and_token_A_stays_good(
    pair: Pair, data: Any, status: int, code: int
) -> None:
    pair.wires.apps["http://odd"] = await refusing(data, status)
    answer = await ask(pair.emsp.app, "POST", CREDENTIALS, A, json=body(url="http://odd/versions"))
    assert (answer.status_code, answer.json()["status_code"]) == (200, code)
    assert (await pair.cpo.register("emsp", VERSIONS, A)).version == "2.2.1"


async def test_nobody_at_the_versions_URL_is_3001_and_a_failed_update_keeps_the_old_tokens() -> None:
    pair, token = await member()
    answer = await ask(pair.cpo.app, "PUT", CREDENTIALS, token, json=body(url="http://gone/versions"))
    assert answer.json()["status_code"] == 3001
    assert (await ask(pair.cpo.app, "GET", "/versions", token)).status_code == 200


async def test_a_registration_that_fails_leaves_nothing_behind() -> None:
    pair = await make_pair()
    with pytest.raises(PeerFault, match="401") as caught:
        await pair.cpo.register("emsp", VERSIONS, "wrong")
    assert caught.value.exchange and not pair.cpo.registrations and not pair.cpo.state.book.pending
    with pytest.raises(PeerFault, match="not 9"):
        await pair.cpo.register("emsp", VERSIONS, A, version="9")


async def test_a_peer_that_wants_raw_tokens_is_found_out_and_remembered(pair: Pair) -> None:
    emsp = pair.emsp.app

    async def raw_only(scope: Any, receive: Any, send: Any) -> None:
        value = dict(scope["headers"])[b"authorization"].decode()
        if value.endswith("=") or ("_" not in value and "-" not in value):
            scope = scope | {"headers": [(k, v) for k, v in scope["headers"] if k != b"authorization"]}
        await emsp(scope, receive, send)

    pair.wires.apps["http://emsp"] = raw_only
    made = await pair.cpo.register("emsp", VERSIONS, A)
    assert made.token_form == "raw"
    assert (await pair.cpo.pull("emsp", "tokens")).complete
    assert header(pair.wires.exchanges[-1].request.headers, "Authorization") == f"Token {made.their_token}"
    theirs = pair.emsp.registration("cpo")
    assert theirs is not None and theirs.token_form == "raw"


async def test_registrations_outlive_the_process() -> None:
    pair, token = await member()
    again = Party("cpo", CPO, pair.cpo.state.versions, pair.cpo.state.store, pair.wires, pair.cpo.state.clock)
    assert (await ask(again.app, "GET", "/2.2.1/locations/LOC0001", token)).status_code == 200
    assert again.registrations == pair.cpo.registrations


async def test_without_a_name_for_it_a_peer_is_called_by_its_party() -> None:
    wires = Wires()
    cpo = make_party(wires, "cpo", CPO, ("2.2.1",), peer="")
    emsp = make_party(wires, "emsp", EMSP, ("2.2.1",))
    await emsp.register("cpo", "http://cpo/versions", A)
    assert list(cpo.registrations) == ["NL/EMP"]
