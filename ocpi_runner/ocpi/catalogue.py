"""The catalogue of testable requirements: 1,654 rows, read when the first one is asked for."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that the specification asks for; `derived` when its text does not say it literally."""

    id: str
    versions: tuple[str, ...]
    module: str
    who: str
    level: str  #: "must", "should" or "may"
    how: str  #: how it shows: schema, serve, pull, push, negative, sequence, semantic, manual
    derived: bool
    chapter: str
    text: str


@cache
def _rows() -> dict[str, str]:
    text = files("ocpi_runner.ocpi").joinpath("requirements/catalogue.tsv").read_text("utf-8")
    return {line.split("\t", 1)[0]: line for line in text.splitlines()}


@cache
def requirement(id: str) -> Requirement:
    """The row of that id; KeyError when there is none."""
    _, versions, module, who, level, how, derived, chapter, text = _rows()[id].split("\t")
    return Requirement(id, tuple(versions.split()), module, who, level, how, derived == "1", chapter, text)


def all_requirements() -> tuple[Requirement, ...]:
    """Every row, in the order of the ids."""
    return tuple(requirement(id) for id in _rows())


@cache
def _schema_rows() -> dict[str, tuple[str, ...]]:
    text = files("ocpi_runner.ocpi").joinpath("requirements/schema_rows.tsv").read_text("utf-8")
    return {line.split("\t")[0]: tuple(line.split("\t")[1].split()) for line in text.splitlines() if line.strip()}


#: What a violation of a schema keyword means where no row speaks of the property itself.
BY_KEYWORD = {
    "required": "TYP-031",
    "minItems": "TYP-031",
    "maxLength": "TYP-018",
    "minLength": "TYP-018",
    "enum": "TYP-016",
    "const": "TYP-016",
    "number": "TYP-011",
    "integer": "TYP-011",
    "DateTime": "TYP-005",
    "URL": "TYP-020",
    "CiString": "TYP-001",
    "string": "TYP-014",
}


@cache
def schema_requirement(version: str, object_name: str, member: str, keyword: str) -> str:
    """The id that a violation of `keyword` at a member of an object cites in a version.

    `keyword` is a JSON Schema keyword or the OCPI type whose form is broken (DateTime, URL, CiString, number).
    """
    general = BY_KEYWORD.get(keyword)
    exact = _schema_rows().get(f"{object_name}.{member}", ())
    candidates: tuple[str, ...] = (*exact, *((general,) if general else ()), *_schema_rows().get(object_name, ()))
    return next((id for id in candidates if version in requirement(id).versions), "TYP-031")
