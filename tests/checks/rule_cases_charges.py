"""Cases of the rules of Sessions, CDRs, credits, Tariffs and Tokens."""

from typing import Any

from rules_bench import GONE, Case

PERIOD = "charging_periods.0."
SECOND = "charging_periods.1."
NEGATIVE = {"excl_vat": -8, "incl_vat": -9.68}
CREDIT = {"id": "CDR0001-C", "credit": True, "credit_reference_id": "CDR0001", "total_cost": NEGATIVE}
LATE = "2026-11-26T00:00:00Z"
OTHER_CHARGE = {"start_date_time": "2026-11-25T00:10:00Z", "cdr_token.uid": "RFID-7", "last_updated": LATE}
VAT = {"name": "VAT", "amount": 1.68, "percentage": 21}
#: A reservation, which in a Session ends where the charge begins, and in a CDR is a part of it.
RESERVED = {
    PERIOD + "start_date_time": "2026-11-24T23:50:00Z",
    PERIOD + "dimensions": [{"type": "RESERVATION_TIME", "volume": 0.3}],
    SECOND + "start_date_time": "2026-11-25T00:30:00Z",
}


def session(id: str, change: dict[str, Any], path: str | None = None, **more: Any) -> Case:
    """A Session with something changed."""
    return Case(id, "Session", change, path=path, **more)


def cdr(id: str, change: dict[str, Any], path: str | None = None, **more: Any) -> Case:
    """A CDR with something changed."""
    return Case(id, "CDR", change, path=path, **more)


def both(
    session_id: str, cdr_id: str, change: dict[str, Any], path: str | None = None, **more: Any
) -> tuple[Case, Case]:
    """The same in a Session and in a CDR."""
    return session(session_id, change, path, **more), cdr(cdr_id, change, path, **more)


ACTIVE = {"status": "ACTIVE", "end_date_time": GONE}
SESSIONS = (
    *both(
        "SES-131",
        "CDR-119",
        {SECOND + "start_date_time": "2026-11-25T00:30:00Z"},
        "$.charging_periods[1].start_date_time",
    ),
    *both("SES-132", "CDR-120", {SECOND + "start_date_time": LATE}, "$.charging_periods[1].start_date_time"),
    *both(
        "SES-132",
        "CDR-121",
        {PERIOD + "start_date_time": "2026-11-25T00:40:00Z"},
        "$.charging_periods[0].start_date_time",
    ),
    *both("SES-138", "CDR-125", {PERIOD + "dimensions.1.type": "ENERGY"}, "$.charging_periods[0].dimensions"),
    *both("SES-139", "CDR-123", {PERIOD + "dimensions.1.volume": 60}, "$.charging_periods[0].dimensions"),
    *both("SES-135", "CDR-129", {PERIOD + "dimensions.0.volume": 12}),
    *both(
        "SES-141",
        "CDR-127",
        {PERIOD + "dimensions": [{"type": "MIN_POWER", "volume": 9}, {"type": "MAX_POWER", "volume": 8}]},
        "$.charging_periods[0].dimensions",
    ),
    *both("SES-127", "CDR-118", {"start_date_time": LATE}, "$.end_date_time"),
    session("SES-136", {PERIOD + "dimensions.0.volume": 20000}, "$.charging_periods"),
    session("SES-136", {PERIOD + "dimensions.0.volume": 19}, fires=False),
    session(
        "SES-137",
        {PERIOD + "dimensions.0.volume": 15, SECOND + "dimensions": [{"type": "ENERGY", "volume": 20}]},
        "$.charging_periods",
    ),
    session("SES-140", {PERIOD + "dimensions.0": {"type": "STATE_OF_CHARGE", "volume": 120}}),
    session("SES-128", {"end_date_time": GONE}, "$.end_date_time"),
    session("SES-128", {"status": "ACTIVE"}, "$.end_date_time"),
    session("SES-128", ACTIVE, fires=False),
    session("SES-128", {"end_datetime": GONE}, "$.end_datetime", version="2.1.1"),
    session("SES-128", {"status": "ACTIVE"}, "$.end_datetime", version="2.1.1"),
    session("SES-129", {"last_updated": "2026-11-25T00:00:00Z"}, "$.last_updated"),
    session("SES-129", {"last_updated": "2026-11-25T01:00:00Z"}, "$.last_updated"),
    session("SES-119", {"currency": "#NA"}, fires=False),
    session("SES-119", {"currency": "EURO"[:3].lower()}, "$.currency"),
    session("SES-032", {"kwh": 21, "last_updated": LATE}, before=(("Session", {}),), teller="", fires=False),
    session("SES-032", {"status": "ACTIVE", "last_updated": LATE}, "$.status", before=(("Session", {}),), teller=""),
    session("SES-033", {"last_updated": LATE}, "$.status", before=(("Session", {"status": "INVALID"}),), teller=""),
    session("SES-032", {"last_updated": LATE}, before=(("Session", ACTIVE),), teller="", fires=False),
    session("SES-147", {"kwh": 19, "last_updated": LATE}, "$.kwh", before=(("Session", ACTIVE),), teller=""),
    session(
        "SES-032",
        {"start_date_time": "2026-11-25T00:08:21.000Z", "last_updated": LATE},
        before=(("Session", {"start_date_time": "2026-11-25T00:08:21Z"}),),
        teller="",
        fires=False,
    ),
    session("SES-147", {"kwh": 21, "last_updated": LATE}, before=(("Session", ACTIVE),), teller="", fires=False),
    session("SES-112", {"status": "ACTIVE", "evse_uid": "#NA"}, "$.evse_uid"),
    session("SES-112", {"status": "RESERVATION", "evse_uid": "#NA"}, fires=False),
    session("SES-097", {"location.evses.1": {"uid": "E2"}}, "$.location.evses", version="2.1.1"),
    cdr("CDR-082", {"location.evses.1": {"uid": "E2"}}, "$.location.evses", version="2.1.1"),
    session("SES-042", {"status": "PENDING"}, "$.status", before=(("Session", ACTIVE),), teller=""),
    session("SES-042", {**ACTIVE, "status": "ACTIVE"}, before=(("Session", {"status": "PENDING"}),), fires=False),
    session("SES-152", {**ACTIVE, "id": "SES2"}, "$.evse_uid", before=(("Session", ACTIVE),), teller=""),
    session("SES-152", {**ACTIVE, "id": "SES2"}, before=(("Session", {}),), teller="", fires=False),
    session("SES-147", {"total_cost.excl_vat": 70}, "$.total_cost", before=(("Tariff", {}),)),
    session("SES-147", {}, before=(("Tariff", {}),), fires=False),
    session("SES-147", {"total_cost.excl_vat": 70}, fires=False),
    session("SES-148", {"total_cost": {"excl_vat": 0}}, "$.total_cost", before=(("Tariff", {}),)),
    session("SES-148", {"total_cost": {"excl_vat": 0}}, fires=False),
    session("SES-149", {"total_cost.incl_vat": 7}, "$.total_cost"),
    session("SES-150", {"total_cost.taxes.0.percentage": 19}, "$.total_cost.taxes[0]", version="2.3.0"),
    session("SES-150", {"total_cost.taxes": [VAT, VAT]}, "$.total_cost.taxes[1].name", version="2.3.0"),
    session(
        "SES-150", {"total_cost.taxes": [VAT, {**VAT, "percentage": 7, "amount": 0.56}]}, version="2.3.0", fires=False
    ),
    session("SES-132", RESERVED, fires=False),
    cdr("CDR-121", RESERVED, "$.charging_periods[0].start_date_time"),
    session("SES-126", {}, before=(("Tariff", {}),), fires=False),
    session("SES-115", {"evse_uid": "EVSE9"}, "$.evse_uid", before=(("Location", {}),)),
    session("SES-115", {"connector_id": "9"}, "$.connector_id", before=(("Location", {}),)),
    session("SES-115", {}, before=(("Location", {}),), fires=False),
    session("SES-117", {"cdr_token.contract_id": "NL-EMP-C9"}, "$.cdr_token.contract_id", before=(("Token", {}),)),
    session("SES-117", {}, before=(("Token", {}),), fires=False),
    session("SES-144", {SECOND + "dimensions": [{"type": "RESERVATION_TIME", "volume": 0.1}]}),
    cdr("CDR-122", {SECOND + "dimensions": [{"type": "RESERVATION_TIME", "volume": 0.1}]}),
    session(
        "SES-036",
        {"charging_periods": [{"start_date_time": f"2026-11-25T00:30:0{n}Z", "dimensions": []} for n in range(7)]},
        "$.charging_periods",
    ),
)

CDRS = (
    cdr("CDR-124", {PERIOD + "dimensions.1.volume": 0.5}, "$.charging_periods[0].dimensions"),
    cdr("CDR-126", {PERIOD + "dimensions.1.volume": -1}, "$.charging_periods[0].dimensions"),
    cdr("CDR-128", {PERIOD + "dimensions.2": {"type": "MAX_POWER", "volume": 11}}, "$.charging_periods[0].dimensions"),
    cdr("CDR-130", {"total_time": 90, "total_reservation_cost": GONE}, "$.total_time"),
    cdr("CDR-130", {"end_date_time": "2026-11-25T00:15:21Z", "total_time": 0.12}, fires=False),
    cdr("CDR-130", {"total_time": 1.501, "total_reservation_cost": GONE}, fires=False),
    cdr("CDR-089", {"currency": "XYZ"}, "$.currency"),
    cdr("CDR-089", {"currency": "SEK"}, fires=False),
    cdr("CDR-089", {"currency": "#NA"}, fires=False),
    cdr("CDR-089", {"currency": "#NA"}, "$.currency", version="2.1.1"),
    cdr("CDR-096", {"cdr_location.country": "NL"}, "$.cdr_location.country"),
    cdr("CDR-131", {"total_parking_time": 2}, "$.total_parking_time"),
    cdr("CDR-132", {"total_parking_time": 0.4}, "$.total_parking_time"),
    cdr("CDR-132", {"total_parking_time": 0.9}, fires=False),
    cdr("CDR-124", {SECOND + "dimensions.0.volume": 0.2, "total_parking_time": 0.5}, fires=False),
    cdr("CDR-124", {SECOND + "dimensions.0.volume": 0.2, "total_parking_time": 0.3}),
    cdr("CDR-133", {PERIOD + "dimensions.1.volume": 0.2, "total_reservation_cost": GONE}, "$.charging_periods"),
    cdr("CDR-134", {PERIOD + "tariff_id": "TAR9"}, "$.charging_periods[0].tariff_id"),
    cdr("CDR-144", {"tariffs.0.currency": "USD"}, "$.tariffs[0].currency"),
    cdr("CDR-145", {"total_cost": {"excl_vat": 0}, "tariffs": [], "total_reservation_cost": GONE}, "$.tariffs"),
    cdr("CDR-147", {"tariffs.0.start_date_time": "2026-12-01T00:00:00Z"}, "$.tariffs[0]"),
    cdr("CDR-143", {PERIOD + "dimensions.0.type": "MAX_CURRENT"}, "$.charging_periods"),
    cdr("CDR-227", {"last_updated": "2026-11-25T01:00:00Z"}, "$.last_updated"),
    cdr("CDR-225", {"cdr_location.evse_uid": "#NA"}, "$.cdr_location.evse_uid"),
    cdr("CDR-086", {"id": "C" * 38}, "$.id"),
    cdr("CDR-086", {**CREDIT, "id": "C" * 38}, fires=False),
    cdr("CDR-033", {"total_energy": 21}, "$.total_energy", before=(("CDR", {}),), teller=""),
    cdr("CDR-033", {}, before=(("CDR", {}),), teller="", fires=False),
    cdr("CDR-033", {"total_energy": 20.0}, before=(("CDR", {}),), teller="", fires=False),
    cdr("CDR-113", {"signed_data.public_key": "%%%"}, "$.signed_data.public_key"),
    cdr("CDR-113", {"signed_data.signed_values.0.signed_data": "%%%"}),
    cdr("CDR-112", {"signed_data.signed_values.0.nature": "Middle"}),
    cdr("SES-151", {"total_energy": 21}, "$.total_energy", before=(("Session", {}),)),
    cdr("SES-151", {}, before=(("Session", {}),), fires=False),
    cdr("SES-151", {}, "$.cdr_location.evse_uid", before=(("Session", {"evse_uid": "EVSE9"}),)),
    session("SES-114", OTHER_CHARGE, "$.id", before=(("Session", ACTIVE),), teller=""),
    session("SES-114", {"kwh": 21, "last_updated": LATE}, before=(("Session", ACTIVE),), teller="", fires=False),
    cdr("CDR-224", {"cdr_location.evse_uid": "EVSE9"}, "$.cdr_location.evse_uid", before=(("Location", {}),)),
    cdr("CDR-224", {}, before=(("Location", {}),), fires=False),
    cdr("CDR-094", {"cdr_location.postal_code": GONE}, "$.cdr_location.postal_code", before=(("Location", {}),)),
    cdr("CDR-094", {}, before=(("Location", {}),), fires=False),
    cdr("CDR-234", {"booking_id": "BOOK9"}, "$.booking_id", version="2.3.0", before=(("Booking", {}),)),
    cdr("CDR-234", {"booking_id": "BOOK1"}, version="2.3.0", before=(("Booking", {}),), fires=False),
    cdr("CDR-212", {"credit": True}, "$.credit", version="2.1.1"),
    cdr("CDR-215", {"session_id": GONE}, fires=False),
    # credits
    cdr("CDR-200", {"credit": True}, "$.credit_reference_id"),
    cdr("CDR-201", {"credit": GONE, "credit_reference_id": "CDR9"}, "$.credit"),
    cdr("CDR-203", {**CREDIT, "id": "CDR0001"}, "$.id"),
    cdr("CDR-202", {**CREDIT, "credit_reference_id": "CDR9"}, "$.credit_reference_id", before=(("CDR", {}),)),
    cdr("CDR-202", CREDIT, before=(("CDR", {}),), fires=False),
    cdr("CDR-204", {**CREDIT, "total_cost": {"excl_vat": -7}}, "$.total_cost", before=(("CDR", {}),)),
    cdr("CDR-204", {**CREDIT, "total_cost": {"excl_vat": 7}}, "$.total_cost"),
    cdr("CDR-204", {"total_cost": {"excl_vat": 7}}, fires=False),
    cdr("CDR-204", CREDIT, before=(("CDR", {}),), fires=False),
    cdr("CDR-206", {**CREDIT, "currency": "USD"}, "$.currency", before=(("CDR", {}),)),
    cdr("CDR-207", {**CREDIT, "total_energy": -20}, "$.total_energy", before=(("CDR", {}),)),
    cdr("CDR-210", CREDIT, before=(("CDR", {}), ("CDR", {**CREDIT, "id": "OTHER"}))),
    cdr("CDR-210", CREDIT, before=(("CDR", {}),), fires=False),
    cdr("CDR-211", {"id": "CDR2"}, "$.session_id", before=(("CDR", {}),), teller=""),
    cdr("CDR-211", {"id": "CDR2"}, before=(("CDR", {}), ("CDR", CREDIT)), teller="", fires=False),
)


def tariff(id: str, change: dict[str, Any], path: str | None = None, **more: Any) -> Case:
    """A Tariff with something changed."""
    return Case(id, "Tariff", change, path=path, **more)


LIMITS = "elements.0.restrictions."
TARIFFS = (
    tariff("TAR-081", {"elements.0.restrictions.min_kwh": 90}, "$.elements[0].restrictions.min_kwh"),
    tariff("TAR-068", {LIMITS + "start_date": "2026-02-30"}, "$.elements[0].restrictions.start_date", verdict="warned"),
    tariff("TAR-067", {LIMITS + "start_date": "2026-02-30"}, version="2.1.1"),
    tariff("TAR-068", {LIMITS + "start_date": "2026-02-28"}, fires=False),
    tariff("TAR-077", {"min_price.excl_vat": 51}),
    tariff("TAR-057", {"currency": "#NA"}, fires=False),
    tariff("TAR-057", {"currency": "XYZ"}, "$.currency"),
    tariff("TAR-102", {"elements.1.price_components.2.vat": GONE}, "$.elements[1].price_components[2].vat"),
    tariff("TAR-103", {"tax_included": "N/A"}, version="2.3.0"),
    tariff("TAR-103", {"tax_included": "NO"}, version="2.3.0", fires=False),
    tariff("TAR-100", {"elements.1.price_components.1.price": 250}, "$.elements[1].price_components[1].price"),
    *(
        tariff("TAR-064", {LIMITS + name: value}, f"$.elements[0].restrictions.{name}", version="2.1.1")
        for name, value in (("min_current", 6), ("max_current", 32), ("reservation", "RESERVATION"))
    ),
    tariff("TAR-064", {LIMITS + "min_power": 6}, version="2.1.1", fires=False),
    tariff("TAR-069", {LIMITS + "day_of_week": ["MONDAY", "MONDAY"]}, "$.elements[0].restrictions.day_of_week"),
    tariff("TAR-069", {LIMITS + "day_of_week": ["MONDAY", "FRIDAY"]}, fires=False),
    tariff("TAR-104", {"currency": "CAD"}, version="2.3.0"),
    tariff("TAR-099", {}, "$.elements[0].price_components[0].step_size", settings={"tariffs.step_size": "warn"}),
    tariff("TAR-099", {}, fires=False),
    Case(
        "CDR-236",
        "TariffElement",
        {"restrictions": {"booking": "BOOKING"}, "price_components.0.type": "ENERGY"},
        "2.3.0",
    ),
    Case(
        "CDR-236",
        "TariffElement",
        {"restrictions": {"booking": "BOOKING"}, "price_components.0.type": "TIME"},
        "2.3.0",
        fires=False,
    ),
)

TOKENS = (
    Case("TOK-117", "Token", {"contract_id": "my one"}, path="$.contract_id", settings={"tokens.contract_id": "warn"}),
    Case("TOK-117", "Token", {"contract_id": "my one"}, fires=False),
    Case("TOK-055", "Token", {"type": "APP_USER"}, path="$.whitelist"),
    Case("TOK-116", "Token", {"language": "xx"}, path="$.language"),
    Case("TOK-116", "Token", {"language": "EN"}, path="$.language"),
    Case("TOK-119", "Token", {"group_id": "G" * 21}, path="$.group_id"),
    Case("TOK-122", "Token", {}, path="$.uid", settings={"tokens.rfid_uid": "warn"}),
    Case("TOK-122", "Token", {"uid": "04A1B2C3"}, fires=False, settings={"tokens.rfid_uid": "warn"}),
    Case("TOK-026", "AuthorizationInfo", {"allowed": "BLOCKED"}, path="$.location"),
    Case("TOK-038", "AuthorizationInfo", {"token.valid": False}, path="$.allowed"),
    Case("HCI-019", "ClientInfo", {"status": "PLANNED"}, path="$.status", before=(("ClientInfo", {}),), teller=""),
    Case("HCI-019", "ClientInfo", {"status": "OFFLINE"}, before=(("ClientInfo", {}),), teller="", fires=False),
    Case("TOK-098", "LocationReferences", {"connector_ids": ["1"]}, path="$.connector_ids"),
    Case("CMD-090", "StartSession", {"evse_uid": GONE}, path="$.evse_uid"),
    Case("CMD-102", "StartSession", {"token.valid": False}, path="$.token.valid"),
    Case("CMD-102", "ReserveNow", {"token.valid": False}, path="$.token.valid"),
    Case("CMD-101", "StartSession", {"token.party_id": "ABC"}, path="$.token", before=(("Token", {}),)),
    Case("CMD-101", "ReserveNow", {"token.party_id": "ABC"}, path="$.token", before=(("Token", {}),)),
    Case("CMD-101", "StartSession", {}, before=(("Token", {}),), fires=False),
    *(
        Case("CMD-114", name, {}, path="$.evse_uid", before=(("Location", {"evses.0.capabilities": ["RFID_READER"]}),))
        for name in ("StartSession", "ReserveNow", "UnlockConnector")
    ),
    Case("CMD-114", "StartSession", {}, before=(("Location", {}),), fires=False),
    Case(
        "CMD-091",
        "StartSession",
        {"connector_id": GONE},
        path="$.connector_id",
        before=(
            ("Location", {"evses.0.capabilities": ["REMOTE_START_STOP_CAPABLE", "START_SESSION_CONNECTOR_REQUIRED"]}),
        ),
    ),
    Case("CMD-091", "StartSession", {}, before=(("Location", {}),), fires=False),
    # profiles
    Case("CPR-050", "ChargingProfile", {"min_charging_rate": 6.25}, path="$.min_charging_rate"),
    Case("CPR-050", "ChargingProfilePeriod", {"limit": 6.25}, path="$.limit"),
    Case("CPR-051", "ChargingProfile", {"charging_profile_period.0.start_period": 60}),
    Case("CPR-052", "ChargingProfile", {"charging_profile_period.1.start_period": 7200}),
    Case("CPR-053", "ChargingProfile", {"charging_profile_period.1.limit": 4}),
    Case("CPR-029", "ActiveChargingProfileResult", {"profile": GONE}, path="$.profile"),
    Case("CPR-030", "ActiveChargingProfileResult", {"result": "REJECTED"}, path="$.profile"),
)

CASES = (*SESSIONS, *CDRS, *TARIFFS, *TOKENS)
