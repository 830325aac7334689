"""What is said of a tariff that is looked at, and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ocpi_runner.ocpi.price.rules import Rules
from ocpi_runner.ocpi.price.tariff import Element

Object = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing about a tariff."""

    path: str  #: JSON path: "$.elements[1].restrictions"
    message: str
    requirement: str = ""  #: "" when no row of the catalogue says it
    wrong: bool = True  #: else a hint


@dataclass(frozen=True, slots=True, eq=False)
class Linted:
    """A tariff that is looked at."""

    value: Object
    elements: tuple[Element, ...]
    rules: Rules
    now: datetime | None


def at(element: Element, *names: str) -> str:
    """JSON path of something in an element."""
    return ".".join((f"$.elements[{element.index}]", *names))
