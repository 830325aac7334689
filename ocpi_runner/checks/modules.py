"""Checks of version details, module by module: who serves what, under which name, and what belongs together.

OCPI 2.2.1, 3 (topology) and 6.2.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.discovery import endpoint_rows
from ocpi_runner.checks.subject import Subject
from ocpi_runner.ocpi.version import Version
from ocpi_runner.ocpi.versions import MODULES
from ocpi_runner.record.finding import FindingVerdict

#: Module -> the rows about its interface, and about its name where details have no interfaces.
IDS: Mapping[str, str] = {
    "locations": "LOC-002 LOC-001",
    "sessions": "SES-002 SES-001",
    "tariffs": "TAR-002 TAR-001",
    "tokens": "TOK-002 TOK-001",
    "hubclientinfo": "HCI-029",
    "bookings": "BOK-001",
    "payments": "PAY-001",
    "invoicereconciliation": "INV-001",
}
RECEIVED = "LOC-003"  #: the row about Locations that are received
#: Module -> those that its chapter builds on, and the row that says so.
NEEDS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "commands": (("locations", "sessions"), "CMD-029"),
    "chargingprofiles": (("sessions",), "CPR-021"),
    "bookings": (("locations", "tariffs", "tokens"), "BOK-002"),
}
#: Modules of the specification, whatever the version; one of them has two names in its own text.
PUBLISHED = MODULES | {"Booking"}
#: Names that are often given to modules, and the right ones.
MISNAMED: Mapping[str, str] = {"clientinfo": "hubclientinfo", "hubclientinfos": "hubclientinfo"}


def meant(name: object) -> str:
    """The module of OCPI that a name has in another spelling: "charging_profiles", "Location"; "" when it has none."""
    alike = (each for each in sorted(PUBLISHED) if bare(each) == bare(str(name)))
    return "" if name in PUBLISHED else next(alike, "")


def bare(name: str) -> str:
    """Its letters alone, in the singular."""
    return name.replace("_", "").replace("-", "").lower().rstrip("s")


@cache
def known(version: Version) -> frozenset[str]:
    """The modules of a version."""
    return frozenset(row.module for row in version.endpoints)


def modules(subject: Subject) -> dict[str, list[tuple[str, str]]]:
    """What the details name: module -> (path, interface in lower case)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path, row in endpoint_rows(subject):
        if isinstance(row.get("identifier"), str):
            found.setdefault(row["identifier"], []).append((path, str(row.get("role") or "").lower()))
    return found


def interfaces_fit(subject: Subject) -> Iterator[Defect]:
    """A party of one role serves each module in the interface that the role usually has; others are allowed."""
    roles = {identity.role for identity in subject.identities(subject.exchange.responder)}
    version = subject.version
    if version is None or len(roles) != 1 or not version.endpoint_roles:
        return
    role = next(iter(roles))
    usual = dict.fromkeys(version.sender_modules.get(role, ()), "sender")
    usual |= dict.fromkeys(version.receiver_modules.get(role, ()), "receiver")
    for module, rows in modules(subject).items():
        wanted = usual.get(module)
        if wanted and module in IDS and wanted not in {interface for _, interface in rows}:
            id = RECEIVED if (module, wanted) == ("locations", "receiver") else IDS[module].split()[0]
            message = f"A {role} serves `{module}` as {wanted.upper()}, and it is announced as {rows[0][1].upper()}"
            yield Defect(message, f"{rows[0][0]}.role", wanted.upper(), rows[0][1].upper(), "warned", requirement=id)


def names_right(subject: Subject) -> Iterator[Defect]:
    """A module is announced by its identifier."""
    version = subject.version
    for module, rows in modules(subject).items() if version else ():
        assert version is not None
        bare = module.lower().replace("_", "").replace("-", "")
        likely = MISNAMED.get(bare, bare if bare.endswith("s") else f"{bare}s")
        if module not in known(version) and likely in known(version) and likely in IDS:
            message = f"{shown(module)} is no module; {shown(likely)} is its identifier"
            verdict: FindingVerdict | None = "warned" if likely == "bookings" else None
            id = " ".join(reversed(IDS[likely].split()))
            yield Defect(message, f"{rows[0][0]}.identifier", likely, module, verdict, requirement=id)


def needs_met(subject: Subject) -> Iterator[Defect]:
    """What a module builds on is there as well."""
    found = modules(subject)
    for module, (others, id) in NEEDS.items():
        missing = [other for other in others if other not in found] if module in found else []
        if missing:
            message = f"`{module}` is announced without `{missing[0]}`, on which it builds"
            yield Defect(message, "$.data.endpoints", missing[0], None, "warned", requirement=id)


def tariffs_beside_locations(subject: Subject) -> Iterator[Defect]:
    """Whoever receives Locations receives Tariffs."""
    found = modules(subject)
    receives = any(interface in ("receiver", "") for _, interface in found.get("locations", ()))
    if receives and "tariffs" not in found:
        yield Defect("`locations` is announced without `tariffs`", "$.data.endpoints", "tariffs", None)
