"""Findings gathered by the requirement that does not hold, and the requirements that do, by area."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ocpi_runner.record.finding import Finding
from ocpi_runner.report.words import OWN

MOST_PLACES = 20  #: findings of one requirement that are shown one by one
AREAS: Mapping[str, str] = {
    "TRN": "Transport and format",
    "STA": "Status codes",
    "VER": "Versions",
    "CRD": "Credentials",
    "ROU": "Message routing",
    "TYP": "Types",
    "LOC": "Locations",
    "SES": "Sessions",
    "CDR": "CDRs",
    "TAR": "Tariffs",
    "TOK": "Tokens",
    "CMD": "Commands",
    "CPR": "Charging profiles",
    "HCI": "Hub client info",
    "BOK": "Bookings",
    "PAY": "Payments",
    "INV": "Invoice reconciliation",
    OWN: "Asserts of the scenario",
}


@dataclass(frozen=True, slots=True)
class Group:
    """One requirement that does not hold, with the places."""

    requirement: str
    verdict: str
    chapter: str
    count: int
    findings: tuple[Finding, ...]
    more: int
    held: int  #: how many times the same requirement was checked and held


@dataclass(frozen=True, slots=True)
class Area:
    """The requirements of one chapter: id, times held, times failed, times warned."""

    name: str
    rows: tuple[tuple[str, int, int, int], ...]

    @property
    def held(self) -> int:
        """Checks that held."""
        return sum(row[1] for row in self.rows)

    @property
    def failed(self) -> int:
        """Checks that failed."""
        return sum(row[2] for row in self.rows)

    @property
    def warned(self) -> int:
        """Checks that warned."""
        return sum(row[3] for row in self.rows)


def groups(findings: Iterable[Finding], passed: Mapping[str, int]) -> tuple[Group, ...]:
    """Failed before warned; an assert of the scenario is a group by itself, under its step."""
    table: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        apart = finding.step if finding.requirement == OWN else ""
        table.setdefault((finding.verdict, finding.requirement, apart), []).append(finding)
    order = sorted(table, key=lambda key: key[0] != "failed")
    return tuple(group(table[key], passed.get(key[1], 0)) for key in order)


def group(found: Sequence[Finding], held: int) -> Group:
    """The findings of one requirement."""
    first = found[0]
    return Group(
        requirement=first.requirement,
        verdict=first.verdict,
        chapter=first.chapter,
        count=sum(each.count for each in found),
        findings=tuple(found[:MOST_PLACES]),
        more=sum(each.count for each in found[MOST_PLACES:]),
        held=held,
    )


def areas(findings: Iterable[Finding], passed: Mapping[str, int]) -> tuple[Area, ...]:
    """What was checked, by area, in the order of the specification."""
    rows = {id: [held, 0, 0] for id, held in passed.items()}
    for finding in findings:
        rows.setdefault(finding.requirement, [0, 0, 0])[1 if finding.verdict == "failed" else 2] += finding.count
    order = list(AREAS)
    table: dict[str, list[tuple[str, int, int, int]]] = {}
    for id in sorted(rows):
        table.setdefault(id.partition("-")[0], []).append((id, rows[id][0], rows[id][1], rows[id][2]))
    names = sorted(table, key=lambda name: order.index(name) if name in order else len(order))
    return tuple(Area(AREAS.get(name, name), tuple(table[name])) for name in names)
