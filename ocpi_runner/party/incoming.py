"""The body of a request: read within a limit, parsed strictly, shown to the hook."""

import json
from typing import Any, NoReturn
from urllib.parse import unquote

from ocpi_runner.party.asked import Asked
from ocpi_runner.party.ports import Connection, Inbound, Receive
from ocpi_runner.party.reply import Reply, header
from ocpi_runner.party.state import PartyState

BODY_HEADERS = frozenset({b"content-length", b"transfer-encoding"})


async def body(scope: Connection, receive: Receive, limit: int) -> bytes | Reply:
    """The whole body; 413 when it is longer than `limit` bytes, as soon as that is known."""
    told = {k.lower(): v for k, v in scope["headers"] if k.lower() in BODY_HEADERS}
    if not told:
        return b""
    length = told.get(b"content-length", b"0")
    parts: list[bytes] = []
    size, more = int(length) if length.isdigit() else 0, True
    if size > limit:
        return too_large(limit)
    size = 0
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        part = message.get("body", b"")
        size += len(part)
        if size > limit:
            return too_large(limit)
        parts.append(part)
        more = message.get("more_body", False)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def too_large(limit: int) -> Reply:
    """413, after which the connection ends."""
    return Reply(413, 2000, f"The body is longer than {limit} bytes", headers=(header("Connection", "close"),))


def read(asked: Asked, content: bytes) -> str | None:
    """Parse the body into `asked`; why it is not JSON, if it is not."""
    if not content:
        return None
    asked.has_body = True
    try:
        asked.json = json.loads(content, parse_constant=not_json)
    except RecursionError:
        return "nested too deeply"
    except ValueError as error:
        return getattr(error, "msg", None) or str(error)
    return None


def not_json(word: str) -> NoReturn:
    """`NaN` and its like are Python's, not JSON's."""
    raise ValueError(f"`{word}` is not a JSON value")


def inbound(state: PartyState, scope: Connection, asked: Asked, content: bytes) -> Inbound:
    """The request as a hook sees it."""
    raw = scope.get("raw_path") or scope["path"].encode()
    path, query = raw.decode("latin-1"), asked.query_string.decode("latin-1")
    root = state.base_url.split("/", 3)
    url = "/".join(root[:3]) + path + (f"?{query}" if query else "")
    headers = tuple((k.decode("latin-1"), v.decode("latin-1")) for k, v in scope["headers"])
    parsed: Any = asked.json
    return Inbound(
        scope["method"],
        url,
        unquote(path),
        asked.query,
        headers,
        content,
        parsed,
        scope["ocpi.route"] if asked.target.endpoint is not None else None,
    )
