"""Checks of traffic with a hub: broadcast, open routing, GET All."""

from collections.abc import Iterable, Iterator

from ocpi_runner.checks.address import same
from ocpi_runner.checks.conditions import listed, single
from ocpi_runner.checks.defect import Defect
from ocpi_runner.checks.discovery import Row, credentials, credentials_answered, rows
from ocpi_runner.checks.routing import address
from ocpi_runner.checks.subject import Subject

TO, FROM = "headers.OCPI-to-party-id", "headers.OCPI-from-party-id"
PRIVATE = ("cdrs.receiver", "sessions.receiver")


def to_hub(subject: Subject) -> bool:
    """The request goes to a hub."""
    return subject.is_hub(subject.exchange.responder)


def from_hub(subject: Subject) -> bool:
    """The request comes from a hub."""
    return subject.is_hub(subject.exchange.requester)


def hub_details(subject: Subject) -> bool:
    """A hub answers with its version details."""
    return to_hub(subject) and single(subject)


def listed_by_hub(subject: Subject) -> bool:
    """A hub answers with a list."""
    return to_hub(subject) and listed(subject)


def names_hub(subject: Subject, party: str, way: str) -> bool:
    """Whether the headers of one way name the hub itself."""
    got = address(subject.request, way)
    hubs = [each for each in subject.identities(party) if each.role == "HUB"]
    return got is not None and any((each.country_code.upper(), each.party_id.upper()) == got for each in hubs)


def get_not_broadcast(subject: Subject) -> Iterator[Defect]:
    """An object is not asked of everyone."""
    row = subject.endpoint
    if row and row.interface == "receiver" and names_hub(subject, subject.exchange.responder, "to"):
        yield Defect("A GET of one object is addressed to the hub itself; GET is never a broadcast", TO, "a party")


def private_not_broadcast(subject: Subject) -> Iterator[Defect]:
    """Sessions and CDRs are for one party."""
    if names_hub(subject, subject.exchange.responder, "to"):
        yield Defect("Sessions and CDRs are for one party; this is addressed to everyone behind the hub", TO, "a party")


def open_routing(subject: Subject) -> Iterator[Defect]:
    """When the hub is to find the receiver, both TO headers are left out and FROM stays."""
    headers = subject.request.headers
    to = [name for name in ("ocpi-to-country-code", "ocpi-to-party-id") if headers.get(name)]
    if len(to) == 1:
        yield Defect(f"Only `{to[0]}` is there; both TO headers, or none, are sent to a hub", TO, "both or none", to[0])
    if not to and not address(subject.request, "from"):
        yield Defect("Neither TO nor FROM headers are there; FROM is always sent to a hub", FROM, "present", None)


def get_all_addressed(subject: Subject) -> Iterator[Defect]:
    """A list asked of everyone names the asking party in FROM."""
    if names_hub(subject, subject.exchange.responder, "to") and not address(subject.request, "from"):
        yield Defect("A GET of all parties' objects has no FROM headers", FROM, "the asking party", None)


def answered_by_hub(subject: Subject) -> Iterator[Defect]:
    """What is addressed to the hub itself is answered to the asking party."""
    asked, got = address(subject.request, "from"), address(subject.answer, "to")
    if names_hub(subject, subject.exchange.responder, "to") and asked and got != asked:
        words = "/".join(got) if got else "nobody"
        message = f"The hub's answer is addressed to {words}; {'/'.join(asked)} had asked"
        yield Defect(message, TO, "/".join(asked), words)


def answered_to_hub(subject: Subject) -> Iterator[Defect]:
    """A broadcast that a hub passed on is answered to the hub."""
    got = address(subject.answer, "to")
    if names_hub(subject, subject.exchange.requester, "from") and got and got != address(subject.request, "from"):
        yield Defect(f"The answer to the hub is addressed to {'/'.join(got)}", TO, "the hub", "/".join(got))


def owners_kept(subject: Subject) -> Iterator[Defect]:
    """Objects that a hub lists keep their owners."""
    hubs = [each for each in subject.identities(subject.exchange.responder) if each.role == "HUB"]
    for path, row in rows(subject.data, "$.data"):
        if any(
            same(row.get("party_id"), hub.party_id) and same(row.get("country_code"), hub.country_code) for hub in hubs
        ):
            yield Defect("The object names the hub as its owner", f"{path}.party_id", "its owner", row.get("party_id"))


def owner_kept_in_address(subject: Subject) -> Iterator[Defect]:
    """A broadcast keeps the owner of the object in its address."""
    params = subject.params
    for hub in subject.identities(subject.exchange.requester):
        if hub.role == "HUB" and same(params.get("party_id"), hub.party_id):
            yield Defect("The address names the hub as the owner of the object", "url", "its owner", hub.path)


def posted_hub_alone(subject: Subject) -> Iterator[Defect]:
    """A hub's credentials name the role HUB, and nobody connected to it."""
    return hub_alone(credentials(subject))


def answered_hub_alone(subject: Subject) -> Iterator[Defect]:
    """The same in an answer."""
    return hub_alone(credentials_answered(subject))


def hub_alone(found: Iterable[Row]) -> Iterator[Defect]:
    """Where HUB is a role, it is the only one."""
    for path, item in found:
        names = {str(role.get("role")) for _, role in rows(item.get("roles"), path)}
        if "HUB" in names and names != {"HUB"}:
            others = ", ".join(sorted(names - {"HUB"}))
            yield Defect(f"A hub names only the role HUB; {others} stands beside it", f"{path}.roles", "HUB", others)


def clients_told(subject: Subject) -> Iterator[Defect]:
    """A hub offers the module that tells who is connected."""
    found = [row.get("identifier") for _, row in rows(subject.data.get("endpoints"), "$.data.endpoints")]
    if found and "hubclientinfo" not in found:
        yield Defect("A hub announces no `hubclientinfo`", "$.data.endpoints", "hubclientinfo", None)
