"""Where a charge happens: a Location of ours, one of its EVSEs, one of its Connectors."""

from dataclasses import dataclass

from ocpi_runner.party import tree
from ocpi_runner.party.state import Document, PartyState

BUSY = {"CHARGING": "EVSE_OCCUPIED", "BLOCKED": "EVSE_OCCUPIED", "RESERVED": "EVSE_OCCUPIED"}
BROKEN = frozenset({"INOPERATIVE", "OUTOFORDER", "PLANNED", "REMOVED", "UNKNOWN"})


@dataclass(frozen=True, slots=True)
class Place:
    """A connector and everything round it."""

    location: Document
    evse: Document
    connector: Document

    @property
    def path(self) -> str:
        """The EVSE as `change` wants it."""
        return f"locations/{self.location['id']}/{self.evse['uid']}"

    @property
    def obstacle(self) -> str | None:
        """Why nobody can charge here: a CommandResult; None when all is well."""
        status = self.evse["status"]
        return "EVSE_INOPERATIVE" if status in BROKEN else BUSY.get(status)

    @property
    def power(self) -> int:
        """Watts that a car takes here: half of what the connector can give."""
        most = self.connector.get("max_electric_power")
        return int(most or self.connector["max_voltage"] * self.connector["max_amperage"]) // 2


class NoPlace(Exception):
    """The place does not exist; `location_known` tells how far it does."""

    def __init__(self, words: str, location_known: bool) -> None:
        super().__init__(words)
        self.location_known = location_known


async def find(state: PartyState, location_id: str, evse_uid: str | None, connector_id: str | None) -> Place:
    """The place meant: the first EVSE that is free, and its first connector, where none is named. Raises NoPlace."""
    location = await state.store.get(state.kind("locations"), f"{state.own}{location_id}".upper())
    if location is None:
        raise NoPlace(f"`{state.name}` has no location {location_id}", False)
    evses = [e for e in location.get("evses") or () if evse_uid is None or tree.same(e["uid"], evse_uid)]
    free = [e for e in evses if e["status"] == "AVAILABLE"]
    for evse in (free or evses)[:1]:
        for connector in evse["connectors"]:
            if connector_id is None or tree.same(connector["id"], connector_id):
                return Place(location, evse, connector)
    raise NoPlace(f"location {location_id} has no {evse_uid or 'EVSE'} with connector {connector_id or 'at all'}", True)


async def tariff_of(state: PartyState, place: Place) -> Document | None:
    """The first tariff of the connector."""
    for number in place.connector.get("tariff_ids") or ():
        return await state.store.get(state.kind("tariffs"), f"{state.own}{number}".upper())
    return None
