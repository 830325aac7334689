"""The marks with which an object is written for every version: what they stand for shows when it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

NOW = "2026-11-25T02:08:21Z"
CPO = {"country_code": "NL", "party_id": "TST"}
EMSP = {"country_code": "NL", "party_id": "EMP"}


@dataclass(frozen=True)
class Of:
    """The object of that name, with some members changed, as far as the version has them."""

    name: str
    change: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Cost:
    """An amount of money before taxes, 21 % of VAT to be added."""

    net: float


@dataclass(frozen=True)
class Was:
    """What an earlier version calls by another name."""

    name: str


class Gone:
    """What a version does not have."""


GONE = Gone()
