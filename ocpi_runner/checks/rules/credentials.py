"""Rules of what a party says about itself: versions, endpoints, credentials. OCPI 2.2.1, 6 and 7."""

import re
from collections.abc import Iterator

from ocpi_runner.checks.address import absolute
from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.item import Item
from ocpi_runner.checks.modules import PUBLISHED, meant
from ocpi_runner.checks.rules.laws import needed, unique
from ocpi_runner.checks.rules.rule import Rule
from ocpi_runner.record.finding import FindingVerdict

UNPRINTABLE = re.compile(r"[^!-~]")
PARTY = re.compile(r"[A-Z]{2}[A-Z0-9]{3}", re.IGNORECASE)
CREDENTIALS = "credentials"


def url_absolute(item: Item) -> Iterator[Defect]:
    """A URL can be called as it is."""
    url = item.text("url")
    if url and not absolute(url):
        yield Defect(f"`url` is {shown(url)}; an absolute URL is required", item.at("url"), "an absolute URL", url)


def url_https(item: Item) -> Iterator[Defect]:
    """A URL is https, where the setting asks for it."""
    url, setting = item.text("url"), item.context.choices.setting("https.required")
    if url and setting != "off" and not url.lower().startswith("https://"):
        verdict: FindingVerdict | None = "warned" if setting == "warn" else None
        message = f"`url` is {shown(url)}; https is required"
        yield Defect(message, item.at("url"), "https://…", url, verdict, "https.required")


def credentials_offered(item: Item) -> Iterator[Defect]:
    """The credentials module is always there."""
    found = item.many("endpoints")
    if found and all(each.get("identifier") != CREDENTIALS for each in found):
        yield Defect("The details name no `credentials` endpoint", item.at("endpoints"), CREDENTIALS, None)


def credentials_role(item: Item) -> Iterator[Defect]:
    """The credentials endpoint is announced with role SENDER; any role is understood."""
    found = [each for each in item.many("endpoints") if each.get("identifier") == CREDENTIALS]
    if found and all(each.get("role") != "SENDER" for each in found):
        role = found[0].get("role")
        message = f"The role of `credentials` is {shown(role)}; SENDER is recommended"
        yield Defect(message, found[0].at("role"), "SENDER", role)


def prefixed(name: str) -> bool:
    """Whether a module's name begins with country code and party id."""
    head = name.replace("_", "-").partition("-")[0]
    return (len(head) == 5 and head[:2].isalpha()) or (len(name) > 5 and name[2:3] in "-_" and name[6:7] in "-_")


def module_prefixed(item: Item) -> Iterator[Defect]:
    """A module of one's own has a party's code before its name."""
    name, known = item.text("identifier"), {row.module for row in item.context.version.endpoints}
    if name and name not in known | PUBLISHED and not prefixed(name):
        message = f"{shown(name)} is no module of OCPI and has no prefix that says whose it is"
        message += f"; {shown(meant(name))} seems to be meant" if meant(name) else ""
        yield Defect(message, item.at("identifier"), "e.g. nltst-name", name)


def functional(item: Item) -> bool:
    """Whether an endpoint is of another module than credentials."""
    return item.text("identifier") != CREDENTIALS


def token_printable(item: Item) -> Iterator[Defect]:
    """A token is printable ASCII without spaces. It is a secret, so it is not shown."""
    if UNPRINTABLE.search(item.text("token") or ""):
        message = "`token` has characters other than printable ASCII"
        yield Defect(message, item.at("token"), "U+0021 to U+007E", "others")


def hub_party(item: Item) -> Iterator[Defect]:
    """The party of a hub is written as country code and party id in one."""
    found = item.text("hub_party_id") or ""
    if not PARTY.fullmatch(found) and len(found) <= 5:
        message = f"`hub_party_id` is {shown(found)}; country code and party id together have five characters"
        yield Defect(message, item.at("hub_party_id"), "e.g. NLHUB", found)


def is_hub(item: Item) -> bool:
    """Whether one of the roles is that of a hub."""
    return any(each.text("role") == "HUB" for each in item.many("roles"))


RULES = (
    *(Rule("TRN-108", name, url_absolute, ("url",)) for name in ("Version", "Endpoint", "Credentials")),
    *(Rule("TRN-001", name, url_https, ("url",)) for name in ("Version", "Endpoint", "Credentials")),
    Rule("VER-015", "VersionDetails", credentials_offered, ("endpoints",)),
    Rule("VER-016", "VersionDetails", credentials_role, ("endpoints",)),
    Rule("VER-022", "Endpoint", module_prefixed, ("identifier",)),
    Rule("VER-026", "VersionDetails", unique("endpoints", "identifier", "role", of=functional), ("endpoints",)),
    Rule("CRD-053", "Credentials", unique("roles", "role", "country_code", "party_id"), ("roles",)),
    Rule("CRD-059 CRD-058 CRD-057", "Credentials", token_printable, ("token",)),
    Rule("CRD-064", "Credentials", hub_party, ("hub_party_id",)),
    Rule("HCI-030", "Credentials", needed("hub_party_id", is_hub, "one of the roles is HUB"), ("roles",)),
)
