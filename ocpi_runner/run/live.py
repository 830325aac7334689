"""What `serve` shows in a browser: a page that asks for what is new, and the JSON that it gets."""

from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from ocpi_runner.record.codec import encode_exchange
from ocpi_runner.record.event import Event, ExchangeSeen
from ocpi_runner.record.redact import Redactor

Scope = dict[str, Any]
Application = Callable[[Scope, Any, Any], Awaitable[None]]
LOOPBACK = ("127.0.0.1", "::1")
MOST_SHOWN = 500


@dataclass(slots=True)
class Traffic:
    """The newest exchanges, redacted, as a page wants them."""

    redactor: Redactor
    newest: deque[ExchangeSeen] = field(default_factory=lambda: deque(maxlen=MOST_SHOWN))

    def __call__(self, event: Event) -> None:
        """Keep an exchange and what was found in it."""
        if isinstance(event, ExchangeSeen):
            self.newest.append(event)

    def after(self, number: int) -> list[dict[str, Any]]:
        """Those with a greater number."""
        return [self.shown(event) for event in self.newest if event.exchange.number > number]

    def shown(self, event: ExchangeSeen) -> dict[str, Any]:
        """One of them as JSON."""
        findings = [f"{finding.requirement} {finding.message}" for finding in event.judgement.findings]
        return encode_exchange(self.redactor.exchange(event.exchange)) | {"findings": findings}


def with_page(app: Application, page: str, traffic: Traffic) -> Application:
    """The party's app, which a browser on this machine sees as a live page at the root URL."""
    from starlette.requests import Request
    from starlette.responses import HTMLResponse, JSONResponse

    async def shown(scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or not local(scope):
            await app(scope, receive, send)
            return
        request = Request(scope)
        if scope["path"] == "/" and "text/html" in request.headers.get("accept", ""):
            await HTMLResponse(page, headers={"Cache-Control": "no-store"})(scope, receive, send)
        elif scope["path"] == "/-/live":
            after = request.query_params.get("after", "0")
            new = traffic.after(int(after) if after.isdigit() else 0)
            await JSONResponse(new, headers={"Cache-Control": "no-store"})(scope, receive, send)
        else:
            await app(scope, receive, send)

    return shown


def local(scope: Scope) -> bool:
    """Whether the browser runs on this machine: what others say to each other is not for everybody."""
    client = scope.get("client") or ("",)
    return client[0] in LOOPBACK
