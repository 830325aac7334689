"""What a peer must be able to take: a request that was refused, and the lawful thing in it that may be why."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from ocpi_runner.checks.defect import Defect
from ocpi_runner.checks.past import Told
from ocpi_runner.checks.schema import members_of
from ocpi_runner.checks.subject import Subject
from ocpi_runner.ocpi import paging

REFUSED = frozenset({400, 406, 411, 415, 422})  #: of HTTP: for how a request is written
CODES = frozenset({2000, 2001, 2002})  #: of OCPI
TAKEN = range(1000, 2000)  #: of OCPI
ELSEWHERE = frozenset({401, 403, 404, 405})  #: of HTTP: for who asks, or for what
PAGE, WINDOW = re.compile(r"[?&](offset|limit)="), re.compile(r"[?&]date_(from|to)=")
FRACTION = re.compile(rb'"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z?"')
BARE = re.compile(rb'"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?"')
EMPTY = re.compile(rb'":\s*(null|\[\s*\])')

Feature = Callable[[Subject], Any]  #: whether the request has it


def refused(subject: Subject) -> bool:
    """Whether a request of ours that nothing is wrong with was refused for what it is."""
    if subject.status in ELSEWHERE:
        return False
    told = subject.code in CODES or (subject.status in REFUSED and subject.code is None)
    return told and lawful(subject)


def lawful(subject: Subject) -> bool:
    """Whether nothing is wrong with a request of ours."""
    exchange = subject.exchange
    if exchange.deliberate or exchange.direction == "in" or subject.frame.on_trial == exchange.requester:
        return False
    return isinstance(paging.window(subject.query), paging.Window) and not subject.unlawful()


def decided(feature: Feature) -> Callable[[Subject], bool]:
    """A request with a feature was taken, or refused for what it is: any other answer says nothing of the feature."""
    return lambda subject: bool(feature(subject)) and (subject.code in TAKEN or refused(subject))


def accepted(what: str) -> Callable[[Subject], Iterator[Defect]]:
    """A check: what the request has is no reason to refuse it."""

    def taken(subject: Subject) -> Iterator[Defect]:
        if refused(subject):
            got = f"HTTP {subject.status}" + (f", {subject.code}" if subject.code is not None else "")
            message = f"The request was refused ({got}); that it {what} must not be the reason"
            yield Defect(message, "status", "success", got, "warned")

    return taken


def never_taken(subject: Subject, alike: Callable[[Told], bool]) -> bool:
    """Whether the peer never took a request that is alike, so that this may be why it refused one."""
    peer = subject.exchange.responder
    return not any(told.responder == peer and told.code in TAKEN and alike(told) for told in subject.past.exchanges())


# features of a request


def has_charset(subject: Subject) -> bool:
    """A charset stands beside the media type."""
    return "charset" in subject.request.headers.get("content-type", "")


def bare_of_type(subject: Subject) -> bool:
    """Without a body there is no Content-Type."""
    bare = not subject.request.size and "content-type" not in subject.request.headers
    return bare and never_taken(subject, lambda told: told.method == "GET" and "content-type" not in told.headers)


def asks_for_page(subject: Subject) -> bool:
    """It names an offset or a limit."""
    asked = "offset" in subject.query or "limit" in subject.query
    return asked and never_taken(subject, lambda told: PAGE.search(told.url) is not None)


def asks_for_window(subject: Subject) -> bool:
    """It names a window of time."""
    asked = "date_from" in subject.query or "date_to" in subject.query
    return asked and never_taken(subject, lambda told: WINDOW.search(told.url) is not None)


def odd_window(subject: Subject) -> bool:
    """A date in the query has a fraction, or no Z."""
    dates = [subject.query.get(name, "Z") for name in ("date_from", "date_to")]
    return any("." in date or not date.endswith("Z") for date in dates)


def undated_patch(subject: Subject) -> bool:
    """A PATCH has no last_updated."""
    return isinstance(subject.request.value, dict) and "last_updated" not in subject.request.value


def encoded_path(subject: Subject) -> bool:
    """Its path has percent-encoded characters."""
    return "%" in subject.url.path


def without_ids(subject: Subject) -> bool:
    """It reads without message ids, so that there is nothing else to be refused for."""
    bare = subject.method == "GET" and "x-request-id" not in subject.request.headers
    return bare and never_taken(subject, lambda told: "x-request-id" not in told.headers)


def fraction(subject: Subject) -> bool:
    """A DateTime has a fraction."""
    return FRACTION.search(subject.request.body) is not None


def no_zone(subject: Subject) -> bool:
    """A DateTime has no Z."""
    return BARE.search(subject.request.body) is not None


def empty_members(subject: Subject) -> bool:
    """An optional member is null or an empty list."""
    return EMPTY.search(subject.request.body) is not None


def unknown_members(subject: Subject) -> bool:
    """It has members that the specification does not know."""
    value, row = subject.request.value, subject.endpoint
    if not isinstance(value, dict) or row is None or row.request is None or subject.version is None:
        return False
    known = members_of(subject.version.number, row.request)
    return bool(known) and not value.keys() <= known


def several_roles(subject: Subject) -> bool:
    """Credentials name more than one role."""
    value = subject.request.value
    roles = value.get("roles") if isinstance(value, dict) else None
    return isinstance(roles, list) and len(roles) > 1


def addressed(subject: Subject) -> bool:
    """It is addressed to a party that is known to be there."""
    to = subject.request.headers.get("ocpi-to-party-id", "")
    return is_there(subject, to) and never_taken(subject, lambda told: told.headers.get("ocpi-to-party-id") == to)


def addressed_in_lower_case(subject: Subject) -> bool:
    """The party is addressed in lower case."""
    to = subject.request.headers.get("ocpi-to-party-id", "")
    return to != to.upper() and is_there(subject, to)


def is_there(subject: Subject, party_id: str) -> bool:
    """Whether the peer is known to have such a party."""
    known = subject.identities(subject.exchange.responder)
    return any(each.party_id.upper() == party_id.upper() for each in known)
