"""One HTTP conversation step as it crossed the wire: request, response, and what the address means in OCPI."""

from dataclasses import dataclass
from typing import Literal

Headers = tuple[tuple[str, str], ...]
Direction = Literal["out", "in"]
FailureKind = Literal[
    "name", "refused", "tls", "timeout", "closed", "protocol", "too_large", "redirects", "url", "interrupted"
]
#: Which part of a message a scenario broke on purpose; checks on that part are not held against anybody.
Deliberate = Literal["token", "headers", "body", "response", "url"]


def header(headers: Headers, name: str) -> str | None:
    """The first value of a header, whatever the case of its name; `None` when absent."""
    wanted = name.lower()
    for key, value in headers:
        if key.lower() == wanted:
            return value
    return None


@dataclass(frozen=True, slots=True)
class Route:
    """What an address means in OCPI."""

    version: str  #: "2.2.1"; "" for the versions list, which belongs to no version
    endpoint: str  #: id of a row of `ocpi.endpoints`, e.g. "locations.receiver.put_evse"
    params: tuple[tuple[str, str], ...] = ()  #: path parameters, percent-decoded
    token: str | None = None  #: which credentials token was used: "A", "B", "C", "unknown", "missing"
    token_form: str | None = None  #: "base64", "base64+newline" or "raw", as seen on the wire


@dataclass(frozen=True, slots=True)
class Request:
    """The request half. `body` is what was kept, `size` what was sent: they differ when it was cut."""

    method: str
    url: str  #: absolute
    headers: Headers = ()
    body: bytes = b""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Response:
    """The response half. `body` is what was kept, `size` what was received: they differ when it was cut."""

    status: int
    headers: Headers = ()
    body: bytes = b""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no complete answer: a class of reason, and a sentence for people."""

    kind: FailureKind
    message: str


@dataclass(frozen=True, slots=True)
class Call:
    """A request that a party of ours wants sent. `wire` sends it; the outcome is an Exchange, never an exception."""

    method: str
    url: str
    headers: Headers = ()
    content: bytes | None = None
    timeout: float | None = None  #: seconds; `None` takes the client's own
    party: str = ""  #: who of ours sends, e.g. "cpo"
    peer: str = ""  #: to whom, e.g. "emsp"
    route: Route | None = None
    deliberate: frozenset[Deliberate] = frozenset()
    follow_redirects: bool = True


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer, seen from our side of the wire."""

    number: int  #: 1, 2, 3 … in the order in which the requests started
    direction: Direction  #: "out": we sent the request; "in": we received it
    party: str  #: the party of ours, e.g. "cpo"
    peer: str  #: the other one, e.g. "emsp"
    request: Request
    response: Response | None
    started: float  #: seconds since the epoch
    duration: float  #: seconds
    failure: Failure | None = None
    route: Route | None = None
    deliberate: frozenset[Deliberate] = frozenset()
    redirects: tuple[str, ...] = ()  #: the URLs passed through before the last one
    scenario: str = ""  #: id of the scenario run, e.g. "s1"
    step: str = ""  #: id of the step, e.g. "s1.4"

    @property
    def requester(self) -> str:
        """Name of the party that sent the request."""
        return self.party if self.direction == "out" else self.peer

    @property
    def responder(self) -> str:
        """Name of the party that answered."""
        return self.peer if self.direction == "out" else self.party
