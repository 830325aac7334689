"""Where the JSON Schemas that travel with the package are."""

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
FOLDERS = (PACKAGE / "data" / "schemas", PACKAGE.parent / "schemas")


@cache
def schemas_folder() -> Path:
    """The folder of bundled schemas: inside an installed package, else beside it in a checkout."""
    return next((folder for folder in FOLDERS if (folder / "ocpi").is_dir()), FOLDERS[0])
