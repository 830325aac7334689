"""Every rule of every object."""

from ocpi_runner.checks.rules import members, money, texts
from ocpi_runner.checks.rules.rule import Rule

RULES: tuple[Rule, ...] = (*members.RULES, *money.RULES, *texts.RULES)
