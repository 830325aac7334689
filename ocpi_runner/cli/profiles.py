"""Profile files: settings under one name, bundled or of your own."""

from pathlib import Path

from ocpi_runner.checks.bundled import folder
from ocpi_runner.cli.checked import checked_values, meant
from ocpi_runner.cli.yaml_file import read_mapping
from ocpi_runner.source.errors import InputError

DEFAULT = "field"


def library() -> Path:
    """The folder of bundled profiles."""
    return folder("profiles")


def bundled() -> list[str]:
    """Their names."""
    return sorted(each.stem for each in library().glob("*.yaml"))


def settings_of(name: str) -> dict[str, str]:
    """What a profile sets: a bundled one by its name, or a file. InputError for what cannot be read or set."""
    path = Path(name)
    if path.suffix not in (".yaml", ".yml"):
        path = library() / f"{name}.yaml"
        if not path.is_file():
            hint = f"{meant(name, bundled())}; or give the path of a .yaml file"
            raise InputError(f"there is no profile `{name}`", hint)
    found = read_mapping(path, "profile", f"check the path; bundled profiles go by name: {', '.join(bundled())}")
    if found is None or set(found) - {"profile", "settings"}:
        raise InputError(f"`{path}` is no profile", "write profile: a title, and settings: {NAME: VALUE}")
    data = found.get("settings") or {}
    if not isinstance(data, dict):
        raise InputError(f"`settings` in `{path}` is not a mapping", "e.g. settings: {https.required: on}")
    settings = {str(key): str(value) for key, value in data.items()}
    return checked_values(settings, lambda name, value: f"in the profile `{path}`")
