"""Judges the samples of the specification: `python tools/judge_examples.py FOLDER_OF_EXAMPLES`.

The folder has the samples, an `index.json` that says what each is, and a `mismatches.json` that says what is wrong with
which; none of it is part of this project. Prints where we agree and where not. What we see otherwise on purpose is in
`tools/example_differences.tsv` with the reason; exit code 0 when there is nothing else.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from ocpi_runner.checks.schema import problems
from ocpi_runner.checks.values import judge_value
from ocpi_runner.ocpi.versions import VERSIONS

TABLE = Path(__file__).parent / "example_differences.tsv"
HEAD = "files\tplace\tkind\treason"
OURS = "only ours"  #: the kind of what we say and they do not
NOTHING_WRONG = "no violation"
Row = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is said to be wrong with a sample."""

    file: str
    place: str  #: "evses[0].status"
    kind: str  #: "required"; `OURS` when only we say so
    message: str


def read(file: Path, entry: dict[str, Any]) -> Any:
    """The value of a sample; of those that are no JSON, what was meant."""
    text = file.read_text("utf-8")
    if entry.get("parses_when_wrapped_in_braces"):
        text = f"{{{text}}}"
    return json.loads(text if entry["parses"] else re.sub(r",(\s*[}\]])", r"\1", text))


def parts(entry: dict[str, Any], value: Any) -> Iterator[tuple[str, str, Any, bool]]:
    """The objects in a sample: their place, name and value, and whether it is a fragment; `data` is no place."""
    name = entry["object"].removesuffix("[]").replace("(none)", "")
    if entry["usage"] == "response":
        yield "$", "Response", value, False
        value = value.get("data")
    if isinstance(value, list):
        yield from ((f"$[{index}]", name, each, False) for index, each in enumerate(value) if name)
    elif name:
        yield "$", name, value, entry["usage"] in ("patch", "fragment")


def judged(entry: dict[str, Any], value: Any) -> Iterator[Told]:
    """What we say of a sample: by its rules too, as far as we speak its version."""
    number = entry["version"].split("-")[0]
    for root, name, each, patch in parts(entry, value):
        if number in VERSIONS:
            found = judge_value(VERSIONS[number], name, each, patch=patch, root=root).findings
            rows = [(one.path, f"{one.requirement} {one.message}") for one in found]
        else:
            rows = [(one.path(root), one.message()) for one in problems(number, name, each, patch)]
        yield from (Told(entry["file"], path.lstrip("$").lstrip("."), OURS, text) for path, text in rows)


def agree(theirs: Told, ours: Told) -> bool:
    """Whether two are about the same place, or one about something inside the other."""
    inside = ours.place.startswith((f"{theirs.place}.", f"{theirs.place}[")) or not theirs.place
    return theirs.file == ours.file and (ours.place == theirs.place or inside)


def explained(told: Told, rows: list[Row]) -> str:
    """The reason of a disagreement, if it has one."""
    for files, place, kind, reason in rows:
        if fnmatchcase(told.file, files) and fnmatchcase(told.place, place) and told.kind == kind:
            return reason
    return ""


def read_table() -> list[Row]:
    """The disagreements that are explained: file, place and kind as patterns, and the reason."""
    lines = TABLE.read_text("utf-8").splitlines()
    rows = [tuple(line.replace("[", "[[]").split("\t")) for line in lines[1:]]
    if lines[0] != HEAD or not all(len(row) == 4 and all(row) for row in rows):
        raise ValueError(f"{TABLE} must have four columns, none of them empty: {HEAD}")
    return rows  # type: ignore[return-value]


def disagreements(folder: Path) -> Iterator[Told]:
    """What only one side says, printing what both do."""
    listed = json.loads((folder / "mismatches.json").read_text("utf-8"))
    index, agreed = json.loads((folder / "index.json").read_text("utf-8")), 0
    for entry in index:
        theirs = [Told(entry["file"], m["path"], m["kind"], m["message"]) for m in listed if m["file"] == entry["file"]]
        wrong = {m["path"]: m["verdict"] != NOTHING_WRONG for m in listed if m["file"] == entry["file"]}
        ours = list(judged(entry, read(folder / entry["file"], entry)))
        for one in theirs:
            found = any(agree(one, each) for each in ours)
            if found == wrong[one.place]:
                agreed += 1
                print(f"agreed\t{one.file}\t{one.place}\t{one.kind}: {one.message}")
            else:
                yield one
        yield from (each for each in ours if not any(agree(one, each) for one in theirs))
    print(f"{len(index)} samples; {agreed} of {len(listed)} mismatches agreed")


def main() -> int:
    """Judge every sample."""
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "index.json").is_file():
        print(__doc__, file=sys.stderr)
        return 2
    rows = read_table()
    found = list(disagreements(Path(sys.argv[1])))
    reasons = [explained(each, rows) for each in found]
    for each, reason in zip(found, reasons, strict=True):
        kind = "explained" if reason else "NEW"
        print(f"{kind}\t{each.file}\t{each.place}\t{each.kind}: {each.message}\t{reason}".rstrip())
    new = reasons.count("")
    print(f"{len(found)} disagreements: {len(found) - new} explained, {new} new")
    return 1 if new else 0


if __name__ == "__main__":
    sys.exit(main())
