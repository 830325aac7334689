"""How a process ends, a sentence each."""

from enum import IntEnum

from ocpi_runner.record.result import Record


class ExitCode(IntEnum):
    """The same for every command."""

    PASSED = 0  #: everything that was tested holds (warnings included)
    FINDINGS = 1  #: the system under test is wrong somewhere
    INPUT = 2  #: your file or your call is wrong
    ENVIRONMENT = 3  #: the environment failed, or we did
    NOTHING = 4  #: nothing was tested: no scenario chosen, all skipped or blocked
    INTERRUPTED = 130  #: Ctrl-C or SIGTERM


def of_record(record: Record) -> ExitCode:
    """The exit code of a run."""
    if any(note.startswith("interrupted") for note in record.notes):
        return ExitCode.INTERRUPTED
    verdicts = {scenario.verdict for scenario in record.scenarios}
    if "error" in verdicts:
        return ExitCode.ENVIRONMENT
    if "failed" in verdicts:
        return ExitCode.FINDINGS
    return ExitCode.PASSED if verdicts & {"passed", "warned"} else ExitCode.NOTHING
