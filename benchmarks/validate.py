"""`python benchmarks/validate.py [MEGABYTES…]`: `ocpi-run validate` on files of distinct Locations; time and memory."""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MEGABYTE = 1_000_000
NOW = "2026-11-25T02:08:21Z"


def location(number: int) -> dict[str, object]:
    """A valid Location of 3 kB; no two are alike."""
    return {
        "country_code": "NL",
        "party_id": "TST",
        "id": f"LOC{number:07}",
        "publish": True,
        "name": f"Garage {number}",
        "address": f"Dam {number}",
        "city": "Amsterdam",
        "postal_code": "1012 JS",
        "country": "NLD",
        "coordinates": {"latitude": f"52.{number % 1_000_000:06}", "longitude": "4.892222"},
        "time_zone": "Europe/Amsterdam",
        "evses": [evse(number, index) for index in range(6)],
        "last_updated": NOW,
    }


def evse(number: int, index: int) -> dict[str, object]:
    """One of its EVSEs."""
    return {
        "uid": f"{number}-{index}",
        "evse_id": f"NL*TST*E{number}*{index}",
        "status": "AVAILABLE",
        "capabilities": ["RFID_READER", "REMOTE_START_STOP_CAPABLE"],
        "connectors": [connector(each) for each in ("1", "2")],
        "last_updated": NOW,
    }


def connector(id: str) -> dict[str, object]:
    """One of its connectors."""
    return {
        "id": id,
        "standard": "IEC_62196_T2",
        "format": "SOCKET",
        "power_type": "AC_3_PHASE",
        "max_voltage": 230,
        "max_amperage": 32,
        "last_updated": NOW,
    }


def write(path: Path, size: int, lines: bool) -> int:
    """A file of so many bytes, an envelope with a list, or JSON lines; how many Locations it has."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        written = file.write("" if lines else '{"status_code": 1000, "data": [')
        while written < size:
            between = "" if not count else ("\n" if lines else ",\n")
            written += file.write(between + json.dumps(location(count)))
            count += 1
        file.write("\n" if lines else f'], "timestamp": "{NOW}"}}\n')
    return count


def measure(path: Path) -> tuple[float, int, str]:
    """Seconds, peak memory in MB, and the line with the outcome."""
    command = [sys.executable, "-m", "ocpi_runner", "validate", str(path), "--ocpi", "2.2.1", "--quiet"]
    begun = time.perf_counter()
    ended = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    said, _ = ended.communicate()
    taken = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return taken, peak, said.strip().splitlines()[-2]


def first(folder: Path) -> float:
    """Seconds for one Location of which nothing is told, the median of five."""
    path = folder / "one.json"
    path.write_text(json.dumps(location(0)), encoding="utf-8")
    command = [sys.executable, "-m", "ocpi_runner", "validate", str(path)]
    rounds = []
    for _ in range(5):
        begun = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        rounds.append(time.perf_counter() - begun)
    return statistics.median(rounds)


def main() -> None:
    """Measure one Location, then each size in both forms, the small ones first: the peaks of children only rise."""
    sizes = sorted(map(int, sys.argv[1:])) or [100]
    with tempfile.TemporaryDirectory() as folder:
        print(f"| `validate`, one Location, guessed, process start to exit | {first(Path(folder)):.2f} s | < 0.3 s |")
        for size in sizes:
            for lines in (False, True):
                path = Path(folder) / f"locations{'.jsonl' if lines else '.json'}"
                count = write(path, size * MEGABYTE, lines)
                taken, peak, said = measure(path)
                form = "JSON lines" if lines else "an envelope"
                print(f"| `validate`, {size} MB, {form}: {count:,} Locations | {taken:.1f} s, {peak} MB | |")
                print(f"    {said}", file=sys.stderr)
                path.unlink()


if __name__ == "__main__":
    main()
