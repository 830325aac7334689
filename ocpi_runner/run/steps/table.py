"""Which handler plays which action: the whole list on one screen."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from ocpi_runner.run.context import Context
from ocpi_runner.run.outcome import Outcome
from ocpi_runner.run.place import Place
from ocpi_runner.run.steps import (
    asking,
    change,
    command,
    expect,
    flow,
    pull,
    registration,
    send,
    serve,
    session,
    use,
    values,
)
from ocpi_runner.scenario import model
from ocpi_runner.scenario.model import Step

#: Takes the step, its action, the context, and the place of steps inside it. May raise PeerFault and EnvironmentFault.
Handler = Callable[[Step, Any, Context, Place], Awaitable[Outcome]]

HANDLERS: Mapping[type, Handler] = {
    model.Serve: serve.serve,
    model.Expect: expect.expect,
    model.Send: send.send,
    model.Register: registration.register,
    model.Unregister: registration.unregister,
    model.Pull: pull.pull,
    model.Command: command.command,
    model.StartSession: session.start_session,
    model.StopSession: session.stop_session,
    model.Change: change.change,
    model.Assert: values.assert_,
    model.Set: values.set_,
    model.Wait: values.wait,
    model.Ask: asking.ask,
    model.Group: flow.group,
    model.Parallel: flow.parallel,
    model.Repeat: flow.repeat,
    model.ForEach: flow.for_each,
    model.Use: use.use,
}
