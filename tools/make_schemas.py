"""Makes JSON Schemas from tables of facts: `python tools/make_schemas.py FOLDER_OF_FACTS`.

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

DATE_TIME = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?Z?$"
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
            return [(name, {"type": "string", "enum": self.data["enums"][name]["values"]})]
        properties = self.data["objects"][name]["properties"]
        made = {prop: self.property(name, prop, facts) for prop, facts in properties.items()}
        required = [prop for prop, facts in properties.items() if facts["card"] in ("1", "+")]
        whole: Schema = {"type": "object", "properties": made}
        return [(name, whole | ({"required": required} if required else {})), (f"{name}.patch", whole)]

    def property(self, owner: str, name: str, facts: dict[str, Any]) -> Schema:
        """One property, by its cardinality."""
        one = self.value(owner, name, facts)
        card = facts["card"]
        if card == "1":
            return one
        if card == "?":
            return {"anyOf": [one, {"type": "null"}]}
        if card == "+":
            return {"type": "array", "minItems": 1, "items": one}
        return {"anyOf": [{"type": "array", "items": one}, {"type": "null"}]}

    def value(self, owner: str, name: str, facts: dict[str, Any]) -> Schema:
        """One value: a primitive with its limits, or a reference."""
        kind = facts["type"]
        if kind not in PRIMITIVES:
            return {"$ref": self.reference(kind)}
        if kind == "any":
            return {}
        extra: Schema = {}
        if facts.get("max_length"):
            extra["maxLength"] = facts["max_length"]
        if facts.get("max_digits"):
            extra["maximum"] = 10 ** facts["max_digits"] - 1
        pattern = self.data["patterns"].get(f"{owner}.{name}")
        if pattern:
            missing = "|#NA" if self.has_missing_mark() and facts["card"] == "1" else ""
            extra["pattern"] = f"^({pattern['regex']}{missing})$"
        reference = {"$ref": f"{BASE}/{self.version}/types.json#/$defs/_{kind}"}
        return {"allOf": [reference], **extra} if extra else reference

    def has_missing_mark(self) -> bool:
        """Whether the version knows `#NA` for a required string that cannot be filled."""
        return any(self.version == version for version in ("2.2.1", "2.3.0"))

    def reference(self, kind: str) -> str:
        """Where another object or enum is defined."""
        return f"{BASE}/{self.version}/{self.modules[kind]}.json#/$defs/{kind}"


def main() -> None:
    """Write every file of every version."""
    for version in VERSIONS:
        folder = OUT / version
        folder.mkdir(parents=True, exist_ok=True)
        for name, schema in Facts(Path(sys.argv[1]) / f"ocpi-{version}.json").schemas().items():
            (folder / name).write_text(json.dumps(schema, indent=1, ensure_ascii=True) + "\n", encoding="utf-8")
        print(version, len(list(folder.glob("*.json"))), "files")


if __name__ == "__main__":
    main()
