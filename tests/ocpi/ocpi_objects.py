"""One small valid object of each kind, written by hand; right in every version that has the kind."""

import copy
from typing import Any

NOW = "2026-11-25T02:08:21Z"
OWNER = {"country_code": "NL", "party_id": "TST"}
CALLBACK = "https://emsp.example/results/1"
PRICE = {"excl_vat": 4.2, "incl_vat": 5.082}

TOKEN = {
    **OWNER,
    "uid": "RFID-1",
    "type": "RFID",
    "contract_id": "NL-TST-C0001",
    "issuer": "Test eMSP",
    "valid": True,
    "whitelist": "ALLOWED",
    "last_updated": NOW,
}
CDR_TOKEN = {**OWNER, "uid": "RFID-1", "type": "RFID", "contract_id": "NL-TST-C0001"}
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


def whole(version: str, name: str) -> dict[str, Any]:
    """A valid object of a version with every member that is known here."""
    return copy.deepcopy(OBJECTS.get(name, {}))
