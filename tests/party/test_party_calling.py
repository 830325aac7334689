"""What goes out: tokens, ids, routing headers, pages; and how the other side is seen by expressions."""

import json
from typing import Any

import pytest
from party_pair import Pair

from ocpi_runner.record.exchange import header
from ocpi_runner.source.errors import PeerFault


async def test_a_request_carries_token_ids_and_routing(registered: Pair) -> None:
    url = f"{registered.cpo.endpoint('emsp', 'locations')}NL/TST/LOC0001?x=1"
    exchange = await registered.cpo.call("emsp", "GET", url)
    sent = exchange.request.headers
    assert all(header(sent, name) for name in ("Authorization", "X-Request-ID", "X-Correlation-ID"))
    assert header(sent, "OCPI-to-party-id") == "EMP" and header(sent, "OCPI-from-party-id") == "TST"
    assert exchange.route is not None and exchange.route.endpoint == "locations.receiver.get_location"


async def test_configuration_modules_get_no_routing_headers(registered: Pair) -> None:
    exchange = await registered.cpo.call("emsp", "GET", str(registered.cpo.endpoint("emsp", "credentials")))
    assert header(exchange.request.headers, "OCPI-to-party-id") is None
    assert exchange.route is not None and exchange.route.endpoint == "credentials.get"


@pytest.mark.parametrize(
    ("more", "authorization"),
    [
        ({"token": "other", "token_form": "raw"}, "Token other"),
        ({"token": ""}, None),
        ({"headers": (("authorization", None),)}, None),
        ({"headers": (("Authorization", "Bearer x"),)}, "Bearer x"),
    ],
)
async def test_a_scenario_may_break_the_token_on_purpose(
    registered: Pair, more: dict[str, Any], authorization: Any
) -> None:
    exchange = await registered.cpo.call("emsp", "GET", "http://emsp/versions", deliberate=frozenset({"token"}), **more)
    assert header(exchange.request.headers, "Authorization") == authorization
    assert exchange.response is not None and exchange.response.status == 401 and exchange.deliberate == {"token"}
    assert (
        len([e for e in registered.wires.exchanges if e.request.url == exchange.request.url and e.party == "cpo"]) == 2
    )


async def test_our_token_stays_with_its_own_origins(registered: Pair) -> None:
    registered.wires.apps["http://elsewhere"] = registered.emsp.app
    exchange = await registered.cpo.call("emsp", "GET", "http://elsewhere/versions")
    assert header(exchange.request.headers, "Authorization") is None


async def test_a_body_is_sent_as_JSON_and_a_raw_one_as_it_is(registered: Pair) -> None:
    sent = (await registered.cpo.call("emsp", "PUT", "http://emsp/x", body={"a": "ö"})).request
    assert json.loads(sent.body) == {"a": "ö"} and header(sent.headers, "Content-Type") == "application/json"
    assert (await registered.cpo.call("emsp", "PUT", "http://emsp/x", raw=b"{")).request.body == b"{"


async def test_a_list_is_walked_to_its_end(registered: Pair) -> None:
    outcome = await registered.cpo.pull("emsp", "tokens", limit=7)
    assert outcome.complete and len(outcome.objects) == 40 and len(outcome.exchanges) == 6
    some = await registered.cpo.pull("emsp", "tokens", limit=7, pages=2)
    assert (len(some.objects), some.complete, some.problem) == (14, False, "")
    with pytest.raises(PeerFault, match="does not offer"):
        await registered.cpo.pull("emsp", "parking")


@pytest.mark.parametrize(
    "link", ["<http://elsewhere/x>", "<http://u:p@emsp/x>", "<http://emsp/2.2.1/tokens/>", "<http://emsp/2.2/tokens/>"]
)
async def test_a_link_that_leads_astray_is_not_followed(registered: Pair, link: str) -> None:
    emsp = registered.emsp.app

    async def astray(scope: Any, receive: Any, send: Any) -> None:
        async def changed(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"link", f'{link}; rel="next"'.encode())]
            await send(message)

        await emsp(scope, receive, changed)

    registered.wires.apps["http://emsp"] = astray
    outcome = await registered.cpo.pull("emsp", "tokens")
    assert not outcome.complete and outcome.problem


async def test_a_party_is_seen_by_its_names(registered: Pair) -> None:
    own, peer = registered.cpo.view("emsp"), registered.cpo.peer_view("emsp")
    version = own.lookup("version")
    assert own.lookup("path") == "NL/TST" and own.lookup("locations") == f"http://cpo/{version}/locations/"
    assert peer.lookup("path") == "NL/EMP" and peer.lookup("sessions") == f"http://emsp/{version}/sessions/"
    assert peer.lookup("token") == registered.emsp.view("cpo").lookup("token")
    for view in (own, peer):
        assert all(view.lookup(name) for name in view.names())
        with pytest.raises(KeyError):
            view.lookup("parking")


async def test_before_the_registration_only_the_way_to_it_is_known(pair: Pair) -> None:
    peer = pair.cpo.peer_view("emsp", "http://emsp/versions", "AAA")
    assert peer.lookup("versions_url") == "http://emsp/versions" and peer.lookup("token") == "AAA"
    with pytest.raises(KeyError):
        peer.lookup("locations")


async def test_background_work_ends_with_the_party(registered: Pair) -> None:
    async def for_ever() -> None:
        import asyncio

        await asyncio.Event().wait()

    registered.cpo.state.tasks.start(for_ever())
    assert not await registered.cpo.idle(0.01)
    await registered.cpo.close()
    assert await registered.cpo.idle(0.01)
