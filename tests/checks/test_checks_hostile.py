"""Whatever stands in an object, no rule breaks: what is wrong is told of the object, never of us."""

import copy
import random
from collections.abc import Iterator
from typing import Any

import pytest
from checks_exchange import NOON
from ocpi_objects import names, whole

from ocpi_runner.checks.defect import INTERNAL
from ocpi_runner.checks.past import Past, Seen, key_of, owner_of
from ocpi_runner.checks.values import judge_value
from ocpi_runner.ocpi.versions import VERSIONS

MUTANTS = 12  #: of each object
EVERY = [(version, name) for version in VERSIONS for name in names(version)]
JUNK = (
    None, True, 0, -1, 1.5, 1e308, 5e-324, 10**17, 10**400, "", " ", "x", "nan", "-inf", "1e400", "#NA", "\ud800",
    "\x00", "é" * 300, "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-02-30T00:00:00Z", "24:00", "0001-01-01",
    [], {}, [[]], [{}], [None], ["x"] * 50, {"type": [], "volume": {}}, [{"start_date_time": []}], {"excl_vat": []},
)  # fmt: skip
Path = tuple[str | int, ...]


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """Every place in a value."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in inner:
        yield from paths(each, (*path, step))


def mutant(value: Any, chance: random.Random) -> Any:
    """A copy with up to three places that hold something else, or nothing."""
    made = copy.deepcopy(value)
    for _ in range(chance.randint(1, 3)):
        path, junk = chance.choice([*paths(made)]), copy.deepcopy(chance.choice(JUNK))
        if not path:
            return junk
        holder = made
        for step in path[:-1]:
            holder = holder[step]
        if chance.random() < 0.15:
            del holder[path[-1]]
        else:
            holder[path[-1]] = junk
    return made


def spoilt_past(version: str, chance: random.Random) -> Past:
    """A past in which every object of a version was told, and not as it should be."""
    past = Past()
    for kind in VERSIONS[version].objects:
        right = whole(version, kind.name)
        value = mutant(right, chance)
        told = value if isinstance(value, dict) else right
        past.remember(Seen(kind.name, owner_of(right, {}), key_of(kind, right, {}), told, "cpo", 1, NOON, ""))
    return past


@pytest.mark.parametrize(("version", "name"), EVERY, ids=["-".join(each) for each in EVERY])
def test_no_rule_breaks(version: str, name: str) -> None:
    chance = random.Random(f"{version} {name}")
    past = spoilt_past(version, chance)
    for number in range(MUTANTS):
        value = mutant(whole(version, name), chance)
        found = judge_value(VERSIONS[version], name, value, patch=number % 4 == 0, past=past).findings
        assert [each.message for each in found if each.requirement == INTERNAL] == []


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("SetChargingProfile", {"charging_profile": {"charging_rate_unit": "A", "min_charging_rate": 1e300}}),
        ("Location", {"opening_times": {"regular_hours": [{"weekday": [], "period_begin": "1", "period_end": "2"}]}}),
        ("Location", {"coordinates": {"latitude": "nan", "longitude": "inf"}}),
        ("CDR", {"start_date_time": "0001-01-01T00:00:00Z"}),
    ],
)
def test_what_once_broke_a_rule_does_not_again(name: str, change: dict[str, Any]) -> None:
    found = judge_value(VERSIONS["2.2.1"], name, whole("2.2.1", name) | change).findings
    assert INTERNAL not in [each.requirement for each in found]
