"""Checks of charging profiles and preferences against the Session they are for. OCPI 2.2.1, 9.2.1 and 15.2."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from ocpi_runner.checks.callbacks import origin
from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.past import Seen
from ocpi_runner.checks.subject import Subject

NEEDED = {"DEPARTURE_REQUIRED": "departure_time", "ENERGY_NEED_REQUIRED": "energy_need"}


def session(subject: Subject) -> Seen | None:
    """The Session that the address names."""
    return subject.past.object("Session", subject.params.get("session_id"))


def session_known(subject: Subject) -> Iterator[Defect]:
    """The Session is one that was told, and it has not ended."""
    seen, id = session(subject), subject.params.get("session_id")
    if seen is None and any(True for _ in subject.past.objects("Session")):
        message = f"No Session {shown(id)} was told in this run"
        yield Defect(message, "url", "a Session", id, "warned", requirement="CPR-045 CPR-044")
    elif seen and seen.value.get("status") in ("COMPLETED", "INVALID"):
        message = f"Session {shown(id)} is {seen.value.get('status')} (exchange {seen.exchange})"
        yield Defect(message, "url", "a Session that goes on", id, "warned", requirement="CPR-059")


def covers_what_was_asked(subject: Subject) -> Iterator[Defect]:
    """The profile that is told covers the time that was asked about."""
    told, value = origin(subject), subject.request.value
    asked = dict(parse_qsl(urlsplit(told.url).query)).get("duration") if told else None
    active = value.get("profile") if isinstance(value, dict) else None
    profile = active.get("charging_profile") if isinstance(active, dict) else None
    duration = profile.get("duration") if isinstance(profile, dict) else None
    if asked and asked.isdigit() and type(duration) is int and duration > int(asked):
        message = f"The profile holds for {duration} s, and {asked} s were asked about"
        yield Defect(message, "$.profile.charging_profile.duration", f"at most {asked}", duration)


def told_only_after_profile(subject: Subject) -> Iterator[Defect]:
    """Profiles are told to whoever has set one."""
    id = subject.params.get("session_id", "").upper()
    set_ = (
        told.params.get("session_id", "").upper() for told in subject.past.exchanges("chargingprofiles.receiver.put")
    )
    if id and id not in set(set_):
        yield Defect("No profile was set for this Session", "url", "a PUT of a profile before", None)


def preferences_fit(subject: Subject) -> Iterator[Defect]:
    """Preferences are for a Session that goes on."""
    seen = session(subject)
    if seen and seen.value.get("status") in ("COMPLETED", "INVALID"):
        message = f"The Session is {seen.value.get('status')} (exchange {seen.exchange})"
        yield Defect(message, "url", "a Session that goes on", seen.value.get("status"), "warned")


def asks_for_what_is_missing(subject: Subject) -> Iterator[Defect]:
    """What was told is not asked for."""
    value, needed = subject.request.value, NEEDED.get(subject.data if isinstance(subject.data, str) else "")
    if needed and isinstance(value, dict) and value.get(needed) is not None:
        yield Defect(
            f"The answer is {subject.data}, and `{needed}` was there", "$.data", "another answer", subject.data
        )
