"""Every rule of every object."""

from ocpi_runner.checks.rules import texts
from ocpi_runner.checks.rules.rule import Rule

RULES: tuple[Rule, ...] = (*texts.RULES,)
