"""What the live page of `serve` is told: each exchange with its findings, and how many came to what."""

import json
from dataclasses import replace
from importlib.resources import files

import pytest

from ocpi_runner.record.event import ExchangeSeen
from ocpi_runner.record.exchange import Exchange, Request, Response
from ocpi_runner.record.finding import Finding, FindingVerdict, Judgement
from ocpi_runner.record.redact import Redactor
from ocpi_runner.run.live import Traffic

SECRET = "secret-token-4711"
SEEN = Exchange(1, "in", "emsp", "NL/TST", Request("GET", "http://x/versions"), Response(200), 1.0, 0.1)


def found(*verdicts: FindingVerdict) -> Judgement:
    """Findings with these verdicts, the secret in each."""
    return Judgement(tuple(Finding("TRN-102", "must", each, "chapter", f"It is {SECRET}") for each in verdicts))


@pytest.fixture
def traffic() -> Traffic:
    """Three exchanges: one that passed, one with a warning, one with both."""
    redactor = Redactor()
    redactor.add(SECRET, "C")
    made = Traffic(redactor)
    for number, judgement in enumerate((found(), found("warned"), found("warned", "failed")), 1):
        made(ExchangeSeen(replace(SEEN, number=number), judgement))
    return made


def test_totals_count_each_exchange_by_the_worst_of_its_findings(traffic: Traffic) -> None:
    told = traffic.after(2)
    assert told["totals"] == {"failed": 1, "warned": 1, "passed": 1}
    assert [(each["number"], each["outcome"]) for each in told["exchanges"]] == [(3, "failed")]


def test_findings_come_with_level_and_chapter_and_without_secrets(traffic: Traffic) -> None:
    last = traffic.after(0)["exchanges"][-1]
    assert (last["requester"], last["responder"]) == ("NL/TST", "emsp")
    assert [(each["verdict"], each["level"], each["message"]) for each in last["findings"]] == [
        ("warned", "must", "It is ***C***"),
        ("failed", "must", "It is ***C***"),
    ]
    assert SECRET not in json.dumps(traffic.after(0))


def test_the_page_reads_what_it_is_sent(traffic: Traffic) -> None:
    page = files("ocpi_runner.report").joinpath("templates/live.html").read_text("utf-8")
    told = traffic.after(0)
    assert all(f"found.{name}" in page for name in told)
    assert all(f"x.{name}" in page for name in ("outcome", "requester", "responder", "findings"))


def test_the_page_names_the_setting_that_decided_and_leaves_a_rightful_refusal_grey() -> None:
    page = files("ocpi_runner.report").joinpath("templates/live.html").read_text("utf-8")
    assert '", by setting " + f.setting' in page
    assert '" · decided by " + f.setting' in page
    assert 'good ? "good" : x.outcome === "passed" && code ? "plain" : "bad"' in page
    assert ".plain { color: var(--soft) }" in page
