"""The catalogue of requirements: complete, well formed, and always with an id of the right version."""

from importlib.resources import files

import pytest
from ocpi_schemas import NUMBERS, addresses, definition, objects

from ocpi_runner.ocpi.catalogue import BY_KEYWORD, all_requirements, requirement, schema_requirement

FOLDER = files("ocpi_runner.ocpi") / "requirements"
TABLE = [line.split("\t") for line in (FOLDER / "schema_rows.tsv").read_text("utf-8").splitlines()]
KNOWN = {"2.1.1", "2.2", "2.2.1", "2.3.0"}
LEVELS = {"must", "should", "may"}
HOW = {"pull", "push", "negative", "serve", "schema", "semantic", "sequence", "manual"}
MARKS = ("[derived]", "[ambiguous]", "[spec ", ".asciidoc", ".md")
KEYWORDS = [*BY_KEYWORD, "type", "pattern", "maximum", "not", "no such keyword"]
CITED = [
    ("2.2.1", "Location", "publish", "required", "LOC-122"),
    ("2.2.1", "Location", "publish", "type", "LOC-127"),
    ("2.2.1", "Location", "address", "maxLength", "LOC-126"),
    ("2.2", "Location", "address", "maxLength", "LOC-125"),
    ("2.2.1", "Location", "last_updated", "DateTime", "TYP-005"),
    ("2.2.1", "Location", "id", "CiString", "TYP-001"),
    ("2.2.1", "EVSE", "connectors", "minItems", "LOC-158"),
    ("2.2.1", "EVSE", "connectors", "required", "LOC-157"),
    ("2.2", "EVSE", "capabilities", "enum", "LOC-167"),
    ("2.2.1", "EVSE", "capabilities", "enum", "LOC-168"),
    ("2.2", "Connector", "power_type", "enum", "LOC-189"),
    ("2.2.1", "Connector", "terms_and_conditions", "maxLength", "TYP-020"),
    ("2.2", "CdrToken", "uid", "required", "SES-098"),
    ("2.2.1", "CdrToken", "uid", "required", "SES-099"),
    ("2.2.1", "CdrDimension", "type", "not", "CDR-103"),
    ("2.2.1", "CdrDimension", "type", "enum", "SES-107"),
    ("2.2.1", "CDR", "total_energy", "number", "TYP-011"),
    ("2.2.1", "CDR", "id", "maxLength", "CDR-085"),
    ("2.2", "StartSession", "location_id", "required", "CMD-088"),
    ("2.2.1", "StartSession", "response_url", "URL", "TYP-020"),
    ("2.2.1", "CommandResponse", "timeout", "required", "CMD-006"),
    ("2.2.1", "EnergySource", "percentage", "required", "TYP-031"),
    ("2.2.1", "NoSuchObject", "x", "enum", "TYP-016"),
    ("2.2.1", "NoSuchObject", "x", "type", "TYP-031"),
]


def test_all_1654_rows_are_there_once_and_in_order() -> None:
    ids = [row.id for row in all_requirements()]
    assert len(ids) == 1654
    assert ids == sorted(set(ids))


def test_every_row_is_well_formed() -> None:
    for row in all_requirements():
        assert row.level in LEVELS, row
        assert row.how in HOW, row
        assert row.versions, row
        assert set(row.versions) <= KNOWN, row
        assert all((row.module, row.who, row.chapter, row.text)), row
        assert not any(mark in row.text + row.chapter for mark in MARKS), row


def test_a_row_says_what_it_is_about() -> None:
    row = requirement("TYP-031")
    assert (row.level, row.module, row.how, row.derived) == ("must", "types", "schema", False)
    assert "2.2.1" in row.versions
    assert row.chapter == "terminology, Cardinality"


def test_what_the_specification_does_not_say_literally_is_marked() -> None:
    assert requirement("TYP-009").derived
    assert not requirement("TYP-006").derived


@pytest.mark.parametrize("id", ["", "XXX-001", "loc-001", "LOC-001\t2.1.1"])
def test_an_unknown_id_is_a_KeyError(id: str) -> None:
    with pytest.raises(KeyError):
        requirement(id)


@pytest.mark.parametrize(("number", "name", "member", "keyword", "expected"), CITED)
def test_a_violation_cites_the_nearest_requirement(
    number: str, name: str, member: str, keyword: str, expected: str
) -> None:
    assert schema_requirement(number, name, member, keyword) == expected


@pytest.mark.parametrize(("number", "name"), objects())
def test_whatever_is_violated_the_id_belongs_to_the_version(number: str, name: str) -> None:
    for member in definition(number, addresses(number)[name])["properties"]:
        for keyword in KEYWORDS:
            assert number in requirement(schema_requirement(number, name, member, keyword)).versions


def test_every_row_of_the_schema_table_is_about_something_that_there_is() -> None:
    for place, _ in TABLE:
        name, _, member = place.partition(":")[0].partition(".")
        found = [definition(number, addresses(number)[name]) for number in NUMBERS if name in addresses(number)]
        assert any(not member or member in schema["properties"] for schema in found), place
    assert len({place for place, _ in TABLE}) == len(TABLE)


def test_the_schema_table_cites_what_is_said_literally() -> None:
    for place, ids in TABLE:
        assert not any(requirement(id).derived for id in ids.split()), place
