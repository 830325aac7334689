"""Which properties an object must have in a version, of what JSON type, and which a version does not know yet.

Only what decides whether an object can be kept at all; judging a message in full is the work of `checks`.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

TYPES: Mapping[str, tuple[type, ...]] = {
    "s": (str,),
    "n": (int, float),
    "b": (bool,),
    "o": (dict,),
    "l": (list,),
}
WORDS = {"s": "a string", "n": "a number", "b": "a boolean", "o": "an object", "l": "a list"}

OWNER = "country_code:s party_id:s "
LATER = " last_updated:s"
#: Required properties; `:l+` is a list that may not be empty, `:l:Name` and `:o:Name` hold objects of another row.
REQUIRED: Mapping[str, str] = {
    "Location": OWNER + "id:s publish:b address:s city:s country:s coordinates:o:GeoLocation time_zone:s" + LATER,
    "GeoLocation": "latitude:s longitude:s",
    "EVSE": "uid:s status:s connectors:l+:Connector" + LATER,
    "Connector": "id:s standard:s format:s power_type:s max_voltage:n max_amperage:n" + LATER,
    "Session": OWNER + "id:s start_date_time:s kwh:n cdr_token:o:CdrToken auth_method:s location_id:s evse_uid:s "
    "connector_id:s currency:s status:s" + LATER,
    "CdrToken": OWNER + "uid:s type:s contract_id:s",
    "CDR": OWNER
    + "id:s start_date_time:s end_date_time:s cdr_token:o:CdrToken auth_method:s cdr_location:o currency:s "
    "charging_periods:l+:ChargingPeriod total_cost:o:Price total_energy:n total_time:n" + LATER,
    "ChargingPeriod": "start_date_time:s dimensions:l+",
    "Price": "excl_vat:n",
    "Tariff": OWNER + "id:s currency:s elements:l+:TariffElement" + LATER,
    "TariffElement": "price_components:l+",
    "Token": OWNER + "uid:s type:s contract_id:s issuer:s valid:b whitelist:s" + LATER,
    "Credentials": "token:s url:s roles:l+:CredentialsRole",
    "CredentialsRole": "role:s business_details:o party_id:s country_code:s",
    "LocationReferences": "location_id:s",
    "ChargingPreferences": "profile_type:s",
    "CommandResult": "result:s",
    "START_SESSION": "response_url:s token:o:Token location_id:s",
    "STOP_SESSION": "response_url:s session_id:s",
    "RESERVE_NOW": "response_url:s token:o:Token expiry_date:s reservation_id:s location_id:s",
    "CANCEL_RESERVATION": "response_url:s reservation_id:s",
    "UNLOCK_CONNECTOR": "response_url:s location_id:s evse_uid:s connector_id:s",
}
#: Lists of objects that need not be there, but are looked into when they are.
OPTIONAL: Mapping[str, str] = {
    "Location": "evses:l:EVSE",
    "Session": "charging_periods:l:ChargingPeriod total_cost:o:Price",
}
#: Values of closed enumerations that decide how an object lives on.
CLOSED: Mapping[tuple[str, str], frozenset[str]] = {
    ("EVSE", "status"): frozenset(
        ["AVAILABLE", "BLOCKED", "CHARGING", "INOPERATIVE", "OUTOFORDER", "PLANNED", "REMOVED", "RESERVED", "UNKNOWN"]
    ),
    ("Session", "status"): frozenset(["ACTIVE", "COMPLETED", "INVALID", "PENDING", "RESERVATION"]),
    ("Token", "whitelist"): frozenset(["ALWAYS", "ALLOWED", "ALLOWED_OFFLINE", "NEVER"]),
    ("ChargingPreferences", "profile_type"): frozenset(["CHEAP", "FAST", "GREEN", "REGULAR"]),
    ("CommandResult", "result"): frozenset(
        [
            "ACCEPTED",
            "CANCELED_RESERVATION",
            "EVSE_OCCUPIED",
            "EVSE_INOPERATIVE",
            "FAILED",
            "NOT_SUPPORTED",
            "REJECTED",
            "TIMEOUT",
            "UNKNOWN_RESERVATION",
        ]
    ),
}
#: Properties that came with a version: older ones do not know them.
SINCE: Mapping[tuple[str, str], str] = {
    ("CdrToken", "country_code"): "2.2.1",
    ("CdrToken", "party_id"): "2.2.1",
    ("CDR", "home_charging_compensation"): "2.2.1",
    ("CdrLocation", "state"): "2.2.1",
    ("StartSession", "connector_id"): "2.2.1",
}
#: Which properties hold objects in which a version may not know something.
INSIDE: Mapping[str, tuple[tuple[str, str], ...]] = {
    "Session": (("cdr_token", "CdrToken"),),
    "CDR": (("cdr_token", "CdrToken"), ("cdr_location", "CdrLocation")),
}
LONGEST_ID = 36
IDENTIFIERS = frozenset({"id", "uid", "session_id", "location_id", "evse_uid", "connector_id", "reservation_id"})


def order(version: str) -> tuple[int, ...]:
    """A version number that can be compared: "2.2.1" is (2, 2, 1)."""
    return tuple(int(part) for part in version.split(".") if part.isdigit())


@cache
def unknown_to(version: str, name: str) -> frozenset[str]:
    """Properties of an object that a version does not know yet."""
    return frozenset(p for (n, p), since in SINCE.items() if n == name and order(version) < order(since))


@cache
def rows(version: str, name: str) -> tuple[tuple[str, str, str, bool], ...]:
    """(property, kind, object inside, required) of an object in a version."""
    found = []
    for table, required in ((REQUIRED, True), (OPTIONAL, False)):
        for row in table.get(name, "").split():
            property_, kind, inside = [*row.split(":"), ""][:3]
            if property_ not in unknown_to(version, name):
                found.append((property_, kind, inside, required))
    return tuple(found)


def problems(version: str, name: str, value: Any, path: str = "", *, partial: bool = False) -> Iterator[str]:
    """Why a value cannot be kept as that object, one sentence each; `partial` asks for nothing that is left out."""
    if not isinstance(value, dict):
        yield f"`{path or name}` is not an object"
        return
    for property_, kind, inside, required in rows(version, name):
        here = f"{path}.{property_}" if path else property_
        if value.get(property_) is None:
            if required and not (partial and property_ not in value):
                yield f"`{here}` is missing"
        else:
            yield from _of_value(version, kind, inside, value[property_], here)
    yield from _of_words(name, value, path)


def _of_value(version: str, kind: str, inside: str, value: Any, here: str) -> Iterator[str]:
    wanted = TYPES[kind[0]]
    if not isinstance(value, wanted) or (isinstance(value, bool) and kind != "b"):
        yield f"`{here}` is not {WORDS[kind[0]]}"
    elif kind == "l+" and not value:
        yield f"`{here}` is empty"
    elif inside:
        for number, item in enumerate(value) if isinstance(value, list) else ((None, value),):
            yield from problems(version, inside, item, here if number is None else f"{here}[{number}]")


def _of_words(name: str, value: dict[str, Any], path: str) -> Iterator[str]:
    for property_, found in value.items():
        allowed = CLOSED.get((name, property_))
        if allowed is not None and isinstance(found, str) and found not in allowed:
            yield f"`{f'{path}.' if path else ''}{property_}` is not one of {', '.join(sorted(allowed))}"
        # a credit CDR may have a longer id
        if property_ in IDENTIFIERS and isinstance(found, str) and len(found) > LONGEST_ID + 3:
            yield f"`{property_}` is longer than {LONGEST_ID} characters"


@cache
def _differs(version: str, name: str) -> bool:
    return bool(unknown_to(version, name)) or any(_differs(version, inner) for _, inner in INSIDE.get(name, ()))


def shaped(version: str, name: str, value: dict[str, Any]) -> dict[str, Any]:
    """The object with only what the version knows; the very same object where nothing differs."""
    if not _differs(version, name):
        return value
    unknown = unknown_to(version, name)
    kept = {key: item for key, item in value.items() if key not in unknown}
    for property_, inner in INSIDE.get(name, ()):
        if isinstance(kept.get(property_), dict):
            kept[property_] = shaped(version, inner, kept[property_])
    return kept
