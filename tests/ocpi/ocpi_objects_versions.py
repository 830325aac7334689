"""What each version has otherwise than the one that it is derived from, object by object."""

from collections.abc import Callable, Mapping
from typing import Any

from ocpi_objects_added import ADDED
from ocpi_objects_charges import CHARGES
from ocpi_objects_locations import LOCATIONS
from ocpi_objects_marks import CPO, GONE, Cost, Of, Was
from ocpi_objects_talk import TALK

#: Version -> the one that it is derived from. 2.2.1 is written down whole.
PARENTS = {"2.2.1": "", "2.2": "2.2.1", "2.1.1": "2.2", "2.3.0": "2.2.1"}

UNOWNED: dict[str, Any] = {"country_code": GONE, "party_id": GONE}
NO_REFERENCE = {"authorization_reference": GONE}
ONLY_USED = Of("Location")  #: the one EVSE and Connector of the Location are those used

ADDED_BY_2_2 = (
    *("CredentialsRole", "CdrLocation", "CdrToken", "SignedData", "SignedValue", "Price", "PublishTokenType"),
    *("CancelReservation", "CommandResult", "ClientInfo", "ChargingPreferences", "EnergyContract"),
    *("ChargingProfile", "ChargingProfilePeriod", "ActiveChargingProfile", "SetChargingProfile"),
    *("ChargingProfileResponse", "ActiveChargingProfileResult", "ChargingProfileResult", "ClearProfileResult"),
)

CHANGES: Mapping[str, Mapping[str, Any]] = {
    "2.2.1": LOCATIONS | CHARGES | TALK,
    "2.2": {
        "CDR": {"home_charging_compensation": GONE},
        "CdrLocation": {"state": GONE},
        "CdrToken": UNOWNED,
        "StartSession": {"connector_id": GONE},
    },
    "2.1.1": {
        "Credentials": {"roles": GONE, "business_details": Of("BusinessDetails"), **CPO},
        "CDR": {
            **UNOWNED,
            **NO_REFERENCE,
            "stop_date_time": Was("end_date_time"),
            "auth_id": "NL-EMP-C00000001",
            "location": ONLY_USED,
            "session_id": GONE,
            "cdr_token": GONE,
            "cdr_location": GONE,
            "signed_data": GONE,
            "total_fixed_cost": GONE,
            "total_energy_cost": GONE,
            "total_time_cost": GONE,
            "total_parking_cost": GONE,
            "total_reservation_cost": GONE,
            "invoice_reference_id": GONE,
            "credit": GONE,
        },
        "ChargingPeriod": {"tariff_id": GONE},
        "CommandResponse": {"timeout": GONE, "message": GONE},
        "ReserveNow": {"reservation_id": 1, **NO_REFERENCE},
        "StartSession": NO_REFERENCE,
        "Location": {
            **UNOWNED,
            "type": Was("parking_type"),
            "publish": GONE,
            "publish_allowed_to": GONE,
            "state": GONE,
        },
        "Connector": {
            "voltage": Was("max_voltage"),
            "amperage": Was("max_amperage"),
            "tariff_id": "TAR01",
            "tariff_ids": GONE,
            "max_electric_power": GONE,
        },
        "EnvironmentalImpact": {"source": Was("category")},
        "Session": {
            **UNOWNED,
            **NO_REFERENCE,
            "start_datetime": Was("start_date_time"),
            "end_datetime": Was("end_date_time"),
            "auth_id": "NL-EMP-C00000001",
            "location": ONLY_USED,
            "cdr_token": GONE,
            "location_id": GONE,
            "evse_uid": GONE,
            "connector_id": GONE,
        },
        "Tariff": {
            **UNOWNED,
            "type": GONE,
            "min_price": GONE,
            "max_price": GONE,
            "start_date_time": GONE,
            "end_date_time": GONE,
        },
        "PriceComponent": {"vat": GONE},
        "TariffRestrictions": {"min_current": GONE, "max_current": GONE, "reservation": GONE},
        "AuthorizationInfo": {"token": GONE, **NO_REFERENCE},
        "Token": {
            **UNOWNED,
            "auth_id": Was("contract_id"),
            "group_id": GONE,
            "default_profile_type": GONE,
            "energy_contract": GONE,
        },
        "LocationReferences": {"connector_ids": ["1"]},
        "Endpoint": {"role": GONE},
        **dict.fromkeys(ADDED_BY_2_2, GONE),
    },
    "2.3.0": {
        "Credentials": {"hub_party_id": "NLHUB"},
        "Location": {"parking_places": [Of("Parking")], "help_phone": "+31 20 555 0100"},
        "EVSE": {"parking": [Of("EVSEParking")], "accepted_service_providers": ["Test eMSP"]},
        "Connector": {"capabilities": ["ISO_15118_2_PLUG_AND_CHARGE"]},
        "Tariff": {
            "min_price": Of("PriceLimit"),
            "max_price": Of("PriceLimit", {"before_taxes": 50, "after_taxes": 60.5}),
            "tax_included": "NO",
            "preauthorize_amount": 25,
        },
        "TariffRestrictions": {"booking": "BOOKING"},
        "CDR": {"booking_id": "BOOK1"},
        "Price": {"excl_vat": GONE, "incl_vat": GONE, "before_taxes": 8, "taxes": [Of("TaxAmount")]},
        **ADDED,
    },
}


def number(cost: Cost) -> Any:
    """A cost that is a number."""
    return cost.net


def with_vat(cost: Cost) -> Any:
    """A cost with VAT beside it."""
    return Of("Price", {"excl_vat": cost.net, "incl_vat": round(cost.net * 1.21, 4)})


def with_taxes(cost: Cost) -> Any:
    """A cost with a list of taxes."""
    tax = Of("TaxAmount", {"amount": round(cost.net * 0.21, 4)})
    return Of("Price", {"before_taxes": cost.net, "taxes": [tax]})


COSTS: Mapping[str, Callable[[Cost], Any]] = {
    "2.1.1": number,
    "2.2": with_vat,
    "2.2.1": with_vat,
    "2.3.0": with_taxes,
}

#: What an object must have beside the members that are always required, and what it must not say without the others.
LEAST: Mapping[str, Mapping[str, Any]] = {
    "ActiveChargingProfileResult": {"result": "REJECTED"},
    "Booking": {"reservation_status": "RESERVED"},
    "BookingLocation": {"booking_option": Of("BookingOption", {"evse_uid": "EVSE01"})},
    "Hours": {"twentyfourseven": True},
    "PublishTokenType": {"uid": "RFID-1", "type": "RFID"},
    "Session": {"status": "ACTIVE"},
}
