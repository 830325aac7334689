"""What a run has seen so far: the objects as they were last told, and the exchanges that told them. Bounded."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import merge
from operator import itemgetter
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from ocpi_runner.ocpi.paging import parse_link
from ocpi_runner.ocpi.version import ObjectType

MOST_OBJECTS = 1000  #: of each kind, kept whole; the oldest are forgotten
MOST_EXCHANGES, MOST_FAILURES = 2000, 200
MOST_IDS = 100_000  #: of each kind, remembered for longer than the objects
LARGEST = 64 * 1024  #: bytes of a body whose value is kept with its exchange

Value = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """An object as it was last told, PATCHes applied. Read it, never change it."""

    name: str  #: "Session"
    owner: str  #: "NL/TST" in upper case; "" when nobody said
    key: str  #: its id in upper case
    value: Value
    by: str  #: name of the party that told it
    exchange: int  #: number of the exchange
    at: float  #: when that began, seconds since the epoch
    endpoint: str  #: "sessions.receiver.put": how it was told
    before: "Seen | None" = None  #: as it was told the time before; that one knows no earlier one
    type: str = ""  #: what identifies it beside its id: the type of a Token


@dataclass(frozen=True, slots=True)
class Told:
    """An exchange that is over, in short."""

    number: int
    endpoint: str  #: "commands.receiver.post"
    method: str
    url: str
    params: Mapping[str, str]
    requester: str
    responder: str
    status: int  #: of HTTP; 0 without an answer
    code: int | None  #: of OCPI
    started: float  #: seconds since the epoch
    ended: float
    headers: Mapping[str, str]  #: of the request, names in lower case
    answer_headers: Mapping[str, str]  #: of the answer; empty without one
    request: Any = None  #: the body's value; None when there was none or it was long
    data: Any = None  #: `data` of the answer; None when there was none or it was long
    token: str | None = None  #: which token was used: "A", "B", "C", "unknown", "missing"
    ids: tuple[str, ...] = ()  #: of a list: what tells its objects apart, in upper case

    @property
    def query(self) -> dict[str, str]:
        """The query parameters."""
        return queried(self.url)

    @property
    def granted(self) -> bool:
        """It arrived, and the answer says nothing against it."""
        return 200 <= self.status < 300 and (self.code or 0) < 2000

    @property
    def failed(self) -> bool:
        """The other side's server could not, or a hub could not deliver."""
        return self.status >= 500 or (self.code or 0) >= 3000

    @property
    def link(self) -> str | None:
        """Where the next page is, as the answer says."""
        return parse_link(self.answer_headers.get("link"))


class Past:
    """One per scenario run."""

    __slots__ = ("_added", "_announced", "_exchanges", "_failures", "_ids", "_newest", "_objects", "_order")

    def __init__(self) -> None:
        self._objects: dict[str, dict[tuple[str, str, str], Seen]] = {}
        self._newest: dict[str, dict[tuple[str, str], Seen]] = {}  #: name -> id, type or "" -> of whatever owner
        self._ids: dict[str, set[str]] = {}
        self._exchanges: dict[str, deque[tuple[int, Told]]] = {}  #: endpoint -> (place in the order of all, exchange)
        self._order: deque[str] = deque()  #: the endpoints of all of them
        self._added = 0
        self._failures: deque[Told] = deque(maxlen=MOST_FAILURES)
        self._announced: dict[str, dict[str, str]] = {}

    def object(self, name: str, key: Any, owner: str = "", type: Any = "") -> Seen | None:
        """The newest of that name and id, whatever the case; of any owner or type when none is given or known.

        In a version in which nothing but its id identifies an object, it is stored without a type.
        """
        if not isinstance(key, str):
            return None
        found = self._found(name, key.upper(), owner.upper(), str(type or ""))
        if found or not type:
            return found
        untyped = self._found(name, key.upper(), owner.upper(), "")
        return untyped if untyped and not untyped.type else None

    def _found(self, name: str, key: str, owner: str, type: str) -> Seen | None:
        known = self._objects.get(name, {})
        found = known.get((owner, key, type)) or known.get(("", key, type))
        newest = self._newest.get(name, {}).get((key, type)) if found is None else None
        return newest if newest and (not owner or newest.owner in ("", owner)) else found

    def heard_of(self, name: str, key: str) -> bool:
        """Whether an object of that name and id was ever told; yes, when there were too many to say."""
        known = self._ids.get(name, set())
        return len(known) >= MOST_IDS or key.upper() in known

    def forget(self, name: str, key: str, owner: str) -> None:
        """An object was deleted."""
        kind, newest = self._objects.get(name, {}), self._newest.get(name, {})
        for place in [place for place in kind if place[:2] == (owner.upper(), key.upper())]:
            gone = kind.pop(place)
            for each in [each for each, seen in newest.items() if seen is gone]:
                del newest[each]

    def objects(self, name: str) -> Iterator[Seen]:
        """All of that name, the oldest first."""
        yield from self._objects.get(name, {}).values()

    def exchanges(self, *endpoints: str) -> Iterator[Told]:
        """What crossed these endpoints (beginnings of ids; none: all), the newest first."""
        rows = [row for id, row in self._exchanges.items() if not endpoints or id.startswith(endpoints)]
        for _, told in merge(*map(reversed, rows), key=itemgetter(0), reverse=True):
            yield told

    def failures(self, endpoint: str) -> Iterator[Told]:
        """What failed at the other side of an endpoint, the newest first."""
        return (told for told in reversed(self._failures) if told.endpoint == endpoint)

    def announced(self, party: str) -> Mapping[str, str]:
        """The modules that a party's version details named, with their URLs: {"locations/SENDER": "https://…"}.

        Empty when its details were not seen. The role is "" in versions that have none.
        """
        return self._announced.get(party, {})

    def announces(self, party: str, *modules: str) -> bool | None:
        """Whether a party's details name one of these modules; None when they were not seen."""
        known = self._announced.get(party)
        return None if known is None else any(each.partition("/")[0] in modules for each in known)

    def remember(self, seen: Seen) -> None:
        """An object was told."""
        kind, place = self._objects.setdefault(seen.name, {}), (seen.owner, seen.key, seen.type)
        newest, ids = self._newest.setdefault(seen.name, {}), self._ids.setdefault(seen.name, set())
        if len(ids) < MOST_IDS:
            ids.add(seen.key)
        kind.pop(place, None)
        kind[place] = newest[seen.key, ""] = newest[seen.key, seen.type] = seen
        if len(kind) > MOST_OBJECTS:
            oldest = kind.pop(next(iter(kind)))
            for each in {(oldest.key, ""), (oldest.key, oldest.type)}:
                if newest.get(each) is oldest:
                    del newest[each]

    def add(self, told: Told) -> None:
        """An exchange is over."""
        self._added += 1
        if told.failed:
            self._failures.append(told)
        self._order.append(told.endpoint)
        self._exchanges.setdefault(told.endpoint, deque()).append((self._added, told))
        if len(self._order) > MOST_EXCHANGES:
            self._exchanges[self._order.popleft()].popleft()
        if told.endpoint == "version_details.get" and isinstance(told.data, dict):
            self._announced[told.responder] = endpoints_of(told.data)


def queried(url: str) -> dict[str, str]:
    """The query parameters of a URL; none for an address that has no parts."""
    try:
        return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True, errors="replace"))
    except ValueError:
        return {}


def endpoints_of(details: Value) -> dict[str, str]:
    """The endpoints of version details, as far as they can be read."""
    rows = details.get("endpoints")
    known = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return {f"{row.get('identifier')}/{row.get('role') or ''}": str(row.get("url")) for row in known}


def owner_of(value: Value, params: Mapping[str, str]) -> str:
    """Who owns an object, from its body or else its address: "NL/TST", or ""."""
    country = value.get("country_code") or params.get("country_code")
    party = value.get("party_id") or params.get("party_id")
    return f"{country}/{party}".upper() if isinstance(country, str) and isinstance(party, str) else ""


def key_of(kind: ObjectType, value: Value, params: Mapping[str, str]) -> str:
    """The id of an object, from its body or else its address; ""."""
    key = value.get(kind.key) or params.get(kind.path_key)
    return key.upper() if isinstance(key, str) else ""


def type_of(kind: ObjectType, value: Value, params: Mapping[str, str]) -> str:
    """What identifies an object beside its id, from its body or else its address; "" where nothing does."""
    if kind.key_query is None:
        return ""
    name, default = kind.key_query
    return str(value.get(name) or params.get(name) or default)
