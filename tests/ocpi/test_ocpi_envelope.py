"""Every answer is wrapped, and what comes without a wrapping is told from what has one."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpi_runner.ocpi import envelope
from ocpi_runner.ocpi.envelope import Envelope

NOW = "2026-11-25T02:08:21Z"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(JSON, st.none() | st.text(max_size=9))
def test_what_is_wrapped_is_unwrapped(data: Any, message: str | None) -> None:
    body = envelope.wrap(data, code=2001, message=message, timestamp=NOW)
    assert envelope.unwrap(body) == Envelope(data, True, 2001, message, NOW)


@given(JSON)
def test_no_body_breaks_the_reader(body: Any) -> None:
    assert envelope.unwrap(body) is None or "status_code" in body


def test_data_may_be_left_out_and_null_is_not_that() -> None:
    assert envelope.wrap(timestamp=NOW, has_data=False) == {"status_code": 1000, "timestamp": NOW}
    assert envelope.unwrap({"status_code": 1000}) == Envelope(status_code=1000)
    assert envelope.unwrap({"status_code": 1000, "data": None}) == Envelope(has_data=True, status_code=1000)


@pytest.mark.parametrize("body", [None, [], "text", {"detail": "not found"}, [{"status_code": 1000}]])
def test_a_body_without_status_code_is_no_envelope(body: Any) -> None:
    assert envelope.unwrap(body) is None
