"""The bundled schemas are valid and complete, strict where the text is and tolerant where it is."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ocpi_objects import CDR, NOW, OBJECTS, credit, whole
from ocpi_schemas import FILES, NUMBERS, addresses, definition, documents, is_valid
from referencing import Registry, Resource

from ocpi_runner.ocpi.commands import BODIES
from ocpi_runner.ocpi.versions import VERSIONS

ALL = pytest.mark.parametrize("number", NUMBERS)
NEWER = pytest.mark.parametrize("number", [number for number in NUMBERS if number != "2.1.1"])
SPOKEN = pytest.mark.parametrize("number", list(VERSIONS))
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
OPEN_ENUMS = {
    *("CommandType", "Capability", "ConnectorCapability", "ConnectorType", "EnvironmentalImpactCategory", "Facility"),
    *("ImageCategory", "ParkingRestriction", "ParkingType", "VehicleType", "TokenType", "ModuleID", "VersionNumber"),
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


@ALL
def test_every_reference_resolves(number: str) -> None:
    found = documents(number)
    parts = [(id, Resource.from_contents(each)) for id, each in found.items()]
    registry: Registry[Any] = Registry().with_resources(parts)
    for address in references(list(found.values())):
        assert registry.resolver().lookup(address).contents


@SPOKEN
def test_every_object_of_an_endpoint_has_a_schema(number: str) -> None:
    rows = VERSIONS[number].endpoints
    asked = {name for row in rows for name in (row.request, row.response) if name and "{" not in name}
    bodies = set(BODIES.values()) if number != "2.1.1" else set()
    assert asked | bodies <= set(addresses(number))


@SPOKEN
def test_every_object_with_an_address_has_its_key_and_its_children(number: str) -> None:
    for kind in VERSIONS[number].objects:
        properties = definition(number, addresses(number)[kind.name])["properties"]
        children = {name for name, _ in kind.children}
        assert children | {kind.key} <= set(properties)


@pytest.mark.parametrize("number", ["2.2", "2.2.1"])
@pytest.mark.parametrize("name", OBJECTS)
def test_a_small_object_misses_each_thing_that_is_required(number: str, name: str) -> None:
    assert is_valid(number, name, OBJECTS[name])
    for member in definition(number, addresses(number)[name]).get("required", ()):
        rest = {key: value for key, value in OBJECTS[name].items() if key != member}
        assert not is_valid(number, name, rest), member


@ALL
@pytest.mark.parametrize(("text", "expected"), DATE_TIMES.items())
def test_a_DateTime_is_UTC_and_at_most_25_characters(number: str, text: str, expected: bool) -> None:
    assert is_valid(number, "Token", whole(number, "Token") | {"last_updated": text}) is expected


@NEWER
@pytest.mark.parametrize("latitude", ["-50.7707741", "52.37305", "4.8952123"])
def test_coordinates_may_be_as_long_as_their_pattern_says(number: str, latitude: str) -> None:
    """The table's limit of ten characters contradicts the pattern that stands beside it."""
    assert is_valid(number, "GeoLocation", {"latitude": latitude, "longitude": "-126.1049651"})


@ALL
@pytest.mark.parametrize("latitude", [52.37305, "52.3", "52,37305", "152.373056", "N52.37305"])
def test_coordinates_are_strings_with_enough_decimals(number: str, latitude: Any) -> None:
    assert not is_valid(number, "GeoLocation", {"latitude": latitude, "longitude": "4.892222"})


@pytest.mark.parametrize(("decimals", "borne"), [(5, False), (6, True), (7, False)])
def test_in_2_1_1_coordinates_have_six_decimals(decimals: int, borne: bool) -> None:
    place = {"latitude": "52." + "3" * decimals, "longitude": "4.892222"}
    assert is_valid("2.1.1", "GeoLocation", place) is borne


@pytest.mark.parametrize(("number", "borne"), [("2.1.1", False), ("2.2", False), ("2.2.1", True), ("2.3.0", True)])
def test_a_required_string_may_say_that_it_cannot_be_filled(number: str, borne: bool) -> None:
    assert is_valid(number, "GeoLocation", {"latitude": "#NA", "longitude": "#NA"}) is borne


@NEWER
def test_what_a_session_measures_as_it_runs_has_no_place_in_its_CDR(number: str) -> None:
    session, cdr = whole(number, "Session"), whole(number, "CDR")
    for one in (session, cdr):
        one["charging_periods"][0]["dimensions"][0] = {"type": "STATE_OF_CHARGE", "volume": 80}
    assert is_valid(number, "Session", session)
    assert not is_valid(number, "CDR", cdr)


@NEWER
def test_a_credit_CDR_has_negative_costs(number: str) -> None:
    assert is_valid(number, "CDR", credit(number))


@pytest.mark.parametrize("number", ["2.1.1", "2.2", "2.2.1"])
@pytest.mark.parametrize(
    ("identifier", "borne"),
    [("tokens", True), ("nltst-parking", True), ("NL-TST-parking", True), ("charging_profiles", False)],
)
def test_a_party_may_have_modules_of_its_own_under_its_own_code(number: str, identifier: str, borne: bool) -> None:
    assert is_valid(number, "Endpoint", whole(number, "Endpoint") | {"identifier": identifier}) is borne


@pytest.mark.parametrize("number", ["2.1.1", "2.2", "2.2.1"])
@pytest.mark.parametrize(
    ("version", "borne"), [("2.1.1", True), ("2.3.0", True), ("3.0", True), ("2.2.1-d2", False), ("v2.2", False)]
)
def test_a_platform_may_offer_versions_that_are_not_known_yet(number: str, version: str, borne: bool) -> None:
    assert is_valid(number, "Version", {"version": version, "url": "https://here.example/x"}) is borne


def test_an_OpenEnum_of_2_3_0_takes_any_text_and_lists_what_is_known() -> None:
    found = {name: definition("2.3.0", address) for name, address in addresses("2.3.0").items()}
    assert {name for name, schema in found.items() if "examples" in schema} == OPEN_ENUMS
    for name in OPEN_ENUMS:
        assert is_valid("2.3.0", name, "SOMETHING_NEW")
        assert all(is_valid("2.3.0", name, value) for value in found[name]["examples"])
        assert not any(is_valid("2.3.0", name, value) for value in ("", "two\nlines", 5, None))


@pytest.mark.parametrize("number", ["2.1.1", "2.2", "2.2.1"])
def test_before_2_3_0_every_enum_is_closed(number: str) -> None:
    enums = [name for name, address in addresses(number).items() if "enum" in definition(number, address)]
    assert enums
    assert not any(is_valid(number, name, "SOMETHING_NEW") for name in enums)


def test_what_came_with_2_2_1_is_unknown_to_2_2() -> None:
    capable = {"capabilities": ["START_SESSION_CONNECTOR_REQUIRED"]}
    assert is_valid("2.2.1", "EVSE", OBJECTS["EVSE"] | capable)
    assert not is_valid("2.2", "EVSE", OBJECTS["EVSE"] | capable)
    bare = CDR["cdr_token"].keys() - {"country_code", "party_id"}
    token = {key: CDR["cdr_token"][key] for key in sorted(bare)}
    assert is_valid("2.2", "CdrToken", token)
    assert not is_valid("2.2.1", "CdrToken", token)


@ALL
def test_a_weekday_is_a_number_from_1_to_7(number: str) -> None:
    hours = {"period_begin": "08:00", "period_end": "20:00"}
    days = [day for day in range(-1, 10) if is_valid(number, "RegularHours", hours | {"weekday": day})]
    assert days == list(range(1, 8))


@ALL
def test_hours_end_at_midnight_and_not_at_24(number: str) -> None:
    hours = {"weekday": 1, "period_begin": "08:00"}
    assert is_valid(number, "RegularHours", hours | {"period_end": "23:59"})
    assert not is_valid(number, "RegularHours", hours | {"period_end": "24:00"})


def test_in_2_1_1_hours_are_regular_or_always_or_say_both() -> None:
    regular = {"regular_hours": [{"weekday": 1, "period_begin": "08:00", "period_end": "20:00"}]}
    for hours in (regular, {"twentyfourseven": True}, regular | {"twentyfourseven": False}):
        assert is_valid("2.1.1", "Hours", hours)
    assert not is_valid("2.1.1", "Hours", {"exceptional_openings": []})


@ALL
def test_a_string_is_any_text_without_control_characters(number: str) -> None:
    """Also in 2.1.1, whose text has ASCII only: whether that is held against anybody is a setting."""
    assert is_valid(number, "DisplayText", {"language": "fr", "text": "Ouvert à midi"})
    assert not is_valid(number, "DisplayText", {"language": "fr", "text": "Ouvert\nà midi"})


@ALL
def test_what_a_fragment_holds_is_a_fragment_too_but_for_the_elements_of_lists(number: str) -> None:
    patch = "Location.patch"
    assert is_valid(number, patch, {"operator": {"website": "https://cpo.example/"}})
    assert not is_valid(number, patch, {"operator": {"website": "none"}})
    assert not is_valid(number, patch, {"evses": [{"status": "CHARGING"}]})


def test_only_a_failed_capture_may_go_without_data_of_the_payment() -> None:
    told = whole("2.3.0", "FinancialAdviceConfirmation")
    for gone in ({}, {"eft_data": None}, {"eft_data": []}):
        bare = {key: value for key, value in told.items() if key != "eft_data"} | gone
        assert is_valid("2.3.0", "FinancialAdviceConfirmation", bare | {"capture_status_code": "FAILED"})
        assert not is_valid("2.3.0", "FinancialAdviceConfirmation", bare)


def test_the_id_of_a_credit_CDR_can_be_reconciled() -> None:
    record = whole("2.3.0", "InvoiceReconciliationRecord")
    assert is_valid("2.3.0", "InvoiceReconciliationRecord", record | {"cdrs": ["C" * 39]})
    assert not is_valid("2.3.0", "InvoiceReconciliationRecord", record | {"cdrs": ["C" * 40]})


@pytest.mark.parametrize(
    ("who", "borne"), [("CPO", True), ("EMSP", True), ("SENDER", True), ("RECEIVER", True), ("cpo", False)]
)
def test_who_canceled_is_a_role_of_either_kind(who: str, borne: bool) -> None:
    assert is_valid("2.3.0", "Cancellation", {"cancellation_reason": "FULL", "who_canceled": who}) is borne


@pytest.mark.parametrize(
    ("number", "role", "borne"),
    [("2.2.1", "HUB", True), ("2.3.0", "HUB", False), ("2.3.0", "PTP", True), ("2.2.1", "PTP", False)],
)
def test_roles_come_and_go(number: str, role: str, borne: bool) -> None:
    assert is_valid(number, "CredentialsRole", whole(number, "CredentialsRole") | {"role": role}) is borne


def test_the_moment_in_the_fixtures_is_a_moment() -> None:
    assert DATE_TIMES[NOW]


def test_the_page_about_the_schemas_tells_code_that_works(monkeypatch: pytest.MonkeyPatch) -> None:
    root = FILES[0].parent.parent.parent.parent
    monkeypatch.chdir(root)
    told = (root / "docs" / "schemas.md").read_text("utf-8").split("```python\n")[1].split("```")[0]
    names: dict[str, Any] = {}
    exec(told, names)
    answer = {"status_code": 1000, "timestamp": NOW, "data": [whole("2.2.1", "Location")]}
    assert names["validator"].is_valid(answer)
    assert not names["validator"].is_valid(answer | {"data": [{}]})
    assert not names["validator"].is_valid({"data": []})
