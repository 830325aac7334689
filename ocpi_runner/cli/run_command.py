"""`ocpi-run FILE…`: play, judge, report."""

import asyncio
import os
import secrets
import sys
from pathlib import Path
from typing import Any

import click

from ocpi_runner.cli import color
from ocpi_runner.cli.bundled import files, opened
from ocpi_runner.cli.checked import checked_listen, checked_settings, checked_store, checked_versions
from ocpi_runner.cli.exit_codes import ExitCode
from ocpi_runner.cli.inputs import ROOT_URL, check_url, collect
from ocpi_runner.cli.partner import Partner, read_partner
from ocpi_runner.cli.pem import checked_tls
from ocpi_runner.cli.playing import Call, journal_path, play_call
from ocpi_runner.cli.profiles import DEFAULT, settings_of
from ocpi_runner.cli.reports import check_writable, default_files, report_files
from ocpi_runner.report import words
from ocpi_runner.run.options import Options
from ocpi_runner.scenario.model import Scenario
from ocpi_runner.source.diagnostic import Diagnostic
from ocpi_runner.source.errors import InputError

FLAGS = [
    click.option(
        "--env",
        "env",
        multiple=True,
        metavar="NAME=TEXT",
        help="emsp=URL, emsp.token=…, or a declared input; := for JSON.",
    ),
    click.option(
        "--partner", type=click.Path(path_type=Path), help="A file that tells what --env would: URL, token, party."
    ),
    click.option(
        "--ocpi", "versions", multiple=True, metavar="VERSION", help="Play in this version, whatever the file says."
    ),
    click.option(
        "--report",
        "reports",
        multiple=True,
        metavar="KIND=FILE",
        help="html=FILE or json=FILE. [default: ocpi-report/]",
    ),
    click.option("--tag", "tags", multiple=True, help="Only scenarios with this tag."),
    click.option("--name", "title", metavar="TEXT", help="Only scenarios whose title or file has this text."),
    click.option("--list", "only_list", is_flag=True, help="List the scenarios chosen, play none."),
    click.option("--dry-run", is_flag=True, help="Show the steps, send nothing."),
    click.option(
        "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Scenarios at the same time."
    ),
    click.option("--fail-fast", is_flag=True, help="Begin no further scenario after one that failed."),
    click.option("--profile", default=DEFAULT, show_default=True, metavar="NAME|FILE", help="Settings under one name."),
    click.option("--setting", "settings", multiple=True, metavar="NAME=VALUE", help="How an ambiguous rule is judged."),
    click.option(
        "--store", default="memory:", show_default=True, metavar="URL", help="memory:, FILE.db or mongodb://…"
    ),
    click.option(
        "--listen", default="127.0.0.1:0", show_default=True, metavar="HOST:PORT", help="Where our server listens."
    ),
    click.option("--public-url", metavar="URL", help="How the other side reaches our server, e.g. through a tunnel."),
    click.option("--cacert", type=click.Path(), help="Trust this CA (PEM)."),
    click.option("--cert", type=click.Path(), help="Our client certificate with its key (PEM)."),
    click.option("--insecure", is_flag=True, help="Do not verify TLS certificates."),
    click.option("--server-cert", type=click.Path(), help="Our server's certificate (PEM): serve https."),
    click.option("--server-key", type=click.Path(), help="Its key, unless in the same file."),
    click.option("--proxies", is_flag=True, help="Use the proxies of the environment."),
    click.option(
        "--timeout", type=click.FloatRange(0.1, 3600), default=10.0, show_default=True, help="Seconds for one request."
    ),
    click.option(
        "--within",
        type=click.FloatRange(0.1, 86400),
        default=10.0,
        show_default=True,
        help="Seconds an `expect` waits.",
    ),
    click.option(
        "--max-time", type=click.FloatRange(1, 86400), default=600.0, show_default=True, help="Seconds for a scenario."
    ),
    click.option("--no-input", is_flag=True, help="Ask nobody: an `ask` without a trigger is blocked."),
    click.option("--fixed-tokens", is_flag=True, help="Use AAA_AAA_AAA, BBB_BBB_BBB, CCC_CCC_CCC."),
    click.option("--seed", type=int, help="Makes the tokens and ids that we make the same in each run."),
    click.option("--verbose", "-v", count=True, help="Show each exchange; -vv with bodies."),
    click.option("--quiet", "-q", is_flag=True, help="Only the end."),
    click.option("--no-color", is_flag=True, help="No colours (NO_COLOR does the same)."),
]


def with_flags(command: Any) -> Any:
    """The command with every flag of the table."""
    for flag in reversed(FLAGS):
        command = flag(command)
    return command


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="FILE…")
@with_flags
def run(names: tuple[str, ...], **flags: Any) -> int:
    """Play scenario files, folders, or bundled scenarios by name."""
    found = load_all(names)
    scenarios = chosen(found, flags)
    if not scenarios:
        click.echo(f"no scenario was chosen: nothing was tested\nhint: {why_none(found, flags)}", err=True)
        return ExitCode.NOTHING
    if flags["only_list"] or flags["dry_run"]:
        return show(scenarios, steps=flags["dry_run"])
    versions = checked_versions(flags["versions"])
    partner = read_partner(flags["partner"], os.environ) if flags["partner"] else Partner()
    for text in partner.warnings:
        click.echo(f"{click.style('warning', fg='yellow')}: {text}", err=True, color=color.wanted(stream=sys.stderr))
    flags["settings"] = (*partner.settings, *flags["settings"])
    inputs = collect(flags["env"], scenarios, os.environ, partner.facts)
    options = options_of(flags, inputs.peers, inputs.env)
    reports = report_files(flags["reports"]) or default_files()
    for path in (*reports.values(), journal_path(reports)):
        check_writable(path, "--report html=FILE")
    return asyncio.run(play_call(Call(scenarios, versions, options, reports, tuple(inputs.secrets), tone(flags))))


def tone(flags: dict[str, Any]) -> tuple[int, bool]:
    """How much the console says, and whether in colour."""
    verbosity = -1 if flags["quiet"] else int(flags["verbose"])
    return verbosity, color.wanted(flags["no_color"])


def load_all(names: tuple[str, ...]) -> tuple[Scenario, ...]:
    """Every file, or every problem of every file at once."""
    scenarios: list[Scenario] = []
    problems: list[InputError] = []
    for path in files(names):
        try:
            scenarios.append(opened(path))
        except InputError as problem:
            problems.append(problem)
    if len(problems) == 1:
        raise problems[0]
    if problems:
        found: tuple[Diagnostic, ...] = tuple(each for problem in problems for each in problem.diagnostics)
        raise InputError("; ".join(problem.message for problem in problems), "nothing was played", found)
    return tuple(scenarios)


def chosen(scenarios: tuple[Scenario, ...], flags: dict[str, Any]) -> tuple[Scenario, ...]:
    """Those that `--tag` and `--name` leave."""
    tags, text = set(flags["tags"]), (flags["title"] or "").lower()
    return tuple(
        scenario
        for scenario in scenarios
        if tags <= set(scenario.tags) and text in f"{scenario.title} {scenario.file}".lower()
    )


def why_none(found: tuple[Scenario, ...], flags: dict[str, Any]) -> str:
    """What there is to choose from."""
    known = sorted({tag for scenario in found for tag in scenario.tags})
    if set(flags["tags"]) <= set(known):
        return f"none of {words.many(len(found), 'scenario')} has these tags and that text in its title or file"
    return f"their tags: {', '.join(known)}" if known else "they have no tags"


def show(scenarios: tuple[Scenario, ...], steps: bool) -> int:
    """`--list` and `--dry-run`."""
    for scenario in scenarios:
        tags = f"  [{', '.join(scenario.tags)}]" if scenario.tags else ""
        click.echo(f"{scenario.file}: {scenario.title} (OCPI {', '.join(scenario.versions)}){tags}")
        for number, step in enumerate(scenario.use + scenario.steps + scenario.finally_ if steps else (), 1):
            click.echo(f"  {number:3} {step.title}")
    return ExitCode.PASSED


def options_of(flags: dict[str, Any], peers: Any, env: Any) -> Options:
    """The flags as the engine wants them."""
    if flags["public_url"]:
        check_url("`--public-url`", flags["public_url"], ROOT_URL)
    return Options(
        peers=peers,
        env=env,
        profile=settings_of(flags["profile"]),
        profile_name=flags["profile"],
        settings=checked_settings(flags["settings"]),
        store=checked_store(flags["store"]),
        listen=checked_listen(flags["listen"]),
        public_url=flags["public_url"],
        tls=checked_tls(flags),
        proxies=flags["proxies"],
        timeout=flags["timeout"],
        within=flags["within"],
        max_time=flags["max_time"],
        jobs=flags["jobs"],
        fail_fast=flags["fail_fast"],
        interactive=not flags["no_input"] and sys.stdin.isatty() and sys.stdout.isatty(),
        seed=secrets.randbits(128) if flags["seed"] is None else flags["seed"],
        fixed_tokens=flags["fixed_tokens"],
    )
