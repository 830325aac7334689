"""What a stage needs is read off the model of a scenario, not off the way it is written."""

from pathlib import Path

import pytest

from ocpi_runner.run.opening import calls_us, scenarios_in
from ocpi_runner.scenario.load import Library, parse

HEAD = "scenario: x\nplay: emsp\ntest: cpo\nsteps:\n"


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("- send: GET http://there/\n", False),
        ("- send: GET http://there/  # expect: nothing\n", False),
        ("- {register: true}\n", True),
        ("- group:\n  - {expect: none, within: 1 s}\n", True),
        ("- ask: Push a button\n  trigger: {change: tokens/RFID-1, body: {valid: false}}\n", True),
        ("- send: GET ${emsp.versions_url}\n", True),
    ],
)
def test_a_server_is_started_for_who_may_be_called(steps: str, expected: bool) -> None:
    assert calls_us(parse(HEAD + steps, "x.yaml")) is expected


def test_files_used_inside_a_group_count_too(tmp_path: Path) -> None:
    (tmp_path / "inner.yaml").write_text(HEAD + "- {register: true}\n", "utf-8")
    outer = parse(HEAD + "- group:\n  - use: inner.yaml\n", "outer.yaml", tmp_path, Library())
    assert [each.title for each in scenarios_in(outer)] == ["x", "x"]
