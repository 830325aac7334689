"""Every rule of every object."""

from ocpi_runner.checks.rules import members, texts
from ocpi_runner.checks.rules.rule import Rule

RULES: tuple[Rule, ...] = (*members.RULES, *texts.RULES)
