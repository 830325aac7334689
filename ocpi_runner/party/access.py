"""Who is calling: what an Authorization header says, and what its owner may do."""

from dataclasses import dataclass

from ocpi_runner.ocpi import token as tokens
from ocpi_runner.party.registration import Book, Registration
from ocpi_runner.party.settings import Settings

#: Modules that token A opens.
REGISTRATION_MODULES = frozenset({"versions", "version_details", "credentials"})
MOST_REMEMBERED = 1024


@dataclass(frozen=True, slots=True)
class Access:
    """The outcome of reading an Authorization header."""

    label: str  #: "A", "B", "C", "unknown" or "missing"
    form: str | None = None  #: "base64", "base64+newline" or "raw"
    peer: str = ""  #: "" when nobody knows yet
    registration: Registration | None = None
    token: str = ""

    def opens(self, module: str) -> bool:
        """Whether the token may be used on a module. OCPI 2.2.1, 4.1.2 and 7.1."""
        return self.label in ("B", "C") or (self.label == "A" and module in REGISTRATION_MODULES)


class Gate:
    """Reads Authorization headers, and remembers what it read until a registration changes."""

    def __init__(self, book: Book, settings: Settings) -> None:
        self.book = book
        self.settings = settings
        self.seen: dict[str | None, Access] = {}
        self.state = -1

    def __call__(self, authorization: str | None) -> Access:
        """Who it is. Never raises."""
        if self.state != self.book.changes or len(self.seen) > MOST_REMEMBERED:
            self.seen.clear()
            self.state = self.book.changes
        access = self.seen.get(authorization)
        if access is None:
            access = self.seen[authorization] = self._read(authorization)
        return access

    def _read(self, authorization: str | None) -> Access:
        if not authorization:
            return Access("missing")
        candidates = tokens.read(authorization)
        for candidate in candidates:
            known = self._known(candidate.token, candidate.form)
            if known is not None:
                return known
        form = candidates[0].form if candidates else None
        return Access("unknown", form)

    def _known(self, token: str, form: str) -> Access | None:
        registration = self.book.by_token.get(token)
        if registration is not None:
            return Access(registration.inbound_label, form, registration.peer, registration, token)
        if token in self.book.pending:
            peer = self.book.pending[token]
            return Access("B", form, peer, self.book.by_peer.get(peer), token)
        if token == self.settings.token_a and (self.settings.repeatable_token_a or not self.book.used(token)):
            return Access("A", form, self.settings.peer, None, token)
        return None
