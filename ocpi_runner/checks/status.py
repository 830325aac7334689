"""Checks of the HTTP status: against the token, the body, and the OCPI status code."""

from collections.abc import Iterator

from ocpi_runner.checks.address import absolute
from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.subject import Subject
from ocpi_runner.record.finding import FindingVerdict

SEMANTIC = frozenset({400, 402, 406, 409, 410, 412, 422})  #: 4xx that speak of the content of a request
LONGEST_URL = 255


def unauthorized(subject: Subject) -> Iterator[Defect]:
    """Without a token, or with one that nobody gave out, the answer is 401."""
    status = subject.status
    if status == 401:
        return
    endpoint = subject.endpoint
    kind = "missing" if "authorization" not in subject.request.headers else "wrong"
    setting = "auth.accept_403" if status == 403 else None
    if endpoint and endpoint.module == "versions" and kind == "missing" and 200 <= status < 300:
        setting = "versions.allow_anonymous"
    verdict = subject.tolerance(setting) if setting else None
    if setting is None or verdict:
        message = f"The token is {kind} and the answer is HTTP {status}; 401 is required"
        yield Defect(message, "status", 401, status, verdict, setting)


def token_a_refused(subject: Subject) -> Iterator[Defect]:
    """Token A opens versions and credentials only."""
    if subject.status != 401:
        verdict = subject.tolerance("auth.accept_403") if subject.status == 403 else None
        if subject.status != 403 or verdict:
            message = (
                f"Token A was used on a functional module and the answer is HTTP {subject.status}; 401 is required"
            )
            yield Defect(message, "status", 401, subject.status, verdict)


def bad_json_is_400(subject: Subject) -> Iterator[Defect]:
    """A body that is not JSON is answered with 400, unless the token was refused first."""
    if subject.status not in (400, 401, 403, 404, 405, 413):
        message = f"The body is not JSON and the answer is HTTP {subject.status}; 400 is required"
        yield Defect(message, "status", 400, subject.status)


def no_http_error(subject: Subject) -> Iterator[Defect]:
    """What is valid JSON on an existing resource is answered in the OCPI layer."""
    status = subject.status
    if status >= 500:
        yield Defect(
            f"The answer is HTTP {status}; trouble of the server is told by an OCPI 3xxx code", "status", 200, status
        )
    elif status in SEMANTIC:
        yield from semantic(subject, status)


def semantic(subject: Subject, status: int) -> Iterator[Defect]:
    """HTTP 4xx for the content of a request, as the setting says."""
    setting = subject.setting("errors.http_on_semantic")
    if setting == "allow_4xx" and subject.envelope is not None:
        return
    verdict: FindingVerdict = "failed" if setting == "fail" else "warned"
    message = f"The answer to valid JSON is HTTP {status}; HTTP 200 with an OCPI 2xxx code is required"
    yield Defect(message, "status", 200, status, verdict, "errors.http_on_semantic")


def missing_is_404(subject: Subject) -> Iterator[Defect]:
    """An object that does not exist is answered with 404."""
    code = subject.code
    if (
        subject.status == 200
        and code is not None
        and 2000 <= code < 3000
        and subject.setting("errors.get_missing") == "404"
    ):
        yield Defect(
            f"The object is not there ({code}) and the answer is HTTP 200",
            "status",
            404,
            200,
            setting="errors.get_missing",
        )


def unknown_token_told(subject: Subject) -> Iterator[Defect]:
    """An unknown token is told by HTTP 404 together with 2004."""
    status, code = subject.status, subject.code
    if status == 404 and subject.data is not None:
        yield Defect("An unknown token is told with `data`; there is none", "$.data", None, "present", "warned")
    if (status == 404) != (code == 2004) and (status == 404 or code == 2004):
        got = f"HTTP {status} and {code or 'no OCPI code'}"
        message = f"An unknown token is answered with {got}; HTTP 404 and 2004 are required"
        yield Defect(message, "status", "404 and 2004", f"{status} and {code}", "warned")


def empty_is_200(subject: Subject) -> Iterator[Defect]:
    """A list that is empty is still a list."""
    if subject.status == 404:
        yield Defect("A list is answered with HTTP 404; an empty list is HTTP 200", "status", 200, 404)


def has_message(subject: Subject) -> Iterator[Defect]:
    """Success carries an OCPI message, also for PUT, PATCH and DELETE."""
    if 200 <= subject.status < 300 and not subject.answer.size and not subject.answer.body:
        accepted = subject.method == "DELETE" and subject.status == 204
        verdict = subject.tolerance("delete.accept_204") if accepted else None
        if not accepted or verdict:
            message = f"HTTP {subject.status} without a body; an OCPI message is expected"
            yield Defect(message, "$", "an envelope", None, verdict, "delete.accept_204" if accepted else None)


def created_has_location(subject: Subject) -> Iterator[Defect]:
    """A stored CDR can be found again: at a URL, and not at this very port in the other of http and https."""
    url = subject.answer.headers.get("location")
    if not url:
        yield Defect("The answer to a CDR has no `Location` header", "headers.Location", "the URL of the CDR", None)
        return
    scheme, _, rest = url.partition("://")
    called, place = subject.url, rest.split("/", 1)[0].lower()
    if ":" in place and place == called.netloc.lower() and scheme.lower() != called.scheme:
        words = f"`Location` is {scheme}, and {place} speaks {called.scheme}: the CDR cannot be read back there"
        yield Defect(words, "headers.Location", f"{called.scheme}://{place}/…", url)


def location_is_url(subject: Subject) -> Iterator[Defect]:
    """The URL of a stored CDR is absolute."""
    url = subject.answer.headers.get("location")
    if url and not absolute(url):
        message = f"`Location` is {shown(url)}; an absolute URL is required"
        yield Defect(message, "headers.Location", "an absolute URL", url[:LONGEST_URL], "warned")


def location_is_short(subject: Subject) -> Iterator[Defect]:
    """The URL of a stored CDR is no longer than a URL may be."""
    url = subject.answer.headers.get("location", "")
    if len(url) > LONGEST_URL:
        message = f"`Location` has {len(url)} characters; a URL has at most {LONGEST_URL}"
        yield Defect(message, "headers.Location", f"at most {LONGEST_URL}", url[:LONGEST_URL], "warned")


def not_redirected(subject: Subject) -> Iterator[Defect]:
    """The published address answers itself."""
    url = subject.exchange.request.url
    first = next(iter(subject.exchange.redirects), url)
    answer = f"is answered with HTTP {subject.status}" if first == url else "redirects to another one before it answers"
    yield Defect(f"The address {answer}", "url", first[:200], url[:200], "warned")
