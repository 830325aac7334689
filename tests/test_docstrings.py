"""The examples in the docstrings of the package are run."""

import doctest
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import ocpi_runner

ROOM = Path(ocpi_runner.__file__).parent.parent
MODULES = [each.name for each in walk_packages(ocpi_runner.__path__, "ocpi_runner.") if not each.ispkg]
SHOWING = [name for name in MODULES if ">>> " in (ROOM / f"{name.replace('.', '/')}.py").read_text()]


@pytest.mark.parametrize("name", SHOWING)
def test_an_example_says_what_happens(name: str) -> None:
    result = doctest.testmod(import_module(name))
    assert result.attempted and not result.failed
