"""An answer as a value: HTTP status, headers, bytes; and the bytes of OCPI's envelope."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

RawHeaders = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back. `data` is JSON already serialised, None when the answer has none."""

    http: int = 200
    code: int = 1000
    message: str = "Success"
    data: bytes | None = None
    headers: RawHeaders = ()


def encode(value: Any) -> bytes:
    """JSON in UTF-8, without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def header(name: str, value: object) -> tuple[bytes, bytes]:
    """A response header as bytes; what does not fit into Latin-1 is dropped."""
    return name.encode("latin-1"), str(value).encode("latin-1", "ignore")


def success(data: Any, http: int = 200, headers: RawHeaders = ()) -> Reply:
    """1000, with data."""
    return Reply(http, data=encode(data), headers=headers)


def done(http: int = 200, headers: RawHeaders = ()) -> Reply:
    """1000, without data."""
    return Reply(http, headers=headers)


def refused(message: str, code: int = 2001, http: int = 200, headers: RawHeaders = ()) -> Reply:
    """The request cannot be granted; by default a semantic problem, which is no HTTP error. OCPI 2.2.1, 4.1.7 and 5."""
    return Reply(http, code, message, headers=headers)


def not_allowed(methods: Iterable[str]) -> Reply:
    """405, with what is allowed instead."""
    return Reply(405, 2000, "This method is not supported here", headers=(header("Allow", ", ".join(methods)),))


def not_found(message: str, code: int = 2001) -> Reply:
    """404."""
    return Reply(404, code, message)


def envelope(reply: Reply, timestamp: bytes) -> bytes:
    """The whole body; `timestamp` is a DateTime as bytes."""
    if reply.data is not None and reply.code == 1000 and reply.message == "Success":
        return b"".join(
            (b'{"data":', reply.data, b',"status_code":1000,"status_message":"Success","timestamp":"', timestamp, b'"}')
        )
    start = b"{" if reply.data is None else b'{"data":' + reply.data + b","
    rest = b'"status_code":%d,"status_message":%s,"timestamp":"%s"}' % (reply.code, encode(reply.message), timestamp)
    return start + rest
