"""The bundled schemas are valid, complete, and refuse what the tables of the specification refuse."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ocpi_objects import CDR, LOCATION, NOW, OBJECTS, PERIOD, SESSION
from ocpi_schemas import FILES, addresses, definition, documents, flat, is_valid, objects, right, wrong
from referencing import Registry, Resource

from ocpi_runner.ocpi.commands import BODIES
from ocpi_runner.ocpi.versions import VERSIONS

EACH = pytest.mark.parametrize(("number", "name"), objects())
BY_HAND = pytest.mark.parametrize(("number", "name"), [(number, name) for number in VERSIONS for name in OBJECTS])
BOTH = pytest.mark.parametrize("number", list(VERSIONS))
DATE_TIMES = {
    "2026-11-25T02:08:21Z": True,
    "2026-11-25T02:08:21": True,
    "2026-11-25T02:08:21.5Z": True,
    "2026-11-25T02:08:21.123": True,
    "2026-11-25T02:08:21+00:00": False,
    "2026-11-25T02:08:21+01:00": False,
    "2026-11-25 02:08:21Z": False,
    "2026-11-25T02:08:21z": False,
    "2026-11-25": False,
    "1970-1-1T00:00:00Z": False,
    "2026-13-25T02:08:21Z": False,
    "2026-11-25T24:08:21Z": False,
    "2026-11-25T02:08:21Z\n": False,
    "٢026-11-25T02:08:21Z": False,
    "2026-11-25T02:08:21.123456Z": False,  # longer than 25 characters
}


def references(value: Any) -> set[str]:
    """Every `$ref` in a document."""
    if isinstance(value, dict):
        own = {value["$ref"]} if "$ref" in value else set()
        return own.union(*(references(each) for each in value.values()))
    return set().union(*(references(each) for each in value)) if isinstance(value, list) else set()


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_schema_is_one_of_its_dialect_and_says_where_it_is(file: Path) -> None:
    document = json.loads(file.read_text("utf-8"))
    Draft202012Validator.check_schema(document)
    assert document["$id"] == f"https://ocpi-run.dev/schemas/ocpi/{file.parent.name}/{file.name}"
    assert file.read_text("utf-8") == json.dumps(document, indent=1) + "\n"


@BOTH
def test_every_reference_resolves(number: str) -> None:
    found = documents(number)
    parts = [(id, Resource.from_contents(each)) for id, each in found.items()]
    registry: Registry[Any] = Registry().with_resources(parts)
    for address in references(list(found.values())):
        assert registry.resolver().lookup(address).contents


@BOTH
def test_every_object_of_an_endpoint_has_a_schema(number: str) -> None:
    rows = VERSIONS[number].endpoints
    asked = {name for row in rows for name in (row.request, row.response) if name and "{" not in name}
    assert asked | set(BODIES.values()) <= set(addresses(number))


@BOTH
def test_every_object_with_an_address_has_its_key_and_its_children(number: str) -> None:
    for kind in VERSIONS[number].objects:
        properties = definition(number, addresses(number)[kind.name])["properties"]
        children = {name for name, _ in kind.children}
        assert children | {kind.key} <= set(properties)
        assert {"country_code", "party_id"} <= set(properties) or not kind.owned


@EACH
def test_what_a_schema_asks_for_is_enough_and_everything_is_allowed(number: str, name: str) -> None:
    schema = {"$ref": addresses(number)[name]}
    for whole in (False, True):
        value = right(number, schema, whole=whole)
        assert is_valid(number, name, value), value


@EACH
def test_each_property_refuses_what_it_is_not(number: str, name: str) -> None:
    schema = definition(number, addresses(number)[name])
    value = right(number, schema)
    borne = [
        (member, bad)
        for member, inner in schema["properties"].items()
        for bad in wrong(number, inner)
        if is_valid(number, name, value | {member: bad})
    ]
    assert borne == []


@EACH
def test_null_stands_for_what_is_optional_only(number: str, name: str) -> None:
    whole = definition(number, addresses(number)[name.removesuffix(".patch")])
    own = definition(number, addresses(number)[name])
    needed = {*whole.get("required", ()), *own.get("else", {}).get("required", ())}
    for member, inner in whole["properties"].items():
        borne = is_valid(number, name, right(number, own) | {member: None})
        assert borne == (member not in needed or not flat(number, inner)), member


@BY_HAND
def test_an_object_written_by_hand_is_accepted_with_more_than_is_known(number: str, name: str) -> None:
    assert is_valid(number, name, OBJECTS[name])
    assert is_valid(number, name, OBJECTS[name] | {"nltst_own": {"any": "thing"}})


@BY_HAND
def test_an_object_misses_each_thing_that_is_required(number: str, name: str) -> None:
    for member in definition(number, addresses(number)[name]).get("required", ()):
        rest = {key: value for key, value in OBJECTS[name].items() if key != member}
        assert not is_valid(number, name, rest), member


@BY_HAND
def test_a_PATCH_fragment_needs_nothing_but_what_it_names_must_be_right(number: str, name: str) -> None:
    patch = f"{name}.patch"
    assert is_valid(number, patch, {})
    assert all(is_valid(number, patch, {key: value}) for key, value in OBJECTS[name].items())


@pytest.mark.parametrize(("text", "expected"), DATE_TIMES.items())
def test_a_DateTime_is_UTC_and_at_most_25_characters(text: str, expected: bool) -> None:
    assert is_valid("2.2.1", "Token", OBJECTS["Token"] | {"last_updated": text}) is expected


@pytest.mark.parametrize("latitude", ["-50.7707741", "52.37305", "4.8952123"])
def test_coordinates_may_be_as_long_as_their_pattern_says(latitude: str) -> None:
    """The table's limit of ten characters contradicts the pattern that stands beside it."""
    place = LOCATION | {"coordinates": {"latitude": latitude, "longitude": "-126.1049651"}}
    assert is_valid("2.2.1", "Location", place)


@pytest.mark.parametrize("latitude", [52.37305, "52.3", "52,37305", "152.37305", "N52.37305"])
def test_coordinates_are_strings_with_five_to_seven_decimals(latitude: Any) -> None:
    place = LOCATION | {"coordinates": {"latitude": latitude, "longitude": "4.892222"}}
    assert not is_valid("2.2.1", "Location", place)


@pytest.mark.parametrize(("number", "borne"), [("2.2", False), ("2.2.1", True)])
def test_a_required_string_may_say_that_it_cannot_be_filled(number: str, borne: bool) -> None:
    place = CDR["cdr_location"] | {"coordinates": {"latitude": "#NA", "longitude": "#NA"}}
    assert is_valid(number, "CDR", CDR | {"cdr_location": place}) is borne


@BOTH
def test_what_a_session_measures_as_it_runs_has_no_place_in_its_CDR(number: str) -> None:
    period = PERIOD | {"dimensions": [{"type": "STATE_OF_CHARGE", "volume": 80}]}
    assert is_valid(number, "Session", SESSION | {"charging_periods": [period]})
    assert not is_valid(number, "CDR", CDR | {"charging_periods": [period]})


@BOTH
def test_a_credit_CDR_has_negative_costs(number: str) -> None:
    credit = {"credit": True, "credit_reference_id": "CDR0001", "total_cost": {"excl_vat": -4.2}}
    assert is_valid(number, "CDR", CDR | credit)


@BOTH
@pytest.mark.parametrize(
    ("identifier", "borne"),
    [("tokens", True), ("nltst-parking", True), ("NL-TST-parking", True), ("charging_profiles", False)],
)
def test_a_party_may_have_modules_of_its_own_under_its_own_code(number: str, identifier: str, borne: bool) -> None:
    module = {"identifier": identifier, "role": "SENDER", "url": "https://here.example/x"}
    assert is_valid(number, "Endpoint", module) is borne


@BOTH
@pytest.mark.parametrize(
    ("version", "borne"), [("2.1.1", True), ("2.3.0", True), ("3.0", True), ("2.2.1-d2", False), ("v2.2", False)]
)
def test_a_platform_may_offer_versions_that_are_not_known_yet(number: str, version: str, borne: bool) -> None:
    assert is_valid(number, "Version", {"version": version, "url": "https://here.example/x"}) is borne


def test_what_came_with_2_2_1_is_unknown_to_2_2() -> None:
    capable = {"capabilities": ["START_SESSION_CONNECTOR_REQUIRED"]}
    assert is_valid("2.2.1", "EVSE", OBJECTS["EVSE"] | capable)
    assert not is_valid("2.2", "EVSE", OBJECTS["EVSE"] | capable)
    bare = CDR["cdr_token"].keys() - {"country_code", "party_id"}
    token = {key: CDR["cdr_token"][key] for key in sorted(bare)}
    assert is_valid("2.2", "CdrToken", token)
    assert not is_valid("2.2.1", "CdrToken", token)


@BOTH
def test_a_weekday_is_a_number_from_1_to_7(number: str) -> None:
    hours = {"period_begin": "08:00", "period_end": "20:00"}
    days = [day for day in range(-1, 10) if is_valid(number, "RegularHours", hours | {"weekday": day})]
    assert days == list(range(1, 8))


def test_hours_end_at_midnight_and_not_at_24() -> None:
    hours = {"weekday": 1, "period_begin": "08:00"}
    assert is_valid("2.2.1", "RegularHours", hours | {"period_end": "23:59"})
    assert not is_valid("2.2.1", "RegularHours", hours | {"period_end": "24:00"})


def test_the_moment_in_the_fixtures_is_a_moment() -> None:
    assert DATE_TIMES[NOW]
