"""Made-up Records: a passed run, one that failed in both directions, one from a hostile peer, and a very large one."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ocpi_runner.record.exchange import Direction, Exchange, Failure, Headers, Request, Response, Route
from ocpi_runner.record.finding import Finding
from ocpi_runner.record.result import Mismatch, NearMiss, Record, ScenarioResult, StepResult

START = 1_780_000_000.0
PEER = "https://emsp.example/ocpi/2.2.1"
OURS = "http://127.0.0.1:4711/2.2.1"
STAMP = "2026-05-28T20:26:40Z"
HEADERS: Headers = (
    ("Authorization", "Token ***C***"),
    ("Content-Type", "application/json"),
    ("X-Request-ID", "6f0e9bfa-6d1f-4d11-8a7a-2b9b3a6f8f01"),
    ("X-Correlation-ID", "9c1f4c38-14f0-4b6d-a9a0-3f1a7f0d2c55"),
    ("OCPI-from-country-code", "NL"),
    ("OCPI-from-party-id", "TST"),
    ("OCPI-to-country-code", "DE"),
    ("OCPI-to-party-id", "EMP"),
)
ANSWERED: Headers = (("Content-Type", "application/json"), ("Server", "emsp.example"))
SESSION: dict[str, Any] = {
    "country_code": "NL",
    "party_id": "TST",
    "id": "S-1001",
    "start_date_time": STAMP,
    "kwh": 12.5,
    "cdr_token": {"country_code": "DE", "party_id": "EMP", "uid": "RFID-1", "type": "RFID", "contract_id": "DE-EMP-C1"},
    "auth_method": "WHITELIST",
    "location_id": "LOC0001",
    "evse_uid": "EVSE01",
    "connector_id": "1",
    "currency": "EUR",
    "charging_periods": [
        {"start_date_time": STAMP, "dimensions": [{"type": "ENERGY", "volume": 6.25}, {"type": "TIME", "volume": 0.25}]}
    ],
    "status": "PENDING",
    "last_updated": "2026-05-28 20:26:40",
}
SOURCE = """\
scenario: A driver charges, and the eMSP hears about it
description: |
  The whole life of a charge as a CPO tells it.
ocpi: [2.2.1]
play: cpo
test: emsp
use: [registered.yaml]

steps:
- name: The driver plugs in and presents RFID-1
  start_session: {location: LOC0001, evse: EVSE01}
  save: {session: $}

- name: The eMSP knows the session and its meter
  send: GET ${emsp.sessions}/${cpo.path}/${session.id}
  assert:
    http: 200
    status_code: 1000
    $.status: ACTIVE

- name: The eMSP reads the location
  expect: GET ${cpo.locations}
  within: 5 s

- name: The driver unplugs
  stop_session: ${session.id}
  save: {cdr: $.cdr}

- name: The CDR agrees with its session
  assert:
    value: ${cdr}
    schema: CDR
"""


def envelope(data: Any = None, code: int = 1000, **more: Any) -> bytes:
    """An OCPI answer."""
    return json.dumps({"data": data, "status_code": code, "timestamp": STAMP} | more).encode()


def asked(method: str, url: str, data: Any = None, headers: Headers = HEADERS) -> Request:
    """A request; `data` becomes its JSON."""
    body = b"" if data is None else json.dumps(data).encode()
    return Request(method, url, headers, body, len(body))


def answered(status: int, body: bytes, headers: Headers = ANSWERED) -> Response:
    """An answer kept whole."""
    return Response(status, headers, body, len(body))


def exchange(
    number: int, direction: Direction, request: Request, response: Response | None, step: str = "s1.1", **more: Any
) -> Exchange:
    """One exchange between cpo and emsp, 40 ms after the one before it."""
    defaults: dict[str, Any] = {"started": START + number * 0.04, "duration": 0.012, "scenario": "s1"}
    return Exchange(number, direction, "cpo", "emsp", request, response, step=step, **defaults | more)


def step(id: str, title: str, verdict: str = "passed", **more: Any) -> StepResult:
    """One step of 40 ms."""
    defaults: dict[str, Any] = {"action": "send", "started": START, "duration": 0.04, "file": "scenarios/session.yaml"}
    return StepResult(id=id, title=title, verdict=verdict, **defaults | more)  # type: ignore[arg-type]


def scenario(verdict: str, steps: Sequence[StepResult], **more: Any) -> ScenarioResult:
    """One scenario."""
    defaults: dict[str, Any] = {
        "id": "s1",
        "title": "A driver charges, and the eMSP hears about it",
        "file": "scenarios/session.yaml",
        "version": "2.2.1",
        "started": START,
        "duration": 5.4,
        "tags": ("sessions", "push"),
        "description": "The whole life of a charge as a CPO tells it.",
        "played": ("cpo",),
        "tested": "emsp",
        "source": SOURCE,
    }
    return ScenarioResult(verdict=verdict, steps=tuple(steps), **defaults | more)  # type: ignore[arg-type]


def record(verdict: str, scenarios: Sequence[ScenarioResult], **more: Any) -> Record:
    """One run."""
    defaults: dict[str, Any] = {
        "tool": "ocpi-run 0.1.0",
        "command": "ocpi-run scenarios/session.yaml --env emsp=https://emsp.example/ocpi/versions",
        "started": START,
        "duration": 5.4,
        "journal": "ocpi-report/journal.jsonl",
        "passed": (("SES-004", 2), ("STA-007", 6), ("TRN-083", 12), ("TRN-091", 6)),
    }
    return Record(verdict=verdict, scenarios=tuple(scenarios), **defaults | more)  # type: ignore[arg-type]


REGISTER = (
    exchange(1, "out", asked("GET", "https://emsp.example/ocpi/versions"),
             answered(200, envelope([{"version": "2.2.1", "url": PEER}])), "s1.use.1.1",
             route=Route("", "versions.get", token="A", token_form="base64")),
    exchange(2, "out", asked("POST", f"{PEER}/credentials", {"token": "***", "url": f"{OURS}/versions"}),
             answered(200, envelope({"token": "***", "url": "https://emsp.example/ocpi/versions"})), "s1.use.1.1"),
)  # fmt: skip
PUT = exchange(
    3, "out", asked("PUT", f"{PEER}/sessions/NL/TST/S-1001", SESSION), answered(200, envelope()), "s1.1",
    route=Route("2.2.1", "sessions.receiver.put", (("session_id", "S-1001"),), "C", "base64"),
)  # fmt: skip
GET = exchange(4, "out", asked("GET", f"{PEER}/sessions/NL/TST/S-1001"), answered(200, envelope(SESSION)), "s1.2")
READ = exchange(
    5, "in", asked("GET", f"{OURS}/locations?offset=0&limit=50"),
    answered(200, envelope([]), (*ANSWERED, ("X-Limit", "50"))), "s1.3",
)  # fmt: skip
REFUSED = exchange(6, "in", asked("GET", f"{OURS}/location"), answered(404, envelope(code=2003)), "s1.3")
LOST = exchange(
    7, "out", asked("POST", f"{PEER}/cdrs", SESSION | {"id": "CDR-1"}), None, "s1.4", duration=5.0,
    failure=Failure("timeout", "no answer within 5 s; is the peer overloaded, or behind a firewall?"),
)  # fmt: skip
USE = step("s1.use.1", "We are registered at the other side", action="use", phase="use", line=7, steps=(
    step("s1.use.1.1", "Register, or use the registration that is there", file="scenarios/registered.yaml", line=11,
         action="register", exchanges=(1, 2)),
))  # fmt: skip

PASSED = record(
    "passed",
    [scenario("passed", (USE, step("s1.1", "The driver plugs in", line=10, exchanges=(3,)),
                         step("s1.2", "The eMSP knows the session", line=14, exchanges=(4,))), builtin=True)],
    exchanges=(*REGISTER, PUT, GET),
    exchanges_seen=4,
    duration=0.19,
)  # fmt: skip


def finding(requirement: str, message: str, **more: Any) -> Finding:
    """What the eMSP did wrong."""
    defaults: dict[str, Any] = {
        "level": "must", "verdict": "failed", "chapter": "mod_sessions, Session object", "by": "emsp",
        "exchange": 4, "scenario": "s1", "step": "s1.2",
    }  # fmt: skip
    return Finding(requirement=requirement, message=message, **defaults | more)


WRONG_STATUS = "`$.status` is `PENDING`, expected `ACTIVE`"
FINDINGS = (
    finding("TYP-005", "`last_updated` is not an RFC 3339 date and time: the `T` is missing",
            path="$.data.last_updated", expected="2026-05-28T20:26:40Z", actual="2026-05-28 20:26:40",
            chapter="types, DateTime type"),
    finding("SCENARIO", WRONG_STATUS, path="$.data.status", expected="ACTIVE",
            actual="PENDING", side="scenario", chapter="scenarios/session.yaml:14"),
    finding("SES-031", "`total_cost.vat` is missing in the Session", path="$.data.total_cost.vat", level="should",
            verdict="warned", expected="a Price"),
    finding("TRN-021", "`OCPI-to-party-id` is in lower case", path="headers.OCPI-to-party-id", side="request",
            verdict="warned", level="should", exchange=5, step="s1.3", expected="TST", actual="tst",
            chapter="transport_and_format, Message routing", setting="routing.required", count=3),
    finding("LOC-002", "There is no module `location` in OCPI 2.2.1", path="url", side="request", exchange=6,
            step="s1.3", actual="/2.2.1/location", chapter="mod_locations, Sender interface"),
)  # fmt: skip
FAILED = record(
    "failed",
    [scenario("failed", (
        USE,
        step("s1.1", "The driver plugs in and presents RFID-1", action="start_session", line=10, exchanges=(3,)),
        step("s1.2", "The eMSP knows the session and its meter", "failed", line=14, exchanges=(4,),
             reason=WRONG_STATUS, mismatches=(Mismatch("$.data.status", "ACTIVE", "PENDING", WRONG_STATUS),)),
        step("s1.3", "The eMSP reads the location", "failed", action="expect", line=21, exchanges=(5, 6), duration=5.0,
             reason="no GET /2.2.1/locations/LOC0001 came within 5 s",
             hint="the eMSP asked for the list only; let it read single locations, or wait for `GET ${cpo.locations}`",
             near_misses=(NearMiss(5, ("its path is /2.2.1/locations, not …/LOC0001",)),)),
        step("s1.4", "The driver unplugs", "failed", action="stop_session", line=25, exchanges=(7,), duration=5.1,
             reason="POST /cdrs: no answer within 5 s; is the peer overloaded, or behind a firewall?"),
        step("s1.5", "The CDR agrees with its session", "blocked", action="assert", line=29, duration=0.0,
             reason="needs `cdr`, which step s1.4 could not save"),
        step("s1.finally.1", "Leave nothing behind", "skipped", action="unregister", phase="finally", duration=0.0,
             reason="`when: env.clean` does not hold"),
    ), builtin=False, tested_url="https://emsp.example/ocpi/versions", duration=10.4)],
    exchanges=(*REGISTER, PUT, GET, READ, REFUSED, LOST),
    exchanges_seen=7,
    findings=FINDINGS,
    duration=10.4,
    settings=(("routing.required", "always"),),
)  # fmt: skip

RULES = {"SES-063": "A PUT without a member is refused."}
REASON = "`status_code`: expected `2001`, got `1000`"
#: A step whose own finding only warns, and beside which something failed; it failed alike in three versions.
MILD = record(
    "failed",
    [
        scenario(
            "failed",
            [step(f"s{number}.1", "A PUT is refused", "failed", line=14, exchanges=(4,),
                  reason=f"{REASON}; see the findings")],
            id=f"s{number}", version=version,
        )
        for number, version in enumerate(("2.1.1", "2.2", "2.2.1"), 1)
    ],
    exchanges=(GET,),
    findings=tuple(
        each
        for number in (1, 2, 3)
        for each in (
            finding("CDR-045", "No `Location`", path="headers.Location", step=f"s{number}.1"),
            finding("SES-063", REASON, level="should", verdict="warned", path="status_code", side="scenario",
                    expected={"not": 1000}, actual=1000, step=f"s{number}.1"),
        )
    ),
)  # fmt: skip

EVIL = "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">'\"{{7*7}}"
HOSTILE = record(
    "failed",
    [scenario("failed", (
        step("s1.1", EVIL, "failed", line=10, exchanges=(1, 2, 3, 4), reason=EVIL, hint=EVIL,
             mismatches=(Mismatch(EVIL, EVIL, EVIL, EVIL),), near_misses=(NearMiss(1, (EVIL,)),)),
    ), title=EVIL, tested=EVIL, tested_url=f"javascript:{EVIL}", description=EVIL, source=EVIL, tags=(EVIL,),
       builtin=False, reason=EVIL)],
    command=EVIL,
    notes=(EVIL, "bell \x07 and escape \x1b[2J"),
    settings=((EVIL, EVIL),),
    passed=((EVIL, 1),),
    exchanges=(
        exchange(1, "in", asked(EVIL, f"http://x/{EVIL}", {EVIL: [EVIL]}, ((EVIL, EVIL),)),
                 answered(200, json.dumps({"data": "\ud800", EVIL: EVIL}).encode(), ((EVIL, EVIL),))),
        exchange(2, "out", asked("GET", "http://x/\x1b[2J\ud800"), answered(200, EVIL.encode())),
        exchange(3, "out", asked("GET", "http://[bad"), Response(500, (), b"\xff\xfe\x00" * 50, 9_000_000)),
        exchange(4, "out", asked("GET", "http://x/"), answered(200, b"[" * 5000 + b"]" * 5000),
                 failure=Failure("closed", EVIL)),
    ),
    findings=(
        finding(EVIL, EVIL, path=f"$.data['{EVIL}']", expected=EVIL, actual={EVIL: EVIL}, exchange=1, step="s1.1",
                chapter=EVIL, by=EVIL, setting=EVIL),
        finding("TRN-001", "\ud800", path="$.data", exchange=2, step="s1.1"),
    ),
    duration=0.0,
)  # fmt: skip


def large(count: int) -> Record:
    """A run of so many exchanges, each with a body of some 4 kB, every tenth with a finding."""
    body = envelope([SESSION | {"id": f"S-{index}"} for index in range(6)])
    exchanges = tuple(replace(GET, number=n, response=answered(200, body)) for n in range(1, count + 1))
    findings = tuple(
        finding("SES-031", "`status` is unknown", path=f"$.data[{n % 6}].status", exchange=n, actual="PENDING")
        for n in range(1, count + 1, 10)
    )
    steps = tuple(
        step(f"s1.{n}", f"GET number {n}", "failed" if n % 10 == 1 else "passed", exchanges=(n,))
        for n in range(1, count + 1)
    )
    return record("failed", [scenario("failed", steps)], exchanges=exchanges, findings=findings, exchanges_seen=count)
