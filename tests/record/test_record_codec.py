"""A Record goes to JSON and comes back as it was, whatever crossed the wire."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpi_runner.record.codec import decode_exchange, encode_exchange, from_json, to_json
from ocpi_runner.record.exchange import Exchange, Failure, Request, Response, Route
from ocpi_runner.record.finding import Finding
from ocpi_runner.record.result import Mismatch, NearMiss, Record, ScenarioResult, StepResult, worst

TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
HEADERS = st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple)
BODY = st.binary(max_size=40)
JSON: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner)
)
EXCHANGES = st.builds(
    Exchange,
    number=st.integers(1),
    direction=st.sampled_from(("out", "in")),
    party=TEXT,
    peer=TEXT,
    request=st.builds(Request, TEXT, TEXT, HEADERS, BODY, st.integers(0)),
    response=st.none() | st.builds(Response, st.integers(100, 599), HEADERS, BODY, st.integers(0)),
    started=st.floats(0, 1e10),
    duration=st.floats(0, 1e4),
    failure=st.none() | st.builds(Failure, st.sampled_from(("timeout", "refused")), TEXT),
    route=st.none() | st.builds(Route, TEXT, TEXT, HEADERS, st.none() | TEXT, st.none() | TEXT),
    deliberate=st.frozensets(st.sampled_from(("token", "body"))),
    redirects=st.lists(TEXT, max_size=2).map(tuple),
)
FINDINGS = st.builds(
    Finding,
    requirement=TEXT,
    level=st.sampled_from(("must", "should", "may")),
    verdict=st.sampled_from(("failed", "warned")),
    chapter=TEXT,
    message=TEXT,
    expected=JSON,
    actual=JSON,
    exchange=st.none() | st.integers(1),
)
INNER = StepResult("s1.1.1", "assert", "inner", "failed", 1.0, 0.5, mismatches=(Mismatch("$", [1], None, "no"),))
STEP = StepResult(
    "s1.1", "use", "outer", "failed", 1.0, 0.5, near_misses=(NearMiss(1, ("a", "b")),), exchanges=(1,), steps=(INNER,)
)
SCENARIO = ScenarioResult("s1", "title", "x.yaml", "2.2.1", "failed", 1.0, 2.0, (STEP,), ("tag",), unexpected=(1,))


def through_text(data: Any) -> Any:
    return json.loads(json.dumps(data))


@given(exchange=EXCHANGES)
def test_any_exchange_comes_back(exchange: Exchange) -> None:
    assert decode_exchange(through_text(encode_exchange(exchange))) == exchange


@given(findings=st.lists(FINDINGS, max_size=3).map(tuple))
def test_any_record_comes_back(findings: tuple[Finding, ...]) -> None:
    record = Record("ocpi-run 0", "", "failed", 1.0, 2.0, (SCENARIO,), (), findings, (("TRN-001", 2),), 3)
    assert from_json(through_text(to_json(record))) == record


def test_a_body_that_is_text_can_be_read_and_one_that_is_not_is_in_base64() -> None:
    text = Exchange(1, "out", "a", "b", Request("GET", "/", (), "é".encode()), Response(200, (), b"\xff"), 0.0, 0.0)
    made = encode_exchange(text)
    assert made["request"]["body"] == "é" and made["response"]["body_base64"] == "/w=="


def test_a_record_of_another_format_is_refused_with_both_numbers() -> None:
    with pytest.raises(ValueError, match="format is 99, this version reads 1"):
        from_json({"format": 99})


def test_the_worst_part_gives_the_verdict_of_the_whole() -> None:
    assert worst(("passed", "blocked", "failed", "skipped")) == "failed"
    assert worst(("failed", "error")) == "error"
    assert worst(()) == "skipped"
