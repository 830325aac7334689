"""Measures and prints the table: `python benchmarks/run.py [--quick] [--memory]`."""

import contextlib
import json
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from ocpi_runner.ocpi.identity import Identity
from ocpi_runner.party.seed import seeded

HERE = Path(__file__).parent
COMMAND = [sys.executable, "-m", "ocpi_runner"]
PLAIN = """
scenario: Plain steps
play: emsp
test: cpo
steps:
- repeat: {count}
  steps:
  - send: GET {url}
    assert: {{http: 200, $.id: LOC0001}}
    save: {{status: $.status}}
"""
LOCATION = """
scenario: Locations, judged in full
ocpi: 2.2.1
play: cpo
test: emsp
use: [registered]
steps:
- send: PUT ${{emsp.locations}}/NL/TST/LARGE
  body: {body}
- repeat: {count}
  steps:
  - send: GET ${{emsp.locations}}/NL/TST/LARGE
    assert: {{http: 200, status_code: 1000, $.id: LARGE}}
    save: {{name: $.name}}
"""


def large_location() -> str:
    """A Location of 3.6 KB as JSON."""
    objects = seeded(Identity("CPO", "NL", "TST"), datetime.now(UTC))
    made = next(document for _, key, document in objects if key == "LOC0001")
    way = "Follow the signs to the upper deck, then keep left until the blue line ends."
    languages = ["bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "hr", "hu", "it", "lt", "lv"]
    ways = [{"language": language, "text": way} for language in languages]
    return json.dumps({**made, "id": "LARGE", "directions": ways})


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


@contextlib.contextmanager
def process(*command: str, until: str) -> Iterator[subprocess.Popen[str]]:
    """A process that has said it is ready."""
    quiet, folder = subprocess.DEVNULL, tempfile.mkdtemp()
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=quiet, text=True, cwd=folder)
    assert running.stdout is not None
    for line in running.stdout:
        if until in line:
            break
    try:
        yield running
    finally:
        running.terminate()
        running.wait()


def seconds(*command: str) -> float:
    """Wall time of a call."""
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}: {done.stdout[-800:]}{done.stderr[-400:]}")
    return time.perf_counter() - begun


def scenario(text: str, folder: Path, **words: object) -> str:
    """A scenario file."""
    path = folder / f"bench{abs(hash((text, tuple(words.items()))))}.yaml"
    path.write_text(text.format(**words))
    return str(path)


def per_second(path: str, count: int, *more: str) -> float:
    """Steps per second inside the `repeat` of a scenario; start-up and reports stand in a row of their own."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([*COMMAND, path, "-q", *more], cwd=folder, capture_output=True)
        record = json.loads((Path(folder) / "ocpi-report" / "report.json").read_text())
    (played,) = (step for step in record["scenarios"][0]["steps"] if step["action"] == "repeat")
    return count / float(played["duration"])


def bare(url: str, count: int, *header: str) -> float:
    """The bare loop in a process of its own."""
    command = [sys.executable, str(HERE / "bare.py"), url, str(count), *header]
    done = subprocess.run(command, capture_output=True, text=True)
    return float(done.stdout)


def median(rounds: int, measure: Callable[[], float]) -> float:
    """The median of several rounds."""
    return statistics.median(measure() for _ in range(rounds))


def rows(rounds: int) -> Iterator[tuple[str, str, str]]:
    """What was measured, the figure, the goal."""
    folder = Path(tempfile.mkdtemp())
    port = free_port()
    with process(sys.executable, str(HERE / "peer.py"), str(port), until="ready"):
        url = f"http://127.0.0.1:{port}/ocpi/locations/LOC0001"
        loop = median(rounds, lambda: bare(url, 1000))
        thousand = scenario(PLAIN, folder, count=1000, url=url)
        steps = median(rounds, lambda: per_second(thousand, 1000))
        yield "bare asynchronous httpx loop", f"{loop:,.0f} requests/s", ""
        yield "the same work in a scenario, recorded and judged", f"{steps:,.0f} steps/s ({steps / loop:.0%})", "≥ 67 %"
        whole = median(rounds, lambda: seconds(*COMMAND, thousand, "-q"))
        yield "those 1,000 steps, process start to exit, both reports written", f"{whole:.2f} s", ""
        one = scenario(PLAIN, folder, count=1, url=url)
        call = [*COMMAND, one, "-q", "--env", f"cpo={url}"]
        yield "one step, process start to exit", f"{median(rounds * 2, lambda: seconds(*call)):.2f} s", "< 0.35 s"
    yield from served(rounds, folder)
    yield "`--help`", f"{median(rounds * 2, lambda: seconds(*COMMAND, '--help')):.3f} s", "< 0.15 s"
    eighty = folder / "eighty.yaml"
    step = "- send: GET ${emsp.versions_url}\n  assert: {http: 200, status_code: 1000}\n  save: {x: $}\n"
    eighty.write_text("scenario: Eighty steps\nsteps:\n" + step * 80)
    checked = median(rounds * 2, lambda: seconds(*COMMAND, "check", str(eighty)))
    yield "`check` of an 80-step file", f"{checked:.3f} s", "< 0.15 s"
    both = median(rounds, lambda: seconds(*COMMAND, "registration", "-q", "--ocpi", "2.2.1"))
    yield "`registration` with the built-in counterpart", f"{both:.2f} s", "< 1 s"


def served(rounds: int, folder: Path) -> Iterator[tuple[str, str, str]]:
    """The mock party, and steps against it."""
    port = free_port()
    serve = ["serve", "emsp", "-q", "--port", str(port), "--store", "memory:", "--fixed-tokens"]
    with process(*COMMAND, *serve, "--journal", str(folder / "journal.jsonl"), until="serves OCPI"):
        url = f"http://127.0.0.1:{port}/versions"
        env, body = ("--env", f"emsp={url}", "--fixed-tokens"), large_location()
        seconds(*COMMAND, scenario(LOCATION, folder, count=1, body=body), "-q", *env)
        target = f"http://127.0.0.1:{port}/2.2.1/locations/NL/TST/LARGE"
        many = scenario(LOCATION, folder, count=800, body=body)
        steps = median(rounds, lambda: per_second(many, 800, *env))
        yield f"steps whose answer is a Location of {size(target):,} bytes, judged", f"{steps:,.0f} steps/s", "≥ 400/s"
        if shutil.which("wrk"):
            gets = median(rounds, lambda: wrk(target))
            yield "mock party: GETs of that Location, recorded and judged", f"{gets:,.0f}/s", "≥ 7,000/s"


def size(url: str) -> int:
    """Bytes of an answer."""
    request = urllib.request.Request(url, headers={"Authorization": "Token Q0NDX0NDQ19DQ0M="})
    with urllib.request.urlopen(request) as answer:
        return len(answer.read())


def wrk(url: str) -> float:
    """Requests per second under 32 connections."""
    command = ["wrk", "-t1", "-c32", "-d4s", "-s", str(HERE / "wrk.lua"), url]
    text = subprocess.run(command, capture_output=True, text=True).stdout
    if "Non-2xx" in text:
        raise SystemExit(f"wrk met errors:\n{text}")
    return float(re.findall(r"Requests/sec:\s+([\d.]+)", text)[0])


def memory() -> Iterator[tuple[str, str, str]]:
    """Peak memory of runs of 10,000 and 100,000 exchanges."""
    folder, port = Path(tempfile.mkdtemp()), free_port()
    with process(sys.executable, str(HERE / "peer.py"), str(port), until="ready"):
        url = f"http://127.0.0.1:{port}/ocpi/locations/LOC0001"
        for count in (10_000, 100_000):
            path = scenario(PLAIN, folder, count=count, url=url)
            out = Path(tempfile.mkdtemp())
            call = [*COMMAND, path, "-q", "--max-time", "3600", "--env", f"cpo={url}"]
            subprocess.run(call, cwd=out, capture_output=True)
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            pages = {each.name: each.stat().st_size / 1e6 for each in (out / "ocpi-report").iterdir()}
            told = json.loads((out / "ocpi-report" / "report.json").read_text())["exchanges_seen"]
            sizes = ", ".join(f"{name} {megabytes:.1f} MB" for name, megabytes in sorted(pages.items()))
            yield f"peak memory, {told:,} exchanges", f"{peak:.0f} MB ({sizes})", "flat"


def main() -> None:
    """Print the table."""
    rounds = 1 if "--quick" in sys.argv else 3
    print("| what | measured | goal |\n|---|---|---|", flush=True)
    for row in memory() if "--memory" in sys.argv else rows(rounds):
        print(f"| {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main()
