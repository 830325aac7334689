"""Walks a paginated list of a peer to its end."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urljoin

from ocpi_runner.ocpi.paging import parse_link
from ocpi_runner.party.calling import Wish, answer_of, call, granted, why_not
from ocpi_runner.party.registering import registered
from ocpi_runner.party.state import PartyState
from ocpi_runner.party.trust import origin, refusal
from ocpi_runner.record.exchange import Exchange, header
from ocpi_runner.source.errors import PeerFault

MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class PullOutcome:
    """What a walk brought."""

    objects: tuple[Any, ...]
    exchanges: tuple[int, ...]  #: their numbers
    complete: bool  #: the last page was reached
    problem: str = ""  #: why not, when it is the peer's fault


def next_page(exchange: Exchange, asked: str) -> tuple[str | None, str]:
    """The URL of the next page, and why the one given is not followed."""
    assert exchange.response is not None
    link = header(exchange.response.headers, "Link")
    url = parse_link(link) if link else None
    if not url:
        return None, ""
    url = urljoin(asked, url)
    reason = refusal(url)
    if reason is None and origin(url) != origin(asked):
        reason = "leads away from where the list is: scheme, host or port differ"
    return (url, "") if reason is None else (None, f"the next page {url!r} {reason}")


async def pull(
    state: PartyState,
    peer: str,
    module: str,
    *,
    date_from: str | None = None,
    date_to: str | None = None,
    limit: int | None = None,
    offset: int | None = None,
    pages: int | None = None,
) -> PullOutcome:
    """All objects of a module of the peer, page after page. OCPI 2.2.1, 4.1.4. Raises PeerFault."""
    registration = await registered(state, peer)
    url = registration.endpoint(module, "sender") or registration.endpoint(module)
    if url is None:
        raise PeerFault(f"`{peer}` does not offer {module}")
    given = {"date_from": date_from, "date_to": date_to, "offset": offset, "limit": limit}
    query = urlencode({name: value for name, value in given.items() if value is not None})
    following: str | None = url + (f"?{query}" if query else "")
    return await walk(state, peer, following, pages or MOST_PAGES)


async def walk(state: PartyState, peer: str, url: str | None, pages: int) -> PullOutcome:
    """From a first URL on."""
    objects: list[Any] = []
    numbers: list[int] = []
    seen: set[str] = set()
    problem = ""
    while url is not None and len(numbers) < pages:
        seen.add(url)
        exchange = await call(state, peer, Wish("GET", url))
        numbers.append(exchange.number)
        envelope = answer_of(exchange)
        if not granted(exchange) or envelope is None:
            return PullOutcome(tuple(objects), tuple(numbers), False, why_not(exchange))
        if not isinstance(envelope.data, list):
            return PullOutcome(tuple(objects), tuple(numbers), False, f"GET {url}: `data` is not a list")
        objects += envelope.data
        url, problem = next_page(exchange, url)
        if url in seen:
            return PullOutcome(tuple(objects), tuple(numbers), False, f"the next page {url!r} was read before")
    return PullOutcome(tuple(objects), tuple(numbers), url is None and not problem, problem)
