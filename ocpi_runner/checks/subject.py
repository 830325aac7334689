"""One exchange as the checks look at it: headers by name, JSON read, and what it is an answer to."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlsplit

from ocpi_runner.checks.choices import Choices
from ocpi_runner.checks.frame import Frame
from ocpi_runner.checks.past import Past
from ocpi_runner.checks.reading import CUT, Reading, read
from ocpi_runner.ocpi.identity import Identity
from ocpi_runner.record.exchange import Exchange, Headers


class Half:
    """A request or an answer."""

    __slots__ = ("_reading", "body", "headers", "size")

    def __init__(self, headers: Headers, body: bytes, size: int) -> None:
        self.headers: dict[str, str] = {name.lower(): value for name, value in reversed(headers)}
        self.body = body
        self.size = size
        self._reading: Reading | None = None

    @property
    def reading(self) -> Reading:
        """The body as JSON, read when first asked for."""
        if self._reading is None:
            self._reading = read(self.body) if self.size <= len(self.body) else CUT
        return self._reading

    @property
    def value(self) -> Any:
        """The JSON value of the body; None when there is none."""
        return self.reading.value

    @property
    def cut(self) -> bool:
        """Whether not all of the body was kept."""
        return self.size > len(self.body)


def never() -> bool:
    """No."""
    return False


class Subject(Choices):
    """What a check gets. Checks read it and change nothing."""

    __slots__ = (
        "_envelope",
        "_query",
        "_split",
        "endpoint",
        "exchange",
        "frame",
        "method",
        "request",
        "response",
        "status",
        "unlawful",
        "version",
    )

    def __init__(self, exchange: Exchange, frame: Frame) -> None:
        super().__init__(frame.settings)
        self.exchange = exchange
        self.frame = frame
        self.version = frame.version
        self.endpoint = frame.endpoint
        request, response = exchange.request, exchange.response
        self.method = request.method
        self.request = Half(request.headers, request.body, request.size)
        self.response = Half(response.headers, response.body, response.size) if response else None
        self.status = response.status if response else 0
        self.unlawful: Callable[[], bool] = never  #: whether the request breaks a must; found out when asked for
        self._envelope: dict[str, Any] | bool | None = False
        self._query: dict[str, str] | None = None
        self._split: SplitResult | None = None

    @property
    def answer(self) -> Half:
        """The answer; only for checks that run when there is one."""
        assert self.response is not None
        return self.response

    @property
    def envelope(self) -> dict[str, Any] | None:
        """The envelope of the answer: an object that has at least one of the members it must have."""
        if isinstance(self._envelope, bool):
            value = self.response.value if self.response else None
            told = isinstance(value, dict) and ("status_code" in value or "timestamp" in value)
            self._envelope = value if told else None
        return self._envelope

    @property
    def code(self) -> int | None:
        """The OCPI status code; None without an envelope or when it is no integer."""
        code = self.envelope.get("status_code") if self.envelope else None
        return code if type(code) is int else None

    @property
    def data(self) -> Any:
        """What the envelope carries."""
        return self.envelope.get("data") if self.envelope else None

    @property
    def url(self) -> SplitResult:
        """The address that was called, in parts. An address that has none reads as an empty one."""
        if self._split is None:
            try:
                self._split = urlsplit(self.exchange.request.url)
            except ValueError:
                self._split = urlsplit("")
        return self._split

    @property
    def query(self) -> Mapping[str, str]:
        """The query parameters, decoded; of a repeated one the last."""
        if self._query is None:
            self._query = dict(parse_qsl(self.url.query, keep_blank_values=True, errors="replace"))
        return self._query

    @property
    def params(self) -> dict[str, str]:
        """The parameters that say which object is meant, decoded: those of the path, and the type of a token."""
        found = dict(self.exchange.route.params) if self.exchange.route else {}
        for kind in self.version.objects if self.version and found else ():
            if kind.key_query and kind.path_key in found:
                name, default = kind.key_query
                found[name] = self.query.get(name, default)
        return found

    @property
    def past(self) -> Past:
        """What the run has seen before this exchange."""
        return self.frame.past

    def identities(self, party: str) -> tuple[Identity, ...]:
        """Who is behind a party, as far as it is known."""
        return self.frame.known.get(party, ())

    def is_hub(self, party: str) -> bool:
        """Whether a party speaks for others."""
        return any(identity.role == "HUB" for identity in self.identities(party))
