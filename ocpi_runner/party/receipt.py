"""What is copied from one object into another when a charge is told: the token, the place, the price. Pure."""

from typing import Any

from ocpi_runner.party import charge

Document = dict[str, Any]
TOKEN_MEMBERS = ("country_code", "party_id", "uid", "type", "contract_id")
PLACE_MEMBERS = ("id", "name", "address", "city", "postal_code", "state", "country", "coordinates")
LONGEST_ADDRESS = 45
SESSION_MEMBERS = ("country_code", "party_id", "start_date_time", "end_date_time", "cdr_token", "auth_method")
LATER_MEMBERS = ("authorization_reference", "meter_id", "currency", "charging_periods", "_location")


def contract_id(country_code: str, party_id: str, uid: str) -> str:
    """The contract behind a token uid, in the form of an eMAID."""
    kept = "".join(character for character in uid.upper() if character.isalnum())
    return f"{country_code}-{party_id}-C{kept.rjust(8, '0')[-8:]}"


def cdr_token(country_code: str, party_id: str, token: Document) -> Document:
    """The CdrToken of a Token, or of what is known of one: its uid and type. OCPI 2.2.1, 10.4.5."""
    owner = {"country_code": country_code, "party_id": party_id, "type": "RFID"}
    found = owner | {name: token[name] for name in TOKEN_MEMBERS if token.get(name)}
    found.setdefault("contract_id", contract_id(found["country_code"], found["party_id"], str(found.get("uid", ""))))
    return {name: found[name] for name in TOKEN_MEMBERS}


def alone(location: Document, evse: Document, connector: Document) -> Document:
    """The Location with nothing but one EVSE and one Connector in it, as OCPI 2.1.1 wants it in sessions and CDRs."""
    return location | {"evses": [evse | {"connectors": [connector]}]}


def cdr_location(location: Document, evse: Document, connector: Document) -> Document:
    """The CdrLocation: the place as it was when the session began. OCPI 2.2.1, 10.4.3."""
    place = {name: location[name] for name in PLACE_MEMBERS if location.get(name) is not None}
    return place | {
        "address": str(place.get("address", ""))[:LONGEST_ADDRESS],
        "evse_uid": evse["uid"],
        "evse_id": evse.get("evse_id") or evse["uid"],
        "connector_id": connector["id"],
        "connector_standard": connector["standard"],
        "connector_format": connector["format"],
        "connector_power_type": connector["power_type"],
    }


def cdr_of(session: Document, location: Document, tariff: Document | None, number: str, now: str) -> Document:
    """The CDR of a session that has ended; its figures are those of the session. OCPI 2.2.1, 10.3.1."""
    evse = next(e for e in location["evses"] if e["uid"] == session["evse_uid"])
    connector = next(c for c in evse["connectors"] if c["id"] == session["connector_id"])
    made = {name: session[name] for name in SESSION_MEMBERS} | {"id": number, "session_id": session["id"]}
    made |= {name: session[name] for name in LATER_MEMBERS if session.get(name) is not None}
    made |= {"cdr_location": cdr_location(location, evse, connector), "tariffs": [tariff] if tariff else []}
    periods = session["charging_periods"]
    bill = charge.bill(tariff, periods, session["end_date_time"], location.get("time_zone"))
    return made | charge.cdr_totals(bill, periods) | {"last_updated": now}
