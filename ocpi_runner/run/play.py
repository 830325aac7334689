"""The engine: plays scenarios, tells events, knows no listener."""

import asyncio
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ocpi_runner.expr.problem import RenderError
from ocpi_runner.record.event import Event, Noted, RunFinished, RunStarted, ScenarioFinished, ScenarioStarted
from ocpi_runner.record.redact import Redactor
from ocpi_runner.record.result import ScenarioResult, StepResult, Verdict, worst
from ocpi_runner.run.clock import Clock, WallClock
from ocpi_runner.run.context import Context
from ocpi_runner.run.inbound import Inbox
from ocpi_runner.run.judging import Judging
from ocpi_runner.run.opening import Setting, open_stage
from ocpi_runner.run.options import Options
from ocpi_runner.run.place import Place
from ocpi_runner.run.stage import Stage
from ocpi_runner.run.walk import hindrance, walk
from ocpi_runner.scenario.model import Scenario
from ocpi_runner.source.errors import OcpiRunError
from ocpi_runner.store.protocol import Store
from ocpi_runner.wire.journal import Journal

FINALLY_SECONDS = 15.0
#: During these steps the other side calls us, as the protocol has it.
PROVOKING = frozenset({"register", "start_session", "stop_session", "command"})

Emit = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Part:
    """One scenario in one version."""

    id: str
    scenario: Scenario
    version: str
    versions: tuple[str, ...] = ()  #: one of these must be offered by the other side; (): this one


@dataclass(slots=True)
class Run:
    """What all parts of a run share. `stop` is set from outside to end early; `finally` steps still run."""

    options: Options
    emit: Emit
    journal: Journal
    redactor: Redactor
    store: Store | None  #: None: each scenario has a memory of its own
    stop: asyncio.Event
    clock: Clock
    failed: bool = False
    numbers: int = 0

    def number(self) -> int:
        """The next exchange number of the run."""
        self.numbers += 1
        return self.numbers

    def setting(self) -> Setting:
        """What a stage needs of this run."""
        return Setting(self.options, self.clock, self.redactor, self.journal, self.number, self.store)


def parts(scenarios: tuple[Scenario, ...], versions: tuple[str, ...] = ()) -> tuple[Part, ...]:
    """Each scenario once per version; `versions` overrides what the files say."""
    pairs = [(scenario, version) for scenario in scenarios for version in versions or scenario.versions]
    return tuple(
        Part(f"s{number}", scenario, version, () if versions else scenario.versions)
        for number, (scenario, version) in enumerate(pairs, 1)
    )


async def play(
    plan: tuple[Part, ...],
    options: Options,
    emit: Emit,
    *,
    tool: str,
    command: tuple[str, ...],
    journal: Journal,
    redactor: Redactor,
    store: Store | None = None,
    stop: asyncio.Event | None = None,
    clock: Clock | None = None,
) -> None:
    """Play every part and tell what happens. Never raises for what a peer or a scenario does."""
    run = Run(options, emit, journal, redactor, store, stop or asyncio.Event(), clock or WallClock())
    line = redactor.text(shlex.join(command))
    told, profile = tuple(sorted(options.told().items())), options.profile_name
    emit(RunStarted(tool, line, run.clock.time(), len(plan), journal.path, told, profile))
    gate = asyncio.Semaphore(max(1, options.jobs))

    async def one(part: Part) -> None:
        async with gate:
            if not run.stop.is_set() and not (options.fail_fast and run.failed):
                await play_part(part, run)

    async with asyncio.TaskGroup() as tasks:
        for part in plan:
            tasks.create_task(one(part))
    if run.stop.is_set():
        emit(Noted("interrupted: the run was stopped before its end"))
    journal.flush()
    if journal.problem:
        emit(Noted(f"the journal is incomplete: {journal.problem}"))
    emit(RunFinished(run.clock.time()))


async def play_part(part: Part, run: Run) -> None:
    """One scenario in one version, from an empty stage to the last `finally`."""
    started, told = run.clock.time(), False
    results: list[StepResult] = []
    try:
        async with open_stage(part.scenario, part.version, run.setting(), part.id) as stage:
            run.emit(begun(part, *stage.tested()))
            told = True
            context = prepared(part, run, stage)
            reason = await played(context, part, run, results)
            result = concluded(part, context, results, reason, started, run)
    except Exception as problem:  # also an error of ours: it must not take the other scenarios with it
        if not told:
            run.emit(begun(part, part.scenario.test or "", "", True))
        result = broken(part, problem, results, started, run)
    run.failed = run.failed or result.verdict in ("failed", "error")
    run.emit(ScenarioFinished(result))


def begun(part: Part, tested: str, url: str, builtin: bool) -> ScenarioStarted:
    """A scenario begins."""
    return ScenarioStarted(part.id, part.scenario.title, part.scenario.file, part.version, tested, url, builtin)


def prepared(part: Part, run: Run, stage: Stage) -> Context:
    """The context of a scenario: its env, its parties, its inbox and its judge."""
    names: dict[str, Any] = {}
    scope = stage.scope(names)
    declared = {name: value.render(scope) for name, value in part.scenario.env}
    names["env"] = declared | {name: value for name, value in run.options.env.items() if name in declared}
    inbox = Inbox()
    own = {name: str(value.render(scope)) for name, value in part.scenario.settings}
    settings = run.options.told(own)
    known, registered = stage.known, lambda: stage.registered
    judging = Judging(stage.version, stage.sut, settings, run.emit, known, registered, part.versions)
    context = Context(part.id, stage, run.options, run.emit, judging, inbox, scope, names, walk)
    stage.watch(judging, inbox, lambda: (part.id, context.here))
    return context


async def played(context: Context, part: Part, run: Run, results: list[StepResult]) -> str:
    """Play `use`, `steps`, then always `finally`; why it ended early, if it did."""
    scenario = part.scenario
    main = asyncio.create_task(main_steps(scenario, context, part.id, results))
    stopped = asyncio.create_task(run.stop.wait())
    await asyncio.wait({main, stopped}, timeout=run.options.max_time, return_when=asyncio.FIRST_COMPLETED)
    late = "" if main.done() else f"took longer than {run.options.max_time:g} s"
    reason = "interrupted" if run.stop.is_set() else late
    for task in (main, stopped):
        task.cancel()
    await asyncio.gather(main, stopped, return_exceptions=True)
    last: list[StepResult] = []
    try:
        place = Place(f"{part.id}.finally", 0, "finally")
        await asyncio.wait_for(walk(scenario.finally_, context, place, last), FINALLY_SECONDS)
    except TimeoutError:
        reason = reason or f"the `finally` steps took longer than {FINALLY_SECONDS:g} s"
    finally:
        results += last
    if not main.cancelled() and (crash := main.exception()):
        raise crash
    return reason


async def main_steps(scenario: Scenario, context: Context, id: str, results: list[StepResult]) -> None:
    """The scenario's own `use` first, in this context, then its steps, which are blocked when that failed."""
    stopped = await walk(scenario.use, context, Place(f"{id}.use", 0, "use"), results)
    bad = next((result for result in results if result.verdict in ("error", "blocked")), None)
    await walk(scenario.steps, context, Place(id), results, stopped or (hindrance(bad, context) if bad else ""))


def concluded(
    part: Part, context: Context, results: list[StepResult], reason: str, started: float, run: Run
) -> ScenarioResult:
    """The result of a scenario that was played to its end, or as far as it came."""
    stage, scenario = context.stage, part.scenario
    verdict = scenario_verdict(results, context)
    if verdict == "skipped" and not reason and not context.judging.tested:
        reason = "nothing was tested: no exchange, and no assert"
    tested, url, builtin = stage.tested()
    return ScenarioResult(
        id=part.id,
        title=scenario.title,
        file=scenario.file,
        version=part.version,
        verdict=worst([verdict, "error"]) if reason.startswith("took") else verdict,
        started=started,
        duration=run.clock.time() - started,
        steps=tuple(results),
        tags=scenario.tags,
        description=scenario.description,
        reason=reason,
        played=scenario.play,
        tested=tested,
        tested_url=url,
        builtin=builtin,
        unexpected=tuple(each.number for each in context.inbox.waiting if each.step not in provoking(results)),
        source=scenario.source,
    )


def provoking(results: list[StepResult]) -> set[str]:
    """The steps during which requests come in because of what the step itself does."""
    own = {result.id for result in results if result.action in PROVOKING}
    return own.union(*(provoking(list(result.steps)) for result in results))


def scenario_verdict(results: list[StepResult], context: Context) -> Verdict:
    """The worst of its steps and of what was judged beside them; nothing tested is not a pass."""
    verdict = worst([result.verdict for result in results] + [context.judging.over, *context.judging.verdicts.values()])
    return "skipped" if verdict == "passed" and not context.judging.tested else verdict


def words_of(problem: Exception) -> str:
    """Why a scenario could not be played (to its end)."""
    if isinstance(problem, OcpiRunError):
        return f"{problem.message}{'; ' + problem.hint if problem.hint else ''}"
    if isinstance(problem, RenderError):
        return f"`env` cannot be worked out: {problem.message}"
    return f"ocpi-run itself failed: {type(problem).__name__}: {problem}; please report it"


def broken(part: Part, problem: Exception, results: list[StepResult], started: float, run: Run) -> ScenarioResult:
    """A scenario whose stage could not be set, or broke down; what was played of it stays."""
    scenario, reason = part.scenario, words_of(problem)
    return ScenarioResult(
        part.id,
        scenario.title,
        scenario.file,
        part.version,
        "error",
        started,
        run.clock.time() - started,
        tuple(results),
        tags=scenario.tags,
        description=scenario.description,
        reason=reason,
        played=scenario.play,
        tested=scenario.test or "",
        source=scenario.source,
    )
