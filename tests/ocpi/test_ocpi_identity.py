"""A party stands in addresses with its country and its id."""

from ocpi_runner.ocpi.identity import Identity


def test_a_party_stands_in_addresses_with_country_and_id() -> None:
    assert Identity("CPO", "NL", "TST", "Test CPO").path == "NL/TST"
