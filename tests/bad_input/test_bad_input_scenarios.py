"""Scenarios that try to break out, to run for ever or to eat all memory: stopped, told, and the run ends."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bad_input_calls import Ended, Handler, answers, envelope, written

Run = Callable[..., Ended]
Peer = Callable[[Handler], str]


def step(value: str) -> str:
    """A scenario whose first step works out a value."""
    return f"scenario: It works out a value\nsteps:\n- set:\n    a: {value}\n"


@pytest.mark.parametrize(
    "value",
    [
        "${now.__class__.__mro__}",
        "${''.__class__}",
        "${(1).real}",
        "${cpo.__init__.__globals__}",
        "${cpo['__class__']}",
        "${env.__class__}",
        "${uuid.__globals__}",
    ],
)
def test_a_template_that_reaches_for_attributes_gets_nothing(ocpi_run: Run, here: Path, value: str) -> None:
    ended = ocpi_run(written(here, step(f'"{value}"')))
    assert ended.code in (2, 4), ended.said
    assert ended.code == 2 or ended.step["verdict"] == "blocked"
    assert "<class" not in ended.said and "object at 0x" not in ended.said


@pytest.mark.parametrize(
    "value",
    [
        "${'ha' * 999999999}",
        "${99999999999999999999 * 99999999999999999999 * 99999999999999999999 * 99999999999999999999 * 1e300}",
        "${" + "(" * 500 + "1" + ")" * 500 + "}",
        "${" + "1+" * 900 + "1}",
        "${1" + "+1" * 5000 + "}",
        "${1 / 0}",
        "${hours(1e300)}",
        "${now + days(999999999)}",
        "${number('9' + string(1e308))}",
    ],
)
def test_a_template_that_eats_time_or_memory_is_stopped(ocpi_run: Run, here: Path, value: str) -> None:
    ended = ocpi_run(written(here, step(f'"{value}"')))
    assert ended.code in (0, 2, 4), ended.said


def test_a_text_that_doubles_for_ever_is_stopped(ocpi_run: Run, here: Path) -> None:
    text = """\
scenario: It doubles
steps:
- set: {a: ha}
- repeat: 40
  steps:
  - set: {a: "${a}${a}"}
"""
    ended = ocpi_run(written(here, text))
    assert ended.code == 4, ended.said
    assert "longer than 1,000,000 characters" in ended.said


def test_a_regular_expression_that_backtracks_for_ever_is_given_up(ocpi_run: Run, here: Path, peer: Peer) -> None:
    text = """\
scenario: It backtracks
play: cpo
steps:
- send: GET ${emsp.versions_url}
  assert:
    $: {matches: "^(a|aa)+$"}
"""
    url = peer(answers(envelope("a" * 60 + "!")))
    ended = ocpi_run(written(here, text), "--env", f"emsp={url}")
    assert ended.code == 1, ended.said
    assert "0.25 s" in ended.step["reason"]


@pytest.mark.parametrize("flag", [("--max-time", "1")])
def test_a_scenario_that_never_ends_is_ended(ocpi_run: Run, here: Path, flag: tuple[str, str]) -> None:
    text = "scenario: Long\nsteps:\n- repeat: 999999999\n  steps:\n  - wait: 100 ms\nfinally:\n- wait: 1 ms\n"
    ended = ocpi_run(written(here, text), *flag)
    assert ended.code == 3, ended.said
    assert ended.record["scenarios"][0]["reason"] == "took longer than 1 s"
    assert ended.phases[-1] == "finally"


def test_a_default_that_cannot_be_worked_out_is_told(ocpi_run: Run, here: Path) -> None:
    text = 'scenario: A default\nenv: {a: "${emsp.no_such_part}"}\nsteps:\n- wait: 1 ms\n'
    ended = ocpi_run(written(here, text))
    assert ended.code == 3, ended.said
    assert "no_such_part" in ended.record["scenarios"][0]["reason"]


@pytest.mark.parametrize("url", ["ht!tp://x/", "no url at all", "http://[::1/", "http:///x", "http://127.0.0.1:99999/"])
def test_a_url_that_is_none_is_told(ocpi_run: Run, here: Path, url: str) -> None:
    text = f'scenario: A URL\nsteps:\n- send: "GET {url}"\n'
    ended = ocpi_run(written(here, text))
    assert (ended.code, ended.step["verdict"]) == (3, "error"), ended.said
    assert "cannot be sent" in ended.step["reason"]


def test_what_a_peer_sent_is_never_run_as_a_template(ocpi_run: Run, here: Path, peer: Peer) -> None:
    text = """\
scenario: It saves what it got
play: cpo
steps:
- send: GET ${emsp.versions_url}
  save: {got: $}
- assert:
    value: "${got}"
    $: "$${cpo.token}"
"""
    ended = ocpi_run(written(here, text), "--env", f"emsp={peer(answers(envelope('${cpo.token}')))}")
    assert ended.record["scenarios"][0]["steps"][1]["verdict"] == "passed", ended.said
