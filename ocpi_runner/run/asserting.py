"""A step's asserts and saves, applied to the message or value it is about."""

from typing import Any

from ocpi_runner.checks.judge import by_schema as schema_mismatches
from ocpi_runner.checks.match import MISSING, match, match_path
from ocpi_runner.expr.jsonpath import find
from ocpi_runner.record.result import Mismatch
from ocpi_runner.run.context import Context
from ocpi_runner.run.subject import ABSENT, Subject
from ocpi_runner.scenario.model import Check, Save


def differences(checks: tuple[Check, ...], subject: Subject, context: Context) -> tuple[Mismatch, ...]:
    """Everything in which the subject is not what the checks ask for."""
    return tuple(mismatch for check in checks for mismatch in difference(check, subject, context))


def difference(check: Check, subject: Subject, context: Context) -> tuple[Mismatch, ...]:
    """What one check finds."""
    expected = context.render(check.expected)

    def by_schema(name: str, value: Any) -> tuple[Mismatch, ...]:
        return schema_mismatches(context.stage.version, context.judging.settings, name, value)

    whole = MISSING if subject.value is ABSENT else subject.value
    if check.target == "path":
        return match_path(check.path, expected, whole, schema=by_schema)
    if check.target == "schema":
        return by_schema(str(expected), whole)
    if check.target == "headers":
        return tuple(
            mismatch
            for name, wanted in expected.items()
            for mismatch in match(wanted, present(subject.part(f"headers.{name}")), f"headers.{name}", schema=by_schema)
        )
    if check.target in ("exact", "value"):
        return match(expected, whole, "$", exact=check.target == "exact", schema=by_schema)
    return match(expected, present(subject.part(check.target)), check.target, schema=by_schema)


def present(value: Any) -> Any:
    """The matchers' own word for something that is not there."""
    return MISSING if value is ABSENT else value


def saved(save: Save, subject: Subject, context: Context) -> tuple[bool, Any]:
    """Whether there is something to save, and what."""
    if save.value is not None:
        return True, context.render(save.value)
    if not save.source.startswith("$"):
        value = subject.part(save.source)
        return value is not ABSENT, value
    if subject.value is ABSENT:
        return False, None
    found = find(save.source, subject.value)
    if not found:
        return False, None
    return True, found[0][1] if len(found) == 1 else [value for _, value in found]
