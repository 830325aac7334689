"""Profile files: settings under one name, bundled or of your own."""

from pathlib import Path

from ocpi_runner.checks.settings import SETTINGS, problem
from ocpi_runner.cli.checked import meant
from ocpi_runner.scenario.nodes import Reader
from ocpi_runner.scenario.problems import Problems
from ocpi_runner.scenario.text import read_text
from ocpi_runner.source.errors import InputError
from ocpi_runner.source.span import SourceFile

PACKAGE = Path(__file__).resolve().parent.parent
FOLDERS = (PACKAGE / "data" / "profiles", PACKAGE.parent / "profiles")
DEFAULT = "field"


def library() -> Path:
    """The folder of bundled profiles: inside an installed package, else beside it in a checkout."""
    return next((folder for folder in FOLDERS if folder.is_dir()), FOLDERS[0])


def settings_of(name: str) -> dict[str, str]:
    """What a profile sets: a bundled one by its name, or a file. InputError for what cannot be read or set."""
    path = Path(name)
    if path.suffix not in (".yaml", ".yml"):
        path = library() / f"{name}.yaml"
        if not path.is_file():
            known = sorted(each.stem for each in library().glob("*.yaml"))
            raise InputError(f"there is no profile `{name}`", f"{meant(name, known)}; or give the path of a .yaml file")
    data = mapping(path).get("settings") or {}
    if not isinstance(data, dict):
        raise InputError(f"`settings` in `{path}` is not a mapping", "e.g. settings: {https.required: on}")
    settings = {str(key): str(value) for key, value in data.items()}
    for key, value in settings.items():
        if wrong := problem(key, value):
            hint = SETTINGS[key].meaning if key in SETTINGS else meant(key, SETTINGS)
            raise InputError(f"in the profile `{path}`: {wrong}", hint)
    return settings


def mapping(path: Path) -> dict[str, object]:
    """A profile file as it is written."""
    text = read_text(path)
    problems = Problems(SourceFile(str(path), text))
    root = Reader(str(path), problems).read(text) if text.strip() else None
    if problems.found:
        raise InputError(f"the profile `{path}` cannot be read", "", problems.sorted())
    data = root.data() if root else None
    if not isinstance(data, dict) or set(data) - {"profile", "settings"}:
        raise InputError(f"`{path}` is no profile", "write profile: a title, and settings: {NAME: VALUE}")
    return data
