"""The shape of an OCPI endpoint as a value; one row per method and path."""

from dataclasses import dataclass
from typing import Literal

Interface = Literal["sender", "receiver", "both", "none"]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One method on one address of one interface of a module.

    `path` is what follows the module's URL, e.g. "{country_code}/{party_id}/{location_id}"; "" for the URL itself.
    """

    id: str  #: "locations.receiver.put_location"
    module: str  #: "locations"; "versions" for the list and the details
    interface: Interface
    method: str
    path: str = ""
    request: str | None = None  #: object in the request body, e.g. "Location"
    partial: bool = False  #: the request body is a PATCH fragment
    request_required: bool = True
    response: str | None = None  #: object in `data`; None where the specification does not say
    response_list: bool = False
    paginated: bool = False
    callback: bool = False  #: the address was given by the other side (`response_url`)
    routing: bool = True  #: OCPI-to/from headers belong on it
    query: tuple[str, ...] = ()  #: query parameters the endpoint knows
    required_query: tuple[str, ...] = ()
