"""Checks of a registration over several messages: who called whom in between, and whose token it was."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ocpi_runner.checks.address import same
from ocpi_runner.checks.conditions import succeeded
from ocpi_runner.checks.defect import Defect
from ocpi_runner.checks.discovery import Row, credentials, credentials_answered
from ocpi_runner.checks.past import Told
from ocpi_runner.checks.subject import Subject
from ocpi_runner.ocpi.token import read
from ocpi_runner.ocpi.versions import REPLACED

DISCOVERY = {"versions.get": "its versions", "version_details.get": "its version details"}
TOKEN_PATH = "$.data.token"
CHANGES = ("credentials.post", "credentials.put", "credentials.delete")


def discovered_before(subject: Subject) -> Iterator[Defect]:
    """Whoever registers has read versions and details before."""
    route, who = subject.exchange.route, subject.exchange.requester
    if route is None or route.token != "A":
        return
    for endpoint, what in DISCOVERY.items():
        if not any(told.requester == who for told in subject.past.exchanges(endpoint)):
            message = f"{who} posts its credentials without having fetched {what.replace('its', 'our')} before"
            yield Defect(message, "url", f"GET of {what.removeprefix('its ')} first", "POST credentials")


def discovered_meanwhile(subject: Subject) -> Iterator[Defect]:
    """Whoever is registered at reads the client's versions and details before it answers."""
    who = subject.exchange.responder
    for endpoint, what in DISCOVERY.items() if succeeded(subject) else ():
        if not any(meanwhile(subject)(told) for told in subject.past.exchanges(endpoint) if told.requester == who):
            message = f"{who} answered without having fetched {what} from us in between".replace("its", "our")
            yield Defect(message, "status", f"GET of {what.removeprefix('its ')} first", subject.status)


def meanwhile(subject: Subject) -> Callable[[Told], bool]:
    """Whether an exchange began while this one was open."""
    begun, over = subject.exchange.started, subject.exchange.started + subject.exchange.duration
    return lambda told: begun <= told.started <= over


def fetched_with_new_token(subject: Subject) -> Iterator[Defect]:
    """Those GETs use the token from the body of the POST or PUT."""
    sent, who = subject.request.value, subject.exchange.responder
    token = sent.get("token") if isinstance(sent, dict) else None
    inside = meanwhile(subject)
    for told in (one for endpoint in DISCOVERY for one in subject.past.exchanges(endpoint)):
        if told.requester == who and inside(told) and isinstance(token, str) and not uses(told, token):
            message = f"{who} fetched `{told.url[:100]}` with another token than the one in the credentials"
            yield Defect(message, "$.token", "the token of the credentials", "another, or none")


def uses(told: Told, token: str) -> bool:
    """Whether a request carries a token, however it is written."""
    return any(each.token == token for each in read(told.headers.get("authorization")))


def own_token_is_new(subject: Subject) -> Iterator[Defect]:
    """The token in a POST of credentials is not the one by which it is sent."""
    sent = subject.request.value.get("token")
    if any(each.token == sent for each in read(subject.request.headers.get("authorization"))):
        message = "The token in the credentials is the one that the request itself uses; a new one is required"
        yield Defect(message, "$.token", "a new token", "that of the request")


def answered_token_is_new(subject: Subject) -> Iterator[Defect]:
    """The token in the answer is neither that of the request nor that in its body."""
    got, sent = subject.data.get("token"), subject.request.value
    posted = sent.get("token") if isinstance(sent, dict) else None
    used = any(each.token == got for each in read(subject.request.headers.get("authorization")))
    if isinstance(got, str) and (used or got == posted):
        whose = "by which the request was sent" if used else "that the request brought"
        yield Defect(f"The token in the answer is the one {whose}; a new one is required", TOKEN_PATH, "a new token")


def token_is_current(subject: Subject) -> Iterator[Defect]:
    """GET credentials shows the token that is in use."""
    if subject.setting("credentials.get_token") == "any":
        return
    got = subject.data.get("token")
    if not any(each.token == got for each in read(subject.request.headers.get("authorization"))):
        message = "The token in the credentials is not the one that the request uses"
        yield Defect(message, TOKEN_PATH, "that of the request", "another", None, "credentials.get_token")


def speaks_of_itself(subject: Subject) -> Iterator[Defect]:
    """The credentials in an answer are those of whoever answers, not an echo."""
    sent, got = subject.request.value, subject.data
    if isinstance(sent, dict) and sent.get("url") and sent.get("url") == got.get("url"):
        message = "The credentials in the answer name the `url` of the request: they must be the answerer's own"
        yield Defect(message, "$.data.url", "its own versions URL", got["url"])
    elif isinstance(sent, dict) and parties_of(sent) and parties_of(sent) == parties_of(got):
        message = "The credentials in the answer name the parties of the request: they must be the answerer's own"
        yield Defect(message, "$.data", "its own parties", sorted(parties_of(got)))


def parties_of(credentials: dict[str, Any]) -> set[str]:
    """The parties in credentials with their roles: "CPO NL/TST"; those that have no role are not told apart."""
    rows = credentials.get("roles")
    found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return {f"{row.get('role')} {row.get('country_code')}/{row.get('party_id')}".upper() for row in found}


def posted_url_of_versions(subject: Subject) -> Iterator[Defect]:
    """The URL in credentials is that of the versions, not of the details."""
    return url_of_versions(subject, credentials(subject))


def answered_url_of_versions(subject: Subject) -> Iterator[Defect]:
    """The same in an answer."""
    return url_of_versions(subject, credentials_answered(subject))


def url_of_versions(subject: Subject, found: Iterable[Row]) -> Iterator[Defect]:
    """No version details were read at that URL."""
    details = {told.url.rstrip("/") for told in subject.past.exchanges("version_details.get")}
    for path, item in found:
        url = item.get("url")
        if isinstance(url, str) and url.rstrip("/") in details:
            message = "`url` is that of version details; the versions URL is required"
            yield Defect(message, f"{path}.url", "the versions URL", url)


def latest_mutual(subject: Subject) -> Iterator[Defect]:
    """Of the versions that both offer, the latest is chosen."""
    ours, theirs = (offered(subject, who) for who in (subject.exchange.responder, subject.exchange.requester))
    used = subject.version.number if subject.version else ""
    mutual = sorted(ours & theirs, key=ordered)
    if mutual and ordered(mutual[-1]) > ordered(used) and not subject.frame.versions:
        message = f"OCPI {used} was chosen; both sides offer {mutual[-1]}"
        yield Defect(message, "url", mutual[-1], used)


def offered(subject: Subject, who: str) -> set[str]:
    """The versions that a party was seen to offer."""
    for told in subject.past.exchanges("versions.get"):
        if told.responder == who and isinstance(told.data, list):
            rows = (row.get("version") for row in told.data if isinstance(row, dict))
            return {row for row in rows if isinstance(row, str)}
    return set()


def ordered(number: str) -> tuple[int, ...]:
    """A version number that can be compared."""
    return tuple(int(part) for part in number.split(".") if part.isdigit())


def silent_after_delete(subject: Subject) -> Iterator[Defect]:
    """Whoever deleted its credentials sends no further requests."""
    who = subject.exchange.requester
    newest = next((told for told in subject.past.exchanges(*CHANGES) if changed_for(told, who)), None)
    if newest and newest.endpoint == "credentials.delete" and newest.requester == who:
        yield Defect(f"{who} deleted its credentials and goes on sending requests", "url", "no request", subject.method)


def changed_for(told: Told, who: str) -> bool:
    """Whether a party's registration was begun, updated or ended; who registers with token A has no name yet."""
    return told.granted and (told.requester in (who, "") or told.responder == who)


def deprecated_versions(subject: Subject) -> Iterator[Defect]:
    """A version that was replaced is not offered without its successor."""
    verdict = subject.tolerance("versions.deprecated")
    listed = {row.get("version") for row in subject.data if isinstance(row, dict)} if verdict else set()
    for old, new in REPLACED.items():
        if old in listed and new not in listed:
            message = f"OCPI {old} is offered and {new}, which replaced it, is not"
            yield Defect(message, "$.data", new, old, verdict, "versions.deprecated")


def version_in_urls(subject: Subject) -> Iterator[Defect]:
    """The addresses of endpoints name the version."""
    number = subject.data.get("version")
    rows = subject.data.get("endpoints")
    for index, row in enumerate(rows if isinstance(rows, list) and isinstance(number, str) else ()):
        url = row.get("url") if isinstance(row, dict) else None
        if isinstance(url, str) and str(number) not in url:
            message = f"The URL of {row.get('identifier')} does not name the version {number}"
            yield Defect(message, f"$.data.endpoints[{index}].url", number, url)
            return


def party_reached(subject: Subject) -> Iterator[Defect]:
    """Nothing is sent to a party that a hub said is not connected."""
    headers = subject.request.headers
    country, party = headers.get("ocpi-to-country-code", ""), headers.get("ocpi-to-party-id", "")
    for seen in subject.past.objects("ClientInfo"):
        value = seen.value
        if same(value.get("party_id"), party) and same(value.get("country_code"), country) and seen.by != "":
            status = value.get("status")
            if status in ("OFFLINE", "PLANNED", "SUSPENDED") and seen.by == subject.exchange.responder:
                message = f"{country}/{party} is {status}, as the hub said; nothing is to be sent to it"
                yield Defect(message, "headers.OCPI-to-party-id", "a connected party", f"{country}/{party}")
