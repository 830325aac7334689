"""A rule: what an object has to say of itself, or against what was said before."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ocpi_runner.checks.defect import Defect
from ocpi_runner.checks.item import Item


@dataclass(frozen=True, slots=True)
class Rule:
    """One row. It runs for every object of that name, wherever in a message it stands: pushed, pulled or in a file.

    Of several ids the first counts that the version has. `run` yields a Defect for each thing that does not hold,
    with its path from `item.at(…)`; it never raises for a bad peer and says nothing about members of the wrong type,
    which the schema tells. A must fails, a should or a derived row warns; `Defect.verdict` and `Defect.setting` say
    otherwise where a setting decides.
    """

    ids: str  #: requirement ids, separated by spaces
    object: str  #: "Session"; "*": every object
    run: Callable[[Item], Iterable[Defect]]
    needs: tuple[str, ...] = ()  #: members that must be there and not null, else it has nothing to say
    past: bool = False  #: it compares with what was seen before, so that its outcome may change
    fragments: bool = False  #: it also runs for the fragment of a PATCH
    whole: bool = True  #: it runs for an object that is no fragment
