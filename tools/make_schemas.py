"""Makes JSON Schemas from tables of facts: `python tools/make_schemas.py FOLDER_OF_FACTS [FOLDER_FOR_SCHEMAS]`.

The tables give, per object, each property's type, length and cardinality. Strict where the specification is, tolerant
where it is silent: unknown properties are allowed, an optional one may be null, an optional list may be empty.
`X.patch` is the fragment of `X` that a PATCH may send: the same, with nothing required, also in the objects that it
holds; the elements of a list are whole, because a list is replaced as one.
"""

import json
import sys
from pathlib import Path
from typing import Any

Schema = dict[str, Any]
OUT = Path(__file__).parent.parent / "schemas" / "ocpi"
BASE = "https://ocpi-run.dev/schemas/ocpi"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

#: Version -> the modules that others may add to it, each with tables of its own.
VERSIONS: dict[str, tuple[str, ...]] = {"2.1.1": (), "2.2": (), "2.2.1": (), "2.3.0": ("bookings", "payments")}

DATE_TIME = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?Z?$"
ASCII = r"^[\x20-\x7E]*$"
#: A string of 2.1.1 is ASCII by its text and not in the field: a check with a setting of its own judges that.
PRIMITIVES: dict[str, Schema] = {
    "string": {"type": "string", "pattern": "^[^\\u0000-\\u001F\\u007F-\\u009F]*$"},
    "CiString": {"type": "string", "pattern": ASCII},
    "DateTime": {"type": "string", "maxLength": 25, "pattern": DATE_TIME},
    "URL": {"type": "string", "maxLength": 255, "pattern": "^[A-Za-z][A-Za-z0-9+.-]*:[^\\s]+$"},
    "number": {"type": "number"},
    "int": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "any": {},
}
#: What a value of an OpenEnum looks like; those that are listed stand beside it as examples.
OPEN: Schema = {"type": "string", "minLength": 1, "pattern": ASCII}

#: Closed enums that others extend all the same, and how the further values look: a party's own modules have its code
#: before their name, and a platform may offer versions that were not known when this one was written.
EXTENSIONS = {
    "ModuleID": "^[A-Za-z]{2}[-_]?[A-Za-z0-9]{3}[-_].+$",
    "VersionNumber": r"^[0-9]+\.[0-9]+(\.[0-9]+)?$",
}
#: Values that the text uses and its tables leave out: the role of a payment terminal provider, and module names.
USED = {
    ("2.3.0", "Role"): ("PTP",),
    ("2.3.0", "ModuleID"): ("invoicereconciliation", "bookings", "payments"),
}
#: A property whose table names one enum and links to another: both are borne.
BOTH = {"Cancellation.who_canceled": "InterfaceRole"}

#: Limits that the text gives and the tables do not.
LIMITS: dict[str, Schema] = {"RegularHours.weekday": {"minimum": 1, "maximum": 7}}
#: Lengths that are too small for what has to fit: the ids of credit CDRs are longer than those of others.
LENGTHS = {"InvoiceReconciliationRecord.cdrs": 39}

#: Dimensions of a running session have no place in its CDR.
SESSION_ONLY = ("CDR.charging_periods", "CdrDimensionType")
#: A property that is needed unless another has a value: nothing was paid where the capture failed.
UNLESS = {"FinancialAdviceConfirmation": ("eft_data", "capture_status_code", "FAILED")}


def read(folder: Path, version: str) -> Schema:
    """The tables of a version, and in them what its add-on modules add."""
    data: Schema = json.loads((folder / f"ocpi-{version}.json").read_text("utf-8"))
    for module in VERSIONS[version]:
        more = json.loads((folder / f"ocpi-{version}-{module}.json").read_text("utf-8"))
        for line in more[f"delta_vs_{version}_core"]["added_by_module"]:
            what, _, name = line.partition(" ")
            add(data, more, module, what, *name.split("."))
    return data


def add(data: Schema, more: Schema, module: str, what: str, name: str, member: str = "") -> None:
    """One addition: an object, an enum, a property of an object that may be left out, or a value of an enum."""
    if what in ("object", "enum"):
        data[f"{what}s"][name] = more[f"{what}s"][name] | {"module": module}
    elif what == "property":
        data["objects"][name]["properties"][member] = more["objects"][name]["properties"][member]
    else:
        data["enums"][name]["values"].append(member)


class Tables:
    """One version's tables, and the schemas made of them."""

    def __init__(self, data: Schema) -> None:
        self.data = data
        self.version: str = data["version"]
        kinds = {**data["objects"], **data["enums"]}
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
        whole = self.object({prop: self.property(name, prop, facts) for prop, facts in properties.items()})
        patch = self.object({prop: self.property(name, prop, facts, patch=True) for prop, facts in properties.items()})
        return [(name, whole | self.needed(name, properties)), (f"{name}.patch", patch)]

    @staticmethod
    def object(properties: Schema) -> Schema:
        """An object that may have these properties."""
        return {"type": "object", "properties": properties}

    def needed(self, name: str, properties: dict[str, Any]) -> Schema:
        """What an object must have."""
        member, other, value = UNLESS.get(name, ("", "", ""))
        choice = [prop for prop, facts in properties.items() if facts.get("oneof_group")]
        required = [prop for prop, facts in properties.items() if facts["card"] in ("1", "+")]
        always = [prop for prop in required if prop not in (*choice, member)]
        made: Schema = {"required": always} if always else {}
        if choice:
            made["anyOf"] = [{"required": [prop]} for prop in sorted(choice, key=lambda each: each not in required)]
        if member:
            made["if"] = {"properties": {other: {"const": value}}, "required": [other]}
            made["else"] = {"required": [member], "properties": {member: {"type": "array", "minItems": 1}}}
        return made

    def enum(self, name: str) -> Schema:
        """The values of an enum, and what others may add to it."""
        entry = self.data["enums"][name]
        values = [*entry["values"], *USED.get((self.version, name), ())]
        if entry["open"]:
            return OPEN | {"examples": values}
        if name in EXTENSIONS:
            return {"type": "string", "anyOf": [{"enum": values}, {"pattern": EXTENSIONS[name]}]}
        return {"type": "string", "enum": values}

    def property(self, owner: str, name: str, facts: dict[str, Any], *, patch: bool = False) -> Schema:
        """One property, by its cardinality."""
        card = self.cardinality(owner, name, facts)
        one = self.value(owner, name, facts, patch=patch and card in "1?")
        if card == "1" or not one:
            return one
        if card == "?":
            return {"anyOf": [one, {"type": "null"}]}
        if card == "+":
            return {"type": "array", "minItems": 1, "items": one}
        return {"anyOf": [{"type": "array", "items": one}, {"type": "null"}]}

    @staticmethod
    def cardinality(owner: str, name: str, facts: dict[str, Any]) -> str:
        """The cardinality of the tables; of a choice each may be left out, and so may what is not always needed."""
        if facts.get("oneof_group"):
            return {"1": "?"}.get(facts["card"], facts["card"])
        return "*" if name == UNLESS.get(owner, ("",))[0] else str(facts["card"])

    def value(self, owner: str, name: str, facts: dict[str, Any], *, patch: bool) -> Schema:
        """One value: a primitive with its limits, or a reference."""
        kind, place = facts["type"], f"{owner}.{name}"
        if place in BOTH:
            return {"type": "string", "enum": [*self.enum(kind)["enum"], *self.enum(BOTH[place])["enum"]]}
        if kind not in PRIMITIVES:
            partial = ".patch" if patch and kind in self.data["objects"] else ""
            return {"$ref": self.reference(kind) + partial, **self.without_session_only(place)}
        if kind == "any":
            return {}
        limits = self.limits(place, facts)
        reference = {"$ref": f"{BASE}/{self.version}/types.json#/$defs/_{kind}"}
        return {"allOf": [reference], **limits} if limits else reference

    def limits(self, place: str, facts: dict[str, Any]) -> Schema:
        """Length, digits and pattern."""
        limits: Schema = {}
        pattern = self.pattern(place)
        if facts.get("min_length"):
            limits["minLength"] = facts["min_length"]
        if facts.get("max_length") and not pattern:
            limits["maxLength"] = LENGTHS.get(place, facts["max_length"])
        if facts.get("max_digits"):
            limits["maximum"] = 10 ** facts["max_digits"] - 1
        if pattern:
            missing = "|#NA" if self.has_missing_mark() and facts["card"] == "1" else ""
            limits["pattern"] = f"^({pattern}{missing})$"
        return limits | LIMITS.get(place, {})

    def pattern(self, place: str) -> str:
        """The pattern of a property, as far as the text has one; a printed one bounds the length too.

        What is derived from examples or from advice is no pattern: a check of its own warns.
        """
        found = self.data["patterns"].get(place)
        return str(found["regex"]) if found and found["origin"].startswith("stated") else ""

    def without_session_only(self, place: str) -> Schema:
        """What a CDR adds to the definition of its charging periods."""
        where, enum = SESSION_ONLY
        values = self.data["enums"][enum].get("session_only")
        if place != where or not values:
            return {}
        dimension = {"properties": {"type": {"not": {"enum": values}}}}
        return {"properties": {"dimensions": {"items": dimension}}}

    def has_missing_mark(self) -> bool:
        """Whether the version knows `#NA` for a required string that cannot be filled."""
        return bool(self.data["primitive_types"].get("_no_data_marker"))

    def reference(self, kind: str) -> str:
        """Where another object or enum is defined."""
        return f"{BASE}/{self.version}/{self.modules[kind]}.json#/$defs/{kind}"


def main() -> int:
    """Write every file of every version."""
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else OUT
    for version in VERSIONS:
        folder = out / version
        folder.mkdir(parents=True, exist_ok=True)
        for name, schema in Tables(read(Path(sys.argv[1]), version)).schemas().items():
            (folder / name).write_text(json.dumps(schema, indent=1, ensure_ascii=True) + "\n", encoding="utf-8")
        print(version, len(list(folder.glob("*.json"))), "files")
    return 0


if __name__ == "__main__":
    sys.exit(main())
