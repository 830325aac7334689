"""Cases of the rules and checks of Sessions that look at several messages."""

from typing import Any

from checks_exchange import BASE, NOON
from ocpi_objects import whole
from rules_bench import GONE, Case, Talk, changed

PUT, PATCH, LIST = "sessions.receiver.put", "sessions.receiver.patch", "sessions.sender.get_list"
PREFER, COMMAND = "sessions.sender.put_charging_preferences", "commands.receiver.post"
FAILED = {"answer": {"status_code": 3000, "timestamp": "2026-11-25T12:00:00Z"}}
RUNNING = {"status": "ACTIVE", "end_date_time": GONE, "last_updated": "2026-11-25T01:00:00Z"}


def session(change: dict[str, Any] | None = None, version: str = "2.2.1") -> Any:
    """A Session with something changed."""
    return changed(whole(version, "Session"), change or {})


def put(change: dict[str, Any] | None = None, version: str = "2.2.1", **more: Any) -> tuple[str, dict[str, Any]]:
    """A push of it."""
    return PUT, {"body": session(change, version)} | more


def told(*changes: dict[str, Any], version: str = "2.2.1", **more: Any) -> tuple[str, dict[str, Any]]:
    """A list of it."""
    return LIST, {"data": [session(each, version) for each in changes]} | more


def since(moment: str) -> tuple[str, dict[str, Any]]:
    """A pull of what changed since then."""
    return told(url=f"{BASE}sessions?date_from={moment}")


READ_BACK = ("sessions.receiver.get", {"data": session(RUNNING)})
PUSHES = (
    Talk("SES-127", (put({"end_date_time": "2026-11-26T02:00:00Z"}),), path="$.end_date_time"),
    Talk("SES-127", (put(),), fires=False),
    Talk("SES-018", (put(RUNNING), told({**RUNNING, "last_updated": "2026-11-25T01:10:00Z"})), path="$.data[0]"),
    Talk("SES-018", (put(RUNNING), told(RUNNING)), fires=False),
    Talk("SES-018", (told(RUNNING), told({**RUNNING, "last_updated": "2026-11-25T01:10:00Z"})), fires=False),
    Talk("SES-152", (put(RUNNING), told({**RUNNING, "id": "SES2"})), fires=False),
    Talk("SES-147", (put(RUNNING), READ_BACK, put({**RUNNING, "kwh": 1})), path="$.kwh"),
    Talk("SES-147", (put(RUNNING), READ_BACK, put({**RUNNING, "kwh": 21})), fires=False),
    Talk("SES-030", (put(RUNNING), told({})), path="$.data[0]"),
    Talk("SES-030", (put(RUNNING), put(), told({})), fires=False),
    Talk("SES-030", (put(RUNNING), put(**FAILED), told({})), fires=False),
    Talk("SES-043", (put(RUNNING), put(RUNNING), put(RUNNING)), path="$"),
    Talk("SES-043", (put(RUNNING), put(RUNNING)), fires=False),
    Talk("SES-043", (put(RUNNING), put()), fires=False),
    Talk("SES-043", (put(RUNNING, **FAILED), put(RUNNING)), fires=False),
    Talk("SES-076", (put(**FAILED), since("2026-11-25T11:00:00Z")), path="url"),
    Talk("SES-076", (put(**FAILED), since("2026-11-25T02:00:00Z")), fires=False),
    Talk("SES-076", (put(), since("2026-11-25T11:00:00Z")), fires=False),
    Talk(
        "SES-133",
        (
            put(),
            (PATCH, {"body": {"charging_periods": [{"start_date_time": "2026-11-25T01:00:00Z", "dimensions": []}]}}),
        ),
        path="$.charging_periods[0].start_date_time",
    ),
    Talk(
        "SES-133",
        (
            put(),
            (PATCH, {"body": {"charging_periods": [{"start_date_time": "2026-11-25T01:45:00Z", "dimensions": []}]}}),
        ),
        fires=False,
    ),
    Talk("SES-155", (put(), put({"last_updated": "2026-11-25T03:00:00Z"}, swapped=True)), path="$.last_updated"),
    Talk("SES-155", (put(), put(swapped=True)), fires=False),
    Talk("SES-031", (put({**RUNNING, "status": "PENDING"}, started=NOON + 3 * 86400),), path="$.status"),
    Talk("SES-031", (put({**RUNNING, "status": "PENDING"}),), fires=False),
)

STATUSES = (
    Case("SES-134", "Session", {**RUNNING, "status": "PENDING"}, path="$.kwh"),
    Case("SES-134", "Session", {**RUNNING, "status": "PENDING", "kwh": 0}, fires=False),
    Case("SES-037", "Session", {**RUNNING, "status": "RESERVED"}, path="$.status"),
    Case("SES-037", "Session", {**RUNNING, "status": "RESERVATION"}, fires=False),
)

RESERVE = {"params": {"command": "RESERVE_NOW"}, "body": whole("2.2.1", "ReserveNow"), "data": {"result": "ACCEPTED"}}
RESERVED = (
    Talk("SES-037", ((COMMAND, RESERVE), put(RUNNING)), path="$.status"),
    Talk("SES-037", ((COMMAND, RESERVE), put({**RUNNING, "status": "RESERVATION"}), put(RUNNING)), fires=False),
    Talk("SES-037", ((COMMAND, RESERVE | {"data": {"result": "REJECTED"}}), put(RUNNING)), fires=False),
)


def place() -> tuple[str, dict[str, Any]]:
    """The Location of the Session."""
    return "locations.receiver.put_location", {"body": whole("2.2.1", "Location")}


def tariff(kind: str) -> tuple[str, dict[str, Any]]:
    """Its tariff, of that type."""
    return "tariffs.receiver.put", {"body": changed(whole("2.2.1", "Tariff"), {"type": kind})}


def prefer(profile: str, answer: str) -> tuple[str, dict[str, Any]]:
    """Preferences, and what becomes of them."""
    return PREFER, {"body": {"profile_type": profile}, "data": answer}


LATER = {"charging_periods.1.start_date_time": "2026-11-25T12:30:00Z"}
NO, YES = "PROFILE_TYPE_NOT_SUPPORTED", "ACCEPTED"
PREFERENCES = (
    Talk("SES-088", (place(), tariff("REGULAR"), put(RUNNING), prefer("GREEN", YES)), path="$.data"),
    Talk("SES-088", (place(), tariff("PROFILE_GREEN"), put(RUNNING), prefer("GREEN", YES)), fires=False),
    Talk("SES-088", (place(), put(RUNNING), prefer("GREEN", YES)), fires=False),
    Talk("SES-085", (place(), tariff("PROFILE_GREEN"), put(RUNNING), prefer("GREEN", NO)), path="$.data"),
    Talk("SES-085", (place(), tariff("REGULAR"), put(RUNNING), prefer("GREEN", NO)), fires=False),
    Talk(
        "SES-090",
        (tariff("REGULAR"), prefer("GREEN", YES), put({**RUNNING, **LATER})),
        path="$.charging_periods[1].tariff_id",
    ),
    Talk("SES-090", (tariff("PROFILE_GREEN"), prefer("GREEN", YES), put({**RUNNING, **LATER})), fires=False),
    Talk("SES-090", (tariff("REGULAR"), prefer("GREEN", YES), put(RUNNING)), fires=False),
)


def authorized() -> tuple[tuple[str, dict[str, Any]], ...]:
    """A Token, and a question about it."""
    asked = {"params": {"token_uid": "RFID-1"}, "data": {"allowed": "ALLOWED"}}
    return ("tokens.receiver.put", {}), ("tokens.sender.post_authorize", asked)


STARTED = {"start_datetime": "2026-11-25T12:05:00Z", "end_datetime": GONE, "status": "ACTIVE"}
TOKENS = ("tokens.sender.get_list", {})
DRIVERS = (
    Talk("SES-013", (TOKENS, told({"cdr_token.uid": "RFID-9"}, version="2.2")), "2.2", path="$.data[0].cdr_token.uid"),
    Talk("SES-013", (TOKENS, told({}, version="2.2")), "2.2", fires=False),
    Talk("SES-013", (told({"cdr_token.uid": "RFID-9"}, version="2.2"),), "2.2", fires=False),
    Talk("SES-013", (TOKENS, told({"auth_id": "NL-EMP-C9"}, version="2.1.1")), "2.1.1", path="$.data[0].auth_id"),
    Talk("SES-013", (TOKENS, told({}, version="2.1.1")), "2.1.1", fires=False),
    Case("SES-118", "Session", {"auth_id": "RFID-1"}, "2.1.1", path="$.auth_id", before=(("Token", {}),)),
    Case("SES-118", "Session", {"auth_id": "OTHER"}, "2.1.1", before=(("Token", {}),), fires=False),
    Case("SES-118", "Session", {}, "2.1.1", before=(("Token", {}),), fires=False),
    Talk("SES-118", (TOKENS, put({"auth_id": "NL-EMP-C9"}, "2.1.1")), "2.1.1", path="$.auth_id"),
    Talk(
        "SES-121",
        (*authorized(), put({**STARTED, "auth_method": "WHITELIST"}, "2.1.1")),
        "2.1.1",
        path="$.auth_method",
    ),
    Talk("SES-121", (*authorized(), put(STARTED, "2.1.1")), "2.1.1", fires=False),
    Talk("SES-121", (put({**STARTED, "auth_method": "WHITELIST"}, "2.1.1"),), "2.1.1", fires=False),
)

BY_NIGHT = [
    {"price_components": [{"type": "ENERGY", "price": 0.3, "step_size": 1}], "restrictions": {"end_time": "02:00"}},
    {"price_components": [{"type": "ENERGY", "price": 0.2, "step_size": 1}]},
]
PRICES = (
    Case(
        "SES-145",
        "Session",
        before=(("Tariff", {"elements": BY_NIGHT}), ("Location", {})),
        path="$.charging_periods[0]",
    ),
    Case("SES-145", "Session", before=(("Tariff", {"elements": BY_NIGHT[1:]}), ("Location", {})), fires=False),
    Case("SES-145", "Session", fires=False),
)

CASES: tuple[Case | Talk, ...] = (*PUSHES, *STATUSES, *RESERVED, *PREFERENCES, *DRIVERS, *PRICES)
