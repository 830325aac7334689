"""Checks of what a request is about: its address against its body, its query, its owner."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.subject import Subject
from ocpi_runner.checks.timing import datetime_defects
from ocpi_runner.ocpi.commands import BODIES
from ocpi_runner.ocpi.version import ObjectType

OWNER = ("country_code", "party_id")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
#: Modules whose own text says which methods are never used on them: module -> (methods, requirement).
NEVER = {
    "locations": (("POST", "DELETE"), "LOC-050"),
    "sessions": (("POST", "DELETE"), "SES-023"),
    "cdrs": (("PUT", "PATCH", "DELETE"), "CDR-032"),
    "tariffs": (("PATCH",), "TAR-018"),
    "tokens": (("POST", "DELETE"), "TOK-046"),
    "hubclientinfo": (("POST", "PATCH", "DELETE"), "HCI-016"),
    "invoicereconciliation": (("PATCH",), "INV-024"),
}


def same(one: Any, other: Any) -> bool:
    """Whether two identifiers are the same: CiStrings compare without case."""
    return str(one).upper() == str(other).upper()


def object_type(subject: Subject, name: str | None) -> ObjectType | None:
    """The object of that name, when it has an address of its own."""
    return subject.version.object(name) if subject.version and name else None


def method_known(subject: Subject) -> Iterator[Defect]:
    """Only five methods are used."""
    if subject.method not in METHODS:
        yield Defect(
            f"The method is {shown(subject.method, 20)}; OCPI uses {', '.join(METHODS)}",
            "url",
            list(METHODS),
            subject.method,
        )


def address_known(subject: Subject) -> Iterator[Defect]:
    """The address and method are ones that were published."""
    path = subject.url.path.strip("/")
    if path and (subject.method != "GET" or "authorization" in subject.request.headers):
        got, refused = f"{subject.method} /{path[:200]}", never(subject, path)
        message = f"`{got[:140]}` is not among the endpoints that were published"
        if refused:
            message = (
                f"`{got[:140]}`: this {'command' if refused == 'CMD-084' else 'method'} is not used on this module"
            )
        yield Defect(message, "url", "an endpoint from the version details", got, requirement=refused)


def never(subject: Subject, path: str) -> str | None:
    """The requirement by which a module has no such method, or no such command."""
    parts = path.split("/")
    if "commands" in parts[:-1] and subject.method == "POST" and parts[-1] not in BODIES:
        return "CMD-084"
    modules = (NEVER[part] for part in parts if part in NEVER)
    return next((id for methods, id in modules if subject.method in methods), None)


def owner_in_body(subject: Subject) -> Iterator[Defect]:
    """Country code and party id in the address are those of the object."""
    params, body = subject.params, subject.request.value
    for name in OWNER:
        if name in params and name in body and not same(params[name], body[name]):
            message = f"`{name}` is {shown(body[name])} in the body and {shown(params[name])} in the address"
            yield Defect(message, f"$.{name}", params[name], body[name])


def id_in_body(subject: Subject) -> Iterator[Defect]:
    """The id in the address is that of the object."""
    kind = object_type(subject, subject.endpoint.request if subject.endpoint else None)
    params, body = subject.params, subject.request.value
    if kind and kind.path_key in params and kind.key in body and not same(params[kind.path_key], body[kind.key]):
        message = (
            f"`{kind.key}` is {shown(body[kind.key])} in the body and {shown(params[kind.path_key])} in the address"
        )
        yield Defect(message, f"$.{kind.key}", params[kind.path_key], body[kind.key])


def owner_of_sender(subject: Subject) -> Iterator[Defect]:
    """The owner in the address is a party of whoever sends; a hub may send for others."""
    params, sender = subject.params, subject.exchange.requester
    identities = subject.identities(sender)
    if not identities or any(name not in params for name in OWNER):
        return
    if subject.is_hub(sender) and subject.setting("routing.hub_may_push_foreign") == "on":
        return
    if any(
        same(identity.country_code, params[OWNER[0]]) and same(identity.party_id, params[OWNER[1]])
        for identity in identities
    ):
        return
    wanted = ", ".join(sorted({f"{identity.country_code}/{identity.party_id}" for identity in identities}))
    got = f"{params[OWNER[0]]}/{params[OWNER[1]]}"
    yield Defect(f"The address names {got[:40]}, which is no party of {sender} ({wanted})", "url", wanted, got)


def token_type_in_query(subject: Subject) -> Iterator[Defect]:
    """A token that is no RFID is addressed with its type."""
    kind, addressed = subject.request.value.get("type"), subject.query.get("type", "RFID")
    if isinstance(kind, str) and kind != addressed:
        yield Defect(
            f"The token is of type {shown(kind)}, the address says {shown(addressed)}",
            "url",
            f"?type={kind}",
            addressed,
        )


def query_complete(subject: Subject) -> Iterator[Defect]:
    """Query parameters that the endpoint needs are there, unless a `Link` named the address."""
    for name in subject.endpoint.required_query if subject.endpoint and not was_linked(subject) else ():
        if not subject.query.get(name):
            yield Defect(f"The query parameter `{name}` is required", "url", name, None)


def was_linked(subject: Subject) -> bool:
    """Whether the address was named as the next page by an earlier one."""
    url = subject.exchange.request.url
    return any(told.link == url for told in subject.past.exchanges(subject.endpoint.id if subject.endpoint else "-"))


def query_moments(subject: Subject) -> Iterator[Defect]:
    """Dates in the query are DateTimes."""
    for name in ("date_from", "date_to"):
        if name in subject.query:
            yield from datetime_defects(subject, subject.query[name], "url", f"`{name}`")


def response_url_absolute(subject: Subject) -> Iterator[Defect]:
    """The address for the result can be called as it is."""
    value = subject.request.value.get("response_url")
    if isinstance(value, str) and not absolute(value):
        yield Defect(
            f"`response_url` is {shown(value)}; an absolute URL is required", "$.response_url", "an absolute URL", value
        )


def absolute(url: Any) -> bool:
    """Whether a URL names scheme and host."""
    try:
        parts = urlsplit(str(url))
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
