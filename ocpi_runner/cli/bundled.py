"""Where the scenarios that travel with the package are."""

from collections.abc import Iterator
from pathlib import Path

from ocpi_runner.checks.bundled import folder
from ocpi_runner.checks.schema import objects
from ocpi_runner.checks.settings import SETTINGS, problem
from ocpi_runner.cli.file_kind import refuse_json
from ocpi_runner.cli.main import COMMANDS
from ocpi_runner.scenario.load import load
from ocpi_runner.scenario.model import Scenario
from ocpi_runner.scenario.reading import Known
from ocpi_runner.source.errors import InputError
from ocpi_runner.source.suggest import closest


def library() -> Path:
    """The folder of bundled scenarios."""
    return folder("scenarios")


def opened(path: Path) -> Scenario:
    """The scenario in a file, checked against all that we know."""
    refuse_json(path)
    return load(path, library=(library(),), known=Known(objects, problem, tuple(SETTINGS)))


def files(names: tuple[str, ...]) -> tuple[Path, ...]:
    """The scenario files meant by the words of a call: files, folders, or names of bundled scenarios."""
    return tuple(dict.fromkeys(path for name in names for path in meant(name)))


def meant(name: str) -> Iterator[Path]:
    """The files behind one word."""
    path = Path(name)
    try:
        is_folder, exists = path.is_dir(), path.exists()
    except (OSError, ValueError) as problem:
        raise InputError(f"cannot read `{name[:80]}…`: {problem.args[-1]}", "check the path") from problem
    if is_folder:
        found = sorted(each for suffix in ("*.yaml", "*.yml") for each in path.rglob(suffix))
        if not found and (library() / f"{name}.yaml").is_file():
            found = [bundled(name)]
        if not found:
            raise InputError(f"`{name}` holds no scenario", "a scenario is a file that ends in .yaml")
        yield from found
    elif exists or path.suffix in (".yaml", ".yml"):
        yield path
    else:
        yield bundled(name)


def bundled(name: str) -> Path:
    """The bundled scenario of that name."""
    path = library() / f"{name}.yaml"
    if path.is_file():
        return path
    known = sorted(each.stem for each in library().glob("*.yaml"))
    near = closest(name, (*known, *COMMANDS))
    meant = f"did you mean {'the command ' if near in COMMANDS else ''}`{near}`?"
    hint = meant if near else f"bundled: {', '.join(known)}"
    raise InputError(f"there is no file, folder, command or bundled scenario `{name}`", hint)
