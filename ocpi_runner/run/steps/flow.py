"""`group`, `parallel`, `repeat`, `for_each`: steps made of steps."""

import asyncio
from collections import Counter
from dataclasses import replace

from ocpi_runner.record.result import StepResult, Verdict, worst
from ocpi_runner.run.context import Context
from ocpi_runner.run.outcome import Outcome, blocked
from ocpi_runner.run.place import Place
from ocpi_runner.scenario.model import ForEach, Group, Parallel, Repeat, Step

MOST_ROUNDS = 1_000_000
MOST_TOLD = 500  #: rounds of each verdict whose steps are kept; the rest only count


def together(results: list[StepResult]) -> Outcome:
    """The outcome of steps played inside a step."""
    verdict = worst([result.verdict for result in results])
    bad = next((result for result in results if result.verdict == verdict), None)
    reason = f"step {bad.id}: {bad.reason}" if bad and verdict in ("failed", "blocked", "error") and bad.reason else ""
    return Outcome("passed" if verdict == "warned" else verdict, reason, steps=tuple(results))


async def group(step: Step, action: Group, context: Context, place: Place) -> Outcome:
    """Steps under one name."""
    results: list[StepResult] = []
    await context.walk(action.steps, context, place, results)
    return together(results)


async def parallel(step: Step, action: Parallel, context: Context, place: Place) -> Outcome:
    """Each step at the same time as the others; the results stand in the order written."""
    branches: list[list[StepResult]] = [[] for _ in action.steps]

    async def branch(index: int, one: Step) -> None:
        await context.walk((one,), context, replace(place, parent=f"{place.parent}.{index + 1}"), branches[index])

    async with asyncio.TaskGroup() as tasks:
        for index, one in enumerate(action.steps):
            tasks.create_task(branch(index, one))
    return together([result for results in branches for result in results])


async def repeat(step: Step, action: Repeat, context: Context, place: Place) -> Outcome:
    """The same steps several times."""
    times = min(int(context.render(action.times)), MOST_ROUNDS)
    return await rounds(action.steps, [{} for _ in range(times)], context, place)


async def for_each(step: Step, action: ForEach, context: Context, place: Place) -> Outcome:
    """The same steps for each item of a list, the item under a name."""
    items = context.render(action.items)
    if not isinstance(items, list):
        return blocked(f"`for_each` needs a list, got {type(items).__name__}")
    return await rounds(action.steps, [{action.name: item} for item in items[:MOST_ROUNDS]], context, place)


async def rounds(steps: tuple[Step, ...], names: list[dict[str, object]], context: Context, place: Place) -> Outcome:
    """Rounds of the same steps; stops after a round that could not go on."""
    results: list[StepResult] = []
    told: Counter[Verdict] = Counter()
    context.stage.inside[place.parent] = results
    for number, given in enumerate(names, 1):
        for name, value in given.items():
            context.save(name, value)
        inner: list[StepResult] = []
        await context.walk(steps, context, replace(place, parent=f"{place.parent}.{number}"), inner)
        verdict = worst([result.verdict for result in inner])
        told[verdict] += 1
        if told[verdict] <= MOST_TOLD:
            results += inner
        if verdict == "error":
            break
    del context.stage.inside[place.parent]
    return together(results)
