"""Checks of the envelope of an answer."""

from collections.abc import Iterator

from ocpi_runner.checks.body import JSON, media_type
from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.moments import moment
from ocpi_runner.checks.subject import Subject
from ocpi_runner.checks.timing import datetime_defects
from ocpi_runner.ocpi.status import is_custom

#: Endpoints whose own text says what the answer holds, and the requirement that says it.
MUST_HAVE = {"credentials.get": "CRD-027", "credentials.post": "CRD-009", "credentials.put": "CRD-031"}


def content_type(subject: Subject) -> Iterator[Defect]:
    """An answer is sent as JSON."""
    if media_type(subject.answer) != JSON:
        got = subject.answer.headers.get("content-type")
        yield Defect(
            f"`Content-Type` is {shown(got or 'missing')}; `{JSON}` is required", "headers.Content-Type", JSON, got
        )


def enveloped(subject: Subject) -> Iterator[Defect]:
    """A body is an object with status code and timestamp."""
    reading = subject.answer.reading
    if reading.fault:
        yield Defect(
            f"The answer {reading.fault}", "$", "an envelope", subject.answer.body[:80].decode("utf-8", "replace")
        )
    elif subject.envelope is None:
        yield Defect(f"The answer is {shown(reading.value)} without an envelope", "$", "an envelope", reading.value)
    else:
        yield from members(subject.envelope)
    if reading.repeated is not None:
        yield Defect(f"The answer has {shown(reading.repeated)} twice in one object", "$", "once", "twice", "warned")


def members(body: dict[str, object]) -> Iterator[Defect]:
    """What an envelope has, and what kind it is."""
    for name in ("status_code", "timestamp"):
        if name not in body:
            yield Defect(f"The envelope lacks `{name}`", f"$.{name}", "present", None)
    text = body.get("status_message")
    if text is not None and not isinstance(text, str):
        yield Defect(f"`status_message` is {shown(text)}; a string is required", "$.status_message", "a string", text)


def error_enveloped(subject: Subject) -> Iterator[Defect]:
    """An error of HTTP carries the envelope too."""
    if subject.envelope is None:
        reading = subject.answer.reading
        why = reading.fault or "has no OCPI envelope"
        yield Defect(
            f"The answer with HTTP {subject.status} {why}",
            "$",
            "an envelope",
            subject.answer.body[:80].decode("utf-8", "replace"),
        )


def code_is_integer(subject: Subject) -> Iterator[Defect]:
    """`status_code` is a number of four digits."""
    code = (subject.envelope or {}).get("status_code", 1000)
    if type(code) is not int or not 1000 <= code <= 9999:
        what = f"{'the string ' if isinstance(code, str) else ''}{shown(code)}"
        message = f"`status_code` is {what}; an integer of four digits is required"
        yield Defect(message, "$.status_code", "an integer", code)


def code_in_class(subject: Subject) -> Iterator[Defect]:
    """1xxx is success, 2xxx, 3xxx and 4xxx are not, and HTTP does not say the opposite."""
    code = subject.code
    if code is None or not 1000 <= code <= 9999:
        return
    if code >= 5000:
        yield Defect(
            f"`status_code` is {code}; no class of codes begins with {code // 1000}",
            "$.status_code",
            "1xxx to 4xxx",
            code,
        )
    elif code < 2000 and subject.status >= 400:
        yield Defect(
            f"`status_code` {code} says success and HTTP {subject.status} an error", "$.status_code", "not 1xxx", code
        )


def code_known(subject: Subject) -> Iterator[Defect]:
    """The version defines the code."""
    code, version = subject.code, subject.version
    if code is None or version is None or not 1000 <= code < 5000 or code in version.status_codes:
        return
    if not is_custom(code):
        known = sorted(version.status_codes)
        yield Defect(f"`status_code` {code} is not defined in OCPI {version.number}", "$.status_code", known, code)


def code_not_custom(subject: Subject) -> Iterator[Defect]:
    """Codes of one's own are not used on standard modules."""
    code = subject.code
    if code is not None and is_custom(code):
        yield Defect(
            f"`status_code` {code} is from a range for custom modules", "$.status_code", "a standard code", code
        )


def code_of_hub(subject: Subject) -> Iterator[Defect]:
    """4xxx is what a hub says."""
    code, responder = subject.code, subject.exchange.responder
    if code is not None and 4000 <= code < 5000 and subject.identities(responder) and not subject.is_hub(responder):
        yield Defect(f"`status_code` {code} is for hubs, and {responder} is none", "$.status_code", "not 4xxx", code)


def timestamp_written(subject: Subject) -> Iterator[Defect]:
    """`timestamp` is a DateTime."""
    envelope, number = subject.envelope, subject.version.number if subject.version else ""
    if envelope and "timestamp" in envelope:
        yield from datetime_defects(subject, envelope["timestamp"], "$.timestamp", "`timestamp`", number)


def timestamp_current(subject: Subject) -> Iterator[Defect]:
    """`timestamp` is the time of the answer."""
    text, limit = (subject.envelope or {}).get("timestamp"), subject.number("timestamp.max_skew")
    seconds = moment(text).seconds if isinstance(text, str) and limit else None
    if seconds is None:
        return
    exchange = subject.exchange
    skew = seconds - exchange.started
    if skew < -limit or skew > exchange.duration + limit:
        way = "before" if skew < 0 else "after"
        message = f"`timestamp` is {shown(text)}, {abs(skew):.0f} s {way} the request by our clock"
        yield Defect(message, "$.timestamp", "the time of the answer", text, "warned", "timestamp.max_skew")


def data_present(subject: Subject) -> Iterator[Defect]:
    """Success carries what was asked for; where the text says so of the answer itself, that counts."""
    endpoint = subject.endpoint
    if subject.data is None and endpoint is not None:
        wanted = f"a list of {endpoint.response}" if endpoint.response_list else endpoint.response
        id = MUST_HAVE.get(endpoint.id) or ("TRN-085" if endpoint.response_list else None)
        yield Defect(f"The answer has no `data`; {wanted} is expected", "$.data", wanted, None, requirement=id)


def data_shape(subject: Subject) -> Iterator[Defect]:
    """A list is a list, a single object is none."""
    endpoint, data = subject.endpoint, subject.data
    if endpoint is None or data is None:
        return
    if endpoint.response_list and not isinstance(data, list):
        yield Defect(f"`data` is {shown(data)}; a list of {endpoint.response} is required", "$.data", "a list", data)
    elif not endpoint.response_list and isinstance(data, list):
        yield Defect(f"`data` is {shown(data)}; a single {endpoint.response} is required", "$.data", "an object", data)
