"""What the back end knows when it starts: a small charging network and a few cards, all made up."""

from datetime import datetime
from typing import Any

MORNING = "2026-03-01T08:00:00Z"
Row = dict[str, Any]


def connector(number: str, *, direct_current: bool = False) -> Row:
    """One connector: a 22 kW socket, or a 150 kW cable."""
    return {
        "id": number,
        "standard": "IEC_62196_T2_COMBO" if direct_current else "IEC_62196_T2",
        "format": "CABLE" if direct_current else "SOCKET",
        "power_type": "DC" if direct_current else "AC_3_PHASE",
        "max_voltage": 920 if direct_current else 230,
        "max_amperage": 200 if direct_current else 32,
        "tariff_ids": ["TARIFF-DC" if direct_current else "TARIFF-AC"],
        "last_updated": MORNING,
    }


def evse(uid: str, party: str, *, direct_current: bool = False) -> Row:
    """One EVSE with one connector."""
    return {
        "uid": uid,
        "evse_id": f"{party}*E{uid}",
        "status": "AVAILABLE",
        "capabilities": ["RFID_READER", "REMOTE_START_STOP_CAPABLE", "UNLOCK_CAPABLE"],
        "connectors": [connector("1", direct_current=direct_current)],
        "last_updated": MORNING,
    }


def location(owner: Row, number: int, address: str) -> Row:
    """One location with an AC and a DC EVSE."""
    party = f"{owner['country_code']}*{owner['party_id']}"
    return {
        **owner,
        "id": f"PARK-{number}",
        "publish": True,
        "name": f"Car park {number}",
        "address": address,
        "city": "Zwolle",
        "postal_code": "8011 AA",
        "country": "NLD",
        "coordinates": {"latitude": f"52.51{number}000", "longitude": f"6.09{number}000"},
        "evses": [evse(f"P{number}-1", party), evse(f"P{number}-2", party, direct_current=True)],
        "time_zone": "Europe/Amsterdam",
        "last_updated": MORNING,
    }


def tariff(owner: Row, name: str, price: float) -> Row:
    """A price for each kWh."""
    component = {"type": "ENERGY", "price": price, "vat": 21.0, "step_size": 1}
    elements = [{"price_components": [component]}]
    return {**owner, "id": name, "currency": "EUR", "type": "REGULAR", "elements": elements, "last_updated": MORNING}


def card(owner: Row, uid: str, *, valid: bool = True) -> Row:
    """A driver's RFID card."""
    return {
        **owner,
        "uid": uid,
        "type": "RFID",
        "contract_id": f"{owner['country_code']}-{owner['party_id']}-C0000{uid[-4:]}",
        "auth_id": f"{owner['country_code']}-{owner['party_id']}-C0000{uid[-4:]}",  # what it is in 2.1.1
        "issuer": "A made-up mobility company",
        "valid": valid,
        "whitelist": "ALLOWED",
        "last_updated": MORNING,
    }


def driver(token: Row) -> Row:
    """The part of a card that a session and a CDR hold."""
    return {name: token[name] for name in ("country_code", "party_id", "uid", "type", "contract_id")}


def session(owner: Row, name: str, token: Row, place: tuple[str, str, str], now: str) -> Row:
    """A session that has just begun; `place` is location, EVSE and connector."""
    location_id, evse_uid, connector_id = place
    return {
        **owner,
        "id": name,
        "start_date_time": now,
        "kwh": 0.0,
        "cdr_token": driver(token),
        "auth_method": "COMMAND",
        "location_id": location_id,
        "evse_uid": evse_uid,
        "connector_id": connector_id,
        "currency": "EUR",
        "status": "ACTIVE",
        "last_updated": now,
    }


def hours(start: str, end: str) -> float:
    """The time between two moments, as a CDR has it."""
    first, last = (datetime.fromisoformat(moment) for moment in (start, end))
    return round((last - first).total_seconds() / 3600, 4)


def cdr(owner: Row, name: str, done: Row, at: Row) -> Row:
    """The bill of a completed session at a location."""
    used, spot = float(done["kwh"]), at["evses"][0]
    plug = spot["connectors"][0]
    period = {"start_date_time": done["start_date_time"], "dimensions": [{"type": "ENERGY", "volume": used}]}
    return {
        **owner,
        "id": name,
        "start_date_time": done["start_date_time"],
        "end_date_time": done["end_date_time"],
        "session_id": done["id"],
        "cdr_token": done["cdr_token"],
        "auth_method": done["auth_method"],
        "cdr_location": {
            **{part: at[part] for part in ("id", "name", "address", "city", "postal_code", "country", "coordinates")},
            "evse_uid": spot["uid"],
            "evse_id": spot["evse_id"],
            "connector_id": plug["id"],
            "connector_standard": plug["standard"],
            "connector_format": plug["format"],
            "connector_power_type": plug["power_type"],
        },
        "currency": "EUR",
        "charging_periods": [period],
        "total_cost": {"excl_vat": round(used * 0.4, 2), "incl_vat": round(used * 0.4 * 1.21, 2)},
        "total_energy": used,
        "total_time": hours(done["start_date_time"], done["end_date_time"]),
        "last_updated": done["last_updated"],
    }


def network(owner: Row, cdrs: int) -> dict[str, list[Row]]:
    """What a CPO has: locations, tariffs, two sessions and so many CDRs."""
    places = [location(owner, 1, "Stationsplein 1"), location(owner, 2, "Havenkade 20")]
    visitor = card({"country_code": "DE", "party_id": "VIS"}, "VISITOR-0001")
    going = session(owner, "SESSION-1", visitor, ("PARK-1", "P1-1", "1"), MORNING)
    ended = {"status": "COMPLETED", "kwh": 11.5, "end_date_time": "2026-03-01T08:30:00Z"}
    done = {**going, **ended, "id": "SESSION-2", "last_updated": "2026-03-01T08:30:00Z"}
    return {
        "locations": places,
        "tariffs": [tariff(owner, "TARIFF-AC", 0.4), tariff(owner, "TARIFF-DC", 0.7)],
        "sessions": [going, done],
        "cdrs": [cdr(owner, f"CDR-{number:04}", done, places[0]) for number in range(1, cdrs + 1)],
    }


def wallet(owner: Row) -> dict[str, list[Row]]:
    """What an eMSP has: cards, one of them blocked."""
    return {"tokens": [card(owner, "CARD-0001"), card(owner, "CARD-0002"), card(owner, "CARD-0003", valid=False)]}
