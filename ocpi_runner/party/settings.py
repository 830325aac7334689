"""What can be set about a party; every default is what a run with the built-in counterpart wants."""

import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass

DEFAULT_TOKEN_A = "AAA_AAA_AAA"
DEFAULT_TOKEN_B = "BBB_BBB_BBB"
DEFAULT_TOKEN_C = "CCC_CCC_CCC"


def random_token() -> str:
    """A credentials token that nobody can guess: 43 characters of ASCII (OCPI allows 64)."""
    return secrets.token_urlsafe(32)


def random_id() -> str:
    """An id for an object or a request, at most 36 characters."""
    return str(uuid.uuid4())


@dataclass(frozen=True, slots=True)
class Settings:
    """Tokens, limits, and where ids come from."""

    token_a: str = DEFAULT_TOKEN_A  #: by which a peer registers at us
    token_b: str = DEFAULT_TOKEN_B  #: with `fixed_tokens`: posted by whoever registers
    token_c: str = DEFAULT_TOKEN_C  #: with `fixed_tokens`: given by whoever is registered at
    fixed_tokens: bool = False  #: always the same tokens, and token B towards a peer whatever it posted
    repeatable_token_a: bool = False  #: token A stays good after a registration
    token_form: str = "auto"  #: how we send tokens: auto, base64 or raw
    peer: str = ""  #: name of whoever registers with token A; "" takes its party, e.g. "NL/EMP"
    required_modules: tuple[str, ...] = ()  #: what a peer must offer, else 3003
    page_limit: int = 50  #: objects in a page, at most (X-Limit)
    body_limit: int = 4 * 1024 * 1024  #: bytes of a request body, at most
    live: bool = False  #: sessions run by the clock, with a reading every `reading_interval`
    reading_interval: float = 60.0  #: seconds
    command_timeout: int = 30  #: seconds, told in a CommandResponse
    make_token: Callable[[], str] = random_token
    make_id: Callable[[], str] = random_id
    software: str = "0"  #: version of this tool, told at the root URL
