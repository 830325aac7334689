"""The versions that we speak, by number."""

from collections.abc import Mapping

from ocpi_runner.ocpi.v2_1_1 import V2_1_1
from ocpi_runner.ocpi.v2_2 import V2_2
from ocpi_runner.ocpi.v2_2_1 import V2_2_1
from ocpi_runner.ocpi.v2_3_0 import V2_3_0
from ocpi_runner.ocpi.version import Version

#: Oldest first.
VERSIONS: Mapping[str, Version] = {each.number: each for each in (V2_1_1, V2_2, V2_2_1, V2_3_0)}

#: The modules of all of them.
MODULES = frozenset(row.module for each in VERSIONS.values() for row in each.endpoints)

#: The one that most parties speak: taken where nobody says which is meant.
USUAL = "2.2.1"

#: Versions that were replaced soon after they came out, and by which.
REPLACED: Mapping[str, str] = {"2.1": "2.1.1", "2.2": "2.2.1"}


def version(number: str) -> Version:
    """The version of that number; KeyError when we do not speak it."""
    return VERSIONS[number]


def grounds(number: str) -> str:
    """The number under which the schemas, requirements and prices of a version are found."""
    found = VERSIONS.get(number)
    return found.like or number if found else number
