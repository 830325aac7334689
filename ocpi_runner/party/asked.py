"""A request after it was understood: version, endpoint, parameters, who asks, and what is in the body."""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from ocpi_runner.ocpi.endpoint import Endpoint
from ocpi_runner.ocpi.version import Version
from ocpi_runner.party.access import Access
from ocpi_runner.party.reply import Reply
from ocpi_runner.party.state import PartyState


@dataclass(frozen=True, slots=True)
class Target:
    """What a method and a path stand for."""

    place: str  #: "root", "versions", "details", "module" or "nowhere"
    version: Version | None = None
    endpoint: Endpoint | None = None  #: None: nothing has this method here
    params: dict[str, str] = field(default_factory=dict)
    pairs: tuple[tuple[str, str], ...] = ()  #: the same, as a value
    allowed: tuple[str, ...] = ()  #: methods that the path has
    module: str = ""


@dataclass(slots=True)
class Asked:
    """One request, on its way to a handler."""

    target: Target
    access: Access
    query_string: bytes
    json: Any = None
    has_body: bool = False
    after: list[Callable[[], Coroutine[Any, Any, None]]] = field(default_factory=list)  #: begun once the answer is out

    @property
    def version(self) -> Version:
        """The version of the address; every module has one."""
        assert self.target.version is not None
        return self.target.version

    @property
    def endpoint(self) -> Endpoint:
        """The row of the address and method."""
        assert self.target.endpoint is not None
        return self.target.endpoint

    @property
    def params(self) -> dict[str, str]:
        """Path parameters, percent-decoded."""
        return self.target.params

    @property
    def query(self) -> dict[str, str]:
        """Query parameters; the first of each name."""
        pairs = parse_qsl(self.query_string.decode("latin-1"), keep_blank_values=True)
        return dict(reversed(pairs))


Handler = Callable[[PartyState, Asked], Awaitable[Reply]]
