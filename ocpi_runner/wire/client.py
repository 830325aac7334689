"""Sends what a party wants sent. The outcome is an Exchange; nothing that a peer does is an exception here."""

import asyncio
import ssl
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from ocpi_runner.record.exchange import Call, Exchange, Failure, Headers, Request, Response, header
from ocpi_runner.source.errors import EnvironmentFault
from ocpi_runner.wire.failures import of_exception
from ocpi_runner.wire.log import Log

if TYPE_CHECKING:
    import httpx

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class ClientSettings:
    """How we send: seconds, bytes, TLS files (PEM), proxies."""

    timeout: float = 10.0  #: seconds for a whole exchange
    body_limit: int = 32 * 1024 * 1024  #: bytes read of an answer; more is given up
    kept: int = 16 * 1024 * 1024  #: bytes of a body that are handed on to be judged
    cacert: str | None = None
    cert: str | None = None
    insecure: bool = False
    proxies: bool = False


@dataclass(slots=True)
class Received:
    """An answer as it comes in."""

    status: int
    headers: Headers
    body: bytearray = field(default_factory=bytearray)
    failure: Failure | None = None


class Client:
    """One for all requests of a conversation; connections are kept and made when first needed."""

    def __init__(self, log: Log, settings: ClientSettings | None = None) -> None:
        self.log = log
        self.settings = settings or ClientSettings()
        self.plain: httpx.AsyncClient | None = None
        self.secure: httpx.AsyncClient | None = None

    async def __call__(self, call: Call) -> Exchange:
        """Send, follow redirects of the same origin, record."""
        log, label = self.log, self.log.label()
        number, started, begun = log.begin(call.method, call.url), log.time(), time.perf_counter()
        content = call.content or b""
        sent = Request(call.method, call.url, call.headers, content[: self.settings.kept], len(content))
        received: Received | None = None
        failure: Failure | None = Failure("interrupted", "the run was interrupted")
        passed: tuple[str, ...] = ()
        try:
            received, failure, passed = await self.answered(call)
        finally:
            kept = None
            if received is not None:
                body = bytes(received.body[: self.settings.kept])
                kept = Response(received.status, received.headers, body, len(received.body))
            exchange = Exchange(
                number=number,
                direction="out",
                party=call.party,
                peer=call.peer,
                request=sent,
                response=kept,
                started=started,
                duration=time.perf_counter() - begun,
                failure=failure,
                route=call.route,
                deliberate=call.deliberate,
                redirects=passed,
            )
            recorded = log.add(exchange, label)
        return recorded

    async def answered(self, call: Call) -> tuple[Received | None, Failure | None, tuple[str, ...]]:
        """The last answer (or what came of it), why it is not complete, and the URLs passed through."""
        seconds = call.timeout or self.settings.timeout
        passed: list[str] = []
        came: list[Received] = []
        try:
            async with asyncio.timeout(seconds):
                received = await self.once(call, came)
                while (onward := self.onward(call, received)) is not None:
                    passed.append(call.url)
                    if len(passed) > MOST_REDIRECTS:
                        words = f"more than {MOST_REDIRECTS} redirects, the last to {onward}"
                        return received, Failure("redirects", words), tuple(passed)
                    call = replace(call, url=onward)
                    received = await self.once(call, came)
                return received, received.failure, tuple(passed)
        except EnvironmentFault as fault:
            return None, Failure("tls", f"{fault.message}; {fault.hint}"), tuple(passed)
        except Exception as problem:
            return came[0] if came else None, of_exception(problem, seconds), tuple(passed)

    def onward(self, call: Call, received: Received) -> str | None:
        """Where a redirect leads, if we may follow: to the same origin only, since the token goes along."""
        location = header(received.headers, "location")
        if received.status not in REDIRECTS or not location or not call.follow_redirects:
            return None
        target = urljoin(call.url, location)
        return target if urlsplit(target)[:2] == urlsplit(call.url)[:2] else None

    async def once(self, call: Call, came: list[Received]) -> Received:
        """One request, one answer, which stands in `came` as soon as it begins: a deadline then loses nothing of it."""
        came.clear()
        client = self.client(call.url)
        request = client.build_request(call.method, call.url, headers=list(call.headers), content=call.content)
        response = await client.send(request, stream=True)
        try:
            headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers.raw)
            came.append(Received(response.status_code, headers))
            await self.fill(came[0], response)
            return came[0]
        finally:
            await response.aclose()

    async def fill(self, received: Received, response: "httpx.Response") -> None:
        """The body, up to the limit; an answer that breaks off keeps what came."""
        try:
            async for chunk in response.aiter_bytes():
                received.body += chunk
                if len(received.body) > self.settings.body_limit:
                    words = f"the body is larger than {self.settings.body_limit:,} bytes; given up"
                    received.failure = Failure("too_large", words)
                    break
        except Exception as problem:
            received.failure = of_exception(problem, self.settings.timeout)

    def client(self, url: str) -> "httpx.AsyncClient":
        """The client for a URL; only https pays for reading certificates."""
        if url[:6].lower() == "https:":
            if self.secure is None:
                self.secure = self.made(self.context())
            return self.secure
        if self.plain is None:
            self.plain = self.made(False)
        return self.plain

    def made(self, verify: "ssl.SSLContext | bool") -> "httpx.AsyncClient":
        """A client with our time-outs and limits."""
        import httpx

        limits = httpx.Limits(max_connections=200, max_keepalive_connections=50)
        seconds = httpx.Timeout(self.settings.timeout, connect=min(self.settings.timeout, 10.0), read=None)
        agent = {"User-Agent": "ocpi-run"}
        return httpx.AsyncClient(
            verify=verify, trust_env=self.settings.proxies, timeout=seconds, limits=limits, headers=agent
        )

    def context(self) -> ssl.SSLContext:
        """TLS as asked for; EnvironmentFault when a file cannot be used."""
        try:
            context = ssl.create_default_context(cafile=self.settings.cacert)
            if self.settings.insecure:
                context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            if self.settings.cert:
                context.load_cert_chain(self.settings.cert)
        except (OSError, ssl.SSLError) as problem:
            files = ", ".join(filter(None, (self.settings.cacert, self.settings.cert)))
            raise EnvironmentFault(f"cannot use the TLS files {files}: {problem}", "give PEM files") from problem
        return context

    async def close(self) -> None:
        """Close all connections."""
        for client in (self.plain, self.secure):
            if client is not None:
                await client.aclose()
