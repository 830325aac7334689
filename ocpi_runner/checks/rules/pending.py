"""Rules of commands whose result should have come: seen when the CPO tells something else. OCPI 2.2.1, 13.2.2."""

from collections.abc import Iterator

from ocpi_runner.checks.callbacks import GRACE, response_url, result_of
from ocpi_runner.checks.defect import Defect
from ocpi_runner.checks.item import Item
from ocpi_runner.checks.past import Past, Told
from ocpi_runner.checks.rules.rule import Rule

COMMANDS, RESULT = "commands.receiver.post", "commands.sender.post_result"
PUSHES = ("sessions.receiver.p", "cdrs.receiver.post", RESULT)
USUAL = 300  #: seconds for a result where no answer says how long it takes


def accepted(past: Past, by: str) -> Iterator[Told]:
    """The commands that a party accepted, the newest first."""
    for told in past.exchanges(COMMANDS):
        if told.responder == by and result_of(told) == "ACCEPTED":
            yield told


def deadline(told: Told) -> float:
    """When the result of a command must have come, in seconds since the epoch."""
    timeout = told.data.get("timeout") if isinstance(told.data, dict) else None
    return told.ended + (timeout if type(timeout) is int and timeout > 0 else USUAL) + GRACE


def without_result(past: Past, told: Told) -> bool:
    """Whether no result has come for a command."""
    url = response_url(told)
    return url is not None and all(each.url != url for each in past.exchanges(RESULT))


def heard(past: Past, by: str) -> float:
    """When a party was last heard of, at what it pushes or is commanded; 0: never."""
    pushed = next((told.started for told in past.exchanges(*PUSHES) if told.requester == by), 0.0)
    answered = next((told.started for told in past.exchanges(COMMANDS) if told.responder == by), 0.0)
    return max(pushed, answered)


def overdue(past: Past, by: str, now: float, path: str, url: str = "") -> Iterator[Defect]:
    """Results that should have come since a party was last heard of; `url`: where one comes just now."""
    last = heard(past, by)
    for told in accepted(past, by):
        if last < deadline(told) <= now and response_url(told) != url and without_result(past, told):
            message = f"{told.params.get('command', 'The command')} was accepted in exchange {told.number}, "
            message += f"{now - told.ended:.0f} s ago, and no result came"
            yield Defect(message, path, "a result", "none")


def result_told(item: Item) -> Iterator[Defect]:
    """Whoever accepted a command tells what became of it."""
    context = item.context
    if context.now is not None and context.endpoint.startswith(PUSHES):
        yield from overdue(item.past, context.by, context.now, item.path)


RULES = tuple(Rule("CMD-067", name, result_told, past=True, fragments=True) for name in ("Session", "CDR"))
