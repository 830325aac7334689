"""Cases of what is judged over several messages: callbacks, references, read-backs, and what a peer must take."""

from typing import Any

from checks_exchange import BASE, DETAILS, EVSE, KNOWN, LOCATION, TOKEN
from ocpi_objects import whole
from rules_bench import Talk, changed

from ocpi_runner.ocpi.identity import Identity

Leg = tuple[str, dict[str, Any]]
REFUSED: dict[str, Any] = {"direction": "out", "answer": {"status_code": 2001, "timestamp": "2026-11-25T12:00:00Z"}}
COMMAND, RESULT = "commands.receiver.post", "commands.sender.post_result"
AUTHORIZE, DETAIL = "tokens.sender.post_authorize", "version_details.get"
URL = "http://127.0.0.1:4712/2.2.1/result/1"
SESSION, CDR = whole("2.2.1", "Session"), whole("2.2.1", "CDR")
ACTIVE = {name: value for name, value in SESSION.items() if name != "end_date_time"} | {"status": "ACTIVE"}
PUT_SESSION, PATCH_SESSION, POST_CDR = "sessions.receiver.put", "sessions.receiver.patch", "cdrs.receiver.post"
LIST, PUT = "locations.sender.get_list", "locations.receiver.put_location"
GET = "locations.receiver.get_location"
LATER = "2026-11-25T11:00:00Z"
RENAMED = {"id": LOCATION["id"], "name": "Dam", "last_updated": LATER}


def started(**more: Any) -> Leg:
    """START_SESSION whose result shall go to URL."""
    body = {"response_url": URL, "token": TOKEN, "location_id": "LOC0001"} | more.pop("body", {})
    return COMMAND, {"body": body} | more


def result(**more: Any) -> Leg:
    """Its result."""
    return RESULT, {"url": URL} | more


CALLBACKS = (
    Talk("CMD-069", (started(data={"result": "REJECTED", "timeout": 0}), result()), path="url"),
    Talk("CMD-069", (started(), result()), fires=False),
    Talk("CMD-077", (started(), result(), result()), path="url"),
    Talk("CMD-077", (started(), result(), result(body={"result": "CANCELED_RESERVATION"})), fires=False),
    Talk("CMD-075", (started(), result()), apart=60, path="url"),
    Talk("CMD-075", (started(), result()), apart=20, fires=False),
    Talk("CMD-098", (started(), started()), path="$.response_url"),
    Talk("CMD-098", (started(), started(body={"response_url": URL + "2"})), fires=False),
    Talk("CMD-068", (started(body={"response_url": URL + "?a=1"}), result()), path="url"),
    Talk("CMD-068", (started(), result()), fires=False),
    Talk("CMD-082", (started(), result(status=500), result()), path="url"),
    Talk("CMD-082", (started(), result()), fires=False),
    Talk("CMD-078", (result(started=1795608000.02), started(started=1795608000.0)), path="status"),
    Talk("CMD-078", (result(), started()), fires=False),
    Talk("CMD-010", (started(duration=11.0),), path="status"),
    Talk("CMD-010", (started(),), fires=False),
    Talk("CMD-001", (started(status=405),), path="status"),
    Talk("CMD-001", (started(),), fires=False),
    Talk("CMD-009", (started(direction="out", answer=REFUSED["answer"], body={"evse_uid": "EVSE01"}),), path="status"),
    Talk("CMD-009", ((COMMAND, {**REFUSED, "body": whole("2.1.1", "StartSession")}),), version="2.1.1", path="status"),
    Talk("CDR-043", ((POST_CDR, {**REFUSED, "body": whole("2.1.1", "CDR")}),), version="2.1.1", path="status"),
    Talk("CMD-034", (started(direction="out", answer=REFUSED["answer"]),), path="status"),
    Talk("CMD-034", (started(direction="out"),), fires=False),
    Talk("CMD-105", (result(**REFUSED),), path="status"),
    Talk("CMD-105", (result(direction="out"),), fires=False),
)

PROFILE = "chargingprofiles.receiver."
ASK = f"http://127.0.0.1:4711/2.2.1/chargingprofiles/SES0001?duration=900&response_url={URL}"
ACTIVE_RESULT = whole("2.2.1", "ActiveChargingProfileResult")
PROFILE_RESULT = "chargingprofiles.sender.post_result"
PUT_URL = whole("2.2.1", "SetChargingProfile")["response_url"]
PROFILES = (
    Talk(
        "CPR-036",
        ((PROFILE + "get", {"url": ASK}), ("chargingprofiles.sender.post_result", {"url": URL, "body": ACTIVE_RESULT})),
        path="$.profile.charging_profile.duration",
    ),
    Talk(
        "CPR-036",
        (
            (PROFILE + "get", {"url": ASK.replace("900", "9000")}),
            ("chargingprofiles.sender.post_result", {"url": URL, "body": ACTIVE_RESULT}),
        ),
        fires=False,
    ),
    Talk("CPR-057", ((PROFILE + "delete", {"url": ASK.partition("?")[0]}),), path="url"),
    Talk("CPR-057", ((PROFILE + "delete", {"url": ASK}),), fires=False),
    Talk(
        "CPR-023",
        (
            (PROFILE + "put", {}),
            ("chargingprofiles.sender.post_result", {"url": PUT_URL, "body": ACTIVE_RESULT}),
        ),
        path="$.profile",
    ),
    Talk(
        "CPR-025",
        (
            (PROFILE + "delete", {"url": ASK}),
            ("chargingprofiles.sender.post_result", {"url": URL, "body": ACTIVE_RESULT}),
        ),
        path="$.profile",
    ),
    Talk(
        "CPR-023",
        ((PROFILE + "get", {"url": ASK}), ("chargingprofiles.sender.post_result", {"url": URL, "body": ACTIVE_RESULT})),
        fires=False,
    ),
    Talk("CPR-029", ((PROFILE + "get", {"url": ASK}), (PROFILE_RESULT, {"url": URL, "body": {"result": "ACCEPTED"}}))),
    Talk(
        "CPR-029", ((PROFILE + "get", {"url": ASK}), (PROFILE_RESULT, {"url": URL, "body": ACTIVE_RESULT})), fires=False
    ),
    Talk("CMD-101", (started(body={"token": {**TOKEN, "country_code": "DE"}}),), path="$.token.party_id"),
    Talk("CMD-101", (started(),), fires=False),
    Talk("CPR-045", ((PUT_SESSION, {}), (PROFILE + "get", {"params": {"session_id": "SES9"}})), path="url"),
    Talk("CPR-059", ((PUT_SESSION, {}), (PROFILE + "get", {"params": {"session_id": "SES0001"}})), path="url"),
    Talk(
        "CPR-059",
        ((PUT_SESSION, {"body": ACTIVE}), (PROFILE + "get", {"params": {"session_id": "SES0001"}})),
        fires=False,
    ),
    Talk("CPR-039", (("chargingprofiles.sender.put", {"params": {"session_id": "SES0001"}}),), path="url"),
    Talk(
        "CPR-039",
        tuple((id, {"params": {"session_id": "SES0001"}}) for id in (PROFILE + "put", "chargingprofiles.sender.put")),
        fires=False,
    ),
    Talk("CPR-042", (("chargingprofiles.sender.put", {}),), path="$.charging_profile.duration"),
    Talk("CPR-001", ((PROFILE + "get", {"status": 405}),), path="status"),
    Talk("CPR-001", ((PROFILE + "get", {}),), fires=False),
    Talk("CPR-015", ((PROFILE + "get", {"duration": 11.0}),), path="status"),
    Talk("CPR-061", (("chargingprofiles.sender.put", REFUSED),), path="status"),
    Talk("CPR-003", ((PROFILE + "put", REFUSED),), path="status"),
    Talk(
        "SES-091",
        ((PUT_SESSION, {}), ("sessions.sender.put_charging_preferences", {"params": {"session_id": "SES0001"}})),
    ),
    Talk(
        "SES-091",
        (
            (PUT_SESSION, {"body": ACTIVE}),
            ("sessions.sender.put_charging_preferences", {"params": {"session_id": "SES0001"}}),
        ),
        fires=False,
    ),
    Talk("SES-086", (("sessions.sender.put_charging_preferences", {"data": "DEPARTURE_REQUIRED"}),), path="$.data"),
    Talk("SES-086", (("sessions.sender.put_charging_preferences", {"data": "ACCEPTED"}),), fires=False),
    Talk("SES-077", (("sessions.sender.put_charging_preferences", {"status": 405}),), path="status"),
)


def asked(**more: Any) -> Leg:
    """A question about RFID-1."""
    return AUTHORIZE, {"params": {"token_uid": "RFID-1"}} | more


def answered(said: str, **more: Any) -> Leg:
    """Its answer."""
    return asked(data={"allowed": said, "token": TOKEN, **more})


TRUSTED = {**whole("2.1.1", "Token"), "whitelist": "ALWAYS"}
PUT_TOKEN, GET_TOKEN = "tokens.receiver.put", "tokens.receiver.get"
OTHER_TYPE: Leg = (
    PUT_TOKEN,
    {"body": {**TOKEN, "type": "OTHER", "whitelist": "NEVER"}, "url": BASE + "tokens/NL/EMP/RFID-1?type=OTHER"},
)
HERE = {"location_id": "LOC0001", "evse_uids": ["EVSE01"]}
ENDED = {"status": "COMPLETED", "last_updated": LATER}
INVALID = {**TOKEN, "valid": False}
CODE_2001 = {"status_code": 2001, "timestamp": "2026-11-25T12:00:00Z"}
NOW = {"start_date_time": "2026-11-25T12:00:00Z"}
FRESH: Leg = (PUT_SESSION, {"body": {**ACTIVE, **NOW}})
RUNNING: Leg = (PUT_SESSION, {"body": {**ACTIVE, "start_date_time": "2026-11-25T11:59:30Z"}})
CHARGING = (
    Talk("TOK-104", (started(), asked()), path="url"),
    Talk("TOK-104", (started(body={"evse_uid": "EVSE01"}), asked(body=HERE)), path="url"),
    Talk("TOK-104", (started(), asked()), apart=1000, fires=False),
    Talk("TOK-104", (started(), asked(body={"location_id": "LOC0002"})), fires=False),
    Talk("TOK-104", (started(data={"result": "REJECTED", "timeout": 0}), asked()), fires=False),
    Talk("TOK-087", ((PUT_TOKEN, {}), OTHER_TYPE, asked()), path="url"),
    Talk("TOK-060", ((PUT_TOKEN, {}), OTHER_TYPE, (GET_TOKEN, {"data": TOKEN})), fires=False),
    Talk("SES-032", ((PUT_SESSION, {}), (PATCH_SESSION, {"body": {"kwh": 99, "last_updated": LATER}})), path="$.kwh"),
    Talk("SES-128", ((PUT_SESSION, {"body": ACTIVE}), (PATCH_SESSION, {"body": ENDED})), path="$.end_date_time"),
    Talk(
        "SES-128",
        ((PUT_SESSION, {"body": ACTIVE}), (PATCH_SESSION, {"body": ENDED | {"end_date_time": LATER}})),
        fires=False,
    ),
    Talk("TOK-103", (started(body={"token": {**TOKEN, "type": "APP_USER"}}), asked()), apart=1000, path="url"),
    Talk("TOK-087", ((PUT_TOKEN, {}), asked()), path="url"),
    Talk("TOK-087", ((PUT_TOKEN, {"body": {**TOKEN, "whitelist": "NEVER"}}), asked()), fires=False),
    Talk("TOK-086", ((PUT_TOKEN, {"body": TRUSTED}), asked()), version="2.1.1", path="url"),
    Talk("TOK-086", ((PUT_TOKEN, {}), asked()), version="2.1.1", fires=False),
    Talk("TOK-019", (asked(answer=CODE_2001),), path="$.status_code"),
    Talk("TOK-019", (asked(answer={**CODE_2001, "status_code": 2002}),), fires=False),
    Talk("TOK-022", (("tokens.sender.get_list", {"data": [INVALID]}), asked(answer=CODE_2001)), path="$.status_code"),
    Talk("TOK-022", (("tokens.sender.get_list", {"data": [INVALID]}), answered("BLOCKED")), fires=False),
    Talk("TOK-027", (answered("ALLOWED", location={"location_id": "LOC0001"}),), path="$.data.location"),
    Talk(
        "TOK-027",
        (
            asked(
                body={"location_id": "LOC0001", "evse_uids": ["EVSE01"]},
                data={
                    "allowed": "ALLOWED",
                    "token": TOKEN,
                    "location": {"location_id": "LOC0001", "evse_uids": ["EVSE02"]},
                },
            ),
        ),
        path="$.data.location.evse_uids",
    ),
    Talk("TOK-027", (answered("ALLOWED"),), fires=False),
    Talk("TOK-015", (asked(status=405),), path="status"),
    Talk("TOK-015", (asked(),), fires=False),
    Talk("TOK-031", (asked(duration=3.5),), path="status"),
    Talk("TOK-031", (asked(),), fires=False),
    Talk("TOK-017", (asked(**REFUSED),), path="status"),
    Talk("TOK-017", (asked(direction="out"),), fires=False),
    Talk(
        "TOK-016", (asked(data={"allowed": "ALLOWED", "token": {**TOKEN, "uid": "RFID-2"}}),), path="$.data.token.uid"
    ),
    Talk("TOK-016", (answered("ALLOWED"),), fires=False),
    Talk("TOK-093", (answered("BLOCKED"), FRESH), path="$.status"),
    Talk("TOK-093", (answered("ALLOWED"), FRESH), fires=False),
    Talk("TOK-093", (asked(data={"allowed": "BLOCKED"}, body={"location_id": "LOC9"}), FRESH), fires=False),
    Talk("TOK-093", (answered("BLOCKED"), RUNNING), fires=False),
    Talk(
        "TOK-094",
        (answered("ALLOWED", location={"location_id": "LOC0001", "evse_uids": ["E9"]}), FRESH),
        path="$.evse_uid",
    ),
    Talk("TOK-099", (asked(status=404, answer={**CODE_2001, "status_code": 2004}), FRESH), path="$.status"),
    Talk("TOK-100", (asked(answer={**CODE_2001, "status_code": 2002}), FRESH), path="$.status"),
    Talk("TOK-085", ((PUT_TOKEN, {"body": {**TOKEN, "whitelist": "NEVER"}}), FRESH), path="$.cdr_token"),
    Talk("TOK-085", ((PUT_TOKEN, {"body": {**TOKEN, "whitelist": "NEVER"}}), answered("ALLOWED"), FRESH), fires=False),
    Talk("SES-120", (started(), FRESH), path="$.auth_method"),
    Talk("SES-120", (answered("ALLOWED"), FRESH), fires=False),
    Talk(
        "SES-125",
        (
            started(body={"token": {**TOKEN, "uid": "RFID-9"}}),
            (PUT_SESSION, {"body": {**ACTIVE, **NOW, "auth_method": "COMMAND"}}),
        ),
        path="$.cdr_token",
    ),
    Talk("SES-125", (started(), (PUT_SESSION, {"body": {**ACTIVE, **NOW, "auth_method": "COMMAND"}})), fires=False),
    Talk(
        "SES-124",
        (answered("ALLOWED", authorization_reference="REF-1"), FRESH),
        path="$.authorization_reference",
    ),
    Talk("SES-124", (answered("ALLOWED", authorization_reference="AUTH-0001"), FRESH), fires=False),
    Talk(
        "SES-021",
        (
            (PUT_SESSION, {"body": ACTIVE}),
            (PATCH_SESSION, {"body": {"charging_periods": ACTIVE["charging_periods"][:1], "last_updated": LATER}}),
        ),
        path="$.charging_periods[0]",
    ),
    Talk(
        "SES-022",
        (
            (PUT_SESSION, {"body": ACTIVE}),
            (
                PATCH_SESSION,
                {
                    "body": {
                        "charging_periods": [{**ACTIVE["charging_periods"][0], "dimensions": []}],
                        "last_updated": LATER,
                    }
                },
            ),
        ),
        path="$.charging_periods[0]",
    ),
    Talk(
        "SES-021",
        (
            (PUT_SESSION, {"body": ACTIVE}),
            (
                PATCH_SESSION,
                {
                    "body": {
                        "charging_periods": [{**ACTIVE["charging_periods"][0], "start_date_time": LATER}],
                        "last_updated": LATER,
                    }
                },
            ),
        ),
        fires=False,
    ),
    Talk("SES-153", ((PUT_SESSION, {"body": ACTIVE}),), apart=0, fires=False),
    Talk("SES-153", ((PUT_SESSION, {"body": ACTIVE, "started": 1795608000.0 + 9 * 86400}),), path="$.last_updated"),
)

PLACES: Leg = (LIST, {"data": [LOCATION]})
TARIFF_LIST: Leg = ("tariffs.sender.get_list", {"data": []})
ELSEWHERE = {**KNOWN, "emsp": (Identity("EMSP", "DE", "ABC"),)}
REFERENCES = (
    Talk("SES-115", (PLACES, (PUT_SESSION, {"body": {**ACTIVE, "location_id": "LOC9"}})), path="$.location_id"),
    Talk("SES-115", ((PUT_SESSION, {"body": {**ACTIVE, "location_id": "LOC9"}}),), fires=False),
    Talk("SES-126", (TARIFF_LIST, (PUT_SESSION, {"body": ACTIVE})), path="$.charging_periods[0].tariff_id"),
    Talk("LOC-197", (TARIFF_LIST, (PUT, {"body": whole("2.2.1", "Location")}))),
    Talk("LOC-197", ((PUT, {"body": whole("2.2.1", "Location")}),), fires=False),
    Talk(
        "CDR-224", (PLACES, (POST_CDR, {"body": changed(CDR, {"cdr_location.id": "LOC9"})})), path="$.cdr_location.id"
    ),
    Talk("TOK-096", (PLACES, asked(body={"location_id": "LOC9"})), path="$.location_id"),
    Talk("TOK-096", (PLACES, asked(body={"location_id": "LOC0001"})), fires=False),
    Talk("CMD-096", (PLACES, started(body={"location_id": "LOC9"})), path="$.location_id"),
    Talk("CMD-096", (PLACES, started()), fires=False),
    *(
        Talk(
            "CMD-096",
            (PLACES, (COMMAND, {"params": {"command": word}, "body": {**whole("2.2.1", name), "location_id": "LOC9"}})),
            path="$.location_id",
        )
        for word, name in (("RESERVE_NOW", "ReserveNow"), ("UNLOCK_CONNECTOR", "UnlockConnector"))
    ),
    Talk(
        "CMD-104",
        (
            (
                COMMAND,
                {"params": {"command": "RESERVE_NOW"}, "body": whole("2.2.1", "ReserveNow"), "started": 1895608000.0},
            ),
        ),
        path="$.expiry_date",
    ),
    Talk(
        "CMD-104",
        (
            (
                COMMAND,
                {"params": {"command": "RESERVE_NOW"}, "body": whole("2.2.1", "ReserveNow"), "started": 1595608000.0},
            ),
        ),
        fires=False,
    ),
    Talk(
        "CDR-215",
        (
            (
                DETAIL,
                {
                    "swapped": True,
                    "data": {
                        "version": "2.2.1",
                        "endpoints": [{"identifier": "sessions", "role": "SENDER", "url": BASE}],
                    },
                },
            ),
            (POST_CDR, {"body": {**CDR, "session_id": None}}),
        ),
        fires=False,
    ),
    Talk(
        "CDR-215",
        (
            (
                DETAIL,
                {
                    "data": {
                        "version": "2.2.1",
                        "endpoints": [{"identifier": "sessions", "role": "SENDER", "url": BASE}],
                    }
                },
            ),
            (POST_CDR, {"body": {**CDR, "session_id": None}}),
        ),
        path="$.session_id",
    ),
    Talk(
        "LOC-170",
        (
            (
                DETAIL,
                {
                    "data": {
                        "version": "2.2.1",
                        "endpoints": [{"identifier": "locations", "role": "SENDER", "url": BASE}],
                    }
                },
            ),
            (PUT, {"body": whole("2.2.1", "Location")}),
        ),
        path="$.evses[0].capabilities",
    ),
    Talk("LOC-042", ((PUT, {"started": 1595608000.0}),), path="$.last_updated"),
    Talk("LOC-042", ((PUT, {}),), fires=False),
    Talk("TAR-014", (("tariffs.receiver.put", {"started": 1595608000.0}),), path="$.last_updated"),
    Talk("TAR-014", (("tariffs.receiver.put", {}),), fires=False),
    Talk(
        "TOK-056",
        ((PUT_TOKEN, {"body": {**whole("2.3.0", "Token"), "type": "EMAID"}}),),
        version="2.3.0",
        path="$.type",
    ),
    Talk("TOK-056", ((PUT_TOKEN, {}),), version="2.3.0", fires=False),
    Talk(
        "LOC-054",
        ((PUT, {}), ("locations.receiver.patch_location", {"body": {"city": LOCATION["city"], "last_updated": LATER}})),
        path="$.city",
    ),
    Talk("LOC-054", ((PUT, {}), ("locations.receiver.patch_location", {"body": RENAMED})), fires=False),
    Talk(
        "LOC-054",
        ((PUT, {}), ("locations.receiver.patch_location", {"body": {"city": "Breda", "last_updated": LATER}})),
        fires=False,
    ),
    Talk("SES-028", ((PUT_SESSION, {}),), known=ELSEWHERE, path="$.cdr_token.party_id"),
    Talk("SES-028", ((PUT_SESSION, {}),), fires=False),
    Talk("CDR-034", ((POST_CDR, {"started": 1795608000.0 + 9 * 86400}),), path="$"),
    Talk("CDR-034", ((POST_CDR, {}),), fires=False),
    Talk("CDR-021", (("cdrs.sender.get_list", {"data": [CDR]}),), known=ELSEWHERE, path="$.data[0].cdr_token.party_id"),
    Talk("CDR-021", (("cdrs.sender.get_list", {"data": [CDR]}),), fires=False),
    Talk(
        "CDR-015",
        (("cdrs.sender.get_list", {"data": [CDR, {**CDR, "id": "C2", "last_updated": "2026-11-01T00:00:00Z"}]}),),
    ),
    Talk("CDR-015", (("cdrs.sender.get_list", {"data": [CDR]}),), fires=False),
    Talk("CDR-046", ((POST_CDR, {"answer_headers": {"Location": "/cdrs/1"}}),), path="headers.Location"),
    Talk("CDR-046", ((POST_CDR, {}),), fires=False),
    Talk(
        "HCI-039",
        (
            (
                "hubclientinfo.receiver.put",
                {
                    "body": {**whole("2.2.1", "ClientInfo"), "party_id": "TST", "status": "OFFLINE"},
                    "params": {"country_code": "NL", "party_id": "TST"},
                },
            ),
            (LIST, {}),
        ),
        path="headers.OCPI-to-party-id",
    ),
    Talk("HCI-039", ((LIST, {}),), fires=False),
)


def details(*modules: str, role: str = "SENDER") -> Leg:
    """Version details that name these modules."""
    rows = [{"identifier": name, "role": role, "url": f"{BASE}{name}"} for name in ("credentials", *modules)]
    return DETAIL, {"data": {**DETAILS, "endpoints": rows}}


MODULES = (
    Talk("LOC-002", (details("locations", "tariffs", role="RECEIVER"),), path="$.data.endpoints[1].role"),
    Talk("LOC-002", (details("locations", "tariffs"),), fires=False),
    Talk("LOC-002", (details("location"),), path="$.data.endpoints[1].identifier"),
    Talk(
        "LOC-001",
        ((DETAIL, {"data": {"version": "2.1.1", "endpoints": [{"identifier": "Locations", "url": BASE}]}}),),
        version="2.1.1",
    ),
    Talk("HCI-029", (details("clientinfo"),), path="$.data.endpoints[1].identifier"),
    Talk("HCI-029", (details("hubclientinfo"),), fires=False),
    Talk("CMD-029", (details("commands"),), path="$.data.endpoints"),
    Talk("CMD-029", (details("commands", "locations", "sessions"),), fires=False),
    Talk("LOC-004", (details("locations", role="RECEIVER"),), path="$.data.endpoints"),
    Talk("LOC-004", (details("locations", "tariffs", role="RECEIVER"),), fires=False),
)

FIRST = (
    LIST,
    {
        "url": BASE + "locations?limit=1",
        "data": [LOCATION],
        "answer_headers": {
            "X-Total-Count": "2",
            "X-Limit": "50",
            "Link": f'<{BASE}locations?offset=1&limit=1>; rel="next"',
        },
    },
)


def last(limit: str) -> Leg:
    """The page after it."""
    return LIST, {
        "url": BASE + "locations?offset=1&limit=1",
        "data": [{**LOCATION, "id": "L2"}],
        "answer_headers": {"X-Total-Count": "2", "X-Limit": limit},
    }


GET_SESSION = "sessions.receiver.get"
WAY = {"country_code": "NL", "party_id": "TST"}
PATCHED = {"status": "CHARGING", "last_updated": LATER}
PATCH_EVSE = "locations.receiver.patch_evse"


def fewer(value: dict[str, Any], member: str) -> dict[str, Any]:
    """Without a member."""
    return {name: each for name, each in value.items() if name != member}


def got(**more: Any) -> Leg:
    """The Location as the eMSP gives it back."""
    return GET, {"params": {**WAY, "location_id": "LOC0001"}, "data": {**LOCATION, **more}}


GOT_EVSE: Leg = (
    "locations.receiver.get_evse",
    {"params": {**WAY, "location_id": "LOC0001", "evse_uid": "EVSE01"}, "data": EVSE},
)
TWO_EVSES = {**LOCATION, "evses": [EVSE, {**EVSE, "uid": "EVSE02", "evse_id": "NL*TST*E2"}]}
BACK = (
    Talk("LOC-014", (FIRST, last("1")), path="headers.X-Limit"),
    Talk("LOC-014", (FIRST, last("50")), fires=False),
    Talk("LOC-074", ((PUT, {}), got(city="Breda")), path="$.data.city"),
    Talk("LOC-074", ((PUT, {}), got()), fires=False),
    Talk("LOC-074", ((PUT, {"body": TWO_EVSES}), got(evses=TWO_EVSES["evses"][::-1])), fires=False),
    Talk("LOC-074", ((PUT, {}), got(coordinates={"latitude": "52.0115770", "longitude": "4.357068"})), fires=False),
    Talk("LOC-076", ((PUT, {"body": {**LOCATION, "name": "Dam"}}), (PUT, {}), got(name="Dam")), path="$.data.name"),
    Talk(
        "LOC-084", ((PUT, {}), (PATCH_EVSE, {"body": PATCHED}), got(last_updated=LATER)), path="$.data.evses[0].status"
    ),
    Talk(
        "LOC-084",
        (
            (PUT, {}),
            (PATCH_EVSE, {"body": PATCHED}),
            got(
                **changed(
                    LOCATION, {"evses.0.status": "CHARGING", "evses.0.last_updated": LATER, "last_updated": LATER}
                )
            ),
        ),
        fires=False,
    ),
    Talk("LOC-084", ((PUT, {}), (PATCH_EVSE, {"body": PATCHED}), GOT_EVSE), path="$.data.status"),
    Talk("LOC-074", ((PUT, {}), GOT_EVSE), fires=False),
    Talk(
        "LOC-074",
        ((PUT, {"body": {**LOCATION, "evses": [{**EVSE, "status": "BLOCKED"}]}}), GOT_EVSE),
        path="$.data.status",
    ),
    Talk("LOC-082", ((PUT, {}), (PATCH_EVSE, {"body": PATCHED}), got()), path="$.data.last_updated"),
    Talk("LOC-082", ((PUT, {}), (PATCH_EVSE, {"body": PATCHED}), got(last_updated=LATER)), fires=False),
    Talk(
        "SES-048", ((PUT_SESSION, {"body": ACTIVE}), (GET_SESSION, {"data": {**ACTIVE, "kwh": 1}})), path="$.data.kwh"
    ),
    Talk("SES-049", ((PUT_SESSION, {"body": ACTIVE}), (GET_SESSION, {"data": {**ACTIVE, "charging_periods": []}}))),
    Talk(
        "SES-051",
        (
            (PUT_SESSION, {"body": ACTIVE}),
            (PATCH_SESSION, {"body": {"kwh": 30, "last_updated": LATER}}),
            (GET_SESSION, {"data": ACTIVE}),
        ),
        path="$.data.kwh",
    ),
    Talk(
        "LOC-086",
        (
            (PUT, {"body": changed(LOCATION, {"evses.0.status": "REMOVED"})}),
            (
                "locations.receiver.get_evse",
                {"params": {**WAY, "location_id": "LOC0001", "evse_uid": "EVSE01"}, "status": 404},
            ),
        ),
        path="status",
    ),
    Talk(
        "LOC-086",
        (
            (PUT, {}),
            (
                "locations.receiver.get_evse",
                {"params": {**WAY, "location_id": "LOC0001", "evse_uid": "EVSE01"}, "status": 404},
            ),
        ),
        fires=False,
    ),
    Talk(
        "LOC-036",
        (
            (LIST, {"data": [changed(LOCATION, {"evses.0.status": "REMOVED"})]}),
            ("locations.sender.get_evse", {"status": 404}),
        ),
        path="status",
    ),
    Talk(
        "TAR-034",
        (
            ("tariffs.receiver.delete", {"params": {**WAY, "tariff_id": "TAR01"}}),
            ("tariffs.receiver.get", {"params": {**WAY, "tariff_id": "TAR01"}}),
        ),
        path="status",
    ),
    Talk("TAR-034", (("tariffs.receiver.get", {"params": {**WAY, "tariff_id": "TAR01"}}),), fires=False),
    Talk(
        "LOC-075",
        (("locations.receiver.get_evse", {"params": {**WAY, "location_id": "LOC0001", "evse_uid": "EVSE9"}}),),
        path="$.data.uid",
    ),
    Talk(
        "LOC-075",
        (("locations.receiver.get_evse", {"params": {**WAY, "location_id": "LOC0001", "evse_uid": "EVSE01"}}),),
        fires=False,
    ),
    Talk(
        "PAY-005",
        (("payments.sender.get_terminal", {"params": {"terminal_id": "T9"}}),),
        version="2.3.0",
        path="$.data.terminal_id",
    ),
    Talk(
        "BOK-009",
        (("bookings.sender.get_booking_location", {"params": {"booking_location_id": "B9"}}),),
        version="2.3.0",
    ),
)

UNROUTED = {f"OCPI-{way}-{what}": None for way in ("to", "from") for what in ("country-code", "party-id")}
PLACE = {"country_code": "NL", "party_id": "TST", "location_id": "LOC0001", "evse_uid": "EVSE01"}
RESERVED = {**ACTIVE, "status": "RESERVATION", "evse_uid": "#NA", "kwh": 0, "charging_periods": []}
CREDIT = changed(CDR, {"id": "CDR0001-C", "credit": True, "credit_reference_id": "CDR0001", "total_cost.excl_vat": -8})
ACTIVATE = "payments.sender.post_activate"
BARE = {name: value for name, value in CDR.items() if name != "tariffs"}
REMOVED = {"status": "REMOVED", "last_updated": LATER}
OTHER_PARTY = {"country_code": "NL", "party_id": "QQQ"}
NOT_FOUND = {**REFUSED, "status": 404}
NOT_ALLOWED = {**REFUSED, "status": 405}
TAKEN = (
    Talk("LOC-072", ((PUT, REFUSED),), path="status"),
    Talk("LOC-072", ((PUT, {"direction": "out"}),), fires=False),
    Talk("LOC-112", ((PUT, {**REFUSED, "body": fewer(LOCATION, "evses")}),), path="status"),
    Talk(
        "LOC-078",
        (
            (PUT, {}),
            ("locations.receiver.put_evse", REFUSED | {"params": PLACE}),
        ),
        path="status",
    ),
    Talk(
        "LOC-079",
        ((PUT, {}), ("locations.receiver.put_connector", REFUSED | {"params": PLACE | {"connector_id": "1"}})),
        path="status",
    ),
    Talk("LOC-085", ((PUT, {}), (PATCH_EVSE, REFUSED)), path="status"),
    Talk("LOC-086", ((PUT, {}), (PATCH_EVSE, {**REFUSED, "body": REMOVED})), path="status"),
    Talk("SES-045", ((PUT_SESSION, REFUSED),), path="status"),
    Talk(
        "SES-074",
        ((PUT_SESSION, {**REFUSED, "body": RESERVED}),),
        path="status",
    ),
    Talk("SES-051", ((PUT_SESSION, {}), (PATCH_SESSION, REFUSED)), path="status"),
    Talk("TAR-029", (("tariffs.receiver.put", REFUSED),), path="status"),
    Talk(
        "TAR-037", (("tariffs.receiver.put", {}), ("tariffs.receiver.patch", REFUSED)), version="2.1.1", path="status"
    ),
    Talk("TOK-057", ((PUT_TOKEN, REFUSED),), path="status"),
    Talk("TOK-062", ((PUT_TOKEN, {}), ("tokens.receiver.patch", REFUSED)), path="status"),
    # who refuses it as if there were no such address, or as unknown
    Talk("LOC-072", ((PUT, NOT_ALLOWED),), path="status"),
    Talk("LOC-072", ((PUT, NOT_FOUND),), path="status"),
    Talk("LOC-072", ((PUT, {**REFUSED, "answer": {**REFUSED["answer"], "status_code": 2003}}),), path="status"),
    Talk("LOC-085", ((PUT, {}), (PATCH_EVSE, NOT_FOUND)), path="status"),
    Talk("LOC-085", ((PATCH_EVSE, NOT_FOUND),), fires=False),
    Talk("LOC-085", ((PATCH_EVSE, REFUSED),), fires=False),
    Talk("SES-045", ((PUT_SESSION, NOT_ALLOWED),), path="status"),
    Talk("SES-045", ((PUT_SESSION, {**REFUSED, "answer": {**REFUSED["answer"], "status_code": 2003}}),), fires=False),
    Talk("CDR-043", ((POST_CDR, NOT_ALLOWED),), path="status"),
    Talk("CDR-063", ((POST_CDR, {**REFUSED, "body": CDR}),), path="status"),
    Talk(
        "CDR-043", ((LIST, {"data": [whole("2.2.1", "Location")]}), (POST_CDR, {**REFUSED, "body": CDR})), path="status"
    ),
    Talk("CDR-068", ((POST_CDR, {**REFUSED, "body": BARE}),), path="status"),
    Talk("CDR-065", ((POST_CDR, {**REFUSED, "body": CREDIT}),), path="status"),
    Talk("CDR-043", ((POST_CDR, {"direction": "out"}),), fires=False),
    Talk("PAY-045", ((POST_CDR, {"status": 405}),), version="2.3.0", path="status"),
    Talk("HCI-015", (("hubclientinfo.receiver.put", {"headers": UNROUTED, "params": OTHER_PARTY}),), path="$.party_id"),
    Talk("HCI-015", (("hubclientinfo.receiver.put", {"headers": UNROUTED}),), fires=False),
    Talk("HCI-031", (("hubclientinfo.receiver.put", REFUSED | {"headers": UNROUTED}),), path="status"),
    *(
        Talk(id, ((endpoint, REFUSED),), version="2.3.0", path="status")
        for id, endpoint in (
            ("INV-028", "invoicereconciliation.receiver.post"),
            ("PAY-021", "payments.receiver.post_terminal"),
            ("PAY-024", "payments.receiver.post_financial_advice_confirmation"),
            ("BOK-016", "bookings.sender.post_booking_request"),
        )
    ),
    Talk(
        "PAY-013",
        ((ACTIVATE, {**REFUSED, "body": {"reference": "T-1", "customer_reference": "C-1"}}),),
        version="2.3.0",
        path="status",
    ),
    Talk("PAY-015", (("payments.sender.post_deactivate", {"status": 405}),), version="2.3.0", path="status"),
)

BOOKING = whole("2.3.0", "Booking")
TERMINAL = whole("2.3.0", "Terminal")
BOOK = "bookings.sender.post_booking_request"
ADDED = (
    Talk("BOK-017", ((BOOK, {"data": BOOKING}),), version="2.3.0", path="$.data.reservation_status"),
    Talk(
        "BOK-019",
        ((BOOK, {"data": {**fewer(BOOKING, "canceled"), "reservation_status": "PENDING", "booking_requests": []}}),),
        version="2.3.0",
    ),
    Talk(
        "BOK-020", ((BOOK, {"data": {**fewer(BOOKING, "canceled"), "reservation_status": "PENDING"}}),), version="2.3.0"
    ),
    Talk(
        "BOK-020",
        ((BOOK, {"data": {**fewer(BOOKING, "canceled"), "reservation_status": "RESERVED"}}),),
        version="2.3.0",
        fires=False,
    ),
    Talk("BOK-073", ((BOOK, {}),), version="2.3.0", known=ELSEWHERE, path="$.party_id"),
    Talk("BOK-073", ((BOOK, {}),), version="2.3.0", fires=False),
    Talk("BOK-015", (("bookings.sender.get_bookings", {}),), version="2.3.0", known=ELSEWHERE, path="$.data[0]"),
    Talk("BOK-015", (("bookings.sender.get_bookings", {}),), version="2.3.0", fires=False),
    Talk(
        "BOK-077",
        ((BOOK, {"started": 1895608000.0, "body": fewer(whole("2.3.0", "BookingRequest"), "canceled")}),),
        version="2.3.0",
    ),
    Talk(
        "BOK-088",
        ((LIST, {"data": []}), ("bookings.receiver.put_booking_location", {})),
        version="2.3.0",
        path="$.location_id",
    ),
    Talk("BOK-088", (("bookings.receiver.put_booking_location", {}),), version="2.3.0", fires=False),
    Talk(
        "BOK-089", (TARIFF_LIST, ("bookings.receiver.put_booking_location", {})), version="2.3.0", path="$.tariff_ids"
    ),
    Talk("BOK-089", (("bookings.receiver.put_booking_location", {}),), version="2.3.0", fires=False),
    Talk(
        "PAY-033",
        (("payments.sender.post_activate", {"body": fewer(TERMINAL, "reference")}),),
        version="2.3.0",
        path="$.reference",
    ),
    Talk("PAY-033", (("payments.sender.post_activate", {"body": TERMINAL}),), version="2.3.0", fires=False),
    Talk("PAY-041", (("payments.receiver.post_terminal", {"body": TERMINAL}),), version="2.3.0", path="$.location_ids"),
    Talk(
        "PAY-032", ((LIST, {"data": []}), ("payments.sender.put_terminal", {})), version="2.3.0", path="$.location_ids"
    ),
    Talk("PAY-032", (("payments.sender.put_terminal", {}),), version="2.3.0", fires=False),
)

PLACES_TO_BOOK = "bookings.sender.get_booking_locations"
SLOTS = BASE.replace("2.2.1", "2.3.0") + "bookings/booking_locations?timeslot_"
BOOKED = (
    Talk("BOK-006", ((PLACES_TO_BOOK, {"url": f"{SLOTS}from=2026-12-01T00:00:00Z"}),), version="2.3.0"),
    Talk("BOK-007", ((PLACES_TO_BOOK, {"url": f"{SLOTS}to=2026-11-01T00:00:00Z"}),), version="2.3.0"),
    Talk("BOK-006", ((PLACES_TO_BOOK, {"url": f"{SLOTS}from=2026-11-26T00:00:00Z"}),), version="2.3.0", fires=False),
    Talk(
        "BOK-078",
        (
            ("bookings.receiver.put_booking_location", {"swapped": False}),
            (
                BOOK,
                {"body": changed(whole("2.3.0", "BookingRequest"), {"period.end_date_time": "2026-11-26T11:00:00Z"})},
            ),
        ),
        version="2.3.0",
        path="$.period.start_date_time",
    ),
    Talk("BOK-078", (("bookings.receiver.put_booking_location", {}), (BOOK, {})), version="2.3.0", fires=False),
)

CASES = (*BOOKED, *CALLBACKS, *PROFILES, *CHARGING, *REFERENCES, *MODULES, *BACK, *TAKEN, *ADDED)
