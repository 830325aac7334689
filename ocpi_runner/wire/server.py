"""Listens for a party: on loopback, on a port that the system chooses, unless told otherwise."""

import asyncio
import errno
import logging
import socket
import ssl
from dataclasses import dataclass
from email.utils import formatdate
from typing import Any

from ocpi_runner.source.errors import EnvironmentFault

STOP_SECONDS = 1.0
MOST_CONNECTIONS = 2000


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Where to listen, and how we are reached there."""

    listen: str = "127.0.0.1:0"  #: host:port, port 0: any
    public_url: str | None = None  #: how peers reach us, e.g. through a tunnel
    certificate: str | None = None  #: PEM; then https is served
    key: str | None = None


class Server:
    """uvicorn's protocol inside the running loop."""

    def __init__(self, settings: ServerSettings | None = None) -> None:
        self.settings = settings or ServerSettings()
        self.socket: socket.socket | None = None
        self.listener: asyncio.Server | None = None
        self.timer: asyncio.TimerHandle | None = None
        self.state: Any = None

    def bind(self) -> str:
        """Take the port, without listening yet; our base URL. EnvironmentFault when it is taken."""
        host, port = place(self.settings.listen)
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        # IPPROTO_TCP is named so that asyncio sets TCP_NODELAY
        made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((host, port))
        except (OSError, OverflowError) as problem:
            made.close()
            taken = getattr(problem, "errno", None) == errno.EADDRINUSE
            what = "the port is taken" if taken else str(problem)
            hint = "choose another with --listen or --port"
            raise EnvironmentFault(f"cannot listen on {host}:{port}: {what}", hint) from problem
        self.socket = made
        scheme = "https" if self.settings.certificate else "http"
        shown = f"[{host}]" if ":" in host else "127.0.0.1" if host == "0.0.0.0" else host
        return (self.settings.public_url or f"{scheme}://{shown}:{made.getsockname()[1]}").rstrip("/") + "/"

    async def start(self, app: Any) -> None:
        """Serve an ASGI app on the port taken (uvicorn's own `Server` waits in steps of 0.1 s; a run would feel it)."""
        from uvicorn import Config
        from uvicorn.server import ServerState

        config = Config(
            app,
            http="ocpi_runner.wire.protocol:GuardedProtocol",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_keep_alive=75,
        )
        config.load()
        logging.getLogger("uvicorn.error").disabled = True
        self.state = state = ServerState()
        self.tick()
        loop, protocol = asyncio.get_running_loop(), config.http_protocol_class
        self.listener = await loop.create_server(
            lambda: protocol(config=config, server_state=state, app_state={}),  # type: ignore[call-arg]  # named by a text
            sock=self.bound(),
            ssl=self.context(),
            backlog=2048,
        )

    def bound(self) -> socket.socket:
        """The port taken by `bind()`; taken now if nobody did."""
        if self.socket is None:
            self.bind()
        assert self.socket is not None
        return self.socket

    def tick(self) -> None:
        """The Date header, once a second."""
        self.state.default_headers = [(b"date", formatdate(usegmt=True).encode())]
        self.timer = asyncio.get_running_loop().call_later(1.0, self.tick)

    def context(self) -> ssl.SSLContext | None:
        """TLS, when there is a certificate; EnvironmentFault when it cannot be used."""
        if self.settings.certificate is None:
            return None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        try:
            context.load_cert_chain(self.settings.certificate, self.settings.key)
        except (OSError, ssl.SSLError) as problem:
            words = f"cannot use the certificate `{self.settings.certificate}`: {problem}"
            raise EnvironmentFault(words, "give PEM files: --server-cert and --server-key") from problem
        return context

    async def stop(self) -> None:
        """Stop within a second: what is being answered may end, what is idle is closed."""
        if self.timer is not None:
            self.timer.cancel()
        if self.listener is not None:
            self.listener.close()
            for connection in list(self.state.connections):
                connection.shutdown()
            if self.state.tasks:
                await asyncio.wait(list(self.state.tasks), timeout=STOP_SECONDS)
            for connection in list(self.state.connections):
                connection.transport.abort()
        if self.socket is not None:
            self.socket.close()


def place(listen: str) -> tuple[str, int]:
    """Host and port of `host:port`; EnvironmentFault for anything else.

    >>> place("127.0.0.1:9033")
    ('127.0.0.1', 9033)
    """
    host, _, port = listen.rpartition(":")
    if not port.isdigit() or int(port) > 65535:
        raise EnvironmentFault(f"`{listen}` is not host:port", "e.g. --listen 127.0.0.1:9033")
    return host.strip("[]") or "127.0.0.1", int(port)
