"""What every store can do: keep whole JSON documents by kind and key."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

Document = dict[str, Any]
Fault = Callable[[str, str], Exception]
"""Makes the exception that a failed store raises, from a message and a hint."""


class StoreFault(Exception):
    """A store could not be read or written; raised where the caller named no exception of its own."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: its documents, and how many the whole list has."""

    items: tuple[Document, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents of a kind a page is cut from: microseconds since 1970, `from` inclusive, `to` exclusive."""

    prefix: str = ""
    instant_from: int | None = None
    instant_to: int | None = None

    @property
    def dated(self) -> bool:
        """Whether a document without a date is left out."""
        return self.instant_from is not None or self.instant_to is not None


class Store(Protocol):
    """Documents by kind (`cpo/locations`) and key (`NL/TST/LOC0001`).

    A document that a store hands out is for reading only: change a copy, then `put` it.
    A document that is put is kept as it is at that moment by the stores on disk, and by reference by the one in memory.
    Every method raises the store's fault (message and hint for people) when the disk or the server fails.
    """

    async def check(self) -> None:
        """Fail now rather than at first use."""

    async def get(self, kind: str, key: str) -> Document | None:
        """The document, or None."""

    async def put(self, kind: str, key: str, document: Document) -> bool:
        """Write the whole document; True when it is new. An update keeps its place in the order."""

    async def delete(self, kind: str, key: str) -> bool:
        """Remove the document; False when there was none."""

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
        """Documents in the order in which they were first put.

        `prefix` is compared with the key. `date_from` (inclusive) and `date_to` (exclusive) are compared, as instants,
        with the document's `last_updated`; one without a readable date is left out then.
        Raises ValueError when a date given here cannot be read. OCPI 2.2.1, 4.1.4.
        """

    async def close(self) -> None:
        """Let go of files and connections; may be called twice."""
