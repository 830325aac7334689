"""Listens for a party: on loopback, on a port that the system chooses, unless told otherwise."""

import asyncio
import errno
import logging
import socket
import ssl
from dataclasses import dataclass
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
    """uvicorn inside the running loop."""

    def __init__(self, settings: ServerSettings | None = None) -> None:
        self.settings = settings or ServerSettings()
        self.socket: socket.socket | None = None
        self.task: asyncio.Task[None] | None = None
        self.server: Any = None

    def bind(self) -> str:
        """Take the port, without listening yet; our base URL. EnvironmentFault when it is taken."""
        host, port = place(self.settings.listen)
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        made = socket.socket(family, socket.SOCK_STREAM)
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
        """Serve an ASGI app on the port taken."""
        import uvicorn

        config = uvicorn.Config(
            app,
            http="ocpi_runner.wire.protocol:GuardedProtocol",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            backlog=2048,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_graceful_shutdown=int(STOP_SECONDS),
            timeout_keep_alive=75,
        )
        config.load()
        config.ssl = self.context()
        logging.getLogger("uvicorn.error").disabled = True
        self.server = uvicorn.Server(config)
        self.server.install_signal_handlers = lambda: None
        self.task = asyncio.create_task(self.server._serve([self.socket]))
        while not self.server.started and not self.task.done():  # noqa: ASYNC110  (uvicorn tells of it by a flag only)
            await asyncio.sleep(0.002)
        if self.task.done():
            await self.task
            raise EnvironmentFault(f"the server on {self.settings.listen} did not start")

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
        """Stop within a bounded time."""
        if self.server is not None and self.task is not None:
            self.server.should_exit = True
            for connection in list(self.server.server_state.connections):
                connection.shutdown()
            try:
                await asyncio.wait_for(self.task, STOP_SECONDS * 3)
            except TimeoutError:
                self.task.cancel()
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
