"""Events fold into a Record at any moment, whatever the length of the run."""

from dataclasses import replace

from ocpi_runner.record.event import (
    ExchangeSeen,
    FindingMade,
    Noted,
    RunFinished,
    RunStarted,
    ScenarioFinished,
    StepFinished,
)
from ocpi_runner.record.exchange import Exchange, Failure, Request, Response
from ocpi_runner.record.finding import Finding, Judgement
from ocpi_runner.record.fold import MOST_ALIKE, MOST_FIRST, MOST_NEWEST, Folder
from ocpi_runner.record.result import Mismatch, ScenarioResult, StepResult

BEGUN = RunStarted("ocpi-run 0", "ocpi-run x.yaml", 100.0, 1, "journal.jsonl", (("a", "b"),))
GOOD = Exchange(1, "out", "cpo", "emsp", Request("GET", "http://x/"), Response(200), 101.0, 0.5)
WRONG = Finding("TRN-083", "must", "failed", "chapter", "wrong", "$.data[0].id", by="emsp", exchange=1)
STEP = StepResult("s1.1", "send", "A step", "passed", 101.0, 0.5)
DONE = ScenarioResult("s1", "A scenario", "x.yaml", "2.2.1", "passed", 100.0, 2.0, (STEP,))


def seen(number: int, *findings: Finding, failure: Failure | None = None) -> ExchangeSeen:
    judged = Judgement(tuple(replace(each, exchange=number) for each in findings), ("TRN-001",))
    return ExchangeSeen(replace(GOOD, number=number, failure=failure), judged)


def folded(*events: object) -> Folder:
    folder = Folder()
    for event in events:
        folder.add(event)  # type: ignore[arg-type]
    return folder


def test_a_whole_run_becomes_a_record() -> None:
    record = folded(
        BEGUN, seen(1, WRONG), StepFinished("s1", 0, STEP), ScenarioFinished(DONE), RunFinished(103.0)
    ).record()
    assert (record.verdict, record.started, record.duration) == ("passed", 100.0, 3.0)
    assert (record.scenarios, record.exchanges_seen, record.journal) == ((DONE,), 1, "journal.jsonl")
    assert record.findings == (WRONG,) and record.passed == (("TRN-001", 1),)
    assert record.settings == (("a", "b"),)


def test_a_run_that_is_not_over_has_a_record_too() -> None:
    record = folded(BEGUN, seen(1)).record()
    assert record.verdict == "skipped" and record.duration == 1.5 and len(record.exchanges) == 1


def test_even_nothing_has_a_record() -> None:
    assert folded().record().exchanges == ()


def test_the_verdict_is_that_of_the_worst_scenario() -> None:
    failed = replace(DONE, id="s2", verdict="failed")
    assert folded(ScenarioFinished(DONE), ScenarioFinished(failed)).record().verdict == "failed"


def test_scenarios_stand_in_the_order_of_their_ids_whatever_ended_first() -> None:
    ids = [ScenarioFinished(replace(DONE, id=f"s{number}")) for number in (10, 2, 1)]
    assert [each.id for each in folded(*ids).record().scenarios] == ["s1", "s2", "s10"]


def test_findings_are_counted_and_kept_in_their_order() -> None:
    other = replace(WRONG, requirement="SES-001")
    record = folded(seen(1, WRONG), FindingMade(Judgement((other,)))).record()
    assert [each.requirement for each in record.findings] == ["TRN-083", "SES-001"]


def test_findings_of_a_kind_are_merged_beyond_a_number_and_none_is_lost() -> None:
    alike = [replace(WRONG, path=f"$.data[{index}].id") for index in range(500)]
    record = folded(*(seen(number, each) for number, each in enumerate(alike, 1))).record()
    assert len(record.findings) == MOST_ALIKE
    assert sum(each.count for each in record.findings) == 500


def test_findings_at_another_place_or_of_another_party_are_of_another_kind() -> None:
    kinds = [WRONG, replace(WRONG, path="$.data[0].name"), replace(WRONG, by="cpo"), replace(WRONG, side="request")]
    record = folded(*(seen(number, each) for number, each in enumerate(kinds * 10, 1))).record()
    assert len(record.findings) == 40


def test_a_long_run_keeps_the_first_the_newest_and_all_that_tell_something() -> None:
    folder, lost = folded(BEGUN), Failure("timeout", "late")
    for number in range(1, 5001):
        folder.add(seen(number, failure=lost if number in (2000, 3000) else None))
    numbers = [each.number for each in folder.record().exchanges]
    assert numbers == [*range(1, MOST_FIRST + 1), 2000, 3000, *range(5001 - MOST_NEWEST, 5001)]
    assert folder.record().exchanges_seen == 5000


def test_memory_does_not_grow_with_the_length_of_a_run() -> None:
    folder = folded(BEGUN)
    for number in range(1, 6001):
        folder.add(seen(number, WRONG))
    assert len(folder.record().exchanges) <= 2000


def test_a_record_is_redacted() -> None:
    folder = folded(BEGUN)
    folder.redactor.add("secret-token", "B")
    folder.add(seen(1, replace(WRONG, message="got secret-token", actual="secret-token")))
    folder.add(ExchangeSeen(replace(GOOD, number=2, request=Request("GET", "http://x/secret-token")), Judgement()))
    inner = replace(
        STEP, reason="secret-token", mismatches=(Mismatch("$", "secret-token", {"a": ["secret-token"]}, ""),)
    )
    folder.add(ScenarioFinished(replace(DONE, source="token: secret-token", steps=(replace(STEP, steps=(inner,)),))))
    folder.add(Noted("secret-token"))
    record = folder.record()
    assert "secret-token" not in repr(record)
    assert record.scenarios[0].source == "token: ***B***"


def test_words_of_ours_are_no_secrets_even_when_a_token_is_such_a_word() -> None:
    folder = folded(BEGUN)
    folder.redactor.add("passed", "B")
    folder.add(ScenarioFinished(DONE))
    assert folder.record().scenarios[0].steps[0].verdict == "passed"


def test_notes_are_kept() -> None:
    assert folded(Noted("interrupted by SIGTERM")).record().notes == ("interrupted by SIGTERM",)
