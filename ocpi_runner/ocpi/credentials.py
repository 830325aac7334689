"""The Credentials object, written and read as a version has it. OCPI 2.2.1, 7.3."""

from collections.abc import Iterable
from typing import Any

from ocpi_runner.ocpi.identity import Identity
from ocpi_runner.ocpi.version import Version


def build(version: Version, token: str, url: str, identities: Iterable[Identity]) -> dict[str, Any]:
    """Credentials of a platform that speaks for these parties; `url` is its versions URL."""
    roles = [
        {
            "role": identity.role,
            "business_details": {"name": identity.name or identity.path},
            "party_id": identity.party_id,
            "country_code": identity.country_code,
        }
        for identity in identities
    ]
    if version.credentials_roles:
        return {"token": token, "url": url, "roles": roles}
    return {"token": token, "url": url} | {name: value for name, value in roles[0].items() if name != "role"}


def parties(version: Version, data: Any) -> tuple[Identity, ...]:
    """The parties that Credentials speak for, as far as they can be read; never raises."""
    if not isinstance(data, dict):
        return ()
    roles = data.get("roles") if version.credentials_roles else [data]
    return tuple(identity(role) for role in roles if isinstance(role, dict)) if isinstance(roles, list) else ()


def identity(role: dict[str, Any]) -> Identity:
    """One role; what is no text is left empty."""
    details = role.get("business_details")
    name = details.get("name") if isinstance(details, dict) else None
    told = (role.get("role"), role.get("country_code"), role.get("party_id"), name)
    return Identity(*(each if isinstance(each, str) else "" for each in told))
