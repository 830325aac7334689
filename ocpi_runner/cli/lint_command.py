"""`ocpi-run lint TARIFF…`: what is wrong with a tariff before anybody is billed by it."""

import json
from collections.abc import Iterator
from dataclasses import asdict

import click

from ocpi_runner.cli.checked import checked_versions
from ocpi_runner.cli.exit_codes import ExitCode
from ocpi_runner.cli.json_file import TARIFF, Object, read_objects
from ocpi_runner.cli.price_text import shown
from ocpi_runner.cli.voice import say
from ocpi_runner.ocpi.price.amounts import text
from ocpi_runner.ocpi.price.guess import guess
from ocpi_runner.ocpi.price.lint import lint
from ocpi_runner.ocpi.price.remark import Remark
from ocpi_runner.ocpi.price.rules import RULES
from ocpi_runner.run.clock import WallClock


@click.command("lint")
@click.argument("names", nargs=-1, required=True, metavar="FILE…")
@click.option("--ocpi", "version", metavar="VERSION", help="Judge as this version says.")
@click.option("--json", "in_json", is_flag=True, help="One JSON object per tariff, each on its line.")
def lint_tariffs(names: tuple[str, ...], version: str | None, in_json: bool) -> int:
    """Say of each Tariff in these files what is wrong with it, and what is worth a thought."""
    checked_versions([version] if version else [], RULES)
    wrong = False
    for name in names:
        for path, tariff in read_objects(name, TARIFF):
            number, why = (version, "") if version else guess(tariff)
            remarks = [*lint(number, tariff, WallClock().now())]
            wrong = wrong or any(remark.wrong for remark in remarks)
            if in_json:
                click.echo(as_json(name, path, tariff, number, why, remarks))
            else:
                say(shown("\n".join(as_text(name, path, tariff, number, why, remarks))))
    return ExitCode.FINDINGS if wrong else ExitCode.PASSED


def as_text(name: str, path: str, tariff: Object, number: str, why: str, remarks: list[Remark]) -> Iterator[str]:
    """For people."""
    guessed = f" (guessed: {why}; --ocpi tells it)" if why else ""
    yield f"{click.style(name, bold=True)} {text(tariff.get('id'))}  OCPI {number}{guessed}"
    for remark in remarks:
        kind = click.style("wrong", fg="red") if remark.wrong else click.style("hint ", fg="cyan")
        grounds = f"  {remark.requirement}" if remark.requirement else ""
        yield f"  {kind}  {path + remark.path[1:]}: {remark.message}{grounds}"
    if not remarks:
        yield f"  {click.style('ok', fg='green')}"


def as_json(name: str, path: str, tariff: Object, number: str, why: str, remarks: list[Remark]) -> str:
    """For programs."""
    rows = [asdict(remark) | {"path": path + remark.path[1:]} for remark in remarks]
    told = {"file": name, "path": path, "id": text(tariff.get("id")), "ocpi": number, "guessed": why, "remarks": rows}
    return json.dumps(told)
