"""Rules of Tariffs: those of `ocpi-run lint` that the specification has, and of where a Tariff is used.

OCPI 2.2.1, 11.3 and 11.4.
"""

from collections.abc import Iterator
from datetime import datetime

from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.item import Item
from ocpi_runner.checks.past import Seen, owner_of
from ocpi_runner.checks.rules.iso import CURRENCIES
from ocpi_runner.checks.rules.laws import always, code, no_repeats, unwanted
from ocpi_runner.checks.rules.locations import not_in_future
from ocpi_runner.checks.rules.rule import Rule
from ocpi_runner.ocpi.moment import parse
from ocpi_runner.ocpi.price.lint import lint
from ocpi_runner.ocpi.price.rules import RULES as VERSIONS
from ocpi_runner.ocpi.versions import grounds
from ocpi_runner.record.finding import FindingVerdict

#: What lint finds on the grounds of a row. The others are hints, which nobody needs in a run.
HINTS = "tariffs.hints"
LINTED = (
    "TAR-081 TAR-067 TAR-068 TAR-076 TAR-077 TAR-078 TAR-079 TAR-080 TAR-082 TAR-083 TAR-084 TAR-093 TAR-096 TAR-097 "
    "TAR-098 TAR-101 TAR-107"
)

#: Rows whose breach is no matter of opinion.
LITERAL = frozenset({"TAR-093"})

#: Restrictions of OCPI 2.2: whoever reads 2.1.1 overlooks them, and bills without them.
LATER = ("min_current", "max_current", "reservation")


def linted(item: Item) -> Iterator[Defect]:
    """The elements, restrictions and limits make sense."""
    version = grounds(item.context.version.number)
    hints = item.context.choices.tolerance(HINTS)
    for remark in lint(version, item.value) if version in VERSIONS and not item.parent else ():
        path = item.path + remark.path[1:]
        if remark.requirement and remark.wrong:
            verdict: FindingVerdict | None = None if remark.requirement in LITERAL else "warned"
            yield Defect(remark.message, path, verdict=verdict, requirement=remark.requirement)
        elif remark.requirement and hints:
            yield Defect(remark.message, path, None, None, hints, HINTS, remark.requirement)


def components(item: Item) -> Iterator[Item]:
    """Every price component."""
    for element in item.many("elements"):
        yield from element.many("price_components")


def all_or_none_taxed(item: Item) -> Iterator[Defect]:
    """Either all components say their VAT, or none."""
    parts = [each for each in components(item) if each.text("type") != "FLAT" or (each.number("price") or 0) > 0]
    told = [each.get("vat") is not None for each in parts]
    if any(told) and not all(told):
        part = parts[told.index(False)]
        message = "`vat` is missing here and there in other components: no VAT applies, which is not the same as 0 %"
        yield Defect(message, part.at("vat"), "a percentage", None, "warned")


def no_vat_where_not_applicable(item: Item) -> Iterator[Defect]:
    """Where taxes are not applicable there is none."""
    for each in components(item):
        if item.text("tax_included") == "N/A" and (each.number("vat") or 0) > 0:
            message = f"`vat` is {each.number('vat')}, and `tax_included` says that taxes are not applicable"
            yield Defect(message, each.at("vat"), None, each.get("vat"))


def plausible(item: Item) -> Iterator[Defect]:
    """Prices are per kWh and per hour."""
    for each in components(item):
        price, kind = each.number("price") or 0, each.text("type")
        if kind == "ENERGY" and price > 100 and item.text("currency") in ("EUR", "GBP", "USD", "CHF"):
            message = (
                f"{price} {item.text('currency')} for a kWh: the price of ENERGY is in units of the currency per kWh"
            )
            yield Defect(message, each.at("price"), "a price per kWh", each.get("price"), "warned")


def location_owner(item: Item) -> str:
    """Who owns the Location of a Connector, as far as that is told."""
    location = item.parent.parent if item.parent else None
    return owner_of(location.value if location else {}, item.context.params)


def resolved(item: Item) -> list[Seen]:
    """The Tariffs of a Connector that were told, each once: of its owner; ids of other owners may be the same."""
    owner, past = location_owner(item), item.past
    found = (past.object("Tariff", name, owner) or past.object("Tariff", name) for name in item.texts("tariff_ids"))
    return list({each.key: each for each in found if each}.values())


def valid(tariff: Seen) -> tuple[datetime | None, datetime | None]:
    """From when, until when."""
    start, end = (parse(str(tariff.value.get(name))) for name in ("start_date_time", "end_date_time"))
    return start, end


def overlap(one: Seen, other: Seen) -> bool:
    """Whether two Tariffs are ever valid at the same time."""
    (start, end), (since, until) = valid(one), valid(other)
    return not ((end and since and end <= since) or (until and start and until <= start))


def one_at_a_time(item: Item) -> Iterator[Defect]:
    """Of one type, a Connector has one Tariff at a time."""
    owner = location_owner(item)
    known = [each for each in resolved(item) if not owner or not each.owner or each.owner == owner]
    for index, one in enumerate(known):
        for other in known[:index]:
            if one.value.get("type") == other.value.get("type") and overlap(one, other):
                message = f"Tariffs {shown(other.key)} and {shown(one.key)} have the same type and overlap in time"
                verdict: FindingVerdict | None = None if one.value.get("type") else "warned"
                yield Defect(message, item.at("tariff_ids"), "one at a time", "two", verdict, requirement="LOC-198")
            elif (one.value.get("type") is None) != (other.value.get("type") is None) and overlap(one, other):
                message = f"One of {shown(other.key)} and {shown(one.key)} has no type and so is for all sessions"
                yield Defect(message, item.at("tariff_ids"), "typed or untyped", "both", requirement="TAR-109")


def same_owner(item: Item) -> Iterator[Defect]:
    """A Location names Tariffs of its own owner."""
    owner = location_owner(item)
    for each in resolved(item):
        if owner and each.owner and each.owner != owner:
            message = f"Tariff {shown(each.key)} belongs to {each.owner}, and the Location to {owner}"
            yield Defect(message, item.at("tariff_ids"), owner, each.owner)


RULES = (
    Rule(LINTED, "Tariff", linted, ("elements",)),
    Rule("TAR-014", "Tariff", not_in_future, ("last_updated",), past=True),
    Rule("TAR-057", "Tariff", code("currency", CURRENCIES, "ISO 4217 code"), ("currency",)),
    Rule("TAR-102", "Tariff", all_or_none_taxed, ("elements",)),
    Rule("TAR-103", "Tariff", no_vat_where_not_applicable, ("elements", "tax_included")),
    *(
        Rule("TAR-064", "TariffRestrictions", unwanted(member, always, "OCPI 2.1.1 has no such restriction", "warned"))
        for member in LATER
    ),
    Rule("TAR-069", "TariffRestrictions", no_repeats("day_of_week", "warned"), ("day_of_week",)),
    Rule("TAR-100", "Tariff", plausible, ("elements",)),
    Rule("LOC-198 TAR-109", "Connector", one_at_a_time, ("tariff_ids",), past=True),
    Rule("LOC-202", "Connector", same_owner, ("tariff_ids",), past=True),
)
