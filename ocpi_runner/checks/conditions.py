"""When a check can say anything at all: about its message as it came, and about its endpoint beforehand."""

from collections.abc import Callable

from ocpi_runner.checks.subject import Subject
from ocpi_runner.ocpi.endpoint import Endpoint
from ocpi_runner.ocpi.version import Version

Where = Callable[[Endpoint, Version | None], bool]  #: which endpoints, of which version; None: of none yet


def always(subject: Subject) -> bool:
    """Whatever was said."""
    return True


# about a request


def carries(subject: Subject) -> bool:
    """The request has a body."""
    return bool(subject.request.size or subject.request.body)


def carries_object(subject: Subject) -> bool:
    """The request's body is a JSON object."""
    return isinstance(subject.request.value, dict)


def inbound(subject: Subject) -> bool:
    """The request came to us."""
    return subject.exchange.direction == "in"


def with_token(subject: Subject) -> bool:
    """The request has an Authorization header."""
    return "authorization" in subject.request.headers


def with_ids(subject: Subject) -> bool:
    """The request has an id that an answer can repeat."""
    return "x-request-id" in subject.request.headers or "x-correlation-id" in subject.request.headers


def with_query(subject: Subject) -> bool:
    """The request has a query."""
    return "?" in subject.exchange.request.url


# about an answer; there always is one


def redirected(subject: Subject) -> bool:
    """The answer came from another address than the one that was called."""
    return bool(subject.exchange.redirects) or 300 <= subject.status < 400


def malformed_token(subject: Subject) -> bool:
    """The request's Authorization is none of OCPI."""
    header = subject.request.headers.get("authorization")
    return header is not None and not header.lower().startswith("token ")


def without_token(subject: Subject) -> bool:
    """The request has no token."""
    return "authorization" not in subject.request.headers


def unknown_token(subject: Subject) -> bool:
    """The request's token is well formed and nobody gave it out."""
    route = subject.exchange.route
    return (
        route is not None and route.token == "unknown" and not without_token(subject) and not malformed_token(subject)
    )


def token_a(subject: Subject) -> bool:
    """The request uses the token of the registration."""
    return subject.exchange.route is not None and subject.exchange.route.token == "A"


def untrusted(subject: Subject) -> bool:
    """The answer must be a refusal, for the token's sake."""
    return without_token(subject) or malformed_token(subject) or unknown_token(subject)


def carries_bad_json(subject: Subject) -> bool:
    """The request's body is not JSON."""
    return carries(subject) and not subject.request.cut and subject.request.reading.fault is not None


def well_formed(subject: Subject) -> bool:
    """The request got as far as its content."""
    return not untrusted(subject) and not (carries(subject) and subject.request.reading.fault)


def ok(subject: Subject) -> bool:
    """HTTP says success."""
    return 200 <= subject.status < 300


def ok_with_body(subject: Subject) -> bool:
    """HTTP says success, and all of the body was kept."""
    return ok(subject) and bool(subject.answer.body) and not subject.answer.cut


def http_error(subject: Subject) -> bool:
    """HTTP says error."""
    return subject.status >= 400 and not subject.answer.cut


def error(subject: Subject) -> bool:
    """HTTP or OCPI says error, and the request has an id."""
    code = subject.code
    return with_ids(subject) and (subject.status >= 400 or (code is not None and code >= 2000))


def fine_with_ids(subject: Subject) -> bool:
    """Neither says error, and the request has an id."""
    return with_ids(subject) and ok(subject) and not error(subject)


def enveloped(subject: Subject) -> bool:
    """The answer has an envelope."""
    return subject.envelope is not None


def succeeded(subject: Subject) -> bool:
    """HTTP and OCPI both say success."""
    code = subject.code
    return ok(subject) and code is not None and 1000 <= code < 2000


def answered_with_data(subject: Subject) -> bool:
    """Success, with data."""
    return succeeded(subject) and subject.data is not None


def listed(subject: Subject) -> bool:
    """Success, with a list."""
    return succeeded(subject) and isinstance(subject.data, list)


def single(subject: Subject) -> bool:
    """Success, with an object."""
    return succeeded(subject) and isinstance(subject.data, dict)


# about an endpoint; an address that means nothing has none, so that there only the first two are looked at


def anywhere(endpoint: Endpoint, version: Version | None) -> bool:
    """Every address, also one that means nothing."""
    return True


def nowhere(endpoint: Endpoint, version: Version | None) -> bool:
    """An address that means nothing."""
    return False


def somewhere(endpoint: Endpoint, version: Version | None) -> bool:
    """Every endpoint."""
    return True


def identified(endpoint: Endpoint, version: Version | None) -> bool:
    """The version knows request ids."""
    return version is None or version.request_ids


def functional_module(endpoint: Endpoint, version: Version | None) -> bool:
    """A functional module; the others are there to connect."""
    return endpoint.routing


def functional(endpoint: Endpoint, version: Version | None) -> bool:
    """A functional module, in a version that routes."""
    return endpoint.routing and version is not None and version.routing_headers


def asked(endpoint: Endpoint, version: Version | None) -> bool:
    """A functional module at its published address."""
    return functional(endpoint, version) and not endpoint.callback


def called_back(endpoint: Endpoint, version: Version | None) -> bool:
    """A functional module at an address that the other side gave."""
    return functional(endpoint, version) and endpoint.callback


def configuration(endpoint: Endpoint, version: Version | None) -> bool:
    """A configuration module, in a version that routes."""
    return not endpoint.routing and version is not None and version.routing_headers


def with_request(endpoint: Endpoint, version: Version | None) -> bool:
    """The request carries an object."""
    return endpoint.request is not None


def needs_request(endpoint: Endpoint, version: Version | None) -> bool:
    """The request must carry an object."""
    return endpoint.request is not None and endpoint.request_required


def push(endpoint: Endpoint, version: Version | None) -> bool:
    """Changes an object that belongs to whoever sends."""
    return endpoint.routing and endpoint.method != "GET" and "{country_code}/{party_id}" in endpoint.path


def push_with_body(endpoint: Endpoint, version: Version | None) -> bool:
    """The same, and the object is in the body."""
    return push(endpoint, version) and with_request(endpoint, version)


def with_response(endpoint: Endpoint, version: Version | None) -> bool:
    """The specification says what the answer carries."""
    return endpoint.response is not None


def without_response(endpoint: Endpoint, version: Version | None) -> bool:
    """The specification does not say what the answer carries."""
    return endpoint.response is None


def partial(endpoint: Endpoint, version: Version | None) -> bool:
    """A PATCH."""
    return endpoint.partial


def paginated(endpoint: Endpoint, version: Version | None) -> bool:
    """A list in pages."""
    return endpoint.paginated


def one_by_address(endpoint: Endpoint, version: Version | None) -> bool:
    """GET of one object that the address names."""
    return endpoint.method == "GET" and endpoint.response is not None and "{" in endpoint.path


def pulled(endpoint: Endpoint, version: Version | None) -> bool:
    """GET at the owner."""
    return endpoint.routing and endpoint.method == "GET" and endpoint.interface == "sender"


def queried_by(method: str) -> Where:
    """What is called by a method, with query parameters that must be there."""
    return lambda endpoint, version: bool(endpoint.required_query) and endpoint.method == method
