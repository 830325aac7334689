"""What a step's asserts and saves look at: one message, or one value."""

import json
from dataclasses import dataclass, replace
from typing import Any

from ocpi_runner.ocpi.address import endpoint
from ocpi_runner.ocpi.envelope import unwrap
from ocpi_runner.ocpi.versions import VERSIONS
from ocpi_runner.record.exchange import Exchange, Headers, Request, Response, header


class Absent:
    """A part that the message does not have, e.g. the HTTP status of a request."""

    def __repr__(self) -> str:
        return "nothing"


ABSENT = Absent()


@dataclass(frozen=True, slots=True)
class Subject:
    """`value` is what `$` stands for: the `data` of an answer, the body of a request, or a value of the run."""

    value: Any = ABSENT
    http: int | Absent = ABSENT
    status_code: Any = ABSENT
    status_message: Any = ABSENT
    headers: Headers = ()
    envelope: Any = ABSENT
    exchange: int | None = None

    def part(self, source: str) -> Any:
        """`http`, `status_code`, `status_message`, `envelope`, or `headers.NAME`."""
        if source.startswith("headers."):
            value = header(self.headers, source.removeprefix("headers."))
            return ABSENT if value is None else value
        return getattr(self, source)


def parse(body: bytes) -> Any:
    """The JSON of a body; ABSENT when empty, the text itself when it is not JSON."""
    if not body.strip():
        return ABSENT
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return body.decode("utf-8", "replace")


def of_answer(exchange: Exchange, response: Response) -> Subject:
    """The answer to a request that we sent."""
    body = parse(response.body)
    envelope = unwrap(body)
    if envelope is None:
        return Subject(body, response.status, headers=response.headers, envelope=body, exchange=exchange.number)
    return Subject(
        single(exchange, envelope.data) if envelope.has_data else ABSENT,
        response.status,
        envelope.status_code,
        envelope.status_message,
        response.headers,
        body,
        exchange.number,
    )


def single(exchange: Exchange, data: Any) -> Any:
    """The data; where one object is required, the only one of a list (a finding of its own, TRN-085) stands for it."""
    route = exchange.route
    version = VERSIONS.get(route.version) if route else None
    if route is None or version is None or not (isinstance(data, list) and len(data) == 1):
        return data
    row = endpoint(version, route.endpoint) if route.endpoint else None
    return data[0] if row is not None and row.response is not None and not row.response_list else data


def of_request(exchange: Exchange, request: Request) -> Subject:
    """A request that came in: `$` is its body, `http` and `status_code` are those of the answer it got."""
    answer = of_answer(exchange, exchange.response) if exchange.response else Subject()
    value, number = parse(request.body), exchange.number
    return replace(answer, value=value, headers=request.headers, envelope=ABSENT, exchange=number)


def of_exchange(exchange: Exchange) -> Subject:
    """The half of the exchange that the other side sent."""
    if exchange.direction == "in":
        return of_request(exchange, exchange.request)
    if exchange.response is None:
        return Subject(exchange=exchange.number)
    return of_answer(exchange, exchange.response)
