"""Checks of the versions list, the version details and the credentials: what a peer says about itself."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ocpi_runner.checks.defect import Defect, plain, shown
from ocpi_runner.checks.subject import Subject

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


def versions_present(subject: Subject) -> Iterator[Defect]:
    """At least one version is listed."""
    if not subject.data:
        yield Defect("The list of versions is empty", "$.data", "at least one version", "none")


def version_listed(subject: Subject) -> Iterator[Defect]:
    """The version in use is on the list; where a scenario is made for several, one of them."""
    listed = [item.get("version") for _, item in version_rows(subject)]
    wanted = subject.frame.versions or ((subject.version.number,) if subject.version else ())
    if wanted and listed and not any(number in listed for number in wanted):
        numbers = " or ".join(wanted)
        yield Defect(f"OCPI {numbers} is not on the list", "$.data", numbers, [shown(each) for each in listed])


def versions_once(subject: Subject) -> Iterator[Defect]:
    """Each version is listed once."""
    seen: Counter[str] = Counter()
    for path, item in version_rows(subject):
        number = plain(item.get("version"))
        seen[number] += 1
        if seen[number] > 1:
            yield Defect(f"The version {shown(number)} is listed more than once", path, "once", number)


def details_of_version(subject: Subject) -> Iterator[Defect]:
    """The details are those of the version that was asked for."""
    number = subject.data.get("version") if isinstance(subject.data, dict) else None
    route = subject.exchange.route
    wanted = (route.version if route else "") or (subject.version.number if subject.version else "")
    if number is not None and wanted and number != wanted:
        yield Defect(
            f"The details are those of {shown(number)}; {wanted} was asked for", "$.data.version", wanted, number
        )
