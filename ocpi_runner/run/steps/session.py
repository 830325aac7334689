"""`start_session`, `stop_session`: the CPO drives its own; an eMSP commands it and awaits what is pushed."""

from typing import Any

from ocpi_runner.expr.duration import seconds
from ocpi_runner.run.context import Context
from ocpi_runner.run.outcome import Outcome, failed
from ocpi_runner.run.place import Place
from ocpi_runner.run.steps.pushing import told
from ocpi_runner.run.subject import Subject
from ocpi_runner.scenario.model import StartSession, Step, StopSession


async def start_session(step: Step, action: StartSession, context: Context, place: Place) -> Outcome:
    """`$` is the session as it stands after the first readings."""
    readings, kwh = context.render(action.readings), context.render(action.kwh)
    wish: dict[str, Any] = {
        "location": str(context.render(action.location)),
        "evse": context.render(action.evse),
        "connector": context.render(action.connector),
        "token": context.render(action.token),
        "readings": 2 if readings is None else int(readings),
        "kwh": None if kwh is None else float(kwh),
    }
    if context.render(action.authorize):
        return await presented(wish, context, step, place)
    session = await context.actor(step).start_session(wish, patience(step, context))
    return told(session, context, place)


async def presented(wish: dict[str, Any], context: Context, step: Step, place: Place) -> Outcome:
    """A driver holds a token to the EVSE; `$` is the session that the eMSP allowed."""
    allowed, session = await context.actor(step).present_token(wish)
    if session is None:
        return failed(f"the eMSP answered {allowed}: no session began", subject=Subject({"allowed": allowed}))
    return told(session, context, place)


async def stop_session(step: Step, action: StopSession, context: Context, place: Place) -> Outcome:
    """`$` is `{session: Session, cdr: CDR or null}`."""
    wanted = context.render(action.session)
    stopped = await context.actor(step).stop_session(str(wanted or ""), patience(step, context))
    return told(stopped, context, place)


def patience(step: Step, context: Context) -> float:
    """Seconds that an eMSP waits for the CPO's pushes."""
    return seconds(context.render(step.within, context.options.within))
