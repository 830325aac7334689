"""The Authorization header: how a credentials token is written, and the ways in which peers write it."""

import base64
import binascii
from dataclasses import dataclass

SCHEME = "Token"
LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token that a header may mean, and the form it would then have been written in."""

    token: str
    form: str  #: "base64", "base64+newline" or "raw"


def encode(token: str) -> str:
    """Base64 of the token's UTF-8.

    >>> encode("example-token")
    'ZXhhbXBsZS10b2tlbg=='
    """
    return base64.b64encode(token.encode()).decode("ascii")


def authorization(token: str, form: str = "base64") -> str:
    """The header's value. OCPI 2.2.1, 4.1.1 (Authorization header)."""
    return f"{SCHEME} {token if form == 'raw' else encode(token)}"


def parameter(header: str | None) -> str | None:
    """What follows the scheme `Token` (in any case); None when there is no such thing."""
    if not header or len(header) > LONGEST:
        return None
    scheme, _, rest = header.strip().partition(" ")
    return rest.strip() or None if scheme.lower() == SCHEME.lower() else None


def read(header: str | None) -> tuple[Candidate, ...]:
    """The tokens that a header may mean, likeliest first: Base64, Base64 of token and newline, raw. Never raises."""
    given = parameter(header)
    if given is None:
        return ()
    return (*decoded(given), Candidate(given, "raw"))


def decoded(given: str) -> tuple[Candidate, ...]:
    """What it is as Base64."""
    try:
        text = base64.b64decode(given, validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return ()
    bare = text.rstrip("\r\n")
    if not bare:
        return ()
    return (Candidate(bare, "base64+newline") if text.endswith("\n") else Candidate(text, "base64"),)
