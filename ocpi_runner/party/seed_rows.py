"""What the built-in parties own, as rows."""

#: id, name, address, city, postal code, latitude, longitude, parking type, facilities
LOCATIONS = (
    (
        "LOC0001",
        "Station Square",
        "Stationsplein 1",
        "Utrecht",
        "3511 ED",
        "52.089400",
        "5.110200",
        "PARKING_GARAGE",
        "TRAIN_STATION CAFE",
    ),
    (
        "LOC0002",
        "Harbour Fast Chargers",
        "Maashaven Oost 12",
        "Rotterdam",
        "3072 HS",
        "51.896300",
        "4.491100",
        "ALONG_MOTORWAY",
        "RESTAURANT WIFI",
    ),
    ("LOC0003", "Old Mill Hotel", "Molenweg 7", "Arnhem", "6816 VD", "51.998700", "5.875400", "PARKING_LOT", "HOTEL"),
)
#: location, EVSE uid, status, connectors (id, kind, tariffs)
EVSES = (
    ("LOC0001", "EVSE01", "AVAILABLE", (("1", "AC22", "TARIFF01"),)),
    ("LOC0001", "EVSE02", "AVAILABLE", (("1", "AC22", "TARIFF01"), ("2", "AC3", "TARIFF01"))),
    ("LOC0001", "EVSE03", "AVAILABLE", (("1", "AC11", "TARIFF01"),)),
    ("LOC0002", "EVSE01", "AVAILABLE", (("1", "DC150", "TARIFF02"), ("2", "CHADEMO", "TARIFF02"))),
    ("LOC0002", "EVSE02", "AVAILABLE", (("1", "DC150", "TARIFF02"),)),
    ("LOC0002", "EVSE03", "OUTOFORDER", (("1", "DC50", "TARIFF02"),)),
    ("LOC0003", "EVSE01", "AVAILABLE", (("1", "AC11", "TARIFF03"),)),
    ("LOC0003", "EVSE02", "AVAILABLE", (("1", "AC11", "TARIFF03"),)),
    ("LOC0003", "EVSE03", "AVAILABLE", (("1", "AC22", "TARIFF03"),)),
)
#: standard, format, power type, volts, amperes, watts
CONNECTORS = {
    "AC3": ("DOMESTIC_F", "SOCKET", "AC_1_PHASE", 230, 16, 3680),
    "AC11": ("IEC_62196_T2", "SOCKET", "AC_3_PHASE", 230, 16, 11040),
    "AC22": ("IEC_62196_T2", "SOCKET", "AC_3_PHASE", 230, 32, 22080),
    "CHADEMO": ("CHADEMO", "CABLE", "DC", 500, 125, 50000),
    "DC50": ("IEC_62196_T2_COMBO", "CABLE", "DC", 500, 125, 50000),
    "DC150": ("IEC_62196_T2_COMBO", "CABLE", "DC", 920, 200, 150000),
}
#: id, price components (kind, price, step size)
TARIFFS = (
    ("TARIFF01", (("ENERGY", 0.35, 1),)),
    ("TARIFF02", (("FLAT", 0.5, 1), ("ENERGY", 0.59, 1))),
    ("TARIFF03", (("ENERGY", 0.28, 1), ("TIME", 1.2, 60))),
)
VAT = 21.0
CURRENCY = "EUR"
TOKEN_TYPES = ("RFID", "APP_USER", "AD_HOC_USER", "OTHER")
TOKENS_OF_EACH = 10
#: OCPI advises whitelist NEVER for tokens that exist in an app only.
WHITELISTS = {"RFID": "ALLOWED", "APP_USER": "NEVER", "AD_HOC_USER": "NEVER", "OTHER": "ALLOWED_OFFLINE"}
#: number of a token -> what real-time authorization says of it, when it is not ALLOWED
REFUSED = {7: "NOT_ALLOWED", 8: "NO_CREDIT", 9: "BLOCKED", 10: "EXPIRED"}
INVALID = frozenset({"BLOCKED", "EXPIRED"})  #: such a token is not `valid` either
#: Charges of the past: location, EVSE, connector, token number, days ago, quarters of an hour, kWh
CHARGES = (
    ("LOC0001", "EVSE01", "1", 1, 9, 4, "14.6"),
    ("LOC0002", "EVSE01", "1", 2, 6, 2, "38.5"),
    ("LOC0003", "EVSE01", "1", 3, 3, 8, "17.92"),
    ("LOC0001", "EVSE02", "1", 1, 1, 3, "9.3"),
)
