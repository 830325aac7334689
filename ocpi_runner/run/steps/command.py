"""`command`: send it, and await its asynchronous result."""

from ocpi_runner.expr.duration import seconds
from ocpi_runner.run.context import Context
from ocpi_runner.run.outcome import Outcome, failed
from ocpi_runner.run.place import Place
from ocpi_runner.run.steps.send import answered
from ocpi_runner.run.subject import Subject
from ocpi_runner.scenario.model import Command, Step


async def command(step: Step, action: Command, context: Context, place: Place) -> Outcome:
    """`$` is `{response: CommandResponse, result: CommandResult or null}`."""
    kind = str(context.render(action.command))
    within = seconds(context.render(step.within, context.options.within))
    outcome = await context.actor(step).command(kind, context.render(action.body), within if action.result else 0.0)
    if outcome.response is None:
        return answered(outcome.exchange)
    seen = answered(outcome.exchange).subject
    subject = Subject(
        {"response": outcome.response, "result": outcome.result},
        seen.http,
        seen.status_code,
        seen.status_message,
        seen.headers,
        seen.envelope,
        seen.exchange,
    )
    accepted = outcome.response.get("result") == "ACCEPTED"
    if action.result and accepted and outcome.result is None:
        return failed(f"{kind} was accepted, but no CommandResult came within {within:g} s", subject=subject)
    return Outcome(subject=subject)
