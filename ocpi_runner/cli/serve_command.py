"""`ocpi-run serve cpo|emsp`: a party that runs until it is stopped."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

import click

from ocpi_runner.cli.checked import checked_settings, checked_store, checked_token
from ocpi_runner.cli.exit_codes import ExitCode
from ocpi_runner.cli.inputs import ROOT_URL, VERSIONS_URL, check_url, is_party
from ocpi_runner.cli.pem import checked_tls
from ocpi_runner.cli.playing import signals
from ocpi_runner.cli.profiles import DEFAULT, settings_of
from ocpi_runner.cli.reports import check_writable
from ocpi_runner.cli.run_command import tone
from ocpi_runner.cli.voice import Voice
from ocpi_runner.ocpi.versions import VERSIONS
from ocpi_runner.party.settings import DEFAULT_TOKEN_A, DEFAULT_TOKEN_B, DEFAULT_TOKEN_C
from ocpi_runner.record.event import Event, ExchangeSeen
from ocpi_runner.record.redact import Redactor
from ocpi_runner.report.console_lines import exchange_lines, finding_lines
from ocpi_runner.report.live import page
from ocpi_runner.report.paint import Paint
from ocpi_runner.run.live import Traffic, with_page
from ocpi_runner.run.options import Options, Peer
from ocpi_runner.run.serving import Serving, register_at, served
from ocpi_runner.source.errors import EnvironmentFault, InputError, PeerFault
from ocpi_runner.store.open import open_store, store_file
from ocpi_runner.wire.journal import Journal

#: What the OCPI probe read from its environment, and what it is here.
PROBE = {"public_url": "OCPI_PROBE_BASEURL", "store": "MongoURI", "register": "ocppVersionsURL"}


@click.command()
@click.argument("role", type=click.Choice(["cpo", "emsp"]))
@click.option("--port", type=click.IntRange(0, 65535), default=9033, show_default=True, help="0: any free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; loopback unless you say so.")
@click.option("--public-url", metavar="URL", help="How peers reach us. [env: OCPI_PROBE_BASEURL]")
@click.option("--store", metavar="URL", help="FILE.db, memory: or mongodb://… [env: MongoURI]")
@click.option("--register", metavar="URL", help="Register at this versions URL. [env: ocppVersionsURL]")
@click.option("--token", help="Token A, here and at --register. [default: AAA_AAA_AAA]")
@click.option("--token-form", type=click.Choice(["auto", "base64", "raw"]), default="auto", show_default=True)
@click.option("--fixed-tokens", is_flag=True, help="Always BBB_BBB_BBB and CCC_CCC_CCC, as the OCPI probe did.")
@click.option("--party", metavar="NL/ABC", help="Who we are.")
@click.option("--ocpi", "versions", multiple=True, type=click.Choice(list(VERSIONS)), help="Versions. [default: all]")
@click.option("--profile", default=DEFAULT, show_default=True, metavar="NAME|FILE", help="Settings under one name.")
@click.option("--setting", "settings", multiple=True, metavar="NAME=VALUE", help="How an ambiguous rule is judged.")
@click.option("--reading-interval", type=click.FloatRange(0.1), default=60.0, show_default=True, help="Seconds.")
@click.option("--journal", type=click.Path(path_type=Path), help="Write every exchange to this file.")
@click.option("--server-cert", type=click.Path(), help="Our certificate (PEM): serve https.")
@click.option("--server-key", type=click.Path(), help="Its key, unless in the same file.")
@click.option("--cacert", type=click.Path(), help="Trust this CA (PEM).")
@click.option("--insecure", is_flag=True, help="Do not verify TLS certificates.")
@click.option("--verbose", "-v", count=True, help="Headers and bodies.")
@click.option("--quiet", "-q", is_flag=True, help="No exchanges.")
@click.option("--no-color", is_flag=True, help="No colours.")
def serve(role: str, **flags: Any) -> int:
    """Be a CPO or an eMSP until stopped: peers register, pull, push and command; every exchange is judged and shown."""
    for flag, name in PROBE.items():
        flags[flag] = flags[flag] or os.environ.get(name)
    for flag, wanted in (("public_url", ROOT_URL), ("register", VERSIONS_URL)):
        if flags[flag]:
            check_url(f"`--{flag.replace('_', '-')}`", flags[flag], wanted)
    if flags["party"] and not is_party(flags["party"]):
        raise InputError(f"`--party {flags['party']}` is not a party", "write country/party, e.g. NL/ABC")
    if flags["store"]:
        checked_store(flags["store"])
    place, flags["token"] = token_a(flags["token"], os.environ.get("OCPI_RUN_TOKEN"))
    checked_token(place, flags["token"])
    if flags["journal"]:
        check_writable(flags["journal"], "--journal FILE")
    return asyncio.run(run(role, flags))


def token_a(flag: str | None, environment: str | None) -> tuple[str, str]:
    """Token A, and who told it."""
    return ("`--token`", flag) if flag else ("`OCPI_RUN_TOKEN`", environment or DEFAULT_TOKEN_A)


def options_of(role: str, flags: dict[str, Any]) -> Options:
    """The flags as the engine wants them."""
    return Options(
        peers={role: Peer(party=flags["party"]), "peer": Peer(token_form=flags["token_form"])},
        profile=settings_of(flags["profile"]),
        settings=checked_settings(flags["settings"]),
        listen=f"{flags['host']}:{flags['port']}",
        public_url=flags["public_url"],
        tls=checked_tls(flags),
        fixed_tokens=flags["fixed_tokens"],
    )


async def run(role: str, flags: dict[str, Any]) -> int:
    """Open everything, tell where we are, wait for the end."""
    token = flags["token"]
    redactor = Redactor()
    for secret in (DEFAULT_TOKEN_A, DEFAULT_TOKEN_B, DEFAULT_TOKEN_C, token):
        redactor.add(secret, "token")
    journal = Journal(str(flags["journal"]), redactor) if flags["journal"] else None
    if journal is not None and journal.problem:
        raise EnvironmentFault(journal.problem, "give --journal another file")
    traffic, show = Traffic(redactor), Shower(redactor, flags)

    def emit(event: Event) -> None:
        traffic(event)
        show(event)

    options = options_of(role, flags)
    place = flags["store"] or f"ocpi-run-{role}.db"
    store = open_store(place, EnvironmentFault)
    stop = asyncio.Event()
    try:
        await store.check()
        versions = tuple(number for number in VERSIONS if number in (flags["versions"] or VERSIONS))
        serving = Serving(role, versions, options, store, journal, emit, token, flags["reading_interval"])
        with signals(stop):
            async with served(serving, lambda app: with_page(app, page(role), traffic)) as party:
                click.echo(f"{role} {party.identity.path} serves OCPI {', '.join(versions)} at {party.versions_url}")
                click.echo(f"live page: {party.base_url}   stop: Ctrl-C", err=True)
                if file := store_file(place):
                    click.echo(f"store: {file.absolute()}   it holds the tokens", err=True)
                await registered(party, flags["register"], token)
                await stop.wait()
    finally:
        await store.close()
        if journal is not None:
            journal.close()
    return ExitCode.PASSED


async def registered(party: Any, url: str | None, token: str) -> None:
    """Register where we were told to; a peer that cannot be registered at is told, and we go on serving."""
    if not url:
        return
    try:
        peer = await register_at(party, url, token)
        click.echo(f"registered with {peer} at {url}")
    except PeerFault as fault:
        click.echo(f"could not register at {url}: {fault.message}{f' ({fault.hint})' if fault.hint else ''}", err=True)


class Shower:
    """Prints each exchange and what was found in it."""

    def __init__(self, redactor: Redactor, flags: dict[str, Any]) -> None:
        verbosity, color = tone(flags)
        self.redactor = redactor
        self.verbosity = verbosity
        self.paint = Paint(color)
        self.say = Voice()

    def __call__(self, event: Event) -> None:
        """One event."""
        if self.verbosity < 0 or not isinstance(event, ExchangeSeen):
            return
        for line in exchange_lines(self.redactor.exchange(event.exchange), self.paint, self.verbosity > 0):
            self.say(line)
        for finding in self.redactor.judgement(event.judgement).findings:
            for line in finding_lines(finding, self.paint, grounds=True):
                self.say(f"    {line}")
        sys.stdout.flush()
