"""What was guessed of a file so far: its payloads are mostly of one kind, and those of a kind are of one version."""

from collections.abc import Iterable, Mapping
from typing import Any

from ocpi_runner.checks.document.guess import Asked, Guess, guess

ENVELOPE = "Response"
MOST_SHAPES = 1000  #: sets of members that are remembered


class Guesses:
    """The kinds in one file."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._names: dict[frozenset[str], str] = {}  #: members -> the name of the object
        self._kinds: dict[str, Guess] = {}

    @property
    def version(self) -> str:
        """The version that was asked for, else that of the first kind; "" when there is none."""
        return self._asked.version or next((each.version for each in self._kinds.values()), "")

    def learn(self, values: Iterable[Any]) -> None:
        """Guess from several values together."""
        alike: dict[str, list[Mapping[str, Any]]] = {}
        for value in values:
            if isinstance(value, dict):
                alike.setdefault(self._name(value), []).append(value)
        for name in filter(None, alike):
            self._kinds[name] = guess(alike[name], Asked(name, self._asked.patch, self._asked.version))

    def of(self, value: Any) -> Guess:
        """What a value is."""
        if not isinstance(value, dict):
            return next(iter(self._kinds.values()), None) or guess([{}], self._asked)
        name = self._name(value)
        if name and name in self._kinds:
            return self._kinds[name]
        found = guess([value], self._asked)
        return self._kinds.setdefault(name, found) if name else found

    def envelope(self) -> Guess:
        """An envelope is of the version of what it carries."""
        return Guess(ENVELOPE, self.version or guess([{}], Asked(ENVELOPE)).version, 1.0)

    def _name(self, value: Mapping[str, Any]) -> str:
        """The name of an object with these members."""
        members = frozenset(value)
        if members not in self._names:
            if len(self._names) >= MOST_SHAPES:
                self._names.clear()
            self._names[members] = guess([value], self._asked).name
        return self._names[members]
