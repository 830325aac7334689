"""Reads a peer's versions and version details, as both sides of a handshake must."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ocpi_runner.ocpi.version import Version
from ocpi_runner.party.calling import Key, Wish, data_of, send
from ocpi_runner.party.registration import EITHER
from ocpi_runner.party.state import PartyState
from ocpi_runner.party.trust import refusal
from ocpi_runner.record.exchange import Route
from ocpi_runner.source.errors import PeerFault

Endpoints = tuple[tuple[str, str, str], ...]
#: Interfaces by the role that version details give.
INTERFACES = {"SENDER": "sender", "RECEIVER": "receiver"}
OPPOSITE = {"sender": "receiver", "receiver": "sender"}


class NoMutualVersion(PeerFault):
    """Nothing that both sides speak: 3002 when a peer registers."""


class MissingEndpoints(PeerFault):
    """What we need is not offered: 3003 when a peer registers."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a peer offers in one version."""

    version: Version
    endpoints: Endpoints
    key: Key  #: the token used, in the form that the peer understood


def offered(data: Any) -> dict[str, str]:
    """Version number -> details URL, as far as the answer can be read."""
    items = data if isinstance(data, list) else ()
    return {
        str(item["version"]): item["url"]
        for item in items
        if isinstance(item, dict) and "version" in item and isinstance(item.get("url"), str)
    }


def best(versions: Iterable[Version], numbers: Iterable[str]) -> Version | None:
    """The latest version that both speak; `versions` begin with the oldest. OCPI 2.2.1, 7.1.1."""
    offered = set(numbers)
    return next((v for v in reversed(tuple(versions)) if v.number in offered), None)


def endpoints_of(data: Any, usual: Mapping[str, str]) -> Endpoints:
    """(module, interface, URL) of all endpoints that can be used; a list of one details object is borne.

    `usual`: module -> the interface that is meant when the details do not say, as before OCPI 2.2.
    """
    details = data[0] if isinstance(data, list) and data else data
    items = details.get("endpoints") if isinstance(details, dict) else None
    found = []
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and isinstance(item.get("identifier"), str) and refusal(item.get("url")) is None:
            interface = INTERFACES.get(str(item.get("role")).upper()) or usual.get(item["identifier"], EITHER)
            found.append((item["identifier"], interface, item["url"]))
    return tuple(found)


async def read(state: PartyState, peer: str, url: str, key: Key, route: Route) -> tuple[Any, Key]:
    """GET one of the two; also tells the token form that worked. Raises PeerFault."""
    reason = refusal(url)
    if reason is not None:
        raise PeerFault(f"the URL {url!r} {reason}")
    exchange, form = await send(state, peer, Wish("GET", url, route=route), key)
    return data_of(exchange), replace(key, form=form)


async def discover(
    state: PartyState, peer: str, versions_url: str, key: Key, *, wanted: str | None = None
) -> Discovery:
    """Versions, the version wanted or else the best common one, and its details.

    Raises NoMutualVersion, MissingEndpoints, and PeerFault for answers that cannot be used.
    """
    data, key = await read(state, peer, versions_url, key, Route("", "versions.get"))
    urls = offered(data)
    candidates = [v for v in state.versions if wanted in (None, v.number)]
    version = best(candidates, urls)
    if version is None:
        ours = ", ".join(v.number for v in candidates) or str(wanted)
        raise NoMutualVersion(f"{peer or 'the peer'} offers {', '.join(urls) or 'no version'}, and not {ours}")
    data, key = await read(state, peer, urls[version.number], key, Route(version.number, "version_details.get"))
    usual = {module: OPPOSITE[interface] for module, interface in state.interfaces(version).items()}
    endpoints = endpoints_of(data, usual)
    modules = {module for module, _, _ in endpoints}
    missing = {"credentials", *state.settings.required_modules} - modules
    if missing or modules == {"credentials"}:
        what = ", ".join(sorted(missing)) or "any module beside credentials"
        raise MissingEndpoints(f"{peer or 'the peer'} does not offer {what} in {version.number}")
    return Discovery(version, endpoints, key)
