"""What a receiver must be able to take: whole objects, fragments of them, and lawful rarities. OCPI 2.2.1, 8 to 15.

A request of ours that was refused warns, and names what in it may be the reason.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ocpi_runner.checks import accepting
from ocpi_runner.checks.address import object_type
from ocpi_runner.checks.defect import Defect
from ocpi_runner.checks.memory import outermost
from ocpi_runner.checks.past import type_of
from ocpi_runner.checks.rules.laws import NOT_GIVEN
from ocpi_runner.checks.schema import is_valid
from ocpi_runner.checks.subject import Subject
from ocpi_runner.ocpi.commands import BODIES
from ocpi_runner.record.finding import FindingVerdict

SLOW = 10.0  #: seconds: nobody waits longer
NOT_OFFERED = frozenset({405, 501})  #: of HTTP
CHARGES = frozenset({"sessions", "cdrs"})  #: their objects name Locations and Tokens that a receiver may not know
UNKNOWN = frozenset({2003, 2004})  #: of OCPI: a Location or a Token is not known, which nothing else can mean


def body(subject: Subject) -> dict[str, Any]:
    """The object that was sent; empty when there is none."""
    value = subject.request.value
    return value if isinstance(value, dict) else {}


def name_of(subject: Subject) -> str:
    """What the body is."""
    row = subject.endpoint
    name = str(row.request) if row else ""
    return BODIES.get(subject.params.get("command", ""), "") if name == "{command}" else name


def complete(subject: Subject) -> bool:
    """It is whole and valid, and the answer says whether it was taken."""
    row, name = subject.endpoint, name_of(subject)
    if not body(subject) or row is None or row.partial or not name or subject.version is None:
        return False
    return is_valid(subject.version.number, name, body(subject)) and settled(subject)


def fragment(subject: Subject) -> bool:
    """It is a valid fragment, and the answer says whether it was taken."""
    row, name = subject.endpoint, name_of(subject)
    if not body(subject) or row is None or not row.partial or subject.version is None:
        return False
    return is_valid(subject.version.number, name, body(subject), True) and settled(subject)


def settled(subject: Subject) -> bool:
    """Whether it was taken, or refused without a reason of its own."""
    return subject.code in accepting.TAKEN or refused(subject) or turned_away(subject)


def refused(subject: Subject) -> bool:
    """Whether it was refused for what it is, and not because the receiver cannot know what it is a part of."""
    return accepting.refused(subject) and has_place(subject)


def turned_away(subject: Subject) -> bool:
    """Whether an object was refused as if its address, or its method there, did not exist; or as unknown itself."""
    kind = object_type(subject, subject.endpoint.request if subject.endpoint else None)
    if kind is None or not accepting.lawful(subject):
        return False
    unknown = subject.status == 404 or (subject.status < 300 and subject.code in UNKNOWN and kind.module not in CHARGES)
    return subject.status in NOT_OFFERED or (unknown and has_place(subject))


def has_place(subject: Subject) -> bool:
    """Whether the receiver took what a fragment changes, or what an object belongs into, before."""
    kind = object_type(subject, subject.endpoint.request if subject.endpoint else None)
    top = outermost(subject, kind) if kind else None
    if top is None or (top is kind and subject.method != "PATCH"):
        return True
    params = subject.params
    seen = subject.past.object(top.name, params.get(top.path_key), type=type_of(top, {}, params))
    return seen is not None and seen.by == subject.exchange.requester


def without(*members: str) -> Callable[[Subject], bool]:
    """It leaves these out, or empty."""
    return lambda subject: all(not body(subject).get(name) for name in members)


def with_(member: str, *more: Callable[[Any], Any]) -> Callable[[Subject], bool]:
    """It has a member of which something holds."""
    return lambda subject: bool(body(subject).get(member)) and all(test(body(subject)[member]) for test in more)


def place_not_given(subject: Subject) -> bool:
    """Its EVSE or Connector is `#NA`."""
    place = body(subject).get("cdr_location")
    where = place if isinstance(place, dict) else body(subject)
    return NOT_GIVEN in (where.get("evse_uid"), where.get("connector_id"))


def negative_volume(subject: Subject) -> bool:
    """A period gives energy back."""
    periods = body(subject).get("charging_periods")
    rows = [row for row in periods if isinstance(row, dict)] if isinstance(periods, list) else []
    parts = [part for row in rows if isinstance(row.get("dimensions"), list) for part in row["dimensions"]]
    volumes = (part.get("volume") for part in parts if isinstance(part, dict))
    return any(isinstance(volume, int | float) and volume < 0 for volume in volumes)


def starts_anywhere(subject: Subject) -> bool:
    """It is to start or reserve at any EVSE of a place."""
    return subject.params.get("command") in ("START_SESSION", "RESERVE_NOW") and not body(subject).get("evse_uid")


def many(value: Any) -> bool:
    """There are several."""
    return isinstance(value, list) and len(value) > 1


def removed(subject: Subject) -> bool:
    """It takes an EVSE away."""
    return body(subject).get("status") == "REMOVED"


def unpublished(subject: Subject) -> bool:
    """Its place was not told in this run."""
    place = body(subject).get("cdr_location", body(subject).get("location"))
    id = place.get("id") if isinstance(place, dict) else None
    return isinstance(id, str) and subject.past.object("Location", id) is None


def bodiless(subject: Subject) -> bool:
    """It has no body."""
    return not subject.request.size


@dataclass(frozen=True, slots=True)
class Feature:
    """Something lawful in a request that receivers often stumble over."""

    id: str
    words: str  #: what the request does: "has no tariffs"
    has: Callable[[Subject], Any]


def takes(id: str, *features: Feature) -> Callable[[Subject], Iterator[Defect]]:
    """A check: what is valid is not refused; the rarest feature that it has is the likeliest reason."""

    def taken(subject: Subject) -> Iterator[Defect]:
        got = f"HTTP {subject.status}" + (f", {subject.code}" if subject.code is not None else "")
        if turned_away(subject):
            verdict: FindingVerdict | None = None if subject.status in NOT_OFFERED else "warned"
            yield Defect(
                f"The {subject.method} was refused ({got}), and it is valid", "status", "success", got, verdict
            )
        if not refused(subject):
            return
        found = [feature for feature in features if feature.has(subject)]
        message = f"The request was refused ({got}), and it is valid"
        if found:
            message += f"; that it {' and '.join(feature.words for feature in found)} must not be the reason"
        ids = f"{found[0].id} {id}" if found else id
        yield Defect(message, "status", "success", got, "warned", requirement=ids)

    return taken


def offered(subject: Subject) -> Iterator[Defect]:
    """What was announced has the methods that the interface has."""
    if subject.status in (405, 501):
        message = f"The endpoint was announced, and {subject.method} is answered with HTTP {subject.status}"
        yield Defect(message, "status", 200, subject.status)


def offered_or_unknown(subject: Subject) -> Iterator[Defect]:
    """The same, where what is not there cannot be the reason for 404."""
    if subject.status == 404 and subject.code is None:
        message = f"The endpoint was announced, and {subject.method} is answered with HTTP 404 without an OCPI code"
        yield Defect(message, "status", 200, 404)
    yield from offered(subject)


def in_time(seconds: float) -> Callable[[Subject], Iterator[Defect]]:
    """A check: the answer does not wait for somebody else."""

    def answered_in_time(subject: Subject) -> Iterator[Defect]:
        took = subject.exchange.duration
        if took > seconds:
            message = f"The answer took {took:.1f} s"
            yield Defect(message, "status", f"within {seconds:g} s", f"{took:.1f} s", "warned")

    return answered_in_time
