"""Every way to break a property of any object is told at the right place, and nothing that is valid is refused."""

from typing import Any

import pytest
from ocpi_mutations import always, full, mutations
from ocpi_objects import least, names, whole
from ocpi_schemas import NUMBERS, addresses, definition, flat

from ocpi_runner.checks.schema import members_of, problems
from ocpi_runner.ocpi.catalogue import LAST, requirement, schema_requirement

OBJECTS = [(number, name) for number in NUMBERS for name in names(number)]
NO_ROW = {("EnergySource", "percentage")}  #: no row of the catalogue speaks of these
EACH = pytest.mark.parametrize(("number", "name"), OBJECTS, ids=["-".join(each) for each in OBJECTS])


def told(number: str, name: str, value: Any, *, patch: bool = False) -> list[str]:
    """Where an object is not what it should be, and how."""
    return [f"{each.path()}: {each.message()}" for each in problems(number, name, value, patch)]


def optional(number: str, name: str) -> list[str]:
    """The members that an object may do without."""
    return sorted(set(full(number, name)) - always(number, name))


@EACH
def test_each_mutation_of_a_property_is_told_at_its_place_and_nowhere_else(number: str, name: str) -> None:
    value = full(number, name)
    missed = [
        (each, found)
        for each in mutations(number, name)
        if (found := [one.path() for one in problems(number, name, each.applied(value))]) != [each.path]
    ]
    assert missed == []


@EACH
def test_each_mutation_cites_a_duty_of_the_version_that_is_nearer_than_the_last_resort(number: str, name: str) -> None:
    value = full(number, name)
    for each in mutations(number, name):
        for one in problems(number, name, each.applied(value)):
            cited = schema_requirement(number, one.object, one.property, one.keyword)
            assert number in requirement(cited).versions, one
            assert requirement(cited).level == "must", one
            assert cited != LAST or (one.object, one.property) in NO_ROW, one


@EACH
def test_each_mutation_of_a_fragment_is_told_at_its_place_and_nowhere_else(number: str, name: str) -> None:
    needed = definition(number, addresses(number)[name]).get("required", ())
    missed = [
        each
        for each in mutations(number, name)
        if each.applied({})
        if each.value is not None or each.member in needed
        if [one.path() for one in problems(number, name, each.applied({}), patch=True)] != [each.path]
    ]
    assert missed == []


@EACH
def test_what_an_object_holds_is_told_at_its_place(number: str, name: str) -> None:
    value = full(number, name)
    for member, inner in value.items():
        held, at = (inner[0], f"$.{member}[0]") if isinstance(inner, list) and inner else (inner, f"$.{member}")
        if isinstance(held, dict):
            emptied = value | {member: [{}, *inner[1:]] if isinstance(inner, list) else {}}
            assert all(each.startswith(at) for each in told(number, name, emptied))


def test_every_object_of_every_version_is_written_down() -> None:
    for number in NUMBERS:
        known = addresses(number)
        assert {name for name in known if f"{name}.patch" in known} == set(names(number))


@EACH
def test_the_whole_object_has_every_member_and_the_least_has_what_is_required(number: str, name: str) -> None:
    assert set(full(number, name)) == members_of(number, name)
    assert always(number, name) <= set(least(number, name))


@EACH
def test_a_valid_object_is_borne_with_members_that_nobody_knows(number: str, name: str) -> None:
    for value in (whole(number, name), full(number, name), least(number, name)):
        assert told(number, name, value) == []
        assert told(number, name, value | {"nltst_own": {"any": "thing"}}) == []


@EACH
def test_each_optional_member_may_be_absent_null_or_empty(number: str, name: str) -> None:
    value = full(number, name)
    schema = definition(number, addresses(number)[name])
    for member in optional(number, name):
        assert told(number, name, {key: each for key, each in value.items() if key != member}) == []
        assert told(number, name, value | {member: None}) == []
        if flat(number, schema["properties"][member]).get("type") == "array":
            assert told(number, name, value | {member: []}) == []


@EACH
def test_a_fragment_may_have_any_member_alone_and_none(number: str, name: str) -> None:
    for fragment in ({}, *({key: each} for key, each in full(number, name).items())):
        assert told(number, name, fragment, patch=True) == []
