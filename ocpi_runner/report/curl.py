"""A command that sends the same request again; credentials stay masked."""

import shlex

from ocpi_runner.record.exchange import Exchange
from ocpi_runner.report import words

LONGEST_BODY = 20_000
LEFT_OUT = frozenset({"content-length", "host", "connection", "accept-encoding", "transfer-encoding"})


def command(exchange: Exchange) -> str:
    """`curl -X PUT … `, one option a line."""
    request = exchange.request
    parts = [f"curl -X {quoted(request.method)} {quoted(request.url)}"]
    for name, value in request.headers[:40]:
        if name.lower() not in LEFT_OUT:
            parts.append(f"-H {quoted(f'{name}: {value}')}")
    if request.body:
        parts.append(f"--data-binary {body(request.body)}")
    return " \\\n  ".join(parts)


def body(content: bytes) -> str:
    """The body as one word of a shell; a note instead when it does not fit in one."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return "@body.bin  # the body is not UTF-8; take it from report.json"
    if len(text) > LONGEST_BODY:
        return "@body.json  # the body is long; take it from report.json"
    return quoted(text)


def quoted(text: str) -> str:
    """One word of a shell."""
    return shlex.quote(words.visible(text))
