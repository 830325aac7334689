"""The catalogue of testable requirements, read when the first one is asked for."""

from collections.abc import Iterator
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


def is_requirement(id: str) -> bool:
    """Whether there is a row of that id."""
    return id in _rows()


def all_requirements() -> tuple[Requirement, ...]:
    """Every row, in the order of the ids."""
    return tuple(requirement(id) for id in _rows())


def schema_rows() -> dict[str, tuple[str, ...]]:
    """Place in an object ("Location.publish", "EVSE:maxLength") -> the ids that its schema stands for."""
    return _ids_by("schema_rows.tsv")


def repeated_rows() -> dict[str, tuple[str, ...]]:
    """Requirement id -> the ids by which chapters of modules say the same again; what judges it judges them."""
    return _ids_by("repeated.tsv")


@cache
def _ids_by(file: str) -> dict[str, tuple[str, ...]]:
    text = files("ocpi_runner.ocpi").joinpath(f"requirements/{file}").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line.strip())
    return {key: tuple(ids.split()) for key, ids in rows}


@cache
def unjudged_reasons() -> dict[str, str]:
    """Requirement id -> why no message shows by itself whether it holds."""
    folder = files("ocpi_runner.ocpi").joinpath("requirements/unjudged")
    lines = [line for file in folder.iterdir() for line in file.read_text("utf-8").splitlines() if line.strip()]
    return {id: reason for id, _, reason in sorted(line.partition("\t") for line in lines)}


#: What is cited where nothing nearer is known: that what is required is there, and not null.
LAST = "TYP-031"

#: What a violation of a schema keyword means where no row speaks of the property itself; several: as the version has.
BY_KEYWORD = {
    "required": LAST,
    "minItems": LAST,
    "maxLength": "TYP-018",
    "minLength": "TYP-018",
    "enum": "TYP-016 TYP-030 TYP-026",
    "const": "TYP-016",
    "type": "TYP-026",
    "number": "TYP-011",
    "integer": "TYP-011",
    "DateTime": "TYP-005 TYP-004",
    "URL": "TYP-020",
    "CiString": "TYP-001",
    "string": "TYP-014 TYP-013",
    "nesting": "TRN-022 TRN-021",
}


@cache
def schema_requirement(version: str, object_name: str, member: str, keyword: str) -> str:
    """The id that a violation of `keyword` at a member of an object cites in a version.

    `keyword` is a JSON Schema keyword or the OCPI type whose form is broken (DateTime, URL, CiString, number). The row
    of an object says what it consists of: it comes first for what is missing, and last for everything else.
    """
    return next((id for id in _candidates(object_name, member, keyword) if version in requirement(id).versions), LAST)


def _candidates(name: str, member: str, keyword: str) -> Iterator[str]:
    """Every id that may be cited, the nearest first."""
    rows, place = schema_rows(), f"{name}.{member}"
    nearest = (name, place) if keyword == "required" else (place,)
    for key in (f"{place}:{keyword}", f"{name}:{keyword}", *nearest):
        yield from rows.get(key, ())
    yield from BY_KEYWORD.get(keyword, "").split()
    yield from rows.get(name, ())
