"""Checks of what a receiver gives back: the object as it was pushed, and with every change since.

OCPI 2.2.1, 4.1.5 (PATCH), 8.2.2, 9.2.2, 11.2.2 and 12.2.2.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ocpi_runner.checks.address import object_type
from ocpi_runner.checks.alike import EMPTY, agrees, difference
from ocpi_runner.checks.defect import Defect
from ocpi_runner.checks.memory import outermost
from ocpi_runner.checks.past import Seen, Told, owner_of, type_of
from ocpi_runner.checks.subject import Subject
from ocpi_runner.ocpi.moment import parse, to_text
from ocpi_runner.ocpi.version import ObjectType

#: By module: what differs after a PUT, what is left of the object before it, what differs after a PATCH.
IDS: Mapping[str, tuple[str, str, str]] = {
    "locations": ("LOC-074", "LOC-076", "LOC-084"),
    "sessions": ("SES-048", "SES-048", "SES-051"),
    "tariffs": ("TAR-033", "TAR-033", "TAR-037"),
    "tokens": ("TOK-060", "TOK-060", "TOK-061"),
    "cdrs": ("CDR-043", "CDR-043", "CDR-043"),
}
#: By endpoint of the last push: the row about what stands beside what was pushed, and that about `last_updated`.
PARTS: Mapping[str, tuple[str, str]] = {
    "locations.receiver.put_evse": ("LOC-077", "LOC-080"),
    "locations.receiver.put_connector": ("LOC-079", "LOC-081"),
    "locations.receiver.patch_evse": ("LOC-084", "LOC-082"),
    "locations.receiver.patch_connector": ("LOC-084", "LOC-083"),
}
#: Lists whose treatment has rows of its own: after a PUT, after a PATCH.
LISTS: Mapping[str, tuple[str, str]] = {
    "charging_periods": ("SES-049 SES-050", "SES-052 SES-053"),
    "elements": ("TAR-032", "TAR-038"),
}


def pushed(subject: Subject) -> tuple[ObjectType, Seen] | None:
    """What was pushed to whoever answers, by whoever asks."""
    kind = object_type(subject, subject.endpoint.response if subject.endpoint else None)
    top = outermost(subject, kind) if kind else None
    if kind is None or top is None:
        return None
    params = subject.params
    seen = subject.past.object(top.name, params.get(top.path_key), owner_of({}, params), type_of(top, {}, params))
    if seen is None or seen.by != subject.exchange.requester or ".receiver.p" not in seen.endpoint:
        return None
    value = part_of(subject, top, seen.value, kind)
    return None if value is None else (kind, seen if top is kind else replace(seen, value=value, before=None))


def part_of(subject: Subject, around: ObjectType, value: Mapping[str, Any], kind: ObjectType) -> Any:
    """What stands in an object at the place that the address names; None when nothing does."""
    if around is kind:
        return value
    for member, name in around.children:
        inner = object_type(subject, name)
        rows, wanted = value.get(member), subject.params.get(inner.path_key, "").upper() if inner else ""
        for row in rows if isinstance(rows, list) and inner else ():
            assert inner is not None
            if isinstance(row, dict) and str(row.get(inner.key)).upper() == wanted:
                return part_of(subject, inner, row, kind)
    return None


def given(subject: Subject) -> Mapping[str, Any]:
    """What came back; a list of one is told elsewhere, and looked into here."""
    data = subject.data
    data = data[0] if isinstance(data, list) and len(data) == 1 else data
    return data if isinstance(data, dict) else {}


def as_pushed(subject: Subject) -> Iterator[Defect]:
    """The receiver gives back what was pushed, all of it, and nothing of before."""
    found, data = pushed(subject), given(subject)
    if found is None or not data:
        return
    kind, seen = found
    patched = "patch" in seen.endpoint
    put, left, patch = IDS.get(kind.module, ("", "", ""))
    for name, wanted in seen.value.items():
        if name == "last_updated" and seen.endpoint in PARTS:
            continue
        apart = difference(wanted, data.get(name), f".{name}")
        if apart:
            list_ids = LISTS.get(name)
            id = PARTS.get(seen.endpoint, (patch if patched else put,))[0]
            id = list_ids[patched] if list_ids else id
            place = apart.path.removeprefix(".")
            message = f"`{place}` is not what was {'changed' if patched else 'pushed'} in exchange {seen.exchange}"
            yield Defect(message, f"$.data.{place}", apart.then, apart.now, requirement=id)
    before = seen.before.value if seen.before and not patched and seen.endpoint not in PARTS else {}
    for name, value in before.items():
        if name not in seen.value and value not in EMPTY and agrees(value, data.get(name)):
            message = f"`{name}` is still there, though exchange {seen.exchange} replaced the object without it"
            yield Defect(message, f"$.data.{name}", None, data.get(name), requirement=left)


def parents_moved(subject: Subject) -> Iterator[Defect]:
    """A Location is as new as the EVSE or Connector that was pushed last."""
    found, data = pushed(subject), given(subject)
    if found is None or not data or found[1].endpoint not in PARTS:
        return
    _, seen = found
    told = next((told for told in subject.past.exchanges(seen.endpoint) if told.number == seen.exchange), None)
    changed = told.request.get("last_updated") if told and isinstance(told.request, dict) else None
    then, now = parse(str(changed)), parse(str(data.get("last_updated")))
    if then and now and now < then:
        message = (
            f"`last_updated` is {to_text(now)}; a part of it was pushed with {to_text(then)} (exchange {seen.exchange})"
        )
        id = PARTS[seen.endpoint][1]
        yield Defect(message, "$.data.last_updated", to_text(then), to_text(now), requirement=id)


def removed_is_kept(subject: Subject) -> Iterator[Defect]:
    """An EVSE that was taken away can still be asked for."""
    params, evse = subject.params, subject.params.get("evse_uid", "").upper()
    seen = subject.past.object("Location", params.get("location_id")) if evse else None
    rows = seen.value.get("evses") if seen else None
    for row in rows if isinstance(rows, list) and subject.status == 404 else ():
        if isinstance(row, dict) and str(row.get("uid")).upper() == evse and row.get("status") == "REMOVED":
            message = "The EVSE is REMOVED, and the answer is HTTP 404; it stays, with that status"
            yield Defect(message, "status", 200, 404)


def deleted_is_gone(subject: Subject) -> Iterator[Defect]:
    """A Tariff that was deleted is not there any more."""
    params = subject.params

    def same(told: Told) -> bool:
        return dict(told.params) == params and told.requester == subject.exchange.requester and (told.code or 0) < 2000

    last = next(
        (told for told in subject.past.exchanges("tariffs.receiver.put", "tariffs.receiver.delete") if same(told)), None
    )
    if last and last.method == "DELETE" and subject.status == 200 and isinstance(subject.data, dict):
        yield Defect(f"The Tariff was deleted in exchange {last.number}, and it is there", "status", 404, 200)
