"""From a method and a path to an endpoint row; what was found once is remembered."""

from urllib.parse import unquote, urlsplit

from ocpi_runner.ocpi import address
from ocpi_runner.ocpi.version import Version
from ocpi_runner.party.asked import Target
from ocpi_runner.party.state import PartyState

MOST_REMEMBERED = 4096
LONGEST_REMEMBERED = 300
#: Addresses that we give to others ourselves, so their form is ours: (module, interface, method, path, endpoint).
OWN_ADDRESSES = (
    ("commands", "sender", "POST", ("command", "result_id"), "commands.sender.post_result"),
    ("cdrs", "receiver", "GET", ("country_code", "party_id", "cdr_id"), "cdrs.receiver.get"),
)


class Router:
    """Resolves addresses of one party."""

    def __init__(self, state: PartyState) -> None:
        self.state = state
        self.seen: dict[tuple[str, str], Target] = {}
        self.prefix = ""
        self.base_url = ""

    def __call__(self, method: str, path: str) -> Target:
        """What a request is for; `path` is as sent, still percent-encoded."""
        if self.base_url != self.state.base_url:
            self.base_url = self.state.base_url
            self.prefix = urlsplit(self.base_url).path.strip("/")
            self.seen.clear()
        target = self.seen.get((method, path))
        if target is None:
            target = self._resolve(method, path)
            if len(self.seen) >= MOST_REMEMBERED:
                self.seen.clear()
            if len(path) <= LONGEST_REMEMBERED:
                self.seen[method, path] = target
        return target

    def _resolve(self, method: str, path: str) -> Target:
        rest = path.lstrip("/")
        if self.prefix and (rest + "/").startswith(self.prefix + "/"):
            rest = rest[len(self.prefix) :].lstrip("/")
        head, _, tail = rest.partition("/")
        if not head:
            return self._page(method, "root", None, "")
        if head == "versions" and not tail:
            return self._page(method, "versions", None, "versions.get")
        version = self.state.version(unquote(head))
        if version is None:
            return Target("nowhere")
        if not tail:
            return self._page(method, "details", version, "version_details.get")
        return self._module(method, version, tail)

    def _page(self, method: str, place: str, version: Version | None, endpoint_id: str) -> Target:
        """One of the pages that have GET only."""
        row = None
        if endpoint_id and method == "GET":
            row = address.endpoint(version or self.state.versions[-1], endpoint_id)
        return Target(place, version, row, allowed=("GET",), module="versions")

    def _module(self, method: str, version: Version, rest: str) -> Target:
        module, _, tail = rest.partition("/")
        interface = "both" if module == "credentials" else self.state.interfaces(version).get(module)
        if interface is None:
            return Target("nowhere", version)
        own = self._own_address(method, version, module, interface, tail)
        if own is not None:
            return own
        found = address.find(version, module, interface, method, tail)
        if found is not None:
            row, params = found
            return Target("module", version, row, dict(params), tuple(dict(params).items()), module=module)
        allowed = tuple(address.methods(version, module, interface, tail))
        return Target("module" if allowed else "nowhere", version, allowed=allowed, module=module)

    def _own_address(self, method: str, version: Version, module: str, interface: str, tail: str) -> Target | None:
        parts = [unquote(part) for part in tail.rstrip("/").split("/")] if tail else []
        for own_module, own_interface, own_method, names, endpoint_id in OWN_ADDRESSES:
            if (own_module, own_interface, len(names)) == (module, interface, len(parts)):
                pairs = tuple(zip(names, parts, strict=True))
                row = address.endpoint(version, endpoint_id) if method == own_method else None
                return Target("module", version, row, dict(pairs), pairs, (own_method,), module)
        return None
