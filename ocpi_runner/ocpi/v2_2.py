"""OCPI 2.2 (tag 2.2-d2): 2.1.1 with owners in every object, routing through hubs, and two more modules."""

from dataclasses import replace

from ocpi_runner.ocpi.endpoint_table import changed
from ocpi_runner.ocpi.form import Form
from ocpi_runner.ocpi.v2_1_1 import V2_1_1
from ocpi_runner.ocpi.version import ObjectType

#: Rows that are new or replace those of 2.1.1; the marks are explained there.
ENDPOINTS = """
sessions.sender.put_charging_preferences PUT     {session_id}/charging_preferences                ChargingPreferences    ChargingPreferencesResponse
tokens.receiver.get                      GET     {owner}/{token_uid}                              -                      Token                        ?type
tokens.receiver.put                      PUT     {owner}/{token_uid}                              Token                  -                            ?type
tokens.receiver.patch                    PATCH   {owner}/{token_uid}                              ~Token                 -                            ?type
tokens.sender.post_authorize             POST    {token_uid}/authorize                            LocationReferences?    AuthorizationInfo            ?type
commands.sender.post_result              POST    -                                                CommandResult          -                            callback
chargingprofiles.receiver.get            GET     {session_id}                                     -                      ChargingProfileResponse      ?duration! ?response_url!
chargingprofiles.receiver.put            PUT     {session_id}                                     SetChargingProfile     ChargingProfileResponse
chargingprofiles.receiver.delete         DELETE  {session_id}                                     -                      ChargingProfileResponse      ?response_url!
chargingprofiles.sender.post_result      POST    -                                                {result}               -                            callback
chargingprofiles.sender.put              PUT     {session_id}                                     ActiveChargingProfile  -
hubclientinfo.receiver.get               GET     {owner}                                          -                      ClientInfo                   unrouted
hubclientinfo.receiver.put               PUT     {owner}                                          ClientInfo             -                            unrouted
hubclientinfo.sender.get_list            GET     -                                                -                      ClientInfo*                  paged unrouted
"""

OBJECTS = (
    *(each for each in V2_1_1.objects if each.name != "Token"),
    ObjectType("Token", "tokens", "uid", "token_uid", key_query=("type", "RFID")),
    ObjectType("ClientInfo", "hubclientinfo", "party_id", "party_id"),
)

OWNER = "country_code:s party_id:s "
COMMAND_RESULTS = (
    "ACCEPTED CANCELED_RESERVATION EVSE_OCCUPIED EVSE_INOPERATIVE FAILED NOT_SUPPORTED REJECTED TIMEOUT "
    "UNKNOWN_RESERVATION"
)
SHAPES = {
    "Location": OWNER + "id:s publish:b address:s city:s country:s coordinates:o:GeoLocation time_zone:s "
    "last_updated:s ?evses:l:EVSE",
    "Connector": "id:s standard:s format:s power_type:s max_voltage:n max_amperage:n last_updated:s",
    "Session": OWNER + "id:s start_date_time:s kwh:n cdr_token:o:CdrToken auth_method:s location_id:s evse_uid:s "
    "connector_id:s currency:s status:s last_updated:s ?charging_periods:l:ChargingPeriod ?total_cost:o:Price",
    "CdrToken": "uid:s type:s contract_id:s",
    "CDR": OWNER
    + "id:s start_date_time:s end_date_time:s cdr_token:o:CdrToken auth_method:s cdr_location:o currency:s "
    "charging_periods:l+:ChargingPeriod total_cost:o:Price total_energy:n total_time:n last_updated:s",
    "Price": "excl_vat:n",
    "Tariff": OWNER + V2_1_1.shapes["Tariff"],
    "Token": OWNER + "uid:s type:s contract_id:s issuer:s valid:b whitelist:s last_updated:s",
    "Credentials": "token:s url:s roles:l+:CredentialsRole",
    "CredentialsRole": "role:s business_details:o party_id:s country_code:s",
    "ChargingPreferences": "profile_type:s",
    "CommandResult": "result:s",
    "ReserveNow": "response_url:s token:o:Token expiry_date:s reservation_id:s location_id:s",
    "CancelReservation": "response_url:s reservation_id:s",
}
WORDS = {
    "Session.auth_method": "AUTH_REQUEST COMMAND WHITELIST",
    "CDR.auth_method": "AUTH_REQUEST COMMAND WHITELIST",
    "Session.status": "ACTIVE COMPLETED INVALID PENDING RESERVATION",
    "ChargingPreferences.profile_type": "CHEAP FAST GREEN REGULAR",
    "CommandResult.result": COMMAND_RESULTS,
}
FORMS = {
    "Session": Form(unknown=("_location",), inside={"cdr_token": "CdrToken"}),
    "CDR": Form(
        unknown=("_location", "home_charging_compensation"),
        inside={"cdr_token": "CdrToken", "cdr_location": "CdrLocation", "tariffs": "Tariff"},
    ),
    "Tariff": Form(unknown=("tax_included",)),
    "CdrToken": Form(unknown=("country_code", "party_id")),
    "CdrLocation": Form(unknown=("state",)),
    "StartSession": Form(unknown=("connector_id",)),
}

V2_2 = replace(
    V2_1_1,
    number="2.2",
    endpoints=changed(V2_1_1.endpoints, ENDPOINTS, without=("tariffs.receiver.patch",)),
    objects=OBJECTS,
    status_codes={
        **V2_1_1.status_codes,
        2004: "unknown token",
        4001: "unknown receiver",
        4002: "time-out on a forwarded request",
        4003: "connection problem",
    },
    token_form="base64",
    request_ids=True,
    routing_headers=True,
    endpoint_roles=True,
    credentials_roles=True,
    patch_needs_last_updated=True,
    shapes={**V2_1_1.shapes, **SHAPES},
    words={**V2_1_1.words, **WORDS},
    needs={"CDR": (("credit", "credit_reference_id"),)},
    forms=FORMS,
)
