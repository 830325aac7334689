"""From addresses to endpoints and back. OCPI 2.2.1, 4.1 and 6.2: URLs are learnt, never composed by rule of thumb."""

from collections.abc import Iterable
from functools import cache
from urllib.parse import quote, unquote, urlsplit

from ocpi_runner.ocpi.endpoint import Endpoint
from ocpi_runner.ocpi.version import Version

Params = tuple[tuple[str, str], ...]
SAFE = "!$&'()*+,;=:@-._~"


@cache
def _by_id(version: Version) -> dict[str, Endpoint]:
    return {row.id: row for row in version.endpoints}


@cache
def _shapes(version: Version, module: str, interface: str) -> tuple[tuple[Endpoint, tuple[str, ...]], ...]:
    wanted = (interface, "both", "none") if interface != "both" else ("both", "none", "sender", "receiver")
    rows = (row for row in version.endpoints if row.module == module and row.interface in wanted and not row.callback)
    return tuple((row, tuple(part for part in row.path.split("/") if part)) for row in rows)


def endpoint(version: Version, id: str) -> Endpoint:
    """The row of that id; KeyError when the version has none."""
    return _by_id(version)[id]


def find(version: Version, module: str, interface: str, method: str, tail: str) -> tuple[Endpoint, Params] | None:
    """The endpoint behind what follows a module's URL, and its path parameters, percent-decoded.

    `tail` is as on the wire ("NL/TST/LOC0001"); a slash at its end does not matter.
    """
    parts = split(tail)
    for row, shape in _shapes(version, module, interface):
        if row.method == method and len(shape) == len(parts):
            params = fits(shape, parts)
            if params is not None:
                return row, params
    return None


def methods(version: Version, module: str, interface: str, tail: str) -> tuple[str, ...]:
    """Every method that the address knows, for a 405."""
    parts = split(tail)
    found = [
        row.method
        for row, shape in _shapes(version, module, interface)
        if len(shape) == len(parts) and fits(shape, parts) is not None
    ]
    return tuple(dict.fromkeys(found))


def split(tail: str) -> tuple[str, ...]:
    """The parts of a path, percent-decoded."""
    bare = tail.split("?", 1)[0].strip("/")
    return tuple(unquote(part) for part in bare.split("/")) if bare else ()


def fits(shape: tuple[str, ...], parts: tuple[str, ...]) -> Params | None:
    """The parameters, when the parts have that shape."""
    params = []
    for pattern, part in zip(shape, parts, strict=True):
        if pattern.startswith("{"):
            params.append((pattern[1:-1], part))
        elif pattern != part:
            return None
    return tuple(params)


def join(url: str, *parts: str) -> str:
    """A URL with parts added before its query, each percent-encoded; a slash at the end of the URL does not matter.

    >>> join("https://here/locations/", "NL", "TST", "LOC/1")
    'https://here/locations/NL/TST/LOC%2F1'
    """
    if not parts:
        return url
    bare, mark, query = url.partition("?")
    return "/".join([bare.rstrip("/"), *(quote(str(part), safe=SAFE) for part in parts)]) + mark + query


def locate(
    version: Version, endpoints: Iterable[tuple[str, str, str]], method: str, url: str
) -> tuple[Endpoint, Params] | None:
    """The endpoint that an absolute URL means at a party whose `endpoints` are (module, interface, URL)."""
    bare = without_query(url)
    for module, interface, start in endpoints:
        root = without_query(start)
        if bare == root or bare.startswith(root + "/"):
            found = find(version, module, interface, method, bare[len(root) :])
            if found is not None:
                return found
    return None


def without_query(url: str) -> str:
    """A URL without query, fragment and slash at its end; scheme and host without case."""
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}{parts.path}".rstrip("/")
