"""Cases of the rules and checks of CDRs that look at several messages."""

from typing import Any

from checks_exchange import BASE, DETAILS
from ocpi_objects import whole
from rules_bench import Case, Talk, changed

POST, LIST = "cdrs.receiver.post", "cdrs.sender.get_list"
REFUSED = {"direction": "out", "answer": {"status_code": 2001, "timestamp": "2026-11-25T12:00:00Z"}}
FAILED = {"answer": {"status_code": 3000, "timestamp": "2026-11-25T12:00:00Z"}}


def cdr(change: dict[str, Any] | None = None, version: str = "2.2.1") -> Any:
    """A CDR with something changed."""
    return changed(whole(version, "CDR"), change or {})


def post(change: dict[str, Any] | None = None, version: str = "2.2.1", **more: Any) -> tuple[str, dict[str, Any]]:
    """A push of it."""
    return POST, {"body": cdr(change, version)} | more


def told(*changes: dict[str, Any], **more: Any) -> tuple[str, dict[str, Any]]:
    """A list of it."""
    return LIST, {"data": [cdr(each) for each in changes]} | more


def since(moment: str) -> tuple[str, dict[str, Any]]:
    """A pull of what changed since then."""
    return told(url=f"{BASE}cdrs?date_from={moment}")


SECOND = {"id": "CDR2", "last_updated": "2026-11-25T12:05:00Z"}
CREDIT = {"id": "CDR2-C", "credit": True, "total_cost": {"excl_vat": -8, "incl_vat": -9.68}}
PUSHES = (
    Talk("CDR-027", (post(), told(SECOND)), apart=600, path="$.data[0]"),
    Talk("CDR-027", (post(), told({})), apart=600, fires=False),
    Talk("CDR-027", (told(SECOND),), apart=600, fires=False),
    Talk("CDR-027", (post(), post(SECOND, **FAILED), told(SECOND)), apart=600, fires=False),
    Talk("CDR-074", (post(**FAILED), since("2026-11-25T11:00:00Z")), path="url"),
    Talk("CDR-074", (post(**FAILED), since("2026-11-25T02:00:00Z")), fires=False),
    Talk("CDR-042", (post(), post({"remark": "Seen by a hub"}, swapped=True)), path="$.remark"),
    Talk("CDR-042", (post(), post(swapped=True)), fires=False),
    Talk("CDR-211", (post(), told({"id": "CDR2"})), fires=False),
    Talk("CDR-202", (post(), told({**CREDIT, "credit_reference_id": "CDR2"})), fires=False),
    Talk("CDR-035", (post({"end_date_time": "2026-11-26T02:00:00Z"}),), path="$.end_date_time"),
    Talk("CDR-035", (post(),), fires=False),
)

PLUG = {"cdr_location.connector_standard": "MY_NEW_PLUG"}
LONG = {"signed_data.signed_values.0.plain_data": "1" * 600}
BOOKED = {**DETAILS, "version": "2.3.0", "endpoints": [{"identifier": "bookings", "role": "SENDER", "url": BASE + "b"}]}
CONTENT = (
    Talk("CDR-062", (post(PLUG, "2.3.0", **REFUSED),), "2.3.0", path="status"),
    Talk("CDR-062", (post({}, "2.3.0", **REFUSED),), "2.3.0", fires=False),
    Talk("CDR-062", (post(PLUG, "2.3.0"),), "2.3.0", fires=False),
    Talk(
        "CDR-237",
        (("version_details.get", {"data": BOOKED}), post(LONG, "2.3.0")),
        "2.3.0",
        path="$.signed_data.signed_values[0].plain_data",
    ),
    Talk("CDR-237", (post(LONG, "2.3.0"),), "2.3.0", fires=False),
    Case("CDR-218", "CDR", {"auth_id": "RFID-1"}, "2.1.1", path="$.auth_id", before=(("Token", {}),)),
    Case("CDR-218", "CDR", {}, "2.1.1", before=(("Token", {}),), fires=False),
)

METERED = changed(whole("2.2.1", "Session"), {"kwh": 15, "last_updated": "2026-11-25T01:00:00Z"})
LATE = {
    "charging_periods.0.dimensions.0.volume": 2,
    "charging_periods.1.dimensions": [{"type": "ENERGY", "volume": 18}],
}
ENERGY = (
    Talk("CDR-139", (("sessions.receiver.put", {"body": METERED}), post(LATE)), path="$.charging_periods"),
    Talk("CDR-139", (("sessions.receiver.put", {"body": METERED}), post()), fires=False),
    Talk("CDR-139", (post(LATE),), fires=False),
)

ASKED = ("tokens.sender.post_authorize", {"params": {"token_uid": "RFID-1"}})
NEW = {"start_date_time": "2026-11-25T12:00:00Z", "end_date_time": "2026-11-25T13:00:00Z"}


def allowed(reference: str) -> tuple[str, dict[str, Any]]:
    """A driver who may charge, under a reference."""
    return ASKED[0], {**ASKED[1], "data": {"allowed": "ALLOWED", "authorization_reference": reference}}


AUTHORIZED = (
    Talk("CDR-219", (allowed("AUTH-0001"), post({**NEW, "auth_method": "WHITELIST"})), path="$.auth_method"),
    Talk("CDR-219", (allowed("AUTH-0001"), post(NEW)), fires=False),
    Talk("CDR-219", (allowed("AUTH-0001"), post({"auth_method": "WHITELIST"})), fires=False),
    Talk("CDR-222", (allowed("AUTH-9"), post(NEW)), path="$.authorization_reference"),
    Talk("CDR-222", (allowed("AUTH-9"), allowed("AUTH-0001"), post(NEW)), fires=False),
    Talk("CDR-222", (allowed("AUTH-9"), post()), fires=False),
)

CASES: tuple[Case | Talk, ...] = (*PUSHES, *CONTENT, *ENERGY, *AUTHORIZED)
