"""Checks of a page against the pages before it: they add up, and whoever pulls follows the links as given."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from ocpi_runner.checks.address import object_type
from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.paging import LIMIT, LINK, TOTAL, count, counted, next_url
from ocpi_runner.checks.past import Told
from ocpi_runner.checks.subject import Subject
from ocpi_runner.ocpi.moment import parse, to_text
from ocpi_runner.ocpi.paging import parse_link

LOOK_BACK = 200  #: exchanges
OWNER = ("country_code", "party_id")


def ids(subject: Subject, data: Any) -> list[str]:
    """What tells the objects of a page apart, in upper case, as far as they have an id."""
    kind = object_type(subject, subject.endpoint.response if subject.endpoint else None)
    if kind is None or not isinstance(data, list):
        return []
    query = kind.key_query[0] if kind.key_query else ""
    names = [name for name in (kind.key, query, *OWNER, "role" if kind.key in OWNER else "") if name]
    rows = (row for row in data if isinstance(row, dict) and isinstance(row.get(kind.key), str))
    return [" ".join(str(row[name]) for name in dict.fromkeys(names) if row.get(name)).upper() for row in rows]


def earlier(subject: Subject) -> Iterator[Told]:
    """What the same party answered on this list before, the newest first."""
    asked = subject.exchange
    told = subject.past.exchanges(subject.endpoint.id if subject.endpoint else "-")
    for _, one in zip(range(LOOK_BACK), told, strict=False):
        if one.responder == asked.responder and one.requester == asked.requester and one.status == 200:
            yield one


def page_before(subject: Subject) -> Told | None:
    """The page whose `Link` named this one."""
    url = subject.exchange.request.url
    return next((one for one in earlier(subject) if link_of(one) == url), None)


def link_of(told: Told) -> str | None:
    """Where a page says that the next one is."""
    return parse_link(told.answer_headers.get("link", ""))


def distinct(subject: Subject) -> Iterator[Defect]:
    """A page has nothing that the page before had, and nothing twice."""
    here = ids(subject, subject.data)
    before = page_before(subject)
    known = set(ids(subject, before.data)) if before else set()
    for index, id in enumerate(here):
        if id in known:
            where = "on this page" if id in here[:index] else "on the page before"
            yield Defect(f"{shown(id)} was already {where}: pages must not overlap", f"$.data[{index}]", "once", id)
        known.add(id)


def total_stays(subject: Subject) -> Iterator[Defect]:
    """X-Total-Count is the same on every page of a walk."""
    before, total = page_before(subject), counted(subject, TOTAL)
    then = count(before.answer_headers.get(TOTAL.lower())) if before else None
    if then is not None and total is not None and total != then:
        message = f"`{TOTAL}` is {total}, and was {then} on the page before: it counts the whole list"
        yield Defect(message, f"headers.{TOTAL}", then, total, "warned")


def same_order(subject: Subject) -> Iterator[Defect]:
    """The same address gives the same objects in the same order."""
    url, here = subject.exchange.request.url, ids(subject, subject.data)
    before = next((one for one in earlier(subject) if one.url == url), None)
    there = ids(subject, before.data) if before else []
    if len(here) > 1 and here != there and sorted(here) == sorted(there):
        yield Defect("The same address gave the same objects in another order before", "$.data", there[:5], here[:5])


def first_by_default(subject: Subject) -> Iterator[Defect]:
    """Without an offset a list begins with its first object."""
    query, here = dict(subject.query), ids(subject, subject.data)
    if query.pop("offset", "0") != "0" or not here:
        return
    for one in earlier(subject):
        other = queried(one.url)
        if other.pop("offset", "0") == "0" and other == query and one.data:
            there = ids(subject, one.data)
            if there and there[0] != here[0] and set(there) == set(here):
                yield Defect("With and without `offset=0` the list begins with another object", "$.data[0]", there[0])
            return


def queried(url: str) -> dict[str, str]:
    """The query of a URL."""
    return dict(parse_qsl(urlsplit(url).query))


def limit_stays(subject: Subject) -> Iterator[Defect]:
    """X-Limit is what the server gives at most, on every page, also on the last."""
    before, limit = page_before(subject), counted(subject, LIMIT)
    then = count(before.answer_headers.get(LIMIT.lower())) if before else None
    if then is not None and limit is not None and limit < then:
        message = f"`{LIMIT}` is {limit}, and was {then} on the page before: it is no count of this page"
        yield Defect(message, f"headers.{LIMIT}", then, limit, "warned")


def oldest_first(subject: Subject) -> Iterator[Defect]:
    """A list of CDRs begins with the oldest."""
    rows = subject.data if isinstance(subject.data, list) else []
    moments = [parse(str(row.get("last_updated"))) for row in rows if isinstance(row, dict)]
    for index, (one, other) in enumerate(pairwise(moments), 1):
        if one and other and other < one:
            message = f"{to_text(other)} comes after {to_text(one)}: the oldest is not first"
            yield Defect(message, f"$.data[{index}].last_updated", "ascending", to_text(other), "warned")
            return


def cap_in_link(subject: Subject) -> Iterator[Defect]:
    """When less is given than was asked for, the next page's limit is what X-Limit says."""
    asked, cap, url = count(subject.query.get("limit")), counted(subject, LIMIT), next_url(subject)
    then = count(queried(url).get("limit")) if url else None
    if asked is not None and cap is not None and then is not None and asked > cap and then > cap:
        message = f"The next page asks for {then} objects, and `{LIMIT}` allows {cap}"
        yield Defect(message, f"headers.{LINK}", cap, then)


def beyond_end(subject: Subject) -> Iterator[Defect]:
    """Beyond the end there is an empty list and no next page."""
    offset, total = count(subject.query.get("offset")), counted(subject, TOTAL)
    if offset is None or total is None or offset < total or not (subject.data or next_url(subject)):
        return
    message = f"Object {offset} of {total} was asked for; an empty list without a next page is expected"
    yield Defect(message, "$.data", [], f"{len(subject.data)} objects")


def link_followed(subject: Subject) -> Iterator[Defect]:
    """Whoever pulls a list takes the next page's URL as it was given."""
    offset, url = subject.query.get("offset"), subject.exchange.request.url
    before = next(earlier(subject), None)
    link = link_of(before) if before else None
    if not offset or offset == "0" or link is None or link == url:
        return
    if before and count(queried(before.url).get("offset") or "0") != count(offset):
        message = "This is not the URL that the page before named as the next one"
        yield Defect(message, "url", link[:200], url[:200])


def headers_stay(subject: Subject) -> Iterator[Defect]:
    """Follow-up pages are asked for with the same headers as the first."""
    before = page_before(subject)
    for name in ("authorization", "ocpi-to-party-id", "ocpi-from-party-id") if before else ():
        assert before is not None
        if name in before.headers and before.headers[name] != subject.request.headers.get(name):
            message = f"`{name}` is not what it was on the request for the page before"
            yield Defect(message, f"headers.{name}", "the same", "another, or none")
