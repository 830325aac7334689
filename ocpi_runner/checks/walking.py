"""Checks of a page against the pages before it: they add up, and whoever pulls follows the links as given."""

from collections.abc import Iterator
from itertools import pairwise

from ocpi_runner.checks.address import object_type
from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.memory import ids_of
from ocpi_runner.checks.paging import LIMIT, LINK, TOTAL, count, counted, next_url
from ocpi_runner.checks.past import Told, queried
from ocpi_runner.checks.subject import Subject
from ocpi_runner.ocpi.moment import parse, to_text

LOOK_BACK = 200  #: exchanges


def earlier(subject: Subject) -> Iterator[Told]:
    """What the same party answered on this list before, the newest first."""
    asked = subject.exchange
    told = subject.past.exchanges(subject.endpoint.id if subject.endpoint else "-")
    for _, one in zip(range(LOOK_BACK), told, strict=False):
        if one.responder == asked.responder and one.requester == asked.requester and one.status == 200:
            yield one


def page_before(subject: Subject) -> Told | None:
    """The page whose `Link` named this one."""
    return next(pages_before(subject), None)


def pages_before(subject: Subject) -> Iterator[Told]:
    """The pages by whose links a walk came here, the newest first."""
    url = subject.exchange.request.url
    for one in earlier(subject):
        if one.link == url:
            yield one
            url = one.url


def distinct(subject: Subject) -> Iterator[Defect]:
    """A page has nothing that a page before had, and nothing twice."""
    known = {id: f"in exchange {page.number}" for page in pages_before(subject) for id in page.ids}
    for index, id in enumerate(ids_of(subject)):
        if id in known:
            message = f"{shown(id)} was already {known[id]}: pages must not overlap"
            yield Defect(message, f"$.data[{index}]", "once", id)
        known[id] = "on this page"


def adds_up(subject: Subject) -> Iterator[Defect]:
    """All pages of a walk together hold as many objects as X-Total-Count says."""
    pages, total = list(pages_before(subject)), counted(subject, TOTAL)
    if next_url(subject) or total is None or not pages or (count(pages[-1].query.get("offset") or "0") or 0) > 0:
        return
    found = {*ids_of(subject), *(id for page in pages for id in page.ids)}
    if len(found) < total and all(count(page.answer_headers.get(TOTAL.lower())) == total for page in pages):
        message = f"The {len(pages) + 1} pages hold {len(found)} objects, and `{TOTAL}` is {total} on each of them"
        yield Defect(message, f"headers.{TOTAL}", total, len(found))


def total_stays(subject: Subject) -> Iterator[Defect]:
    """X-Total-Count is the same on every page of a walk."""
    before, total = page_before(subject), counted(subject, TOTAL)
    then = count(before.answer_headers.get(TOTAL.lower())) if before else None
    if then is not None and total is not None and total != then:
        message = f"`{TOTAL}` is {total}, and was {then} on the page before: it counts the whole list"
        yield Defect(message, f"headers.{TOTAL}", then, total, "warned")


def same_order(subject: Subject) -> Iterator[Defect]:
    """The same address gives the same objects in the same order."""
    url, here = subject.exchange.request.url, ids_of(subject)
    before = next((one for one in earlier(subject) if one.url == url), None)
    there = list(before.ids) if before else []
    if len(here) > 1 and here != there and sorted(here) == sorted(there):
        yield Defect("The same address gave the same objects in another order before", "$.data", there[:5], here[:5])


def first_by_default(subject: Subject) -> Iterator[Defect]:
    """Without an offset a list begins with its first object."""
    query, here, total = dict(subject.query), ids_of(subject), subject.answer.headers.get(TOTAL.lower())
    if query.pop("offset", "0") != "0" or not here:
        return
    for one in earlier(subject):
        other = one.query
        if other.pop("offset", "0") == "0" and other == query and one.ids:
            unmoved = set(one.ids) == set(here) or one.ids[0] not in here
            if one.ids[0] != here[0] and unmoved and one.answer_headers.get(TOTAL.lower()) == total:
                message = "With and without `offset=0` the list begins with another object"
                yield Defect(message, "$.data[0]", one.ids[0], here[0])
            return


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


def window_complete(subject: Subject) -> Iterator[Defect]:
    """What changed at `date_from` or later, as the same party listed it before, is there."""
    since = parse(subject.query.get("date_from", ""))
    kind = object_type(subject, subject.endpoint.response if subject.endpoint else None)
    if (
        since is None
        or kind is None
        or "date_to" in subject.query
        or next_url(subject)
        or next(pages_before(subject), None)
    ):
        return
    here = {str(row.get(kind.key)).upper() for row in subject.data if isinstance(row, dict)}
    for seen in subject.past.objects(kind.name):
        changed = parse(str(seen.value.get("last_updated")))
        listed = seen.by == subject.exchange.responder and seen.endpoint.endswith(".sender.get_list")
        if listed and changed and changed >= since and seen.key not in here:
            message = f"{shown(seen.key)} of {to_text(changed)} was listed in exchange {seen.exchange}, and is missing"
            yield Defect(message, "$.data", seen.key, None, "warned")
            return


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
    link = before.link if before else None
    if not offset or offset == "0" or link is None or link == url:
        return
    if before and count(before.query.get("offset") or "0") != count(offset):
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
