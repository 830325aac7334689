"""Compares the bundled schemas with tables of facts: `python tools/compare_facts.py FOLDER_OF_FACTS`.

The folder has one `ocpi-VERSION.json` for each of the six tables. Prints each difference; those that are meant are in
`tools/differences.tsv` with the reason. Exit code 0 when there is no other. It reads the schemas themselves and shares
nothing with the tool that makes them.
"""

import json
import sys
from pathlib import Path
from typing import Any

import known
from shapes import Difference, Enum, Member, Shapes, differences, longest_match, read_schemas

HERE = Path(__file__).parent
SCHEMAS = HERE.parent / "schemas" / "ocpi"
TABLE = HERE / "differences.tsv"

#: Table of facts -> the version whose schemas must say the same.
FILES = {
    "2.1.1": "2.1.1",
    "2.2": "2.2",
    "2.2.1": "2.2.1",
    "2.3.0": "2.3.0",
    "2.3.0-bookings": "2.3.0",
    "2.3.0-payments": "2.3.0",
}
CHARSETS = {"printable ASCII (0x20-0x7E)": r"^[\x20-\x7E]*$", "printable UTF-8": r"^[^\u0000-\u001F\u007F]*$"}


def read_facts(data: dict[str, Any]) -> Shapes:
    """What a table of facts says."""
    shapes = Shapes()
    for name, entry in data["objects"].items():
        shapes.objects[name] = {
            member: read_member(data, f"{name}.{member}", facts) for member, facts in entry["properties"].items()
        }
    for name, entry in data["enums"].items():
        shapes.enums[name] = Enum(tuple(entry["values"]), "open" if entry["open"] else "closed")
    for name, entry in data["primitive_types"].items():
        if name in ("string", "CiString", "DateTime", "URL"):
            shapes.primitives.update(limits_of_primitive(name, entry))
    return shapes


def limits_of_primitive(name: str, entry: dict[str, Any]) -> dict[str, str]:
    """The limits that a primitive type has everywhere."""
    pattern = entry.get("regex_derived") or CHARSETS.get(entry.get("charset", ""))
    made = {f"{name} length": str(entry["max_length"])} if "max_length" in entry else {}
    return made | ({f"{name} pattern": pattern} if pattern else {})


def read_member(data: dict[str, Any], place: str, facts: dict[str, Any]) -> Member:
    """One property."""
    mark = (data["primitive_types"].get("_no_data_marker") or {}).get("value")
    regex = data["patterns"].get(place, {}).get("regex", "")
    missing = f"|{mark}" if mark and facts["card"] == "1" else ""
    choice = "one of several, " if facts.get("oneof_group") else ""
    session_only = place == "CDR.charging_periods" and data["enums"]["CdrDimensionType"].get("session_only")
    digits = facts.get("max_digits")
    return Member(
        facts["type"],
        choice + facts["card"],
        length=str(facts.get("max_length") or longest_match(regex) or ""),
        shortest=str(facts.get("min_length") or ""),
        pattern=f"^({regex}{missing})$" if regex else "",
        largest=str(10**digits - 1) if digits else "",
        without=" ".join(session_only or ()),
    )


def main() -> int:
    """Compare every table."""
    if len(sys.argv) != 2 or not all((Path(sys.argv[1]) / f"ocpi-{name}.json").is_file() for name in FILES):
        print(__doc__, file=sys.stderr)
        return 2
    found: list[tuple[str, Difference]] = []
    for name, version in FILES.items():
        facts = read_facts(json.loads((Path(sys.argv[1]) / f"ocpi-{name}.json").read_text("utf-8")))
        schemas = read_schemas(SCHEMAS, version)
        each = [(name, difference) for difference in differences(facts, schemas)]
        counted = sum(len(members) for members in facts.objects.values())
        print(
            f"{name}: {len(facts.objects)} objects, {counted} properties, {len(facts.enums)} enums, {len(each)} differ"
        )
        found += each
    return known.report(TABLE, found, ("facts", "schema"))


if __name__ == "__main__":
    sys.exit(main())
