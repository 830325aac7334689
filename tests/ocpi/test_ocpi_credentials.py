"""Credentials say for whom a platform speaks."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ocpi_schemas import is_valid

from ocpi_runner.ocpi import credentials
from ocpi_runner.ocpi.identity import Identity
from ocpi_runner.ocpi.versions import VERSIONS, version

URL = "https://cpo.example/versions"
CPO = Identity("CPO", "NL", "TST", "Test CPO")
EMSP = Identity("EMSP", "NL", "TST", "Test eMSP")
FLAT = version("2.1.1")
JSON = st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.lists(st.none(), max_size=2)
ROLE = st.dictionaries(st.sampled_from(["role", "country_code", "party_id", "business_details"]), JSON)
ANYTHING = JSON | st.dictionaries(st.sampled_from(["roles", "party_id"]), JSON | st.lists(ROLE | JSON, max_size=3))


@pytest.mark.parametrize("number", list(VERSIONS))
@pytest.mark.parametrize("identities", [(CPO,), (CPO, EMSP)])
def test_what_is_built_is_valid_and_read_back(number: str, identities: tuple[Identity, ...]) -> None:
    made = credentials.build(version(number), "BBB_BBB_BBB", URL, identities)
    assert is_valid(number, "Credentials", made)
    assert (made["token"], made["url"]) == ("BBB_BBB_BBB", URL)
    told = identities if version(number).credentials_roles else (replace(identities[0], role=""),)
    assert credentials.parties(version(number), made) == told


def test_a_version_without_roles_has_one_party_and_no_role() -> None:
    made = credentials.build(FLAT, "BBB_BBB_BBB", URL, [CPO])
    assert set(made) == {"token", "url", "business_details", "party_id", "country_code"}
    assert credentials.parties(FLAT, made) == (replace(CPO, role=""),)


def test_a_party_without_a_name_is_called_by_its_code() -> None:
    made = credentials.build(version("2.2.1"), "B", URL, [Identity("CPO", "NL", "TST")])
    assert made["roles"][0]["business_details"] == {"name": "NL/TST"}


@given(ANYTHING)
def test_no_credentials_break_the_reader(data: Any) -> None:
    for each in (version("2.2.1"), FLAT):
        for party in credentials.parties(each, data):
            assert all(isinstance(text, str) for text in (party.role, party.path, party.name))


@pytest.mark.parametrize("data", [None, [], "text", {}, {"roles": None}, {"roles": {}}, {"roles": [None, "CPO"]}])
def test_credentials_that_say_nothing_speak_for_nobody(data: Any) -> None:
    assert credentials.parties(version("2.2.1"), data) == ()


def test_what_is_null_stays_empty() -> None:
    role = {"role": "CPO", "country_code": None, "party_id": 7, "business_details": {"name": None}}
    assert credentials.parties(version("2.2.1"), {"roles": [role]}) == (Identity("CPO", "", "", ""),)
