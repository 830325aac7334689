"""A partner stays where a run ends: what is played again, in each version, meets what was told before."""

from pathlib import Path

import pytest

from ocpi_runner.ocpi.versions import VERSIONS
from ocpi_runner.record.fold import Folder
from ocpi_runner.record.redact import Redactor
from ocpi_runner.record.result import Record
from ocpi_runner.run.options import Options, Peer
from ocpi_runner.run.play import parts, play
from ocpi_runner.run.serving import Serving, served
from ocpi_runner.scenario.load import load
from ocpi_runner.store.memory import MemoryStore
from ocpi_runner.wire.journal import Journal

FOLDER = Path(__file__).parents[2] / "scenarios"


async def run(name: str, url: str, seed: int, journal: Path) -> Record:
    """Play a bundled scenario in all its versions against an eMSP."""
    redactor = Redactor()
    fold = Folder(redactor)
    writer = Journal(str(journal), redactor)
    options = Options(peers={"emsp": Peer(url, token="token-a")}, seed=seed, within=5)
    plan = parts((load(FOLDER / f"{name}.yaml"),), tuple(VERSIONS))
    await play(plan, options, fold.add, tool="test", command=("test",), journal=writer, redactor=redactor)
    writer.close()
    return fold.record()


@pytest.mark.parametrize("name", ["session", "push_location", "refused_objects"])
async def test_a_scenario_passes_again_at_a_partner_that_stays(name: str, tmp_path: Path) -> None:
    serving = Serving("emsp", tuple(VERSIONS), Options(), MemoryStore(), None, lambda event: None, "token-a")
    async with served(serving, lambda app: app) as party:
        for seed in (1, 2):
            record = await run(name, party.versions_url, seed, tmp_path / f"{seed}.jsonl")
            assert [(each.version, each.verdict) for each in record.scenarios] == [(one, "passed") for one in VERSIONS]
            assert [(each.requirement, each.message) for each in record.findings] == []
