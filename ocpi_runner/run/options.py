"""What the caller decides about a run, apart from the scenarios themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ocpi_runner.party.settings import DEFAULT_TOKEN_A


@dataclass(frozen=True, slots=True)
class Peer:
    """What the caller tells about one party: `--env emsp=URL`, `emsp.token=…`, `emsp.party=NL/ABC`."""

    url: str | None = None  #: versions URL; None: the built-in counterpart
    token: str = DEFAULT_TOKEN_A  #: token A, by which we register
    party: str | None = None  #: "NL/ABC"
    token_form: str = "auto"  #: auto, base64 or raw


@dataclass(frozen=True, slots=True)
class Tls:
    """How TLS is spoken: files in PEM."""

    cacert: str | None = None  #: whom we trust, for our requests
    cert: str | None = None  #: the client certificate (with its key), for our requests
    insecure: bool = False
    server_cert: str | None = None  #: our server's own certificate
    server_key: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """The run's own knobs; each has a flag of the same name."""

    peers: Mapping[str, Peer] = field(default_factory=dict)
    env: Mapping[str, Any] = field(default_factory=dict)
    profile: Mapping[str, str] = field(default_factory=dict)  #: settings that a scenario may override
    profile_name: str = ""  #: as the caller gave it
    settings: Mapping[str, str] = field(default_factory=dict)  #: settings that override a scenario's
    store: str = "memory:"
    listen: str = "127.0.0.1:0"
    public_url: str | None = None
    tls: Tls = Tls()
    proxies: bool = False
    timeout: float = 10.0  #: seconds a single request may take
    within: float = 10.0  #: seconds an `expect` waits unless it says otherwise
    max_time: float = 600.0  #: seconds a scenario may take
    jobs: int = 1
    fail_fast: bool = False
    interactive: bool = False  #: a person is there to be asked
    seed: int = 1  #: of the tokens and ids that we make
    fixed_tokens: bool = False

    def told(self, own: Mapping[str, str] | None = None) -> dict[str, str]:
        """The settings in force: the profile's, those of a scenario, and what the caller said."""
        return {**self.profile, **(own or {}), **self.settings}
