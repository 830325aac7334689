"""What a requirement of the catalogue means for a finding: its level, its chapter, its verdict."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import cast

from ocpi_runner.ocpi.catalogue import requirement
from ocpi_runner.ocpi.versions import MODULES, grounds
from ocpi_runner.record.finding import FindingVerdict, Level


@dataclass(frozen=True, slots=True)
class Ground:
    """On what grounds something is reported. `verdict` is None for what may be done either way."""

    level: Level
    chapter: str
    verdict: FindingVerdict | None
    derived: bool = False  #: the text does not say it literally


UNKNOWN = Ground("should", "", "warned")


@cache
def ground(id: str) -> Ground:
    """A must fails, a should warns, and so does whatever the text does not say literally."""
    try:
        row = requirement(id)
    except KeyError:
        return UNKNOWN
    level = cast(Level, row.level)
    verdict: FindingVerdict | None = "failed" if level == "must" and not row.derived else "warned"
    return Ground(level, row.chapter, None if level == "may" else verdict, row.derived)


#: Modules of the catalogue that are about one module of OCPI; the others are about all of them.
OWN_MODULE = MODULES - {"versions", "credentials"}


def applicable(ids: Iterable[str], version: str, module: str) -> str | None:
    """The first of some ids that a version has and that is about the module; "" stands for any of either."""
    for id in ids:
        row = requirement(id)
        about = not module or row.module not in OWN_MODULE or row.module == module
        if about and (not version or grounds(version) in row.versions):
            return id
    return None


@cache
def first_known(ids: str, version: str) -> str | None:
    """The first of some ids, separated by spaces, that a version has."""
    return next((id for id in ids.split() if grounds(version) in requirement(id).versions), None)
