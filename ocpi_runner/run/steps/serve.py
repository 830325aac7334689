"""`serve`: answer an address differently from the built-in party, so many times or until the scenario ends."""

from ocpi_runner.run.context import Context
from ocpi_runner.run.outcome import Outcome
from ocpi_runner.run.place import Place
from ocpi_runner.scenario.model import Serve, Step


async def serve(step: Step, action: Serve, context: Context, place: Place) -> Outcome:
    """Put the answer in place; the last one put in place for an address wins."""
    context.stage.override(step, action, context.scope)
    return Outcome()
