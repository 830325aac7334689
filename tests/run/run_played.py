"""Plays a text as a scenario against the built-in counterpart, over real sockets."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from ocpi_runner.record.fold import Folder
from ocpi_runner.record.redact import Redactor
from ocpi_runner.record.result import Record, StepResult
from ocpi_runner.run.options import Options
from ocpi_runner.run.play import parts, play
from ocpi_runner.scenario.load import load
from ocpi_runner.wire.journal import Journal

HEAD = """scenario: Toy
play: cpo
test: emsp
use: [registered.yaml]
"""
REGISTERED = """scenario: Registered
play: cpo
test: emsp
steps: [{register: }]
"""


class Played(Protocol):
    """`await played(text, **options)`: the Record of a scenario; `head=""` when the text has its own head."""

    async def __call__(self, text: str, *, head: str = HEAD, **options: Any) -> Record: ...


async def run(text: str, folder: Path, options: Options) -> Record:
    """Play a text whose files stand in a folder."""
    (folder / "registered.yaml").write_text(REGISTERED, "utf-8")
    (folder / "toy.yaml").write_text(text, "utf-8")
    redactor = Redactor()
    fold, journal = Folder(redactor), Journal(str(folder / "journal.jsonl"), redactor)
    plan = parts((load(folder / "toy.yaml"),))
    try:
        await play(plan, options, fold.add, tool="test", command=("test",), journal=journal, redactor=redactor)
    finally:
        journal.close()
    return fold.record()


def steps(record: Record, phase: str = "steps") -> tuple[StepResult, ...]:
    """The outer steps of a phase of the only scenario."""
    return tuple(step for step in record.scenarios[0].steps if step.phase == phase)


def verdicts(record: Record) -> list[str]:
    """Their verdicts."""
    return [step.verdict for step in steps(record)]


def every(results: tuple[StepResult, ...]) -> Iterator[StepResult]:
    """All steps, the inner ones too."""
    for result in results:
        yield result
        yield from every(result.steps)
