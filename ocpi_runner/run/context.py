"""The one mutable thing of a run: where a scenario stands."""

from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any

from ocpi_runner.expr.scope import Scope
from ocpi_runner.expr.template import Value
from ocpi_runner.record.event import Event
from ocpi_runner.record.result import StepResult
from ocpi_runner.run.actor import Actor
from ocpi_runner.run.inbound import Inbox
from ocpi_runner.run.judging import Judging
from ocpi_runner.run.options import Options
from ocpi_runner.run.place import Place
from ocpi_runner.run.stage import Stage
from ocpi_runner.scenario.model import Step

#: The step that the running task belongs to; requests that it sends are labelled with it.
CURRENT_STEP: ContextVar[str] = ContextVar("current_step", default="")

#: Plays a list of steps at a place; results are appended as they come.
Walk = Callable[[tuple[Step, ...], "Context", Place, list[StepResult]], Coroutine[Any, Any, str]]


@dataclass(slots=True)
class Context:
    """What the handlers share. A `use` gets a child with names of its own; everything else is the same."""

    id: str  #: "s1"
    stage: Stage
    options: Options
    emit: Callable[[Event], None]
    judging: Judging
    inbox: Inbox
    scope: Scope
    names: dict[str, Any]  #: what was saved, and what `with` gave
    walk: Walk
    lost: dict[str, str] = field(default_factory=dict)  #: names that a step could not save, and which step
    undone: set[str] = field(default_factory=set)  #: ids of the steps that leave us unregistered

    def render(self, value: Value | None, default: Any = None) -> Any:
        """The value in the present scope; `default` when the scenario leaves it out."""
        return default if value is None else value.render(self.scope)

    def actor(self, step: Step) -> Actor:
        """The party that acts in a step: the one named by `as`, else the first that we play."""
        return self.stage.actor(step.party)

    def save(self, name: str, value: Any) -> None:
        """Keep a value under a name for the steps that follow."""
        self.names[name] = value
        self.lost.pop(name, None)

    def child(self, names: dict[str, Any]) -> "Context":
        """A context with names of its own (a `use`)."""
        own = dict(names)
        scope = self.stage.scope(own)
        return replace(self, scope=scope, names=own, lost={})

    @property
    def here(self) -> str:
        """Id of the step that the running task belongs to; of the last one begun when the task belongs to none."""
        return CURRENT_STEP.get() or self.stage.last_step

    @contextmanager
    def standing_at(self, step_id: str) -> Iterator[None]:
        """Label what crosses the wire in here with a step."""
        token = CURRENT_STEP.set(step_id)
        self.stage.last_step = step_id
        try:
            yield
        finally:
            CURRENT_STEP.reset(token)
