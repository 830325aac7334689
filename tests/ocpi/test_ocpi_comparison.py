"""The tools that compare the schemas find every kind of difference, and their tables have a reason for each."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

TOOLS = Path(__file__).parent.parent.parent / "tools"
sys.path.insert(0, str(TOOLS))

import known  # noqa: E402
from shapes import Difference, Enum, Member, Shapes, differences, read_schemas  # noqa: E402

SCHEMAS = TOOLS.parent / "schemas" / "ocpi"
NAME = Member("string", "1", length="45")
OURS = Shapes({"Location": {"name": NAME}}, {"Status": Enum(("FREE", "BUSY"))}, {"URL length": "255"})
CHANGED = [
    ({"type": "CiString"}, Difference("Location.name", "type", "CiString", "string")),
    ({"cardinality": "?"}, Difference("Location.name", "cardinality", "?", "1")),
    ({"length": "255"}, Difference("Location.name", "length", "255", "45")),
    ({"shortest": "1"}, Difference("Location.name", "shortest", "1", "-")),
    ({"pattern": "^x$"}, Difference("Location.name", "pattern", "^x$", "-")),
    ({"largest": "9"}, Difference("Location.name", "largest", "9", "-")),
    ({"smallest": "1"}, Difference("Location.name", "smallest", "1", "-")),
    ({"without": "X"}, Difference("Location.name", "without", "X", "-")),
]
OTHERS = [
    (Shapes({}, OURS.enums, OURS.primitives), Difference("Location", "object", "-", "there")),
    (Shapes({"Location": {}}, OURS.enums, OURS.primitives), Difference("Location.name", "property", "-", "there")),
    (Shapes(OURS.objects, {}, OURS.primitives), Difference("Status", "enum", "-", "there")),
    (
        Shapes(OURS.objects, {"Status": Enum(("FREE",))}, OURS.primitives),
        Difference("Status", "value BUSY", "-", "there"),
    ),
    (
        Shapes(OURS.objects, {"Status": Enum(("FREE", "BUSY"), "open")}, OURS.primitives),
        Difference("Status", "further values", "open", "closed"),
    ),
    (Shapes(OURS.objects, OURS.enums), Difference("URL", "length", "-", "255")),
]


def table(folder: Path, *rows: str) -> Path:
    """A table of known differences."""
    file = folder / "known.tsv"
    file.write_text("\n".join([known.HEAD, *rows]) + "\n", encoding="utf-8")
    return file


def test_what_is_the_same_differs_in_nothing() -> None:
    assert list(differences(OURS, OURS)) == []


@pytest.mark.parametrize(("change", "expected"), CHANGED, ids=[next(iter(each)) for each, _ in CHANGED])
def test_each_change_of_a_property_is_one_difference(change: dict[str, str], expected: Difference) -> None:
    theirs = Shapes({"Location": {"name": replace(NAME, **change)}}, OURS.enums, OURS.primitives)
    assert list(differences(theirs, OURS)) == [expected]


@pytest.mark.parametrize(("theirs", "expected"), OTHERS)
def test_what_one_side_lacks_is_one_difference(theirs: Shapes, expected: Difference) -> None:
    assert list(differences(theirs, OURS)) == [expected]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (["2.2\tStatus\tenum\t-\tthere\tmeant so"], 0),
        ([], 1),
        (["2.2.1\tStatus\tenum\t-\tthere\tmeant so"], 1),
        (["2.2\tStatus\tenum\t-\tthere\tmeant so", "2.2\tGone\tenum\t-\tthere\tlong ago"], 1),
    ],
)
def test_only_what_is_listed_with_a_reason_and_is_still_so_passes(
    tmp_path: Path, rows: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [("2.2", Difference("Status", "enum", "-", "there"))]
    assert known.report(table(tmp_path, *rows), found, ("facts", "schema")) == code
    assert "1 differences" in capsys.readouterr().out


@pytest.mark.parametrize("row", ["2.2\tStatus\tenum\t-\tthere", "2.2\tStatus\tenum\t-\tthere\t"])
def test_a_difference_without_a_reason_is_no_row(tmp_path: Path, row: str) -> None:
    with pytest.raises(ValueError, match="six columns"):
        known.read(table(tmp_path, row))


@pytest.mark.parametrize("file", ["differences.tsv", "openapi_differences.tsv"])
def test_the_tables_are_well_formed_and_list_nothing_twice(file: str) -> None:
    rows = known.read(TOOLS / file)
    assert len(known.keyed(rows)) == sum(len(row[0].split()) for row in rows)


def test_the_schemas_are_read_as_they_are() -> None:
    shapes = read_schemas(SCHEMAS, "2.3.0")
    assert shapes.objects["Location"]["address"] == Member("string", "1", length="255")
    assert shapes.objects["Location"]["evses"] == Member("EVSE", "*")
    assert shapes.objects["EVSE"]["connectors"] == Member("Connector", "+")
    assert shapes.objects["Image"]["width"] == Member("int", "?", largest="99999")
    assert shapes.objects["CDR"]["charging_periods"].without.startswith("CURRENT ")
    assert shapes.enums["Facility"].others == "open"
    assert shapes.enums["Status"].others == "closed"
    assert shapes.primitives["DateTime length"] == "25"
