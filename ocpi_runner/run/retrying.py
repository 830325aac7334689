"""Retry: a condition, an overall deadline, a terminal condition, and pauses only between tries."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from ocpi_runner.expr.duration import seconds
from ocpi_runner.expr.scope import Scope
from ocpi_runner.expr.template import RenderError, Value
from ocpi_runner.run.context import Context
from ocpi_runner.run.outcome import Outcome
from ocpi_runner.run.subject import ABSENT
from ocpi_runner.scenario.model import Retry, Step


async def attempts(step: Step, context: Context, act: Callable[[], Awaitable[Outcome]]) -> tuple[Outcome, int]:
    """The last outcome and the number of tries; a single one without `retry`."""
    outcome, tries = await act(), 1
    if step.retry is None:
        return outcome, tries
    clock = context.stage.clock
    try:
        deadline = clock.time() + seconds(context.render(step.retry.within))
        every = seconds(context.render(step.retry.every))
    except ValueError as problem:
        return replace(outcome, verdict="blocked", reason=f"`retry`: {problem}"), tries
    while not over(step.retry, outcome, context):
        if clock.time() + every > deadline:
            return gave_up(step.retry, outcome, tries), tries
        await clock.sleep(every)
        outcome, tries = await act(), tries + 1
    return outcome, tries


def over(retry: Retry, outcome: Outcome, context: Context) -> bool:
    """Whether to stop trying: the condition holds, or it can never hold any more."""
    if outcome.verdict in ("skipped", "blocked", "error"):
        return True
    if retry.fail_when is not None and holds(retry.fail_when, outcome, context):
        return True
    if retry.until is not None:
        return holds(retry.until, outcome, context)
    return outcome.verdict != "failed"


def holds(condition: Value, outcome: Outcome, context: Context) -> bool:
    """A condition over the scope and over `answer`, `http`, `status_code` of the last try.

    One that has no value yet, because the answer lacks what it looks at, does not hold.
    """
    subject = outcome.subject
    names = {"answer": subject.value, "http": subject.http, "status_code": subject.status_code}
    scope: Scope = context.scope.child({name: None if value is ABSENT else value for name, value in names.items()})
    try:
        return bool(condition.render(scope))
    except RenderError:
        return False


def gave_up(retry: Retry, outcome: Outcome, tries: int) -> Outcome:
    """The deadline passed: failed, with the last reason."""
    why = outcome.reason or (f"`until: {retry.until.source}` never held" if retry.until else "the condition never held")
    return replace(outcome, verdict="failed", reason=f"after {tries} tries: {why}")
