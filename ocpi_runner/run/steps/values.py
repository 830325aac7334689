"""`assert`, `set`, `wait`: steps that touch no wire."""

from ocpi_runner.expr.duration import seconds
from ocpi_runner.run.context import Context
from ocpi_runner.run.outcome import Outcome
from ocpi_runner.run.place import Place
from ocpi_runner.run.subject import Subject
from ocpi_runner.scenario.model import Assert, Set, Step, Wait


async def assert_(step: Step, action: Assert, context: Context, place: Place) -> Outcome:
    """Look at a value; the step's checks do the rest."""
    return Outcome(subject=Subject(context.render(action.value)))


async def set_(step: Step, action: Set, context: Context, place: Place) -> Outcome:
    """Keep values under names, in the order written."""
    for name, value in action.values:
        context.save(name, context.render(value))
    return Outcome()


async def wait(step: Step, action: Wait, context: Context, place: Place) -> Outcome:
    """Let time pass. Waiting for something is what `expect` and `retry` are for."""
    await context.stage.clock.sleep(min(seconds(context.render(action.duration)), context.options.max_time))
    return Outcome()
