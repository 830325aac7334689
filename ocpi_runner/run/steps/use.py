"""`use`: another file's steps, in a scope of their own."""

from dataclasses import replace

from ocpi_runner.record.result import StepResult
from ocpi_runner.run.context import Context
from ocpi_runner.run.outcome import Outcome
from ocpi_runner.run.place import Place
from ocpi_runner.run.steps.flow import together
from ocpi_runner.scenario.model import Step, Use


async def use(step: Step, action: Use, context: Context, place: Place) -> Outcome:
    """Play the file's `use`, `steps` and `finally`; what it names in `outputs` comes out, nothing else."""
    given = {name: context.render(value) for name, value in action.given}
    env = {name: value.render(context.scope) for name, value in action.scenario.env}
    env |= {name: value for name, value in context.options.env.items() if name in env}
    env |= {name: value for name, value in given.items() if name in env}
    inner = context.child({**given, "env": env})
    results: list[StepResult] = []
    try:
        await context.walk(action.scenario.use + action.scenario.steps, inner, place, results)
    finally:
        await context.walk(action.scenario.finally_, inner, Place(f"{place.parent}.finally", place.depth), results)
    wanted = dict.fromkeys(action.outputs + action.scenario.outputs)
    handed = tuple((name, inner.names[name]) for name in wanted if name in inner.names)
    return replace(together(results), outputs=handed)
