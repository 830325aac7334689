"""Rules of what a hub passes on: it stays as it was. OCPI 2.2.1, 4.1.4 and 4.4."""

from collections.abc import Iterator

from ocpi_runner.checks.alike import same
from ocpi_runner.checks.defect import Defect
from ocpi_runner.checks.item import Item
from ocpi_runner.checks.past import Seen, owner_of
from ocpi_runner.checks.rules.rule import Rule

FORWARDED = ("sessions.receiver.put", "sessions.sender.get_list", "cdrs.receiver.post", "cdrs.sender.get_list")


def told_to_hub(item: Item) -> Seen | None:
    """The same object as another party told it before."""
    seen = item.past.object(item.name, item.get("id"), owner_of(item.value, item.context.params))
    forwarded = item.context.endpoint in FORWARDED and not item.parent
    return seen if seen and forwarded and seen.by != item.context.by and seen.endpoint in FORWARDED else None


def differences(item: Item, seen: Seen) -> list[str]:
    """The members that have another value."""
    return [name for name in sorted({*item.value, *seen.value}) if not same(item.get(name), seen.value.get(name))]


def forwarded_as_it_was(item: Item) -> Iterator[Defect]:
    """A hub does not touch `last_updated`."""
    seen = told_to_hub(item)
    if seen and differences(item, seen) == ["last_updated"]:
        then = seen.value.get("last_updated")
        message = f"`last_updated` is {item.text('last_updated')}, and was {then} in exchange {seen.exchange}"
        yield Defect(message, item.at("last_updated"), then, item.text("last_updated"))


def forwarded_whole(item: Item) -> Iterator[Defect]:
    """A hub does not touch a CDR."""
    seen = told_to_hub(item)
    for name in differences(item, seen)[:1] if seen else ():
        message = (
            f"`{name}` is not what it was in exchange {seen.exchange if seen else '?'}: a CDR is passed on as it is"
        )
        yield Defect(message, item.at(name), seen.value.get(name) if seen else None, item.get(name))


RULES = (
    Rule("SES-155", "Session", forwarded_as_it_was, ("last_updated",), past=True),
    Rule("CDR-042", "CDR", forwarded_whole, ("last_updated",), past=True),
)
