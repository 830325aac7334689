"""Valid objects, written by hand: small ones of OCPI 2.2 and 2.2.1, and for every version the whole and the least.

`whole` has every member that the version knows, `least` what is required and no more. Both hold together also in what
they mean: ids refer to each other, times follow one another, totals add up. Only `credit` names the CDR it takes back.
"""

import copy
from functools import cache
from typing import Any

from ocpi_objects_charges import CREDIT
from ocpi_objects_marks import GONE, Cost, Of, Was
from ocpi_objects_versions import CHANGES, COSTS, LEAST, PARENTS
from ocpi_schemas import needed

NOW = "2026-11-25T02:08:21Z"
OWNER = {"country_code": "NL", "party_id": "TST"}
CALLBACK = "https://emsp.example/results/1"
PRICE = {"excl_vat": 4.2, "incl_vat": 5.082}

TOKEN = {
    **OWNER,
    "uid": "RFID-1",
    "type": "RFID",
    "contract_id": "NL-TST-C00000001",
    "issuer": "Test eMSP",
    "valid": True,
    "whitelist": "ALLOWED",
    "last_updated": NOW,
}
CDR_TOKEN = {**OWNER, "uid": "RFID-1", "type": "RFID", "contract_id": "NL-TST-C00000001"}
CONNECTOR = {
    "id": "1",
    "standard": "IEC_62196_T2",
    "format": "SOCKET",
    "power_type": "AC_3_PHASE",
    "max_voltage": 230,
    "max_amperage": 32,
    "last_updated": NOW,
}
EVSE = {"uid": "EVSE01", "status": "AVAILABLE", "connectors": [CONNECTOR], "last_updated": NOW}
LOCATION = {
    **OWNER,
    "id": "LOC0001",
    "publish": True,
    "address": "Dam 1",
    "city": "Amsterdam",
    "country": "NLD",
    "coordinates": {"latitude": "52.373056", "longitude": "4.892222"},
    "time_zone": "Europe/Amsterdam",
    "evses": [EVSE],
    "last_updated": NOW,
}
PERIOD = {"start_date_time": NOW, "dimensions": [{"type": "ENERGY", "volume": 6.2}]}
SESSION = {
    **OWNER,
    "id": "SES0001",
    "start_date_time": NOW,
    "kwh": 6.2,
    "cdr_token": CDR_TOKEN,
    "auth_method": "WHITELIST",
    "location_id": "LOC0001",
    "evse_uid": "EVSE01",
    "connector_id": "1",
    "currency": "EUR",
    "charging_periods": [PERIOD],
    "status": "ACTIVE",
    "last_updated": NOW,
}
TARIFF = {
    **OWNER,
    "id": "TAR01",
    "currency": "EUR",
    "elements": [{"price_components": [{"type": "ENERGY", "price": 0.35, "step_size": 1}]}],
    "last_updated": NOW,
}
CDR = {
    **OWNER,
    "id": "CDR0001",
    "start_date_time": NOW,
    "end_date_time": NOW,
    "cdr_token": CDR_TOKEN,
    "auth_method": "WHITELIST",
    "cdr_location": {
        "id": "LOC0001",
        "address": "Dam 1",
        "city": "Amsterdam",
        "postal_code": "1012 JS",
        "country": "NLD",
        "coordinates": {"latitude": "52.373056", "longitude": "4.892222"},
        "evse_uid": "EVSE01",
        "evse_id": "NL*TST*E1",
        "connector_id": "1",
        "connector_standard": "IEC_62196_T2",
        "connector_format": "SOCKET",
        "connector_power_type": "AC_3_PHASE",
    },
    "currency": "EUR",
    "charging_periods": [PERIOD],
    "total_cost": PRICE,
    "total_energy": 6.2,
    "total_time": 0.5,
    "last_updated": NOW,
}
CREDENTIALS = {
    "token": "BBB_BBB_BBB",
    "url": "https://cpo.example/versions",
    "roles": [{**OWNER, "role": "CPO", "business_details": {"name": "Test CPO"}}],
}
PROFILE = {"charging_rate_unit": "A", "charging_profile_period": [{"start_period": 0, "limit": 8.1}]}

OBJECTS: dict[str, dict[str, Any]] = {
    "ActiveChargingProfile": {"start_date_time": NOW, "charging_profile": PROFILE},
    "ActiveChargingProfileResult": {"result": "REJECTED"},
    "AuthorizationInfo": {"allowed": "ALLOWED", "token": TOKEN},
    "CDR": CDR,
    "CancelReservation": {"response_url": CALLBACK, "reservation_id": "RES1"},
    "ChargingPreferences": {"profile_type": "GREEN"},
    "ChargingProfileResponse": {"result": "ACCEPTED", "timeout": 30},
    "ChargingProfileResult": {"result": "ACCEPTED"},
    "ClearProfileResult": {"result": "UNKNOWN"},
    "ClientInfo": {**OWNER, "role": "CPO", "status": "CONNECTED", "last_updated": NOW},
    "CommandResponse": {"result": "ACCEPTED", "timeout": 30},
    "CommandResult": {"result": "EVSE_OCCUPIED", "message": [{"language": "en", "text": "Someone is there"}]},
    "Connector": CONNECTOR,
    "Credentials": CREDENTIALS,
    "EVSE": EVSE,
    "Location": LOCATION,
    "LocationReferences": {"location_id": "LOC0001", "evse_uids": ["EVSE01"]},
    "ReserveNow": {
        "response_url": CALLBACK,
        "token": TOKEN,
        "expiry_date": NOW,
        "reservation_id": "RES1",
        "location_id": "LOC0001",
    },
    "Response": {"status_code": 1000, "timestamp": NOW},
    "Session": SESSION,
    "SetChargingProfile": {"charging_profile": PROFILE, "response_url": CALLBACK},
    "StartSession": {"response_url": CALLBACK, "token": TOKEN, "location_id": "LOC0001"},
    "StopSession": {"response_url": CALLBACK, "session_id": "SES0001"},
    "Tariff": TARIFF,
    "Token": TOKEN,
    "UnlockConnector": {
        "response_url": CALLBACK,
        "location_id": "LOC0001",
        "evse_uid": "EVSE01",
        "connector_id": "1",
    },
    "Version": {"version": "2.2.1", "url": "https://cpo.example/2.2.1/"},
    "VersionDetails": {
        "version": "2.2.1",
        "endpoints": [{"identifier": "tokens", "role": "RECEIVER", "url": "https://cpo.example/2.2.1/tokens/"}],
    },
}


@cache
def template(version: str, name: str) -> dict[str, Any]:
    """An object as it is written for a version, with marks in it; empty for one that the version does not have."""
    parent = PARENTS[version]
    inherited, changes = template(parent, name) if parent else {}, CHANGES[version].get(name, {})
    if changes is GONE:
        return {}
    taken = {each.name for each in changes.values() if isinstance(each, Was)}
    made = {key: value for key, value in inherited.items() if key not in taken}
    made |= {key: inherited[value.name] if isinstance(value, Was) else value for key, value in changes.items()}
    return {key: value for key, value in made.items() if value is not GONE}


def names(version: str) -> tuple[str, ...]:
    """The objects of a version that are written down here."""
    parent = PARENTS[version]
    known = {*(names(parent) if parent else ()), *CHANGES[version]}
    return tuple(sorted(name for name in known if template(version, name)))


def resolved(version: str, value: Any, *, least: bool) -> Any:
    """A value with all marks in it replaced."""
    if isinstance(value, Cost):
        return resolved(version, COSTS[version](value), least=least)
    if isinstance(value, Of):
        return made(version, value, least=least)
    if isinstance(value, dict):
        return {key: resolved(version, each, least=least) for key, each in value.items()}
    if isinstance(value, list):
        return [resolved(version, each, least=least) for each in value]
    return value.replace("{version}", version) if isinstance(value, str) else value


def made(version: str, mark: Of, *, least: bool) -> dict[str, Any]:
    """The object of a mark."""
    members = template(version, mark.name)
    members = members | {key: value for key, value in mark.change.items() if key in members}
    if least:
        members = {key: members[key] for key in needed(version, mark.name)} | dict(LEAST.get(mark.name, {}))
    found: dict[str, Any] = resolved(version, members, least=least)
    return found


@cache
def _kept(version: str, name: str, least: bool) -> dict[str, Any]:
    return made(version, Of(name), least=least)


def whole(version: str, name: str) -> dict[str, Any]:
    """A valid object of a version with every member that the version knows; empty for an object it does not have."""
    return copy.deepcopy(_kept(version, name, False))


def least(version: str, name: str) -> dict[str, Any]:
    """A valid object of a version with what is required and no more."""
    return copy.deepcopy(_kept(version, name, True))


def credit(version: str) -> dict[str, Any]:
    """The CDR that takes back the whole one; from OCPI 2.2 on."""
    return whole(version, "CDR") | {key: resolved(version, value, least=False) for key, value in CREDIT.items()}
