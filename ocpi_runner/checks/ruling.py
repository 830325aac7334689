"""Runs the rules over a message: each object in it, the outer ones first."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from ocpi_runner.checks.defect import Defect, broken
from ocpi_runner.checks.item import Item
from ocpi_runner.checks.requirements import first_known, ground
from ocpi_runner.checks.rules.rule import Rule
from ocpi_runner.checks.rules.table import RULES
from ocpi_runner.checks.schema import definitions
from ocpi_runner.ocpi.version import Version

ANY = "*"  #: the object of a rule that is about every object
MOST = 200  #: defects of one message that are told


@dataclass(frozen=True, slots=True)
class Ruled:
    """What applies to an object of a version: its own rules, and the members in which others stand."""

    rules: tuple[tuple[str, Rule], ...]
    members: tuple[tuple[str, str], ...]  #: ("evses", "EVSE")

    def __bool__(self) -> bool:
        return bool(self.rules or self.members)


@dataclass(slots=True)
class Ruling:
    """What does not hold, and the ids that had something to say and hold."""

    defects: list[Defect] = field(default_factory=list)
    passed: dict[str, None] = field(default_factory=dict)


@cache
def ruled(version: Version, name: str, past: bool) -> Ruled:
    """The rules of an object in a version: those that look at the past, or those that do not."""
    rows = tuple(
        (id, rule)
        for rule in RULES
        if rule.object in (name, ANY)
        and rule.past == past
        and (id := first_known(rule.ids, version.number))
        and ground(id).verdict is not None
    )
    inner = definitions(version.number).members(name)
    return Ruled(rows, tuple((member, kind) for member, kind in inner if kind != name and ruled(version, kind, past)))


def rule(item: Item, past: bool, ruling: Ruling) -> None:
    """Run what applies to an object and to those inside it."""
    value, plan = item.value, ruled(item.context.version, item.name, past)
    for id, row in plan.rules:
        if not (row.fragments if item.partial else row.whole):
            continue
        for need in row.needs:
            if value.get(need) is None:
                break
        else:
            ruling.passed[id] = None
            try:
                for defect in islice(row.run(item), MOST):
                    ruling.defects.append(defect if defect.requirement else defect.citing(id))
            except Exception as fault:
                ruling.defects.append(broken("rule", getattr(row.run, "__name__", "?"), fault, item.path))
    for member, name in plan.members:
        for inner in inside(item, member, name):
            if len(ruling.defects) >= MOST:
                return
            rule(inner, past, ruling)


def inside(item: Item, member: str, name: str) -> Iterator[Item]:
    """The objects in a member: one, or those of a list."""
    found = item.value.get(member)
    if type(found) is dict:
        yield Item(name, found, item.context, item.root, False, item, member)
    elif type(found) is list:
        for index, each in enumerate(found):
            if type(each) is dict:
                yield Item(name, each, item.context, item.root, False, item, f"{member}[{index}]")
