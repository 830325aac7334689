"""Rules of terminals, captured payments, and reconciled invoices. OCPI 2.3.0, modules payments and invoices."""

from collections.abc import Iterator

from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.item import Item, net
from ocpi_runner.checks.past import Seen, owner_of
from ocpi_runner.checks.rules.iso import ALPHA_2, COUNTRIES
from ocpi_runner.checks.rules.laws import code, needed, no_repeats
from ocpi_runner.checks.rules.references import Named, refers
from ocpi_runner.checks.rules.rule import Rule

LONGEST_ID = 36


def by_cpo(item: Item) -> bool:
    """Whether the CPO writes the invoices."""
    return item.text("invoice_creator") == "CPO"


def linked(item: Item) -> Iterator[Defect]:
    """Something says to which CPO a terminal belongs."""
    if item.get("customer_reference") is None and not owner_of(item.value, {}):
        message = "Neither `customer_reference` nor `country_code` and `party_id` say whose terminal it is"
        yield Defect(message, item.at("customer_reference"), "one of both", None)


def not_yet_placed(item: Item) -> Iterator[Defect]:
    """A terminal that nobody activated stands nowhere yet."""
    seen = item.past.object("Terminal", item.text("terminal_id"))
    if item.context.endpoint != "payments.receiver.post_terminal" or seen:
        return
    activated = any(True for _ in item.past.exchanges("payments.sender.post_activate"))
    if not activated and (item.texts("location_ids") or item.texts("evse_uids")):
        message = "The terminal is new, nobody asked to activate it, and it has a place already"
        yield Defect(message, item.at("location_ids"), "no place", list(item.texts("location_ids")))


def why_not(item: Item) -> bool:
    """Whether a capture needs words."""
    return item.text("capture_status_code") in ("FAILED", "PARTIAL_SUCCESS")


def captured(item: Item) -> Seen | None:
    """The CDR of what was captured."""
    reference = item.text("authorization_reference")
    found = (each for each in item.past.objects("CDR") if each.value.get("authorization_reference") == reference)
    return next(found, None) if reference else None


def one_currency(item: Item) -> Iterator[Defect]:
    """What is captured is in the currency of the CDR."""
    seen, own = captured(item), item.text("currency")
    if seen and own and seen.value.get("currency") not in (None, own):
        message = f"`currency` is {own}, and that of the CDR {seen.value.get('currency')} (exchange {seen.exchange})"
        yield Defect(message, item.at("currency"), seen.value.get("currency"), own)


def all_of_it(item: Item) -> Iterator[Defect]:
    """When all was captured, it is what the CDR says."""
    seen = captured(item)
    mine, theirs = net(item.get("total_costs")), net(seen.value.get("total_cost")) if seen else None
    if item.text("capture_status_code") == "SUCCESS" and mine is not None and theirs is not None and mine < theirs:
        message = f"The capture succeeded with {mine}, and the CDR is about {theirs}"
        yield Defect(message, item.at("total_costs"), float(theirs), float(mine))


def places(item: Item) -> Named:
    """The Locations of a terminal."""
    return [(item.at("location_ids"), each) for each in item.texts("location_ids")]


# invoices


def listed(item: Item) -> Iterator[Seen]:
    """The CDRs of an invoice that were seen."""
    for id in item.texts("cdrs"):
        seen = item.past.object("CDR", id)
        if seen:
            yield seen


def cdrs_known(item: Item) -> Iterator[Defect]:
    """The CDRs of an invoice are those that were exchanged."""
    if any(True for _ in item.past.objects("CDR")):
        for id in item.texts("cdrs"):
            if item.past.object("CDR", id) is None:
                yield Defect(f"No CDR {shown(id)} was seen in this run", item.at("cdrs"), "a CDR", id, "warned")


def invoiced_once(item: Item) -> Iterator[Defect]:
    """A CDR is in one invoice."""
    mine = {id.upper() for id in item.texts("cdrs")}
    for other in item.past.objects("InvoiceReconciliationRecord"):
        theirs = other.value.get("cdrs")
        both = mine & {str(id).upper() for id in theirs} if isinstance(theirs, list) else set()
        if both and other.key != str(item.get("id")).upper():
            message = f"CDR {shown(sorted(both)[0])} is in the invoice {shown(other.value.get('invoice_id'))} already"
            yield Defect(message, item.at("cdrs"), "one invoice", "two")
            return


def same_currency(item: Item) -> Iterator[Defect]:
    """The CDRs of an invoice have one currency."""
    found = sorted({str(each.value.get("currency")) for each in listed(item)})
    if len(found) > 1:
        yield Defect(f"The CDRs are in {' and '.join(found)}", item.at("cdrs"), "one currency", found)


def named_alike(item: Item) -> Iterator[Defect]:
    """A CDR that names its invoice names this one."""
    for each in listed(item):
        told = each.value.get("invoice_reference_id")
        if told is not None and told != item.get("invoice_id"):
            message = f"CDR {shown(each.key)} names the invoice {shown(told)}"
            yield Defect(message, item.at("invoice_id"), told, item.get("invoice_id"))


def long_ids(item: Item) -> Iterator[Defect]:
    """Ids of credits can be longer than the list allows."""
    for id in item.texts("cdrs"):
        if LONGEST_ID < len(id) <= LONGEST_ID + 3:
            message = f"{shown(id)} has {len(id)} characters, as credits may; the list allows {LONGEST_ID}"
            yield Defect(message, item.at("cdrs"), LONGEST_ID, len(id), "warned")


RULES = (
    Rule("PAY-052", "Terminal", code("country", COUNTRIES, "ISO 3166-1 alpha-3 code"), ("country",), fragments=True),
    Rule("PAY-052", "Terminal", code("country_code", ALPHA_2, "ISO 3166-1 alpha-2 code"), ("country_code",)),
    Rule("PAY-055", "Terminal", needed("invoice_base_url", by_cpo, "the CPO writes the invoices")),
    Rule("PAY-056", "Terminal", linked),
    Rule("PAY-041", "Terminal", not_yet_placed, past=True, fragments=True),
    Rule("PAY-032", "Terminal", refers("Location", "locations", places), ("location_ids",), past=True),
    Rule("PAY-061", "FinancialAdviceConfirmation", needed("capture_status_message", why_not, "not all was captured")),
    Rule("PAY-049", "FinancialAdviceConfirmation", one_currency, ("currency",), past=True),
    Rule("PAY-048", "FinancialAdviceConfirmation", all_of_it, ("total_costs",), past=True),
    Rule("INV-011", "InvoiceReconciliationRecord", no_repeats("cdrs"), ("cdrs",)),
    Rule("INV-010", "InvoiceReconciliationRecord", long_ids, ("cdrs",)),
    Rule("INV-014", "InvoiceReconciliationRecord", cdrs_known, ("cdrs",), past=True),
    Rule("INV-015", "InvoiceReconciliationRecord", invoiced_once, ("cdrs",), past=True),
    Rule("INV-018", "InvoiceReconciliationRecord", same_currency, ("cdrs",), past=True),
    Rule("INV-019", "InvoiceReconciliationRecord", named_alike, ("cdrs",), past=True),
)
