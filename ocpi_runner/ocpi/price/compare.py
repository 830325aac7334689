"""Our bill against the figures of a CDR or Session."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

from ocpi_runner.ocpi.price.amounts import ZERO, Money, unit
from ocpi_runner.ocpi.price.bill import Bill
from ocpi_runner.ocpi.price.charge import read_charge
from ocpi_runner.ocpi.price.pricing import bill
from ocpi_runner.ocpi.price.rules import BUCKETS, RULES, Rules
from ocpi_runner.ocpi.price.taxes import money

Verdict = Literal["match", "rounding", "reading", "mismatch", "not verifiable", "no figure"]
FITS = ("match", "rounding")
SAME = Decimal("0.00005")  #: half of the last decimal that OCPI gives a number
MOST_PERIODS = 5000  #: of a charge that is priced by other readings too
Object = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """One sum: ours and theirs."""

    bucket: str  #: a row of `rules.BUCKETS`, or "total"
    member: str  #: of the CDR: "total_energy_cost"
    ours: Money
    theirs: Money | None  #: None: the CDR does not tell it
    verdict: Verdict
    reason: str = ""  #: why it cannot be told

    @property
    def difference(self) -> Decimal | None:
        """Theirs less ours: before taxes where both are known, else after."""
        apart = [each for each in differences(self.ours, self.theirs) if each is not None]
        return next((each for each in apart if each), apart[0] if apart else None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of it."""

    verdict: Verdict
    bill: Bill  #: the one that it was compared with
    figures: tuple[Figure, ...]
    reading: str = ""  #: the other way to read the text under which it agrees
    mistake: str = ""  #: the mistake that would explain the difference, in words
    requirement: str = ""  #: the row that this mistake breaks
    reasons: tuple[str, ...] = ()  #: why it cannot be told


def differences(ours: Money, theirs: Money | None) -> tuple[Decimal | None, Decimal | None]:
    """Theirs less ours, before and after taxes; None where one is not known."""
    if theirs is None:
        return None, None
    pairs = ((theirs.net, ours.net), (theirs.gross, ours.gross))
    net, gross = (None if one is None or other is None else one - other for one, other in pairs)
    return net, gross


def tolerance(bill: Bill, least: Decimal | None = None) -> Decimal:
    """How far amounts may be apart, as OCPI does not say how to round: half of the smallest unit of the currency for
    each component and for the sum, and what writing hours with four decimals may cost; at least `least`.
    """
    parts = {(line.tariff, line.element, line.dimension, line.bucket) for line in bill.lines}
    hours = sum((abs(line.price) for line in bill.lines if line.dimension in ("TIME", "PARKING_TIME")), ZERO)
    coarse = unit(bill.currency)
    return max(coarse / 2 * (len(parts) + 1) + min(hours * SAME, coarse), coarse if least is None else least)


def compare(bill: Bill, charge: Object, version: str, least: Decimal | None = None) -> Comparison:
    """A bill against the figures of the charge that it was made for. `least`: the tolerance is never smaller."""
    rules, may = RULES[version], tolerance(bill, least)
    figures = tuple(figured(bill, charge, rules, may))
    order: tuple[Verdict, ...] = ("mismatch", "not verifiable", "rounding", "match", "no figure")
    verdict = next(each for each in order if any(figure.verdict == each for figure in figures))
    reasons = tuple(dict.fromkeys(each.reason for each in figures if each.reason))
    return Comparison(verdict, bill, figures, reasons=reasons)


def figured(bill: Bill, charge: Object, rules: Rules, may: Decimal) -> Iterator[Figure]:
    """Each figure that the charge tells, and each that we have."""
    for bucket in BUCKETS:
        member = rules.totals.get(bucket, "")
        theirs = money(charge.get(member), rules) if member else None
        if theirs or (member and any(name == bucket for name, _ in bill.buckets)):
            reason = bill.why_unknown(bucket) or unreadable(charge, member, theirs)
            yield figure(bucket, member, bill.bucket(bucket), theirs, reason, may)
    ours = -bill.total if charge.get("credit") is True else bill.total
    theirs = money(charge.get("total_cost"), rules)
    reason = bill.unknown[0].reason if bill.unknown else unreadable(charge, "total_cost", theirs)
    yield figure("total", "total_cost", ours, theirs, reason, may)


def unreadable(charge: Object, member: str, theirs: Money | None) -> str:
    """Why a figure that is told cannot be compared; "" when it can, and when none is told."""
    return f"its `{member}` cannot be read" if theirs is None and charge.get(member) is not None else ""


def figure(bucket: str, member: str, ours: Money, theirs: Money | None, reason: str, may: Decimal) -> Figure:
    """One sum judged."""
    if reason:
        return Figure(bucket, member, ours, theirs, "not verifiable", reason)
    if theirs is None:
        return Figure(bucket, member, ours, None, "no figure")  # what is left out is not told, and not wrong
    apart = [abs(each) for each in differences(ours, theirs) if each is not None]
    if not apart:
        return Figure(bucket, member, ours, theirs, "not verifiable", "its taxes are not known")
    verdict: Verdict = "match" if max(apart) <= SAME else "rounding" if max(apart) <= may else "mismatch"
    return Figure(bucket, member, ours, theirs, verdict)


def judge(
    version: str,
    charge: Object,
    tariffs: Sequence[Object] = (),
    time_zone: str | None = None,
    least: Decimal | None = None,
) -> Comparison:
    """The figures of a CDR or Session against what it costs: by our reading, by any other that may be held, and, when
    none fits, by the mistakes that are often made, to name the likely one. It never raises.
    """
    rules = RULES[version]
    read = read_charge(rules, charge, tariffs, time_zone)
    first = compare(bill(read, rules.readings[0]), charge, version, least)
    if first.verdict != "mismatch" or len(read.periods) > MOST_PERIODS:
        return first
    for reading in rules.readings[1:]:
        made = compare(bill(read, reading), charge, version, least)
        if made.verdict in FITS:
            return replace(made, verdict="reading", reading=reading.name)
    for mistake in rules.mistakes:
        if explains(compare(bill(read, mistake), charge, version, least), first):
            return replace(first, mistake=mistake.name, requirement=mistake.requirement)
    return first


def explains(made: Comparison, first: Comparison) -> bool:
    """Whether all that differs in the first comparison agrees in the other."""
    wrong = {figure.bucket for figure in first.figures if figure.verdict == "mismatch"}
    return wrong <= {figure.bucket for figure in made.figures if figure.verdict in FITS and figure.theirs}
