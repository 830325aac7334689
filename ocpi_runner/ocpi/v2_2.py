"""OCPI 2.2 (tag 2.2-d2) as a value: the one from which the later versions are derived."""

from ocpi_runner.ocpi.endpoint_table import endpoints
from ocpi_runner.ocpi.version import ObjectType, Version

#: id, method, path below the module's URL, request body (~ a PATCH fragment), `data` of the answer (* a list), marks.
#: `{owner}` stands for {country_code}/{party_id}, `{command}` for the object that belongs to the command.
ENDPOINTS = """
versions.get                              GET     -                                                -                      Version*                     unrouted
version_details.get                       GET     -                                                -                      VersionDetails               unrouted
credentials.get                           GET     -                                                -                      Credentials                  unrouted
credentials.post                          POST    -                                                Credentials            Credentials                  unrouted
credentials.put                           PUT     -                                                Credentials            Credentials                  unrouted
credentials.delete                        DELETE  -                                                -                      -                            unrouted
locations.sender.get_list                 GET     -                                                -                      Location*                    paged
locations.sender.get_location             GET     {location_id}                                    -                      Location
locations.sender.get_evse                 GET     {location_id}/{evse_uid}                         -                      EVSE
locations.sender.get_connector            GET     {location_id}/{evse_uid}/{connector_id}          -                      Connector
locations.receiver.get_location           GET     {owner}/{location_id}                            -                      Location
locations.receiver.get_evse               GET     {owner}/{location_id}/{evse_uid}                 -                      EVSE
locations.receiver.get_connector          GET     {owner}/{location_id}/{evse_uid}/{connector_id}  -                      Connector
locations.receiver.put_location           PUT     {owner}/{location_id}                            Location               -
locations.receiver.put_evse               PUT     {owner}/{location_id}/{evse_uid}                 EVSE                   -
locations.receiver.put_connector          PUT     {owner}/{location_id}/{evse_uid}/{connector_id}  Connector              -
locations.receiver.patch_location         PATCH   {owner}/{location_id}                            ~Location              -
locations.receiver.patch_evse             PATCH   {owner}/{location_id}/{evse_uid}                 ~EVSE                  -
locations.receiver.patch_connector        PATCH   {owner}/{location_id}/{evse_uid}/{connector_id}  ~Connector             -
sessions.sender.get_list                  GET     -                                                -                      Session*                     paged ?date_from!
sessions.sender.put_charging_preferences  PUT     {session_id}/charging_preferences                ChargingPreferences    ChargingPreferencesResponse
sessions.receiver.get                     GET     {owner}/{session_id}                             -                      Session
sessions.receiver.put                     PUT     {owner}/{session_id}                             Session                -
sessions.receiver.patch                   PATCH   {owner}/{session_id}                             ~Session               -
cdrs.sender.get_list                      GET     -                                                -                      CDR*                         paged
cdrs.receiver.get                         GET     -                                                -                      CDR
cdrs.receiver.post                        POST    -                                                CDR                    -
tariffs.sender.get_list                   GET     -                                                -                      Tariff*                      paged
tariffs.receiver.get                      GET     {owner}/{tariff_id}                              -                      Tariff
tariffs.receiver.put                      PUT     {owner}/{tariff_id}                              Tariff                 -
tariffs.receiver.delete                   DELETE  {owner}/{tariff_id}                              -                      -
tokens.receiver.get                       GET     {owner}/{token_uid}                              -                      Token                        ?type
tokens.receiver.put                       PUT     {owner}/{token_uid}                              Token                  -                            ?type
tokens.receiver.patch                     PATCH   {owner}/{token_uid}                              ~Token                 -                            ?type
tokens.sender.get_list                    GET     -                                                -                      Token*                       paged
tokens.sender.post_authorize              POST    {token_uid}/authorize                            LocationReferences?    AuthorizationInfo            ?type
commands.receiver.post                    POST    {command}                                        {command}              CommandResponse
commands.sender.post_result               POST    -                                                CommandResult          -                            callback
chargingprofiles.receiver.get             GET     {session_id}                                     -                      ChargingProfileResponse      ?duration! ?response_url!
chargingprofiles.receiver.put             PUT     {session_id}                                     SetChargingProfile     ChargingProfileResponse
chargingprofiles.receiver.delete          DELETE  {session_id}                                     -                      ChargingProfileResponse      ?response_url!
chargingprofiles.sender.post_result       POST    -                                                {result}               -                            callback
chargingprofiles.sender.put               PUT     {session_id}                                     ActiveChargingProfile  -
hubclientinfo.receiver.get                GET     {owner}                                          -                      ClientInfo                   unrouted
hubclientinfo.receiver.put                PUT     {owner}                                          ClientInfo             -                            unrouted
hubclientinfo.sender.get_list             GET     -                                                -                      ClientInfo*                  paged unrouted
"""

OBJECTS = (
    ObjectType("Location", "locations", "id", "location_id", children=(("evses", "EVSE"),)),
    ObjectType("EVSE", "locations", "uid", "evse_uid", owned=False, children=(("connectors", "Connector"),)),
    ObjectType("Connector", "locations", "id", "connector_id", owned=False),
    ObjectType("Session", "sessions", "id", "session_id"),
    ObjectType("CDR", "cdrs", "id", "cdr_id"),
    ObjectType("Tariff", "tariffs", "id", "tariff_id"),
    ObjectType("Token", "tokens", "uid", "token_uid"),
    ObjectType("ClientInfo", "hubclientinfo", "party_id", "party_id"),
)

STATUS_CODES = {
    1000: "success",
    2000: "generic client error",
    2001: "invalid or missing parameters",
    2002: "not enough information",
    2003: "unknown location",
    2004: "unknown token",
    3000: "generic server error",
    3001: "unable to use the client's API",
    3002: "unsupported version",
    3003: "no matching endpoints",
    4001: "unknown receiver",
    4002: "time-out on a forwarded request",
    4003: "connection problem",
}

V2_2 = Version(
    number="2.2",
    endpoints=endpoints(ENDPOINTS),
    objects=OBJECTS,
    status_codes=STATUS_CODES,
    token_form="base64",
    request_ids=True,
    routing_headers=True,
    endpoint_roles=True,
    credentials_roles=True,
    patch_needs_last_updated=True,
    sender_modules={
        "CPO": ("locations", "sessions", "cdrs", "tariffs"),
        "EMSP": ("tokens", "commands"),
    },
    receiver_modules={
        "CPO": ("tokens", "commands"),
        "EMSP": ("locations", "sessions", "cdrs", "tariffs"),
    },
)
