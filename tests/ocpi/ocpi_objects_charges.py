"""Tariffs, sessions, CDRs and tokens as OCPI 2.2.1 has them: one charge of 20 kWh in an hour, and half an hour parked.

It costs 1.00 at the start, 0.25 for each kWh, 1.00 an hour of charging and 2.00 an hour of parking: 8.00 in all. The
restricted element of the tariff is for the day, and the charge is at night.
"""

from typing import Any

from ocpi_objects_marks import CPO, EMSP, Cost, Of

STARTED, PARKED, ENDED = "2026-11-25T00:30:00Z", "2026-11-25T01:30:00Z", "2026-11-25T02:00:00Z"
PERIODS = [
    Of("ChargingPeriod"),
    Of("ChargingPeriod", {"start_date_time": PARKED, "dimensions": [{"type": "PARKING_TIME", "volume": 0.5}]}),
]
USED = {"location_id": "LOC0001", "evse_uid": "EVSE01", "connector_id": "1"}
AUTHORIZED = {"auth_method": "AUTH_REQUEST", "authorization_reference": "AUTH-0001"}


def component(type: str, price: float, step: int) -> Of:
    """A PriceComponent."""
    return Of("PriceComponent", {"type": type, "price": price, "step_size": step})


CHARGES: dict[str, dict[str, Any]] = {
    "Tariff": {
        **CPO,
        "id": "TAR01",
        "currency": "EUR",
        "type": "REGULAR",
        "tariff_alt_text": [
            Of("DisplayText", {"text": "1.00 to start, 0.25 a kWh, 1.00 an hour, 2.00 an hour parked"})
        ],
        "tariff_alt_url": "https://cpo.example/tariffs/TAR01",
        "min_price": Cost(0.5),
        "max_price": Cost(50),
        "elements": [
            Of("TariffElement"),
            {
                "price_components": [
                    component("FLAT", 1, 1),
                    component("ENERGY", 0.25, 1),
                    component("TIME", 1, 60),
                    component("PARKING_TIME", 2, 60),
                ]
            },
        ],
        "start_date_time": "2026-01-01T00:00:00Z",
        "end_date_time": "2027-01-01T00:00:00Z",
        "energy_mix": Of("EnergyMix"),
        "last_updated": "2025-12-15T10:00:00Z",
    },
    "TariffElement": {"price_components": [component("TIME", 1.5, 60)], "restrictions": Of("TariffRestrictions")},
    "PriceComponent": {"type": "ENERGY", "price": 0.25, "vat": 21, "step_size": 1},
    "TariffRestrictions": {
        "start_time": "07:00",
        "end_time": "19:00",
        "start_date": "2026-01-01",
        "end_date": "2027-01-01",
        "min_kwh": 1,
        "max_kwh": 80,
        "min_current": 6,
        "max_current": 32,
        "min_power": 1.4,
        "max_power": 22.1,
        "min_duration": 60,
        "max_duration": 14400,
        "day_of_week": ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"],
        "reservation": "RESERVATION",
    },
    "Price": {"excl_vat": 8, "incl_vat": 9.68},
    "ChargingPeriod": {
        "start_date_time": STARTED,
        "dimensions": [Of("CdrDimension"), Of("CdrDimension", {"type": "TIME", "volume": 1})],
        "tariff_id": "TAR01",
    },
    "CdrDimension": {"type": "ENERGY", "volume": 20},
    "CdrToken": {**EMSP, "uid": "RFID-1", "type": "RFID", "contract_id": "NL-EMP-C00000001"},
    "CdrLocation": {
        "id": "LOC0001",
        "name": "Dam Square",
        "address": "Dam 1",
        "city": "Amsterdam",
        "postal_code": "1012 JS",
        "state": "Noord-Holland",
        "country": "NLD",
        "coordinates": Of("GeoLocation"),
        "evse_uid": "EVSE01",
        "evse_id": "NL*TST*E0001",
        "connector_id": "1",
        "connector_standard": "IEC_62196_T2",
        "connector_format": "SOCKET",
        "connector_power_type": "AC_3_PHASE",
    },
    "Session": {
        **CPO,
        "id": "SES0001",
        "start_date_time": STARTED,
        "end_date_time": ENDED,
        "kwh": 20,
        "cdr_token": Of("CdrToken"),
        **AUTHORIZED,
        **USED,
        "meter_id": "METER-1",
        "currency": "EUR",
        "charging_periods": PERIODS,
        "total_cost": Cost(8),
        "status": "COMPLETED",
        "last_updated": "2026-11-25T02:04:00Z",
    },
    "ChargingPreferences": {
        "profile_type": "GREEN",
        "departure_time": "2026-11-25T18:00:00Z",
        "energy_need": 30,
        "discharge_allowed": False,
    },
    "CDR": {
        **CPO,
        "id": "CDR0001",
        "start_date_time": STARTED,
        "end_date_time": ENDED,
        "session_id": "SES0001",
        "cdr_token": Of("CdrToken"),
        **AUTHORIZED,
        "cdr_location": Of("CdrLocation"),
        "meter_id": "METER-1",
        "currency": "EUR",
        "tariffs": [Of("Tariff")],
        "charging_periods": PERIODS,
        "signed_data": Of("SignedData"),
        "total_cost": Cost(8),
        "total_fixed_cost": Cost(1),
        "total_energy": 20,
        "total_energy_cost": Cost(5),
        "total_time": 1.5,
        "total_time_cost": Cost(1),
        "total_parking_time": 0.5,
        "total_parking_cost": Cost(1),
        "total_reservation_cost": Cost(0),
        "remark": "Nothing remarkable",
        "invoice_reference_id": "INV-0001",
        "credit": False,
        "home_charging_compensation": False,
        "last_updated": "2026-11-25T02:05:00Z",
    },
    "SignedData": {
        "encoding_method": "OCMF",
        "encoding_method_version": 1,
        "public_key": "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE",
        "signed_values": [Of("SignedValue"), Of("SignedValue", {"nature": "End", "plain_data": "1020.0 kWh"})],
        "url": "https://cpo.example/signed/CDR0001",
    },
    "SignedValue": {"nature": "Start", "plain_data": "1000.0 kWh", "signed_data": "T0NNRnx7fXx7fQ=="},
    "Token": {
        **EMSP,
        "uid": "RFID-1",
        "type": "RFID",
        "contract_id": "NL-EMP-C00000001",
        "visual_number": "NL-EMP-0001",
        "issuer": "Test eMSP",
        "group_id": "GROUP-1",
        "valid": True,
        "whitelist": "ALLOWED",
        "language": "nl",
        "default_profile_type": "GREEN",
        "energy_contract": Of("EnergyContract"),
        "last_updated": "2026-11-24T20:00:00Z",
    },
    "EnergyContract": {"supplier_name": "Test Energy", "contract_id": "ENERGY-1"},
    "AuthorizationInfo": {
        "allowed": "ALLOWED",
        "token": Of("Token"),
        "location": Of("LocationReferences"),
        "authorization_reference": "AUTH-0001",
        "info": Of("DisplayText", {"text": "Welcome"}),
    },
    "LocationReferences": {"location_id": "LOC0001", "evse_uids": ["EVSE01"]},
}

#: What a CDR has that takes back another one.
CREDIT: dict[str, Any] = {
    "id": "CDR0001-CREDIT",
    "total_cost": Cost(-8),
    "credit": True,
    "credit_reference_id": "CDR0001",
}
