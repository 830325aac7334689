"""Commands and what stands in their bodies."""

from ocpi_runner.ocpi.commands import BODIES


def test_the_body_of_a_command_is_called_like_the_command() -> None:
    assert all(name.title().replace("_", "") == kind for name, kind in BODIES.items())
