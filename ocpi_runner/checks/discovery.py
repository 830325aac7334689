"""Checks of the versions list, the version details and the credentials: what a peer says about itself."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from ocpi_runner.checks.address import absolute
from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.subject import Subject
from ocpi_runner.record.finding import FindingVerdict

Row = tuple[str, dict[str, Any]]  #: JSON path and object


def rows(value: Any, path: str) -> Iterator[Row]:
    """The objects of a list, with their paths."""
    for index, item in enumerate(value if isinstance(value, list) else ()):
        if isinstance(item, dict):
            yield f"{path}[{index}]", item


def version_rows(subject: Subject) -> Iterator[Row]:
    """The versions of a versions list."""
    return rows(subject.data, "$.data")


def endpoint_rows(subject: Subject) -> Iterator[Row]:
    """The endpoints of version details."""
    data = subject.data
    return rows(data.get("endpoints") if isinstance(data, dict) else None, "$.data.endpoints")


def credentials(subject: Subject) -> Iterator[Row]:
    """The Credentials objects of an exchange that are ours to look at: the body of a request."""
    if isinstance(subject.request.value, dict):
        yield "$", subject.request.value


def credentials_answered(subject: Subject) -> Iterator[Row]:
    """The Credentials object of an answer."""
    if isinstance(subject.data, dict):
        yield "$.data", subject.data


def repeated(found: Iterable[tuple[str, tuple[Any, ...]]], what: str) -> Iterator[Defect]:
    """Keys that come more than once; each is told at its later places."""
    seen: Counter[str] = Counter()
    for path, key in found:
        text = "/".join(str(part) for part in key)
        seen[text] += 1
        if seen[text] > 1:
            yield Defect(f"The {what} {shown(text)} is listed more than once", path, "once", text)


def urls_absolute(found: Iterable[Row]) -> Iterator[Defect]:
    """URLs can be called as they are."""
    for path, item in found:
        url = item.get("url")
        if isinstance(url, str) and not absolute(url):
            yield Defect(f"`url` is {shown(url)}; an absolute URL is required", f"{path}.url", "an absolute URL", url)


def urls_https(subject: Subject, found: Iterable[Row]) -> Iterator[Defect]:
    """URLs are https, where the setting asks for it."""
    setting = subject.setting("https.required")
    for path, item in found if setting != "off" else ():
        url = item.get("url")
        if isinstance(url, str) and not url.lower().startswith("https://"):
            verdict: FindingVerdict | None = "warned" if setting == "warn" else None
            yield Defect(
                f"`url` is {shown(url)}; https is required", f"{path}.url", "https://…", url, verdict, "https.required"
            )


def versions_absolute(subject: Subject) -> Iterator[Defect]:
    """The versions list names absolute URLs."""
    return urls_absolute(version_rows(subject))


def versions_https(subject: Subject) -> Iterator[Defect]:
    """The versions list names https URLs."""
    return urls_https(subject, version_rows(subject))


def version_listed(subject: Subject) -> Iterator[Defect]:
    """The version in use is on the list; where a scenario is made for several, one of them."""
    listed = [item.get("version") for _, item in version_rows(subject)]
    wanted = subject.frame.versions or ((subject.version.number,) if subject.version else ())
    if wanted and listed and not any(number in listed for number in wanted):
        numbers = " or ".join(wanted)
        yield Defect(f"OCPI {numbers} is not on the list", "$.data", numbers, [shown(each) for each in listed])


def versions_once(subject: Subject) -> Iterator[Defect]:
    """Each version is listed once."""
    return repeated(((path, (item.get("version"),)) for path, item in version_rows(subject)), "version")


def endpoints_absolute(subject: Subject) -> Iterator[Defect]:
    """The details name absolute URLs."""
    return urls_absolute(endpoint_rows(subject))


def endpoints_https(subject: Subject) -> Iterator[Defect]:
    """The details name https URLs."""
    return urls_https(subject, endpoint_rows(subject))


def details_of_version(subject: Subject) -> Iterator[Defect]:
    """The details are those of the version that was asked for."""
    number = subject.data.get("version") if isinstance(subject.data, dict) else None
    route = subject.exchange.route
    wanted = (route.version if route else "") or (subject.version.number if subject.version else "")
    if number is not None and wanted and number != wanted:
        yield Defect(
            f"The details are those of {shown(number)}; {wanted} was asked for", "$.data.version", wanted, number
        )


def credentials_offered(subject: Subject) -> Iterator[Defect]:
    """The credentials module is always there."""
    found = list(endpoint_rows(subject))
    if found and all(item.get("identifier") != "credentials" for _, item in found):
        yield Defect("The details name no `credentials` endpoint", "$.data.endpoints", "credentials", None)


def credentials_role(subject: Subject) -> Iterator[Defect]:
    """The credentials endpoint is announced with role SENDER; any role is understood."""
    roles = [
        (path, item.get("role")) for path, item in endpoint_rows(subject) if item.get("identifier") == "credentials"
    ]
    if roles and all(role != "SENDER" for _, role in roles):
        path, role = roles[0]
        yield Defect(
            f"The role of `credentials` is {shown(role)}; SENDER is recommended", f"{path}.role", "SENDER", role
        )


def endpoints_once(subject: Subject) -> Iterator[Defect]:
    """Each module has one address per role, credentials excepted."""
    found = ((path, (item.get("identifier"), item.get("role"))) for path, item in endpoint_rows(subject))
    return repeated(((path, key) for path, key in found if key[0] != "credentials"), "endpoint")


def posted_absolute(subject: Subject) -> Iterator[Defect]:
    """Credentials name an absolute URL."""
    return urls_absolute(credentials(subject))


def posted_https(subject: Subject) -> Iterator[Defect]:
    """Credentials name an https URL."""
    return urls_https(subject, credentials(subject))


def posted_roles_once(subject: Subject) -> Iterator[Defect]:
    """Each role of a party is listed once."""
    return roles_once(credentials(subject))


def posted_token(subject: Subject) -> Iterator[Defect]:
    """The token can be sent."""
    return token_printable(credentials(subject))


def answered_absolute(subject: Subject) -> Iterator[Defect]:
    """Credentials in an answer name an absolute URL."""
    return urls_absolute(credentials_answered(subject))


def answered_https(subject: Subject) -> Iterator[Defect]:
    """Credentials in an answer name an https URL."""
    return urls_https(subject, credentials_answered(subject))


def answered_roles_once(subject: Subject) -> Iterator[Defect]:
    """Each role of a party is listed once in an answer."""
    return roles_once(credentials_answered(subject))


def answered_token(subject: Subject) -> Iterator[Defect]:
    """The token in an answer can be sent."""
    return token_printable(credentials_answered(subject))


def roles_once(found: Iterable[Row]) -> Iterator[Defect]:
    """Role, country code and party id together are unique."""
    for path, item in found:
        keys = (
            (at, tuple(role.get(name) for name in ("role", "country_code", "party_id")))
            for at, role in rows(item.get("roles"), f"{path}.roles")
        )
        yield from repeated(keys, "role")


def token_printable(found: Iterable[Row]) -> Iterator[Defect]:
    """A token is printable ASCII without spaces. It is a secret, so it is not shown."""
    for path, item in found:
        token = item.get("token")
        if isinstance(token, str) and any(not "!" <= character <= "~" for character in token):
            yield Defect(
                "`token` has characters other than printable ASCII", f"{path}.token", "U+0021 to U+007E", "others"
            )
