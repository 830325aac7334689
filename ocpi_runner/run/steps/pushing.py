"""What a step that tells the other side of an object comes to."""

from typing import Any

from ocpi_runner.record.result import Mismatch
from ocpi_runner.run.context import Context
from ocpi_runner.run.outcome import Outcome
from ocpi_runner.run.place import Place
from ocpi_runner.run.subject import Subject


def told(value: Any, context: Context, place: Place) -> Outcome:
    """`$` is the value; each push of this step that the other side did not take is a difference."""
    refused = context.judging.refusals.get(place.parent, {})
    found = tuple(Mismatch("status", "success", why, f"the push was not taken: {why}") for why in refused.values())
    return Outcome(subject=Subject(value), mismatches=found)
