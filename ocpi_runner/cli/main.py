"""The words of the command line; each command is imported when it is called, so that `--help` is quick."""

import gc
import importlib
import sys
from collections.abc import Sequence

import click

from ocpi_runner import __version__
from ocpi_runner.cli import color
from ocpi_runner.cli.exit_codes import ExitCode
from ocpi_runner.cli.voice import fall_silent
from ocpi_runner.source.diagnostic import draw
from ocpi_runner.source.errors import EnvironmentFault, InputError, OcpiRunError

#: command -> where it lives, and its line in `--help`
COMMANDS = {
    "run": ("ocpi_runner.cli.run_command:run", "Play scenarios; the default, so `ocpi-run FILE…` will do."),
    "check": ("ocpi_runner.cli.check_command:check", "Check scenario files without playing them."),
    "validate": ("ocpi_runner.cli.validate_command:validate", "Judge files of OCPI objects, each line and column."),
    "report": ("ocpi_runner.cli.report_command:report", "Render a report.json (or the journal of a killed run) again."),
    "requirements": (
        "ocpi_runner.cli.requirements_command:requirements",
        "List the requirements, and what judges each.",
    ),
    "settings": (
        "ocpi_runner.cli.settings_command:settings",
        "List what decides where the specification is ambiguous.",
    ),
    "schema": ("ocpi_runner.cli.schema_command:schema", "Print the JSON Schema of an OCPI object."),
    "price": ("ocpi_runner.cli.price_command:price", "Print what a charge costs, beside what its CDR says."),
    "lint": ("ocpi_runner.cli.lint_command:lint_tariffs", "Say what is wrong with a tariff before it is used."),
    "serve": ("ocpi_runner.cli.serve_command:serve", "Be a CPO or an eMSP that runs until it is stopped."),
}


class Words(click.Group):
    """A group whose commands are named in a table, and whose default command is `run`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name][0].split(":")
        gc.disable()  # nothing that is imported becomes garbage; looking for some would be a twentieth of the start
        command: click.Command = getattr(importlib.import_module(module), name)
        gc.freeze()
        gc.enable()
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Call the command; click itself would end with 1, as for findings, when the reader of our output goes away."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            fall_silent()
            return ExitCode.ENVIRONMENT
        except OSError as problem:
            raise EnvironmentFault(f"the environment failed: {problem}") from problem

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=Words, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="ocpi-run", message="%(prog)s %(version)s")
def words() -> None:
    """Play the other side of any OCPI conversation from a YAML file, judge every message, hand over the evidence.

    \b
    ocpi-run registration                               against the built-in eMSP
    ocpi-run scenarios/session.yaml --env emsp=URL      against yours
    """


def with_default(arguments: Sequence[str]) -> list[str]:
    """The command line with `run` put in where no command is named.

    >>> with_default(["registration", "--ocpi", "2.2"])
    ['run', 'registration', '--ocpi', '2.2']
    """
    if not arguments:
        return ["--help"]
    named = arguments[0] in COMMANDS or arguments[0] in ("-h", "--help", "--version")
    return list(arguments) if named else ["run", *arguments]


def tell(problem: OcpiRunError) -> None:
    """Say on stderr what happened and what to do."""
    painted = color.wanted(stream=sys.stderr)
    if isinstance(problem, InputError) and problem.diagnostics:
        for diagnostic in problem.diagnostics:
            click.echo(draw(diagnostic, painted) + "\n", err=True, color=painted)
    click.echo(click.style("error", fg="red", bold=True) + f": {problem.message}", err=True, color=painted)
    if problem.hint:
        click.echo(click.style("hint", fg="cyan") + f": {problem.hint}", err=True, color=painted)


def main() -> None:
    """The entry point: every way to end has its exit code, and no traceback reaches a user."""
    arguments = with_default(sys.argv[1:])
    try:
        code = words.main(arguments, prog_name="ocpi-run", standalone_mode=False, color=color.told())
        sys.exit(code if isinstance(code, int) else ExitCode.PASSED)
    except click.ClickException as problem:
        problem.show()
        sys.exit(ExitCode.INPUT)
    except OcpiRunError as problem:
        tell(problem)
        sys.exit(problem.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(ExitCode.INTERRUPTED)
    except RecursionError:
        tell(InputError("the input nests too deep"))
        sys.exit(ExitCode.INPUT)
    except Exception as crash:
        words_of_it = f"ocpi-run itself failed: {type(crash).__name__}: {crash}"
        tell(OcpiRunError(words_of_it, "please report it, with the call"))
        sys.exit(ExitCode.ENVIRONMENT)
