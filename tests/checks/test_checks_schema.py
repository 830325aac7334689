"""The laws of judging a value by its schema."""

from collections.abc import Mapping
from typing import Any

import pytest
from checks_exchange import EVSE, LOCATION
from hypothesis import given, settings
from hypothesis import strategies as st
from ocpi_objects import whole

from ocpi_runner.checks.bundled import folder, on_one_line
from ocpi_runner.checks.explain import MOST
from ocpi_runner.checks.judge import by_schema
from ocpi_runner.checks.schema import definitions, is_valid, objects, problems
from ocpi_runner.ocpi.versions import VERSIONS
from ocpi_runner.record.result import Mismatch

NUMBERS = ("2.1.1", "2.2", "2.2.1", "2.3.0")
CDR_PERIOD = {"start_date_time": "2026-11-25T02:08:21Z", "dimensions": [{"type": "POWER", "volume": 7}]}


def told(number: str, name: str, value: Any, chosen: Mapping[str, str] | None = None) -> tuple[Mismatch, ...]:
    """What an assert says of a value."""
    return by_schema(VERSIONS[number], chosen or {}, name, value)


def test_the_schemas_are_where_the_package_is() -> None:
    assert (folder("schemas") / "ocpi").is_dir()


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("name", ["Location", "EVSE", "Connector", "Token", "CDR"])
def test_a_right_object_has_no_problems(number: str, name: str) -> None:
    value = whole(number, name)
    assert problems(number, name, value) == ()
    assert is_valid(number, name, value)


@pytest.mark.parametrize("number", VERSIONS)
def test_every_object_of_an_endpoint_has_a_schema(number: str) -> None:
    named = {
        name for row in VERSIONS[number].endpoints for name in (row.request, row.response) if name and "{" not in name
    }
    assert named <= set(objects(number))


@pytest.mark.parametrize(
    ("change", "path", "message"),
    [
        ({"city": ...}, "$.city", "`city` is missing"),
        ({"city": ..., "City": "Delft"}, "$.city", "`city` is missing; `City` is there, which no Location has"),
        (
            {"coordinates": {"latitude": "52.1", "longitude": "4.357068"}},
            "$.coordinates.latitude",
            "`coordinates.latitude` is `52.1`; something like `52.011577` is required",
        ),
        ({"city": 5}, "$.city", "`city` is the number `5`; a string is required"),
        ({"city": None}, "$.city", "`city` is `null`; a string is required"),
        ({"publish": "true"}, "$.publish", "`publish` is the string `true`; true or false is required"),
        ({"facilities": "HOTEL"}, "$.facilities", "`facilities` is the string `HOTEL`; a list is required"),
        (
            {"evses": [{**EVSE, "connectors": []}]},
            "$.evses[0].connectors",
            "`evses[0].connectors` is empty; required: at least one element",
        ),
        ({"name": "x" * 256}, "$.name", "`name` is 256 characters long; required: at most 255 characters"),
        ({"operator": {}}, "$.operator.name", "`operator.name` is missing"),
        (
            {"operator": {"name": "x", "website": "x"}},
            "$.operator.website",
            "`operator.website` is `x`; a URL is required",
        ),
        ({"id": "a\nb"}, "$.id", "`id` is `a\nb`; printable ASCII is required"),
        (
            {"last_updated": "now"},
            "$.last_updated",
            "`last_updated` is `now`; a DateTime such as 2026-11-25T02:08:21Z is required",
        ),
    ],
)
def test_each_problem_is_told_in_words_for_people(change: dict[str, Any], path: str, message: str) -> None:
    value = {name: each for name, each in {**LOCATION, **change}.items() if each is not ...}
    [one] = told("2.2.1", "Location", value)
    assert (one.path, one.message) == (path, message)


@pytest.mark.parametrize(
    ("number", "name", "change", "message"),
    [
        (
            "2.2.1",
            "CDR",
            {"charging_periods": [CDR_PERIOD]},
            "`charging_periods[0].dimensions[0].type` is `POWER`; "
            "none of CURRENT, ENERGY_EXPORT, ENERGY_IMPORT, POWER, STATE_OF_CHARGE may stand here",
        ),
        ("2.3.0", "Connector", {"standard": ""}, "`standard` is empty; required: at least one character"),
        ("2.3.0", "Connector", {"standard": "\u00e9"}, "`standard` is `\u00e9`; printable ASCII is required"),
        ("2.2", "Location", {"name": "a\x07"}, "`name` is `a\x07`; text without control characters is required"),
    ],
)
def test_what_one_version_refuses_is_told_in_words_too(
    number: str, name: str, change: dict[str, Any], message: str
) -> None:
    [one] = problems(number, name, whole(number, name) | change)
    assert one.message() == message


def test_every_problem_is_told_not_the_first() -> None:
    assert {each.path for each in told("2.2.1", "EVSE", {"status": "OPEN"})} == {
        "$.uid",
        "$.status",
        "$.connectors",
        "$.last_updated",
    }


def deep(levels: int) -> Any:
    """Lists in lists."""
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        ({"name": "a\ud800"}, "name", "`name` has half a character: a surrogate without its other half"),
        ({"\udc00": 1}, "", "The Location has half a character: a surrogate without its other half"),
        ({"evses": deep(300)}, "evses", "`evses` nests deeper than 250 levels"),
    ],
)
def test_what_no_validator_can_hold_is_told_beside_the_rest(change: dict[str, Any], place: str, message: str) -> None:
    found = problems("2.2.1", "Location", {**LOCATION, **change, "city": 5})
    assert (found[0].name(), found[0].message()) == (place, message)
    assert "`city` is the number `5`; a string is required" in [each.message() for each in found]
    assert not is_valid("2.2.1", "Location", {**LOCATION, **change})


def test_a_value_that_is_wrong_everywhere_is_told_up_to_a_limit() -> None:
    assert len(problems("2.2.1", "Location", {**LOCATION, "evses": [1] * 10_000})) == MOST


def test_an_optional_field_may_be_null_or_absent() -> None:
    assert told("2.2.1", "Location", {**LOCATION, "name": None, "evses": None, "facilities": []}) == ()


def test_what_is_no_object_at_all_is_told_as_such() -> None:
    [one] = told("2.2.1", "Location", [LOCATION])
    assert (one.path, one.message) == ("$", "The Location is a list of 1; an object is required")


def test_what_a_setting_bears_is_no_difference() -> None:
    value = {**LOCATION, "last_updated": "2026-11-25T12:00:00+00:00"}
    assert told("2.2.1", "Location", value) == ()
    [one] = told("2.2.1", "Location", value, {"datetime.allow_plus0000": "off"})
    assert one.message == "`last_updated` is `2026-11-25T12:00:00+00:00`; UTC is written with `Z`"


def test_an_object_that_the_version_does_not_have_is_told() -> None:
    [one] = told("2.2.1", "Locatoin", LOCATION)
    assert one.message == "OCPI 2.2.1 has no object `Locatoin`"


def test_a_place_knows_the_property_and_its_type() -> None:
    place = definitions("2.2.1").place("Location", ("evses", 0, "connectors", 2, "last_updated"))
    assert (place.object, place.property, place.type) == ("Connector", "last_updated", "DateTime")
    assert definitions("2.2.1").place("Location", ("nothing", 3, "here")).type == ""


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["id", "evses", "status", "connectors", "operator", "last_updated"]), inner
            )
        ),
        max_leaves=12,
    )
)
def test_no_value_makes_the_schema_raise(value: Any) -> None:
    assert is_valid("2.2.1", "Location.patch", value) == (problems("2.2.1", "Location.patch", value) == ())
    assert told("2.2.1", "Location", value)


def test_what_others_say_of_a_broken_schema_is_put_on_one_line() -> None:
    assert on_one_line(ValueError("no such type\n  at `$.x`\r\n")) == "no such type at `$.x`"
