"""`change`: one of the acting party's own objects changes, and the other side is told."""

from ocpi_runner.run.context import Context
from ocpi_runner.run.outcome import Outcome
from ocpi_runner.run.place import Place
from ocpi_runner.run.steps.pushing import told
from ocpi_runner.scenario.model import Change, Step


async def change(step: Step, action: Change, context: Context, place: Place) -> Outcome:
    """`$` is the object after the change."""
    changed = await context.actor(step).change(str(context.render(action.object)), context.render(action.body))
    return told(changed, context, place)
