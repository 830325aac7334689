"""The rows of single modules: what each must take, gives back, and says of itself."""

from ocpi_runner.checks import (
    accepting,
    asking,
    belonging,
    callbacks,
    modules,
    objects,
    profiling,
    reading_back,
    status,
    taking,
    walking,
)
from ocpi_runner.checks import conditions as when
from ocpi_runner.checks.check import Check, answering, at
from ocpi_runner.checks.taking import Feature, many, takes, with_, without

DETAILS = at("version_details.get")
COMMAND = at("commands.receiver.post")
RESULT = at("commands.sender.post_result", "chargingprofiles.sender.post_result")
PROFILES = at("chargingprofiles.receiver.")
ASKED_BACK = at("commands.receiver.post", "chargingprofiles.receiver.")
AUTHORIZE = at("tokens.sender.post_authorize")
PREFERENCES = at("sessions.sender.put_charging_preferences")
PUT_SESSION = at("sessions.receiver.put")
LISTED_CHARGES = at("cdrs.sender.get_list", "sessions.sender.get_list")
CDRS, PUT_LOCATION = at("cdrs.receiver.post"), at("locations.receiver.put_location")
KEPT = at("locations.receiver.get", "sessions.receiver.get", "tariffs.receiver.get", "tokens.receiver.get")
PARKING = Feature("LOC-072", "describes parking places", with_("parking_places"))
NO_EVSES = Feature("LOC-112", "has no EVSEs", without("evses"))
TAKEN_AWAY = Feature("LOC-086", "takes an EVSE away", taking.removed)
NO_PLACE = Feature("SES-074", "names no EVSE, being reserved", taking.place_not_given)
NO_EVSE = Feature("CDR-064", "names no EVSE, being of a reservation", taking.place_not_given)
CREDIT = Feature("CDR-065", "is a credit", with_("credit"))
GIVEN_BACK = Feature("CDR-070", "gives energy back", taking.negative_volume)
BARE = Feature("CDR-071", "has DateTimes without Z", accepting.no_zone)
NO_TARIFFS = Feature("CDR-068", "has no tariffs", without("tariffs"))
SEVERAL = Feature("CDR-069", "has several tariffs", with_("tariffs", many))
UNPUBLISHED = Feature("CDR-063", "is about a place that was not published", taking.unpublished)
NEW = Feature("PAY-013", "has no terminal_id yet", without("terminal_id"))
ANY_EVSE = Feature("CMD-034", "names no EVSE", taking.starts_anywhere)
BODILESS = Feature("TOK-017", "says nothing of the place", taking.bodiless)

REQUESTS: tuple[Check, ...] = (
    Check("CMD-069 CPR-026", callbacks.only_when_accepted, when.always, RESULT, ("url", "body")),
    Check("CMD-077 CPR-033", callbacks.once, when.always, RESULT, ("url", "body")),
    Check("CMD-075 CPR-032", callbacks.within_timeout, when.always, RESULT, ("url", "body")),
    Check("CPR-023 CPR-024 CPR-025", callbacks.of_its_kind, when.carries_object, RESULT, ("body",)),
    Check("CMD-098 CPR-058", callbacks.unique_url, when.always, ASKED_BACK, ("url", "body")),
    Check("CMD-068 CPR-016", callbacks.literal, when.always, RESULT, ("url",)),
    Check("CMD-082", callbacks.not_retried, when.always, RESULT, ("body",)),
    Check("CPR-036", profiling.covers_what_was_asked, when.carries_object, RESULT, ("body",)),
    Check("CPR-045 CPR-044 CPR-059", profiling.session_known, when.always, PROFILES, ("url",)),
    Check("CPR-039", profiling.told_only_after_profile, when.always, at("chargingprofiles.sender.put"), ("url",)),
    Check("SES-091", profiling.preferences_fit, when.always, PREFERENCES, ("url",)),
    Check("TOK-103 TOK-104 CMD-035 CMD-036 CMD-038 CMD-055", asking.not_asked_again, when.always, AUTHORIZE, ("url",)),
    Check("TOK-087 TOK-086", asking.not_trusted, when.always, AUTHORIZE, ("url",)),
    Check("SES-028 SES-029", belonging.sent_to_its_emsp, when.carries_object, PUT_SESSION, ("body", "headers")),
    Check("CDR-034", belonging.sent_soon, when.carries_object, CDRS, ("body",)),
    Check("BOK-073", belonging.booked_for_itself, when.carries_object, at("bookings.sender.post"), ("body",)),
    Check("CMD-101", belonging.commanded_for_itself, when.carries_object, COMMAND, ("body",)),
    Check("HCI-039 HCI-041 HCI-042", belonging.not_to_absent, when.always, when.functional, ("headers",), True),
)

ANSWERS: tuple[Check, ...] = (
    Check("LOC-002 LOC-003 SES-002 TAR-002 TOK-002", modules.interfaces_fit, when.single, DETAILS, foreign=True),
    Check(
        "LOC-001 SES-001 TAR-001 TOK-001 HCI-029 BOK-001 PAY-001 INV-001 LOC-002",
        modules.names_right,
        when.single,
        DETAILS,
        foreign=True,
    ),
    Check("CMD-029 CPR-021 BOK-002", modules.needs_met, when.single, DETAILS, foreign=True),
    Check("LOC-004", modules.tariffs_beside_locations, when.single, DETAILS, foreign=True),
    Check("LOC-014 CDR-008", walking.limit_stays, when.listed, at("locations.sender.get_list", "cdrs.sender.get_list")),
    Check("CDR-015", walking.oldest_first, when.listed, at("cdrs.sender.get_list")),
    Check("CDR-021 SES-012", belonging.listed_for_its_emsp, when.listed, LISTED_CHARGES),
    Check("BOK-015", belonging.booked_by_whoever_asks, when.listed, at("bookings.sender.get_bookings")),
    Check("BOK-006 BOK-007", profiling.slots_as_asked, when.listed, at("bookings.sender.get_booking_locations")),
    Check("CDR-046", status.location_is_url, when.succeeded, CDRS),
    Check("CDR-046 CDR-047", status.location_is_short, when.succeeded, CDRS),
    Check("TOK-019 TOK-018", asking.place_asked_for, when.always, AUTHORIZE),
    Check("TOK-022", asking.refusal_is_an_answer, when.always, AUTHORIZE),
    Check("TOK-027", asking.same_place, when.single, AUTHORIZE),
    Check("SES-086", profiling.asks_for_what_is_missing, when.always, PREFERENCES),
    Check(
        "BOK-009 BOK-010 PAY-005 PAY-020",
        objects.is_requested,
        when.single,
        answering("BookingLocation", "Calendar", "Terminal", "FinancialAdviceConfirmation"),
    ),
    Check(
        "LOC-075", objects.is_requested, when.single, at("locations.receiver.get_evse", "locations.receiver.get_conn")
    ),
    # what a receiver takes
    Check("CRD-009", takes("CRD-009"), taking.complete, at("credentials.post", "credentials.put")),
    Check("LOC-072 LOC-093 LOC-112", takes("LOC-072", PARKING, NO_EVSES), taking.complete, PUT_LOCATION),
    Check("LOC-078 LOC-079", takes("LOC-078"), taking.complete, at("locations.receiver.put_evse")),
    Check("LOC-079", takes("LOC-079"), taking.complete, at("locations.receiver.put_connector")),
    Check("LOC-085 LOC-086", takes("LOC-085", TAKEN_AWAY), taking.fragment, at("locations.receiver.patch")),
    Check("SES-045 SES-074", takes("SES-045", NO_PLACE), taking.complete, at("sessions.receiver.put")),
    Check("SES-051", takes("SES-051"), taking.fragment, at("sessions.receiver.patch")),
    Check("TAR-029", takes("TAR-029"), taking.complete, at("tariffs.receiver.put")),
    Check("TAR-037", takes("TAR-037"), taking.fragment, at("tariffs.receiver.patch")),
    Check("TOK-057", takes("TOK-057"), taking.complete, at("tokens.receiver.put")),
    Check("TOK-062", takes("TOK-062"), taking.fragment, at("tokens.receiver.patch")),
    Check(
        "CDR-043 CDR-063 CDR-064 CDR-065 CDR-067 CDR-068 CDR-069 CDR-070 CDR-071",
        takes("CDR-043", NO_EVSE, CREDIT, GIVEN_BACK, BARE, NO_TARIFFS, SEVERAL, UNPUBLISHED),
        taking.complete,
        CDRS,
    ),
    Check("HCI-031 HCI-038", takes("HCI-031"), taking.complete, at("hubclientinfo.receiver.put")),
    Check("INV-028", takes("INV-028"), taking.complete, at("invoicereconciliation.receiver.post")),
    Check("PAY-021", takes("PAY-021"), taking.fragment, at("payments.receiver.post_terminal")),
    Check("PAY-013", takes("PAY-013", NEW), taking.fragment, at("payments.sender.post_activate")),
    Check("PAY-024", takes("PAY-024"), taking.complete, at("payments.receiver.post_financial")),
    Check("BOK-016", takes("BOK-016"), taking.complete, at("bookings.sender.post")),
    Check("CPR-061", takes("CPR-061"), taking.complete, at("chargingprofiles.sender.put")),
    Check("CPR-003 CPR-020", takes("CPR-003"), taking.complete, at("chargingprofiles.receiver.put")),
    Check("CMD-105 CMD-106 CMD-107 CPR-062", takes("CMD-105 CPR-062"), taking.complete, RESULT),
    Check("CMD-034 CMD-009 CMD-031 CMD-052", takes("CMD-009", ANY_EVSE), taking.complete, COMMAND),
    Check("TOK-017 TOK-034", takes("TOK-017", BODILESS), when.always, AUTHORIZE),
    # what was announced is there
    Check("CMD-001 CMD-002 CMD-028", taking.offered_or_unknown, when.always, COMMAND),
    Check("CPR-001 CPR-003 CPR-005", taking.offered, when.always, PROFILES),
    Check("TOK-015 TOK-039 TOK-040", taking.offered, when.always, AUTHORIZE),
    Check("SES-077", taking.offered, when.always, at("sessions.sender.put_charging")),
    Check("PAY-015", taking.offered, when.always, at("payments.sender.post_deactivate")),
    Check("PAY-045", taking.offered, when.always, CDRS, foreign=True),
    Check("CMD-010", taking.in_time(taking.SLOW), when.always, COMMAND),
    Check("CPR-015", taking.in_time(taking.SLOW), when.always, PROFILES),
    Check("TOK-031", taking.in_time(3.0), when.always, AUTHORIZE),
    Check("CMD-078", callbacks.after_answer, when.always, ASKED_BACK),
    # what was pushed is kept
    Check(
        "LOC-074 LOC-076 LOC-077 LOC-078 LOC-079 LOC-084 SES-048 SES-049 SES-050 SES-051 SES-052 SES-053 SES-055 "
        "SES-067 TAR-032 TAR-033 TAR-037 TAR-038 TOK-060 TOK-061 TOK-062",
        reading_back.as_pushed,
        when.answered_with_data,
        KEPT,
    ),
    Check(
        "LOC-080 LOC-081 LOC-082 LOC-083",
        reading_back.parents_moved,
        when.answered_with_data,
        at("locations.receiver.get_location"),
    ),
    Check("LOC-086 LOC-036", reading_back.removed_is_kept, when.always, at("locations.receiver.get_evse")),
    Check("LOC-036", reading_back.removed_is_kept, when.always, at("locations.sender.get_evse")),
    Check("TAR-034", reading_back.deleted_is_gone, when.always, at("tariffs.receiver.get")),
)
