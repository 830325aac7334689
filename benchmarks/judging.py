"""Measures judging: `python benchmarks/judging.py`. The table of README.md is its output."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import jsonschema
import jsonschema_rs
from referencing import Registry, Resource
from run import large_location

from ocpi_runner.checks.frame import Frame
from ocpi_runner.checks.judge import judge
from ocpi_runner.checks.schema import documents
from ocpi_runner.checks.values import judge_value
from ocpi_runner.ocpi.address import endpoint
from ocpi_runner.ocpi.versions import version
from ocpi_runner.record.exchange import Exchange, Request, Response, Route

SPOKEN = version("2.2.1")
FIRST = """
import sys, time
start = time.perf_counter()
from ocpi_runner.checks.values import judge_value
from ocpi_runner.ocpi.versions import version
import json
judge_value(version("2.2.1"), "Location", json.loads(sys.argv[1]))
print(time.perf_counter() - start)
"""


def locations(count: int) -> list[dict[str, Any]]:
    """Distinct Locations of 3 KB."""
    text = large_location()
    return [json.loads(text) | {"id": f"LOC{number:05}"} for number in range(count)]


def rate(judge_one: Callable[[Any], Any], values: list[Any]) -> float:
    """How many a second, the median of three rounds."""
    rounds = []
    for _ in range(3):
        start = time.perf_counter()
        for value in values:
            judge_one(value)
        rounds.append(len(values) / (time.perf_counter() - start))
    return statistics.median(rounds)


def page(values: list[dict[str, Any]]) -> float:
    """Seconds for an exchange whose answer holds all of them, from bytes to judgement."""
    moment = datetime.now(UTC)
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    body = json.dumps({"data": values, "status_code": 1000, "timestamp": stamp}).encode()
    headers = (("Content-Type", "application/json"), ("X-Total-Count", str(len(values))), ("X-Limit", "1000"))
    url = "http://127.0.0.1:1/locations"
    row = "locations.sender.get_list"
    exchange = Exchange(
        1, "out", "emsp", "cpo", Request("GET", url), Response(200, headers, body, len(body)), moment.timestamp(), 0.1,
        route=Route("2.2.1", row, (), "C", "base64"),
    )  # fmt: skip
    start = time.perf_counter()
    judge(exchange, Frame(SPOKEN, endpoint(SPOKEN, row)))
    return time.perf_counter() - start


def plain_validator() -> Any:
    """The pure Python validator, its documents in a registry."""
    found = documents("2.2.1")
    registry = Registry().with_resources((id, Resource.from_contents(each)) for id, each in found.items())
    address = next(id for id in found if id.endswith("/locations.json")) + "#/$defs/Location"
    return jsonschema.Draft202012Validator({"$ref": address}, registry=registry)


def fast_validator() -> Any:
    """The one in Rust."""
    found = documents("2.2.1")
    address = next(id for id in found if id.endswith("/locations.json")) + "#/$defs/Location"
    registry = jsonschema_rs.Registry(list(found.items()))
    return jsonschema_rs.Draft202012Validator({"$ref": address}, registry=registry)


def first() -> float:
    """Seconds from a fresh interpreter's first import to the first judgement."""
    call = [sys.executable, "-c", FIRST, large_location()]
    took = (float(subprocess.run(call, capture_output=True, text=True, check=True).stdout) for _ in range(5))
    return statistics.median(took)


def main() -> None:
    """Print the table."""
    values = locations(1000)
    size = len(json.dumps(values[0]))
    plain, fast = plain_validator(), fast_validator()
    print("| what | measured | goal |\n|---|---|---|")
    complete = rate(lambda value: judge_value(SPOKEN, "Location", value), values)
    print(f"| a Location of {size:,} bytes, judged completely (schema and rules) | {complete:,.0f}/s | ≥ 2,000/s |")
    print(f"| a page of 1,000 of them, from bytes to findings | {page(values):.2f} s | < 1 s |")
    print(f"| its schema alone, jsonschema-rs (what the product uses) | {rate(fast.is_valid, values):,.0f}/s | |")
    print(f"| its schema alone, jsonschema in pure Python | {rate(plain.is_valid, values[:100]):,.0f}/s | |")
    print(f"| first judgement after start, imports included | {first():.2f} s | < 0.3 s |")


if __name__ == "__main__":
    main()
