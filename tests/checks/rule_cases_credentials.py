"""Cases of the rules of versions, endpoints and credentials, each of which stands alone, in a file."""

from ocpi_objects import whole
from rules_bench import GONE, Case

ROLE = whole("2.2.1", "Credentials")["roles"][0]
OWN, OTHER = ({"identifier": name, "role": "SENDER", "url": "https://a.example/"} for name in ("credentials", "tokens"))
HTTPS = {"https.required": "on"}


def credentials(id: str, change: dict[str, object], path: str | None = None, *, version: str = "2.2.1") -> Case:
    """Credentials that break a rule at a path, or none."""
    return Case(id, "Credentials", change, version, path, path is not None)


CASES = (
    credentials("TRN-108", {"url": "a.example/versions"}, "$.url"),
    credentials("TRN-108", {"url": "https://a.example/versions"}),
    Case("TRN-108", "Version", {"url": "/2.2.1"}, path="$.url"),
    Case("TRN-108", "VersionDetails", {"endpoints": [OWN | {"url": "/credentials"}]}, path="$.endpoints[0].url"),
    *(
        Case("TRN-001", name, {"url": "http://a.example/"}, path="$.url", settings=HTTPS)
        for name in ("Version", "Endpoint", "Credentials")
    ),
    Case("TRN-001", "Credentials", {"url": "HTTPS://a.example/"}, settings=HTTPS, fires=False),
    credentials("TRN-001", {"url": "http://a.example/"}),
    Case("VER-015", "VersionDetails", {"endpoints": [OTHER]}, path="$.endpoints"),
    Case("VER-015", "VersionDetails", {"endpoints": [OWN, OTHER]}, fires=False),
    Case("VER-016", "VersionDetails", {"endpoints": [OWN | {"role": "RECEIVER"}]}, path="$.endpoints[0].role"),
    Case("VER-016", "VersionDetails", {"endpoints": [OWN | {"role": "RECEIVER"}, OWN]}, fires=False),
    Case("VER-022", "Endpoint", {"identifier": "parking"}, path="$.identifier", verdict="warned"),
    Case("VER-019", "Endpoint", {"identifier": "parking"}, fires=False),
    Case("VER-018", "Endpoint", {"identifier": "bookings"}, "2.1.1", fires=False),
    Case("VER-022", "Endpoint", {"identifier": "bookings"}, "2.1.1", fires=False),
    Case("VER-022", "Endpoint", {"identifier": "nltst-parking"}, fires=False),
    Case("VER-019", "Endpoint", {"identifier": "charging_profiles"}, path="$.identifier", verdict="failed"),
    Case("VER-018", "Endpoint", {"identifier": "Locations"}, "2.1.1", "$.identifier", verdict="failed"),
    Case("VER-022", "Endpoint", {"identifier": "Locations"}, "2.3.0", "$.identifier", verdict="warned"),
    Case("VER-026", "VersionDetails", {"endpoints": [OWN, OTHER, OTHER]}, path="$.endpoints[2].identifier"),
    Case("VER-026", "VersionDetails", {"endpoints": [OWN, OWN, OTHER]}, fires=False),
    credentials("CRD-053", {"roles": [ROLE, ROLE]}, "$.roles[1].role"),
    credentials("CRD-053", {"roles": [ROLE, ROLE | {"party_id": "TSU"}]}),
    credentials("CRD-057", {"token": "a b"}, "$.token", version="2.1.1"),
    credentials("CRD-058", {"token": "a b"}, "$.token", version="2.2"),
    credentials("CRD-059", {"token": "schl\u00fcssel"}, "$.token"),
    credentials("CRD-059", {"token": "!~"}),
    credentials("CRD-052", {"roles.0.country_code": "ZZ"}, "$.roles[0].country_code"),
    credentials("CRD-052", {"roles.0.country_code": "be"}),
    credentials("CRD-064", {"hub_party_id": "NL"}, "$.hub_party_id", version="2.3.0"),
    credentials("CRD-064", {"hub_party_id": "12345"}, "$.hub_party_id", version="2.3.0"),
    credentials("CRD-064", {"hub_party_id": "nlhub"}, version="2.3.0"),
    credentials("HCI-030", {"roles.0.role": "HUB", "hub_party_id": GONE}, "$.hub_party_id", version="2.3.0"),
    credentials("HCI-030", {"roles.0.role": "HUB", "hub_party_id": "NLHUB"}, version="2.3.0"),
)
