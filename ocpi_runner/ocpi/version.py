"""A version of OCPI as one frozen value; nothing outside this room asks which one it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from ocpi_runner.ocpi.endpoint import Endpoint
from ocpi_runner.ocpi.form import Form


@dataclass(frozen=True, slots=True)
class ObjectType:
    """An object that has an address of its own, and how body and address correspond."""

    name: str  #: "Location"
    module: str  #: "locations"
    key: str  #: property that identifies it: "id", "uid"
    path_key: str  #: name of its path parameter: "location_id"
    children: tuple[tuple[str, str], ...] = ()  #: (property, object name): (("evses", "EVSE"),)
    key_query: tuple[str, str] | None = None  #: query parameter that identifies it too, and its default


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """Everything in which versions differ, as data. Each is itself and equal to no other, so that it can be a key."""

    number: str  #: "2.2.1"
    endpoints: tuple[Endpoint, ...]
    objects: tuple[ObjectType, ...]
    status_codes: Mapping[int, str]
    token_form: str  #: what the specification asks for: "base64" or "raw"
    request_ids: bool  #: X-Request-ID and X-Correlation-ID are required
    routing_headers: bool
    endpoint_roles: bool  #: Endpoint.role is part of the version details
    credentials_roles: bool  #: Credentials.roles, else one flat party
    patch_needs_last_updated: bool
    sender_modules: Mapping[str, tuple[str, ...]]  #: role -> what it serves as sender: {"CPO": ("locations", …)}
    receiver_modules: Mapping[str, tuple[str, ...]]
    shapes: Mapping[str, str]  #: object -> the members it must have, see `shape`
    words: Mapping[str, str]  #: "EVSE.status" -> the values it can have, where an object cannot be understood without
    needs: Mapping[str, tuple[tuple[str, str], ...]]  #: object -> (member, the one that it does not go without)
    forms: Mapping[str, Form]  #: object -> how one that we keep is written
    like: str = ""  #: number of the version whose schemas, requirements and prices it shares; "" when it has its own

    def object(self, name: str) -> ObjectType | None:
        """The object of that name that has an address of its own."""
        return next((each for each in self.objects if each.name == name), None)
