"""Every check that runs by itself, one row each: what it holds against whom, when, and what excuses it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ocpi_runner.checks import (
    address,
    authorization,
    body,
    discovery,
    envelope,
    ids,
    objects,
    paging,
    routing,
    status,
)
from ocpi_runner.checks import conditions as when
from ocpi_runner.checks.defect import Defect
from ocpi_runner.checks.subject import Subject
from ocpi_runner.ocpi.endpoint import Endpoint
from ocpi_runner.ocpi.version import Version
from ocpi_runner.record.exchange import Deliberate


@dataclass(frozen=True, slots=True)
class Check:
    """One row. Of several ids the first counts that the version has and that is about the module."""

    ids: str  #: requirement ids, separated by spaces
    run: Callable[[Subject], Iterable[Defect]]
    given: Callable[[Subject], bool]  #: what must be so in the message
    where: Callable[[Endpoint | None, Version | None], bool] = when.somewhere  #: which endpoints
    excused: tuple[Deliberate, ...] = ()  #: parts that, broken on purpose, silence it


def at(*endpoints: str) -> Callable[[Endpoint | None, Version | None], bool]:
    """Endpoints by the beginning of their id."""
    return lambda endpoint, version: endpoint is not None and endpoint.id.startswith(endpoints)


def answering(*names: str) -> Callable[[Endpoint | None, Version | None], bool]:
    """Endpoints by the object in their answer, where the address names it."""
    return lambda endpoint, version: (
        endpoint is not None and when.one_by_address(endpoint, version) and endpoint.response in names
    )


def about(*modules: str) -> Callable[[Endpoint | None, Version | None], bool]:
    """Endpoints of some modules."""
    return lambda endpoint, version: endpoint is not None and endpoint.module in modules


CREDENTIALS_SENT = at("credentials.post", "credentials.put")
CREDENTIALS_ANSWERED = at("credentials.get", "credentials.post", "credentials.put")
CALLBACK = at("commands.sender.post_result", "chargingprofiles.sender.post_result", "cdrs.receiver.post")

REQUEST_CHECKS: tuple[Check, ...] = (
    Check("TRN-020", address.method_known, when.sent, when.anywhere, ("url",)),
    Check("TRN-106", address.address_known, when.inbound, when.nowhere, ("url",)),
    Check("TRN-003", authorization.token_present, when.sent, excused=("token", "headers")),
    Check("TRN-006 TRN-005 TRN-004", authorization.token_form, when.with_token, excused=("token", "headers")),
    Check("TRN-006", authorization.token_spacing, when.with_token, excused=("token", "headers")),
    Check("CRD-013", authorization.token_a_spent, when.with_token, when.functional_module, ("token", "headers")),
    Check("CRD-014", authorization.token_known, when.with_token, when.functional_module, ("token", "headers")),
    Check("TRN-098", ids.request_id, when.sent, when.identified, ("headers",)),
    Check("TRN-100", ids.correlation_id, when.sent, when.identified, ("headers",)),
    Check("TRN-103", ids.ids_are_uuids, when.with_ids, when.identified, ("headers",)),
    Check("ROU-001", routing.request_routed, when.sent, when.asked, ("headers",)),
    Check("ROU-015", routing.request_routed, when.sent, when.called_back, ("headers",)),
    Check("ROU-008", routing.lengths, when.sent, when.functional, ("headers",)),
    Check("ROU-010", routing.parties, when.sent, when.functional, ("headers",)),
    Check("HCI-021 ROU-006", routing.request_unrouted, when.sent, when.configuration, ("headers",)),
    Check("TRN-022 TRN-021", body.content_type, when.carries, excused=("headers", "body")),
    Check("TRN-022 TRN-021", body.is_json, when.carries, when.with_request, ("body",)),
    Check("TRN-057", body.present, when.sent, when.needs_request, ("body",)),
    Check("CMD-071 CPR-027 CDR-030", body.bare, when.carries_object, CALLBACK, ("body",)),
    Check("TRN-062", body.dated, when.carries_object, when.patch, ("body",)),
    Check("SES-075 CPR-056 CPR-057", address.query_complete, when.sent, when.needs_query, ("url",)),
    Check("TYP-005 TYP-004", address.query_moments, when.with_query, when.paginated, ("url",)),
    Check("TRN-069", address.owner_in_body, when.carries_object, when.push_with_body, ("body", "url")),
    Check(
        "LOC-058 SES-026 TAR-024 TOK-050", address.id_in_body, when.carries_object, when.push_with_body, ("body", "url")
    ),
    Check("TRN-068", address.owner_of_sender, when.sent, when.push, ("url",)),
    Check("TOK-051", address.token_type_in_query, when.carries_object, at("tokens.receiver.put"), ("body", "url")),
    Check("CMD-097", address.response_url_absolute, when.carries_object, at("commands.receiver"), ("body",)),
    Check("TRN-108", discovery.posted_absolute, when.carries_object, CREDENTIALS_SENT, ("body",)),
    Check("TRN-001", discovery.posted_https, when.carries_object, CREDENTIALS_SENT, ("body",)),
    Check("CRD-053", discovery.posted_roles_once, when.carries_object, CREDENTIALS_SENT, ("body",)),
    Check("CRD-059 CRD-058", discovery.posted_token, when.carries_object, CREDENTIALS_SENT, ("body",)),
)

RESPONSE_CHECKS: tuple[Check, ...] = (
    Check("TRN-010", status.unauthorized, when.without_token),
    Check("TRN-011", status.unauthorized, when.unknown_token),
    Check("TRN-012", status.unauthorized, when.malformed_token),
    Check("TRN-014", status.token_a_refused, when.token_a, when.functional_module),
    Check("TRN-079", status.not_redirected, when.redirected),
    Check("STA-001", status.bad_json_is_400, when.carries_bad_json),
    Check("STA-004 STA-003 STA-002", status.no_http_error, when.well_formed),
    Check("TRN-051", status.empty_is_200, when.well_formed, when.paginated),
    Check("STA-009", status.has_message, when.ok),
    Check("TRN-082", envelope.content_type, when.ok_with_body),
    Check("TRN-081", envelope.enveloped, when.ok_with_body),
    Check("TRN-089", envelope.error_enveloped, when.http_error),
    Check("TRN-099", ids.request_id_echoed, when.fine_with_ids, when.identified),
    Check("TRN-101", ids.correlation_id_echoed, when.fine_with_ids, when.identified),
    Check("TRN-102", ids.ids_echoed_on_error, when.error, when.identified),
    Check("ROU-004", routing.answer_routed, when.ok, when.functional),
    Check("ROU-005", routing.answer_routed, when.http_error, when.functional),
    Check("HCI-021 ROU-007", routing.answer_unrouted, when.answered, when.configuration),
    Check("TRN-083", envelope.code_is_integer, when.enveloped),
    Check("STA-010", envelope.code_in_class, when.enveloped),
    Check("STA-014 STA-013 STA-012", envelope.code_known, when.enveloped),
    Check("STA-015", envelope.code_not_custom, when.enveloped),
    Check("STA-016", envelope.code_of_hub, when.enveloped),
    Check("TYP-005 TYP-004", envelope.timestamp_written, when.enveloped),
    Check("TRN-084", envelope.timestamp_current, when.enveloped),
    Check("STA-006 STA-005", status.missing_is_404, when.enveloped, when.one_by_address),
    Check("TOK-021", status.unknown_token_told, when.well_formed, at("tokens.sender.post_authorize")),
    Check("STA-017", envelope.data_present, when.succeeded, when.with_response),
    Check("TRN-085", envelope.data_shape, when.answered_with_data, when.with_response),
    Check("TRN-046", paging.total_present, when.listed, when.paginated),
    Check("TRN-049 TRN-048", paging.limit_present, when.listed, when.paginated),
    Check("TRN-033", paging.within_limit, when.listed, when.paginated),
    Check("TRN-042", paging.next_present, when.listed, when.paginated),
    Check("TRN-043", paging.last_has_no_next, when.listed, when.paginated),
    Check("TRN-044", paging.next_keeps_filters, when.listed, when.paginated),
    Check("TRN-045", paging.next_same_origin, when.listed, when.paginated),
    Check("TRN-108", paging.next_absolute, when.listed, when.paginated),
    Check("TRN-036 TRN-031", paging.within_window, when.listed, when.paginated),
    Check("TRN-077", objects.owned_by_responder, when.answered_with_data, when.pulled),
    Check(
        "LOC-028 TAR-031 TOK-059 SES-047",
        objects.is_requested,
        when.single,
        answering("Location", "Tariff", "Token", "Session"),
    ),
    Check("LOC-029", objects.is_requested, when.single, answering("EVSE")),
    Check("LOC-030", objects.is_requested, when.single, answering("Connector")),
    Check("CDR-045", status.created_has_location, when.succeeded, at("cdrs.receiver.post")),
    Check("VER-007", discovery.version_listed, when.listed, at("versions.get")),
    Check("VER-008", discovery.versions_once, when.listed, at("versions.get")),
    Check("TRN-108", discovery.versions_absolute, when.listed, at("versions.get")),
    Check("TRN-001", discovery.versions_https, when.listed, at("versions.get")),
    Check("VER-012", discovery.details_of_version, when.single, at("version_details.get")),
    Check("VER-015", discovery.credentials_offered, when.single, at("version_details.get")),
    Check("VER-016", discovery.credentials_role, when.single, at("version_details.get")),
    Check("VER-026", discovery.endpoints_once, when.single, at("version_details.get")),
    Check("TRN-108", discovery.endpoints_absolute, when.single, at("version_details.get")),
    Check("TRN-001", discovery.endpoints_https, when.single, at("version_details.get")),
    Check("TRN-108", discovery.answered_absolute, when.single, CREDENTIALS_ANSWERED),
    Check("TRN-001", discovery.answered_https, when.single, CREDENTIALS_ANSWERED),
    Check("CRD-053", discovery.answered_roles_once, when.single, CREDENTIALS_ANSWERED),
    Check("CRD-059 CRD-058", discovery.answered_token, when.single, CREDENTIALS_ANSWERED),
)
