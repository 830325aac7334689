"""A party is known by its country and its id, whatever the role and the case."""

from hypothesis import given
from hypothesis import strategies as st

from ocpi_runner.ocpi.identity import Identity

CPO = Identity("CPO", "NL", "TST", "Test CPO")
CODES = st.text("ABCxyz019", min_size=2, max_size=3)


def test_a_party_stands_in_addresses_with_country_and_id() -> None:
    assert CPO.path == "NL/TST"


@given(CODES, CODES)
def test_a_party_is_the_same_in_any_case_and_role(country: str, party: str) -> None:
    one = Identity("CPO", country, party)
    assert one.same_party(Identity("EMSP", country.swapcase(), party.swapcase(), "Other"))
    assert not one.same_party(Identity("CPO", country, party + "Q"))
