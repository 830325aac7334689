"""Puts the replies of `expect` steps in place before the requests that they answer can come."""

from collections.abc import Iterator

from ocpi_runner.expr.template import RenderError, Value
from ocpi_runner.run.context import Context
from ocpi_runner.scenario.model import Expect, Group, Parallel, Step


def arm(steps: tuple[Step, ...], context: Context) -> None:
    """Arm the reply of every `expect` among these steps, so that an early caller meets it."""
    for step in steps:
        for expect, whens in replying(step):
            if all(may_hold(when, context) for when in whens) and isinstance(expect.action, Expect):
                context.stage.arm(expect, expect.action, context.scope)


def disarm(step: Step, context: Context) -> None:
    """A step is over, played or not: nothing is answered for it any more."""
    for expect, _ in replying(step):
        context.stage.disarm(expect)


def replying(step: Step, whens: tuple[Value, ...] = ()) -> Iterator[tuple[Step, tuple[Value, ...]]]:
    """The `expect` steps with a reply in a step, groups looked into, each with the conditions that it depends on."""
    if isinstance(step.action, (Expect, Group, Parallel)) and step.when is not None:
        whens = (*whens, step.when)
    if isinstance(step.action, Expect) and step.action.reply is not None:
        yield step, whens
    elif isinstance(step.action, (Group, Parallel)):
        for inner in step.action.steps:
            yield from replying(inner, whens)


def may_hold(when: Value, context: Context) -> bool:
    """Whether a step may be played, as far as can be told by now."""
    try:
        return bool(context.render(when))
    except RenderError:
        return True
