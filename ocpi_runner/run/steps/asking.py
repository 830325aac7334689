"""`ask`: a person does something at the system under test, or a trigger does it instead."""

from ocpi_runner.expr.duration import seconds
from ocpi_runner.record.event import Prompted
from ocpi_runner.record.result import StepResult
from ocpi_runner.run.context import Context
from ocpi_runner.run.outcome import Outcome, blocked
from ocpi_runner.run.place import Place
from ocpi_runner.run.steps.flow import together
from ocpi_runner.scenario.model import Ask, Step

PERSON_SECONDS = 120.0


def usable(trigger: tuple[Step, ...], context: Context) -> tuple[Step, ...]:
    """The trigger, when it can be pulled here: the built-in counterpart can be told, a real one cannot."""
    return trigger if all(context.stage.can_act(step.party) for step in trigger) else ()


async def ask(step: Step, action: Ask, context: Context, place: Place) -> Outcome:
    """Pull the trigger, or ask and let the following `expect` wait; without a person the step is blocked."""
    trigger = usable(action.trigger, context)
    if trigger:
        results: list[StepResult] = []
        await context.walk(trigger, context, place, results)
        return together(results)
    return prompt(step, str(context.render(action.prompt)), context) or Outcome()


def prompt(step: Step, text: str, context: Context) -> Outcome | None:
    """Show the prompt, tokens and all; an outcome without them only when nobody is there to read it."""
    if not context.options.interactive:
        told = context.stage.redactor.text(text)
        return blocked(f"nobody is there to: {told}", "run it in a terminal, or give the step a `trigger:`")
    within = seconds(context.render(step.within, PERSON_SECONDS))
    context.emit(Prompted(context.id, context.here, text, within))
    return None
