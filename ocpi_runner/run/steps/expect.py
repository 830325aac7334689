"""`expect`: wait for an inbound request, or for its absence."""

import asyncio
from dataclasses import replace

from ocpi_runner.expr.duration import seconds
from ocpi_runner.record.exchange import Exchange
from ocpi_runner.record.result import StepResult
from ocpi_runner.run.context import Context
from ocpi_runner.run.inbound import Wanted
from ocpi_runner.run.outcome import Outcome, failed
from ocpi_runner.run.place import Place
from ocpi_runner.run.steps.asking import PERSON_SECONDS, prompt, usable
from ocpi_runner.run.steps.flow import together
from ocpi_runner.run.subject import Subject, of_request
from ocpi_runner.scenario.model import Expect, Step


async def expect(step: Step, action: Expect, context: Context, place: Place) -> Outcome:
    """Provoke it if need be, then wait at most `within`; a wrong body is judged, never a time-out."""
    wanted = context.stage.wanted(action, context.scope)
    trigger = usable(action.trigger, context)
    patience = context.options.within
    if action.ask is not None and not trigger and not present(context, wanted):
        silent = prompt(step, str(context.render(action.ask)), context)
        if silent:
            return replace(silent, verdict="skipped") if action.optional else silent
        patience = PERSON_SECONDS
    within = seconds(context.render(step.within, patience))
    results: list[StepResult] = []
    pulled = asyncio.create_task(context.walk(trigger, context, place, results)) if trigger else None
    try:
        outcome = await arrivals(action, wanted, within, context)
        await settle(pulled, context.options.within)
    finally:
        await ended(pulled)
        context.stage.disarm(step)
    return combine(outcome, results)


def present(context: Context, wanted: Wanted) -> bool:
    """Whether it is already there, so that nobody need be asked."""
    return any(not wanted.of(exchange) for exchange in context.inbox.waiting)


async def settle(pulled: "asyncio.Task[str] | None", patience: float) -> None:
    """Let the trigger finish; it may still be waiting for the answer to what it started."""
    if pulled is None:
        return
    try:
        await asyncio.wait_for(pulled, patience)
    except TimeoutError:
        return


async def ended(pulled: "asyncio.Task[str] | None") -> None:
    """No trigger outlives its step, also when the run is interrupted."""
    if pulled is not None:
        pulled.cancel()
        await asyncio.gather(pulled, return_exceptions=True)


def combine(outcome: Outcome, results: list[StepResult]) -> Outcome:
    """The trigger's own steps are shown; its trouble explains a request that never came."""
    pulled = together(results)
    reason = outcome.reason
    if outcome.verdict == "failed" and pulled.reason:
        reason = f"{reason}; the trigger: {pulled.reason}"
    return replace(outcome, reason=reason, steps=tuple(results))


async def arrivals(action: Expect, wanted: Wanted, within: float, context: Context) -> Outcome:
    """As many as the step asks for."""
    least = context.render(action.at_least, 0 if action.address is None else 1)
    most = context.render(action.at_most, 0 if action.address is None else None)
    if most is not None:
        return await counted(wanted, int(least), int(most), within, context)
    taken: list[Exchange] = []
    deadline = asyncio.get_running_loop().time() + within
    while len(taken) < int(least):
        exchange = await take(wanted, deadline - asyncio.get_running_loop().time(), context)
        if exchange is None:
            return missing(action, wanted, within, taken, context)
        taken.append(exchange)
    return Outcome(subject=subject(taken))


def missing(action: Expect, wanted: Wanted, within: float, taken: list[Exchange], context: Context) -> Outcome:
    """Nothing (or too little) came in time: the nearest misses, and why each was not it."""
    if action.optional:
        return Outcome("skipped", f"no {wanted.method} {wanted.url} within {within:g} s, and it was optional")
    came = f"only {len(taken)} came" if taken else "nothing came"
    return failed(
        f"expected {wanted.method} {wanted.url}, {came} within {within:g} s",
        "" if context.inbox.waiting else "no inbound request is left over; does the other side know our versions URL?",
        near_misses=context.inbox.near_misses(wanted),
    )


async def counted(wanted: Wanted, least: int, most: int, within: float, context: Context) -> Outcome:
    """A number of them, known only when the window is over (or when there are too many)."""
    taken: list[Exchange] = []
    deadline = asyncio.get_running_loop().time() + within
    while len(taken) <= most:
        exchange = await take(wanted, deadline - asyncio.get_running_loop().time(), context)
        if exchange is None:
            break
        taken.append(exchange)
    if least <= len(taken) <= most:
        return Outcome(subject=subject(taken))
    asked = f"{least}" if least == most else f"{least} to {most}"
    numbers = ", ".join(f"#{exchange.number}" for exchange in taken)
    what = f"{wanted.method} {wanted.url}" if wanted.url else "requests"
    words = f"expected {asked} {what} within {within:g} s, got {len(taken)} {numbers}".rstrip()
    return failed(words, subject=subject(taken))


async def take(wanted: Wanted, left: float, context: Context) -> Exchange | None:
    """The next one; it becomes evidence of the step that waited for it."""
    exchange = await context.inbox.wait(lambda seen: not wanted.of(seen), max(left, 0.0))
    if exchange is not None:
        context.judging.claim(exchange, context.here)
    return exchange


def subject(taken: list[Exchange]) -> Subject:
    """What the asserts look at: the last one that came."""
    return of_request(taken[-1], taken[-1].request) if taken else Subject()
