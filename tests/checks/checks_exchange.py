"""Builds exchanges that nothing is wrong with, so that a test breaks one thing at a time."""

import json
from typing import Any

from ocpi_objects import whole

from ocpi_runner.checks.frame import Frame
from ocpi_runner.checks.judge import judge
from ocpi_runner.ocpi.address import endpoint
from ocpi_runner.ocpi.commands import BODIES
from ocpi_runner.ocpi.identity import Identity
from ocpi_runner.ocpi.versions import version
from ocpi_runner.record.exchange import Exchange, Request, Response, Route
from ocpi_runner.record.finding import Finding, Judgement

NOON = 1795608000.0  #: 2026-11-25T12:00:00Z
BASE = "http://127.0.0.1:4711/2.2.1/"
REQUEST_ID = "0a1b2c3d-0000-4000-8000-00000000000a"
CORRELATION_ID = "0a1b2c3d-0000-4000-8000-00000000000b"

OWN = {"country_code": "NL", "party_id": "TST"}
CONNECTOR: dict[str, Any] = {
    "id": "1",
    "standard": "IEC_62196_T2",
    "format": "SOCKET",
    "power_type": "AC_3_PHASE",
    "max_voltage": 230,
    "max_amperage": 32,
    "last_updated": "2026-11-25T10:00:00Z",
}
EVSE: dict[str, Any] = {
    "uid": "EVSE01",
    "evse_id": "NL*TST*E1",
    "status": "AVAILABLE",
    "connectors": [CONNECTOR],
    "last_updated": "2026-11-25T10:00:00Z",
}
LOCATION: dict[str, Any] = {
    "country_code": "NL",
    "party_id": "TST",
    "id": "LOC0001",
    "publish": True,
    "address": "Kade 1",
    "city": "Delft",
    "country": "NLD",
    "coordinates": {"latitude": "52.011577", "longitude": "4.357068"},
    "time_zone": "Europe/Amsterdam",
    "evses": [EVSE],
    "last_updated": "2026-11-25T10:00:00Z",
}
TOKEN: dict[str, Any] = {
    "country_code": "NL",
    "party_id": "EMP",
    "uid": "RFID-1",
    "type": "RFID",
    "contract_id": "NL-EMP-C000001",
    "issuer": "Issuer",
    "valid": True,
    "whitelist": "ALWAYS",
    "last_updated": "2026-11-25T10:00:00Z",
}
CREDENTIALS: dict[str, Any] = {
    "token": "abc-DEF",
    "url": "http://127.0.0.1:4711/versions",
    "roles": [
        {"role": "CPO", "country_code": "NL", "party_id": "TST", "business_details": {"name": "Test CPO"}},
    ],
}
POSTED: dict[str, Any] = {**CREDENTIALS, "roles": [{**CREDENTIALS["roles"][0], "role": "EMSP", "party_id": "EMP"}]}
VERSIONS: list[dict[str, Any]] = [{"version": "2.2.1", "url": "http://127.0.0.1:4711/2.2.1/"}]
DETAILS: dict[str, Any] = {
    "version": "2.2.1",
    "endpoints": [
        {"identifier": "credentials", "role": "SENDER", "url": "http://127.0.0.1:4711/2.2.1/credentials"},
        {"identifier": "locations", "role": "SENDER", "url": "http://127.0.0.1:4711/2.2.1/locations"},
    ],
}
CDR: dict[str, Any] = {
    **OWN,
    "id": "CDR0001",
    "start_date_time": "2026-11-25T09:00:00Z",
    "end_date_time": "2026-11-25T10:00:00Z",
    "cdr_token": {
        "country_code": "NL",
        "party_id": "EMP",
        "uid": "RFID-1",
        "type": "RFID",
        "contract_id": "NL-EMP-C000001",
    },
    "auth_method": "WHITELIST",
    "cdr_location": {
        "id": "LOC0001",
        "address": "Kade 1",
        "city": "Delft",
        "postal_code": "2611",
        "country": "NLD",
        "coordinates": LOCATION["coordinates"],
        "evse_uid": "EVSE01",
        "evse_id": "NL*TST*E1",
        "connector_id": "1",
        "connector_standard": "IEC_62196_T2",
        "connector_format": "SOCKET",
        "connector_power_type": "AC_3_PHASE",
    },
    "currency": "EUR",
    "charging_periods": [
        {"start_date_time": "2026-11-25T09:00:00Z", "dimensions": [{"type": "ENERGY", "volume": 12.5}]}
    ],
    "total_cost": {"excl_vat": 4},
    "total_energy": 12.5,
    "total_time": 1,
    "last_updated": "2026-11-25T10:00:01Z",
}
START: dict[str, Any] = {
    "response_url": "http://127.0.0.1:4712/commands/1",
    "token": TOKEN,
    "location_id": "LOC0001",
}
KNOWN = {"cpo": (Identity("CPO", "NL", "TST"),), "emsp": (Identity("EMSP", "NL", "EMP"),)}
ROUTED = {
    "OCPI-to-country-code": "NL",
    "OCPI-to-party-id": "TST",
    "OCPI-from-country-code": "NL",
    "OCPI-from-party-id": "EMP",
}
ROUTED_BACK = {
    "OCPI-to-country-code": "NL",
    "OCPI-to-party-id": "EMP",
    "OCPI-from-country-code": "NL",
    "OCPI-from-party-id": "TST",
}
PAGED = {"X-Total-Count": "1", "X-Limit": "50"}

#: By endpoint: who asks, what follows the base URL, path parameters, request body, data, further headers of the answer.
GOOD: dict[str, tuple[str, str, dict[str, str], Any, Any, dict[str, str]]] = {
    "versions.get": ("emsp", "../versions", {}, None, VERSIONS, {}),
    "version_details.get": ("emsp", "", {}, None, DETAILS, {}),
    "credentials.get": ("emsp", "credentials", {}, None, CREDENTIALS, {}),
    "credentials.post": ("emsp", "credentials", {}, POSTED, CREDENTIALS, {}),
    "credentials.delete": ("emsp", "credentials", {}, None, None, {}),
    "locations.sender.get_list": ("emsp", "locations", {}, None, [LOCATION], PAGED),
    "locations.sender.get_location": ("emsp", "locations/LOC0001", {"location_id": "LOC0001"}, None, LOCATION, {}),
    "locations.sender.get_evse": (
        "emsp",
        "locations/LOC0001/EVSE01",
        {"location_id": "LOC0001", "evse_uid": "EVSE01"},
        None,
        EVSE,
        {},
    ),
    "locations.sender.get_connector": (
        "emsp",
        "locations/LOC0001/EVSE01/1",
        {"location_id": "LOC0001", "evse_uid": "EVSE01", "connector_id": "1"},
        None,
        CONNECTOR,
        {},
    ),
    "locations.receiver.put_location": (
        "cpo",
        "locations/NL/TST/LOC0001",
        OWN | {"location_id": "LOC0001"},
        LOCATION,
        None,
        {},
    ),
    "locations.receiver.patch_evse": (
        "cpo",
        "locations/NL/TST/LOC0001/EVSE01",
        OWN | {"location_id": "LOC0001", "evse_uid": "EVSE01"},
        {"status": "CHARGING", "last_updated": "2026-11-25T11:00:00Z"},
        None,
        {},
    ),
    "sessions.sender.get_list": (
        "emsp",
        "sessions?date_from=2026-11-01T00:00:00Z",
        {},
        None,
        [],
        {**PAGED, "X-Total-Count": "0"},
    ),
    "tokens.receiver.put": (
        "emsp",
        "tokens/NL/EMP/RFID-1",
        {"country_code": "NL", "party_id": "EMP", "token_uid": "RFID-1"},
        TOKEN,
        None,
        {},
    ),
    "tokens.sender.post_authorize": (
        "cpo",
        "tokens/RFID-1/authorize",
        {"token_uid": "RFID-1"},
        None,
        {"allowed": "ALLOWED", "token": TOKEN},
        {},
    ),
    "commands.receiver.post": (
        "emsp",
        "commands/START_SESSION",
        {"command": "START_SESSION"},
        START,
        {"result": "ACCEPTED", "timeout": 30},
        {},
    ),
    "commands.sender.post_result": ("cpo", "result/1", {}, {"result": "ACCEPTED"}, None, {}),
    "cdrs.receiver.post": ("cpo", "cdrs", {}, CDR, None, {"Location": "http://127.0.0.1:4711/2.2.1/cdrs/CDR0001"}),
    "tariffs.receiver.delete": ("cpo", "tariffs/NL/TST/T1", OWN | {"tariff_id": "T1"}, None, None, {}),
}

#: What stands in the place of a path parameter, where no object says so.
PLACED = {"country_code": "NL", "party_id": "TST", "command": "START_SESSION", "uid": "1"}
EMSP_SPEAKS = ("locations.sender", "sessions.sender", "cdrs.sender", "tariffs.sender", "tokens.receiver")
EMSP_ASKS = ("commands.receiver", "chargingprofiles.receiver", "bookings.sender", "hubclientinfo.sender")


def good(spoken: str, endpoint_id: str) -> tuple[str, str, dict[str, str], Any, Any, dict[str, str]]:
    """A row as in GOOD for any endpoint of any version, made of the whole objects."""
    row = endpoint(version(spoken), endpoint_id)
    kinds = {kind.path_key: kind for kind in version(spoken).objects}
    params = {}
    for part in row.path.split("/"):
        if part.startswith("{"):
            name = part[1:-1]
            kind = kinds.get(name)
            params[name] = str(whole(spoken, kind.name)[kind.key]) if kind else PLACED.get(name, "X1")
    body = whole(spoken, BODIES.get(str(row.request), str(row.request))) if row.request else None
    if row.request == "{command}":
        body = whole(spoken, BODIES["START_SESSION"])
    if body and "roles" in body:
        body = {**body, "roles": POSTED["roles"]}
    if row.partial and body:
        body = {"last_updated": body["last_updated"]}
    owner = whole(spoken, row.request) if row.request and not row.request.startswith("{") else {}
    if row.response and "{country_code}" in row.path:
        owner = whole(spoken, row.response)
    params |= {name: owner[name] for name in ("country_code", "party_id") if name in params and name in owner}
    data = whole(spoken, row.response) if row.response else None
    path = "/".join([row.module, *(params.get(part[1:-1], part) for part in row.path.split("/") if part)])
    query = "&".join(f"{name}=2026-11-01T00:00:00Z" for name in row.required_query)
    who = "emsp" if endpoint_id.startswith((*EMSP_SPEAKS, *EMSP_ASKS, *UNROUTED)) else "cpo"
    listed = [data] if row.response_list and data is not None else data
    return who, path + f"?{query}" * bool(query), params, body, listed, PAGED if row.paginated else {}


UNROUTED = ("versions", "version_details", "credentials")


def body_of(value: Any) -> bytes:
    """A body: bytes as they are, None as none, anything else as JSON."""
    return b"" if value is None else value if isinstance(value, bytes) else json.dumps(value).encode()


def changed(headers: dict[str, str], changes: dict[str, str | None]) -> tuple[tuple[str, str], ...]:
    """Headers with some replaced, and some, given as None, taken away."""
    return tuple((name, value) for name, value in {**headers, **changes}.items() if value is not None)


def exchange(
    endpoint_id: str,
    *,
    method: str = "",
    url: str = "",
    headers: dict[str, str | None] | None = None,
    params: dict[str, str] | None = None,
    body: Any = ...,
    status: int = 200,
    answer: Any = ...,
    data: Any = ...,
    answer_headers: dict[str, str | None] | None = None,
    token: str = "C",
    token_form: str = "base64",
    direction: str = "in",
    started: float = NOON,
    duration: float = 0.1,
    number: int = 7,
    spoken: str = "2.2.1",
    swapped: bool = False,
    **more: Any,
) -> Exchange:
    """A good exchange at an endpoint of the `spoken` version, with what is given instead; `swapped`: the other asks."""
    row = GOOD[endpoint_id] if spoken == "2.2.1" and endpoint_id in GOOD else good(spoken, endpoint_id)
    who, path, own_params, own_body, own_data, own_headers = row
    who = {"cpo": "emsp", "emsp": "cpo"}[who] if swapped else who
    sent = body_of(own_body if body is ... else body)
    routed = not endpoint_id.startswith(UNROUTED)
    there, back = (ROUTED, ROUTED_BACK) if who == "emsp" else (ROUTED_BACK, ROUTED)
    request = {"Authorization": "Token QUJDMTIz", "X-Request-ID": REQUEST_ID, "X-Correlation-ID": CORRELATION_ID}
    request |= (there if routed else {}) | ({"Content-Type": "application/json"} if sent else {})
    envelope: dict[str, Any] = {"status_code": 1000, "timestamp": "2026-11-25T12:00:00Z"}
    payload = own_data if data is ... else data
    envelope |= {} if payload is None else {"data": payload}
    got = body_of(envelope if answer is ... else answer)
    response = {"X-Request-ID": REQUEST_ID, "X-Correlation-ID": CORRELATION_ID, "Content-Type": "application/json"}
    response |= (back if routed else {}) | own_headers
    ours = "cpo" if (direction == "in") == (who == "emsp") else "emsp"
    return Exchange(
        number=number,
        direction=direction,  # type: ignore[arg-type]
        party=ours,
        peer="emsp" if ours == "cpo" else "cpo",
        request=Request(
            method or endpoint(version(spoken), endpoint_id).method,
            url or BASE.replace("2.2.1", spoken) + path,
            changed(request, headers or {}),
            sent,
            len(sent),
        ),
        response=Response(status, changed(response, answer_headers or {}), got, len(got)),
        started=started,
        duration=duration,
        route=Route(spoken, endpoint_id, tuple((own_params if params is None else params).items()), token, token_form),
        **more,
    )


def judged(
    one: Exchange, *, number: str = "2.2.1", settings: dict[str, str] | None = None, known: Any = KNOWN, **more: Any
) -> Judgement:
    """The judgement of an exchange, everything about its parties being known."""
    agreed = version(number)
    row = endpoint(agreed, one.route.endpoint) if one.route and one.route.endpoint else None
    return judge(one, Frame(agreed, row, known, True, settings or {}, **more))


def found(one: Exchange, id: str, **more: Any) -> list[Finding]:
    """The findings of one requirement."""
    return [each for each in judged(one, **more).findings if each.requirement == id]
