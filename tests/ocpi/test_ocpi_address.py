"""Addresses lead to endpoints and back, however identifiers are written."""

import re
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpi_runner.ocpi import address
from ocpi_runner.ocpi.endpoint import Endpoint
from ocpi_runner.ocpi.version import Version
from ocpi_runner.ocpi.versions import VERSIONS, version

V = version("2.2.1")
ROOT = "https://here.example/ocpi/2.2.1/"
LOCATIONS = ROOT + "locations"
TOLD = (
    ("locations", "sender", ROOT + "locations/"),
    ("tokens", "receiver", ROOT + "tokens"),
    ("cdrs", "sender", ROOT + "cdrs?tenant=1"),
)
PRINTABLE = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=36)
ROWS = [(number, row) for number, each in VERSIONS.items() for row in each.endpoints if not row.callback]
BY_ID = pytest.mark.parametrize(("number", "row"), ROWS, ids=lambda each: getattr(each, "id", each))


def filled(row: Endpoint) -> tuple[str, ...]:
    """The parts of a row's path, with a value in each placeholder."""
    return tuple(part.replace("{", "a ").replace("}", "/b") for part in row.path.split("/")) if row.path else ()


@BY_ID
def test_an_address_leads_back_to_its_endpoint(number: str, row: Endpoint) -> None:
    parts = filled(row)
    tail = address.join("https://x", *parts).removeprefix("https://x")
    found = address.find(version(number), row.module, row.interface, row.method, tail)
    assert found is not None
    expected = row if row.id != "version_details.get" else address.endpoint(version(number), "versions.get")
    assert found[0] is expected
    assert tuple(value for _, value in found[1]) == tuple(part for part in parts if "/b" in part)


@BY_ID
def test_an_endpoint_is_found_by_its_id(number: str, row: Endpoint) -> None:
    assert address.endpoint(version(number), row.id) is row


def test_an_id_that_no_version_has_is_a_KeyError() -> None:
    with pytest.raises(KeyError):
        address.endpoint(V, "locations.sender.delete")


@given(PRINTABLE.filter(lambda text: text.strip("/")), PRINTABLE)
def test_whatever_stands_in_an_identifier_comes_back(first: str, second: str) -> None:
    url = address.join(LOCATIONS, "NL", "TST", first, second)
    assert "?" not in url
    assert "#" not in url
    found = address.find(V, "locations", "receiver", "PUT", urlsplit(url).path.removeprefix("/ocpi/2.2.1/locations"))
    assert found is not None
    assert dict(found[1]) == {"country_code": "NL", "party_id": "TST", "location_id": first, "evse_uid": second}


@given(st.text(max_size=80))
def test_no_path_breaks_the_search(tail: str) -> None:
    for interface in ("sender", "receiver", "both", "none"):
        address.find(V, "locations", interface, "GET", tail)
        address.methods(V, "sessions", interface, tail)


@pytest.mark.parametrize("tail", ["NL/TST/LOC0001", "/NL/TST/LOC0001", "NL/TST/LOC0001/", "NL/TST/LOC0001?x=/a/b"])
def test_slashes_at_the_ends_and_a_query_do_not_matter(tail: str) -> None:
    found = address.find(V, "locations", "receiver", "PATCH", tail)
    assert found is not None
    assert (found[0].id, found[1][-1]) == ("locations.receiver.patch_location", ("location_id", "LOC0001"))


@pytest.mark.parametrize(
    ("interface", "method", "tail"),
    [
        ("receiver", "DELETE", "NL/TST/LOC0001"),
        ("receiver", "PUT", "LOC0001"),
        ("receiver", "PUT", "NL/TST/LOC0001/E/C/X"),
        ("sender", "PUT", "LOC0001"),
    ],
)
def test_what_a_module_does_not_know_is_not_found(interface: str, method: str, tail: str) -> None:
    assert address.find(V, "locations", interface, method, tail) is None


@pytest.mark.parametrize(
    ("module", "interface", "tail", "expected"),
    [
        ("locations", "receiver", "NL/TST/LOC0001", ("GET", "PUT", "PATCH")),
        ("locations", "sender", "", ("GET",)),
        ("credentials", "both", "", ("GET", "POST", "PUT", "DELETE")),
        ("tariffs", "receiver", "NL/TST/T1", ("GET", "PUT", "DELETE")),
        ("tokens", "sender", "RFID-1/authorize", ("POST",)),
        ("tokens", "sender", "RFID-1/authorise", ()),
    ],
)
def test_an_address_knows_its_methods(module: str, interface: str, tail: str, expected: tuple[str, ...]) -> None:
    assert address.methods(V, module, interface, tail) == expected


def test_parts_are_added_to_a_URL_with_or_without_a_slash_and_before_its_query() -> None:
    assert address.join(LOCATIONS + "/", "NL") == address.join(LOCATIONS, "NL") == LOCATIONS + "/NL"
    assert address.join(LOCATIONS + "?tenant=1", "NL", "A B") == LOCATIONS + "/NL/A%20B?tenant=1"
    assert address.join(LOCATIONS + "/") == LOCATIONS + "/"


@pytest.mark.parametrize(
    ("method", "url", "expected"),
    [
        ("GET", LOCATIONS, "locations.sender.get_list"),
        ("GET", LOCATIONS + "/?limit=2", "locations.sender.get_list"),
        ("GET", LOCATIONS.replace("https://here", "HTTPS://HERE") + "/LOC0001", "locations.sender.get_location"),
        ("PUT", ROOT + "tokens/NL/TST/RFID-1/?type=RFID", "tokens.receiver.put"),
        ("GET", ROOT + "cdrs?limit=1", "cdrs.sender.get_list"),
        ("GET", ROOT + "tariffs", None),
        ("GET", LOCATIONS + "2/LOC0001", None),
        ("POST", LOCATIONS, None),
        ("GET", "https://there.example/ocpi/2.2.1/locations", None),
    ],
)
def test_a_URL_is_located_among_those_that_a_party_told(method: str, url: str, expected: str | None) -> None:
    found = address.locate(V, TOLD, method, url)
    assert (found[0].id if found else None) == expected


@pytest.mark.parametrize("each", VERSIONS.values(), ids=lambda each: each.number)
def test_no_two_endpoints_of_an_interface_share_an_address_and_a_method(each: Version) -> None:
    rows = [(row.module, row.interface, row.method, re.sub(r"{\w+}", "{}", row.path)) for row in each.endpoints]
    rows = [row for row, whole in zip(rows, each.endpoints, strict=True) if not whole.callback]
    details = ("versions", "none", "GET", "")  # the list and the details have URLs of their own
    assert sorted({row for row in rows if rows.count(row) > 1}) == [details]


def test_an_identifier_is_decoded_once() -> None:
    assert address.split("NL/TST/" + quote("A%2FB", safe="")) == ("NL", "TST", "A%2FB")
