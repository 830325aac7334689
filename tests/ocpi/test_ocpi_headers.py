"""Each request has ids of its own, and says from whom it comes and to whom it goes."""

from ocpi_runner.ocpi import headers
from ocpi_runner.ocpi.identity import Identity

CPO, EMSP = Identity("CPO", "NL", "TST"), Identity("EMSP", "DE", "EMP")


def test_each_request_gets_fresh_ids() -> None:
    numbers = iter("abcd")
    made = [headers.request_ids(lambda: next(numbers)) for _ in range(2)]
    assert made[0] == (("X-Request-ID", "a"), ("X-Correlation-ID", "b"))
    assert made[1] == (("X-Request-ID", "c"), ("X-Correlation-ID", "d"))


def test_routing_says_from_whom_and_to_whom() -> None:
    assert dict(headers.routing(CPO, EMSP)) == {
        "OCPI-from-country-code": "NL",
        "OCPI-from-party-id": "TST",
        "OCPI-to-country-code": "DE",
        "OCPI-to-party-id": "EMP",
    }
