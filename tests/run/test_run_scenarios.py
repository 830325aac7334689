"""Every bundled scenario passes against the built-in counterpart, in each version, and two runs are alike."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from run_compare import timeless

from ocpi_runner.cli.requirements_command import NAMED
from ocpi_runner.ocpi.versions import VERSIONS
from ocpi_runner.party.app import App
from ocpi_runner.party.asked import Asked
from ocpi_runner.party.ports import Connection
from ocpi_runner.party.reply import Reply, success
from ocpi_runner.record.event import Event
from ocpi_runner.record.fold import Folder
from ocpi_runner.record.redact import Redactor
from ocpi_runner.record.result import Record
from ocpi_runner.run.judging import Judging
from ocpi_runner.run.options import Options
from ocpi_runner.run.play import parts, play
from ocpi_runner.scenario.load import load
from ocpi_runner.wire.journal import Journal

#: What a scenario has us do that we should not: call nobody, encode a token before the version is known.
ON_PURPOSE = {"push_location": {"TRN-067", "TRN-068"}, "registration": {"TRN-004"}}
SCENARIOS = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"), key=lambda path: path.stem)
#: Of nothing but requests that should be refused.
REFUSALS = [path for path in SCENARIOS if path.stem.startswith("refused_")]
#: Show in what is kept, or in an answer that is no refusal.
WITHOUT_REFUSAL = {"CDR-017", "CDR-054", "CMD-025"}


async def run(path: Path, version: str, folder: Path, *, jobs: int = 1) -> Record:
    """Play a file in a version and take its Record."""
    redactor = Redactor()
    fold = Folder(redactor)
    journal = Journal(str(folder / "journal.jsonl"), redactor)

    def emit(event: Event) -> None:
        fold.add(event)

    plan = parts((load(path),), (version,))
    options = Options(within=5, jobs=jobs)
    await play(plan, options, emit, tool="test", command=("test",), journal=journal, redactor=redactor)
    journal.close()
    return fold.record()


RECORDS: dict[tuple[str, str], Record] = {}


async def recorded(path: Path, version: str, folder: Path) -> Record:
    """The Record of a file in a version, played once for the tests that only look at it."""
    if (path.stem, version) not in RECORDS:
        RECORDS[path.stem, version] = await run(path, version, folder)
    return RECORDS[path.stem, version]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
async def test_a_bundled_scenario_passes_without_a_finding(path: Path, version: str, tmp_path: Path) -> None:
    """The built-in party keeps to every rule that is judged."""
    record = await recorded(path, version, tmp_path)

    assert [(each.requirement, each.message) for each in record.findings] == []
    assert record.verdict == "passed"
    assert record.exchanges_seen > 0
    assert sum(count for _, count in record.passed) > 20


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("path", [path for path in SCENARIOS if path not in REFUSALS], ids=lambda path: path.stem)
async def test_the_party_that_plays_it_keeps_to_the_rules_too(
    path: Path, version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Judged on both sides of each exchange, where a run judges the side that is tested."""
    one_side = Judging.frame
    monkeypatch.setattr(Judging, "frame", lambda self, exchange: replace(one_side(self, exchange), on_trial=None))
    record = await run(path, version, tmp_path)

    assert {each.requirement for each in record.findings} <= ON_PURPOSE.get(path.stem, set())


@pytest.mark.parametrize("path", REFUSALS, ids=lambda path: path.stem)
async def test_who_says_yes_to_everything_is_told_by_every_refusal_that_is_asked_for(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step of these scenarios can fail, under the requirement that it names."""
    honest = App.reply

    async def yes(app: App, scope: Connection, asked: Asked, error: str | None) -> Reply:
        reply = await honest(app, scope, asked, error)
        granted = reply.http < 400 and reply.code < 2000 and b'"result"' not in (reply.data or b"")
        return reply if granted else success({"result": "ACCEPTED", "timeout": 30})

    monkeypatch.setattr(App, "reply", yes)
    records = [await run(path, version, tmp_path) for version in VERSIONS]
    told = {finding.requirement for record in records for finding in record.findings}

    named = set(NAMED.findall(load(path).source))

    assert named - told <= WITHOUT_REFUSAL


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
async def test_the_same_seeds_give_the_same_record(path: Path, tmp_path: Path) -> None:
    """Two runs differ in times and ids, and in nothing else."""
    first = timeless(await recorded(path, "2.2.1", tmp_path))
    second = timeless(await run(path, "2.2.1", tmp_path))

    assert second == first


async def test_no_token_is_written_anywhere(tmp_path: Path) -> None:
    """Neither the default token A nor one that was made in the handshake stands in Record or journal."""
    record = await run(next(path for path in SCENARIOS if path.stem == "registration"), "2.2.1", tmp_path)
    journal = (tmp_path / "journal.jsonl").read_text("utf-8")

    for exchange in record.exchanges:
        for name, value in exchange.request.headers:
            assert name.lower() != "authorization" or "***" in value
    assert r"\"token\":\"***" in journal
    assert "AAA_AAA_AAA" not in journal


async def test_scenarios_at_the_same_time_do_not_disturb_each_other(tmp_path: Path) -> None:
    """`--jobs`: each scenario has parties, ports and an inbox of its own."""
    records = await asyncio.gather(*(run(path, "2.2.1", tmp_path / path.stem) for path in made_folders(tmp_path)))

    assert [record.verdict for record in records] == ["passed"] * len(records)


def made_folders(folder: Path) -> list[Path]:
    """Four scenarios, and a folder for each."""
    chosen = [path for path in SCENARIOS if path.stem in ("session", "authorize", "push_token", "pull_locations")]
    for path in chosen:
        (folder / path.stem).mkdir()
    return chosen
