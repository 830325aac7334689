"""Cases of the rules of Locations, EVSEs, Connectors, hours, images, energy and parking."""

from typing import Any

from rules_bench import GONE, Case

EVSE = "evses.0."
CONNECTOR = EVSE + "connectors.0."
HOURS = "opening_times."
LATE = "2026-11-24T21:00:00Z"
VEHICLE = ("max_vehicle_weight", "max_vehicle_height", "max_vehicle_length", "max_vehicle_width")


def location(id: str, change: dict[str, Any], path: str | None = None, **more: Any) -> Case:
    """A Location with something changed."""
    return Case(id, "Location", change, path=path, **more)


CASES = (
    location("LOC-133", {"country": "NL"}, "$.country"),
    location("LOC-133", {"country": "#NA"}, fires=False),
    location("LOC-134", {"country_code": "ZZ"}, "$.country_code"),
    Case("CDR-084", "CDR", {"country_code": "ZZ"}, path="$.country_code"),
    Case("CDR-084", "CDR", {"country_code": "nl"}, fires=False),
    location("LOC-137", {"coordinates": {"latitude": "4.892222", "longitude": "52.373056"}}, "$.coordinates"),
    location("LOC-137", {"coordinates": {"latitude": "0.0", "longitude": "0.0"}}, "$.coordinates"),
    Case(
        "LOC-137",
        "CdrLocation",
        {"coordinates": {"latitude": "4.892222", "longitude": "52.373056"}},
        path="$.coordinates",
    ),
    location("LOC-137", {"coordinates": {"latitude": "x", "longitude": "0.0"}}, fires=False),
    location(
        "LOC-138", {EVSE + "coordinates": {"latitude": "51.373056", "longitude": "4.892222"}}, "$.evses[0].coordinates"
    ),
    location("LOC-140", {"time_zone": "GMT+1"}, "$.time_zone"),
    location("LOC-140", {"time_zone": "#NA"}, fires=False),
    location("LOC-140", {"time_zone": "#NA"}, "$.time_zone", version="2.2"),
    location("LOC-139", {"time_zone": "#NA"}, "$.time_zone", version="2.1.1"),
    location("LOC-139", {"time_zone": "+01:00"}, "$.time_zone", version="2.1.1"),
    location("LOC-039", {CONNECTOR + "last_updated": LATE, EVSE + "last_updated": LATE}, "$.last_updated"),
    location("LOC-039", {CONNECTOR + "last_updated": "2026-11-24T19:00:00Z"}, fires=False),
    location("LOC-040", {CONNECTOR + "last_updated": LATE, "last_updated": LATE}, "$.evses[0].last_updated"),
    Case("LOC-069", "Location", {"evses": [], "last_updated": LATE}, patch=True, path="$.evses"),
    Case("LOC-069", "Location", {"name": "Dam", "last_updated": LATE}, patch=True, fires=False),
    Case("TRN-062", "EVSE", {"status": "CHARGING"}, patch=True, path="$.last_updated"),
    *(
        Case("TRN-062", name, change, patch=True, path="$.last_updated")
        for name, change in (
            ("Location", {"name": "Dam"}),
            ("Connector", {"max_voltage": 400}),
            ("Session", {"kwh": 5}),
            ("Token", {"valid": False}),
        )
    ),
    Case("TRN-062", "Connector", {"max_voltage": 400, "last_updated": LATE}, patch=True, fires=False),
    Case("TRN-062", "Token", {"valid": False, "last_updated": LATE}, patch=True, fires=False),
    Case("TRN-062", "Tariff", {"currency": "EUR"}, patch=True, fires=False),
    Case("TRN-062", "EVSE", {"status": "CHARGING"}, "2.1.1", patch=True, fires=False),
    Case("BOK-060", "Booking", {"reservation_status": "RESERVED"}, "2.3.0", patch=True, path="$.last_updated"),
    Case("BOK-060", "Booking", {"last_updated": LATE}, "2.3.0", patch=True, fires=False),
    Case("TYP-012", "GeoLocation", {"latitude": 52.3730561}, fires=False),
    location("LOC-128", {"publish": True}, "$.publish_allowed_to"),
    location("LOC-129", {"publish_allowed_to.1": {"type": "RFID"}}, "$.publish_allowed_to[1]"),
    location("LOC-129", {"publish_allowed_to.1": {"group_id": "G1"}}, fires=False),
    location("LOC-130", {"publish_allowed_to.0.type": GONE}, "$.publish_allowed_to[0].type"),
    location("LOC-131", {"publish_allowed_to.0.issuer": GONE}, "$.publish_allowed_to[0].issuer"),
    location("LOC-143", {"evses.1": {"uid": "evse01", "status": "REMOVED"}}, "$.evses[1].uid"),
    location("LOC-145", {EVSE + "connectors.1": {"id": "1"}}, "$.evses[0].connectors[1].id"),
    location("LOC-154", {"directions.1": {"language": "en", "text": "Stay left"}}, "$.directions[1].language"),
    location("LOC-155", {HOURS[:-1]: {"twentyfourseven": True}}, "$.charging_when_closed"),
    location("LOC-162", {EVSE + "evse_id": GONE}, "$.evses[0].evse_id"),
    location("LOC-162", {EVSE + "evse_id": GONE, EVSE + "status": "REMOVED"}, fires=False),
    location(
        "LOC-163", {"evses.1": {"uid": "E2", "evse_id": "NL*TST*E0001", "status": "AVAILABLE"}}, "$.evses[1].evse_id"
    ),
    location("LOC-163", {"evses.1": {"uid": "E2", "evse_id": "NL*TST*E0001", "status": "REMOVED"}}, fires=False),
    location(
        "LOC-163",
        {EVSE + "evse_id": "#NA", "evses.1": {"uid": "E2", "evse_id": "#NA", "status": "AVAILABLE"}},
        fires=False,
    ),
    location("LOC-170", {EVSE + "capabilities": ["RESERVABLE", "RESERVABLE"]}, "$.evses[0].capabilities"),
    location("LOC-178", {EVSE + "status_schedule.0.period_end": "2026-12-01T21:00:00Z"}),
    location(
        "LOC-178",
        {EVSE + "status_schedule.1": {"period_begin": "2026-12-02T03:00:00Z", "status": "BLOCKED"}},
        "$.evses[0].status_schedule[1].period_begin",
    ),
    location("LOC-199", {CONNECTOR + "tariff_ids": ["TAR01", "tar01"]}, "$.evses[0].connectors[0].tariff_ids"),
    location("LOC-160", {EVSE + "evse_id": "Dam 1"}, "$.evses[0].evse_id"),
    location("LOC-160", {EVSE + "evse_id": "nl-tst-e0001"}, fires=False),
    # connectors
    location("LOC-191", {CONNECTOR + "standard": "CHADEMO"}, "$.evses[0].connectors[0].power_type"),
    location("LOC-191", {CONNECTOR + "power_type": "DC", CONNECTOR + "standard": "DOMESTIC_F"}),
    location("LOC-193", {CONNECTOR + "max_voltage": 400}, "$.evses[0].connectors[0].max_voltage"),
    location("LOC-195", {CONNECTOR + "max_electric_power": 50000}, "$.evses[0].connectors[0].max_electric_power"),
    location("LOC-195", {CONNECTOR + "max_electric_power": 22}, "$.evses[0].connectors[0].max_electric_power"),
    location("LOC-195", {CONNECTOR + "max_electric_power": 300}, fires=False),
    location(
        "LOC-194",
        {
            CONNECTOR + "standard": "MCS",
            CONNECTOR + "power_type": "DC",
            CONNECTOR + "max_voltage": 1250,
            CONNECTOR + "max_amperage": 3000,
            CONNECTOR + "max_electric_power": GONE,
        },
        version="2.3.0",
        fires=False,
    ),
    location(
        "LOC-194",
        {
            CONNECTOR + "power_type": "DC",
            CONNECTOR + "max_voltage": 1000,
            CONNECTOR + "max_amperage": 600,
            CONNECTOR + "max_electric_power": GONE,
        },
        "$.evses[0].connectors[0].max_electric_power",
    ),
    # hours
    location("LOC-225", {HOURS + "regular_hours.0.period_end": "07:00"}),
    location("LOC-225", {HOURS + "regular_hours.0.period_end": "00:00"}, fires=False),
    location("LOC-225", {HOURS + "regular_hours.0.period_begin": "8:00"}, fires=False),
    location(
        "LOC-226",
        {HOURS + "regular_hours.1": {"weekday": 1, "period_begin": "20:00", "period_end": "00:00"}},
        fires=False,
    ),
    location("LOC-226", {HOURS + "regular_hours.0.period_end": "00:00", HOURS + "regular_hours.1.weekday": 1}),
    location("LOC-226", {HOURS + "regular_hours.1": {"weekday": 1, "period_begin": "19:00", "period_end": "21:00"}}),
    location(
        "LOC-222",
        {
            HOURS[:-1]: {
                "regular_hours": [{"weekday": n, "period_begin": "00:00", "period_end": "00:00"} for n in range(1, 8)]
            }
        },
        "$.opening_times.regular_hours",
        version="2.1.1",
    ),
    location(
        "LOC-222",
        {HOURS[:-1]: {"regular_hours": [{"weekday": 1, "period_begin": "00:00", "period_end": "24:00"}]}},
        version="2.1.1",
        fires=False,
    ),
    location(
        "LOC-227",
        {
            HOURS + "exceptional_closings.0": {
                "period_begin": "2026-12-05T12:00:00Z",
                "period_end": "2026-12-05T11:00:00Z",
            }
        },
    ),
    location(
        "LOC-228",
        {
            HOURS + "exceptional_closings.0": {
                "period_begin": "2026-12-05T12:00:00Z",
                "period_end": "2026-12-05T14:00:00Z",
            }
        },
        "$.opening_times.exceptional_closings[0]",
    ),
    location("LOC-220", {HOURS + "regular_hours": GONE}, "$.opening_times.regular_hours"),
    location("LOC-218", {HOURS + "twentyfourseven": True}, "$.opening_times.regular_hours", version="2.1.1"),
    location("LOC-218", {HOURS + "twentyfourseven": False}, version="2.1.1", fires=False),
    location("LOC-221", {HOURS + "twentyfourseven": True}, "$.opening_times.regular_hours"),
    # images and energy
    location("LOC-205", {"images.0.type": "webp"}, "$.images[0].type"),
    location("LOC-205", {"images.0.type": "jpg"}, fires=False),
    location("LOC-211", {"energy_mix.energy_sources.0.percentage": 30}, "$.energy_mix.energy_sources"),
    location("LOC-211", {"energy_mix.energy_sources.0.percentage": 140}),
    location("LOC-212", {"energy_mix.energy_sources.0.source": "COAL"}, "$.energy_mix.is_green_energy"),
    *(
        location(
            "LOC-212",
            {f"energy_mix.environ_impact.0.{name}": kind, "energy_mix.environ_impact.0.amount": 5},
            "$.energy_mix.environ_impact[0].amount",
            version=version,
        )
        for kind in ("CARBON_DIOXIDE", "NUCLEAR_WASTE")
        for version, name in (("2.1.1", "source"), ("2.2.1", "category"))
    ),
    location(
        "LOC-212",
        {"energy_mix.is_green_energy": False, "energy_mix.environ_impact.0.amount": 5},
        fires=False,
    ),
    location("LOC-213", {"energy_mix.is_green_energy": False}, "$.energy_mix.is_green_energy"),
    # parking
    location("LOC-231", {"parking_places.1": {"id": "park1"}}, "$.parking_places[1].id", version="2.3.0"),
    location("LOC-233", {"parking_places.0.id": "PARK9"}, version="2.3.0"),
    location(
        "LOC-234",
        {"parking_places.1": {"id": "PARK9"}},
        "$.parking_places[1]",
        version="2.3.0",
        settings={"parking.unused": "warn"},
    ),
    *(
        Case("LOC-237", "Parking", {"vehicle_types": ["BUS"], size: GONE}, "2.3.0", f"$.{size}")
        for size in (*VEHICLE, "parking_space_length", "parking_space_width", "dangerous_goods_allowed")
    ),
    Case("LOC-238", "Parking", {"images": []}, "2.3.0", "$.images"),
    Case("LOC-239", "Parking", {"max_vehicle_height": 2}, "2.3.0", "$.max_vehicle_height"),
    # open enumerations
    *(
        Case(id, name, {member: value}, "2.3.0", f"$.{member}", settings={"enums.undocumented": "warn"})
        for id, name, member, value in (
            ("LOC-148", "Location", "parking_type", "ROOF"),
            ("LOC-169", "EVSE", "capabilities", ["FLIES"]),
            ("LOC-187", "Connector", "standard", "NACS"),
            ("LOC-207", "Image", "category", "SELFIE"),
            ("LOC-236", "Parking", "vehicle_types", ["TANK"]),
            ("TOK-113", "Token", "type", "FACE"),
        )
    ),
    Case("LOC-187", "Connector", {"standard": "NACS"}, "2.3.0", fires=False),
    Case(
        "LOC-187",
        "Connector",
        {"standard": "MCS", "power_type": "DC", "format": "CABLE"},
        "2.3.0",
        fires=False,
        settings={"enums.undocumented": "warn"},
    ),
    # what is told again
    location(
        "LOC-065",
        {"last_updated": "2026-11-24T20:00:00Z"},
        "$.last_updated",
        before=(("Location", {"last_updated": LATE}),),
        teller="",
    ),
    location("LOC-065", {"name": "Another"}, "$.name", before=(("Location", {}),), teller=""),
    location("LOC-065", {"name": "Another", "last_updated": LATE}, before=(("Location", {}),), teller="", fires=False),
    Case("HCI-018", "ClientInfo", {"status": "OFFLINE"}, before=(("ClientInfo", {}),), teller=""),
    Case("TOK-043", "Token", {"valid": False}, before=(("Token", {}),), teller="", path="$.valid"),
    Case("SES-015", "Session", {"kwh": 21}, before=(("Session", {}),), teller="", path="$.kwh"),
    Case("BOK-105", "Booking", {"tariff_ids": []}, "2.3.0", before=(("Booking", {}),), teller="", path="$.tariff_ids"),
    Case("PAY-062", "Terminal", {"city": "Delft"}, "2.3.0", before=(("Terminal", {}),), teller="", path="$.city"),
    Case(
        "PAY-062",
        "FinancialAdviceConfirmation",
        {"currency": "USD"},
        "2.3.0",
        before=(("FinancialAdviceConfirmation", {}),),
        teller="",
    ),
    Case(
        "INV-025",
        "InvoiceReconciliationRecord",
        {"cdrs": ["X"]},
        "2.3.0",
        before=(("InvoiceReconciliationRecord", {}),),
        teller="",
    ),
    location("LOC-022", {"evses": []}, "$.evses", before=(("Location", {}),), teller=""),
    location("LOC-022", {"evses": []}, before=(("Location", {EVSE + "status": "REMOVED"}),), teller="", fires=False),
    # references
    location("LOC-179", {}, "$.evses[0].status", before=(("Session", {"status": "ACTIVE"}),), teller=""),
    location(
        "LOC-179", {EVSE + "status": "CHARGING"}, before=(("Session", {"status": "ACTIVE"}),), teller="", fires=False
    ),
    location(
        "LOC-198",
        {CONNECTOR + "tariff_ids": ["TAR01", "TAR02"]},
        "$.evses[0].connectors[0].tariff_ids",
        before=(("Tariff", {}), ("Tariff", {"id": "TAR02"})),
    ),
    location(
        "LOC-198",
        {CONNECTOR + "tariff_ids": ["TAR01", "TAR02"]},
        before=(
            ("Tariff", {}),
            ("Tariff", {"id": "TAR02", "start_date_time": "2027-01-01T00:00:00Z", "end_date_time": GONE}),
        ),
        fires=False,
    ),
    location(
        "TAR-109",
        {CONNECTOR + "tariff_ids": ["TAR01", "TAR02"]},
        before=(("Tariff", {}), ("Tariff", {"id": "TAR02", "type": GONE})),
    ),
    location("LOC-202", {}, "$.evses[0].connectors[0].tariff_ids", before=(("Tariff", {"party_id": "ABC"}),)),
    location("LOC-202", {}, before=(("Tariff", {}),), fires=False),
    location("LOC-202", {}, before=(("Tariff", {"party_id": "ABC"}), ("Tariff", {})), fires=False),
    location(
        "LOC-198",
        {CONNECTOR + "tariff_ids": ["A", "B"]},
        before=(("Tariff", {"id": "A"}), ("Tariff", {"id": "B", "party_id": "ABC"})),
        fires=False,
    ),
    location("LOC-198", {CONNECTOR + "tariff_ids": ["TAR01", "tar01"]}, before=(("Tariff", {}),), fires=False),
)
