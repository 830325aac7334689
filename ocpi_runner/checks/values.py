"""Judges an object that stands alone: from a file, or from wherever it came."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ocpi_runner.checks.choices import Choices
from ocpi_runner.checks.item import NOTHING, Context, Item
from ocpi_runner.checks.judge import judgement
from ocpi_runner.checks.past import Past
from ocpi_runner.checks.payload import alone
from ocpi_runner.checks.ruling import Ruling, rule
from ocpi_runner.ocpi.version import Version
from ocpi_runner.record.finding import Judgement

DEFAULTS: Mapping[str, str] = MappingProxyType({})


def judge_value(
    version: Version,
    name: str,
    value: Any,
    *,
    patch: bool = False,
    settings: Mapping[str, str] = DEFAULTS,
    past: Past = NOTHING,
    root: str = "$",
    suspicious: bool = True,
) -> Judgement:
    """What does not hold in an object of that name ("Session"), and the requirements that were checked and do.

    `patch` says that it is a fragment; `root` is the JSON path at which it stands; `suspicious` that a moment in it may
    be in no calendar (of a text `payload.is_suspicious` knows). Never raises for what the value is.
    """
    context = Context(version, Choices(settings), past)
    ruling = Ruling()
    alone(context, name, value, patch, root, suspicious, ruling)
    if isinstance(value, dict):
        rule(Item(name, value, context, root, patch), True, ruling)
    return judgement(ruling, version)
