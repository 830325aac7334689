"""Cases of the rules of costs."""

from collections.abc import Mapping
from typing import Any

from rules_bench import Case

Object = dict[str, Any]
BOTH = ("2.2", "2.2.1")


def component(type: str, price: float, step: int = 1, **more: Any) -> Object:
    """A PriceComponent."""
    return {"type": type, "price": price, "step_size": step, **more}


def element(*components: Object, **restrictions: Any) -> Object:
    """A TariffElement."""
    made: Object = {"price_components": list(components)}
    return made | {"restrictions": restrictions} if restrictions else made


def tariff(*elements: Object, **more: Any) -> Object:
    """A Tariff that is whole in every version from 2.2 on."""
    own = {
        "country_code": "NL",
        "party_id": "TST",
        "id": "T1",
        "currency": "EUR",
        "last_updated": "2026-01-01T00:00:00Z",
    }
    return own | {"elements": list(elements)} | more


def money(net: float, gross: float | None = None) -> Object:
    """A Price of 2.2."""
    return {"excl_vat": net} | ({} if gross is None else {"incl_vat": gross})


def taxed(net: float, *amounts: float, **more: Any) -> Object:
    """A Price of 2.3.0."""
    return {"before_taxes": net, "taxes": [{"name": "VAT", "amount": amount, **more} for amount in amounts]}


def periods(*rows: tuple[int, Mapping[str, float]], linked: int = 99) -> list[Object]:
    """Charging periods that begin at these minutes after 08:30 UTC on a Monday; the first few name their tariff."""
    made = []
    for index, (minute, volumes) in enumerate(rows):
        begins = f"2026-03-02T{8 + (30 + minute) // 60:02}:{(30 + minute) % 60:02}:00Z"
        row: Object = {"start_date_time": begins, "dimensions": [{"type": t, "volume": v} for t, v in volumes.items()]}
        made.append(row | ({"tariff_id": "T1"} if index < linked else {}))
    return made


def cdr(under: Object, rows: list[Object], total: Any, ends: str = "10:30", **more: Any) -> Object:
    """What is changed in a whole CDR; it tells no part of its costs but those that are given."""
    parts = dict.fromkeys(f"total_{part}_cost" for part in ("fixed", "energy", "time", "parking", "reservation"))
    times = {"start_date_time": "2026-03-02T08:30:00Z", "end_date_time": f"2026-03-02T{ends}:00Z"}
    return {**parts, **times, "tariffs": [under], "charging_periods": rows, "total_cost": total, **more}


ALL_KINDS = tariff(
    element(component("TIME", 4), component("FLAT", 2), reservation="RESERVATION"),
    element(component("FLAT", 1), component("ENERGY", 1), component("TIME", 2), component("PARKING_TIME", 3)),
)
KINDS = periods((0, {"RESERVATION_TIME": 0.5}), (30, {"ENERGY": 10, "TIME": 1}), (90, {"PARKING_TIME": 0.5}))
ENERGY = tariff(element(component("ENERGY", 1, vat=20)))
TEN = periods((0, {"ENERGY": 10}))
STEPS = tariff(element(component("TIME", 6, 600), component("PARKING_TIME", 3, 600), component("ENERGY", 1, 500)))
PARKED = periods((0, {"TIME": 0.35}), (21, {"PARKING_TIME": 0.25}))
BOUND = tariff(element(component("ENERGY", 1), max_duration=1800), element(component("ENERGY", 3)))
TWO = periods((0, {"ENERGY": 5}), (30, {"ENERGY": 7}))
THREE = periods((0, {"ENERGY": 5}), (30, {"ENERGY": 7}), (90, {"ENERGY": 1}))
PARTED = tariff(element(component("ENERGY", 1)), element(component("TIME", 6)))
HELD = periods((0, {"RESERVATION_TIME": 0.5}), (30, {"TIME": 1}))
HOLDING = tariff(
    element(component("TIME", 1), component("FLAT", 5), reservation="RESERVATION"), element(component("TIME", 2))
)
EXPIRING = tariff(
    element(component("TIME", 6), reservation="RESERVATION_EXPIRES"),
    element(component("TIME", 3), reservation="RESERVATION"),
)
WAITING = tariff(
    element(component("TIME", 3), reservation="RESERVATION"),
    element(component("ENERGY", 1)),
    min_price=money(20),
)
UNUSED = periods((60, {"RESERVATION_TIME": 1}))
LATE = tariff(element(component("ENERGY", 2), start_time="10:00"), element(component("ENERGY", 1)))
PLACE = (("Location", {"time_zone": "Europe/Amsterdam"}),)
OTHER_PLACE = (("Location", {"time_zone": "Europe/Amsterdam", "id": "OTHER"}),)
OLD = {"id": "T1", "currency": "EUR", "last_updated": "2026-01-01T00:00:00Z"}
OLD_ENERGY = OLD | {"elements": [element(component("ENERGY", 1))]}
OLD_STEPS = OLD | {"elements": [element(component("TIME", 6, 600), component("PARKING_TIME", 3, 600))]}
UNLINKED = periods((0, {"ENERGY": 10}), linked=0)
ROUNDED = tariff(
    element(component("ENERGY", 1, 500), max_duration=600),
    element(component("ENERGY", 2, 500)),
)


def old(under: Object, rows: list[Object], total: float) -> Object:
    """What is changed in a whole CDR of 2.1.1."""
    times = {"start_date_time": "2026-03-02T08:30:00Z", "stop_date_time": "2026-03-02T10:30:00Z"}
    return {**times, "tariffs": [under], "charging_periods": rows, "total_cost": total}


def limited(**limit: Any) -> Object:
    """Energy at 1 with a limit."""
    return tariff(element(component("ENERGY", 1)), **limit)


def newer(tax: str, net: float, *amounts: float, vat: float | None = None, **more: Any) -> Object:
    """10 kWh at 1 in 2.3.0."""
    row = component("ENERGY", 1) | ({} if vat is None else {"vat": vat})
    return cdr(tariff(element(row), tax_included=tax), TEN, taxed(net, *amounts, **more))


def kinds(member: str, total: float) -> Object:
    """A CDR with one part told."""
    return cdr(ALL_KINDS, KINDS, money(18.5), "10:30", **{member: money(total)})


CASES = (
    Case("CDR-166", "CDR", cdr(ENERGY, TEN, money(11, 13.2)), path="$.total_cost"),
    Case("CDR-166", "CDR", cdr(ENERGY, TEN, money(10, 12)), fires=False),
    Case("CDR-166", "CDR", cdr(ENERGY, TEN, money(10.01, 12.01)), fires=False),
    Case("CDR-166", "CDR", cdr(ENERGY, TEN, money(10.3, 12.36)), fires=False, settings={"price.tolerance": "50"}),
    Case("CDR-166", "CDR", cdr(ENERGY, TEN, money(-10, -12), credit=True, credit_reference_id="X"), fires=False),
    Case("CDR-166", "CDR", cdr(LATE, TEN, money(99)), fires=False),
    Case("CDR-166", "CDR", old(OLD_ENERGY, UNLINKED, 13.37), "2.1.1", "$.total_cost"),
    Case("CDR-167", "CDR", old(OLD_ENERGY, UNLINKED, 12.1), "2.1.1", "$.total_cost"),
    Case("CDR-167", "CDR", old(OLD_ENERGY, UNLINKED, 10), "2.1.1", fires=False),
    Case("CDR-168", "CDR", old(OLD_STEPS, periods((0, {"TIME": 0.35}), linked=0), 2.1), "2.1.1", "$.total_cost"),
    Case("CDR-168", "CDR", old(OLD_STEPS, periods((0, {"TIME": 0.35}), linked=0), 3), "2.1.1", fires=False),
    *(
        case
        for id, member, right in (
            ("CDR-160", "total_energy_cost", 10),
            ("CDR-161", "total_time_cost", 2),
            ("CDR-162", "total_parking_cost", 1.5),
            ("CDR-163", "total_reservation_cost", 4),
            ("CDR-164", "total_fixed_cost", 1),
        )
        for case in (
            Case(id, "CDR", kinds(member, right + 0.5), path=f"$.{member}"),
            Case(id, "CDR", kinds(member, right), fires=False),
        )
    ),
    *(Case("CDR-180", "CDR", cdr(ENERGY, TEN, money(10, 11)), version, "$.total_cost") for version in BOTH),
    Case("CDR-187", "CDR", newer("NO", 12, 1), "2.3.0", "$.total_cost"),
    Case("CDR-187", "CDR", newer("NO", 10, 1), "2.3.0", fires=False),
    Case("CDR-188", "CDR", newer("YES", 10, 1), "2.3.0", "$.total_cost"),
    Case("CDR-188", "CDR", newer("YES", 9, 1), "2.3.0", fires=False),
    Case("CDR-189", "CDR", newer("YES", 9, 1, vat=25), "2.3.0", "$.total_cost"),
    Case("CDR-189", "CDR", newer("YES", 8, 2, vat=25), "2.3.0", fires=False),
    Case("CDR-190", "CDR", newer("N/A", 10, 1), "2.3.0", "$.total_cost.taxes"),
    Case("CDR-190", "CDR", newer("N/A", 10, 0), "2.3.0", fires=False),
    Case("CDR-191", "CDR", newer("NO", 10, 3, percentage=20), "2.3.0", "$.total_cost.taxes[0]"),
    Case("CDR-191", "CDR", newer("NO", 10, 2, percentage=20), "2.3.0", fires=False),
    Case("CDR-191", "CDR", newer("NO", 10, 1, percentage=20, vat=20), "2.3.0", "$.total_cost.taxes[0]"),
    Case("CDR-191", "CDR", newer("NO", 10, 1, percentage=20), "2.3.0", fires=False),
    Case("CDR-191", "CDR", newer("NO", 10, 1, 1.1, percentage=10), "2.3.0", fires=False),
    Case("CDR-191", "CDR", newer("NO", 10, 1, 1.3, percentage=10), "2.3.0", "$.total_cost.taxes[1]"),
    Case("CDR-192", "CDR", newer("NO", 10, 1, vat=20), "2.3.0", "$.total_cost"),
    Case("CDR-192", "CDR", newer("NO", 10, 2, vat=20), "2.3.0", fires=False),
    Case("CDR-193", "CDR", newer("NO", 10, 2) | {"total_energy_cost": taxed(10, 1)}, "2.3.0", "$.total_cost.taxes"),
    Case("CDR-193", "CDR", newer("NO", 10, 2) | {"total_energy_cost": taxed(10, 2)}, "2.3.0", fires=False),
    Case("CDR-135", "CDR", cdr(ENERGY, periods((0, {"ENERGY": 5}), (9, {"ENERGY": 5}), linked=1), money(10))),
    Case(
        "CDR-135", "CDR", cdr(ENERGY, periods((0, {"ENERGY": 5}), (9, {"ENERGY": 5}), linked=1), money(5)), fires=False
    ),
    Case("CDR-149", "CDR", cdr(PARTED, periods((0, {"ENERGY": 5, "TIME": 1})), money(5))),
    Case("CDR-149", "CDR", cdr(PARTED, periods((0, {"ENERGY": 5, "TIME": 1})), money(11)), fires=False),
    Case("CDR-155", "CDR", cdr(BOUND, TWO, money(12))),
    Case("CDR-155", "CDR", cdr(BOUND, TWO, money(26)), fires=False),
    Case("CDR-156", "CDR", cdr(BOUND, THREE, money(39))),
    Case("CDR-156", "CDR", cdr(BOUND, THREE, money(29)), fires=False),
    Case("CDR-158", "CDR", cdr(HOLDING, HELD, money(11.5), "10:00")),
    Case("CDR-158", "CDR", cdr(HOLDING, HELD, money(7.5), "10:00"), fires=False),
    Case("CDR-159", "CDR", cdr(EXPIRING, periods((0, {"RESERVATION_TIME": 1})), money(3), "09:30")),
    Case("CDR-159", "CDR", cdr(EXPIRING, periods((0, {"RESERVATION_TIME": 1})), money(6), "09:30"), fires=False),
    Case("TAR-085", "CDR", cdr(LATE, periods((60, {"ENERGY": 5})), money(5), "09:50"), before=PLACE),
    Case("TAR-085", "CDR", cdr(LATE, periods((60, {"ENERGY": 5})), money(10), "09:50"), fires=False, before=PLACE),
    Case("TAR-085", "CDR", cdr(LATE, periods((60, {"ENERGY": 5})), money(5), "09:50"), fires=False, before=OTHER_PLACE),
    Case("CDR-169", "CDR", cdr(STEPS, periods((0, {"ENERGY": 4.3}), (9, {"ENERGY": 1.1})), money(6))),
    Case("CDR-169", "CDR", cdr(STEPS, periods((0, {"ENERGY": 4.3}), (9, {"ENERGY": 1.1})), money(5.5)), fires=False),
    Case("CDR-170", "CDR", cdr(STEPS, PARKED, money(2.85)), "2.2"),
    Case("CDR-170", "CDR", cdr(STEPS, PARKED, money(3.05)), "2.2", fires=False),
    Case("CDR-171", "CDR", cdr(STEPS, PARKED, money(2.85))),
    Case("CDR-171", "CDR", cdr(STEPS, PARKED, money(3.1)), fires=False),
    Case(
        "CDR-173",
        "CDR",
        cdr(ROUNDED, periods((0, {"ENERGY": 1.1}), (10, {"ENERGY": 0.6}), (20, {"ENERGY": 0.6})), money(4.5)),
    ),
    Case(
        "CDR-173",
        "CDR",
        cdr(ROUNDED, periods((0, {"ENERGY": 1.1}), (10, {"ENERGY": 0.6}), (20, {"ENERGY": 0.6})), money(3.9)),
        fires=False,
    ),
    Case("CDR-137", "CDR", cdr(BOUND, TEN, money(20), "09:30"), path="$.charging_periods[0]"),
    Case("CDR-137", "CDR", cdr(BOUND, TWO, money(26)), fires=False),
    Case("CDR-165", "CDR", cdr(ENERGY, TEN, money(10), total_energy_cost=money(8)), path="$.total_cost"),
    Case("CDR-165", "CDR", cdr(ENERGY, TEN, money(10), total_energy_cost=money(10)), fires=False),
    Case("CDR-165", "CDR", cdr(ENERGY, TEN, money(10)), fires=False),
    *(Case("CDR-182", "CDR", cdr(ENERGY, TEN, money(10, 9)), version, "$.total_cost") for version in BOTH),
    Case("CDR-182", "CDR", cdr(ENERGY, TEN, money(10, 12)), fires=False),
    Case("CDR-183", "CDR", cdr(limited(min_price=money(20, 22)), TEN, money(10)), path="$.total_cost"),
    Case("CDR-183", "CDR", cdr(limited(min_price=money(20, 22)), TEN, money(20, 22)), fires=False),
    Case("CDR-183", "CDR", cdr(WAITING, UNUSED, money(3)), fires=False),
    Case("CDR-166", "CDR", cdr(WAITING, UNUSED, money(3)), fires=False),
    Case("CDR-166", "CDR", cdr(WAITING, UNUSED, money(20)), verdict="warned"),
    Case("CDR-184", "CDR", cdr(limited(max_price=money(5, 6)), TEN, money(10, 10)), path="$.total_cost"),
    Case("CDR-184", "CDR", cdr(limited(max_price=money(5, 6)), TEN, money(5, 6)), fires=False),
    Case(
        "CDR-185",
        "CDR",
        cdr(limited(min_price={"before_taxes": 20}, tax_included="NO"), TEN, taxed(10)),
        "2.3.0",
        "$.total_cost",
    ),
    Case(
        "CDR-186",
        "CDR",
        cdr(limited(max_price={"before_taxes": 5, "after_taxes": 6}, tax_included="NO"), TEN, taxed(10, 1)),
        "2.3.0",
        "$.total_cost",
    ),
)
