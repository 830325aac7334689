"""How a case of a rule or of a check is written and played. Cases stand in rule_cases_<topic>.py."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from checks_exchange import KNOWN, NOON, exchange
from ocpi_objects import whole

from ocpi_runner.checks.frame import Frame
from ocpi_runner.checks.judge import judge
from ocpi_runner.checks.past import Past, Seen, key_of, owner_of, type_of
from ocpi_runner.checks.values import judge_value
from ocpi_runner.ocpi.address import endpoint
from ocpi_runner.ocpi.versions import version
from ocpi_runner.record.finding import Judgement


class Gone:
    """The mark of a member that is taken away."""


GONE = Gone()


@dataclass(frozen=True)
class Case:
    """One object: the whole one of its name with some members changed. It breaks the requirement, or must not.

    `change` names members by dotted path: {"evses.0.status": "CHARGING", "city": GONE}. `before` are objects that the
    run has seen: (name, changes), told by `teller`.
    """

    id: str
    object: str
    change: Mapping[str, Any] = field(default_factory=dict)
    version: str = "2.2.1"
    path: str | None = None  #: where the finding must point
    fires: bool = True
    verdict: str | None = None  #: of the findings; None: either
    settings: Mapping[str, str] = field(default_factory=dict)
    before: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    teller: str = "cpo"
    patch: bool = False  #: the object is a fragment that consists of `change` alone

    def judged(self) -> Judgement:
        """The outcome."""
        past, spoken = Past(), version(self.version)
        for number, (name, change) in enumerate(self.before, 1):
            kind = spoken.object(name)
            assert kind is not None
            value = changed(whole(self.version, name), change)
            owner, key, type = owner_of(value, {}), key_of(kind, value, {}), type_of(kind, value, {})
            past.remember(Seen(name, owner, key, value, self.teller, number, NOON, "", type=type))
        value = dict(self.change) if self.patch else changed(whole(self.version, self.object), self.change)
        return judge_value(spoken, self.object, value, patch=self.patch, settings=self.settings, past=past)


@dataclass(frozen=True)
class Talk:
    """Exchanges one after another, each (endpoint id, what is given instead to `checks_exchange.exchange`).

    The last one breaks the requirement, or must not. Each starts `apart` seconds after the one before, or at `started`.
    """

    id: str
    legs: tuple[tuple[str, Mapping[str, Any]], ...]
    version: str = "2.2.1"
    fires: bool = True
    path: str | None = None
    verdict: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    known: Any = field(default_factory=lambda: KNOWN)
    apart: float = 1.0
    frame: Mapping[str, Any] = field(default_factory=dict)  #: further members of Frame

    def judged(self) -> Judgement:
        """The outcome of the last exchange."""
        past, spoken, outcome = Past(), version(self.version), Judgement()
        for number, (id, changes) in enumerate(self.legs):
            given = {"number": 7 + number, "started": NOON + number * self.apart, "spoken": self.version} | dict(
                changes
            )
            one = exchange(id, **given)
            more = {"known": self.known, "registered": True, "settings": self.settings, "past": past} | dict(self.frame)
            outcome = judge(one, Frame(spoken, endpoint(spoken, id), **more))
        return outcome


def changed(value: Any, changes: Mapping[str, Any]) -> Any:
    """A copy with members changed: "evses.0.status"."""
    made = copy.deepcopy(value)
    for path, new in changes.items():
        *way, last = path.split(".")
        at = made
        for part in way:
            at = at[int(part)] if isinstance(at, list) else at[part]
        place: Any = int(last) if isinstance(at, list) else last
        if new is GONE:
            del at[place]
        elif isinstance(at, list) and place == len(at):
            at.append(new)
        else:
            at[place] = new
    return made
