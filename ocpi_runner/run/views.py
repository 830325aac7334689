"""What expressions see of the parties beside what the parties tell themselves: the objects that they hold."""

from typing import Any

from ocpi_runner.expr.scope import Names
from ocpi_runner.ocpi.versions import VERSIONS
from ocpi_runner.ocpi.writing import written
from ocpi_runner.party.objects import top_of
from ocpi_runner.party.party import Party

#: module -> the property by which a scenario calls an object
KEYS = {"locations": "id", "tariffs": "id", "tokens": "uid", "sessions": "id", "cdrs": "id"}
OPEN = frozenset({"PENDING", "ACTIVE"})


class Holdings:
    """`objects.locations.LOC0001` and `active_sessions` of a party of ours, as they were when last looked at."""

    def __init__(self, view: Names, party: Party) -> None:
        self.view = view
        self.party = party
        self.objects: dict[str, dict[str, Any]] = {}

    def names(self) -> tuple[str, ...]:
        """The party's own names and these two."""
        return (*self.view.names(), "objects", "active_sessions")

    def lookup(self, name: str) -> Any:
        """A name of these two, else the party's own."""
        if name == "objects":
            return self.objects
        if name == "active_sessions":
            return [each for each in self.objects.get("sessions", {}).values() if each.get("status") in OPEN]
        return self.view.lookup(name)

    async def refresh(self) -> None:
        """Look again at what the party holds; each object as the version of the conversation has it."""
        version = VERSIONS[self.view.lookup("version")]
        for module, key in KEYS.items():
            name = top_of(version, module).name
            page = await self.party.state.store.page(self.party.state.kind(module))
            self.objects[module] = {str(each.get(key)): written(version, name, each) for each in page.items}
