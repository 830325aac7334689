"""Makes JSON Schemas from tables of facts: `python tools/make_schemas.py FOLDER_OF_FACTS [FOLDER_FOR_SCHEMAS]`.

The tables give, per object, each property's type, length and cardinality. Strict where the specification is, tolerant
where it is silent: unknown properties are allowed, an optional one may be null, an optional list may be empty.
`X.patch` is the fragment of `X` that a PATCH may send: the same, with nothing required.
"""

import json
import sys
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent.parent / "schemas" / "ocpi"
VERSIONS = ("2.2", "2.2.1")
BASE = "https://ocpi-run.dev/schemas/ocpi"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

DATE_TIME = (
    r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?Z?$"
)
PRIMITIVES: dict[str, Schema] = {
    "string": {"type": "string", "pattern": "^[^\\u0000-\\u001F\\u007F]*$"},
    "CiString": {"type": "string", "pattern": "^[\\x20-\\x7E]*$"},
    "DateTime": {"type": "string", "maxLength": 25, "pattern": DATE_TIME},
    "URL": {"type": "string", "maxLength": 255, "pattern": "^[A-Za-z][A-Za-z0-9+.-]*:[^\\s]+$"},
    "number": {"type": "number"},
    "int": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "any": {},
}

#: Enums that others may extend, and how the further values look: a party's own modules have its code before their
#: name, and a platform may offer versions that were not known when this one was written.
EXTENSIONS = {
    "ModuleID": "^[A-Za-z]{2}[-_]?[A-Za-z0-9]{3}[-_].+$",
    "VersionNumber": r"^[0-9]+\.[0-9]+(\.[0-9]+)?$",
}

#: Limits that the text gives and the tables do not.
LIMITS: dict[str, Schema] = {"RegularHours.weekday": {"minimum": 1, "maximum": 7}}

#: Dimensions of a running session have no place in its CDR.
SESSION_ONLY = ("CDR.charging_periods", "CdrDimensionType")


class Facts:
    """One version's tables."""

    def __init__(self, path: Path) -> None:
        self.data = json.loads(path.read_text("utf-8"))
        self.version: str = self.data["version"]
        kinds = {**self.data["objects"], **self.data["enums"]}
        self.modules: dict[str, str] = {name: entry["module"] for name, entry in kinds.items()}

    def schemas(self) -> dict[str, Schema]:
        """File name -> schema."""
        files: dict[str, Schema] = {"types.json": self.shell("types", {f"_{n}": s for n, s in PRIMITIVES.items()})}
        for module in sorted(set(self.modules.values())):
            mine = sorted(name for name, where in self.modules.items() if where == module)
            made = {key: schema for name in mine for key, schema in self.definitions(name)}
            if module == "types":
                files["types.json"]["$defs"].update(made)
            else:
                files[f"{module}.json"] = self.shell(module, made)
        return files

    def shell(self, module: str, definitions: dict[str, Schema]) -> Schema:
        """A schema file around its definitions."""
        return {
            "$schema": DIALECT,
            "$id": f"{BASE}/{self.version}/{module}.json",
            "title": f"OCPI {self.version}: {module}",
            "$defs": definitions,
        }

    def definitions(self, name: str) -> list[tuple[str, Schema]]:
        """An enum, or an object and its PATCH fragment."""
        if name in self.data["enums"]:
            return [(name, self.enum(name))]
        properties = self.data["objects"][name]["properties"]
        made = {prop: self.property(name, prop, facts) for prop, facts in properties.items()}
        required = [prop for prop, facts in properties.items() if facts["card"] in ("1", "+")]
        whole: Schema = {"type": "object", "properties": made}
        return [(name, whole | ({"required": required} if required else {})), (f"{name}.patch", whole)]

    def enum(self, name: str) -> Schema:
        """The values of an enum, and what others may add to it."""
        values: Schema = {"enum": self.data["enums"][name]["values"]}
        if name in EXTENSIONS:
            return {"type": "string", "anyOf": [values, {"pattern": EXTENSIONS[name]}]}
        return {"type": "string", **values}

    def property(self, owner: str, name: str, facts: dict[str, Any]) -> Schema:
        """One property, by its cardinality."""
        one = self.value(owner, name, facts)
        card = facts["card"]
        if card == "1" or not one:
            return one
        if card == "?":
            return {"anyOf": [one, {"type": "null"}]}
        if card == "+":
            return {"type": "array", "minItems": 1, "items": one}
        return {"anyOf": [{"type": "array", "items": one}, {"type": "null"}]}

    def value(self, owner: str, name: str, facts: dict[str, Any]) -> Schema:
        """One value: a primitive with its limits, or a reference."""
        kind, place = facts["type"], f"{owner}.{name}"
        if kind not in PRIMITIVES:
            return {"$ref": self.reference(kind), **self.without_session_only(place)}
        if kind == "any":
            return {}
        limits = self.limits(place, facts)
        reference = {"$ref": f"{BASE}/{self.version}/types.json#/$defs/_{kind}"}
        return {"allOf": [reference], **limits} if limits else reference

    def limits(self, place: str, facts: dict[str, Any]) -> Schema:
        """Length, digits and pattern. A stated pattern bounds the length too; the tables are narrower by mistake."""
        limits: Schema = {}
        pattern = self.data["patterns"].get(place)
        if pattern and not pattern["origin"].startswith("stated"):
            pattern = None  # ours, not the specification's: a check of its own warns
        if facts.get("max_length") and not pattern:
            limits["maxLength"] = facts["max_length"]
        if facts.get("max_digits"):
            limits["maximum"] = 10 ** facts["max_digits"] - 1
        if pattern:
            missing = "|#NA" if self.has_missing_mark() and facts["card"] == "1" else ""
            limits["pattern"] = f"^({pattern['regex']}{missing})$"
        return limits | LIMITS.get(place, {})

    def without_session_only(self, place: str) -> Schema:
        """What a CDR adds to the definition of its charging periods."""
        where, enum = SESSION_ONLY
        if place != where:
            return {}
        refused: Schema = {"not": {"enum": self.data["enums"][enum]["session_only"]}}
        dimension = {"properties": {"type": refused}}
        return {"properties": {"dimensions": {"items": dimension}}}

    def has_missing_mark(self) -> bool:
        """Whether the version knows `#NA` for a required string that cannot be filled."""
        return self.version in ("2.2.1", "2.3.0")

    def reference(self, kind: str) -> str:
        """Where another object or enum is defined."""
        return f"{BASE}/{self.version}/{self.modules[kind]}.json#/$defs/{kind}"


def main() -> None:
    """Write every file of every version."""
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else OUT
    for version in VERSIONS:
        folder = out / version
        folder.mkdir(parents=True, exist_ok=True)
        for name, schema in Facts(Path(sys.argv[1]) / f"ocpi-{version}.json").schemas().items():
            (folder / name).write_text(json.dumps(schema, indent=1, ensure_ascii=True) + "\n", encoding="utf-8")
        print(version, len(list(folder.glob("*.json"))), "files")


if __name__ == "__main__":
    main()
