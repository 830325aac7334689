"""A priced CDR as text for people, and as JSON for programs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import click

from ocpi_runner.ocpi.moment import to_text
from ocpi_runner.ocpi.price.amounts import DIGITS, Money
from ocpi_runner.ocpi.price.bill import Bill, Line
from ocpi_runner.ocpi.price.boundaries import Boundary
from ocpi_runner.ocpi.price.compare import Comparison, Figure
from ocpi_runner.ocpi.price.restrictions import NO_ZONE
from ocpi_runner.ocpi.price.rules import BUCKETS
from ocpi_runner.ocpi.price.words import plain

MOST_LINES, MOST_MISSING, MOST_REASONS = 200, 20, 20
LEAST_WIDTH = 56  #: characters of an explanation, so that its amounts stand in a column
UNKNOWN = "?"
COLORS = {
    "match": "green",
    "rounding": "green",
    "reading": "yellow",
    "mismatch": "red",
    "not verifiable": "yellow",
    "no figure": "green",
}


@dataclass(frozen=True, slots=True)
class Priced:
    """A CDR or Session of a file, and what became of it."""

    file: str
    path: str
    id: str
    version: str
    guessed: str  #: what the version was told by; "" when it was given
    comparison: Comparison
    missing: tuple[Boundary, ...]
    grounds: Mapping[str, str] = field(default_factory=dict)  #: member that differs -> the requirement that it breaks


def as_text(priced: Priced) -> str:
    """The bill as a table, the figures beside those of the CDR, and the verdict."""
    bill = priced.comparison.bill
    guessed = f" (guessed: {priced.guessed}; --ocpi tells it)" if priced.guessed else ""
    taxed = ", before / after taxes" if any(line.money.gross is not None for line in bill.lines) else ""
    title = click.style(f"{priced.file} {priced.path if priced.path != '$' else ''}".strip(), bold=True)
    lines = [
        f"{title}  {priced.id}",
        f"priced as OCPI {priced.version}{guessed}, in {bill.currency or 'no currency'}{taxed}",
        "",
    ]
    lines += [*table(bill), "", *figures(priced), ""]
    lines += [f"note: {note}" for note in (*bill.notes, *missing(priced.missing))]
    return shown("\n".join((*lines, *verdict(priced.comparison), "")))


def shown(text: str) -> str:
    """A text that every terminal can be given."""
    return text.encode("utf-8", "replace").decode()


def table(bill: Bill) -> Iterator[str]:
    """The lines of a bill, those of one component together."""
    rows = merged(bill)
    width = max([LEAST_WIDTH, *(len(explained(line)) for line in rows[:MOST_LINES])])
    for line in rows[:MOST_LINES]:
        where = f"{line.tariff} element {line.element}"
        yield f"  {explained(line):<{width}} {amount(line.money, bill.currency):>22}  ({where})"
    if len(rows) > MOST_LINES:
        yield f"  … and {len(rows) - MOST_LINES} more"
    if bill.clamped:
        yield f"  {bill.clamped} of the tariff applies: {amount(bill.unclamped, bill.currency)} becomes the total below"


def explained(line: Line) -> str:
    """What a line is for, and its VAT where the tariff tells one."""
    return line.explanation if line.vat is None else f"{line.explanation}, VAT {plain(line.vat)} %"


def merged(bill: Bill) -> list[Line]:
    """One line for each component, with the volumes of all periods."""
    found: dict[tuple[str, int, str, str, Decimal, Decimal | None], Line] = {}
    for line in bill.lines:
        key = (line.tariff, line.element, line.dimension, line.bucket, line.price, line.vat)
        same = found.get(key)
        summed = replace(line, volume=same.volume + line.volume, billed=same.billed + line.billed) if same else line
        found[key] = summed
    return sorted(found.values(), key=lambda line: list(BUCKETS).index(line.bucket))


def figures(priced: Priced) -> Iterator[str]:
    """Ours, theirs and the difference, with the requirement that it breaks."""
    comparison, currency = priced.comparison, priced.comparison.bill.currency
    yield f"  {'':<24} {'ours':>22} {'theirs':>22} {'difference':>12}"
    for figure in comparison.figures:
        apart = "" if figure.difference is None else money(figure.difference, currency)
        ours = amount(figure.ours, currency) if figure.verdict != "not verifiable" else UNKNOWN
        theirs = amount(figure.theirs, currency) if figure.theirs else "-"
        wrong = f"  ← differs  {priced.grounds.get(figure.member, '')}".rstrip()
        mark = wrong if figure.verdict == "mismatch" else f"  {figure.reason}" if figure.reason else ""
        yield f"  {figure.member:<24} {ours:>22} {theirs:>22} {apart if ours != UNKNOWN else '':>12}{mark}"


def amount(value: Money, currency: str) -> str:
    """An amount before and after taxes: "5.00 / 5.50"."""
    parts = [money(each, currency) for each in (value.net, value.gross) if each is not None]
    if value.net is None:
        return f"{UNKNOWN} / {''.join(parts)}"
    return " / ".join(parts)


def money(value: Decimal, currency: str) -> str:
    """An amount with the decimals of its currency, or more where that would hide something."""
    digits = DIGITS.get(currency.upper(), 2)
    exact = round(value, max(digits, 4))
    return f"{round(value, digits):f}" if round(value, digits) == exact else f"{exact:f}".rstrip("0")


def missing(found: tuple[Boundary, ...]) -> Iterator[str]:
    """Charging periods that are missing."""
    for each in found[:MOST_MISSING]:
        before, after = ("no element" if index is None else f"element {index}" for index in (each.before, each.after))
        yield (
            f"the price of {each.dimension} changes inside charging_periods[{each.period}], at {to_text(each.at)} "
            f"from {before} to {after}: a period should begin there"
        )


def verdict(comparison: Comparison) -> Iterator[str]:
    """The verdict in a sentence."""
    words = {
        "match": "agrees",
        "rounding": "agrees within rounding",
        "reading": f"agrees when {comparison.reading}",
        "mismatch": f"differs: {', '.join(differing(comparison))}",
        "not verifiable": "cannot be told",
        "no figure": "the bill is known; there is no figure to compare it with",
    }
    yield click.style(words[comparison.verdict], fg=COLORS[comparison.verdict], bold=True)
    if comparison.mistake:
        yield f"it would agree if {comparison.mistake}, which is wrong by {comparison.requirement}"
    if comparison.verdict == "not verifiable":
        yield from (f"because {reason}" for reason in comparison.reasons[:MOST_REASONS])
    if NO_ZONE in comparison.reasons:
        yield "hint: --time-zone tells it, e.g. --time-zone Europe/Amsterdam"


def differing(comparison: Comparison) -> list[str]:
    """The members that differ."""
    return [figure.member for figure in comparison.figures if figure.verdict == "mismatch"]


def as_json(priced: Priced) -> dict[str, Any]:
    """For programs. Amounts are texts, so that no reader rounds them; null: not known."""
    comparison, bill = priced.comparison, priced.comparison.bill
    return {
        "file": priced.file,
        "path": priced.path,
        "id": priced.id,
        "ocpi": priced.version,
        "guessed": priced.guessed,
        "verdict": comparison.verdict,
        "reading": comparison.reading,
        "mistake": comparison.mistake,
        "requirement": comparison.requirement,
        "reasons": list(comparison.reasons),
        "notes": list(bill.notes),
        "currency": bill.currency,
        "clamped": bill.clamped,
        "figures": [
            figure_json(figure) | {"requirement": priced.grounds.get(figure.member, "")}
            for figure in comparison.figures
        ],
        "lines": [line_json(line) for line in bill.lines],
        "missing_periods": [
            {"period": each.period, "dimension": each.dimension, "at": to_text(each.at)} for each in priced.missing
        ],
    }


def figure_json(figure: Figure) -> dict[str, Any]:
    """One sum."""
    return {
        "member": figure.member,
        "bucket": figure.bucket,
        "ours": money_json(figure.ours),
        "theirs": money_json(figure.theirs) if figure.theirs else None,
        "difference": None if figure.difference is None else plain(figure.difference, 6),
        "verdict": figure.verdict,
        "reason": figure.reason,
    }


def money_json(value: Money) -> dict[str, str | None]:
    """An amount before and after taxes."""
    return {
        "net": None if value.net is None else plain(value.net, 6),
        "gross": None if value.gross is None else plain(value.gross, 6),
    }


def line_json(line: Line) -> dict[str, Any]:
    """One line of the bill."""
    return {
        "period": line.period,
        "tariff": line.tariff,
        "element": line.element,
        "dimension": line.dimension,
        "bucket": line.bucket,
        "volume": plain(line.volume, 6),
        "billed": plain(line.billed, 6),
        "price": plain(line.price, 6),
        "vat": None if line.vat is None else plain(line.vat),
        "cost": money_json(line.money),
        "explanation": line.explanation,
    }
