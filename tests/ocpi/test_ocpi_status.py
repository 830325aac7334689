"""Status codes and what they mean."""

import pytest

from ocpi_runner.ocpi import status


@pytest.mark.parametrize(("code", "expected"), [(1000, True), (1999, True), (2000, False), (999, False), (200, False)])
def test_success_is_a_code_from_1000_to_1999(code: int, expected: bool) -> None:
    assert status.is_success(code) is expected


@pytest.mark.parametrize("code", [None, True, "1000", 1000.0, [1000]])
def test_a_code_that_is_no_integer_is_no_success(code: object) -> None:
    assert not status.is_success(code)


@pytest.mark.parametrize(("code", "own"), [(1900, True), (2901, True), (4999, True), (1000, False), (2003, False)])
def test_a_range_for_private_use_ends_each_thousand(code: int, own: bool) -> None:
    assert status.is_custom(code) is own


@pytest.mark.parametrize("code", [0, -100, 999, 5900, 9999])
def test_a_code_of_no_class_is_not_for_private_use(code: int) -> None:
    assert not status.is_custom(code)
