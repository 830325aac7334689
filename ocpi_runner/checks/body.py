"""Checks of the form of a request's body."""

from collections.abc import Iterator

from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.subject import Half, Subject

JSON = "application/json"


def media_type(half: Half) -> str:
    """The media type without its parameters, in lower case."""
    return half.headers.get("content-type", "").partition(";")[0].strip().lower()


def content_type(subject: Subject) -> Iterator[Defect]:
    """A body is sent as JSON."""
    if media_type(subject.request) != JSON:
        got = subject.request.headers.get("content-type")
        message = "The request has a body and no `Content-Type`" if got is None else f"`Content-Type` is {shown(got)}"
        yield Defect(f"{message}; `{JSON}` is required", "headers.Content-Type", JSON, got)


def is_json(subject: Subject) -> Iterator[Defect]:
    """A body is JSON, and an object; one that is too long for us is not looked into."""
    reading = subject.request.reading
    if subject.request.cut:
        return
    if reading.fault:
        yield Defect(
            f"The request's body {reading.fault}",
            "$",
            "a JSON object",
            subject.request.body[:80].decode("utf-8", "replace"),
        )
    elif not isinstance(reading.value, dict):
        yield Defect(
            f"The request's body is {shown(reading.value)}; an object is required", "$", "an object", reading.value
        )
    if reading.repeated is not None:
        yield Defect(
            f"The request's body has {shown(reading.repeated)} twice in one object", "$", "once", "twice", "warned"
        )


def present(subject: Subject) -> Iterator[Defect]:
    """A body that the endpoint needs is there."""
    if not subject.request.size and not subject.request.body:
        wanted = subject.endpoint.request if subject.endpoint else None
        yield Defect(f"The request has no body; {wanted} is required", "$", wanted, None)


def bare(subject: Subject) -> Iterator[Defect]:
    """A request carries the object itself, not the envelope of an answer."""
    body = subject.request.value
    if isinstance(body, dict) and "status_code" in body and "data" in body:
        yield Defect(
            "The request's body is wrapped in the envelope of an answer; the bare object is required",
            "$",
            "the object",
            "an envelope",
        )
