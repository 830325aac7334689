"""The laws of the rules: each is broken by a case, holds for what is right, and never fires on a whole object."""

import pytest
import rule_cases_added
import rule_cases_cdrs
import rule_cases_charges
import rule_cases_commands
import rule_cases_credentials
import rule_cases_money
import rule_cases_places
import rule_cases_sessions
import rule_cases_talks
import rule_cases_texts
import rule_cases_transport
from checks_cases import WRONG
from ocpi_objects import whole
from rules_bench import Case, Talk

from ocpi_runner.checks.requirements import first_known, ground
from ocpi_runner.checks.rules.table import RULES
from ocpi_runner.checks.schema import definitions, objects
from ocpi_runner.checks.table import REQUEST_CHECKS, RESPONSE_CHECKS
from ocpi_runner.checks.values import judge_value
from ocpi_runner.ocpi.catalogue import requirement
from ocpi_runner.ocpi.versions import VERSIONS

ROOMS = (
    rule_cases_added,
    rule_cases_cdrs,
    rule_cases_charges,
    rule_cases_commands,
    rule_cases_credentials,
    rule_cases_money,
    rule_cases_places,
    rule_cases_sessions,
    rule_cases_talks,
    rule_cases_texts,
    rule_cases_transport,
)
CASES: tuple[Case | Talk, ...] = tuple(case for each in ROOMS for case in each.CASES)
NAMES = [f"{number}-{case.id}-{case.version}" for number, case in enumerate(CASES)]
WHOLE = {
    (number, name): judge_value(VERSIONS[number], name, whole(number, name))
    for number in VERSIONS
    for name in objects(number)
    if "properties" in definitions(number).schema(name)
}


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_case_breaks_its_rule_or_does_not(case: Case | Talk) -> None:
    judgement = case.judged()
    told = [each for each in judgement.findings if each.requirement == case.id]
    assert bool(told) == case.fires, [(each.requirement, each.path, each.message) for each in judgement.findings]
    assert "INTERNAL" not in {each.requirement for each in judgement.findings}
    if case.path and told:
        assert case.path in {each.path for each in told}
    if case.verdict:
        assert {each.verdict for each in told} == {case.verdict}


@pytest.mark.parametrize("key", WHOLE, ids=["-".join(key) for key in WHOLE])
def test_a_whole_object_breaks_no_rule(key: tuple[str, str]) -> None:
    assert [(each.requirement, each.path, each.message) for each in WHOLE[key].findings] == []


def test_every_rule_has_a_case_that_breaks_it() -> None:
    broken = {case.id for case in CASES if case.fires}
    assert [rule.run.__name__ for rule in RULES if not broken.intersection(rule.ids.split())] == []


def test_every_check_of_an_exchange_has_a_case_that_breaks_it() -> None:
    broken = {row[0] for row in WRONG} | {case.id for case in CASES if case.fires} | {"TRN-106"}
    checks = (*REQUEST_CHECKS, *RESPONSE_CHECKS)
    assert [check.ids for check in checks if not broken.intersection(check.ids.split())] == []


def test_every_rule_has_something_that_it_holds_for() -> None:
    held = {id for judgement in WHOLE.values() for id in judgement.passed}
    held |= {id for case in CASES if not case.fires for id in case.judged().passed}
    assert [rule.run.__name__ for rule in RULES if not held.intersection(rule.ids.split())] == []


def test_every_rule_cites_the_catalogue_in_at_least_one_version() -> None:
    for rule in RULES:
        assert all(requirement(id).id == id for id in rule.ids.split())
        assert any(first_known(rule.ids, number) for number in VERSIONS), rule.ids
        assert any(ground(id).verdict for id in rule.ids.split()), f"{rule.ids}: what may be done is no rule"
