"""A run that is stopped in the middle still tells what it had played, also inside a group."""

import asyncio
from pathlib import Path

from ocpi_runner.record.event import Event, StepFinished
from ocpi_runner.record.fold import Folder
from ocpi_runner.record.redact import Redactor
from ocpi_runner.run.options import Options
from ocpi_runner.run.play import parts, play
from ocpi_runner.scenario.load import parse
from ocpi_runner.wire.journal import Journal

SLOW = """
scenario: Slow
steps:
- group:
  - set: {a: 1}
  - repeat: 3
    steps:
    - set: {b: 2}
    - wait: 200 ms
finally:
- set: {c: 3}
"""


async def test_steps_inside_an_interrupted_group_are_told(tmp_path: Path) -> None:
    """Stopped in the second round: what was played before stands in the Record, and `finally` was played."""
    redactor, stop = Redactor(), asyncio.Event()
    folder = Folder(redactor)

    def emit(event: Event) -> None:
        folder.add(event)
        if isinstance(event, StepFinished) and event.result.action == "wait":
            stop.set()

    journal = Journal(str(tmp_path / "journal.jsonl"), redactor)
    scenario = parse(SLOW, "slow.yaml")
    plan = parts((scenario,), ("2.2.1",))
    await play(plan, Options(), emit, tool="t", command=("t",), journal=journal, redactor=redactor, stop=stop)
    journal.close()

    (played,) = folder.record().scenarios
    group, last = played.steps
    assert (group.verdict, group.reason) == ("blocked", "interrupted")
    assert [step.action for step in group.steps] == ["set", "repeat"]
    assert [step.action for step in group.steps[1].steps][:2] == ["set", "wait"]
    assert (last.phase, last.verdict) == ("finally", "passed")


async def test_a_scenario_in_which_nothing_was_tested_is_no_pass(tmp_path: Path) -> None:
    """No exchange and no assert: skipped, with the reason, whatever its steps say."""
    redactor = Redactor()
    folder = Folder(redactor)
    journal = Journal(str(tmp_path / "journal.jsonl"), redactor)
    plan = parts((parse("scenario: Empty\nsteps:\n- set: {a: 1}\n", "empty.yaml"),), ("2.2.1",))
    await play(plan, Options(), folder.add, tool="t", command=("t",), journal=journal, redactor=redactor)
    journal.close()

    (played,) = folder.record().scenarios
    assert (played.verdict, played.reason) == ("skipped", "nothing was tested: no exchange, and no assert")
