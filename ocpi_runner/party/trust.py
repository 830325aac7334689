"""Which URLs given by a peer are called, and which of them get its token."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

DEFAULT_PORTS = {"http": 80, "https": 443}
LONGEST = 255  #: characters of an OCPI URL
REFUSED_HOSTS = frozenset({"metadata.google.internal", "metadata"})


def refusal(url: object) -> str | None:
    """Why a URL that a peer gave is not called; None when it may be. OCPI 2.2.1, 16.6 (URL: at most 255 characters)."""
    if not isinstance(url, str):
        return "is not a text"
    if len(url) > LONGEST:
        return f"is longer than {LONGEST} characters"
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        return "cannot be read as a URL"
    return _unwelcome(url, parts)


def _unwelcome(url: str, parts: SplitResult) -> str | None:
    if parts.scheme not in DEFAULT_PORTS:
        return "is neither http nor https"
    if not parts.hostname:
        return "names no host"
    if "@" in parts.netloc:
        return "carries a user name"
    if any(ord(character) <= 32 or ord(character) == 127 for character in url):
        return "contains blanks or control characters"
    if link_local(parts.hostname):
        return "points to a link-local or metadata address"
    return None


def link_local(host: str) -> bool:
    """Whether a host is one at which clouds keep secrets: 169.254.0.0/16, fe80::/10 and their names."""
    if host.lower().rstrip(".") in REFUSED_HOSTS:
        return True
    try:
        address = ipaddress.ip_address(int(host) if host.isdigit() and int(host) < 2**32 else host.split("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_link_local)


def origin(url: str) -> str:
    """Scheme, host and port in one normal form; "" for what is no URL.

    >>> origin("HTTPS://Example.com/ocpi")
    'https://example.com:443'
    """
    try:
        parts = urlsplit(url)
        port = parts.port or DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.hostname}:{port}" if parts.hostname else ""
