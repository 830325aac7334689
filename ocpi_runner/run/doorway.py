"""A URL that is near the versions URL, and is not it: known by what it answers with."""

import json
from typing import Any

from ocpi_runner.record.exchange import Exchange
from ocpi_runner.run.outcome import Outcome, failed
from ocpi_runner.run.stage import Stage

LONGEST = 300  #: characters of a URL that a peer gave


def wrong_door(stage: Stage) -> Outcome | None:
    """What to say when the last answer came from the URL that we were given, and is no list of versions."""
    actor, newest = stage.actor(None), stage.log.newest
    if not newest or newest[-1].request.url.rstrip("/") != actor.peer_url.rstrip("/"):
        return None
    data = data_in(newest[-1])
    if not isinstance(data, dict):
        return None
    if isinstance(data.get("versions_url"), str):
        given = f"give `--env {actor.peer}={data['versions_url'][:LONGEST]}`"
        return failed(f"`{actor.peer_url}` is a root page, not the versions URL", given)
    if "endpoints" in data:
        hint = f"give `--env {actor.peer}=URL` with the URL of the list of versions that leads here"
        return failed(f"`{actor.peer_url}` answers with the details of a version, not with a list of versions", hint)
    return None


def data_in(exchange: Exchange) -> Any:
    """What an answer holds, in an envelope or without one; None when it is no JSON."""
    try:
        body = json.loads(exchange.response.body) if exchange.response else None
    except (ValueError, RecursionError):
        return None
    return body["data"] if isinstance(body, dict) and isinstance(body.get("data"), dict) else body
