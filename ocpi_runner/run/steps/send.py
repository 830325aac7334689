"""`send`: any method to any URL, with everything OCPI needs put on it, unless the step breaks it on purpose."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode, urlsplit

from ocpi_runner.expr.duration import seconds
from ocpi_runner.expr.problem import RenderError
from ocpi_runner.record.exchange import Deliberate, Exchange, Failure
from ocpi_runner.run.context import Context
from ocpi_runner.run.inbound import plain_url
from ocpi_runner.run.outcome import Outcome, failed
from ocpi_runner.run.place import Place
from ocpi_runner.run.steps.token_a import refused_hint
from ocpi_runner.run.subject import of_exchange
from ocpi_runner.scenario.model import Send, Step

#: These say that the other side cannot be reached at all; the rest say that it misbehaved.
UNREACHABLE = frozenset({"name", "refused", "tls", "url"})


async def send(step: Step, action: Send, context: Context, place: Place) -> Outcome:
    """Send it and give the answer to the asserts."""
    actor = context.actor(step)
    url = plain_url(str(context.render(action.address.url)))
    body = context.render(action.body)
    exchange = await actor.send(
        action.address.method,
        with_query(url, context.render(action.query)),
        content=content(action, body, context),
        headers=tuple((name, None if value is None else str(context.render(value))) for name, value in action.headers),
        token=None if action.token is None else str(context.render(action.token)),
        token_form=None if action.token_form is None else str(context.render(action.token_form)),
        timeout=None if step.within is None else seconds(context.render(step.within)),
        deliberate=deliberate(action),
    )
    return replace(answered(exchange), hint=refused_hint(actor, context, exchange.number))


def with_query(url: str, query: Any) -> str:
    """The URL with query parameters added; a parameter that is null is left out."""
    if not query:
        return url
    if not isinstance(query, dict):
        raise RenderError(f"`query` is a mapping, not `{query}`", "e.g. query: {limit: 2}")
    pairs = [(name, value) for name, value in query.items() if value is not None]
    return f"{url}{'&' if urlsplit(url).query else '?'}{urlencode(pairs)}"


def content(action: Send, body: Any, context: Context) -> bytes | None:
    """The bytes of the body: `raw` as it is, `body` as JSON."""
    if action.raw is not None:
        return str(context.render(action.raw)).encode("utf-8", "surrogatepass")
    if action.body is None:
        return None
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def deliberate(action: Send) -> frozenset[Deliberate]:
    """What the step breaks on purpose, so that nobody is blamed for it."""
    broken: dict[Deliberate, object] = {
        "token": action.token if action.token is not None else action.token_form,
        "headers": action.headers,
        "body": action.raw,
    }
    return frozenset(part for part, given in broken.items() if given)


def answered(exchange: Exchange) -> Outcome:
    """The outcome of an exchange that we began."""
    if exchange.response is not None and exchange.failure is None:
        return Outcome(subject=of_exchange(exchange))
    return unanswered(exchange.failure or Failure("closed", "no answer"), exchange)


def unanswered(failure: Failure, exchange: Exchange) -> Outcome:
    """No complete answer: the environment's fault when nobody is there, else the other side's."""
    where = f"{exchange.request.method} {exchange.request.url}"
    if failure.kind in UNREACHABLE:
        return Outcome("error", f"{where}: {failure.message}", subject=of_exchange(exchange))
    return failed(f"{where}: {failure.message}", subject=of_exchange(exchange))
