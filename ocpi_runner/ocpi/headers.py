"""The headers that OCPI puts on every message. OCPI 2.2.1, 4.1.1 to 4.1.3 and 4.1.8."""

from collections.abc import Callable

from ocpi_runner.ocpi.identity import Identity

REQUEST_ID = "X-Request-ID"
CORRELATION_ID = "X-Correlation-ID"
TO_COUNTRY = "OCPI-to-country-code"
TO_PARTY = "OCPI-to-party-id"
FROM_COUNTRY = "OCPI-from-country-code"
FROM_PARTY = "OCPI-from-party-id"


def request_ids(new_id: Callable[[], str]) -> tuple[tuple[str, str], ...]:
    """Fresh ids for a request."""
    return ((REQUEST_ID, new_id()), (CORRELATION_ID, new_id()))


def routing(sender: Identity, receiver: Identity) -> tuple[tuple[str, str], ...]:
    """From whom and to whom."""
    return (
        (TO_COUNTRY, receiver.country_code),
        (TO_PARTY, receiver.party_id),
        (FROM_COUNTRY, sender.country_code),
        (FROM_PARTY, sender.party_id),
    )
