"""The laws of judging: what is right is passed, and each thing that is wrong is told once, with its grounds."""

from dataclasses import replace
from typing import Any

import pytest
from checks_cases import COMMAND, GET, LIST, PATCH, PUT, TOLERATED, WRONG, envelope
from checks_exchange import (
    BASE,
    CREDENTIALS,
    DETAILS,
    EVSE,
    GOOD,
    KNOWN,
    LOCATION,
    NOON,
    START,
    VERSIONS,
    exchange,
    found,
    judged,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from ocpi_runner.checks.check import Check
from ocpi_runner.checks.frame import Frame, RecentIds
from ocpi_runner.checks.judge import judge
from ocpi_runner.checks.past import Past
from ocpi_runner.checks.requirements import ground
from ocpi_runner.checks.subject import Subject
from ocpi_runner.checks.table import REQUEST_CHECKS, RESPONSE_CHECKS
from ocpi_runner.ocpi.address import endpoint
from ocpi_runner.ocpi.catalogue import requirement
from ocpi_runner.ocpi.versions import version
from ocpi_runner.record.exchange import Failure, Request, Response, Route

#: What whoever is registered at fetches while the POST is open.
DISCOVERED = tuple(
    exchange(id, swapped=True, started=NOON + 0.05, headers={"Authorization": "Token YWJjLURFRg=="})
    for id in ("versions.get", "version_details.get")
)


@pytest.mark.parametrize("id", GOOD)
@pytest.mark.parametrize("number", ["2.2", "2.2.1"])
def test_a_right_exchange_has_no_findings_and_passes_something(id: str, number: str) -> None:
    of_version = {
        "versions.get": [*VERSIONS, {**VERSIONS[0], "version": "2.2"}],
        "version_details.get": {**DETAILS, "version": number},
        "credentials.post": {**CREDENTIALS, "token": "new-token", "url": "http://127.0.0.1:4712/versions"},
    }
    past = Past()
    for before in DISCOVERED if id == "credentials.post" else ():
        judged(before, number=number, past=past)
    one = exchange(id, data=of_version.get(id, ...))
    judgement = judged(replace(one, route=replace(one.route or Route("", id), version="")), number=number, past=past)
    assert judgement.findings == ()
    assert len(judgement.passed) > 10
    assert len(set(judgement.passed)) == len(judgement.passed)


@pytest.mark.parametrize(
    ("id", "at", "changes", "how"), WRONG, ids=[f"{number}-{row[0]}" for number, row in enumerate(WRONG)]
)
def test_what_is_wrong_is_told_once_with_its_grounds(
    id: str, at: str, changes: dict[str, Any], how: dict[str, Any]
) -> None:
    judgement = judged(exchange(at, **changes), **how)
    told = [each for each in judgement.findings if each.requirement == id]
    assert len(told) == 1, [(each.requirement, each.message) for each in judgement.findings]
    [one] = told
    asker = GOOD[at][0]
    other = "cpo" if asker == "emsp" else "emsp"
    assert one.by == (asker if one.side == "request" else other)
    assert (one.level, one.chapter) == (requirement(id).level, requirement(id).chapter)
    assert one.message and one.exchange == 7
    assert id not in judgement.passed


@pytest.mark.parametrize(
    ("id", "at", "changes", "how"), TOLERATED, ids=[f"{number}-{row[0]}" for number, row in enumerate(TOLERATED)]
)
def test_what_may_be_so_is_no_false_alarm(id: str, at: str, changes: dict[str, Any], how: dict[str, Any]) -> None:
    assert found(exchange(at, **changes), id, **how) == []


def test_every_requirement_in_the_table_is_in_the_catalogue() -> None:
    for check in (*REQUEST_CHECKS, *RESPONSE_CHECKS):
        assert all(requirement(id).id == id for id in check.ids.split())


def test_a_must_fails_and_a_should_or_derived_one_warns() -> None:
    assert ground("TRN-083").verdict == "failed"
    assert ground("TRN-103").verdict == "warned"
    assert (ground("LOC-058").level, ground("LOC-058").verdict) == ("must", "warned")
    assert ground("TRN-086").verdict is None


def test_a_payload_is_told_at_its_place_in_words_for_people() -> None:
    wrong = {**LOCATION, "id": "LOC0002", "evses": [{**EVSE, "status": "OPEN"}]}
    [one] = judged(exchange(LIST, data=[LOCATION, wrong], answer_headers={"X-Total-Count": "2"})).findings
    assert one.path == "$.data[1].evses[0].status"
    assert one.message.startswith("`evses[0].status` is `OPEN`; one of AVAILABLE, BLOCKED, ")
    assert (one.actual, one.expected[0], one.verdict) == ("OPEN", "AVAILABLE", "failed")


def test_a_date_that_no_calendar_has_is_told_where_it_stands() -> None:
    wrong = {**LOCATION, "evses": [{**EVSE, "last_updated": "2026-02-30T10:00:00Z"}]}
    [one] = judged(exchange(GET, data=wrong)).findings
    assert (one.requirement, one.path) == ("TYP-009", "$.data.evses[0].last_updated")


def test_a_text_that_only_looks_like_a_date_is_left_alone() -> None:
    assert judged(exchange(GET, data={**LOCATION, "name": "2026-02-30T10:00:00Z"})).findings == ()


def test_a_PATCH_may_leave_out_what_a_PUT_must_have() -> None:
    assert judged(exchange(PATCH, body={"last_updated": "2026-11-25T11:00:00Z"})).findings == ()
    [one] = judged(exchange(PATCH, body={"status": 5, "last_updated": "2026-11-25T11:00:00Z"})).findings
    assert (one.side, one.path, one.by) == ("request", "$.status", "cpo")


def test_a_command_is_judged_by_the_object_that_belongs_to_it() -> None:
    body = {name: value for name, value in START.items() if name != "location_id"}
    [one] = judged(exchange(COMMAND, body=body)).findings
    assert (one.path, one.side) == ("$.location_id", "request")


@pytest.mark.parametrize(
    ("part", "changes"),
    [
        (
            "headers",
            {"headers": {"X-Request-ID": None, "Content-Type": None}, "answer_headers": {"X-Request-ID": None}},
        ),
        ("body", {"body": {"id": 5}}),
        (
            "token",
            {"headers": {"Authorization": "Token  raw"}, "token": "unknown", "status": 401, "answer": envelope(2001)},
        ),
        ("response", {"answer": b"<html>", "status": 500}),
        ("url", {"method": "BREW"}),
    ],
)
def test_what_a_scenario_breaks_on_purpose_is_held_against_nobody(part: str, changes: dict[str, Any]) -> None:
    one = exchange(PUT, **changes)
    assert judged(one).findings
    assert judged(replace(one, deliberate=frozenset({part}))).findings == ()


def test_only_the_party_on_trial_is_judged() -> None:
    one = exchange(GET, headers={"X-Request-ID": "1"}, data={})
    assert {each.by for each in judged(one).findings} == {"cpo", "emsp"}
    assert {each.by for each in judged(one, on_trial="emsp").findings} == {"emsp"}
    assert {each.by for each in judged(one, on_trial="cpo").findings} == {"cpo"}


def test_without_an_answer_the_request_alone_is_judged() -> None:
    one = replace(exchange(GET), response=None, failure=Failure("timeout", "no answer"))
    judgement = judged(one)
    assert judgement.findings == ()
    assert "TRN-003" in judgement.passed and "TRN-081" not in judgement.passed


def test_a_request_at_an_address_that_was_never_published_is_told() -> None:
    one = replace(exchange(PUT), route=None, request=Request("PUT", BASE + "elsewhere"))
    [told] = judged(one).findings
    assert (told.requirement, told.side, told.by) == ("TRN-106", "request", "cpo")
    assert judged(replace(one, request=Request("GET", "http://127.0.0.1:4711/"))).findings == ()
    refused = replace(one, request=Request("DELETE", BASE + "locations/NL/TST/LOC0001"), response=Response(405))
    assert [each.requirement for each in judged(refused).findings] == ["LOC-050"]
    assert judged(replace(one, direction="out")).findings == ()


def test_a_body_that_was_not_kept_whole_is_not_judged_as_JSON() -> None:
    one = exchange(GET)
    assert one.response is not None
    cut = replace(one.response, body=one.response.body[:50])
    assert judged(replace(one, response=cut)).findings == ()


def test_a_check_that_breaks_is_our_fault_and_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(subject: Subject) -> Any:
        raise ZeroDivisionError("by zero")

    row = Check("TRN-003", broken, lambda subject: True)
    monkeypatch.setattr("ocpi_runner.checks.plan.REQUEST_CHECKS", (row,))
    spoken = replace(version("2.2.1"))  # a value of its own, for which nothing was planned yet
    [one] = judge(exchange(GET), Frame(spoken, endpoint(spoken, GET), KNOWN)).findings
    assert (one.requirement, one.verdict, one.by) == ("INTERNAL", "warned", "ocpi-run")
    assert "ZeroDivisionError" in one.message


def test_ids_of_a_run_are_remembered_up_to_a_limit() -> None:
    seen = RecentIds(limit=2)
    for id in ("a", "b", "c"):
        seen.add(id)
    assert [id in seen for id in "abc"] == [False, True, True]


HEADERS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "Authorization",
                "X-Request-ID",
                "Content-Type",
                "Link",
                "X-Total-Count",
                "X-Limit",
                "OCPI-to-party-id",
                "location",
            ]
        ),
        st.text(max_size=40),
    ),
    max_size=6,
).map(tuple)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
KEYS = st.sampled_from(
    ["status_code", "timestamp", "data", "endpoints", "url", "version", "roles", "token", "id", "evses", "x"]
)
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=10
)


@settings(max_examples=300, deadline=None)
@given(
    id=st.sampled_from([row.id for row in version("2.2.1").endpoints]),
    headers=HEADERS,
    answer_headers=HEADERS,
    sent=st.binary(max_size=30) | JSON,
    got=st.binary(max_size=30) | JSON,
    url=st.text(max_size=30) | st.just(BASE + "x?limit=%31&date_from=[&offset=9"),
    status=st.integers(0, 700),
    params=st.dictionaries(
        st.sampled_from(["country_code", "party_id", "location_id", "command"]), st.text(max_size=5)
    ),
)
def test_nothing_that_a_peer_sends_makes_a_check_break(
    id: str, headers: Any, answer_headers: Any, sent: Any, got: Any, url: str, status: int, params: dict[str, str]
) -> None:
    import json

    sent, got = (each if isinstance(each, bytes) else json.dumps(each).encode() for each in (sent, got))
    one = replace(
        exchange(GET),
        request=Request("PUT", url, headers, sent, len(sent)),
        response=Response(status, answer_headers, got, len(got)),
        route=Route("2.2.1", id, tuple(params.items()), "C", "raw"),
    )
    judgement = judge(one, Frame(version("2.2.1"), endpoint(version("2.2.1"), id), KNOWN, True))
    assert "INTERNAL" not in {each.requirement for each in judgement.findings}, judgement.findings


def test_a_version_that_was_not_agreed_on_is_judged_by_what_holds_in_any() -> None:
    one = exchange("versions.get", data=[{"version": "9.9", "url": "http://here/9.9"}])
    row = endpoint(version("2.2.1"), "versions.get")
    assert judge(one, Frame(None, row)).findings == ()
