"""Everything that the pieces of one party share: who it is, what it keeps, whom it knows."""

import asyncio
from collections.abc import Callable
from typing import Any

from ocpi_runner.ocpi.identity import Identity
from ocpi_runner.ocpi.moment import to_text
from ocpi_runner.ocpi.version import Version
from ocpi_runner.party.access import Gate
from ocpi_runner.party.ports import Caller, Clock, Hook
from ocpi_runner.party.registration import Book
from ocpi_runner.party.seed import seeded
from ocpi_runner.party.settings import Settings
from ocpi_runner.party.tasks import Tasks
from ocpi_runner.store.protocol import Store

Document = dict[str, Any]
#: Most object types are kept under their id; a token's uid is unique within its type only.
KEY_QUERY = {"tokens": ("type", "RFID")}


class PartyState:
    """One party at work. `base_url` is set by whoever starts the server; it ends in a slash."""

    def __init__(
        self,
        name: str,
        identity: Identity,
        versions: tuple[Version, ...],
        store: Store,
        caller: Caller,
        clock: Clock,
        settings: Settings,
    ) -> None:
        self.name = name
        self.identity = identity
        self.versions = versions
        self.store = store
        self.caller = caller
        self.clock = clock
        self.settings = settings
        self.base_url = "http://localhost/"
        self.hook: Hook | None = None
        self.book = Book(store, name)
        self.gate = Gate(self.book, settings)
        self.tasks = Tasks()
        self.results: dict[str, asyncio.Future[Document]] = {}  #: id in a response_url -> its CommandResult
        self.watchers: list[Callable[[str, Document], None]] = []  #: told of every object that a peer writes
        self.told: set[tuple[str, str]] = set()  #: (peer, key) of Locations that the peer is known to have
        self.locks: dict[str, asyncio.Lock] = {}  #: session id -> held while something happens to it
        self.seeded = False

    @property
    def own(self) -> str:
        """What the keys of our own objects begin with."""
        return f"{self.identity.country_code}/{self.identity.party_id}/".upper()

    def kind(self, module: str) -> str:
        """Where the store keeps the objects of a module."""
        return f"{self.name}/{module}"

    def now(self) -> str:
        """The current instant as an OCPI DateTime."""
        return to_text(self.clock.now())

    def interfaces(self, version: Version) -> dict[str, str]:
        """Module -> the interface that our role serves."""
        found: dict[str, str] = {}
        for table, interface in ((version.receiver_modules, "receiver"), (version.sender_modules, "sender")):
            found |= dict.fromkeys(table.get(self.identity.role, ()), interface)
        return found

    def version(self, number: str) -> Version | None:
        """One of the versions that we speak."""
        return next((v for v in self.versions if v.number == number), None)

    def versions_url(self) -> str:
        """Our versions URL."""
        return f"{self.base_url}versions"

    def details_url(self, version: str) -> str:
        """Our version details URL."""
        return f"{self.base_url}{version}/"

    def module_url(self, version: str, module: str) -> str:
        """The URL of a module that we serve, with a trailing slash."""
        return f"{self.base_url}{version}/{module}/"

    def arrived(self, module: str, document: Document) -> None:
        """A peer wrote an object."""
        for watcher in tuple(self.watchers):
            watcher(module, document)

    async def fill(self) -> None:
        """Put the seed into an empty store; what is there already stays."""
        if self.seeded:
            return
        self.seeded = True
        if (await self.store.page(self.kind("seeds"), limit=1)).items:
            return
        for module, key, document in seeded(self.identity, self.clock.now()):
            await self.store.put(self.kind(module), f"{self.own}{key}".upper(), document)
        await self.store.put(self.kind("seeds"), "1", {"seeded": self.now()})
