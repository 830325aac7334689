"""The examples in the docstrings of this room are run."""

import doctest
from importlib import import_module
from pkgutil import iter_modules

import pytest

from ocpi_runner import ocpi
from ocpi_runner.ocpi.commands import BODIES


@pytest.mark.parametrize("name", [each.name for each in iter_modules(ocpi.__path__)])
def test_an_example_says_what_happens(name: str) -> None:
    assert doctest.testmod(import_module(f"ocpi_runner.ocpi.{name}")).failed == 0


def test_the_body_of_a_command_is_called_like_the_command() -> None:
    assert all(name.title().replace("_", "") == kind for name, kind in BODIES.items())
