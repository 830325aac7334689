"""The rows of transport and registration that compare messages with each other, or with what a peer must take."""

from ocpi_runner.checks import accepting, authorization, hubs, registering, repeating, walking
from ocpi_runner.checks import conditions as when
from ocpi_runner.checks.accepting import accepted, decided
from ocpi_runner.checks.check import Check, at

POSTED = at("credentials.post")
RENEWED = at("credentials.post", "credentials.put")
SHOWN = at("credentials.get", "credentials.post", "credentials.put")
DETAILS = at("version_details.get")

REQUESTS: tuple[Check, ...] = (
    Check("TRN-052 TRN-053", walking.link_followed, when.with_query, when.paginated, ("url",)),
    Check("TRN-054", walking.headers_stay, when.with_query, when.paginated, ("headers", "token")),
    Check("STA-025 ROU-050", repeating.retried_slowly, when.always, when.functional_module),
    Check("TRN-109", repeating.not_replayed, when.carries_object, when.push, ("body",)),
    Check("CDR-039", repeating.not_replayed, when.carries_object, at("cdrs.receiver.post"), ("body",)),
    Check("CRD-002", registering.discovered_before, when.always, POSTED),
    Check("CRD-003 VER-009", registering.latest_mutual, when.always, POSTED),
    Check("CRD-005", registering.own_token_is_new, when.carries_object, RENEWED, ("body",)),
    Check("CRD-061", registering.posted_url_of_versions, when.carries_object, RENEWED, ("body",)),
    Check("CRD-062", hubs.posted_hub_alone, when.carries_object, RENEWED, ("body",)),
    Check("CRD-045", registering.silent_after_delete, when.always, when.functional_module),
    Check("ROU-031", hubs.get_not_broadcast, hubs.to_hub, when.one_by_address, ("headers",)),
    Check("ROU-032", hubs.private_not_broadcast, hubs.to_hub, at(*hubs.PRIVATE), ("headers",)),
    Check("ROU-034", hubs.open_routing, hubs.to_hub, when.asked, ("headers",)),
    Check("ROU-024 ROU-039", hubs.get_all_addressed, hubs.to_hub, when.functional, ("headers",)),
    Check("ROU-028", hubs.owner_kept_in_address, hubs.from_hub, when.push, ("url",)),
    Check("ROU-052", registering.party_reached, hubs.to_hub, when.functional, ("headers",)),
)

ANSWERS: tuple[Check, ...] = (
    Check("TRN-008 TRN-007 VER-029 CRD-012 CRD-015", authorization.token_accepted, when.always),
    Check("TRN-023", accepted("has no Content-Type"), decided(accepting.bare_of_type)),
    Check("TRN-024", accepted("names a charset"), decided(accepting.has_charset)),
    Check("TRN-029", accepted("names an offset or a limit"), decided(accepting.asks_for_page), when.paginated),
    Check("TRN-030", accepted("names a window of time"), decided(accepting.asks_for_window), when.paginated),
    Check(
        "TRN-037",
        accepted("writes a date with a fraction, or without Z"),
        decided(accepting.odd_window),
        when.paginated,
    ),
    Check("TRN-063", accepted("has no `last_updated`"), decided(accepting.undated_patch), when.partial),
    Check("TRN-080", accepted("has percent-encoded characters in its path"), decided(accepting.encoded_path)),
    Check("TRN-092", accepted("has members of its own"), decided(accepting.unknown_members), when.with_request),
    Check("TRN-105", accepted("has no message ids"), decided(accepting.without_ids)),
    Check("TYP-007", accepted("has a DateTime without Z"), decided(accepting.no_zone), when.with_request),
    Check("TYP-008", accepted("has a DateTime with a fraction"), decided(accepting.fraction), when.with_request),
    Check("TYP-032", accepted("has null, or an empty list"), decided(accepting.empty_members), when.with_request),
    Check("CRD-055", accepted("names several roles"), decided(accepting.several_roles), RENEWED),
    Check("ROU-014", accepted("is addressed to a party of yours"), decided(accepting.addressed), when.functional),
    Check("ROU-009", accepted("names you in lower case"), decided(accepting.addressed_in_lower_case), when.functional),
    Check("VER-001", repeating.served, when.always, at("versions.get")),
    Check("VER-011", repeating.served, when.always, DETAILS),
    Check("CRD-027", repeating.served, when.always, at("credentials.get")),
    Check("TRN-017 TRN-028 VER-025", repeating.served, when.always, when.paginated),
    Check("TRN-035", walking.distinct, when.listed, when.paginated),
    Check("TRN-035", walking.adds_up, when.listed, when.paginated),
    Check("TRN-036 TRN-031", walking.window_complete, when.listed, when.paginated),
    Check("TRN-047", walking.total_stays, when.listed, when.paginated),
    Check("TRN-040", walking.same_order, when.listed, when.paginated),
    Check("TRN-032", walking.first_by_default, when.listed, when.paginated),
    Check("TRN-050", walking.cap_in_link, when.listed, when.paginated),
    Check("TRN-039", walking.beyond_end, when.listed, when.paginated),
    Check("STA-007", repeating.known_is_200, when.succeeded, when.push_with_body),
    Check("STA-008", repeating.new_is_201, when.succeeded, at("cdrs.receiver.post")),
    Check("TRN-090", repeating.data_left_out, when.succeeded, when.without_response),
    Check("VER-006", registering.deprecated_versions, when.listed, at("versions.get")),
    Check("TRN-107", registering.version_in_urls, when.single, DETAILS),
    Check("CRD-063", hubs.clients_told, hubs.hub_details, DETAILS),
    Check("CRD-007", registering.discovered_meanwhile, when.succeeded, POSTED),
    Check("CRD-030", registering.discovered_meanwhile, when.succeeded, at("credentials.put")),
    Check("CRD-008", registering.fetched_with_new_token, when.succeeded, POSTED, ("body",)),
    Check("CRD-034", registering.fetched_with_new_token, when.succeeded, at("credentials.put"), ("body",)),
    Check("CRD-009", registering.answered_token_is_new, when.single, POSTED),
    Check("CRD-031", registering.answered_token_is_new, when.single, at("credentials.put")),
    Check("CRD-028", registering.token_is_current, when.single, at("credentials.get")),
    Check("CRD-010", registering.speaks_of_itself, when.single, RENEWED),
    Check("CRD-061", registering.answered_url_of_versions, when.single, SHOWN),
    Check("CRD-062", hubs.answered_hub_alone, when.single, SHOWN),
    Check("ROU-025 ROU-040", hubs.answered_by_hub, hubs.to_hub, when.functional),
    Check("ROU-029", hubs.answered_to_hub, hubs.from_hub, when.functional),
    Check("ROU-042", hubs.owners_kept, hubs.listed_by_hub, when.pulled),
)
