"""The laws of the rules: each is broken by a case, holds for what is right, and never fires on a whole object."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

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
from checks_exchange import exchange, judged
from ocpi_objects import whole
from rules_bench import Case, Talk

from ocpi_runner.checks import plan as planning
from ocpi_runner.checks import ruling
from ocpi_runner.checks.address import address_known
from ocpi_runner.checks.check import Check
from ocpi_runner.checks.defect import Defect
from ocpi_runner.checks.requirements import first_known, ground
from ocpi_runner.checks.rules.rule import Rule
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
Row = Rule | Check
CASES: tuple[Case | Talk, ...] = tuple(case for each in ROOMS for case in each.CASES)
NAMES = [f"{number}-{case.id}-{case.version}" for number, case in enumerate(CASES)]
WHOLE = {
    (number, name): judge_value(VERSIONS[number], name, whole(number, name))
    for number in VERSIONS
    for name in objects(number)
    if "properties" in definitions(number).schema(name)
}


@dataclass
class Watch:
    """The rules and checks with an eye on each, since several share an id, or an object."""

    id: str = ""  #: what the case at hand breaks
    broken: dict[Row, set[str]] = field(default_factory=lambda: defaultdict(set))  #: row -> those ids
    held: set[Row] = field(default_factory=set)  #: the rows that once found nothing

    def over(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """The same rows, watched."""
        return tuple(replace(row, run=partial(self.run, row)) for row in rows)

    def run(self, row: Row, about: Any) -> list[Defect]:
        """What a row finds."""
        found = list(row.run(about))
        if found:
            self.broken[row].add(self.id)
        else:
            self.held.add(row)
        return found

    def never(self, rows: Iterable[Row]) -> list[Row]:
        """The rows that no case of their own breaks."""
        return [row for row in rows if self.broken[row].isdisjoint(row.ids.split())]


@pytest.fixture(scope="module")
def watch() -> Iterator[Watch]:
    """What each of them says of all cases and of the whole objects."""
    seen = Watch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ruling, "RULES", seen.over(RULES))
        patch.setattr(planning, "REQUEST_CHECKS", seen.over(REQUEST_CHECKS))
        patch.setattr(planning, "RESPONSE_CHECKS", seen.over(RESPONSE_CHECKS))
        forget()
        for case in CASES:
            seen.id = case.id if case.fires else ""
            case.judged()
        for id, at, changes, how in WRONG:
            seen.id = id
            judged(exchange(at, **changes), **how)
        seen.id = ""
        for version, name in WHOLE:
            judge_value(VERSIONS[version], name, whole(version, name))
    forget()
    yield seen


def forget() -> None:
    """Nothing was looked up in the tables yet."""
    ruling.ruled.cache_clear()
    planning.plan.cache_clear()


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


def test_every_rule_has_a_case_that_breaks_it(watch: Watch) -> None:
    assert watch.never(RULES) == []


def test_every_check_of_an_exchange_has_a_case_that_breaks_it(watch: Watch) -> None:
    elsewhere = address_known  # what is broken there has no endpoint, see `test_checks_judge`
    checks = (*REQUEST_CHECKS, *RESPONSE_CHECKS)
    assert [check for check in watch.never(checks) if check.run is not elsewhere] == []


def test_every_rule_has_something_that_it_holds_for(watch: Watch) -> None:
    assert [rule for rule in RULES if rule not in watch.held] == []


def test_every_rule_cites_the_catalogue_in_at_least_one_version() -> None:
    for rule in RULES:
        assert all(requirement(id).id == id for id in rule.ids.split())
        assert any(first_known(rule.ids, number) for number in VERSIONS), rule.ids
        assert any(ground(id).verdict for id in rule.ids.split()), f"{rule.ids}: what may be done is no rule"
