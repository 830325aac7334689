"""Laws of which many rows are made: order, uniqueness, what belongs together, what is a code."""

from collections.abc import Callable, Collection, Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.item import Item
from ocpi_runner.checks.requirements import first_known
from ocpi_runner.checks.schema import definitions
from ocpi_runner.ocpi.moment import to_text
from ocpi_runner.record.finding import FindingVerdict

NOT_GIVEN = "#NA"  #: what a required text says that cannot be filled
CANNOT_BE_FILLED = "TRN-097"  #: the row that allows it
Law = Callable[[Item], Iterator[Defect]]
Given = Callable[[Item], Any]


@cache
def bearing(version: str, name: str) -> frozenset[str]:
    """The members of an object that may say that they cannot be filled: those that are required."""
    required = definitions(version).schema(name).get("required") or ()
    return frozenset(required) if first_known(CANNOT_BE_FILLED, version) else frozenset()


def not_given(item: Item, member: str) -> bool:
    """Whether a required text says that it cannot be filled."""
    return item.get(member) == NOT_GIVEN and member in bearing(item.context.version.number, item.name)


def always(_: Item) -> bool:
    """In any case."""
    return True


def law(name: str, run: Law) -> Law:
    """The law under a name of its own, which coverage and reports show."""
    run.__name__ = name
    return run


def ordered(first: tuple[str, ...], last: tuple[str, ...], *, apart: bool = False) -> Law:
    """One moment is not after another one; `apart`: nor the same. Members by all their spellings."""

    def run(item: Item) -> Iterator[Defect]:
        start, end = item.moment(*first), item.moment(*last)
        if start and end and (end < start or (apart and end == start)):
            name, other = item.named(*last), item.named(*first)
            message = f"`{name}` {to_text(end)} is {'not after' if apart else 'before'} `{other}` {to_text(start)}"
            yield Defect(message, item.at(name), f"after {to_text(start)}", to_text(end))

    return law(f"{last[0]}_after_{first[0]}", run)


def twice(texts: Iterable[str | None]) -> str | None:
    """The first text that stood there before."""
    seen: set[str | None] = set()
    for each in texts:
        if each in seen:
            return each
        seen.add(each)
    return None


def unique(member: str, *keys: str, of: Given = bool) -> Law:
    """No two objects of a list, or of those that `of` picks, agree in these members; letter case does not matter."""

    def run(item: Item) -> Iterator[Defect]:
        seen: set[tuple[str, ...]] = set()
        for each in filter(of, item.many(member)):
            key = tuple(str(each.get(name)).upper() for name in keys)
            if key in seen and each.get(keys[0]) is not None:
                told = " ".join(str(each.get(name)) for name in keys if each.get(name) is not None)
                message = f"{shown(told)} is there more than once in `{member}`"
                yield Defect(message, each.at(keys[0]), "once", told)
            seen.add(key)

    return law(f"{member}_are_distinct", run)


def no_repeats(member: str, verdict: FindingVerdict | None = None) -> Law:
    """No text stands twice in a list."""

    def run(item: Item) -> Iterator[Defect]:
        each = twice(text.upper() for text in item.texts(member))
        if each is not None:
            message = f"{shown(each)} is there more than once in `{member}`"
            yield Defect(message, item.at(member), "once", each, verdict)

    return law(f"{member}_do_not_repeat", run)


def needed(member: str, given: Given, why: str) -> Law:
    """A member is there when something else is so."""

    def run(item: Item) -> Iterator[Defect]:
        if item.get(member) in (None, [], "") and given(item):
            yield Defect(f"`{member}` is missing, and {why}", item.at(member), "present", None)

    return law(f"{member}_is_there", run)


def any_of(*members: str) -> Law:
    """At least one of some members is there."""

    def run(item: Item) -> Iterator[Defect]:
        if all(item.get(member) in (None, "") for member in members):
            names = ", ".join(f"`{member}`" for member in members)
            yield Defect(f"None of {names} is there", item.path, f"one of {names}", None)

    return law(f"{members[0]}_or_another_is_there", run)


def unwanted(member: str, given: Given, why: str, verdict: FindingVerdict | None = None) -> Law:
    """A member is left out when something else is so."""

    def run(item: Item) -> Iterator[Defect]:
        if item.get(member) not in (None, [], "") and given(item):
            yield Defect(f"`{member}` is there, and {why}", item.at(member), None, item.get(member), verdict)

    return law(f"{member}_is_left_out", run)


def code(member: str, codes: Collection[str], what: str) -> Law:
    """A text is one of the codes of a standard; capitals where it has small letters are only warned.

    One that is longer than any code is told by the schema.
    """
    longest = max(map(len, codes))

    def run(item: Item) -> Iterator[Defect]:
        found = item.text(member)
        if found and found not in codes and len(found) <= longest and not not_given(item, member):
            small = found.lower() in codes
            message = f"`{member}` is {shown(found)}, which is no {what}"
            message += f"; {found.lower()} is meant" if small else ""
            yield Defect(message, item.at(member), what, found, "warned" if small else None)

    return law(f"{member}_is_a_code", run)


def within(member: str, least: int, most: int | None, what: str) -> Law:
    """A number lies in a range."""

    def run(item: Item) -> Iterator[Defect]:
        found = item.number(member)
        if found is not None and (found < least or (most is not None and found > most)):
            bounds = f"{least} to {most}" if most is not None else f"at least {least}"
            yield Defect(f"`{member}` is {found}; {what} is {bounds}", item.at(member), bounds, item.get(member))

    return law(f"{member}_is_in_range", run)


def not_above(low: str, high: str) -> Law:
    """One number is not larger than another."""

    def run(item: Item) -> Iterator[Defect]:
        least, most = item.number(low), item.number(high)
        if least is not None and most is not None and least > most:
            yield Defect(f"`{low}` {least} is above `{high}` {most}", item.at(low), f"at most {most}", item.get(low))

    return law(f"{low}_not_above_{high}", run)


def close(one: Decimal, other: Decimal, least: str = "0.01", share: str = "0.01") -> bool:
    """Whether two amounts agree but for rounding."""
    return abs(one - other) <= max(Decimal(least), Decimal(share) * max(abs(one), abs(other)))
