"""What a scenario puts in place of a party's own answers: `serve`, and the `reply` of an `expect`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ocpi_runner.expr.duration import seconds
from ocpi_runner.expr.scope import Scope
from ocpi_runner.expr.template import Value, constant
from ocpi_runner.ocpi.envelope import wrap
from ocpi_runner.party.ports import Answer, Inbound
from ocpi_runner.run.inbound import Wanted
from ocpi_runner.scenario.model import Reply, Step

PARTS = ("http", "status_code", "status_message", "data", "raw", "delay", "fault")


@dataclass(slots=True)
class Override:
    """An answer in waiting: for which request, so many times, belonging to which step."""

    wanted: Wanted
    reply: Reply
    scope: Scope
    left: int | None
    step: Step

    def meant(self, inbound: Inbound) -> bool:
        """Whether it is for this request."""
        return self.left != 0 and not self.wanted.reasons(inbound.method, inbound.url, inbound.body, inbound.headers)


@dataclass(slots=True)
class Overrides:
    """All of them; those of `expect` steps go first, among `serve` steps the last one put in place wins."""

    timestamp: Callable[[], str]
    armed: list[Override] = field(default_factory=list)
    served: list[Override] = field(default_factory=list)

    async def __call__(self, inbound: Inbound) -> Answer | None:
        """The answer for a request; None lets the party answer."""
        for override in (*self.armed, *reversed(self.served)):
            if override.meant(inbound):
                override.left = None if override.left is None else override.left - 1
                return answer(override, inbound, self.timestamp())
        return None


def answer(override: Override, inbound: Inbound, timestamp: str) -> Answer:
    """The reply with its templates filled in; `request` is the request that it answers."""
    scope = override.scope.child({"request": request_names(inbound)})
    reply = whole(override.reply, scope)

    def rendered(value: Value | None, default: Any = None) -> Any:
        return default if value is None else value.render(scope)

    headers = tuple((name, None if value is None else str(value.render(scope))) for name, value in reply.headers)
    delay = seconds(rendered(reply.delay, 0))
    http, code = rendered(reply.http), rendered(reply.status_code)
    body = None if reply.raw is None else str(rendered(reply.raw)).encode("utf-8", "surrogatepass")
    envelope = None
    if reply.has_data or code is not None or reply.status_message is not None or (http is not None and body is None):
        message = rendered(reply.status_message)
        code = code if code is not None else 1000 if http is None or http < 400 else 2000
        envelope = wrap(rendered(reply.data), code=code, message=message, timestamp=timestamp, has_data=reply.has_data)
    return Answer(http, headers, body, envelope, delay, rendered(reply.fault))


def whole(reply: Reply, scope: Scope) -> Reply:
    """A reply that is one template, taken apart."""
    if reply.whole is None:
        return reply
    parts = reply.whole.render(scope)
    if not isinstance(parts, dict):
        return Reply()
    fields: dict[str, Any] = {name: constant(parts[name]) for name in PARTS if name in parts}
    headers = tuple((name, constant(value)) for name, value in (parts.get("headers") or {}).items())
    return Reply(**fields, headers=headers, has_data="data" in parts)


def request_names(inbound: Inbound) -> dict[str, Any]:
    """A request as an expression sees it."""
    return {
        "method": inbound.method,
        "path": inbound.path,
        "query": dict(inbound.query),
        "body": inbound.json,
        "params": dict(inbound.route.params) if inbound.route else {},
    }
