"""The versions that we speak, by number."""

from collections.abc import Mapping

from ocpi_runner.ocpi.v2_2 import V2_2
from ocpi_runner.ocpi.v2_2_1 import V2_2_1
from ocpi_runner.ocpi.version import Version

#: Oldest first.
VERSIONS: Mapping[str, Version] = {each.number: each for each in (V2_2, V2_2_1)}


def version(number: str) -> Version:
    """The version of that number; KeyError when we do not speak it."""
    return VERSIONS[number]
