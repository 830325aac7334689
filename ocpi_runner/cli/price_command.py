"""`ocpi-run price CDR…`: what a charge costs, beside what its CDR says."""

import json
from collections.abc import Iterator

import click

from ocpi_runner.checks.requirements import first_known
from ocpi_runner.checks.rules.money import nearest
from ocpi_runner.cli.checked import checked_versions
from ocpi_runner.cli.exit_codes import ExitCode
from ocpi_runner.cli.json_file import CDR, TARIFF, Object, read_objects
from ocpi_runner.cli.price_text import Priced, as_json, as_text
from ocpi_runner.cli.voice import say
from ocpi_runner.ocpi.price.amounts import text
from ocpi_runner.ocpi.price.boundaries import boundaries
from ocpi_runner.ocpi.price.compare import Comparison, judge
from ocpi_runner.ocpi.price.guess import guess
from ocpi_runner.ocpi.price.periods import zone
from ocpi_runner.ocpi.price.rules import RULES
from ocpi_runner.source.errors import InputError


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="FILE…")
@click.option(
    "--tariff", "tariffs", multiple=True, metavar="FILE", help="A tariff to price with; before the CDR's own."
)
@click.option("--ocpi", "version", metavar="VERSION", help="Price as this version says.")
@click.option("--time-zone", "place", metavar="NAME", help="Of the Location, e.g. Europe/Amsterdam.")
@click.option("--json", "in_json", is_flag=True, help="One JSON object per CDR, each on its line.")
def price(
    names: tuple[str, ...], tariffs: tuple[str, ...], version: str | None, place: str | None, in_json: bool
) -> int:
    """Print what each CDR (or Session) of these files costs, beside the figures that it tells itself."""
    checked_versions([version] if version else [], RULES)
    if place is not None and zone(place) is None:
        raise InputError(f"`--time-zone {place}`: there is no such time zone", "e.g. --time-zone Europe/Amsterdam")
    known = [each for name in tariffs for _, each in read_objects(name, TARIFF)]
    verdicts: set[str] = set()
    for name in names:
        for found in priced(name, known, version, place):
            verdicts.add(found.comparison.verdict)
            if in_json:
                click.echo(json.dumps(as_json(found), ensure_ascii=True))
            else:
                say(as_text(found))
    if "mismatch" in verdicts:
        return ExitCode.FINDINGS
    return ExitCode.PASSED if verdicts - {"not verifiable"} else ExitCode.NOTHING


def priced(name: str, tariffs: list[Object], version: str | None, place: str | None) -> Iterator[Priced]:
    """Each CDR or Session of a file with its bill."""
    for path, each in read_objects(name, CDR):
        number, why = (version, "") if version else guess(each)
        missing = tuple(boundaries(number, each, tariffs, place))
        found = judge(number, each, tariffs, place)
        yield Priced(name, path, text(each.get("id")), number, why, found, missing, grounds(number, each, found))


def grounds(version: str, charge: Object, found: Comparison) -> dict[str, str]:
    """Member of a CDR that differs -> the requirement that it breaks; a Session has no such rows."""
    if "status" in charge:
        return {}
    cited = {
        each.member: found.requirement or nearest(each, found) for each in found.figures if each.verdict == "mismatch"
    }
    return {member: id for member, id in cited.items() if first_known(id, version)}
