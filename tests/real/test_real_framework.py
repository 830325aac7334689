"""The back end is good enough to stand for a real partner: it registers, holds objects and obeys commands."""

import base64
import time
from collections.abc import Callable
from typing import Any

import httpx

TOKEN_A = "AAA_AAA_AAA"
CARD = {
    "country_code": "DE",
    "party_id": "XEM",
    "uid": "CARD-0001",
    "type": "RFID",
    "contract_id": "DE-XEM-C0001",
    "issuer": "A made-up mobility company",
    "valid": True,
    "whitelist": "ALLOWED",
    "last_updated": "2026-03-01T08:00:00Z",
}
Start = Callable[..., str]


def call(method: str, url: str, token: str, body: Any = None) -> httpx.Response:
    """A request with the token as OCPI 2.2.1 wants it."""
    encoded = base64.b64encode(token.encode()).decode()
    return httpx.request(method, url, headers={"Authorization": f"Token {encoded}"}, json=body, trust_env=False)


def endpoints(versions_url: str, token: str) -> dict[str, str]:
    """The module URLs of a party."""
    (version,) = call("GET", versions_url, token).json()["data"]
    details = call("GET", version["url"], token).json()["data"]
    return {endpoint["identifier"]: endpoint["url"] for endpoint in details["endpoints"]}


def register(at: str, party: str, token: str, role: str) -> str:
    """Register the party whose versions URL this is; the token that it has to use from now on."""
    roles = [{"role": role, "party_id": "XYZ", "country_code": "NL", "business_details": {"name": "Somebody"}}]
    body = {"token": token, "url": party, "roles": roles}
    answer = call("POST", endpoints(at, TOKEN_A)["credentials"], TOKEN_A, body).json()
    assert answer["status_code"] == 1000, answer
    return str(answer["data"]["token"])


def eventually(look: Callable[[], Any]) -> Any:
    """What `look` sees, as soon as it sees something; five seconds at most."""
    end = time.monotonic() + 5
    while not (seen := look()) and time.monotonic() < end:
        time.sleep(0.1)
    return seen


def test_a_stranger_is_refused(framework: Start) -> None:
    emsp = framework("emsp")
    assert call("GET", emsp, "nobody").status_code == 401
    assert call("GET", endpoints(emsp, TOKEN_A)["tokens"], TOKEN_A).status_code == 403


def test_a_single_use_token_registers_one_peer(framework: Start) -> None:
    emsp, cpo = framework("emsp", "--single-use"), framework("cpo")
    token = register(emsp, cpo, TOKEN_A, "CPO")
    assert call("GET", emsp, TOKEN_A).status_code == 401
    assert call("GET", emsp, token).status_code == 200


def test_the_cpo_forgets_to_announce_its_commands(framework: Start) -> None:
    assert "commands" not in endpoints(framework("cpo"), TOKEN_A)


def test_many_CDRs_come_in_pages(framework: Start) -> None:
    cpo = framework("cpo", "--cdrs", "60")
    token = register(cpo, cpo, TOKEN_A, "EMSP")
    answer = call("GET", endpoints(cpo, token)["cdrs"], token)
    assert answer.headers["X-Total-Count"] == "60"
    assert len(answer.json()["data"]) == 50
    assert 'rel="next"' in answer.headers["Link"]


def test_a_session_that_is_started_and_stopped_reaches_the_emsp_with_its_cdr(framework: Start) -> None:
    emsp, cpo = framework("emsp"), framework("cpo", "--announce-commands")
    token_at_emsp = register(emsp, cpo, TOKEN_A, "CPO")
    token_at_cpo = register(cpo, emsp, token_at_emsp, "EMSP")
    ours, theirs = endpoints(cpo, token_at_cpo), endpoints(emsp, token_at_emsp)
    assert [each["id"] for each in call("GET", ours["locations"], token_at_cpo).json()["data"]] == ["park-1", "park-2"]

    body = {"response_url": theirs["commands"] + "1", "token": CARD, "location_id": "PARK-1", "evse_uid": "P1-1"}
    started = call("POST", ours["commands"] + "START_SESSION", token_at_cpo, body).json()
    assert started["data"][0]["result"] == "ACCEPTED"
    session = theirs["sessions"] + "NL/XCP/SESSION-3"
    assert eventually(lambda: call("GET", session, token_at_emsp).status_code == 200)

    body = {"response_url": theirs["commands"] + "2", "session_id": "SESSION-3"}
    call("POST", ours["commands"] + "STOP_SESSION", token_at_cpo, body)
    bill = theirs["cdrs"] + "CDR-OF-SESSION-3"
    assert eventually(lambda: call("GET", bill, token_at_emsp).status_code == 200)
    assert call("GET", session, token_at_emsp).json()["data"][0]["status"] == "COMPLETED"


def test_a_card_is_authorized_and_a_blocked_one_is_not(framework: Start) -> None:
    emsp = framework("emsp")
    token = register(emsp, emsp, TOKEN_A, "CPO")
    tokens = endpoints(emsp, token)["tokens"]
    for uid, allowed in (("CARD-0001", "ALLOWED"), ("CARD-0003", "BLOCKED")):
        answer = call("POST", f"{tokens}{uid}/authorize", token).json()
        assert answer["data"][0]["allowed"] == allowed
