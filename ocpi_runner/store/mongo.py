"""A store in a MongoDB server (5.0 or later), through pymongo's asynchronous client."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from ocpi_runner.store.instant import choice, microseconds
from ocpi_runner.store.mongo_fault import explain, hidden
from ocpi_runner.store.protocol import Choice, Document, Fault, Page, StoreFault

if TYPE_CHECKING:
    from pymongo.asynchronous.collection import AsyncCollection
    from pymongo.asynchronous.database import AsyncDatabase

DATABASE = "ocpi_run"
PLACES = "places"
LIMITS = {"serverSelectionTimeoutMS": 3000, "connectTimeoutMS": 3000, "socketTimeoutMS": 5000}
"""How long we wait, in milliseconds, unless the address says otherwise."""
LAST = "\U0010ffff"


class MongoStore:
    """A collection per kind; each row holds the key, its place in the order, its date, and the document as JSON text.

    JSON text, as in the SQLite file: what a peer sent comes back as it was, also a number or a name that BSON refuses.
    """

    def __init__(self, url: str, fault: Fault = StoreFault) -> None:
        """Talks to nobody yet. Raises the fault when the address cannot be read."""
        self._where = hidden(url)
        self._fault = fault
        self._indexed: set[str] = set()
        try:
            self._database = _database(url)
        except Exception as error:
            raise fault(*explain(self._where, error)) from error

    async def check(self) -> None:
        async with self._mapped():
            await self._database.command("ping")

    async def get(self, kind: str, key: str) -> Document | None:
        async with self._mapped():
            row = await self._rows(kind).find_one({"_id": key})
        return None if row is None else json.loads(row["json"])

    async def put(self, kind: str, key: str, document: Document) -> bool:
        instant = microseconds(document.get("last_updated"))
        row: dict[str, Any] = {"_id": key, "json": json.dumps(document, separators=(",", ":"))}
        if instant is not None:
            row["instant"] = instant
        async with self._mapped():
            rows = await self._ordered(kind)
            before = await rows.find_one({"_id": key}, {"place": 1})
            row["place"] = before["place"] if before else await self._next_place(kind)
            written = await rows.replace_one({"_id": key}, row, upsert=True)
        return written.upserted_id is not None

    async def delete(self, kind: str, key: str) -> bool:
        async with self._mapped():
            removed = await self._rows(kind).delete_one({"_id": key})
        return removed.deleted_count > 0

    async def page(
        self,
        kind: str,
        *,
        prefix: str = "",
        offset: int = 0,
        limit: int | None = None,
        date_from: str | None = None,
        date_to: str | None = None,
    ) -> Page:
        wanted = _query(choice(prefix, date_from, date_to))
        async with self._mapped():
            total = await self._rows(kind).count_documents(wanted)
            if limit == 0 or offset >= total:
                return Page((), total)
            found = self._rows(kind).find(wanted).sort("place", 1).skip(offset).limit(limit or 0)
            rows = await found.to_list()
        return Page(tuple(json.loads(row["json"]) for row in rows), total)

    async def close(self) -> None:
        await self._database.client.close()

    def _rows(self, kind: str) -> "AsyncCollection[dict[str, Any]]":
        return self._database[kind.replace("/", "_")]

    async def _ordered(self, kind: str) -> "AsyncCollection[dict[str, Any]]":
        rows = self._rows(kind)
        if kind not in self._indexed:
            await rows.create_index("place")
            self._indexed.add(kind)
        return rows

    async def _next_place(self, kind: str) -> int:
        """A number that no other writer gets, in any process."""
        counter = await self._database[PLACES].find_one_and_update(
            {"_id": kind}, {"$inc": {"last": 1}}, upsert=True, return_document=True
        )
        return int(counter["last"]) if counter else 1

    @asynccontextmanager
    async def _mapped(self) -> AsyncIterator[None]:
        """The one door: what pymongo raises becomes the fault."""
        from bson.errors import BSONError
        from pymongo.errors import PyMongoError

        try:
            yield
        except (PyMongoError, BSONError, OSError) as error:
            raise self._fault(*explain(self._where, error)) from error


def limits(url: str) -> dict[str, Any]:
    """Our limits, but for those that the address sets itself."""
    return {name: value for name, value in LIMITS.items() if name.lower() not in url.lower()}


def _database(url: str) -> "AsyncDatabase[dict[str, Any]]":
    from pymongo import AsyncMongoClient

    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(url, appname="ocpi-run", **limits(url))
    return client.get_default_database(DATABASE)


def _query(chosen: Choice) -> dict[str, Any]:
    query: dict[str, Any] = {}
    if chosen.prefix:
        query["_id"] = {"$gte": chosen.prefix, "$lt": chosen.prefix + LAST}
    limits = {"$gte": chosen.instant_from, "$lt": chosen.instant_to}
    if chosen.dated:
        query["instant"] = {word: instant for word, instant in limits.items() if instant is not None}
    return query
