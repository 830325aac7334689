"""The settings as a check asks for them."""

from collections.abc import Mapping

from ocpi_runner.checks.settings import DEFAULTS, TOLERANCE
from ocpi_runner.record.finding import FindingVerdict


class Choices:
    """What is set where the specification leaves a choice."""

    __slots__ = ("settings",)

    def __init__(self, settings: Mapping[str, str]) -> None:
        self.settings = settings

    def setting(self, name: str) -> str:
        """What is set, else the default."""
        return self.settings.get(name, DEFAULTS[name])

    def number(self, name: str) -> int:
        """A setting that is a number; its default when it was set to none."""
        text = self.setting(name)
        return int(text if text.isdigit() else DEFAULTS[name])

    def tolerance(self, name: str) -> FindingVerdict | None:
        """How a deviation counts that a setting may accept; None: it is accepted."""
        return TOLERANCE.get(self.setting(name), "warned")
