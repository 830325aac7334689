"""Says in words for people why a value does not follow its schema."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, Any

from ocpi_runner.checks.defect import shown
from ocpi_runner.checks.holdable import DEEPEST
from ocpi_runner.checks.moments import EXAMPLE
from ocpi_runner.checks.places import Definitions, Place

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

MOST = 200  #: problems of one value that are told
TYPES = {
    "object": "an object", "array": "a list", "string": "a string", "number": "a number",
    "integer": "an integer", "boolean": "true or false", "null": "null",
}  # fmt: skip
LIMITS = {
    "maxLength": "at most {} characters",
    "minLength": "at least {} characters",
    "maxItems": "at most {} elements",
    "minItems": "at least {} elements",
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}",
    "multipleOf": "a multiple of {}",
}
KINDS = ("type", "number", "integer")  #: a value of the wrong kind has no other problem worth telling
ASCII = "^[\\x20-\\x7E]*$"  #: the pattern of a CiString and of a value of an OpenEnum
#: What shows how the pattern of a text is meant: a time, a date, a place, a contract, a version.
WRITTEN = ("13:30", "2026-11-25", "52.011577", "NL-TST-C12345678", "2.2.1")
ALMOST = 0.8  #: how alike two names are of which one is a slip of the other
FORMS = {"URL": "a URL", "CiString": "printable ASCII", "string": "text without control characters"}


@dataclass(frozen=True, slots=True)
class Problem:
    """One difference between a value and its schema."""

    parts: tuple[str | int, ...]  #: where in the value
    object: str  #: "EVSE"
    property: str  #: "status"
    keyword: str  #: of JSON Schema: "enum"; `DateTime` for a moment that is written wrongly
    expected: Any
    actual: Any
    text: str  #: what is the matter, to be read after the name of the place
    type: str = ""  #: the OCPI type that should stand there: "Status"

    def path(self, root: str = "$") -> str:
        """JSON path."""
        return root + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.parts)

    def name(self) -> str:
        """The place as people call it: "evses[0].status"."""
        return self.path("").lstrip(".")

    def message(self) -> str:
        """The whole sentence."""
        return f"`{self.name()}` {self.text}" if self.parts else f"The {self.object} {self.text}"


def explained(errors: Iterable["ValidationError"], definitions: Definitions, name: str) -> tuple[Problem, ...]:
    """The problems behind a validator's errors, each told once."""
    found = (problem for error in errors for problem in from_error(error, definitions, name, 0))
    told = {(each.parts, each.keyword): each for each in islice(found, MOST)}.values()
    wrong_kind = {each.parts for each in told if each.keyword in KINDS}
    return tuple(each for each in told if each.parts not in wrong_kind or each.keyword in KINDS)


def untellable(parts: tuple[str | int, ...], place: Place, keyword: str) -> Problem:
    """What no validator can hold: half a character ("string"), or nesting without end ("nesting")."""
    text = "has half a character: a surrogate without its other half"
    if keyword == "nesting":
        text = f"nests deeper than {DEEPEST} levels"
    return Problem(parts, place.object, place.property, keyword, None, None, text)


def from_error(error: "ValidationError", definitions: Definitions, name: str, depth: int) -> Iterator[Problem]:
    """One error; of alternatives those that come nearest."""
    keyword = error.kind.name
    context = getattr(error.kind, "context", None)
    if context and depth < 6:
        for inner in nearest(context):
            yield from from_error(inner, definitions, name, depth + 1)
        return
    parts = tuple(error.instance_path)
    if keyword == "required":
        missing = str(error.kind.value)
        place = definitions.place(name, (*parts, missing))
        other = mistaken(missing, error.instance, definitions.schema(place.object))
        text = f"is missing; `{other}` is there, which no {place.object} has" if other else "is missing"
        yield Problem((*parts, missing), place.object, missing, keyword, "present", None, text)
        return
    yield described(parts, definitions.place(name, parts), keyword, error.kind.value, error.instance)


def mistaken(missing: str, value: Any, schema: Mapping[str, Any]) -> str:
    """The member that nobody knows and that is named almost like one that is missing; ""."""
    unknown = [name for name in value if name not in (schema.get("properties") or {})][:MOST]
    plain = {name.replace("_", "").lower(): name for name in unknown}
    near = get_close_matches(missing.replace("_", ""), plain, 1, ALMOST)
    return plain[near[0]] if near else ""


def nearest(context: Sequence[Sequence["ValidationError"]]) -> Sequence["ValidationError"]:
    """The alternative that was meant: not that of `null`, and the deepest that its errors reach."""
    meant = [
        errors
        for errors in context
        if not any(error.kind.name == "type" and wanted(error) == ["null"] for error in errors)
    ]
    return max(meant or context, key=lambda errors: max((len(error.instance_path) for error in errors), default=0))


def wanted(error: "ValidationError") -> list[str]:
    """The types that an error asks for."""
    value = error.kind.value
    return [value] if isinstance(value, str) else list(value)


def described(parts: tuple[str | int, ...], place: Place, keyword: str, value: Any, actual: Any) -> Problem:
    """One problem in words."""
    expected, text = words(keyword, value, actual)
    if place.type == "DateTime":
        keyword, expected, text = "DateTime", EXAMPLE, f"is {shown(actual)}; {EXAMPLE} is required"
    elif keyword == "pattern" and (value == ASCII or value == place.schema.get("pattern")):
        keyword = place.type if place.type in FORMS else "CiString"
        expected = FORMS["CiString" if value == ASCII else keyword]
        text = f"is {shown(actual)}; {expected} is required"
    elif keyword == "type" and value in ("number", "integer"):
        keyword = value
    return Problem(parts, place.object, place.property, keyword, expected, actual, text, place.type)


def words(keyword: str, value: Any, actual: Any) -> tuple[Any, str]:
    """What a keyword asks for, and how the sentence goes on."""
    if keyword == "type":
        names = [TYPES.get(str(each), str(each)) for each in ([value] if isinstance(value, str) else value)]
        expected = " or ".join(names)
        return expected, f"is {kind_of(actual)}; {expected} is required"
    if keyword == "enum":
        return (
            value,
            f"is {shown(actual)}; one of {', '.join(str(each) for each in value if each is not None)} is required",
        )
    if keyword == "not" and isinstance(value, dict) and "enum" in value:
        expected = f"none of {', '.join(map(str, value['enum']))}"
        return expected, f"is {shown(actual)}; {expected} may stand here"
    if keyword == "const":
        return value, f"is {shown(actual)}; {shown(value)} is required"
    if keyword in LIMITS:
        expected = LIMITS[keyword].format(value).replace("least 1 elements", "least one element")
        expected = expected.replace("least 1 characters", "least one character")
        return expected, f"is {measured(keyword, actual)}; required: {expected}"
    if keyword in ("pattern", "format"):
        like = next((each for each in WRITTEN if re.search(str(value), each)), "")
        return value, f"is {shown(actual)}; {f'something like `{like}`' if like else f'`{value}`'} is required"
    if keyword in ("additionalProperties", "unevaluatedProperties"):
        return None, f"has unknown properties: {', '.join(map(str, value))}"
    return None, f"does not follow the schema ({keyword})"


def kind_of(value: Any) -> str:
    """What a value is, and what it says when it is short."""
    if value is None or isinstance(value, dict | list | bool):
        return shown(value)
    return f"the {'string' if isinstance(value, str) else 'number'} {shown(value)}"


def measured(keyword: str, value: Any) -> str:
    """A value with the measure that the keyword is about."""
    if keyword.endswith(("Length", "Items")) and not value:
        return "empty"
    return f"{len(value)} characters long" if keyword.endswith("Length") else shown(value)
