"""Status codes and what they mean."""

import pytest

from ocpi_runner.ocpi import status
from ocpi_runner.ocpi.versions import VERSIONS, version


@pytest.mark.parametrize(("code", "expected"), [(1000, True), (1999, True), (2000, False), (999, False), (200, False)])
def test_success_is_a_code_from_1000_to_1999(code: int, expected: bool) -> None:
    assert status.is_success(code) is expected


@pytest.mark.parametrize("code", [None, True, "1000", 1000.0, [1000]])
def test_a_code_that_is_no_integer_is_no_success(code: object) -> None:
    assert not status.is_success(code)


@pytest.mark.parametrize("number", list(VERSIONS))
def test_a_code_has_a_meaning(number: str) -> None:
    each = version(number)
    assert status.meaning(each, 2003) == "unknown location"
    assert status.meaning(each, 2901) == "custom client error"
    assert status.meaning(each, 1900) == "custom success"
    assert [status.meaning(each, code) for code in (0, -100, 999, 2005, 5000, 9999)] == ["unknown"] * 6


def test_a_code_of_a_later_version_is_unknown_to_an_older_one() -> None:
    assert status.meaning(version("2.2"), 4000) == "unknown"
    assert status.meaning(version("2.2.1"), 4000) == "generic hub error"
