"""Checks of X-Request-ID and X-Correlation-ID on both sides."""

import re
from collections.abc import Iterator

from ocpi_runner.checks.defect import Defect
from ocpi_runner.checks.subject import Subject

REQUEST_ID = "X-Request-ID"
CORRELATION_ID = "X-Correlation-ID"
HEX = "[0-9A-Fa-f]"
UUID = re.compile(f"{HEX}{{8}}-{HEX}{{4}}-{HEX}{{4}}-{HEX}{{4}}-{HEX}{{12}}")


def request_id(subject: Subject) -> Iterator[Defect]:
    """Every request has one, and no other request has the same."""
    id = subject.request.headers.get("x-request-id")
    if not id:
        yield Defect(f"The request has no `{REQUEST_ID}`", f"headers.{REQUEST_ID}", "a unique id", id)
        return
    seen, key = subject.frame.seen_request_ids, f"{subject.exchange.requester} {id}"
    if key in seen:
        yield Defect(f"`{REQUEST_ID}` was used by an earlier request", f"headers.{REQUEST_ID}", "a unique id", id)
    seen.add(key)


def correlation_id(subject: Subject) -> Iterator[Defect]:
    """Every request has one."""
    id = subject.request.headers.get("x-correlation-id")
    if not id:
        yield Defect(f"The request has no `{CORRELATION_ID}`", f"headers.{CORRELATION_ID}", "an id", id)


def ids_are_uuids(subject: Subject) -> Iterator[Defect]:
    """Both are UUIDs."""
    headers = subject.request.headers
    for name in (REQUEST_ID, CORRELATION_ID):
        id = headers.get(name.lower())
        if id and UUID.fullmatch(id) is None:
            yield Defect(f"`{name}` is `{id[:60]}`; a UUID is recommended", f"headers.{name}", "a UUID", id[:200])


def request_id_echoed(subject: Subject) -> Iterator[Defect]:
    """The answer repeats it."""
    return echoed(subject, REQUEST_ID)


def correlation_id_echoed(subject: Subject) -> Iterator[Defect]:
    """The answer repeats it."""
    return echoed(subject, CORRELATION_ID)


def ids_echoed_on_error(subject: Subject) -> Iterator[Defect]:
    """An error repeats both."""
    yield from echoed(subject, REQUEST_ID)
    yield from echoed(subject, CORRELATION_ID)


def echoed(subject: Subject, name: str) -> Iterator[Defect]:
    """The answer has the header of the request; nothing is asked for when the request had none."""
    sent = subject.request.headers.get(name.lower())
    got = subject.answer.headers.get(name.lower())
    if sent and got != sent:
        said = "does not repeat" if got is None else "changes"
        yield Defect(f"The answer {said} `{name}`", f"headers.{name}", sent, got)
