"""A store that forgets everything when the process ends: the default of a run."""

from collections.abc import Collection
from itertools import islice

from ocpi_runner.store.instant import choice, microseconds
from ocpi_runner.store.protocol import Choice, Document, Page


class MemoryStore:
    """Dictionaries, whose order is that of insertion. Hands out the stored objects themselves, for speed."""

    def __init__(self) -> None:
        self._kinds: dict[str, dict[str, Document]] = {}

    async def check(self) -> None:
        """Nothing can be missing."""

    async def get(self, kind: str, key: str) -> Document | None:
        return self._kinds.get(kind, {}).get(key)

    async def put(self, kind: str, key: str, document: Document) -> bool:
        documents = self._kinds.setdefault(kind, {})
        created = key not in documents
        documents[key] = document
        return created

    async def delete(self, kind: str, key: str) -> bool:
        return self._kinds.get(kind, {}).pop(key, None) is not None

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
        chosen = choice(prefix, date_from, date_to)
        documents = self._kinds.get(kind, {})
        kept: Collection[Document] = documents.values()
        if chosen.prefix or chosen.dated:
            kept = [value for key, value in documents.items() if _fits(chosen, key, value)]
        end = None if limit is None else offset + limit
        return Page(tuple(islice(kept, offset, end)), len(kept))

    async def close(self) -> None:
        """Nothing to let go of."""


def _fits(chosen: Choice, key: str, document: Document) -> bool:
    if not key.startswith(chosen.prefix):
        return False
    if not chosen.dated:
        return True
    instant = microseconds(document.get("last_updated"))
    if instant is None or (chosen.instant_from is not None and instant < chosen.instant_from):
        return False
    return chosen.instant_to is None or instant < chosen.instant_to
