"""`ocpi-run requirements`: the catalogue, and what judges each row."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

import click

from ocpi_runner.checks.coverage import JUDGEABLE, automatic, reason
from ocpi_runner.cli.bundled import library
from ocpi_runner.cli.checked import checked_versions, meant
from ocpi_runner.cli.exit_codes import ExitCode
from ocpi_runner.cli.voice import say
from ocpi_runner.ocpi.catalogue import Requirement, all_requirements
from ocpi_runner.ocpi.versions import VERSIONS
from ocpi_runner.report.words import many
from ocpi_runner.scenario.grounds import meant as near_requirement
from ocpi_runner.source.errors import InputError

LEVELS = ("must", "should", "may")
NAMED = re.compile(r"^\s*(?:- )?requirement: ([A-Z]{3}-\d{3})", re.MULTILINE)


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID…]")
@click.option("--module", help="Only those of this module, e.g. locations.")
@click.option("--ocpi", "version", metavar="VERSION", help="Only those of this version.")
@click.option("--level", type=click.Choice(LEVELS), help="Only those of this level.")
@click.option("--coverage", is_flag=True, help="Say for each what judges it, or why nothing does.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")
def requirements(
    ids: tuple[str, ...], module: str | None, version: str | None, level: str | None, coverage: bool, as_json: bool
) -> int:
    """List the requirements of the catalogue: all, or those of these ids."""
    chosen = tuple(select(ids, module, version, level))
    if not chosen:
        none_matches(module, version)
    scenarios = named_in_scenarios()
    for row in chosen:
        if as_json:
            click.echo(json_line(row, scenarios))
        else:
            say(told(row, scenarios, coverage or bool(ids)))
    if coverage and not as_json:
        say(summary(chosen, scenarios))
    return ExitCode.PASSED if chosen else ExitCode.NOTHING


def select(ids: tuple[str, ...], module: str | None, version: str | None, level: str | None) -> Iterable[Requirement]:
    """The rows that the call means; InputError for a word that no row has."""
    rows = all_requirements()
    wanted = [id.upper() for id in ids]
    checked_versions([version] if version else [])
    unknown(wanted, (row.id for row in rows), "requirement")
    unknown([module] if module else [], dict.fromkeys(row.module for row in rows), "module")
    tests: tuple[Callable[[Requirement], bool], ...] = (
        lambda row: not wanted or row.id in wanted,
        lambda row: module in (None, row.module),
        lambda row: version is None or version in row.versions,
        lambda row: level in (None, row.level),
    )
    return (row for row in rows if all(test(row) for test in tests))


def none_matches(module: str | None, version: str | None) -> None:
    """Say that no row is meant, and in which versions a module is that this one has not."""
    click.echo("no requirement matches: nothing is listed", err=True)
    numbers = {number for row in all_requirements() if row.module == module for number in row.versions}
    if version and module and version not in numbers:
        known = ", ".join(number for number in VERSIONS if number in numbers)
        click.echo(f"hint: the module `{module}` is in OCPI {known}", err=True)


def unknown(words: Iterable[str], known: Iterable[str], kind: str) -> None:
    """InputError for a word that is not known."""
    all_known = tuple(known)
    for word in words:
        if word not in all_known:
            hint = near_requirement(word) if kind == "requirement" else meant(word, all_known)
            raise InputError(f"there is no {kind} `{word}`", hint)


def named_in_scenarios() -> dict[str, tuple[str, ...]]:
    """Requirement id -> the bundled scenarios with a step that tests it."""
    found: dict[str, dict[str, None]] = {}
    for file in sorted(library().glob("*.yaml")):
        for id in NAMED.findall(file.read_text("utf-8")):
            found.setdefault(id, {})[file.stem] = None
    return {id: tuple(names) for id, names in found.items()}


def judged(row: Requirement, scenarios: dict[str, tuple[str, ...]]) -> str:
    """How a requirement is judged: "automatic", "scenario", "person" or "open"."""
    if row.id in automatic():
        return "automatic"
    if row.id in scenarios:
        return "scenario"
    return "person" if row.how == "manual" else "open"


def by_what(row: Requirement, scenarios: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The checks and scenarios that judge it, or the reason why none does."""
    found = automatic().get(row.id, ()) + tuple(f"scenario {name}" for name in scenarios.get(row.id, ()))
    return found or (reason(row),)


def told(row: Requirement, scenarios: dict[str, tuple[str, ...]], coverage: bool) -> str:
    """A row for people."""
    level = click.style(f"{row.level + ', derived' * row.derived:15}", bold=row.level == "must")
    head = f"{click.style(row.id, fg='cyan')}  {level}  {row.module}, {row.who}  ({', '.join(row.versions)})"
    lines = [head, f"  {row.text}", f"  {row.chapter}"]
    if coverage:
        lines.append(f"  {judged(row, scenarios)}: {'; '.join(by_what(row, scenarios))}")
    return "\n".join(lines)


def json_line(row: Requirement, scenarios: dict[str, tuple[str, ...]]) -> str:
    """A row for programs."""
    told: dict[str, Any] = asdict(row)
    return json.dumps(told | {"judged": judged(row, scenarios), "by": by_what(row, scenarios)}, ensure_ascii=False)


def summary(rows: tuple[Requirement, ...], scenarios: dict[str, tuple[str, ...]]) -> str:
    """How many of the rows are judged, and how."""
    able = [row for row in rows if row.how in JUDGEABLE]
    count = Counter(judged(row, scenarios) for row in rows)
    by_itself = sum(row.id in automatic() for row in able)
    share = f" ({100 * by_itself / len(able):.1f} %)" if able else ""
    kinds = ", ".join(f"{count[kind]} {kind}" for kind in ("automatic", "scenario", "person", "open"))
    head = f"\n{many(len(rows), 'requirement')}: {kinds}"
    return f"{head}\n{by_itself} of {len(able)} that a message can show are automatic{share}"
