"""Rules of EVSEs: their ids, what they can, and what of them is told again. OCPI 2.2.1, 8.3.2 and 8.4.3."""

import re
from collections.abc import Iterator

from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.item import Item
from ocpi_runner.checks.rules.changes import earlier
from ocpi_runner.checks.rules.laws import NOT_GIVEN
from ocpi_runner.checks.rules.rule import Rule
from ocpi_runner.ocpi.writing import read

EVSE_ID = re.compile(r"[A-Z]{2}[*-]?[A-Z0-9]{3}[*-]?E[*-]?[A-Z0-9][A-Z0-9*-]{0,30}", re.IGNORECASE)
#: Capability -> a module that it needs, and the row that says so.
MODULES = {
    "REMOTE_START_STOP_CAPABLE": ("commands", "LOC-170"),
    "RESERVABLE": ("commands", "LOC-170"),
    "UNLOCK_CAPABLE": ("commands", "LOC-170"),
    "CHARGING_PROFILE_CAPABLE": ("chargingprofiles", "LOC-171"),
    "CHARGING_PREFERENCES_CAPABLE": ("sessions", "LOC-172"),
}


def evse_id(item: Item) -> Iterator[Defect]:
    """The id of an EVSE names country, operator, and what it is."""
    found = item.text("evse_id")
    if found and found != NOT_GIVEN and not EVSE_ID.fullmatch(found):
        message = f"`evse_id` is {shown(found)}; an EVSE id is NL*ABC*E1234"
        yield Defect(message, item.at("evse_id"), "an EVSE id", found, "warned")


def backed(item: Item) -> Iterator[Defect]:
    """What an EVSE can do by command, the CPO takes commands for."""
    for capability, (module, id) in MODULES.items():
        if capability in item.texts("capabilities") and item.past.announces(item.context.by, module) is False:
            message = f"The EVSE is {capability}, and {item.context.by} announces no `{module}`"
            yield Defect(message, item.at("capabilities"), module, None, requirement=id)
            return


def status_fits(item: Item) -> Iterator[Defect]:
    """An EVSE at which a Session is ACTIVE is not AVAILABLE; one inside a Session is told as it was before."""
    if item.parent and item.parent.parent:
        return
    location = item.parent.text("id") if item.parent else item.context.params.get("location_id")
    uid = item.get("uid")
    for seen in item.past.objects("Session") if item.text("status") == "AVAILABLE" and location else ():
        if seen.value.get("status") != "ACTIVE" or seen.value.get("evse_uid", uid) != uid:
            continue
        told = read(item.context.version, "Session", dict(seen.value))
        if (told.get("location_id"), told.get("evse_uid")) == (location, uid) and seen.by == item.context.by:
            message = f"The EVSE is AVAILABLE, and Session {shown(seen.value.get('id'))} is ACTIVE at it"
            yield Defect(message, item.at("status"), "CHARGING", "AVAILABLE", "warned")
            return


def all_told(item: Item) -> Iterator[Defect]:
    """A Location is told with all its EVSEs: those that are gone are REMOVED."""
    seen = earlier(item)
    rows = seen.value.get("evses") if seen and not item.partial else None
    known = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    here = {str(each.get("uid")).upper() for each in item.many("evses")}
    missing = [row for row in known if str(row.get("uid")).upper() not in here and row.get("status") != "REMOVED"]
    if missing and seen:
        message = f"EVSE {shown(missing[0].get('uid'))} was there in exchange {seen.exchange}, and is left out"
        id = "LOC-068" if item.context.endpoint.startswith("locations.receiver.put") else "LOC-022"
        yield Defect(message, item.at("evses"), "all EVSEs", missing[0].get("uid"), requirement=id)


#: What a PATCH may say beside what changed: when, and of what.
NOT_NEW = frozenset({"last_updated", "id", "uid", "country_code", "party_id"})


def only_changes(item: Item) -> Iterator[Defect]:
    """A PATCH carries what has changed."""
    seen = earlier(item)
    if not item.partial or seen is None:
        return
    for name in sorted(set(item.value) - NOT_NEW):
        if item.get(name) is not None and item.get(name) == seen.value.get(name):
            message = f"`{name}` is what it was in exchange {seen.exchange}; a PATCH has what changed"
            yield Defect(message, item.at(name), "a change", item.get(name))
            return


RULES = (
    Rule("LOC-160 LOC-161", "EVSE", evse_id, ("evse_id",)),
    Rule("LOC-170 LOC-171 LOC-172", "EVSE", backed, ("capabilities",), past=True),
    Rule("LOC-179 LOC-180", "EVSE", status_fits, ("status",), past=True),
    Rule("LOC-068 LOC-022", "Location", all_told, past=True),
    Rule("LOC-054", "Location", only_changes, past=True, fragments=True),
)
