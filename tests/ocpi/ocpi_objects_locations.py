"""Locations, and what they consist of, as OCPI 2.2.1 has them."""

from typing import Any

from ocpi_objects_marks import CPO, Of

SEEN = "2026-11-24T20:00:00Z"

LOCATIONS: dict[str, dict[str, Any]] = {
    "Location": {
        **CPO,
        "id": "LOC0001",
        "publish": False,
        "publish_allowed_to": [Of("PublishTokenType")],
        "name": "Dam Square",
        "address": "Dam 1",
        "city": "Amsterdam",
        "postal_code": "1012 JS",
        "state": "Noord-Holland",
        "country": "NLD",
        "coordinates": Of("GeoLocation"),
        "related_locations": [Of("AdditionalGeoLocation")],
        "parking_type": "PARKING_GARAGE",
        "evses": [Of("EVSE")],
        "directions": [Of("DisplayText", {"text": "Enter from the Rokin"})],
        "operator": Of("BusinessDetails"),
        "suboperator": Of("BusinessDetails", {"name": "Test Service"}),
        "owner": Of("BusinessDetails", {"name": "Test Garages"}),
        "facilities": ["HOTEL", "TRAIN_STATION"],
        "time_zone": "Europe/Amsterdam",
        "opening_times": Of("Hours"),
        "charging_when_closed": True,
        "images": [Of("Image")],
        "energy_mix": Of("EnergyMix"),
        "last_updated": SEEN,
    },
    "EVSE": {
        "uid": "EVSE01",
        "evse_id": "NL*TST*E0001",
        "status": "AVAILABLE",
        "status_schedule": [Of("StatusSchedule")],
        "capabilities": ["RFID_READER", "REMOTE_START_STOP_CAPABLE", "RESERVABLE", "UNLOCK_CAPABLE"],
        "connectors": [Of("Connector")],
        "floor_level": "-1",
        "coordinates": Of("GeoLocation"),
        "physical_reference": "3",
        "directions": [Of("DisplayText", {"text": "Beside the lift"})],
        "parking_restrictions": ["EV_ONLY"],
        "images": [Of("Image", {"category": "CHARGER"})],
        "last_updated": SEEN,
    },
    "Connector": {
        "id": "1",
        "standard": "IEC_62196_T2",
        "format": "SOCKET",
        "power_type": "AC_3_PHASE",
        "max_voltage": 230,
        "max_amperage": 32,
        "max_electric_power": 22080,
        "tariff_ids": ["TAR01"],
        "terms_and_conditions": "https://cpo.example/terms",
        "last_updated": SEEN,
    },
    "GeoLocation": {"latitude": "52.373056", "longitude": "4.892222"},
    "AdditionalGeoLocation": {
        "latitude": "52.372800",
        "longitude": "4.893600",
        "name": Of("DisplayText", {"text": "Entrance for cars"}),
    },
    "BusinessDetails": {
        "name": "Test CPO",
        "website": "https://cpo.example/",
        "logo": Of("Image", {"category": "OPERATOR"}),
    },
    "Image": {
        "url": "https://cpo.example/pictures/1.png",
        "thumbnail": "https://cpo.example/pictures/1-small.png",
        "category": "LOCATION",
        "type": "png",
        "width": 512,
        "height": 256,
    },
    "EnergyMix": {
        "is_green_energy": True,
        "energy_sources": [Of("EnergySource"), Of("EnergySource", {"source": "WIND", "percentage": 60})],
        "environ_impact": [Of("EnvironmentalImpact", {"amount": 0})],
        "supplier_name": "Test Energy",
        "energy_product_name": "Sun and wind",
    },
    "EnergySource": {"source": "SOLAR", "percentage": 40},
    "EnvironmentalImpact": {"category": "CARBON_DIOXIDE", "amount": 12.5},
    "Hours": {
        "twentyfourseven": False,
        "regular_hours": [Of("RegularHours"), Of("RegularHours", {"weekday": 5, "period_end": "22:00"})],
        "exceptional_openings": [Of("ExceptionalPeriod")],
        "exceptional_closings": [
            Of("ExceptionalPeriod", {"period_begin": "2026-12-25T07:00:00Z", "period_end": "2026-12-25T21:00:00Z"})
        ],
    },
    "RegularHours": {"weekday": 1, "period_begin": "08:00", "period_end": "20:00"},
    "ExceptionalPeriod": {"period_begin": "2026-12-05T08:00:00Z", "period_end": "2026-12-05T16:00:00Z"},  # a Saturday
    "StatusSchedule": {
        "period_begin": "2026-12-01T22:00:00Z",
        "period_end": "2026-12-02T04:00:00Z",
        "status": "INOPERATIVE",
    },
    "PublishTokenType": {
        "uid": "RFID-1",
        "type": "RFID",
        "visual_number": "NL-EMP-0001",
        "issuer": "Test eMSP",
        "group_id": "GROUP-1",
    },
    "DisplayText": {"language": "en", "text": "Test"},
}
