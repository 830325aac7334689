"""Rules of the members of any object: how they are named and written. OCPI 2.2.1, 16 (types)."""

from collections.abc import Iterator
from functools import cache

from ocpi_runner.checks.defect import Defect, plain, shown
from ocpi_runner.checks.item import Item, exact
from ocpi_runner.checks.rules.laws import within
from ocpi_runner.checks.rules.rule import Rule
from ocpi_runner.checks.schema import definitions, members_of

CUSTOM = ("x-", "x_", "custom")
MOST_DECIMALS = 4


@cache
def spellings(version: str, name: str) -> dict[str, str]:
    """The members of an object by their letters alone: "countrycode" -> "country_code"."""
    return {bare(member): member for member in members_of(version, name)}


def bare(member: str) -> str:
    """Its letters and digits in lower case."""
    return member.replace("_", "").replace("-", "").lower()


def named(item: Item) -> Iterator[Defect]:
    """Members that the object does not have: a known one in another spelling, or one with a discouraged prefix."""
    version = item.context.version.number
    known = members_of(version, item.name)
    for member in item.value.keys() - known if known else ():
        meant = spellings(version, item.name).get(bare(member))
        if meant and meant not in item.value:
            message = f"{shown(member)} is not known; {shown(meant)} is the name of it"
            yield Defect(message, item.at(plain(member)), meant, member, requirement="TYP-035")
        elif member.lower().startswith(CUSTOM):
            message = f"{shown(member)}: names of one's own have no such prefix"
            yield Defect(message, item.at(plain(member)), "a name without it", member, requirement="TRN-094")


@cache
def is_number(version: str, name: str, member: str) -> bool:
    """Whether a member is a number; where it is a text, the schema tells that."""
    return definitions(version).place(name, (member,)).type == "number"


def written(item: Item) -> Iterator[Defect]:
    """Numbers have few decimals; texts are ASCII where the version has no other."""
    verdict = item.context.choices.tolerance("strings.non_ascii")
    for member, value in item.value.items():
        if type(value) is float and is_number(item.context.version.number, item.name, member):
            decimals = exact(value)
            if decimals is not None and -int(decimals.normalize().as_tuple().exponent) > MOST_DECIMALS:
                message = f"`{member}` is {shown(value)}, with more than {MOST_DECIMALS} decimals"
                yield Defect(message, item.at(member), f"{MOST_DECIMALS} decimals", value, requirement="TYP-012")
        elif type(value) is str and not value.isascii() and verdict:
            message = f"`{member}` is {shown(value)}, which is not ASCII"
            yield Defect(message, item.at(member), "ASCII", value, verdict, "strings.non_ascii", "TYP-013")


RULES = (
    Rule("TRN-083", "Response", within("status_code", 1000, 9999, "a status code")),
    Rule("TYP-035 TRN-094", "*", named, fragments=True),
    Rule("TYP-012 TYP-013", "*", written, fragments=True),
)
