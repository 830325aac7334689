"""Parties as expressions see them: `cpo.path`, `emsp.sessions`."""

from typing import Any

from ocpi_runner.party.state import PartyState

PLAIN = ("versions_url", "version", "path", "country_code", "party_id", "name", "role", "token")


class NoSuchName(KeyError):
    """The party has nothing under that name."""


class OwnView:
    """A party of ours. `version` is the one agreed with `peer`, else the latest that it speaks; so are its URLs."""

    def __init__(self, state: PartyState, peer: str) -> None:
        self.state = state
        self.peer = peer

    def _version(self) -> str:
        registration = self.state.book.by_peer.get(self.peer)
        return registration.version if registration else self.state.versions[-1].number

    def _modules(self) -> tuple[str, ...]:
        version = self.state.version(self._version())
        return () if version is None else ("credentials", *self.state.interfaces(version))

    def names(self) -> tuple[str, ...]:
        """All names, for hints."""
        return (*PLAIN, *self._modules())

    def lookup(self, name: str) -> Any:
        """The value under a name. Raises NoSuchName (a KeyError). `token`: the one by which the peer calls us."""
        state, identity = self.state, self.state.identity
        if name in self._modules():
            return state.module_url(self._version(), name)
        registration = state.book.by_peer.get(self.peer)
        values = {
            "versions_url": state.versions_url(),
            "version": self._version(),
            "path": identity.path,
            "country_code": identity.country_code,
            "party_id": identity.party_id,
            "name": identity.name,
            "role": identity.role,
            "token": registration.our_token if registration else state.settings.token_a,
        }
        if name not in values:
            raise NoSuchName(name)
        return values[name]


class PeerView:
    """The other side, as far as a party of ours knows it from the registration."""

    def __init__(self, state: PartyState, peer: str, versions_url: str = "", token_a: str = "") -> None:
        self.state = state
        self.peer = peer
        self.versions_url = versions_url  #: before the registration
        self.token_a = token_a

    def names(self) -> tuple[str, ...]:
        """All names, for hints."""
        registration = self.state.book.by_peer.get(self.peer)
        modules = {m for m, _, _ in registration.endpoints} if registration else set()
        return (*PLAIN, *sorted(modules))

    def lookup(self, name: str) -> Any:
        """The value under a name. Raises NoSuchName (a KeyError). `token`: the one by which we call the peer."""
        registration = self.state.book.by_peer.get(self.peer)
        if registration is None:
            before = {"versions_url": self.versions_url, "token": self.token_a}
            if not before.get(name):
                raise NoSuchName(name)
            return before[name]
        url = registration.endpoint(name)
        if url is not None:
            return url
        party = registration.parties[0] if registration.parties else None
        values: dict[str, Any] = {
            "versions_url": registration.versions_url,
            "version": registration.version,
            "token": registration.their_token,
            "path": party.path if party else None,
            "country_code": party.country_code if party else None,
            "party_id": party.party_id if party else None,
            "name": party.name if party else None,
            "role": party.role if party else None,
        }
        if values.get(name) is None:
            raise NoSuchName(name)
        return values[name]
