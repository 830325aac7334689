"""OCPI 2.1.1 (tag 2.1.1-d2 with its bug fixes) as a value: the oldest, from which the later versions are derived."""

from ocpi_runner.ocpi.endpoint_table import endpoints
from ocpi_runner.ocpi.forms_2_1_1 import FORMS
from ocpi_runner.ocpi.version import ObjectType, Version

#: id, method, path below the module's URL, request body (~ a PATCH fragment), `data` of the answer (* a list), marks.
#: `{owner}` stands for {country_code}/{party_id}, `{command}` for the object that belongs to the command.
ENDPOINTS = """
versions.get                             GET     -                                                -                      Version*                     unrouted
version_details.get                      GET     -                                                -                      VersionDetails               unrouted
credentials.get                          GET     -                                                -                      Credentials                  unrouted
credentials.post                         POST    -                                                Credentials            Credentials                  unrouted
credentials.put                          PUT     -                                                Credentials            Credentials                  unrouted
credentials.delete                       DELETE  -                                                -                      -                            unrouted
locations.sender.get_list                GET     -                                                -                      Location*                    paged
locations.sender.get_location            GET     {location_id}                                    -                      Location
locations.sender.get_evse                GET     {location_id}/{evse_uid}                         -                      EVSE
locations.sender.get_connector           GET     {location_id}/{evse_uid}/{connector_id}          -                      Connector
locations.receiver.get_location          GET     {owner}/{location_id}                            -                      Location
locations.receiver.get_evse              GET     {owner}/{location_id}/{evse_uid}                 -                      EVSE
locations.receiver.get_connector         GET     {owner}/{location_id}/{evse_uid}/{connector_id}  -                      Connector
locations.receiver.put_location          PUT     {owner}/{location_id}                            Location               -
locations.receiver.put_evse              PUT     {owner}/{location_id}/{evse_uid}                 EVSE                   -
locations.receiver.put_connector         PUT     {owner}/{location_id}/{evse_uid}/{connector_id}  Connector              -
locations.receiver.patch_location        PATCH   {owner}/{location_id}                            ~Location              -
locations.receiver.patch_evse            PATCH   {owner}/{location_id}/{evse_uid}                 ~EVSE                  -
locations.receiver.patch_connector       PATCH   {owner}/{location_id}/{evse_uid}/{connector_id}  ~Connector             -
sessions.sender.get_list                 GET     -                                                -                      Session*                     paged ?date_from!
sessions.receiver.get                    GET     {owner}/{session_id}                             -                      Session
sessions.receiver.put                    PUT     {owner}/{session_id}                             Session                -
sessions.receiver.patch                  PATCH   {owner}/{session_id}                             ~Session               -
cdrs.sender.get_list                     GET     -                                                -                      CDR*                         paged
cdrs.receiver.get                        GET     -                                                -                      CDR
cdrs.receiver.post                       POST    -                                                CDR                    -
tariffs.sender.get_list                  GET     -                                                -                      Tariff*                      paged
tariffs.receiver.get                     GET     {owner}/{tariff_id}                              -                      Tariff
tariffs.receiver.put                     PUT     {owner}/{tariff_id}                              Tariff                 -
tariffs.receiver.patch                   PATCH   {owner}/{tariff_id}                              ~Tariff                -
tariffs.receiver.delete                  DELETE  {owner}/{tariff_id}                              -                      -
tokens.receiver.get                      GET     {owner}/{token_uid}                              -                      Token
tokens.receiver.put                      PUT     {owner}/{token_uid}                              Token                  -
tokens.receiver.patch                    PATCH   {owner}/{token_uid}                              ~Token                 -
tokens.sender.get_list                   GET     -                                                -                      Token*                       paged
tokens.sender.post_authorize             POST    {token_uid}/authorize                            LocationReferences?    AuthorizationInfo            ?token_type ?type
commands.receiver.post                   POST    {command}                                        {command}              CommandResponse
commands.sender.post_result              POST    -                                                CommandResponse        -                            callback
"""

OBJECTS = (
    ObjectType("Location", "locations", "id", "location_id", children=(("evses", "EVSE"),)),
    ObjectType("EVSE", "locations", "uid", "evse_uid", children=(("connectors", "Connector"),)),
    ObjectType("Connector", "locations", "id", "connector_id"),
    ObjectType("Session", "sessions", "id", "session_id"),
    ObjectType("CDR", "cdrs", "id", "cdr_id"),
    ObjectType("Tariff", "tariffs", "id", "tariff_id"),
    ObjectType("Token", "tokens", "uid", "token_uid"),
)

STATUS_CODES = {
    1000: "success",
    2000: "generic client error",
    2001: "invalid or missing parameters",
    2002: "not enough information",
    2003: "unknown location",
    3000: "generic server error",
    3001: "unable to use the client's API",
    3002: "unsupported version",
    3003: "no matching endpoints",
}

#: Required members: s a string, n a number, b a boolean, o an object, l a list; `:l+` is a list that may not be empty,
#: `:l:Name` and `:o:Name` hold objects of another row; `?` goes before what need not be there.
SHAPES = {
    "Location": "id:s type:s address:s city:s postal_code:s country:s coordinates:o:GeoLocation last_updated:s "
    "?evses:l:EVSE",
    "GeoLocation": "latitude:s longitude:s",
    "EVSE": "uid:s status:s connectors:l+:Connector last_updated:s",
    "Connector": "id:s standard:s format:s power_type:s voltage:n amperage:n last_updated:s",
    "Session": "id:s start_datetime:s kwh:n auth_id:s auth_method:s location:o:Location currency:s status:s "
    "last_updated:s ?charging_periods:l:ChargingPeriod ?total_cost:n",
    "CDR": "id:s start_date_time:s stop_date_time:s auth_id:s auth_method:s location:o:Location currency:s "
    "charging_periods:l+:ChargingPeriod total_cost:n total_energy:n total_time:n last_updated:s",
    "ChargingPeriod": "start_date_time:s dimensions:l+",
    "Tariff": "id:s currency:s elements:l+:TariffElement last_updated:s",
    "TariffElement": "price_components:l+",
    "Token": "uid:s type:s auth_id:s issuer:s valid:b whitelist:s last_updated:s",
    "Credentials": "token:s url:s business_details:o party_id:s country_code:s",
    "LocationReferences": "location_id:s ?evse_uids:l",
    "CommandResponse": "result:s",
    "StartSession": "response_url:s token:o:Token location_id:s",
    "StopSession": "response_url:s session_id:s",
    "ReserveNow": "response_url:s token:o:Token expiry_date:s reservation_id:n location_id:s",
    "UnlockConnector": "response_url:s location_id:s evse_uid:s connector_id:s",
}

#: Values of closed enumerations without which an object cannot be understood.
WORDS = {
    "Connector.format": "CABLE SOCKET",
    "Connector.power_type": "AC_1_PHASE AC_3_PHASE DC",
    "Session.auth_method": "AUTH_REQUEST WHITELIST",
    "CDR.auth_method": "AUTH_REQUEST WHITELIST",
    "EVSE.status": "AVAILABLE BLOCKED CHARGING INOPERATIVE OUTOFORDER PLANNED REMOVED RESERVED UNKNOWN",
    "Session.status": "ACTIVE COMPLETED INVALID PENDING",
    "Token.whitelist": "ALWAYS ALLOWED ALLOWED_OFFLINE NEVER",
    "CommandResponse.result": "ACCEPTED NOT_SUPPORTED REJECTED TIMEOUT UNKNOWN_SESSION",
}

V2_1_1 = Version(
    number="2.1.1",
    endpoints=endpoints(ENDPOINTS),
    objects=OBJECTS,
    status_codes=STATUS_CODES,
    token_form="raw",
    request_ids=False,
    routing_headers=False,
    endpoint_roles=False,
    credentials_roles=False,
    patch_needs_last_updated=False,
    sender_modules={
        "CPO": ("locations", "sessions", "cdrs", "tariffs"),
        "EMSP": ("tokens", "commands"),
    },
    receiver_modules={
        "CPO": ("tokens", "commands"),
        "EMSP": ("locations", "sessions", "cdrs", "tariffs"),
    },
    shapes=SHAPES,
    words=WORDS,
    needs={},
    forms=FORMS,
)
