"""`register`, `unregister`: the credentials handshake, from our side."""

from ocpi_runner.run.context import Context
from ocpi_runner.run.outcome import Outcome, blocked
from ocpi_runner.run.place import Place
from ocpi_runner.run.steps.send import answered
from ocpi_runner.run.steps.token_a import refused_hint
from ocpi_runner.run.subject import Subject
from ocpi_runner.scenario.model import Register, Step, Unregister
from ocpi_runner.source.errors import PeerFault


async def register(step: Step, action: Register, context: Context, place: Place) -> Outcome:
    """Register anew, update, or use again what the store already holds; the peer's own calls belong to this step."""
    actor = context.actor(step)
    url = str(context.render(action.url, actor.peer_url))
    if not url:
        return blocked(f"the versions URL of `{actor.peer}` is not known", f"give `--env {actor.peer}=URL`")
    token = str(context.render(action.token, actor.told.token))
    try:
        with context.stage.own_handshake(actor):
            registration = await actor.register(url, token, new=action.new, update=action.update)
    except PeerFault as fault:
        if action.token is None:
            fault.hint = fault.hint or refused_hint(actor, context, fault.exchange)
        raise
    context.stage.redactor.add(registration["token"], f"token of {actor.peer}")
    return Outcome(subject=Subject(registration))


async def unregister(step: Step, action: Unregister, context: Context, place: Place) -> Outcome:
    """DELETE our credentials at the other side."""
    return answered(await context.actor(step).unregister())
