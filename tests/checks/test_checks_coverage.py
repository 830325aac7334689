"""What of the catalogue judges itself, and what is said of the rest."""

from ocpi_runner.checks.coverage import JUDGEABLE, automatic, reason
from ocpi_runner.ocpi.catalogue import all_requirements, unjudged_reasons


def test_most_of_what_a_message_can_show_is_judged_on_every_exchange() -> None:
    able = [row.id for row in all_requirements() if row.how in JUDGEABLE]
    assert sum(id in automatic() for id in able) >= 0.85 * len(able)


def test_every_other_requirement_says_why_not() -> None:
    assert [row.id for row in all_requirements() if row.id not in automatic() and not reason(row)] == []


def test_nothing_that_is_judged_has_an_excuse() -> None:
    assert sorted(automatic().keys() & unjudged_reasons().keys()) == []


def test_only_requirements_of_the_catalogue_are_judged_or_excused() -> None:
    known = {row.id for row in all_requirements()}
    assert sorted(automatic().keys() - known) == []
    assert sorted(unjudged_reasons().keys() - known) == []


def test_what_every_DateTime_may_break_names_more_than_the_query_of_a_pull() -> None:
    for id in ("TYP-006", "TYP-009"):
        assert automatic()[id][:2] == ("schema: DateTime, of every object", "check `query_moments` of requests")
