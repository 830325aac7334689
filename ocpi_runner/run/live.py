"""What `serve` shows in a browser: a page that asks for what is new, and the JSON that it gets."""

from collections import Counter, deque
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from ocpi_runner.record.codec import encode_exchange
from ocpi_runner.record.event import Event, ExchangeSeen
from ocpi_runner.record.redact import Redactor

Scope = dict[str, Any]
Application = Callable[[Scope, Any, Any], Awaitable[None]]
LOOPBACK = ("127.0.0.1", "::1")
MOST_SHOWN = 500
OUTCOMES = ("failed", "warned", "passed")  #: the worst first


@dataclass(slots=True)
class Traffic:
    """The newest exchanges, redacted, as a page wants them, and how many of all came to what."""

    redactor: Redactor
    newest: deque[ExchangeSeen] = field(default_factory=lambda: deque(maxlen=MOST_SHOWN))
    totals: Counter[str] = field(default_factory=Counter)

    def __call__(self, event: Event) -> None:
        """Keep an exchange and what was found in it."""
        if isinstance(event, ExchangeSeen):
            self.newest.append(event)
            self.totals[outcome(event)] += 1

    def after(self, number: int) -> dict[str, Any]:
        """Those with a greater number, and the totals."""
        new = [self.shown(event) for event in self.newest if event.exchange.number > number]
        return {"exchanges": new, "totals": {name: self.totals[name] for name in OUTCOMES}}

    def shown(self, event: ExchangeSeen) -> dict[str, Any]:
        """One of them as JSON."""
        exchange = self.redactor.exchange(event.exchange)
        findings = [asdict(finding) for finding in self.redactor.judgement(event.judgement).findings]
        told = {"findings": findings, "requester": exchange.requester, "responder": exchange.responder}
        return encode_exchange(exchange) | told | {"outcome": outcome(event)}


def outcome(event: ExchangeSeen) -> str:
    """What an exchange came to: the worst of what was found in it."""
    verdicts = {finding.verdict for finding in event.judgement.findings}
    return next((verdict for verdict in OUTCOMES if verdict in verdicts), "passed")


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
