"""The objects that a party owns from the start, made from rows: the same seed and clock in, the same data out."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from ocpi_runner.ocpi.identity import Identity
from ocpi_runner.ocpi.moment import to_text
from ocpi_runner.party import charge
from ocpi_runner.party import seed_rows as rows
from ocpi_runner.party.receipt import alone, cdr_of, cdr_token, contract_id

Document = dict[str, Any]
Seeded = tuple[str, str, Document]
"""Module, key behind the owner, document."""

QUARTER = Decimal("0.25")
#: Peer whose drivers charged in the past, for a CPO that has met nobody yet.
DRIVERS = ("NL", "EMP")


def owned(identity: Identity, now: datetime) -> Document:
    """The members by which every object names its owner and its age."""
    owner = {"country_code": identity.country_code, "party_id": identity.party_id}
    return owner | {"last_updated": to_text(now - timedelta(days=30))}


def connector(row: tuple[str, str, str], updated: str) -> Document:
    """A Connector."""
    number, kind, tariff = row
    standard, format_, power, volts, amperes, watts = rows.CONNECTORS[kind]
    return {
        "id": number,
        "standard": standard,
        "format": format_,
        "power_type": power,
        "max_voltage": volts,
        "max_amperage": amperes,
        "max_electric_power": watts,
        "tariff_ids": [tariff],
        "last_updated": updated,
    }


def evses(identity: Identity, location: str, updated: str) -> Iterator[Document]:
    """The EVSEs of a location."""
    for number, (_, uid, status, connectors) in enumerate((r for r in rows.EVSES if r[0] == location), 1):
        yield {
            "uid": uid,
            "evse_id": f"{identity.country_code}*{identity.party_id}*E{location[3:]}{number}",
            "status": status,
            "capabilities": ["REMOTE_START_STOP_CAPABLE", "RESERVABLE", "RFID_READER", "UNLOCK_CAPABLE"],
            "connectors": [connector(row, updated) for row in connectors],
            "physical_reference": str(number),
            "last_updated": updated,
        }


def locations(identity: Identity, now: datetime) -> Iterator[Seeded]:
    """The Locations of a CPO, with everything inside."""
    owner = owned(identity, now)
    for number, name, address, city, postal, latitude, longitude, parking, facilities in rows.LOCATIONS:
        yield (
            "locations",
            number,
            owner
            | {
                "id": number,
                "publish": True,
                "name": name,
                "address": address,
                "city": city,
                "postal_code": postal,
                "country": "NLD",
                "coordinates": {"latitude": latitude, "longitude": longitude},
                "parking_type": parking,
                "evses": list(evses(identity, number, owner["last_updated"])),
                "operator": {"name": identity.name},
                "facilities": facilities.split(),
                "time_zone": "Europe/Amsterdam",
                "opening_times": {"twentyfourseven": True},
            },
        )


def tariffs(identity: Identity, now: datetime) -> Iterator[Seeded]:
    """The Tariffs of a CPO."""
    owner = owned(identity, now)
    for number, components in rows.TARIFFS:
        priced = [{"type": k, "price": p, "vat": rows.VAT, "step_size": s} for k, p, s in components]
        yield (
            "tariffs",
            number,
            owner
            | {
                "id": number,
                "currency": rows.CURRENCY,
                "type": "REGULAR",
                "tax_included": "NO",
                "elements": [{"price_components": priced}],
            },
        )


def tokens(identity: Identity, now: datetime) -> Iterator[Seeded]:
    """The Tokens of an eMSP: ten of each type, of which four are refused for four reasons."""
    owner = owned(identity, now)
    for kind in rows.TOKEN_TYPES:
        for number in range(1, rows.TOKENS_OF_EACH + 1):
            uid = f"{kind}-{number}"
            refused = rows.REFUSED.get(number)
            yield (
                "tokens",
                f"{uid}/{kind}",
                owner
                | {
                    "uid": uid,
                    "type": kind,
                    "contract_id": contract_id(identity.country_code, identity.party_id, uid),
                    "visual_number": f"{identity.party_id}-{number:04}",
                    "issuer": identity.name,
                    "valid": refused not in rows.INVALID,
                    "whitelist": "NEVER" if refused else rows.WHITELISTS[kind],
                    "language": "en",
                },
            )
            if refused:
                yield "refusals", f"{uid}/{kind}", {"allowed": refused}


def periods(start: datetime, quarters: int, kwh: Decimal, tariff: str) -> list[Document]:
    """Quarters of an hour with equal shares of the energy; the last one takes what rounding left."""
    share = (kwh / quarters).quantize(charge.FOUR)
    shares = [share] * (quarters - 1) + [kwh - share * (quarters - 1)]
    return [
        charge.period(to_text(start + timedelta(minutes=15 * n)), part, QUARTER, tariff)
        for n, part in enumerate(shares)
    ]


def charges(identity: Identity, now: datetime) -> Iterator[Seeded]:
    """Sessions that have ended, and their CDRs."""
    places = {key: document for _, key, document in locations(identity, now)}
    prices = {key: document for _, key, document in tariffs(identity, now)}
    for number, row in enumerate(rows.CHARGES, 1):
        place, evse_uid, connector_id, token, days, quarters, kwh = row
        start = now.replace(microsecond=0) - timedelta(days=days)
        end = to_text(start + timedelta(minutes=15 * quarters))
        evse = next(e for e in places[place]["evses"] if e["uid"] == evse_uid)
        plug = next(c for c in evse["connectors"] if c["id"] == connector_id)
        tariff = prices[plug["tariff_ids"][0]]
        used = periods(start, quarters, Decimal(kwh), tariff["id"])
        session = owned(identity, now) | {
            "id": f"SESSION{number:04}",
            "start_date_time": to_text(start),
            "end_date_time": end,
            "kwh": float(kwh),
            "cdr_token": cdr_token(*DRIVERS, {"uid": f"RFID-{token}", "type": "RFID"}),
            "auth_method": "WHITELIST",
            "location_id": place,
            "evse_uid": evse_uid,
            "connector_id": connector_id,
            "currency": rows.CURRENCY,
            "charging_periods": used,
            "total_cost": charge.as_price(charge.bill(tariff, used, end, places[place]["time_zone"]).total),
            "status": "COMPLETED",
            "last_updated": end,
            "_location": alone(places[place], evse, plug),
        }
        yield "sessions", session["id"], session
        yield "cdrs", f"CDR{number:04}", cdr_of(session, places[place], tariff, f"CDR{number:04}", end)


#: Which objects a party owns, by role.
OWNED = {"CPO": (locations, tariffs, charges), "EMSP": (tokens,)}


def seeded(identity: Identity, now: datetime) -> Iterator[Seeded]:
    """Everything that a party owns at `now`."""
    for make in OWNED.get(identity.role, ()):
        yield from make(identity, now)
