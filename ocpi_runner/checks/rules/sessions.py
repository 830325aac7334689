"""Rules of Sessions: what each status asks for, and what came before. OCPI 2.2.1, 9.2.2 and 9.3."""

from collections.abc import Iterator

from ocpi_runner.checks.alike import same
from ocpi_runner.checks.defect import Defect, shown
from ocpi_runner.checks.item import Item, net
from ocpi_runner.checks.past import Seen, owner_of
from ocpi_runner.checks.rules.changes import earlier
from ocpi_runner.checks.rules.iso import CURRENCIES
from ocpi_runner.checks.rules.laws import NOT_GIVEN, code, needed, ordered, unique, unwanted
from ocpi_runner.checks.rules.periods import END, START
from ocpi_runner.checks.rules.rule import Rule

RUNNING = frozenset({"ACTIVE", "PENDING", "RESERVATION"})
#: What each status may become. OCPI 2.2.1, 9.3.5 (SessionStatus).
NEXT = {
    "PENDING": {"PENDING", "ACTIVE", "COMPLETED", "INVALID", "RESERVATION"},
    "RESERVATION": {"RESERVATION", "PENDING", "ACTIVE", "COMPLETED", "INVALID"},
    "ACTIVE": {"ACTIVE", "COMPLETED", "INVALID"},
    "COMPLETED": {"COMPLETED"},
    "INVALID": {"INVALID"},
}
#: What says of a status that nothing comes after it.
FINAL = {"COMPLETED": "SES-032", "INVALID": "SES-033"}
DAYS = 2 * 86400


def is_over(item: Item) -> bool:
    """Whether a Session has ended."""
    return item.text("status") == "COMPLETED"


def is_running(item: Item) -> bool:
    """Whether it has not."""
    return item.text("status") in RUNNING


def stays_over(item: Item) -> Iterator[Defect]:
    """A Session that has ended does not change any more."""
    seen = earlier(item)
    then = seen.value.get("status") if seen else None
    now = then if item.partial and "status" not in item.value else item.text("status")
    if seen is None or not isinstance(then, str) or now not in NEXT:
        return
    if now not in NEXT.get(then, {now}):
        message = f"`status` is {shown(now)}, and was {shown(then)} before (exchange {seen.exchange})"
        yield Defect(message, item.at("status"), sorted(NEXT[then]), now, requirement=FINAL.get(then, "SES-042"))
    elif then in FINAL:
        changed = [name for name in sorted(item.value) if changed_in(item, seen, name)]
        if changed and item.context.endpoint.startswith("sessions.receiver."):
            message = f"The Session is {then} since exchange {seen.exchange}, and `{changed[0]}` changes"
            yield Defect(message, item.at(changed[0]), "no change", item.get(changed[0]), requirement=FINAL[then])


def changed_in(item: Item, seen: Seen, name: str) -> bool:
    """Whether a member is another one than before; when it was changed does not count."""
    return name != "last_updated" and item.get(name) is not None and not same(item.get(name), seen.value.get(name))


def not_reused(item: Item) -> Iterator[Defect]:
    """An id stays with its charge: another start by another driver is another Session."""
    seen = earlier(item)
    then = Item("Session", dict(seen.value), item.context) if seen else None
    if seen is None or then is None or not item.moment(*START) or not then.moment(*START):
        return
    other_driver = driver_of(item) and driver_of(then) and driver_of(item) != driver_of(then)
    if other_driver and item.moment(*START) != then.moment(*START):
        message = f"The id is that of another charge: exchange {seen.exchange} told another start and another driver"
        yield Defect(message, item.at("id"), "an id of its own", item.get("id"))


def driver_of(session: Item) -> str:
    """Whose charge it is, in upper case; "" when that is not told."""
    token = session.one("cdr_token")
    return str((token.text("uid") if token else session.text("auth_id")) or "").upper()


def end_told(item: Item) -> Iterator[Defect]:
    """A PATCH that ends a Session says when, unless that was told before."""
    seen = earlier(item) if item.partial and is_over(item) else None
    if seen is None:
        return
    end = END[START.index(next((start for start in START if start in seen.value), START[0]))]
    if item.get(end) is None and seen.value.get(end) is None:
        yield Defect(f"`{end}` is missing, and the Session is COMPLETED", item.at(end), "a DateTime", None)


def never_falls(item: Item) -> Iterator[Defect]:
    """What the meter showed, and what a charge cost so far, does not become less."""
    seen = earlier(item)
    for member in ("kwh", "total_cost") if seen else ():
        assert seen is not None
        now, then = net(item.get(member)), net(seen.value.get(member))
        if now is not None and then is not None and now < then:
            message = f"`{member}` is {now}, and was {then} before (exchange {seen.exchange})"
            yield Defect(message, item.at(member), f"at least {then}", item.get(member))


def connector_given(item: Item) -> Iterator[Defect]:
    """Which EVSE and Connector it is, is told once the charge is more than a reservation."""
    for member in ("evse_uid", "connector_id"):
        if item.text(member) == NOT_GIVEN and item.text("status") in ("ACTIVE", "PENDING"):
            message = f"`{member}` is `#NA`, which is for reservations; the Session is {item.text('status')}"
            yield Defect(message, item.at(member), "an id", NOT_GIVEN)


def one_connector(item: Item) -> Iterator[Defect]:
    """The Location holds the EVSE and the Connector that are used, and no others."""
    place = item.one("location")
    evses = list(place.many("evses")) if place else []
    for number, where in (
        (len(evses), "evses"),
        *((len(list(each.many("connectors"))), "connectors") for each in evses),
    ):
        if number != 1 and place:
            message = f"The Location in it holds {number or 'no'} {where}; the one that is used belongs here"
            yield Defect(message, place.at("evses"), 1, number, None if number else "warned")


def one_per_evse(item: Item) -> Iterator[Defect]:
    """An EVSE charges one car at a time."""
    mine, owner = (item.text("location_id"), item.text("evse_uid")), owner_of(item.value, item.context.params)
    if item.text("status") != "ACTIVE" or not all(mine) or item.context.in_list:
        return
    for seen in item.past.objects("Session"):
        other = (seen.value.get("location_id"), seen.value.get("evse_uid"))
        there = other == mine and seen.owner == owner and seen.by == item.context.by
        if there and seen.value.get("status") == "ACTIVE" and seen.key != str(item.get("id")).upper():
            message = f"Session {shown(seen.value.get('id'))} is ACTIVE at EVSE {shown(mine[1])} as well"
            yield Defect(message, item.at("evse_uid"), "one ACTIVE Session", "two")
            return


def not_forgotten(item: Item) -> Iterator[Defect]:
    """A Session that runs was heard of in the last two days."""
    changed, now = item.moment("last_updated"), item.context.now
    if is_running(item) and changed and now is not None and now - changed.timestamp() > DAYS:
        message = f"The Session is {item.text('status')}, and was last updated more than two days ago"
        yield Defect(message, item.at("last_updated"), "an update, or an end", item.text("last_updated"))


def free_or_unknown(item: Item) -> Iterator[Defect]:
    """A cost of nothing means that it is free, not that nobody knows."""
    energy, cost = item.number("kwh"), net(item.get("total_cost"))
    seen = [item.told("Tariff", name) for name in tariffs(item)]
    if cost == 0 and energy and energy > 1 and any(each and costly(each) for each in seen):
        message = f"`total_cost` is 0 for {energy} kWh under a tariff that is not free; without a price it is left out"
        yield Defect(message, item.at("total_cost"), "the cost, or nothing", 0, "warned")


def tariffs(item: Item) -> set[str]:
    """The tariffs that the periods name."""
    return {name for each in item.many("charging_periods") if (name := each.text("tariff_id"))}


def costly(tariff: Seen) -> bool:
    """Whether a tariff has a price for energy without restrictions."""
    elements = tariff.value.get("elements")
    for element in elements if isinstance(elements, list) else ():
        parts = element.get("price_components") if isinstance(element, dict) else None
        if isinstance(parts, list) and not element.get("restrictions"):
            return any(
                isinstance(p, dict) and p.get("type") == "ENERGY" and (net(p.get("price")) or 0) > 0 for p in parts
            )
    return False


def taxes_once(item: Item) -> Iterator[Defect]:
    """Each tax of the cost is told once."""
    cost = item.one("total_cost")
    yield from unique("taxes", "name", "percentage")(cost) if cost else ()


RULES = (
    Rule("SES-128", "Session", needed(END[0], is_over, "the Session is COMPLETED"), ("start_date_time",)),
    Rule("SES-128", "Session", needed(END[1], is_over, "the Session is COMPLETED"), ("start_datetime",)),
    *(Rule("SES-128", "Session", unwanted(end, is_running, "the Session has not ended")) for end in END[:2]),
    Rule("SES-128", "Session", end_told, ("status",), past=True, fragments=True, whole=False),
    Rule("SES-129", "Session", ordered(START, ("last_updated",))),
    Rule("SES-129", "Session", ordered(END, ("last_updated",))),
    Rule("SES-119", "Session", code("currency", CURRENCIES, "ISO 4217 code"), ("currency",)),
    Rule("SES-032 SES-033 SES-042", "Session", stays_over, past=True, fragments=True),
    Rule("SES-114", "Session", not_reused, past=True),
    Rule("SES-147", "Session", never_falls, past=True, fragments=True),
    Rule("SES-112", "Session", connector_given, ("status",)),
    Rule("SES-097", "Session", one_connector, ("location",)),
    Rule("SES-152", "Session", one_per_evse, ("status",), past=True),
    Rule("SES-153", "Session", not_forgotten, ("status", "last_updated"), past=True),
    Rule("SES-148", "Session", free_or_unknown, ("total_cost",), past=True),
    Rule("SES-150", "Session", taxes_once, ("total_cost",)),
)
