"""Rules of what is told again: `last_updated` moves on with every change, and only then. OCPI 2.2.1, 4.1.4 and 8.3."""

from collections.abc import Iterator

from ocpi_runner.checks.alike import differs
from ocpi_runner.checks.defect import Defect
from ocpi_runner.checks.item import Item
from ocpi_runner.checks.past import Seen, key_of, owner_of, type_of
from ocpi_runner.checks.rules.rule import Rule
from ocpi_runner.ocpi.moment import parse, to_text

INSTANT = 2.0  #: seconds
#: Object -> what goes back, what changed without a new date; a must of the second may be told by the first.
ROWS = {
    "Location": "LOC-065 LOC-031 LOC-066",
    "Session": "SES-015",
    "Token": "TOK-043",
    "Booking": "BOK-105",
    "Terminal": "PAY-062",
    "FinancialAdviceConfirmation": "PAY-062",
    "InvoiceReconciliationRecord": "INV-025",
    "ClientInfo": "HCI-018",
}


def earlier(item: Item) -> Seen | None:
    """The same object as the same party told it before."""
    kind = item.context.version.object(item.name)
    if kind is None or item.parent:
        return None
    value, params = item.value, item.context.params
    key, type = key_of(kind, value, params), type_of(kind, value, params)
    seen = item.past.object(item.name, key, owner_of(value, params), type)
    return seen if seen and seen.by == item.context.by else None


def moved_on(item: Item) -> Iterator[Defect]:
    """`last_updated` never goes back, and what changed has another one."""
    seen, now = earlier(item), item.moment("last_updated")
    then = parse(str(seen.value.get("last_updated"))) if seen else None
    if seen is None or now is None or then is None:
        return
    if now < then:
        message = f"`last_updated` is {to_text(now)}, and was {to_text(then)} before (exchange {seen.exchange})"
        yield Defect(message, item.at("last_updated"), f"{to_text(then)} or later", to_text(now))
    elif now == then and not at_once(item, seen):
        member = next((name for name in sorted(item.value) if differs(item.value[name], seen.value.get(name))), None)
        if member:
            message = f"`{member}` is not what it was (exchange {seen.exchange}), and `last_updated` is the same"
            yield Defect(message, item.at(member), "a later last_updated", to_text(now))


def at_once(item: Item, seen: Seen) -> bool:
    """Whether both were told within the second that a date can show."""
    return item.context.now is not None and item.context.now - seen.at < INSTANT


def dated(item: Item) -> Iterator[Defect]:
    """A PATCH says when the object changed."""
    if "last_updated" not in item.value:
        yield Defect("The PATCH has no `last_updated`", item.at("last_updated"), "a DateTime", None)


#: What is changed by PATCH, and on what grounds the PATCH is dated.
DATED = dict.fromkeys(("Location", "EVSE", "Connector", "Session", "Token"), "TRN-062") | {"Booking": "BOK-060"}
RULES = (
    *(Rule(ids, name, moved_on, ("last_updated",), past=True) for name, ids in ROWS.items()),
    *(Rule(ids, name, dated, fragments=True, whole=False) for name, ids in DATED.items()),
)
