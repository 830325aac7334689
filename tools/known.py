"""The differences that are known and explained, and what is left when they are taken away."""

from collections.abc import Iterable
from pathlib import Path

from shapes import Difference

HEAD = "versions\tplace\taspect\ttheirs\tours\treason"
Row = tuple[str, str, str, str, str, str]


def read(file: Path) -> list[Row]:
    """The rows of a table: versions, place, aspect, theirs, ours, reason."""
    lines = [line for line in file.read_text("utf-8").splitlines() if line.strip()]
    if lines[:1] != [HEAD]:
        raise ValueError(f"{file} must begin with: {HEAD}")
    rows = [tuple(line.split("\t")) for line in lines[1:]]
    for row in rows:
        if len(row) != 6 or not all(row):
            raise ValueError(f"{file}: six columns are needed, none of them empty: {row}")
    return rows  # type: ignore[return-value]


def keyed(rows: Iterable[Row]) -> dict[tuple[str, Difference], str]:
    """(version, difference) -> reason."""
    return {
        (version, Difference(place, aspect, theirs, ours)): reason
        for versions, place, aspect, theirs, ours, reason in rows
        for version in versions.split()
    }


def report(file: Path, found: list[tuple[str, Difference]], names: tuple[str, str]) -> int:
    """Print each difference with its reason, and what has none; 0 when everything is explained and nothing else is."""
    known = keyed(read(file))
    for key in found:
        version, each = key
        line = f"{version} {each.place} {each.aspect}: {names[0]} {each.theirs}, {names[1]} {each.ours}"
        print(f"{'known' if key in known else 'NEW'}\t{line}\t{known.get(key, '')}".rstrip())
    stale = [key for key in known if key not in set(found)]
    for version, each in stale:
        print(f"GONE\t{version} {each.place} {each.aspect}: {each.theirs} / {each.ours} is listed and is no difference")
    new = sum(key not in known for key in found)
    print(f"{len(found)} differences: {len(found) - new} known, {new} new; {len(stale)} listed and gone")
    return 1 if new or stale else 0
