"""Versions are values: each complete in itself, the later derived from the earlier."""

from dataclasses import FrozenInstanceError, fields

import pytest
from ocpi_objects import names, whole

from ocpi_runner.ocpi.endpoint_table import endpoints
from ocpi_runner.ocpi.version import Version
from ocpi_runner.ocpi.versions import MODULES, VERSIONS, version

#: A terminal_id is the other side's to give.
POSTED_FRAGMENTS = {"payments.sender.post_activate", "payments.receiver.post_terminal"}
EACH = pytest.mark.parametrize("each", VERSIONS.values(), ids=lambda each: each.number)
SHARED = {"versions": 2, "credentials": 4, "locations": 13, "cdrs": 3, "tokens": 5, "commands": 2}
OLDEST = {**SHARED, "sessions": 4, "tariffs": 5}
MIDDLE = {**SHARED, "sessions": 5, "tariffs": 4, "chargingprofiles": 5, "hubclientinfo": 3}
NEWEST = {**MIDDLE, "invoicereconciliation": 5, "bookings": 14, "payments": 12}
COUNTS = {"2.1.1": OLDEST, "2.2": MIDDLE, "2.2.1": MIDDLE, "2.3.0": NEWEST}


def test_a_version_is_found_by_its_number_oldest_first() -> None:
    assert list(VERSIONS) == ["2.1.1", "2.2", "2.2.1", "2.3.0"]
    assert all(version(number).number == number for number in VERSIONS)


@pytest.mark.parametrize("number", ["2.2.2", "", "v2.2", "2.2 "])
def test_a_version_that_we_do_not_speak_is_a_KeyError(number: str) -> None:
    with pytest.raises(KeyError):
        version(number)


@EACH
def test_every_module_has_all_its_endpoints(each: Version) -> None:
    found = [row.module for row in each.endpoints]
    assert {module: found.count(module) for module in found} == COUNTS[each.number]
    assert len({row.id for row in each.endpoints}) == len(each.endpoints) == sum(COUNTS[each.number].values())


@EACH
def test_an_id_says_module_interface_and_method(each: Version) -> None:
    for row in each.endpoints:
        words = row.id.split(".")
        assert words[0] in (row.module, "version_details")
        assert (words[1] if len(words) == 3 else row.interface) == row.interface
        assert words[-1].split("_")[0].upper() == row.method


@EACH
def test_every_list_is_paginated_but_that_of_the_versions(each: Version) -> None:
    lists = [row for row in each.endpoints if row.response_list]
    assert {row.id for row in lists if not row.paginated} == {"versions.get"}
    assert all({"offset", "limit", "date_from", "date_to"} <= set(row.query) for row in lists if row.paginated)
    assert all(row.response_list for row in each.endpoints if row.paginated)


@EACH
def test_every_PATCH_sends_a_fragment_and_so_does_who_makes_a_terminal_known(each: Version) -> None:
    fragments = {row.id for row in each.endpoints if row.partial} - POSTED_FRAGMENTS
    assert fragments == {row.id for row in each.endpoints if row.method == "PATCH"}


@EACH
def test_only_sessions_cannot_be_listed_without_a_date(each: Version) -> None:
    required = {row.id: row.required_query for row in each.endpoints if row.required_query}
    profiles = {
        "chargingprofiles.receiver.get": ("duration", "response_url"),
        "chargingprofiles.receiver.delete": ("response_url",),
    }
    wanted = profiles if "chargingprofiles" in COUNTS[each.number] else {}
    assert required == {"sessions.sender.get_list": ("date_from",), **wanted}


@EACH
def test_routing_headers_belong_on_functional_modules(each: Version) -> None:
    bare = {row.module for row in each.endpoints if not row.routing}
    assert bare == {"versions", "credentials", "hubclientinfo"} & set(COUNTS[each.number])


@EACH
def test_the_body_of_an_authorization_may_be_left_out(each: Version) -> None:
    optional = [row.id for row in each.endpoints if row.request and not row.request_required]
    assert optional == ["tokens.sender.post_authorize"]


@EACH
def test_what_one_role_sends_another_receives(each: Version) -> None:
    modules = {row.module for row in each.endpoints}
    sent = {module for served in each.sender_modules.values() for module in served}
    received = {module for served in each.receiver_modules.values() for module in served}
    assert sent == received <= modules
    assert not set(each.sender_modules["CPO"]) & set(each.receiver_modules["CPO"])


@EACH
def test_a_version_cannot_be_changed(each: Version) -> None:
    with pytest.raises(FrozenInstanceError):
        each.number = "3.0"  # type: ignore[misc]


def test_a_version_is_a_key_and_equal_to_itself_only() -> None:
    assert len(set(VERSIONS.values())) == len(VERSIONS)


def test_2_2_1_differs_from_2_2_in_a_status_code_and_in_how_objects_are_written() -> None:
    older, newer = version("2.2"), version("2.2.1")
    differing = {each.name for each in fields(Version) if getattr(older, each.name) != getattr(newer, each.name)}
    assert differing == {"number", "status_codes", "shapes", "words", "needs", "forms"}
    assert set(newer.status_codes) - set(older.status_codes) == {4000}


@EACH
def test_an_object_with_an_address_is_found_by_its_name(each: Version) -> None:
    assert [each.object(kind.name) for kind in each.objects] == list(each.objects)
    assert each.object("GeoLocation") is None and each.object("") is None


def test_the_modules_are_those_of_the_endpoints_of_all_versions() -> None:
    assert set(NEWEST) == MODULES


def test_every_member_that_a_shape_asks_for_is_one_that_the_schema_knows() -> None:
    for each in VERSIONS.values():
        for name in each.shapes:
            members = {row.removeprefix("?").split(":")[0] for row in each.shapes[name].split()}
            assert name not in names(each.number) or members <= set(whole(each.number, name)), (each.number, name)


def test_a_table_is_read_line_by_line() -> None:
    text = """
    things.receiver.put  PUT  {owner}/{thing_id}  ~Thing  Thing*  paged ?type ?date_from!
    things.get           GET  -                   -       -       unrouted
    """
    put, get = endpoints(text)
    assert (put.module, put.interface, put.path) == ("things", "receiver", "{country_code}/{party_id}/{thing_id}")
    assert (put.request, put.partial, put.response, put.response_list) == ("Thing", True, "Thing", True)
    assert put.query == ("date_from", "date_to", "offset", "limit", "type")
    assert put.required_query == ("date_from",)
    assert (get.interface, get.path, get.request, get.response, get.routing) == ("both", "", None, None, False)
    assert (get.callback, get.paginated) == (False, False)
