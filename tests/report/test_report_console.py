"""The console: golden texts without colour, and what must hold at any verbosity."""

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest
from report_records import (
    EVIL,
    FAILED,
    FINDINGS,
    GET,
    HOSTILE,
    MILD,
    PASSED,
    PUT,
    RULES,
    START,
    finding,
)

from ocpi_runner.record.event import (
    Event,
    ExchangeSeen,
    FindingMade,
    Noted,
    Prompted,
    RunStarted,
    ScenarioFinished,
    ScenarioStarted,
    StepFinished,
    StepStarted,
)
from ocpi_runner.record.finding import Judgement
from ocpi_runner.record.result import Record, StepResult
from ocpi_runner.report.console import Console
from ocpi_runner.report.console_lines import finding_lines
from ocpi_runner.report.paint import Paint

REPORTS = ("ocpi-report/report.html", "ocpi-report/report.json")
STEPS = """\
ocpi-run 0.1.0

A driver charges, and the eMSP hears about it
  scenarios/session.yaml · OCPI 2.2.1 · tests emsp at https://emsp.example/ocpi/versions
  ▾ We are registered at the other side
    ✓ Register, or use the registration that is there                                          40 ms
  └ ✓ passed                                                                                   40 ms
  ✓ The driver plugs in and presents RFID-1                                                    40 ms
  ✗ The eMSP knows the session and its meter                                                   40 ms
      ✗ assert  `$.status` is `PENDING`, expected `ACTIVE`
        $.data.status  expected ACTIVE  got PENDING  exchange #4
      ✗ TYP-005 must  `last_updated` is not an RFC 3339 date and time: the `T` is missing
        response $.data.last_updated  expected 2026-05-28T20:26:40Z  got 2026-05-28 20:26:40  exchange #4
      ! SES-031 should  `total_cost.vat` is missing in the Session
        response $.data.total_cost.vat  expected a Price  exchange #4
  ✗ The eMSP reads the location                                                                5.0 s
      no GET /2.2.1/locations/LOC0001 came within 5 s
      ✗ LOC-002 must  There is no module `location` in OCPI 2.2.1
        request url  got /2.2.1/location  exchange #6
      ! TRN-021 should  `OCPI-to-party-id` is in lower case (×3)
        request headers.OCPI-to-party-id  expected TST  got tst  exchange #5  decided by routing.required
      near miss: exchange #5: its path is /2.2.1/locations, not …/LOC0001
      hint: the eMSP asked for the list only; let it read single locations, or wait for `GET ${cpo.locations}`
  ✗ The driver unplugs                                                                         5.1 s
      POST /cdrs: no answer within 5 s; is the peer overloaded, or behind a firewall?
  ⊘ The CDR agrees with its session                                                          blocked
      needs `cdr`, which step s1.4 could not save
  ○ Leave nothing behind                                                                     skipped
      `when: env.clean` does not hold
"""
END = """\

✗ The eMSP knows the session and its meter  scenarios/session.yaml:14
    ✗ assert  `$.status` is `PENDING`, expected `ACTIVE`
      $.data.status  expected ACTIVE  got PENDING  exchange #4
    ✗ TYP-005 must  `last_updated` is not an RFC 3339 date and time: the `T` is missing
      response $.data.last_updated  expected 2026-05-28T20:26:40Z  got 2026-05-28 20:26:40  exchange #4
      specification: types, DateTime type

✗ The eMSP reads the location  scenarios/session.yaml:21
    no GET /2.2.1/locations/LOC0001 came within 5 s
    ✗ LOC-002 must  There is no module `location` in OCPI 2.2.1
      request url  got /2.2.1/location  exchange #6
      specification: mod_locations, Sender interface
    near miss: exchange #5: its path is /2.2.1/locations, not …/LOC0001
    hint: the eMSP asked for the list only; let it read single locations, or wait for `GET ${cpo.locations}`

✗ The driver unplugs  scenarios/session.yaml:25
    POST /cdrs: no answer within 5 s; is the peer overloaded, or behind a firewall?

⊘ 1 step blocked by that

! TRN-021 should  `OCPI-to-party-id` is in lower case (×3)
  first in The eMSP reads the location, exchange #5, decided by routing.required
  specification: transport_and_format, Message routing
! SES-031 should  `total_cost.vat` is missing in the Session
  in The eMSP knows the session and its meter, exchange #4
  specification: mod_sessions, Session object

✗ FAILED  scenarios: 1 failed · steps: 3 failed, 1 blocked, 2 passed, 1 skipped · 10.4 s
  7 exchanges · 26 checks passed, 3 failed, 4 warned · 4 requirements held
report: ocpi-report/report.html
report: ocpi-report/report.json
journal: ocpi-report/journal.jsonl
"""


def steps_of(record: Record, steps: Iterable[StepResult], depth: int = 0) -> Iterable[Event]:
    """The events of steps: started, what is inside, what was seen, finished."""
    for step in steps:
        yield StepStarted("s1", step.id, step.action, step.title, depth)
        yield from steps_of(record, step.steps, depth + 1)
        for exchange in record.exchanges:
            if exchange.number in step.exchanges:
                found = tuple(one for one in record.findings if one.exchange == exchange.number)
                yield ExchangeSeen(exchange, Judgement(found))
        yield StepFinished("s1", depth, step)


def events(record: Record) -> Iterable[Event]:
    """A whole run as it would be told."""
    only = record.scenarios[0]
    yield RunStarted(record.tool, record.command, START, 1, record.journal)
    yield ScenarioStarted(only.id, only.title, only.file, only.version, only.tested, only.tested_url, only.builtin)
    yield from steps_of(record, only.steps)
    yield ScenarioFinished(only)


def told(told_events: Iterable[Event], verbosity: int = 0, color: bool = False) -> str:
    """What the console says to events."""
    lines: list[str] = []
    console = Console(lines.append, color=color, verbosity=verbosity, width=100)
    for event in told_events:
        console(event)
    return "".join(f"{line}\n" for line in lines)


def ended(record: Record, color: bool = False) -> str:
    """What it says at the end."""
    lines: list[str] = []
    Console(lines.append, color=color, verbosity=0, width=100).finish(record, REPORTS)
    return "".join(f"{line}\n" for line in lines)


def test_each_step_is_told_as_it_happens() -> None:
    assert told(events(FAILED)) == STEPS


def test_the_end_says_what_failed_why_where_and_where_the_report_is() -> None:
    assert ended(FAILED) == END


def test_a_run_without_problems_ends_in_a_few_lines() -> None:
    assert ended(PASSED) == (
        "\n✓ PASSED  scenarios: 1 passed · steps: 3 passed · 190 ms\n"
        "  4 exchanges · 26 checks passed, 0 failed, 0 warned · 4 requirements held\n"
        "report: ocpi-report/report.html\nreport: ocpi-report/report.json\njournal: ocpi-report/journal.jsonl\n"
    )


def test_what_several_scenarios_share_is_told_once_with_their_names() -> None:
    one = FAILED.scenarios[0]
    both = replace(FAILED, scenarios=(one, replace(one, id="s2", version="2.2")), findings=())
    text = ended(both)
    assert text.count("POST /cdrs: no answer") == 1
    assert "    in A driver charges, and the eMSP hears about it (2.2.1), A driver" in text


def test_quiet_says_nothing_before_the_end_but_what_a_person_must_do() -> None:
    assert told(events(FAILED), verbosity=-1) == ""
    asked = told([Prompted("s1", "s1.1", "plug in the car", 30.0)], verbosity=-1)
    assert asked == "  ▶ please: plug in the car (within 30.0 s)\n"


def test_verbose_shows_each_exchange_with_an_arrow_that_says_who_asked() -> None:
    text = told(events(FAILED), verbosity=1)
    assert "→ PUT /ocpi/2.2.1/sessions/NL/TST/S-1001  200 1000  12 ms  #3\n" in text
    assert "← GET /2.2.1/location  404 2003  12 ms  #6\n" in text
    assert "→ POST /ocpi/2.2.1/cdrs  no answer: timeout  5.0 s  #7\n" in text
    assert "kwh" not in text


def test_very_verbose_shows_headers_and_bodies_too() -> None:
    text = told(events(FAILED), verbosity=2)
    assert "> Authorization: Token ***C***" in text and '"kwh": 12.5' in text and "< Content-Type" in text


def test_colour_adds_nothing_but_colour() -> None:
    for plain, colored in (
        (told(events(FAILED), 2), told(events(FAILED), 2, color=True)),
        (ended(FAILED), ended(FAILED, color=True)),
    ):
        assert "\x1b[" not in plain and "\x1b[31m" in colored
        assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain


@pytest.mark.parametrize("verbosity", [0, 1, 2])
def test_nothing_of_a_hostile_peer_reaches_the_terminal_as_a_command(verbosity: int) -> None:
    text = told(events(HOSTILE), verbosity) + ended(HOSTILE)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", text)
    assert EVIL.split("'")[0] in text


def test_scenarios_that_run_at_once_are_told_apart() -> None:
    first = ScenarioStarted("s1", "One", "a.yaml", "2.2", "emsp", "", True)
    second = ScenarioStarted("s2", "Two", "b.yaml", "2.2", "emsp", "", True)
    done = FAILED.scenarios[0].steps[1]
    text = told([first, second, StepFinished("s1", 0, done), StepFinished("s2", 0, done), StepFinished("s2", 0, done)])
    assert re.findall("One|Two", text) == ["One", "Two", "One", "Two"]


def test_a_must_that_only_warns_says_why() -> None:
    derived = finding("TRN-102", "It differs", verdict="warned", derived=True)
    assert next(finding_lines(derived, Paint(False))).startswith("! TRN-102 must, derived  ")
    borne = finding("TYP-006", "It differs", verdict="warned", setting="datetime.allow_plus0000")
    assert next(finding_lines(borne, Paint(False))).startswith("! TYP-006 must, by setting datetime.allow_plus0000  ")


def test_a_step_that_failed_tells_its_own_finding_first_in_the_words_of_its_requirement() -> None:
    lines: list[str] = []
    Console(lines.append, color=False, text_of=lambda id: RULES.get(id, "")).finish(MILD, ())
    text = "\n".join(lines)
    mine = "! SES-063 should  A PUT without a member is refused — `status_code`: expected `2001`, got `1000`"
    assert text.index(mine) < text.index("✗ CDR-045 must  No `Location`") < text.rindex(mine)
    assert "expected anything but 1000  got 1000" in text
    assert "see the findings" not in text
    assert text.count("  first in A PUT is refused, exchange #4\n") == 1


def test_the_own_finding_of_a_step_is_kept_however_many_there_are() -> None:
    many = [replace(FINDINGS[2], message=f"message {number}") for number in range(30)]
    done = FAILED.scenarios[0].steps[2]
    mine = replace(MILD.findings[1], step=done.id)
    text = told([FindingMade(Judgement((*many, mine))), StepFinished("s1", 0, done)])
    assert text.index("! SES-063 should") < text.index("message 1")


def test_a_warning_of_no_step_and_no_exchange_is_told_with_its_setting_alone() -> None:
    lost = finding("TRN-021", "It differs", verdict="warned", level="should", exchange=None, step="", setting="a.b")
    assert "It differs\n  decided by a.b\n  specification" in ended(replace(PASSED, findings=(lost,)))


def test_more_kinds_of_warning_are_counted() -> None:
    kinds = tuple(finding(f"SES-{number:03}", "It differs", verdict="warned") for number in range(9))
    assert "! 1 more kind of warning in the report" in ended(replace(PASSED, findings=kinds))
    assert "! 2 more kinds of warning" in ended(replace(PASSED, findings=(*kinds, replace(kinds[0], requirement="X"))))


def test_findings_of_a_step_wait_for_its_line() -> None:
    done = FAILED.scenarios[0].steps[2]
    early = [FindingMade(Judgement((FINDINGS[1],))), Noted("a note"), StepFinished("s1", 0, done)]
    text = told(early)
    assert text.index("a note") < text.index(done.title) < text.index("✗ assert ")


def test_a_finding_that_no_step_claimed_is_told_at_the_end_of_its_scenario() -> None:
    lost = finding("TRN-083", "nobody waited", step="s1.9")
    text = told([ExchangeSeen(PUT, Judgement((lost,))), ScenarioFinished(FAILED.scenarios[0])])
    assert "outside the steps" in text and "nobody waited" in text


def test_many_findings_under_one_step_are_counted_not_listed() -> None:
    many = tuple(finding(f"TRN-{number:03}", f"wrong {number}", step="s1.2") for number in range(50))
    text = told([ExchangeSeen(GET, Judgement(many)), StepFinished("s1", 0, FAILED.scenarios[0].steps[2])])
    assert text.count("wrong") == 8 and "… 42 more findings" in text


def test_a_failed_finding_is_shown_before_warned_ones() -> None:
    warned = [finding("SES-031", f"warning {number}", verdict="warned") for number in range(20)]
    judged = Judgement((*warned, finding("TYP-005", "a failure")))
    text = told([ExchangeSeen(GET, judged), StepFinished("s1", 0, FAILED.scenarios[0].steps[2])])
    assert "a failure" in text and "… 13 more findings" in text


def test_what_is_kept_for_a_step_is_bounded() -> None:
    console = Console(lambda line: None, color=False, verbosity=1, width=80)
    for number in range(5000):
        console(ExchangeSeen(GET, Judgement((FINDINGS[0], replace(FINDINGS[0], message=f"number {number}")))))
    assert len(console.kept["s1.2"].exchanges) <= 500 and len(console.kept["s1.2"].findings) <= 8


def test_a_step_made_of_rounds_stands_above_what_is_in_them() -> None:
    made = [
        StepStarted("s1", "s1.1", "for_each", "for_each member", 0),
        StepStarted("s1", "s1.1.1.1", "repeat", "repeat 1", 1),
        StepStarted("s1", "s1.1.1.1.1.1", "wait", "wait 1 ms", 2),
    ]
    wait = replace(PASSED.scenarios[0].steps[1], id="s1.1.1.1.1.1", title="wait 1 ms")
    again = replace(wait, id="s1.1.1.1", title="repeat 1", steps=(wait,))
    whole = replace(wait, id="s1.1", title="for_each member", steps=(again,))
    over = [StepFinished("s1", depth, each) for depth, each in ((2, wait), (1, again), (0, whole))]
    lines = [line.rstrip("0123456789 ms").rstrip() for line in told([*made, *over]).splitlines()]
    assert lines == ["  ▾ for_each member", "    ▾ repeat", "      ✓ wait", "    └ ✓ passed", "  └ ✓ passed"]
