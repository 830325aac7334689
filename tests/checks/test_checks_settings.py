"""The laws of the settings."""

from pathlib import Path

import pytest

from ocpi_runner.checks import settings
from ocpi_runner.checks.settings import DEFAULTS, SETTINGS, problem

FOLDER = Path(settings.__file__).parent
READERS = "".join(path.read_text("utf-8") for path in sorted(FOLDER.rglob("*.py")) if path.name != "settings.py")


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_decides_something_and_has_a_valid_default(name: str) -> None:
    assert f'"{name}"' in READERS
    assert problem(name, DEFAULTS[name]) is None


def test_what_cannot_be_set_is_told() -> None:
    assert problem("auth.encodign", "raw") == "there is no setting `auth.encodign`"
    assert problem("auth.encoding", "rot13") == "`auth.encoding` is one of auto, spec, base64, raw; not `rot13`"
    assert problem("timestamp.max_skew", "soon") == "`timestamp.max_skew` is a number; not `soon`"
