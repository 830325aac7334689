"""What the checks need to know beside the exchange itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ocpi_runner.checks.past import Past
from ocpi_runner.ocpi.endpoint import Endpoint
from ocpi_runner.ocpi.identity import Identity
from ocpi_runner.ocpi.version import Version


class RecentIds:
    """The newest ids of a run, so many at most: a repeated X-Request-ID is found, and memory stays flat."""

    __slots__ = ("_ids", "limit")

    def __init__(self, limit: int = 20_000) -> None:
        self.limit = limit
        self._ids: dict[str, None] = {}

    def __contains__(self, id: str) -> bool:
        return id in self._ids

    def add(self, id: str) -> None:
        """Remember it, and forget the oldest beyond the limit."""
        self._ids[id] = None
        if len(self._ids) > self.limit:
            del self._ids[next(iter(self._ids))]


@dataclass(frozen=True, slots=True)
class Frame:
    """One per exchange."""

    version: Version | None  #: None: none was agreed on yet
    endpoint: Endpoint | None  #: what `exchange.route` says; None when the address means nothing in OCPI
    known: Mapping[str, tuple[Identity, ...]] = field(
        default_factory=dict
    )  #: party name -> who is behind it, as far as it was told
    registered: bool = False  #: both sides hold credentials of each other
    settings: Mapping[str, str] = field(default_factory=dict)  #: what differs from the defaults
    seen_request_ids: RecentIds = field(default_factory=RecentIds)
    past: Past = field(default_factory=Past)  #: what the run has seen before
    on_trial: str | None = None  #: judge this party's side only; None: both
    versions: tuple[str, ...] = ()  #: numbers of which one must be offered; (): that of `version`
