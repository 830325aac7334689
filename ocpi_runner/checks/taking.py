"""What a receiver must be able to take: whole objects, fragments of them, and lawful rarities. OCPI 2.2.1, 8 to 15.

A request of ours that was refused warns, and names what in it may be the reason.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ocpi_runner.checks import accepting
from ocpi_runner.checks.defect import Defect
from ocpi_runner.checks.schema import is_valid
from ocpi_runner.checks.subject import Subject
from ocpi_runner.ocpi.commands import BODIES

SLOW = 10.0  #: seconds: nobody waits longer
NOT_GIVEN = "#NA"


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
    """It is whole and valid."""
    row, name = subject.endpoint, name_of(subject)
    if not body(subject) or row is None or row.partial or not name or subject.version is None:
        return False
    return is_valid(subject.version.number, name, body(subject))


def fragment(subject: Subject) -> bool:
    """It is a valid fragment."""
    row, name = subject.endpoint, name_of(subject)
    if not body(subject) or row is None or not row.partial or subject.version is None:
        return False
    return is_valid(subject.version.number, name, body(subject), True)


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
        if not accepting.refused(subject):
            return
        found = [feature for feature in features if feature.has(subject)]
        got = f"HTTP {subject.status}" + (f", {subject.code}" if subject.code is not None else "")
        message = f"The request was refused ({got}), and it is valid"
        if found:
            message += f"; that it {' and '.join(feature.words for feature in found)} must not be the reason"
        yield Defect(message, "status", "success", got, "warned", requirement=found[0].id if found else id)

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
