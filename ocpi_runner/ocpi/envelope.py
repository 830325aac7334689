"""The response message that wraps every answer. OCPI 2.2.1, 4.1.7 (response format)."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Envelope:
    """The members of a response message as they were received; nothing is promised about their types."""

    data: Any = None
    has_data: bool = False
    status_code: Any = None
    status_message: Any = None
    timestamp: Any = None


def wrap(
    data: Any = None, *, code: int = 1000, message: str | None = None, timestamp: str, has_data: bool = True
) -> dict[str, Any]:
    """A response message.

    >>> wrap([], timestamp="2026-11-25T02:08:21Z")
    {'data': [], 'status_code': 1000, 'timestamp': '2026-11-25T02:08:21Z'}
    """
    made: dict[str, Any] = {"data": data} if has_data else {}
    made["status_code"] = code
    if message is not None:
        made["status_message"] = message
    return made | {"timestamp": timestamp}


def unwrap(body: Any) -> Envelope | None:
    """The members of a body that is a response message; None when it is none (no object, or no `status_code`)."""
    if not isinstance(body, dict) or "status_code" not in body:
        return None
    return Envelope(
        body.get("data"), "data" in body, body["status_code"], body.get("status_message"), body.get("timestamp")
    )
