"""Rules of costs: those of a CDR against its periods and tariffs, and among themselves. OCPI 2.2.1, 10.3 and 11.3."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ocpi_runner.checks.defect import Defect
from ocpi_runner.checks.item import Item
from ocpi_runner.checks.rules.references import location_id
from ocpi_runner.checks.rules.rule import Rule
from ocpi_runner.ocpi.moment import to_text
from ocpi_runner.ocpi.price.amounts import ZERO, Money, number, objects, text, unit
from ocpi_runner.ocpi.price.boundaries import boundaries
from ocpi_runner.ocpi.price.charge import read_charge
from ocpi_runner.ocpi.price.compare import SAME, Comparison, Figure, differences, judge
from ocpi_runner.ocpi.price.rules import RULES as VERSIONS
from ocpi_runner.ocpi.price.rules import Rules
from ocpi_runner.ocpi.price.sums import limited
from ocpi_runner.ocpi.price.tariff import read
from ocpi_runner.ocpi.price.taxes import money
from ocpi_runner.ocpi.price.words import plain
from ocpi_runner.ocpi.versions import grounds

BUCKETS = {
    "energy": "CDR-160",
    "time": "CDR-161",
    "parking": "CDR-162",
    "reservation": "CDR-163",
    "fixed": "CDR-164",
    "total": "CDR-166",
}
#: What is broken when a cost agrees before taxes and not after, or the other way round, by how prices are stated.
AFTER = {"VAT": "CDR-180", "NO": "CDR-192"}
BEFORE = {"YES": "CDR-189"}
BY_TAX = {"NO": "CDR-187", "YES": "CDR-188", "N/A": "CDR-190"}
VAT_RATES = tuple(Decimal(rate) for rate in ("7", "8.1", "10", "19", "20", "21", "22", "23", "24", "25", "25.5"))
TOTAL = "total_cost"


def priced_as(item: Item) -> Rules | None:
    """How the version of a CDR prices; None when nobody knows, or when it is a credit, which repeats another."""
    return None if item.get("credit") is True else VERSIONS.get(grounds(item.context.version.number))


def time_zone(item: Item) -> str | None:
    """The time zone of the Location, as it was told before."""
    [(_, id)] = location_id(item)
    seen = item.told("Location", id)
    return text(seen.value.get("time_zone")) or None if seen else None


def least(item: Item) -> Decimal:
    """How far amounts may be apart in any case."""
    return unit(item.text("currency") or "") * item.context.choices.number("price.tolerance")


def costs(item: Item) -> Iterator[Defect]:
    """The costs follow from the tariffs and the charging periods."""
    rules = priced_as(item)
    if rules is None:
        return
    found = judge(rules.number, item.value, (), time_zone(item), least(item))
    if found.verdict == "reading":
        verdict = item.context.choices.tolerance("price.readings")
        if verdict:
            message = f"`total_cost` agrees only when {found.reading}"
            yield Defect(message, item.at(TOTAL), None, None, verdict, "price.readings", BUCKETS["total"])
    if found.verdict == "mismatch":
        for figure in found.figures:
            if figure.verdict == "mismatch":
                yield differing(item, figure, found)


def differing(item: Item, figure: Figure, found: Comparison) -> Defect:
    """A figure that is not ours, on the nearest grounds."""
    ours, theirs = shown(figure.ours), shown(figure.theirs)
    message = f"`{figure.member}` is {theirs}; the tariffs and periods give {ours}"
    if found.mistake:
        message += f"; it would agree if {found.mistake}"
    grounds = found.requirement or nearest(figure, found)
    return Defect(message, item.at(figure.member), ours, theirs, requirement=grounds)


def nearest(figure: Figure, found: Comparison) -> str:
    """The requirement that a figure breaks."""
    net, gross = differences(figure.ours, figure.theirs)
    taxes = {line.tax for line in found.bill.lines}
    tax = taxes.pop() if len(taxes) == 1 else ""
    if net is not None and gross is not None:
        if abs(net) <= SAME:
            return AFTER.get(tax, BUCKETS[figure.bucket])
        if abs(gross) <= SAME:
            return BEFORE.get(tax, BUCKETS[figure.bucket])
    if tax == "NONE" and vat_in(figure):
        return "CDR-167"
    return BY_TAX.get(tax, BUCKETS["total"]) if figure.bucket == "total" else BUCKETS[figure.bucket]


def vat_in(figure: Figure) -> bool:
    """Whether a cost is ours with a usual VAT on top."""
    ours, theirs = figure.ours.net, figure.theirs.net if figure.theirs else None
    return bool(ours and theirs and any(abs(ours * (100 + rate) / 100 - theirs) <= SAME * 100 for rate in VAT_RATES))


def shown(value: Money | None) -> str:
    """An amount before and after taxes, as far as it is known."""
    parts = (value.net, value.gross) if value else (None, None)
    return " / ".join("?" if each is None else plain(each) for each in parts if each is not None or each is parts[0])


def parts(item: Item) -> Iterator[Defect]:
    """The total is the sum of its parts, unless a limit of the tariff made it another."""
    rules = priced_as(item)
    total = money(item.get(TOTAL), rules) if rules else None
    told = [money(item.get(member), rules) for member in rules.totals.values()] if rules else []
    known = [each for each in told if each]
    limits = any(each.get("min_price") or each.get("max_price") for each in objects(item.get("tariffs")))
    if total is None or not known or limits:
        return
    summed = sum(known, Money())
    may = unit(item.text("currency") or "") / 2 * (len(known) + 1)
    if any(abs(each) > may for each in differences(summed, total) if each is not None):
        message = f"`total_cost` is {shown(total)}; its parts add up to {shown(summed)}"
        yield Defect(message, item.at(TOTAL), shown(summed), shown(total))


def limits(item: Item) -> Iterator[Defect]:
    """The total of a charge is neither below min_price nor above max_price; a reservation alone is no charge."""
    rules, tariffs = priced_as(item), objects(item.get("tariffs"))
    total = money(item.get(TOTAL), rules) if rules else None
    if rules and total and len(tariffs) == 1 and not read_charge(rules, item.value, (), None).unused:
        within, by = limited(total, read(tariffs[0], rules))
        ids = {"min_price": ("CDR-183", "CDR-185"), "max_price": ("CDR-184", "CDR-186")}
        if by:
            message = f"`total_cost` is {shown(total)}; the `{by}` of the tariff makes it {shown(within)}"
            grounds = ids[by][bool(rules.taxes)]
            yield Defect(message, item.at(TOTAL), shown(within), shown(total), requirement=grounds)


def prices(item: Item, rules: Rules) -> Iterator[tuple[str, Any]]:
    """The prices that a CDR tells, by their members."""
    for member in (TOTAL, *rules.totals.values()):
        if isinstance(item.get(member), dict):
            yield member, item.get(member)


def with_vat(item: Item) -> Iterator[Defect]:
    """A cost with VAT is not lower than without."""
    rules = priced_as(item)
    for member, price in prices(item, rules) if rules else ():
        found = money(price, rules) if rules else None
        if found and found.net is not None and found.gross is not None and ZERO <= found.gross < found.net:
            message = f"`{member}` is {plain(found.gross)} with VAT and {plain(found.net)} without"
            yield Defect(message, item.at(member), f"at least {plain(found.net)}", plain(found.gross))


def no_taxes(item: Item) -> Iterator[Defect]:
    """No taxes are told when the tariffs say that none apply."""
    rules = priced_as(item)
    stated = {text(each.get("tax_included")) for each in objects(item.get("tariffs"))}
    for member, price in prices(item, rules) if rules and stated == {"N/A"} else ():
        if any(number(each.get("amount")) for each in objects(price.get("taxes"))):
            message = f"`{member}` has taxes; `tax_included` of its tariff is N/A"
            yield Defect(message, item.at(member, "taxes"), "no taxes", None)


def percentages(item: Item) -> Iterator[Defect]:
    """The amount of a tax is not more than its percentage of the cost and the other taxes, and that much when it is the
    only one and of all that the tariffs price.
    """
    rules, may, vats = priced_as(item), unit(item.text("currency") or ""), rates(item)
    for member, price in prices(item, rules) if rules else ():
        net, taxes = number(price.get("before_taxes")), objects(price.get("taxes"))
        for index, tax in enumerate(taxes):
            rate, amount = number(tax.get("percentage")), number(tax.get("amount"))
            if net is None or net < 0 or rate is None or amount is None:
                continue
            due, others = net * rate / 100, sum((number(each.get("amount")) or ZERO for each in taxes), -amount)
            most = due + max(others, ZERO) * rate / 100
            if amount > most + may or (len(taxes) == 1 and vats == {rate} and amount < due - may):
                message = f"{plain(rate)} % of {plain(net)} is {plain(due)}, not {plain(amount)}"
                yield Defect(message, item.at(member, "taxes", index), plain(due), plain(amount))


def rates(item: Item) -> set[Decimal | None]:
    """The percentages of all that the tariffs price; None for what has none."""
    elements = (element for each in objects(item.get("tariffs")) for element in objects(each.get("elements")))
    rows = (row for element in elements for row in objects(element.get("price_components")))
    return {number(row.get("vat")) for row in rows if number(row.get("price"))}


def tax_sums(item: Item) -> Iterator[Defect]:
    """The taxes of the total are, by name, the sums of those of its parts."""
    rules = priced_as(item)
    found = dict(prices(item, rules)) if rules else {}
    total = by_name([found.pop(TOTAL, {})])
    summed = by_name(list(found.values()))
    may = unit(item.text("currency") or "") / 2 * (len(found) + 1)
    for name in {**total, **summed} if found and summed else ():
        ours, theirs = summed.get(name, ZERO), total.get(name, ZERO)
        if abs(ours - theirs) > may:
            message = f"`total_cost` has {plain(theirs)} of the tax `{name:.40}`; its parts have {plain(ours)}"
            yield Defect(message, item.at(TOTAL, "taxes"), plain(ours), plain(theirs))


def by_name(found: list[Any]) -> dict[str, Decimal]:
    """The sum of each tax in some prices."""
    summed: dict[str, Decimal] = {}
    for price in found:
        for tax in objects(price.get("taxes")):
            name = text(tax.get("name"))
            summed[name] = summed.get(name, ZERO) + (number(tax.get("amount")) or ZERO)
    return summed


def missing_periods(item: Item, tariffs: Sequence[Mapping[str, Any]] = ()) -> Iterator[Defect]:
    """A charging period begins whenever a price changes, by the tariffs given or by its own."""
    rules = priced_as(item)
    for each in boundaries(rules.number, item.value, tariffs, time_zone(item)) if rules else ():
        message = f"The price of {each.dimension} changes inside the period, at {to_text(each.at)}"
        yield Defect(message, item.at("charging_periods", each.period), "a period that begins there", None)


MISTAKES = tuple(each.requirement for rules in VERSIONS.values() for each in rules.mistakes)
GROUNDS = (*BUCKETS.values(), "CDR-167", *AFTER.values(), *BEFORE.values(), *BY_TAX.values(), *MISTAKES)
#: All that a difference of costs may be grounded on; the first that a version has names the rule.
COSTS = " ".join(dict.fromkeys((BUCKETS["total"], *GROUNDS)))
NEEDS = (TOTAL, "charging_periods")
RULES = (
    Rule(COSTS, "CDR", costs, NEEDS, past=True),
    Rule("CDR-137", "CDR", missing_periods, NEEDS, past=True),
    Rule("CDR-165", "CDR", parts, (TOTAL,)),
    Rule("CDR-183 CDR-184 CDR-185 CDR-186", "CDR", limits, (TOTAL, "tariffs")),
    Rule("CDR-182", "CDR", with_vat, (TOTAL,)),
    Rule("SES-149", "Session", with_vat, (TOTAL,)),
    Rule("CDR-190", "CDR", no_taxes, (TOTAL, "tariffs")),
    Rule("CDR-191", "CDR", percentages, (TOTAL,)),
    Rule("SES-150", "Session", percentages, (TOTAL,)),
    Rule("CDR-193", "CDR", tax_sums, (TOTAL,)),
)
