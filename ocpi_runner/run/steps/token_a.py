"""What to do when the other side does not take the token A that the caller gave."""

from ocpi_runner.party.calling import unread
from ocpi_runner.party.settings import DEFAULT_TOKEN_A
from ocpi_runner.run.actor import Actor
from ocpi_runner.run.context import Context

REFUSALS = (401, 403)


def refused_hint(actor: Actor, context: Context, number: int | None) -> str:
    """How to give the right token A, when that exchange shows that a real peer refused ours; else nothing."""
    exchange = next((each for each in reversed(context.stage.log.newest) if each.number == number), None)
    if exchange is None or exchange.response is None or context.stage.builtin:
        return ""
    with_token_a = exchange.route is not None and exchange.route.token == "A"
    if not with_token_a or not (unread(exchange) or exchange.response.status in REFUSALS):
        return ""
    variable, flag = f"OCPI_RUN_{actor.peer.upper()}_TOKEN", f"--env {actor.peer}.token=TOKEN"
    if actor.told.token == DEFAULT_TOKEN_A:
        return f"no token A was given, so the default was tried: set `{variable}` to yours, or give `{flag}`"
    return f"is the token A right? It comes from `{variable}`, `{flag}` or the partner file, and works only once"
