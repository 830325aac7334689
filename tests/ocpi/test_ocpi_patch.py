"""The law of PATCH."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ocpi_runner.ocpi import patch

VALUES = st.none() | st.integers() | st.lists(st.integers(), max_size=2) | st.dictionaries(st.text(), st.integers())
OBJECT = st.dictionaries(st.sampled_from("abcd"), VALUES)


@given(OBJECT, OBJECT)
def test_what_is_named_is_replaced_and_the_rest_kept(document: dict[str, Any], fragment: dict[str, Any]) -> None:
    after = patch.apply(document, fragment)
    assert after == {name: (fragment if name in fragment else document)[name] for name in {*document, *fragment}}


@given(OBJECT, OBJECT)
def test_the_same_PATCH_twice_changes_nothing_more(document: dict[str, Any], fragment: dict[str, Any]) -> None:
    after = patch.apply(document, fragment)
    assert patch.apply(after, fragment) == after


def test_the_object_itself_stays_as_it_was() -> None:
    document = {"status": "AVAILABLE", "capabilities": ["RESERVABLE"]}
    after = patch.apply(document, {"status": "CHARGING", "capabilities": []})
    assert after == {"status": "CHARGING", "capabilities": []}
    assert document == {"status": "AVAILABLE", "capabilities": ["RESERVABLE"]}
