"""Rules of credits: what takes a CDR back repeats it, and its cost is the opposite. OCPI 2.2.1, 10.1.1 and 10.3.1."""

from collections.abc import Iterator

from ocpi_runner.checks.alike import differs
from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.item import Item, net
from ocpi_runner.checks.past import Seen, owner_of
from ocpi_runner.checks.rules.laws import needed
from ocpi_runner.checks.rules.rule import Rule

#: What a credit has of its own.
OWN = frozenset({"id", "credit", "credit_reference_id", "total_cost", "last_updated", "remark", "invoice_reference_id"})


def is_credit(item: Item) -> bool:
    """Whether a CDR takes another one back."""
    return item.get("credit") is True


def credit_marked(item: Item) -> Iterator[Defect]:
    """What refers to another CDR is a credit."""
    if item.get("credit") is not True:
        message = "`credit_reference_id` is there, and `credit` is not true"
        yield Defect(message, item.at("credit"), True, item.get("credit"))


def other_id(item: Item) -> Iterator[Defect]:
    """A credit has an id of its own."""
    own, other = item.text("id"), item.text("credit_reference_id")
    if own and other and own.upper() == other.upper():
        yield Defect(f"The credit has the id of what it credits: {shown(own)}", item.at("id"), "another id", own)


def original(item: Item) -> Seen | None:
    """The CDR that a credit takes back."""
    seen = item.past.object("CDR", item.text("credit_reference_id"), owner_of(item.value, {}))
    return seen if is_credit(item) else None


def reference_known(item: Item) -> Iterator[Defect]:
    """What is credited was sent before."""
    if is_credit(item) and not item.context.in_list and original(item) is None and any(item.past.objects("CDR")):
        message = f"No CDR {shown(item.text('credit_reference_id'))} was seen before this credit"
        yield Defect(message, item.at("credit_reference_id"), "a CDR", item.text("credit_reference_id"), "warned")


def negated(item: Item) -> Iterator[Defect]:
    """A credit takes back exactly what was charged."""
    seen = original(item)
    now, then = net(item.get("total_cost")), net(seen.value.get("total_cost")) if seen else None
    if now is not None and then is not None and now != -then:
        message = f"The credit is {now}, and the CDR that it takes back {then}"
        yield Defect(message, item.at("total_cost"), float(-then), float(now))


def in_favour(item: Item) -> Iterator[Defect]:
    """A credit gives money back."""
    told = net(item.get("total_cost"))
    if is_credit(item) and told is not None and told > 0:
        message = f"`credit` is true, and `total_cost` is {told}: a credit is the opposite of what was charged"
        yield Defect(message, item.at("total_cost"), f"{-told}", f"{told}", "warned")


def repeats_original(item: Item) -> Iterator[Defect]:
    """All else in a credit is as it was."""
    seen = original(item)
    for name in sorted(set(item.value) - OWN) if seen else ():
        assert seen is not None
        if differs(item.get(name), seen.value.get(name)):
            ids = "CDR-207" if name.startswith("total_") else "CDR-206"
            message = f"`{name}` is not that of the CDR which is credited (exchange {seen.exchange})"
            yield Defect(message, item.at(name), seen.value.get(name), item.get(name), requirement=ids)


def credited_once(item: Item) -> Iterator[Defect]:
    """A CDR is credited once, and a credit never."""
    reference, seen = item.text("credit_reference_id"), original(item)
    if seen and seen.value.get("credit") is True:
        message = f"{shown(reference)} is a credit itself"
        yield Defect(message, item.at("credit_reference_id"), "a CDR that is no credit", reference)
    for other in item.past.objects("CDR") if is_credit(item) and reference else ():
        again = str(other.value.get("credit_reference_id")).upper() == str(reference).upper()
        if again and other.key != str(item.get("id")).upper():
            message = f"{shown(reference)} was credited before, by {shown(other.value.get('id'))}"
            yield Defect(message, item.at("credit_reference_id"), "one credit", reference)
            return


def one_per_session(item: Item) -> Iterator[Defect]:
    """A Session has one CDR at a time that was not taken back."""
    session, owner = item.text("session_id"), owner_of(item.value, {})
    if not session or is_credit(item) or item.context.in_list:
        return
    told = [each for each in item.past.objects("CDR") if each.by == item.context.by and each.owner == owner]
    credited = {str(each.value.get("credit_reference_id")).upper() for each in told if each.value.get("credit")}
    for other in told:
        own = other.key == str(item.get("id")).upper()
        gone = other.key in credited or other.value.get("credit")
        if str(other.value.get("session_id")).upper() == session.upper() and not own and not gone:
            id = shown(other.value.get("id"))
            message = f"Session {shown(session)} has the CDR {id} already, which was not credited"
            yield Defect(message, item.at("session_id"), "one CDR", "two")
            return


CREDIT = ("credit_reference_id",)
RULES = (
    Rule("CDR-200", "CDR", needed("credit_reference_id", is_credit, "`credit` is true")),
    Rule("CDR-201", "CDR", credit_marked, CREDIT),
    Rule("CDR-203", "CDR", other_id, CREDIT),
    Rule("CDR-202", "CDR", reference_known, CREDIT, past=True),
    Rule("CDR-204 CDR-205", "CDR", negated, CREDIT, past=True),
    Rule("CDR-204 CDR-205", "CDR", in_favour, ("credit", "total_cost")),
    Rule("CDR-206 CDR-207", "CDR", repeats_original, CREDIT, past=True),
    Rule("CDR-210", "CDR", credited_once, CREDIT, past=True),
    Rule("CDR-211", "CDR", one_per_session, ("session_id",), past=True),
)
