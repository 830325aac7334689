"""Versions are values: each complete in itself, the later derived from the earlier."""

from dataclasses import FrozenInstanceError

import pytest

from ocpi_runner.ocpi.endpoint_table import endpoints
from ocpi_runner.ocpi.version import Version
from ocpi_runner.ocpi.versions import VERSIONS, version

EACH = pytest.mark.parametrize("each", VERSIONS.values(), ids=lambda each: each.number)
MODULES = {
    "versions": 2,
    "credentials": 4,
    "locations": 13,
    "sessions": 5,
    "cdrs": 3,
    "tariffs": 4,
    "tokens": 5,
    "commands": 2,
    "chargingprofiles": 5,
    "hubclientinfo": 3,
}


def test_a_version_is_found_by_its_number_oldest_first() -> None:
    assert list(VERSIONS) == ["2.2", "2.2.1"]
    assert all(version(number).number == number for number in VERSIONS)


@pytest.mark.parametrize("number", ["2.2.2", "", "v2.2", "2.2 "])
def test_a_version_that_we_do_not_speak_is_a_KeyError(number: str) -> None:
    with pytest.raises(KeyError):
        version(number)


@EACH
def test_every_module_has_all_its_endpoints(each: Version) -> None:
    found = [row.module for row in each.endpoints]
    assert {module: found.count(module) for module in found} == MODULES
    assert len({row.id for row in each.endpoints}) == len(each.endpoints) == sum(MODULES.values())


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
def test_every_PATCH_sends_a_fragment_and_nothing_else_does(each: Version) -> None:
    assert all(row.partial == (row.method == "PATCH") for row in each.endpoints)


@EACH
def test_only_sessions_cannot_be_listed_without_a_date(each: Version) -> None:
    required = {row.id: row.required_query for row in each.endpoints if row.required_query}
    assert required == {
        "sessions.sender.get_list": ("date_from",),
        "chargingprofiles.receiver.get": ("duration", "response_url"),
        "chargingprofiles.receiver.delete": ("response_url",),
    }


@EACH
def test_routing_headers_belong_on_functional_modules(each: Version) -> None:
    bare = {row.module for row in each.endpoints if not row.routing}
    assert bare == {"versions", "credentials", "hubclientinfo"}


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


def test_2_2_1_differs_from_2_2_in_its_number_and_one_status_code() -> None:
    older, newer = version("2.2"), version("2.2.1")
    assert older.endpoints is newer.endpoints
    assert set(newer.status_codes) - set(older.status_codes) == {4000}


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
    assert (put.chapter, get.callback, get.paginated) == ("mod_things", False, False)
