"""Cases of the checks that compare messages with each other, or with what a peer must take."""

import base64
from typing import Any

from checks_exchange import BASE, CREDENTIALS, DETAILS, KNOWN, LOCATION, VERSIONS
from ocpi_objects import whole
from rules_bench import Case, Talk

from ocpi_runner.ocpi.identity import Identity

LIST, PUT, POST = "locations.sender.get_list", "locations.receiver.put_location", "credentials.post"
UPDATE, SHOW, DETAIL = "credentials.put", "credentials.get", "version_details.get"
HUB = {"cpo": (Identity("HUB", "NL", "HUB"),), "emsp": KNOWN["emsp"]}
HUB_ASKS = {"emsp": (Identity("HUB", "NL", "HUB"),), "cpo": KNOWN["cpo"]}
TO_HUB = {"OCPI-to-party-id": "HUB"}
REFUSED: dict[str, Any] = {"direction": "out", "answer": {"status_code": 2001, "timestamp": "2026-11-25T12:00:00Z"}}
ROLES = [*CREDENTIALS["roles"], {**CREDENTIALS["roles"][0], "party_id": "TSU"}]
SECOND = {**LOCATION, "id": "LOC0002"}
NEXT = BASE + "locations?offset=1&limit=1"
ENDPOINTS = DETAILS["endpoints"]


def page(url: str, *rows: Any, link: str | None = None, total: int = 2, limit: int = 1, **more: Any) -> Any:
    """A page of Locations."""
    headers = {"X-Total-Count": str(total), "X-Limit": str(limit), "Link": f'<{link}>; rel="next"' if link else None}
    return LIST, {"url": url, "data": list(rows), "answer_headers": headers} | more


def of(token: str) -> dict[str, str]:
    """The header of a token."""
    return {"Authorization": f"Token {base64.b64encode(token.encode()).decode()}"}


TOTAL = "headers.X-Total-Count"
FIRST_OF_3, CURSOR = BASE + "locations?limit=1", BASE + "locations?limit=1"
CURSORS = page(BASE + "locations?cursor=x", SECOND, link=BASE + "locations?cursor=y", total=3)
SINCE = BASE + "locations?date_from=2026-11-25T10:00:00Z"
POST_CDR, SESSION_LIST = "cdrs.receiver.post", "sessions.sender.get_list"
TARIFF = {"country_code": "NL", "party_id": "TST", "tariff_id": whole("2.2.1", "Tariff")["id"]}
PUT_TARIFF, DELETE_TARIFF = "tariffs.receiver.put", "tariffs.receiver.delete"
SESSIONS = (
    SESSION_LIST,
    {
        "url": BASE + "sessions?date_from=2026-11-01T00:00:00Z",
        "answer_headers": {"X-Total-Count": "2", "X-Limit": "1", "Link": f'<{BASE}sessions?cursor=x>; rel="next"'},
    },
)
FIRST = page(BASE + "locations?limit=1", LOCATION, link=NEXT)
GET_VERSIONS = ("versions.get", {"token": "A"})
GET_DETAILS = (DETAIL, {"token": "A"})


def inside(id: str, token: str = "abc-DEF") -> tuple[str, dict[str, Any]]:
    """A GET of whoever is registered at, while the POST is open."""
    return id, {"swapped": True, "started": 1795608000.5, "headers": of(token)}


PAGES = (
    Talk("TRN-035", (FIRST, page(NEXT, LOCATION)), path="$.data[0]"),
    Talk("TRN-035", (page(BASE + "locations", LOCATION, LOCATION),), path="$.data[1]"),
    Talk("TRN-035", (FIRST, page(NEXT, SECOND)), fires=False),
    Talk("TRN-035", (page(FIRST_OF_3, LOCATION, link=NEXT, total=3), page(NEXT, SECOND, total=3)), path=TOTAL),
    Talk("TRN-035", (page(FIRST_OF_3, LOCATION, link=NEXT, total=3), page(NEXT, total=3)), path=TOTAL),
    Talk(
        "TRN-035",
        (page(CURSOR, LOCATION, link=BASE + "locations?cursor=x"), page(BASE + "locations?cursor=x")),
        path=TOTAL,
    ),
    Talk(
        "TRN-035",
        (
            page(FIRST_OF_3, LOCATION, link=NEXT, total=3),
            page(NEXT, SECOND, link=BASE + "locations?offset=2&limit=1", total=3),
            page(BASE + "locations?offset=2&limit=1", LOCATION, total=3),
        ),
        path="$.data[0]",
    ),
    Talk("TRN-036", (page(BASE + "locations", LOCATION, SECOND), page(SINCE, SECOND, total=1)), path="$.data"),
    Talk("TRN-036", (page(BASE + "locations", LOCATION, SECOND), page(SINCE, SECOND, LOCATION)), fires=False),
    Talk("TRN-032", (page(BASE + "locations?offset=0&limit=1", LOCATION), page(BASE + "locations?limit=1", SECOND))),
    Talk("TRN-044", (page(CURSOR, LOCATION, link=BASE + "locations?cursor=x"), CURSORS), fires=False),
    Talk(
        "TRN-045",
        (page(BASE + "locations?limit=1", LOCATION, link=NEXT.replace("127.0.0.1", "localhost")),),
        fires=False,
    ),
    Talk("TRN-079", ((LIST, {"status": 302, "direction": "out", "answer": b""}),), path="url"),
    Talk("SES-075", (SESSIONS, (SESSION_LIST, {"url": BASE + "sessions?cursor=x"})), fires=False),
    Talk(
        "CDR-039",
        ((POST_CDR, {"answer": {"status_code": 3000, "timestamp": "2026-11-25T12:00:00Z"}}), (POST_CDR, {})),
        apart=600,
    ),
    Talk("CDR-039", ((POST_CDR, {}), (POST_CDR, {})), apart=600, fires=False),
    Talk("CDR-047", ((POST_CDR, {"answer_headers": {"Location": "/" + "x" * 255}}),), version="2.1.1"),
    Talk("CDR-047", ((POST_CDR, {"answer_headers": {"Location": "/cdrs/1"}}),), version="2.1.1", fires=False),
    Talk(
        "STA-007", ((PUT_TARIFF, {}), (DELETE_TARIFF, {"params": TARIFF}), (PUT_TARIFF, {"status": 201})), fires=False
    ),
    Talk("TRN-047", (FIRST, page(NEXT, SECOND, total=1)), path="headers.X-Total-Count"),
    Talk("TRN-047", (FIRST, page(NEXT, SECOND)), fires=False),
    Talk("TRN-040", (page(BASE + "locations", LOCATION, SECOND), page(BASE + "locations", SECOND, LOCATION))),
    Talk("TRN-040", (page(BASE + "locations", LOCATION, SECOND),) * 2, fires=False),
    Talk(
        "TRN-032",
        (page(BASE + "locations?offset=0", LOCATION, SECOND), page(BASE + "locations", SECOND, LOCATION)),
        path="$.data[0]",
    ),
    Talk("TRN-032", (page(BASE + "locations?offset=0", LOCATION), page(BASE + "locations", LOCATION)), fires=False),
    Talk("TRN-050", (page(BASE + "locations?limit=9", LOCATION, link=BASE + "locations?offset=1&limit=9"),)),
    Talk("TRN-050", (page(BASE + "locations?limit=9", LOCATION, link=NEXT),), fires=False),
    Talk("TRN-039", (page(BASE + "locations?offset=7", LOCATION),), path="$.data"),
    Talk("TRN-039", (page(BASE + "locations?offset=7"),), fires=False),
    Talk("TRN-052", (FIRST, page(BASE + "locations?offset=1&limit=50", SECOND)), path="url"),
    Talk("TRN-052", (FIRST, page(NEXT, SECOND)), fires=False),
    Talk("TRN-054", (FIRST, page(NEXT, SECOND, headers={"Authorization": "Token eHl6"})), path="headers.authorization"),
    Talk("TRN-054", (FIRST, page(NEXT, SECOND)), fires=False),
)

FAILED = (PUT, {"answer": {"status_code": 3000, "timestamp": "2026-11-25T12:00:00Z"}})
AGAIN = (
    Talk("STA-025", (FAILED,) * 4, path="url"),
    Talk("STA-025", (FAILED,) * 4, apart=60, fires=False),
    Talk("TRN-109", (FAILED, (PUT, {})), apart=600, path="$"),
    Talk("TRN-109", ((PUT, {}), (PUT, {})), apart=600, fires=False),
    Talk("STA-007", ((PUT, {}), (PUT, {"status": 201})), path="status"),
    Talk("STA-007", ((PUT, {"status": 201}),), fires=False),
    Talk("STA-008", (("cdrs.receiver.post", {}),), settings={"status.created": "warn"}, path="status"),
    Talk("STA-008", (("cdrs.receiver.post", {}),), fires=False),
    Talk("TRN-090", ((PUT, {"data": {"a": 1}}),), settings={"answer.data_unspecified": "warn"}, path="$.data"),
    Talk("TRN-090", ((PUT, {}),), fires=False),
    Talk("TRN-017", ((LIST, {"status": 405}),), path="status"),
    Talk("TRN-017", ((LIST, {}),), fires=False),
    Talk("VER-011", ((DETAIL, {"status": 404}),), path="status"),
    Talk("VER-001", (("versions.get", {"status": 405}),), path="status"),
    Talk("CRD-027", (("credentials.get", {"status": 404}),), path="status"),
    Talk("VER-001", (("versions.get", {}),), fires=False),
)

TAKEN = (
    Talk("TRN-008", ((LIST, {"direction": "out", "status": 401}),), path="status"),
    Talk("TRN-008", ((LIST, {"direction": "out"}),), fires=False),
    Talk("TRN-023", ((LIST, REFUSED),)),
    Talk("TRN-023", ((LIST, {"direction": "out"}), (LIST, REFUSED)), fires=False),
    Talk("TRN-024", ((PUT, REFUSED | {"headers": {"Content-Type": "application/json; charset=utf-8"}}),)),
    Talk("TRN-024", ((PUT, REFUSED),), fires=False),
    Talk("TRN-029", ((LIST, REFUSED | {"url": BASE + "locations?limit=2"}),)),
    Talk("TRN-030", ((LIST, REFUSED | {"url": BASE + "locations?date_to=2026-11-25T00:00:00Z"}),)),
    Talk("TRN-037", ((LIST, REFUSED | {"url": BASE + "locations?date_to=2026-11-25T00:00:00.5Z"}),)),
    Talk("TRN-037", ((LIST, REFUSED | {"url": BASE + "locations?date_to=2026-11-25T00:00:00Z"}),), fires=False),
    Talk("TRN-063", (("locations.receiver.patch_evse", REFUSED | {"body": {"status": "CHARGING"}}),), version="2.1.1"),
    Talk("TRN-080", ((PUT, REFUSED | {"url": BASE + "locations/NL/TST/LOC%200001"}),)),
    Talk("TRN-092", ((PUT, REFUSED | {"body": whole("2.3.0", "Location") | {"mine": 1}}),), version="2.3.0"),
    Talk("TRN-105", ((LIST, REFUSED | {"headers": {"X-Request-ID": None}}),), version="2.1.1"),
    Talk("TYP-007", ((PUT, REFUSED | {"body": {**LOCATION, "last_updated": "2026-11-25T10:00:00"}}),)),
    Talk("TYP-008", ((PUT, REFUSED | {"body": {**LOCATION, "last_updated": "2026-11-25T10:00:00.1Z"}}),)),
    Talk("TYP-032", ((PUT, REFUSED | {"body": {**LOCATION, "directions": []}}),)),
    Talk("CRD-009", ((POST, REFUSED),), path="status"),
    Talk("CRD-009", ((POST, REFUSED | {"body": {**CREDENTIALS, "url": 7}}),), fires=False),
    Talk("CRD-055", ((POST, REFUSED | {"body": {**CREDENTIALS, "roles": ROLES}}),)),
    Talk("TYP-032", ((PUT, REFUSED | {"body": {**LOCATION, "directions": [], "city": 7}}),), fires=False),
    Talk("TRN-092", ((PUT, REFUSED | {"body": {**LOCATION, "mine": 1, "city": 7}}),), version="2.3.0", fires=False),
    Talk("ROU-014", ((LIST, REFUSED),)),
    Talk("ROU-014", ((LIST, {"direction": "out"}), (LIST, REFUSED)), fires=False),
    Talk("ROU-009", ((LIST, REFUSED | {"headers": {"OCPI-to-party-id": "tst"}}),)),
    Talk("ROU-009", ((LIST, {"direction": "out", "headers": {"OCPI-to-party-id": "tst"}}),), fires=False),
)

REGISTERED = (
    Talk("CRD-002", ((POST, {"token": "A"}),), path="url"),
    Talk("CRD-002", (GET_VERSIONS, GET_DETAILS, (POST, {"token": "A"})), fires=False),
    Talk("CRD-005", ((POST, {"headers": of("abc-DEF")}),), path="$.token"),
    Talk("CRD-005", ((POST, {}),), fires=False),
    Talk("CRD-007", ((POST, {}),), path="status"),
    Talk(
        "CRD-007",
        (inside("versions.get"), inside(DETAIL), (POST, {"started": 1795608000.45})),
        fires=False,
    ),
    Talk("CRD-008", (inside("versions.get", "zzz"), (POST, {"started": 1795608000.45})), path="$.token"),
    Talk("CRD-008", (inside("versions.get"), (POST, {"started": 1795608000.45})), fires=False),
    Talk("CRD-030", ((UPDATE, {}),), path="status"),
    Talk("CRD-034", (inside("versions.get", "zzz"), (UPDATE, {"started": 1795608000.45})), path="$.token"),
    Talk("CRD-009", ((POST, {"body": CREDENTIALS, "data": CREDENTIALS}),), path="$.data.token"),
    Talk("CRD-009", ((POST, {"data": {**CREDENTIALS, "token": "new"}}),), fires=False),
    Talk("CRD-031", ((UPDATE, {"data": {**CREDENTIALS, "token": "old"}, "headers": of("old")}),), path="$.data.token"),
    Talk("CRD-028", ((SHOW, {}),), settings={"credentials.get_token": "equal"}, path="$.data.token"),
    Talk("CRD-028", ((SHOW, {}),), fires=False),
    Talk("CRD-010", ((POST, {"data": CREDENTIALS, "body": CREDENTIALS}),), path="$.data.url"),
    Talk("CRD-010", ((POST, {"data": {**CREDENTIALS, "url": "https://x.example/v"}}),), fires=False),
    Talk("CRD-010", ((POST, {"body": {**CREDENTIALS, "url": "https://x.example/v"}}),), path="$.data"),
    Talk("CRD-061", (GET_DETAILS, (SHOW, {"data": {**CREDENTIALS, "url": BASE}})), path="$.data.url"),
    Talk("CRD-061", (GET_DETAILS, (SHOW, {})), fires=False),
    Talk("CRD-061", (GET_DETAILS, (POST, {"body": {**CREDENTIALS, "url": BASE}})), path="$.url"),
    Talk("CRD-061", (GET_DETAILS, (POST, {})), fires=False),
    Talk("CRD-045", (("credentials.delete", {}), (LIST, {})), path="url"),
    Talk("CRD-045", ((POST, {}), (LIST, {})), fires=False),
    Talk("CRD-045", (("credentials.delete", {}), (POST, {}), (LIST, {})), fires=False),
    Talk(
        "CRD-003",
        (
            ("versions.get", {"data": [*VERSIONS, {**VERSIONS[0], "version": "2.3.0"}]}),
            ("versions.get", {"swapped": True, "data": [*VERSIONS, {**VERSIONS[0], "version": "2.3.0"}]}),
            (POST, {}),
        ),
        path="url",
    ),
    Talk("CRD-003", (("versions.get", {}), (POST, {})), fires=False),
    Talk(
        "VER-006",
        (("versions.get", {"data": [{**VERSIONS[0], "version": "2.2"}]}),),
        settings={"versions.deprecated": "warn"},
        path="$.data",
    ),
    Talk("VER-006", (("versions.get", {}),), fires=False),
    Talk(
        "TRN-107",
        ((DETAIL, {"data": {**DETAILS, "endpoints": [{**ENDPOINTS[0], "url": "https://x.example/ocpi"}]}}),),
        path="$.data.endpoints[0].url",
    ),
    Talk("TRN-107", ((DETAIL, {}),), fires=False),
    Talk(
        "VER-022",
        ((DETAIL, {"data": {**DETAILS, "endpoints": [*ENDPOINTS, {**ENDPOINTS[0], "identifier": "extras"}]}}),),
    ),
    Talk(
        "VER-022",
        ((DETAIL, {"data": {**DETAILS, "endpoints": [*ENDPOINTS, {**ENDPOINTS[0], "identifier": "nltst-extras"}]}}),),
        fires=False,
    ),
)

KNOWN_CLIENT = {"party_id": "XYZ", "country_code": "NL", "role": "CPO", "last_updated": "2026-11-25T10:00:00Z"}
MIXED = {**CREDENTIALS, "roles": [{**CREDENTIALS["roles"][0], "role": "HUB"}, CREDENTIALS["roles"][0]]}
HUBS = (
    Talk("CRD-062", ((SHOW, {"data": MIXED}),), path="$.data.roles"),
    Talk("CRD-062", ((POST, {"body": MIXED}),), path="$.roles"),
    Talk("CRD-062", ((SHOW, {}),), fires=False),
    Talk("CRD-063", ((DETAIL, {}),), known=HUB, path="$.data.endpoints"),
    Talk("CRD-063", ((DETAIL, {}),), fires=False),
    Talk("ROU-031", (("locations.receiver.get_location", {"headers": TO_HUB, "swapped": True}),), known=HUB),
    Talk("ROU-031", (("locations.receiver.get_location", {"swapped": True}),), known=HUB, fires=False),
    Talk("ROU-032", (("cdrs.receiver.post", {"headers": {**TO_HUB}, "swapped": True}),), known=HUB),
    Talk("ROU-032", (("cdrs.receiver.post", {"swapped": True}),), known=HUB, fires=False),
    Talk("ROU-034", ((LIST, {"headers": {"OCPI-to-party-id": None}}),), known=HUB),
    Talk("ROU-034", ((LIST, {}),), known=HUB, fires=False),
    Talk("ROU-024", ((LIST, {"headers": TO_HUB | {"OCPI-from-party-id": None}}),), known=HUB),
    Talk("ROU-024", ((LIST, {"headers": TO_HUB}),), known=HUB, fires=False),
    Talk("ROU-025", ((LIST, {"headers": TO_HUB, "answer_headers": {"OCPI-to-party-id": "XXX"}}),), known=HUB),
    Talk("ROU-025", ((LIST, {"headers": TO_HUB}),), known=HUB, fires=False),
    Talk(
        "ROU-029",
        ((LIST, {"headers": {"OCPI-from-party-id": "HUB"}, "answer_headers": {"OCPI-to-party-id": "EMP"}}),),
        known=HUB_ASKS,
    ),
    Talk(
        "ROU-029",
        ((LIST, {"headers": {"OCPI-from-party-id": "HUB"}, "answer_headers": {"OCPI-to-party-id": "HUB"}}),),
        known=HUB_ASKS,
        fires=False,
    ),
    Talk("ROU-042", ((LIST, {"data": [{**LOCATION, "party_id": "HUB"}]}),), known=HUB, path="$.data[0].party_id"),
    Talk("ROU-042", ((LIST, {}),), known=HUB, fires=False),
    Talk(
        "ROU-028",
        (("tokens.receiver.put", {"params": {"country_code": "NL", "party_id": "HUB", "token_uid": "RFID-1"}}),),
        known=HUB_ASKS,
        path="url",
    ),
    Talk("ROU-028", (("tokens.receiver.put", {}),), known=HUB_ASKS, fires=False),
    Talk(
        "ROU-052",
        (
            ("hubclientinfo.sender.get_list", {"data": [{**KNOWN_CLIENT, "status": "OFFLINE"}]}),
            (LIST, {"headers": {"OCPI-to-party-id": "XYZ"}}),
        ),
        known=HUB,
    ),
    Talk(
        "ROU-052",
        (
            ("hubclientinfo.sender.get_list", {"data": [{**KNOWN_CLIENT, "status": "CONNECTED"}]}),
            (LIST, {"headers": {"OCPI-to-party-id": "XYZ"}}),
        ),
        known=HUB,
        fires=False,
    ),
)

MEMBERS = (
    Case("TYP-035", "Location", {"postalCode": "1", "postal_code": "2"}, fires=False),
    Case("TYP-035", "EVSE", {"evseId": "NL*TST*E1"}, path="$.evseId", patch=True),
    Case("TRN-094", "EVSE", {"x-mine": 1}, version="2.3.0", path="$.x-mine"),
    Case("TRN-094", "EVSE", {"mine": 1}, version="2.3.0", fires=False),
    Case("TYP-012", "Session", {"kwh": 1.23456}, path="$.kwh"),
    Case("TYP-012", "Session", {"kwh": 1.2345}, fires=False),
    Case("TYP-013", "Location", {"city": "Žižkov"}, version="2.1.1", settings={"strings.non_ascii": "warn"}),
    Case("TYP-013", "Location", {"city": "Žižkov"}, version="2.1.1", fires=False),
)

CASES: tuple[Case | Talk, ...] = (*PAGES, *AGAIN, *TAKEN, *REGISTERED, *HUBS, *MEMBERS)
