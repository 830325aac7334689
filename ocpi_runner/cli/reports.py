"""Writes the reports; where one cannot be written, it goes to a temporary folder rather than being lost."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from ocpi_runner.ocpi.catalogue import is_requirement, requirement
from ocpi_runner.record.result import Record
from ocpi_runner.report import html, json_text
from ocpi_runner.source.errors import InputError

FOLDER = Path("ocpi-report")


def text_of(id: str) -> str:
    """What a requirement says; nothing for an assert, which has no row in the catalogue."""
    return requirement(id).text if is_requirement(id) else ""


RENDERERS: Mapping[str, Callable[[Record], str]] = {
    "html": lambda record: html.render(record, text_of),
    "json": json_text.render,
}


def report_files(words: tuple[str, ...]) -> dict[str, Path]:
    """`html=FILE` and `json=FILE` as a table; InputError for anything else.

    >>> report_files(("html=out.html",))
    {'html': PosixPath('out.html')}
    """
    wanted = {}
    for word in words:
        kind, equals, path = word.partition("=")
        if kind not in RENDERERS or not equals or not path:
            hint = f"write KIND=FILE; KIND is one of {', '.join(RENDERERS)}"
            raise InputError(f"`--report {word}` is not understood", hint)
        wanted[kind] = Path(path)
    return wanted


def check_writable(path: Path, flag: str) -> None:
    """InputError when a file cannot be written, before a run whose evidence would be lost; its folder is made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        there = path.exists()
        path.open("ab").close()
        if not there:
            path.unlink()
    except OSError as problem:
        hint = f"give `{flag}`, a file that can be written"
        raise InputError(f"cannot write `{path}`: {problem.strerror}", hint) from problem


def default_files() -> dict[str, Path]:
    """Where reports go when nothing is said."""
    return {"html": FOLDER / "report.html", "json": FOLDER / "report.json"}


def write_reports(record: Record, wanted: Mapping[str, Path]) -> tuple[tuple[str, ...], str]:
    """The paths written, and in words what could not be written where it was wanted."""
    written, problems = [], []
    for kind, path in wanted.items():
        try:
            text = RENDERERS[kind](record)
        except Exception as crash:  # one report that cannot be made must not cost the others
            problems.append(f"cannot make `{path}`: {type(crash).__name__}: {crash}; please report it")
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            written.append(str(path))
        except OSError as problem:
            instead = rescued(path.name, text)
            problems.append(f"cannot write `{path}`: {problem.strerror}{f'; it is in {instead}' if instead else ''}")
    return tuple(written), "\n".join(problems)


def rescued(name: str, text: str) -> str:
    """The same text in a temporary folder; empty when even that fails."""
    try:
        path = Path(tempfile.mkdtemp(prefix="ocpi-run-")) / name
        path.write_text(text, "utf-8")
    except OSError:
        return ""
    return str(path)
