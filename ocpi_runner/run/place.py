"""Where in the tree of steps a list of steps stands."""

from dataclasses import dataclass
from typing import Literal

Phase = Literal["use", "steps", "finally"]


@dataclass(frozen=True, slots=True)
class Place:
    """`parent` is the id of the step (or scenario) that the list belongs to; `depth` 0 is the scenario itself."""

    parent: str
    depth: int = 0
    phase: Phase = "steps"

    def below(self, number: int) -> "Place":
        """The place of the steps inside step `number`."""
        return Place(f"{self.parent}.{number}", self.depth + 1, self.phase)
