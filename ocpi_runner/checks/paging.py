"""Checks of a page of a list: its headers, its length, its next page, its window of time."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import SplitResult, urlsplit

from ocpi_runner.checks.address import absolute, was_linked
from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.past import queried
from ocpi_runner.checks.subject import Subject
from ocpi_runner.ocpi.moment import parse
from ocpi_runner.ocpi.paging import parse_link
from ocpi_runner.record.finding import FindingVerdict

TOTAL, LIMIT, LINK = "X-Total-Count", "X-Limit", "Link"
#: Query parameters of a list that begins at its first object when no offset is among them.
PLAIN = frozenset({"limit", "date_from", "date_to"})
WINDOW = frozenset({"date_from", "date_to"})
PORTS = {"http": 80, "https": 443}
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def count(text: str | None) -> int | None:
    """A number of objects; None when it is none. Longer than 15 digits is no count."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else None


def counted(subject: Subject, name: str) -> int | None:
    """The number in a header of the answer."""
    return count(subject.answer.headers.get(name.lower()))


def next_url(subject: Subject) -> str | None:
    """Where the next page is, as the answer says."""
    header = subject.answer.headers.get("link")
    return parse_link(header) if header else None


def end(subject: Subject) -> int | None:
    """The offset that follows the last object of this page; None when a `Link` led here that counts in its own way."""
    offset = count(subject.query.get("offset"))
    if offset is None and not PLAIN.issuperset(subject.query):
        return None
    return (offset or 0) + len(subject.data)


def total_present(subject: Subject) -> Iterator[Defect]:
    """X-Total-Count is there, a number, and not that of the page alone."""
    total, reached = counted(subject, TOTAL), end(subject)
    if total is None:
        yield from not_a_number(subject, TOTAL)
    elif subject.data and reached is not None and total < reached:
        message = f"`{TOTAL}` is {total}, and this page ends at object {reached}"
        yield Defect(message, f"headers.{TOTAL}", f"at least {reached}", total)
    elif total == reached and next_url(subject):
        message = (
            f"`{TOTAL}` is {total}, which this page reaches, and yet there is a next page: it must count the whole list"
        )
        yield Defect(message, f"headers.{TOTAL}", "the whole list", total)


def limit_present(subject: Subject) -> Iterator[Defect]:
    """X-Limit is there, a number, and not less than the page holds."""
    limit = counted(subject, LIMIT)
    if limit is None:
        yield from not_a_number(subject, LIMIT)
    elif len(subject.data) > limit:
        verdict: FindingVerdict | None = "warned" if subject.setting("paging.xlimit") == "lenient" else None
        message = f"The page holds {len(subject.data)} objects, `{LIMIT}` says {limit}"
        yield Defect(
            message, f"headers.{LIMIT}", f"at most {limit} objects", len(subject.data), verdict, "paging.xlimit"
        )


def not_a_number(subject: Subject, name: str) -> Iterator[Defect]:
    """The header is missing, or no number."""
    got = subject.answer.headers.get(name.lower())
    message = f"`{name}` is missing" if got is None else f"`{name}` is {shown(got)}; a number is required"
    yield Defect(message, f"headers.{name}", "a number", got)


def within_limit(subject: Subject) -> Iterator[Defect]:
    """A page is not longer than it was asked to be."""
    limit = count(subject.query.get("limit"))
    if limit is not None and len(subject.data) > limit:
        yield Defect(
            f"{limit} objects were asked for and {len(subject.data)} came",
            "$.data",
            f"at most {limit}",
            len(subject.data),
        )


def next_present(subject: Subject) -> Iterator[Defect]:
    """A page that is not the last names the next one."""
    total, reached = counted(subject, TOTAL), end(subject)
    if total is None or reached is None or next_url(subject):
        return
    if subject.data and reached < total:
        message = f"The page ends at object {reached} of {total} and no `{LINK}` names the next one"
        yield Defect(message, f"headers.{LINK}", '<URL>; rel="next"', subject.answer.headers.get("link"))


def last_has_no_next(subject: Subject) -> Iterator[Defect]:
    """The last page names no next one. A wrong total is told as such, not here."""
    total, header = counted(subject, TOTAL), subject.answer.headers.get("link")
    if header is None:
        return
    url = next_url(subject)
    if not url and not header.strip(" <>"):
        yield Defect(f"`{LINK}` is empty; the last page has none", f"headers.{LINK}", None, header, "warned")
    elif url and total is not None and (total < (end(subject) or 0) or not subject.data):
        yield Defect(f"`{LINK}` names a next page after the last one", f"headers.{LINK}", None, header)


def next_keeps_filters(subject: Subject) -> Iterator[Defect]:
    """The next page is asked for with the same filters."""
    url = next_url(subject)
    if not url:
        return
    kept, followed = queried(url), was_linked(subject)
    for name, value in subject.query.items():
        if name in ("offset", "limit") or (followed and name not in WINDOW):
            continue  # what a `Link` put there is the server's own
        if not alike(kept.get(name), value):
            message = f"`{LINK}` {'changes' if name in kept else 'drops'} the filter `{name[:40]}`"
            yield Defect(message, f"headers.{LINK}", value, kept.get(name))


def alike(one: str | None, other: str) -> bool:
    """Whether two query values say the same; a moment may be written in another way."""
    return one == other or (one is not None and (first := parse(one)) is not None and first == parse(other))


def next_same_origin(subject: Subject) -> Iterator[Defect]:
    """The next page is at the same place."""
    url = next_url(subject)
    if url and absolute(url):
        parts = urlsplit(url)
        if origin_of(parts) != origin_of(subject.url):
            origin = f"{subject.url.scheme}://{subject.url.netloc}"
            yield Defect(
                f"`{LINK}` leads away from {origin}", f"headers.{LINK}", origin, f"{parts.scheme}://{parts.netloc}"
            )


def origin_of(parts: SplitResult) -> tuple[str, str, int | None]:
    """Scheme, host and port; this machine's names are one, and so are a scheme's own port and none."""
    host = (parts.hostname or "").lower()
    try:
        port = parts.port or PORTS.get(parts.scheme)
    except ValueError:
        port = None
    return parts.scheme, "localhost" if host in LOCAL else host, port


def next_absolute(subject: Subject) -> Iterator[Defect]:
    """The next page has an absolute URL."""
    url = next_url(subject)
    if url and not absolute(url):
        yield Defect(
            f"`{LINK}` names {shown(url)}; an absolute URL is required", f"headers.{LINK}", "an absolute URL", url
        )


def within_window(subject: Subject) -> Iterator[Defect]:
    """Only objects that changed in the window come: from date_from on, before date_to."""
    since, until = (parse(subject.query[name]) if name in subject.query else None for name in ("date_from", "date_to"))
    if since is None and until is None:
        return
    for index, item in enumerate(subject.data):
        changed = changed_at(item)
        if changed and ((since and changed < since) or (until and changed >= until)):
            text = item["last_updated"]
            message = f"An object of {shown(text)} is outside the window that was asked for"
            window = f"{subject.query.get('date_from', '')} to {subject.query.get('date_to', '')}"
            yield Defect(message, f"$.data[{index}].last_updated", window, text)


def changed_at(item: Any) -> datetime | None:
    """When an object changed."""
    text = item.get("last_updated") if isinstance(item, dict) else None
    return parse(text) if isinstance(text, str) else None
