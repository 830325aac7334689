"""Guesses which object of which version a value is: by the names of its members, then by what its schema says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ocpi_runner.checks.defect import plain
from ocpi_runner.checks.schema import PATCH, definitions, objects, problems
from ocpi_runner.ocpi.commands import BODIES
from ocpi_runner.ocpi.versions import USUAL, VERSIONS

WEAK = 0.7  #: a fit up to here is none: an id, an owner and a date are in many objects
NEAR = 0.1  #: fits this near to the best are compared by their schemas
#: What a callback brings when its address does not say what.
RESULTS = ("ActiveChargingProfileResult", "ChargingProfileResult", "ClearProfileResult")
MOST_STRANGE, LONGEST_NAME = 5, 80
Value = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody told about a file."""

    name: str = ""  #: "Session"; "" to be guessed
    patch: bool = False
    version: str = ""  #: "2.2.1"; "" to be guessed


@dataclass(frozen=True, slots=True)
class Shape:
    """The members of an object, as a version defines it."""

    name: str
    version: str
    known: frozenset[str]
    required: frozenset[str]
    top: bool  #: it crosses the wire by itself

    def fit(self, members: frozenset[str]) -> float:
        """From 0 to 1: which part of the members that are there or must be there is both known and there.

        One member alone tells little of an object that is only found within others.
        """
        there = len(members) + len(self.required - members)
        return len(members & self.known) / max(there, 1 if self.top else 2)


@dataclass(frozen=True, slots=True)
class Guess:
    """Which object it is, and how sure that is. Without a name it could be any of the rivals, or nothing known."""

    name: str
    version: str
    fit: float  #: from 0 to 1
    rivals: tuple[str, ...] = ()  #: what fits as well: objects where there is no name, else versions
    patch: bool = False
    strange: tuple[str, ...] = ()  #: members that the object does not have


@cache
def shapes(asked: Asked) -> tuple[Shape, ...]:
    """Every object that it may be."""
    versions = [asked.version] if asked.version else list(VERSIONS)
    return tuple(
        shape(version, name, asked.patch) for version in versions for name in objects(version) if fits(asked, name)
    )


def fits(asked: Asked, name: str) -> bool:
    """Whether an object may be the one that was asked for."""
    return name == asked.name if asked.name else not name.startswith("_")


@cache
def shape(version: str, name: str, patch: bool = False) -> Shape:
    """The members of an object in a version; a fragment needs none."""
    schema, _ = definitions(version).resolved({"$ref": f"/{name}{PATCH * patch}"})
    known, required = schema.get("properties") or {}, schema.get("required") or ()
    return Shape(name, version, frozenset(known), frozenset(required), name in on_the_wire(version))


@cache
def on_the_wire(version: str) -> frozenset[str]:
    """Objects that are sent or answered as such."""
    told = {name for each in VERSIONS[version].endpoints for name in (each.request, each.response) if name}
    return frozenset(told.union(BODIES.values(), RESULTS))


def guess(values: Sequence[Value], asked: Asked) -> Guess:
    """What some values are that are all of one kind."""
    if asked.name and asked.version:
        strange = unknown(values, shape(asked.version, asked.name))
        return Guess(asked.name, asked.version, 1.0, (), asked.patch, strange)
    members = [frozenset(value) for value in values]
    ranked = sorted(((mean(each, members), each) for each in shapes(asked)), key=lambda pair: -pair[0])
    best = ranked[0][0] if ranked else 0.0
    if not ranked or (best <= WEAK and not asked.name):
        return Guess("", asked.version, best, tuple(dict.fromkeys(each.name for fit, each in ranked[:3] if fit > 0.2)))
    near = [(fit, each) for fit, each in ranked if fit >= best - NEAR]
    marks = {each: mark(fit, each, values, asked.patch) for fit, each in near[:12]}
    highest = max(marks.values())
    return settled([each for each, mark in marks.items() if mark == highest], best, values, asked.patch)


def mean(each: Shape, values: Iterable[frozenset[str]]) -> float:
    """How well an object fits to the members of some values."""
    fits = [each.fit(members) for members in values]
    return sum(fits) / len(fits) if fits else 0.0


def mark(fit: float, each: Shape, values: Iterable[Value], patch: bool) -> tuple[float, bool, int]:
    """What is compared, the most telling first."""
    wrong = sum(len(problems(each.version, each.name, value, patch)) for value in values)
    return round(fit, 3), each.top, -wrong


def unknown(values: Iterable[Value], each: Shape) -> tuple[str, ...]:
    """Members that an object and those in it do not have."""
    found = {path for value in values for path in strange(each.version, each.name, value)}
    return tuple(plain(each, LONGEST_NAME) for each in sorted(found)[:MOST_STRANGE])


def strange(version: str, name: str, value: Value, path: str = "") -> Iterator[str]:
    """The same of one value, as paths: "evses[].connectors[].colour"."""
    yield from (path + member for member in value.keys() - shape(version, name).known)
    for member, kind in inner(version, name):
        found = value.get(member)
        for each in found if isinstance(found, list) else (found,):
            if isinstance(each, dict):
                yield from strange(version, kind, each, f"{path}{member}{'[]' * isinstance(found, list)}.")


@cache
def inner(version: str, name: str) -> tuple[tuple[str, str], ...]:
    """The members of an object in which others stand, and what these are."""
    return definitions(version).members(name)


def settled(best: list[Shape], fit: float, values: Iterable[Value], patch: bool) -> Guess:
    """Of what fits equally the usual version; several objects are none."""
    names = tuple(dict.fromkeys(each.name for each in best))
    versions = tuple(dict.fromkeys(each.version for each in best))
    version = USUAL if USUAL in versions else versions[-1]
    if len(names) > 1:
        return Guess("", version, fit, names)
    others = tuple(each for each in versions if each != version)
    return Guess(names[0], version, fit, others, patch, unknown(values, shape(version, names[0])))


def parsed(words: str, version: str) -> Asked:
    """`Session` or `Session.patch`, and a version or ""; KeyError with what is known when there is no such object."""
    name, patch = words.removesuffix(PATCH), words.endswith(PATCH)
    known = {each for number in ([version] if version else VERSIONS) for each in objects(number)}
    if name and name not in known:
        raise KeyError(name, tuple(sorted(each for each in known if not each.startswith("_"))))
    return Asked(name, patch, version)
