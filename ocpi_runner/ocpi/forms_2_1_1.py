"""How OCPI 2.1.1 writes what we keep: no owners, one number for a cost, the Location inside sessions and CDRs."""

from collections.abc import Callable, Mapping
from typing import Any

from ocpi_runner.ocpi.form import Document, Form

OWNER = ("country_code", "party_id")
PARKING = {"ALONG_MOTORWAY": "OTHER", "ON_DRIVEWAY": "OTHER"}
METHODS = {"COMMAND": "AUTH_REQUEST"}
TOKENS = {"APP_USER": "OTHER", "AD_HOC_USER": "OTHER", "EMAID": "OTHER"}
STATUSES = {"RESERVATION": "PENDING"}
RESULTS = dict.fromkeys(
    ("CANCELED_RESERVATION", "EVSE_OCCUPIED", "EVSE_INOPERATIVE", "FAILED", "UNKNOWN_RESERVATION"), "REJECTED"
)


def word(words: Mapping[str, str]) -> Callable[[Any], Any]:
    """A word in place of one that the version does not have."""
    return lambda value: words.get(value, value) if isinstance(value, str) else value


def net(price: Any) -> Any:
    """The amount of a Price without VAT."""
    return price.get("excl_vat") if isinstance(price, dict) else price


def first(values: Any) -> Any:
    """The only one of several that there is room for."""
    return values[0] if isinstance(values, list) and values else None


def contract(token: Any) -> Any:
    """The `auth_id` of a CdrToken."""
    return token.get("contract_id") if isinstance(token, dict) else token


def place(document: Document) -> Document:
    """The Location of a session or CDR."""
    found = document.get("location")
    return found if isinstance(found, dict) else {}


def evse(document: Document) -> Document:
    """Its EVSE."""
    found = first(place(document).get("evses"))
    return found if isinstance(found, dict) else {}


def driver(document: Document) -> Document:
    """What is told of the token."""
    return {"contract_id": document.get("auth_id")}


TOKEN = {"token": "Token"}
FORMS: Mapping[str, Form] = {
    "Location": Form(
        unknown=(*OWNER, "publish", "publish_allowed_to", "state"),
        renamed={"parking_type": "type"},
        values={"parking_type": word(PARKING)},
        inside={"evses": "EVSE"},
    ),
    "EVSE": Form(inside={"connectors": "Connector"}),
    "Connector": Form(
        unknown=("max_electric_power",),
        renamed={"max_voltage": "voltage", "max_amperage": "amperage", "tariff_ids": "tariff_id"},
        values={"tariff_ids": first},
    ),
    "Session": Form(
        unknown=(*OWNER, "authorization_reference", "location_id", "evse_uid", "connector_id"),
        renamed={
            "start_date_time": "start_datetime",
            "end_date_time": "end_datetime",
            "cdr_token": "auth_id",
            "_location": "location",
        },
        values={
            "cdr_token": contract,
            "auth_method": word(METHODS),
            "status": word(STATUSES),
            "total_cost": net,
        },
        inside={"_location": "Location", "charging_periods": "ChargingPeriod"},
        read={
            "location_id": lambda session: place(session).get("id"),
            "evse_uid": lambda session: evse(session).get("uid"),
            "cdr_token": driver,
            "start_date_time": lambda session: session.get("start_datetime"),
        },
    ),
    "CDR": Form(
        unknown=(
            *OWNER,
            "authorization_reference",
            "cdr_location",
            "credit",
            "home_charging_compensation",
            "session_id",
            "total_energy_cost",
            "total_fixed_cost",
            "total_parking_cost",
            "total_reservation_cost",
            "total_time_cost",
        ),
        renamed={"end_date_time": "stop_date_time", "cdr_token": "auth_id", "_location": "location"},
        values={"cdr_token": contract, "auth_method": word(METHODS), "total_cost": net},
        inside={"_location": "Location", "charging_periods": "ChargingPeriod", "tariffs": "Tariff"},
        read={"cdr_token": driver},
    ),
    "ChargingPeriod": Form(unknown=("tariff_id",)),
    "Tariff": Form(
        unknown=(*OWNER, "type", "min_price", "max_price", "start_date_time", "end_date_time", "tax_included"),
        inside={"elements": "TariffElement"},
    ),
    "TariffElement": Form(inside={"price_components": "PriceComponent"}),
    "PriceComponent": Form(unknown=("vat",)),
    "Token": Form(
        unknown=(*OWNER, "group_id", "default_profile_type", "energy_contract"),
        renamed={"contract_id": "auth_id"},
        values={"type": word(TOKENS)},
    ),
    "AuthorizationInfo": Form(unknown=("token", "authorization_reference")),
    "CommandResponse": Form(unknown=("timeout", "message"), values={"result": word(RESULTS)}),
    "StartSession": Form(unknown=("connector_id", "authorization_reference"), inside=TOKEN),
    "ReserveNow": Form(unknown=("connector_id", "authorization_reference"), inside=TOKEN),
}
