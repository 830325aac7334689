"""Walks the steps: when, retry, asserts, saves, verdicts. Knows no step kind."""

import asyncio
from dataclasses import replace

from ocpi_runner.checks.requirements import ground
from ocpi_runner.expr.template import RenderError
from ocpi_runner.party.discovery import NoMutualVersion
from ocpi_runner.record.event import FindingMade, StepFinished, StepStarted
from ocpi_runner.record.finding import Finding, Judgement
from ocpi_runner.record.result import Mismatch, StepResult, Verdict, worst
from ocpi_runner.run.arming import arm, disarm
from ocpi_runner.run.asserting import differences, saved
from ocpi_runner.run.context import Context
from ocpi_runner.run.doorway import wrong_door
from ocpi_runner.run.outcome import Outcome, blocked, failed
from ocpi_runner.run.place import Place
from ocpi_runner.run.retrying import attempts
from ocpi_runner.run.steps.send import UNREACHABLE
from ocpi_runner.run.steps.table import HANDLERS
from ocpi_runner.scenario.model import Step
from ocpi_runner.source.errors import EnvironmentFault, PeerFault

GOING_ON: frozenset[Verdict] = frozenset({"passed", "warned", "skipped"})
#: A registration that failed inside one of these failed for the steps after it, too.
MADE_OF_STEPS = frozenset({"use", "group", "parallel", "repeat", "for_each"})


async def walk(
    steps: tuple[Step, ...], context: Context, place: Place, results: list[StepResult], stopped: str = ""
) -> str:
    """Play `steps` in order; results are appended as they come, so that an interruption loses none.

    `stopped` says why they cannot be tested; so does what comes back, of the steps that follow these.
    """
    context.stage.inside[place.parent] = results
    for number, step in enumerate(steps, 1):
        arm(steps[number - 1 :], context)
        if stopped or context.stage.unoffered:
            result = never_played(step, context, place, number, stopped)
        else:
            result = await play_step(step, context, place, number, results)
        disarm(step, context)
        results.append(result)
        if not stopped and stops(step, result, context):
            stopped = hindrance(result, context)
    del context.stage.inside[place.parent]
    return stopped


def hindrance(result: StepResult, context: Context) -> str:
    """Why the steps that follow cannot be tested."""
    where = f"step {result.id} `{result.title}`"
    return f"the registration failed in {where}" if result.id in context.undone else f"{where} did not succeed"


def stops(step: Step, result: StepResult, context: Context) -> bool:
    """Whether the steps that follow cannot be tested any more. A registration with findings is still one."""
    if step.on_failure == "continue" or result.verdict in GOING_ON:
        return False
    return step.on_failure == "stop" or result.verdict == "error" or result.id in context.undone


def undone(step: Step, outcome: Outcome, context: Context) -> bool:
    """Whether a step that was to register us did not; asserts and checks that failed beside it do not matter."""
    if step.on_failure == "continue":
        return False
    if step.kind == "register":
        return outcome.verdict not in GOING_ON and not outcome.mismatches
    return step.kind in MADE_OF_STEPS and any(inner.id in context.undone for inner in outcome.steps)


def never_played(step: Step, context: Context, place: Place, number: int, why: str) -> StepResult:
    """A step after the one that ended it all."""
    other = context.stage.unoffered
    result = draft(step, context, place, number, "skipped" if other else "blocked", other or why)
    context.emit(StepFinished(context.id, place.depth, result))
    return result


def draft(step: Step, context: Context, place: Place, number: int, verdict: Verdict, reason: str = "") -> StepResult:
    """A result without time or content."""
    return StepResult(
        id=f"{place.parent}.{number}",
        action=step.kind,
        title=title(step, context),
        verdict=verdict,
        started=context.stage.clock.time(),
        duration=0.0,
        file=step.span.file,
        line=step.span.line,
        reason=reason,
        phase=place.phase,
    )


def title(step: Step, context: Context) -> str:
    """The step's title with its templates filled in, as far as that is possible."""
    return context.stage.words(step.title, context.scope)


async def play_step(step: Step, context: Context, place: Place, number: int, results: list[StepResult]) -> StepResult:
    """Play one step and tell of it."""
    result = draft(step, context, place, number, "passed")
    context.emit(StepStarted(context.id, result.id, step.kind, result.title, place.depth))
    inner = place.below(number)
    with context.standing_at(result.id):
        try:
            outcome, tries = await attempts(step, context, lambda: act(step, context, inner))
        except asyncio.CancelledError:
            inside = context.stage.left_inside(result.id)
            interrupted = finish(result, replace(blocked("interrupted"), steps=inside), context, 1)
            context.emit(StepFinished(context.id, place.depth, interrupted))
            results.append(interrupted)
            raise
    keep(step, context, outcome, result.id)
    if undone(step, outcome, context):
        context.undone.add(result.id)
    done = finish(result, outcome, context, tries, step.on_failure == "continue")
    for mismatch in outcome.mismatches:
        context.emit(FindingMade(Judgement((asserted(step, done, mismatch, outcome, context),))))
    context.emit(StepFinished(context.id, place.depth, done))
    return done


async def act(step: Step, context: Context, place: Place) -> Outcome:
    """One try: the action, then its asserts. Every way it can go wrong becomes an outcome."""
    try:
        await context.stage.refresh()
        if step.when is not None and not context.render(step.when):
            return Outcome("skipped", f"`when: {step.when.source}` does not hold")
        outcome = await HANDLERS[type(step.action)](step, step.action, context, place)
        judged = outcome.verdict in GOING_ON and outcome.verdict != "skipped"
        return asserted_outcome(step, context, outcome) if judged else outcome
    except RenderError as problem:
        return unrenderable(problem, context)
    except ValueError as problem:  # a value that was worked out, e.g. from `--env`, is not what the word wants
        return blocked(str(problem))
    except PeerFault as fault:
        return wrong_door(context.stage) or of_fault(fault, context)
    except EnvironmentFault as fault:
        return Outcome("error", fault.message, fault.hint)
    except Exception as crash:  # a value of a kind that nobody thought of must not take the other steps with it
        return Outcome("error", f"this step cannot be played: {type(crash).__name__}: {crash}")


def of_fault(fault: PeerFault, context: Context) -> Outcome:
    """What the other side's answer makes of a step."""
    if isinstance(fault, NoMutualVersion):
        return unoffered(fault, context)
    return Outcome("error" if unreachable(fault, context) else "failed", fault.message, fault.hint)


def unoffered(fault: NoMutualVersion, context: Context) -> Outcome:
    """Nothing to hold against a side that speaks another version of those that the scenario is made for."""
    version = context.stage.version.number
    if len(context.judging.versions) < 2:
        return failed(fault.message, fault.hint)
    context.stage.unoffered = fault.message
    return Outcome("skipped", fault.message, f"give `--ocpi {version}` to insist on it")


def unreachable(fault: PeerFault, context: Context) -> bool:
    """Whether nobody was there at all: the environment's fault rather than the other side's."""
    evidence = next((each for each in reversed(context.stage.log.newest) if each.number == fault.exchange), None)
    return evidence is not None and evidence.failure is not None and evidence.failure.kind in UNREACHABLE


def unrenderable(problem: RenderError, context: Context) -> Outcome:
    """A name that is not there: because an earlier step could not save it, or because the scenario is wrong."""
    lost = context.lost.get(problem.name or "")
    if lost:
        return blocked(f"needs `{problem.name}`, which step {lost} could not save")
    return blocked(problem.message, problem.hint)


def asserted_outcome(step: Step, context: Context, outcome: Outcome) -> Outcome:
    """The outcome with the step's asserts looked at, beside what the action itself found."""
    context.judging.tested += len(step.checks)
    found = (*outcome.mismatches, *differences(step.checks, outcome.subject, context))
    if not found:
        return outcome
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    mild = step.requirement is not None and ground(step.requirement).verdict != "failed"
    verdict: Verdict = "warned" if mild else "failed"
    return replace(outcome, verdict=verdict, reason=found[0].message + more, mismatches=found)


def keep(step: Step, context: Context, outcome: Outcome, step_id: str) -> None:
    """Save what the step asks to save; remember what could not be."""
    for name, value in outcome.outputs:
        context.save(name, value)
    for save in step.save:
        try:
            found, value = saved(save, outcome.subject, context)
        except ValueError:
            found, value = False, None
        if found:
            context.save(save.name, value)
            if save.secret and isinstance(value, str):
                context.stage.redactor.add(value, save.name)
        elif outcome.verdict != "skipped":
            context.lost[save.name] = step_id


def finish(result: StepResult, outcome: Outcome, context: Context, tries: int, lenient: bool = False) -> StepResult:
    """The result with everything known about it; `lenient`: what could not be done is not held against anybody."""
    judged = context.judging.verdicts.get(result.id)
    verdicts = [outcome.verdict, *(step.verdict for step in outcome.steps)] + ([judged] if judged else [])
    verdict = worst(verdicts) if outcome.verdict in GOING_ON else outcome.verdict
    seen = ("see the findings",) if judged == "failed" and outcome.verdict in GOING_ON else ()
    reason, hint = "; ".join(filter(None, (outcome.reason, *seen))), outcome.hint
    if lenient and outcome.verdict not in GOING_ON:
        verdict, reason, hint = judged or "skipped", f"not done, and need not be: {reason}", ""
    return replace(
        result,
        verdict=verdict,
        duration=context.stage.clock.time() - result.started,
        reason=reason,
        hint="" if verdict == "passed" else hint,
        mismatches=outcome.mismatches,
        near_misses=outcome.near_misses,
        exchanges=context.judging.evidence(result.id),
        attempts=tries,
        steps=outcome.steps,
    )


def asserted(step: Step, result: StepResult, mismatch: Mismatch, outcome: Outcome, context: Context) -> Finding:
    """A failed assert as a finding against the system under test, on the grounds that the step names."""
    grounds = ground(step.requirement) if step.requirement else None
    return Finding(
        requirement=step.requirement or "SCENARIO",
        level=grounds.level if grounds else "must",
        verdict=(grounds.verdict if grounds else None) or ("warned" if grounds else "failed"),
        chapter=grounds.chapter if grounds and grounds.chapter else f"{result.file}:{result.line}",
        message=mismatch.message,
        path=mismatch.path,
        expected=mismatch.expected,
        actual=mismatch.actual,
        side="scenario",
        by=context.stage.sut,
        exchange=outcome.subject.exchange,
        scenario=context.id,
        step=result.id,
        derived=grounds is not None and grounds.derived,
    )
