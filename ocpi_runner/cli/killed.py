"""The Record of a run that could not write one: made from its journal."""

from pathlib import Path

from ocpi_runner import __version__
from ocpi_runner.record.event import ExchangeSeen, Noted, RunStarted, ScenarioFinished
from ocpi_runner.record.exchange import Exchange
from ocpi_runner.record.finding import Judgement
from ocpi_runner.record.fold import Folder
from ocpi_runner.record.result import Record, ScenarioResult
from ocpi_runner.wire.journal import read

SUFFIX = ".jsonl"
REASON = "blocked: the run was killed before it could write its report; this is what its journal holds"


def record_of(file: Path) -> Record:
    """Everything that a journal holds, as one scenario that came to no end.

    Raises OSError when the file cannot be read, ValueError, KeyError or TypeError when it is no journal.
    """
    folder = Folder()
    first, last, seen = 0.0, 0.0, 0
    unanswered = []
    for each in read(str(file)):
        if isinstance(each, Exchange):
            first, last, seen = first or each.started, each.started + each.duration, seen + 1
            folder.add(ExchangeSeen(each, Judgement()))
        else:
            unanswered.append(f"{each.method} {each.url} (#{each.number}) was not answered when the run was killed")
    folder.add(RunStarted(f"ocpi-run {__version__}", "", first, 1, str(file)))
    for note in unanswered:
        folder.add(Noted(note))
    folder.add(Noted("a journal holds exchanges; verdicts and findings were lost with the run"))
    title = f"A run that was killed after {seen} exchange{'' if seen == 1 else 's'}"
    length = max(last - first, 0.0)
    folder.add(ScenarioFinished(ScenarioResult("s1", title, str(file), "", "blocked", first, length, reason=REASON)))
    return folder.record()
