"""The Record as plain JSON, and back. `schemas/record.schema.json` describes it."""

import base64
from collections.abc import Callable
from dataclasses import asdict, fields
from typing import Any

from ocpi_runner.record.exchange import Exchange, Failure, Headers, Request, Response, Route
from ocpi_runner.record.finding import Finding
from ocpi_runner.record.result import Mismatch, NearMiss, Record, ScenarioResult, StepResult

FORMAT = 1
Json = dict[str, Any]


def to_json(record: Record) -> Json:
    """The whole Record; the keys are the names of its fields."""
    made = {field.name: getattr(record, field.name) for field in fields(record)}
    return {
        "format": FORMAT,
        **made,
        "scenarios": [asdict(scenario) for scenario in record.scenarios],
        "exchanges": [encode_exchange(exchange) for exchange in record.exchanges],
        "findings": [asdict(finding) for finding in record.findings],
        "passed": dict(record.passed),
        "notes": list(record.notes),
        "settings": dict(record.settings),
    }


def from_json(data: Json) -> Record:
    """The Record of such JSON; ValueError, KeyError or TypeError when it is something else."""
    if data["format"] != FORMAT:
        raise ValueError(f"its format is {data.get('format')!r}, this version reads {FORMAT}")
    made = {key: value for key, value in data.items() if key != "format"}
    return Record(
        **made
        | {
            "scenarios": tuple(map(decode_scenario, data["scenarios"])),
            "exchanges": tuple(map(decode_exchange, data["exchanges"])),
            "findings": tuple(Finding(**finding) for finding in data["findings"]),
            "passed": tuple(data["passed"].items()),
            "notes": tuple(data["notes"]),
            "settings": tuple(data["settings"].items()),
        }
    )


def encode_exchange(exchange: Exchange) -> Json:
    """One exchange."""
    return {
        "number": exchange.number,
        "direction": exchange.direction,
        "party": exchange.party,
        "peer": exchange.peer,
        "scenario": exchange.scenario,
        "step": exchange.step,
        "started": exchange.started,
        "duration": exchange.duration,
        "request": {"method": exchange.request.method, "url": exchange.request.url} | half(exchange.request),
        "response": exchange.response and {"status": exchange.response.status} | half(exchange.response),
        "failure": exchange.failure and {"kind": exchange.failure.kind, "message": exchange.failure.message},
        "route": exchange.route and encode_route(exchange.route),
        "deliberate": sorted(exchange.deliberate),
        "redirects": list(exchange.redirects),
    }


def encode_route(route: Route) -> Json:
    """What an address means."""
    return {
        "version": route.version,
        "endpoint": route.endpoint,
        "params": [list(pair) for pair in route.params],
        "token": route.token,
        "token_form": route.token_form,
    }


def half(message: Request | Response) -> Json:
    """Headers and body of either half; a body that is no text is in Base64."""
    try:
        body = {"body": message.body.decode("utf-8")}
    except UnicodeDecodeError:
        body = {"body_base64": base64.b64encode(message.body).decode()}
    return {"headers": [list(pair) for pair in message.headers], **body, "size": message.size}


def headers_of(data: Json) -> Headers:
    """Headers as pairs."""
    return tuple((str(name), str(value)) for name, value in data["headers"])


def body_of(data: Json) -> bytes:
    """The bytes of a body."""
    if "body_base64" in data:
        return base64.b64decode(data["body_base64"])
    return str(data["body"]).encode("utf-8", "surrogatepass")


def decode_exchange(data: Json) -> Exchange:
    """One exchange."""
    request, response, route = data["request"], data["response"], data["route"]
    return Exchange(
        number=data["number"],
        direction=data["direction"],
        party=data["party"],
        peer=data["peer"],
        request=Request(request["method"], request["url"], headers_of(request), body_of(request), request["size"]),
        response=response and Response(response["status"], headers_of(response), body_of(response), response["size"]),
        started=data["started"],
        duration=data["duration"],
        failure=data["failure"] and Failure(**data["failure"]),
        route=route and Route(**route | {"params": tuple((name, value) for name, value in route["params"])}),
        deliberate=frozenset(data["deliberate"]),
        redirects=tuple(data["redirects"]),
        scenario=data["scenario"],
        step=data["step"],
    )


def tuples(data: Json, **readers: Callable[[Any], Any]) -> Json:
    """The same members, those named read one by one and kept as tuples."""
    return data | {name: tuple(map(read, data[name])) for name, read in readers.items()}


def decode_step(data: Json) -> StepResult:
    """One step, with those inside it."""
    return StepResult(
        **tuples(
            data,
            mismatches=lambda each: Mismatch(**each),
            near_misses=lambda each: NearMiss(each["exchange"], tuple(each["reasons"])),
            exchanges=int,
            steps=decode_step,
        )
    )


def decode_scenario(data: Json) -> ScenarioResult:
    """One scenario."""
    return ScenarioResult(**tuples(data, steps=decode_step, tags=str, played=str, unexpected=int))
