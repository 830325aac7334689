"""The whole exception tree.

OcpiRunError            something stopped us; `exit_code` and `hint` say how it ends
├── InputError          your file or call is wrong (exit 2); holds diagnostics
├── PeerFault           the system under test made it impossible to go on (exit 1)
└── EnvironmentFault    a port, a disk, a database, a network (exit 3)
"""

from ocpi_runner.source.diagnostic import Diagnostic


class OcpiRunError(Exception):
    """A message for people: what happened, and in `hint` what to do about it."""

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(OcpiRunError):
    """A scenario file, partner file or command line is wrong. All problems are told at once."""

    exit_code = 2

    def __init__(self, message: str, hint: str = "", diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(message, hint)
        self.diagnostics = diagnostics


class PeerFault(OcpiRunError):
    """The other side answered in a way that makes the next move impossible; `exchange` is the evidence."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "", exchange: int | None = None) -> None:
        super().__init__(message, hint)
        self.exchange = exchange


class EnvironmentFault(OcpiRunError):
    """The environment failed: port taken, disk full, host not found, database gone."""
