"""What parties say to each other about themselves and what is to be done, as OCPI 2.2.1 has it."""

from typing import Any

from ocpi_objects_charges import USED
from ocpi_objects_marks import CPO, EMSP, NOW, Of

CALLBACK = {"response_url": "https://emsp.example/results/1"}
LATER = "2026-11-25T18:00:00Z"
SAID = {"message": [Of("DisplayText", {"text": "Plug in, please"})]}
AUTHORIZED = {"authorization_reference": "AUTH-0001"}

TALK: dict[str, dict[str, Any]] = {
    "Response": {"data": [], "status_code": 1000, "status_message": "Success", "timestamp": NOW},
    "Version": {"version": "{version}", "url": "https://cpo.example/{version}/"},
    "VersionDetails": {
        "version": "{version}",
        "endpoints": [
            Of("Endpoint"),
            Of(
                "Endpoint",
                {"identifier": "tokens", "role": "RECEIVER", "url": "https://cpo.example/{version}/tokens"},
            ),
        ],
    },
    "Endpoint": {
        "identifier": "credentials",
        "role": "SENDER",
        "url": "https://cpo.example/{version}/credentials",
    },
    "Credentials": {
        "token": "BBB_BBB_BBB",
        "url": "https://cpo.example/versions",
        "roles": [Of("CredentialsRole")],
    },
    "CredentialsRole": {"role": "CPO", "business_details": Of("BusinessDetails"), **CPO},
    "ClientInfo": {**EMSP, "role": "EMSP", "status": "CONNECTED", "last_updated": NOW},
    "StartSession": {**CALLBACK, "token": Of("Token"), **USED, **AUTHORIZED},
    "StopSession": {**CALLBACK, "session_id": "SES0001"},
    "ReserveNow": {
        **CALLBACK,
        "token": Of("Token"),
        "expiry_date": LATER,
        "reservation_id": "RES0001",
        "location_id": "LOC0001",
        "evse_uid": "EVSE01",
        **AUTHORIZED,
    },
    "CancelReservation": {**CALLBACK, "reservation_id": "RES0001"},
    "UnlockConnector": {**CALLBACK, **USED},
    "CommandResponse": {"result": "ACCEPTED", "timeout": 30, **SAID},
    "CommandResult": {"result": "ACCEPTED", **SAID},
    "ChargingProfile": {
        "start_date_time": NOW,
        "duration": 7200,
        "charging_rate_unit": "A",
        "min_charging_rate": 6,
        "charging_profile_period": [
            Of("ChargingProfilePeriod"),
            Of("ChargingProfilePeriod", {"start_period": 3600, "limit": 8.5}),
        ],
    },
    "ChargingProfilePeriod": {"start_period": 0, "limit": 16},
    "ActiveChargingProfile": {"start_date_time": NOW, "charging_profile": Of("ChargingProfile")},
    "ActiveChargingProfileResult": {"result": "ACCEPTED", "profile": Of("ActiveChargingProfile")},
    "SetChargingProfile": {"charging_profile": Of("ChargingProfile"), **CALLBACK},
    "ChargingProfileResponse": {"result": "ACCEPTED", "timeout": 30},
    "ChargingProfileResult": {"result": "ACCEPTED"},
    "ClearProfileResult": {"result": "ACCEPTED"},
}
