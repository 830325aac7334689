"""Checks of charging profiles and preferences against the Session they are for. OCPI 2.2.1, 9.2.1 and 15.2."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from ocpi_runner.checks.callbacks import origin
from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.past import Seen
from ocpi_runner.checks.subject import Subject
from ocpi_runner.ocpi.moment import parse

BOUNDS = ("start_date_time", "end_date_time")
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
    """Profiles are told to whoever has set one, which may have been before the run."""
    id = subject.params.get("session_id", "").upper()
    set_ = (
        told.params.get("session_id", "").upper() for told in subject.past.exchanges("chargingprofiles.receiver.put")
    )
    if id and id not in set(set_):
        yield Defect("No profile was set for this Session", "url", "a PUT of a profile before", None, "warned")


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


def slots_as_asked(subject: Subject) -> Iterator[Defect]:
    """Places that are listed for a time have a slot in it."""
    since, until = (parse(subject.query.get(f"timeslot_{side}", "")) for side in ("from", "to"))
    for index, row in enumerate(subject.data if since or until else ()):
        slots = list(timeslots(row))
        if slots and since and not any(end > since for _, end in slots):
            yield unslotted(index, "timeslot_from", "BOK-006")
        if slots and until and not any(start < until for start, _ in slots):
            yield unslotted(index, "timeslot_to", "BOK-007")


def unslotted(index: int, name: str, id: str) -> Defect:
    """What is told of a place that does not belong in the list."""
    message = f"None of the time slots of this place is one that `{name}` asks for"
    return Defect(message, f"$.data[{index}].calendars", "a slot in the window", "none", requirement=id)


def timeslots(place: Any) -> Iterator[tuple[datetime, datetime]]:
    """The time slots of a BookingLocation."""
    calendars = place.get("calendars") if isinstance(place, dict) else None
    for calendar in calendars if isinstance(calendars, list) else ():
        rows = calendar.get("available_timeslots") if isinstance(calendar, dict) else None
        for row in rows if isinstance(rows, list) else ():
            moments = [parse(str(row.get(name))) for name in BOUNDS] if isinstance(row, dict) else []
            if len(moments) == len(BOUNDS) and moments[0] and moments[1]:
                yield moments[0], moments[1]
