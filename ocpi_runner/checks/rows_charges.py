"""The rows of Sessions, CDRs and commands that look at several exchanges."""

from ocpi_runner.checks import conditions as when
from ocpi_runner.checks import outcomes, taking, telling
from ocpi_runner.checks.check import Check, at
from ocpi_runner.checks.rules import pending

SESSIONS, CDRS = at("sessions.sender.get_list"), at("cdrs.sender.get_list")
PUSHED = at("sessions.receiver.put", "sessions.receiver.patch")
RESULT, COMMAND = at(pending.RESULT), at(pending.COMMANDS)

REQUESTS: tuple[Check, ...] = (
    Check("SES-043", telling.not_told_again, when.carries_object, PUSHED, ("body",)),
    Check("SES-076 CDR-074", telling.catches_up, when.with_query, at("sessions.sender.", "cdrs.sender."), ("url",)),
    Check("CMD-067", outcomes.results_come, when.always, RESULT, ("url",)),
    Check("CMD-076", outcomes.late_is_timeout, when.carries_object, RESULT, ("url", "body")),
    Check("CMD-061", outcomes.canceled_is_reserved, when.carries_object, RESULT, ("url", "body")),
    Check("CMD-079", outcomes.not_mixed_up, when.carries_object, RESULT, ("url", "body")),
)

ANSWERS: tuple[Check, ...] = (
    Check("SES-018 SES-030", telling.session_pushed, when.listed, SESSIONS),
    Check("SES-013", telling.listed_for_known_tokens, when.listed, SESSIONS),
    Check("CDR-027", telling.cdr_pushed, when.listed, CDRS),
    Check("CDR-062", taking.takes("CDR-062"), telling.new_values, at("cdrs.receiver.post")),
    Check("CMD-067", outcomes.results_came, when.always, COMMAND),
    Check("SES-085 SES-088", outcomes.tariff_for_profile, when.succeeded, at("sessions.sender.put_charging")),
)
