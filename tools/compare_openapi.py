"""Compares the bundled schemas with OpenAPI documents: `python tools/compare_openapi.py FOLDER`.

FOLDER is a checkout of the repository ocpi/openapi-specification. Prints each difference; each is in
`tools/openapi_differences.tsv` with who is right. Exit code 0 when there is no other. An OpenAPI document knows no
CiString and says nothing of `null`: neither is compared.
"""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import known
import yaml
from shapes import Difference, Enum, Member, Shapes, differences, longest_match, read_schemas, type_of

HERE = Path(__file__).parent
SCHEMAS = HERE.parent / "schemas" / "ocpi"
TABLE = HERE / "openapi_differences.tsv"
VERSIONS = ("2.2.1", "2.3.0")
NAMES = {"OCPIResponse": "Response"}  #: what they call by another name
FORMATS = {"date-time": "DateTime", "uri": "URL", "url": "URL"}
KINDS = {"integer": "int", "number": "number", "boolean": "boolean", "string": "string"}


def read_openapi(folder: Path) -> Shapes:
    """What the OpenAPI documents of a version say of its objects and enums."""
    shapes = Shapes()
    for file in [*sorted(folder.glob("modules/*/schema.yaml")), folder / "components" / "schema.yaml"]:
        document = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
        for name, schema in document["components"].get("schemas", {}).items():
            if "properties" in schema:
                shapes.objects[NAMES.get(name, name)] = {
                    prop: read_member(schema, prop) for prop in schema["properties"]
                }
            elif "enum" in schema:
                shapes.enums[name] = Enum(tuple(schema["enum"]))
    return shapes


def read_member(owner: dict[str, Any], name: str) -> Member:
    """One property of an object."""
    schema = owner["properties"][name]
    needed, many = name in owner.get("required", ()), "items" in schema
    cardinality = ("+" if schema.get("minItems") else "list") if needed and many else "1" if needed else "?*"[many]
    one = schema.get("items", schema)
    pattern = anchored(one.get("pattern", ""))
    kind = FORMATS.get(one.get("format", ""), KINDS.get(one.get("type", ""), one.get("type", "")))
    return Member(
        type_of(one) if "$ref" in one or "enum" in one else kind or "any",
        cardinality,
        length=str(one.get("maxLength") or longest_match(pattern) or ""),
        shortest=str(one.get("minLength", "")),
        pattern=pattern,
        largest=str(one.get("maximum", "")),
        smallest=str(one.get("minimum", "")),
    )


def anchored(pattern: str) -> str:
    """A pattern as ours are written."""
    bare = pattern.removeprefix("^").removesuffix("$").replace(r"\d", "[0-9]")
    return f"^({bare})$" if bare else ""


def plain(shapes: Shapes) -> Shapes:
    """Our schemas as far as an OpenAPI document can say the same."""
    objects = {
        name: {prop: plain_member(member) for prop, member in members.items()}
        for name, members in shapes.objects.items()
    }
    return Shapes(objects, shapes.enums)


def plain_member(member: Member) -> Member:
    """A property without what an OpenAPI document cannot say."""
    kind = "string" if member.type == "CiString" else member.type
    return replace(member, type=kind, pattern=member.pattern.replace("|#NA)", ")"), without="")


def main() -> int:
    """Compare both versions."""
    if len(sys.argv) != 2 or not all((Path(sys.argv[1]) / "ocpi" / v).is_dir() for v in VERSIONS):
        print(__doc__, file=sys.stderr)
        return 2
    found: list[tuple[str, Difference]] = []
    for version in VERSIONS:
        theirs = read_openapi(Path(sys.argv[1]) / "ocpi" / version)
        each = [(version, difference) for difference in differences(theirs, plain(read_schemas(SCHEMAS, version)))]
        counted = sum(len(members) for members in theirs.objects.values())
        print(f"{version}: {len(theirs.objects)} objects, {counted} properties, {len(each)} differ")
        found += each
    return known.report(TABLE, found, ("OpenAPI", "schema"))


if __name__ == "__main__":
    sys.exit(main())
