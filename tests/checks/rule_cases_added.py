"""Cases of the rules of bookings, payments and invoices."""

from typing import Any

from rules_bench import GONE, Case


def case(id: str, name: str, change: dict[str, Any], path: str | None = None, **more: Any) -> Case:
    """One of OCPI 2.3.0."""
    return Case(id, name, change, "2.3.0", path, **more)


SLOT = "available_timeslots."
VEHICLE = ("max_vehicle_weight", "max_vehicle_height", "max_vehicle_length", "max_vehicle_width")
CASES = (
    case("BOK-041", "Cancellation", {"cancellation_reason": "FULL"}, "$.who_canceled"),
    case("BOK-042", "Cancellation", {"who_canceled": "SENDER"}, "$.who_canceled"),
    case("BOK-043", "Booking", {"reservation_status": "RESERVED"}, "$.canceled"),
    case("BOK-018", "Booking", {"location_id": "LOC9"}, "$.location_id"),
    case("BOK-077", "Period", {"end_date_time": "2026-11-26T08:00:00Z"}, "$.end_date_time"),
    case("BOK-094", "Timeslot", {"end_date_time": "2026-11-26T08:00:00Z"}, "$.end_date_time"),
    case("BOK-094", "Timeslot", {"min_power": 20, "max_power": 10}, "$.min_power"),
    case("BOK-080", "BookingRequest", {"tokens.0.party_id": "ABC"}, "$.tokens[0]"),
    case("BOK-087", "BookingLocation", {"booking_option": GONE}, "$.booking_option", verdict="failed"),
    case("BOK-087", "BookingLocation", {"booking_option": GONE, "evse_uid": "EVSE1"}, verdict="warned"),
    case("BOK-087", "BookingLocation", {"evse_uid": "EVSE1"}, fires=False),
    case("BOK-106", "BookingToken", {"type": "LICENSE_PLATE"}, "$.type"),
    case("BOK-106", "BookingToken", {"type": "RFID"}, fires=False),
    case("BOK-091", "Calendar", {"end_before": "2026-11-26T00:00:00Z"}, "$.end_before"),
    case("BOK-091", "Calendar", {SLOT + "0.end_date_time": "2026-11-28T00:00:00Z"}, "$.available_timeslots[0]"),
    case("BOK-092", "Calendar", {SLOT + "1": {"start_date_time": "2026-11-26T09:00:00Z"}}),
    case("BOK-093", "BookingLocation", {"calendars.1": {"id": "CAL1"}}, "$.calendars[1].id"),
    case("BOK-097", "BookingTerms", {"early_start_time": GONE}, "$.early_start_time"),
    case("BOK-097", "BookingTerms", {"late_stop_time": GONE}, "$.late_stop_time"),
    case("BOK-099", "AccessInformation", {"value": GONE}, "$.value"),
    case("BOK-100", "Booking", {"access_information.0.method": "TOKEN"}),
    *(
        case("BOK-102", "BookingOption", {"vehicle_types": ["BUS"], size: GONE}, f"$.{size}")
        for size in (*VEHICLE, "min_parking_space_length", "min_parking_space_width", "dangerous_goods_allowed")
    ),
    *(
        case("BOK-106", name, {"start_from": "2026-11-26T08:00:00Z"}, "$.start_from")
        for name in ("BookingLocation", "Booking", "BookingRequest", "Calendar", "BookingTerms")
    ),
    case("PAY-052", "Terminal", {"country": "NL"}, "$.country"),
    case("PAY-052", "Terminal", {"country_code": "ZZ"}, "$.country_code"),
    case("PAY-055", "Terminal", {"invoice_base_url": GONE}, "$.invoice_base_url"),
    case("PAY-056", "Terminal", {"customer_reference": GONE, "party_id": GONE}, "$.customer_reference"),
    case(
        "PAY-061",
        "FinancialAdviceConfirmation",
        {"capture_status_code": "FAILED", "capture_status_message": GONE},
        "$.capture_status_message",
    ),
    case("PAY-049", "FinancialAdviceConfirmation", {"currency": "USD"}, "$.currency", before=(("CDR", {}),)),
    case("PAY-049", "FinancialAdviceConfirmation", {}, before=(("CDR", {}),), fires=False),
    case(
        "PAY-048",
        "FinancialAdviceConfirmation",
        {"total_costs.before_taxes": 7},
        "$.total_costs",
        before=(("CDR", {}),),
    ),
    case("PAY-048", "FinancialAdviceConfirmation", {}, before=(("CDR", {}),), fires=False),
    case("INV-011", "InvoiceReconciliationRecord", {"cdrs": ["CDR0001", "cdr0001"]}, "$.cdrs"),
    case("INV-010", "InvoiceReconciliationRecord", {"cdrs": ["C" * 38]}, "$.cdrs"),
    case("INV-014", "InvoiceReconciliationRecord", {"cdrs": ["CDR9"]}, "$.cdrs", before=(("CDR", {}),)),
    case("INV-014", "InvoiceReconciliationRecord", {}, before=(("CDR", {}),), fires=False),
    case(
        "INV-015",
        "InvoiceReconciliationRecord",
        {"id": "REC2"},
        "$.cdrs",
        before=(("InvoiceReconciliationRecord", {}),),
    ),
    case("INV-015", "InvoiceReconciliationRecord", {"id": "REC2"}, fires=False),
    case(
        "INV-018",
        "InvoiceReconciliationRecord",
        {"cdrs": ["CDR0001", "CDR2"]},
        "$.cdrs",
        before=(("CDR", {}), ("CDR", {"id": "CDR2", "currency": "USD"})),
    ),
    case("INV-018", "InvoiceReconciliationRecord", {}, before=(("CDR", {}),), fires=False),
    case(
        "INV-019",
        "InvoiceReconciliationRecord",
        {},
        "$.invoice_id",
        before=(("CDR", {"invoice_reference_id": "INV-9"}),),
    ),
    case(
        "INV-019",
        "InvoiceReconciliationRecord",
        {},
        before=(("CDR", {"invoice_reference_id": "INV-0001"}),),
        fires=False,
    ),
)
