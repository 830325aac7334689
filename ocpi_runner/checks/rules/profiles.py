"""Rules of charging profiles. OCPI 2.2.1, 15.3."""

from collections.abc import Iterator
from decimal import Decimal

from ocpi_runner.checks.defect import Defect
from ocpi_runner.checks.item import Item
from ocpi_runner.checks.rules.laws import needed, unwanted
from ocpi_runner.checks.rules.rule import Rule

SHORTEST, LONGEST = 300, 3600  #: seconds


def one_digit(item: Item) -> Iterator[Defect]:
    """Limits have one digit after the point."""
    for member in ("limit", "min_charging_rate"):
        found = item.number(member)
        if found is not None and found != round(found, 1):
            yield Defect(
                f"`{member}` is {found}; it has one decimal", item.at(member), float(round(found, 1)), item.get(member)
            )


def ascending(item: Item) -> Iterator[Defect]:
    """The periods begin at 0 and go on from there, within the duration."""
    last: Decimal | None = None
    for each in item.many("charging_profile_period"):
        start = each.number("start_period")
        if start is None:
            continue
        if (last is None and start != 0) or (last is not None and start <= last):
            message = f"`start_period` is {start}" + (f", after {last}" if last is not None else "; the first is 0")
            yield Defect(
                message, each.at("start_period"), 0 if last is None else f"more than {last}", each.get("start_period")
            )
        last = start


def within_duration(item: Item) -> Iterator[Defect]:
    """No period begins after the profile has ended."""
    duration = item.number("duration")
    for each in item.many("charging_profile_period"):
        start = each.number("start_period")
        if start is not None and duration is not None and start >= duration:
            message = f"The period begins after {start} s, and the profile lasts {duration} s"
            yield Defect(message, each.at("start_period"), f"less than {duration}", each.get("start_period"))


def above_least(item: Item) -> Iterator[Defect]:
    """A limit is not negative, and not below the least that can be charged, unless it is 0."""
    least = item.number("min_charging_rate") or Decimal(0)
    for each in item.many("charging_profile_period"):
        limit = each.number("limit")
        if limit is not None and (limit < 0 or 0 < limit < least):
            yield Defect(
                f"`limit` is {limit}, and at least {least} is charged",
                each.at("limit"),
                f"0, or {least} and more",
                each.get("limit"),
            )


def useful_duration(item: Item) -> Iterator[Defect]:
    """An active profile that is pushed says for how long it holds: some minutes to an hour."""
    profile = item.one("charging_profile")
    duration = profile.number("duration") if profile else None
    if profile is None or item.context.endpoint != "chargingprofiles.sender.put":
        return
    if duration is None or duration <= 0:
        message = (
            f"`duration` is {duration if duration is not None else 'missing'}: it says for how long the profile holds"
        )
        yield Defect(
            message, profile.at("duration"), "seconds", profile.get("duration"), "warned", requirement="CPR-041"
        )
    elif not SHORTEST <= duration <= LONGEST:
        message = f"The profile holds for {duration} s; between 5 and 60 minutes are useful"
        yield Defect(
            message, profile.at("duration"), f"{SHORTEST} to {LONGEST}", profile.get("duration"), requirement="CPR-042"
        )


def accepted(item: Item) -> bool:
    """Whether a result is the one that was hoped for."""
    return item.text("result") == "ACCEPTED"


def not_accepted(item: Item) -> bool:
    """Whether it is another one."""
    return item.text("result") not in (None, "ACCEPTED")


RULES = (
    Rule("CPR-050", "ChargingProfile", one_digit),
    Rule("CPR-050", "ChargingProfilePeriod", one_digit),
    Rule("CPR-051", "ChargingProfile", ascending, ("charging_profile_period",)),
    Rule("CPR-052", "ChargingProfile", within_duration, ("charging_profile_period", "duration")),
    Rule("CPR-053", "ChargingProfile", above_least, ("charging_profile_period",)),
    Rule("CPR-041 CPR-042", "ActiveChargingProfile", useful_duration, past=True),
    Rule("CPR-029", "ActiveChargingProfileResult", needed("profile", accepted, "`result` is ACCEPTED")),
    Rule("CPR-030", "ActiveChargingProfileResult", unwanted("profile", not_accepted, "`result` is not ACCEPTED")),
)
