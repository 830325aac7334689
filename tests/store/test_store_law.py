"""What every store does, the same for memory, SQLite and MongoDB over its wire protocol."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocpi_runner.store.open import open_store
from ocpi_runner.store.protocol import Store

KIND = "cpo/locations"
Opener = Callable[[str], Store]
ONE: dict[str, Any] = {"id": "LOC1", "last_updated": "2026-01-01T00:00:00Z", "evses": [{"uid": "E1", "amount": 1.0}]}
TWO: dict[str, Any] = {"id": "LOC2", "last_updated": "2026-01-02T00:00:00Z"}
THREE: dict[str, Any] = {"id": "LOC3", "last_updated": "2026-01-03T00:00:00Z"}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


async def fill(store: Store) -> None:
    """Three locations, a day apart."""
    for document in (ONE, TWO, THREE):
        await store.put(KIND, f"NL/TST/{document['id']}", document)


async def ids(store: Store, **choice: Any) -> list[str]:
    """The ids on a page."""
    return [document["id"] for document in (await store.page(KIND, **choice)).items]


async def test_a_document_comes_back_as_it_was_put(store: Store) -> None:
    assert await store.put(KIND, "NL/TST/LOC1", ONE) is True
    assert await store.get(KIND, "NL/TST/LOC1") == ONE


async def test_what_was_never_put_is_none(store: Store) -> None:
    assert await store.get(KIND, "NL/TST/LOC1") is None
    assert await store.delete(KIND, "NL/TST/LOC1") is False
    assert (await store.page(KIND)).items == ()


async def test_a_second_put_replaces_the_whole_document(store: Store) -> None:
    await store.put(KIND, "NL/TST/LOC1", ONE)
    assert await store.put(KIND, "NL/TST/LOC1", {"id": "LOC1"}) is False
    assert await store.get(KIND, "NL/TST/LOC1") == {"id": "LOC1"}


async def test_a_deleted_document_is_gone_and_may_come_again(store: Store) -> None:
    await fill(store)
    assert await store.delete(KIND, "NL/TST/LOC1") is True
    assert await store.get(KIND, "NL/TST/LOC1") is None
    assert await store.put(KIND, "NL/TST/LOC1", ONE) is True
    assert await ids(store) == ["LOC2", "LOC3", "LOC1"]


async def test_an_update_keeps_its_place_in_the_order(store: Store) -> None:
    await fill(store)
    await store.put(KIND, "NL/TST/LOC1", {**ONE, "last_updated": "2026-02-01T00:00:00Z"})
    assert await ids(store) == ["LOC1", "LOC2", "LOC3"]


async def test_kinds_do_not_mix(store: Store) -> None:
    await store.put("cpo/locations", "A", ONE)
    await store.put("emsp/locations", "A", TWO)
    assert await store.get("cpo/locations", "A") == ONE
    assert await store.get("emsp/locations", "A") == TWO


@pytest.mark.parametrize(
    ("offset", "limit", "expected"),
    [(0, 2, ["LOC1", "LOC2"]), (2, 2, ["LOC3"]), (1, None, ["LOC2", "LOC3"]), (0, 0, []), (7, 2, []), (3, None, [])],
)
async def test_a_page_tells_how_many_there_are_in_all(
    store: Store, offset: int, limit: int | None, expected: list[str]
) -> None:
    await fill(store)
    page = await store.page(KIND, offset=offset, limit=limit)
    assert [document["id"] for document in page.items] == expected
    assert page.total == 3


async def test_a_prefix_is_taken_as_written(store: Store) -> None:
    await fill(store)
    await store.put(KIND, "DE/T.T/LOC4", {"id": "LOC4"})
    await store.put(KIND, "DE/TXT/LOC5", {"id": "LOC5"})
    assert await ids(store, prefix="NL/TST/") == ["LOC1", "LOC2", "LOC3"]
    assert await ids(store, prefix="DE/T.T/") == ["LOC4"]
    assert await ids(store, prefix="nl/") == []


async def test_a_period_includes_its_start_and_excludes_its_end(store: Store) -> None:
    await fill(store)
    assert await ids(store, date_from="2026-01-02T00:00:00Z") == ["LOC2", "LOC3"]
    assert await ids(store, date_to="2026-01-02T00:00:00Z") == ["LOC1"]
    period = {"date_from": "2026-01-01T00:00:00Z", "date_to": "2026-01-03T00:00:00Z"}
    page = await store.page(KIND, prefix="NL/", limit=1, **period)
    assert ([document["id"] for document in page.items], page.total) == (["LOC1"], 2)


async def test_dates_are_compared_as_instants_not_as_text(store: Store) -> None:
    await store.put(KIND, "A", {"id": "offset", "last_updated": "2026-01-01T02:00:00+02:00"})
    await store.put(KIND, "B", {"id": "no zone", "last_updated": "2026-01-01T00:00:00"})
    await store.put(KIND, "C", {"id": "fraction", "last_updated": "2026-01-01T00:00:00.5Z"})
    assert await ids(store, date_to="2026-01-01T00:00:00.1Z") == ["offset", "no zone"]
    assert await ids(store, date_from="2026-01-01T00:00:00.000Z") == ["offset", "no zone", "fraction"]


async def test_a_document_without_a_readable_date_is_in_no_period(store: Store) -> None:
    await store.put(KIND, "A", {"id": "none"})
    await store.put(KIND, "B", {"id": "odd", "last_updated": "yesterday"})
    await store.put(KIND, "C", {"id": "number", "last_updated": 5})
    assert await ids(store) == ["none", "odd", "number"]
    assert await ids(store, date_from="1970-01-01T00:00:00Z") == []
    assert await ids(store, date_to="2100-01-01T00:00:00Z") == []


async def test_an_update_moves_a_document_between_periods(store: Store) -> None:
    await fill(store)
    await store.put(KIND, "NL/TST/LOC1", {"id": "LOC1"})
    await store.put(KIND, "NL/TST/LOC2", {**TWO, "last_updated": "2027-01-01T00:00:00Z"})
    assert await ids(store, date_from="2026-01-03T00:00:00Z") == ["LOC2", "LOC3"]


async def test_a_date_that_is_none_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="`date_from` is not a date: 'soon'"):
        await store.page(KIND, date_from="soon")


@pytest.mark.parametrize(
    "document",
    [
        {"huge": 10**40, "tiny": -(2**63) - 1},
        {"$set": 1, "a.b": 2, "": 3, "nul\0": 4},
        {"one": 1, "one point nought": 1.0, "text": "1", "nothing": None, "yes": True},
        {"surrogate": "\ud800", "emoji": "\U0001f50c", "quote": "'; DROP TABLE documents; --"},
        {"z": 1, "a": 2},
        {"deep": [[[[{"a": [{"b": [None]}]}]]]]},
    ],
)
async def test_odd_documents_lose_nothing(store: Store, document: dict[str, Any]) -> None:
    await store.put(KIND, "A", document)
    found = await store.get(KIND, "A")
    assert found is not None
    assert repr(found) == repr(document)


async def test_odd_keys_are_keys(store: Store) -> None:
    for key in ("NL/TST/A B", "NL/TST/Ä€", "NL/TST/%", "NL/TST/$where", "NL/TST/'\"", "NL/TST/" + "X" * 500):
        await store.put(KIND, key, {"id": key})
        assert await store.get(KIND, key) == {"id": key}
    assert (await store.page(KIND, prefix="NL/TST/")).total == 6


async def test_many_at_once_are_all_kept(store: Store) -> None:
    created = await asyncio.gather(*(store.put(KIND, f"K{number:02}", {"id": number}) for number in range(40)))
    assert all(created)
    assert (await store.page(KIND)).total == 40


async def test_check_and_a_second_close_are_quiet(store: Store) -> None:
    await store.check()
    await store.close()
    await store.close()


async def test_only_memory_forgets_when_it_is_closed(url: str, opening: Opener) -> None:
    first = opening(url)
    await fill(first)
    await first.put(KIND, "NL/TST/LOC2", {**TWO, "name": "new"})
    await first.close()
    second = opening(url)
    if url == "memory:":
        assert await ids(second) == []
        return
    assert await ids(second) == ["LOC1", "LOC2", "LOC3"]
    assert await second.put(KIND, "NL/TST/LOC4", {"id": "LOC4"}) is True
    assert await ids(second) == ["LOC1", "LOC2", "LOC3", "LOC4"]


async def test_two_may_share_what_is_not_in_memory(url: str, opening: Opener) -> None:
    one, other = opening(url), opening(url)
    await one.put(KIND, "A", {"id": "A"})
    if url == "memory:":
        assert await other.get(KIND, "A") is None
        return
    await other.put(KIND, "B", {"id": "B"})
    await one.put(KIND, "C", {"id": "C"})
    assert await ids(one) == await ids(other) == ["A", "B", "C"]
    await asyncio.gather(*(each.put(KIND, f"K{n}", {"id": n}) for n in range(10) for each in (one, other)))
    assert (await one.page(KIND)).total == 13


async def test_nobody_reads_what_another_has_replaced(url: str, opening: Opener) -> None:
    reader = opening(url)
    writer = reader if url == "memory:" else opening(url)
    for number in range(5):
        await writer.put(KIND, "A", {"number": number})
        for _ in range(3):
            assert await reader.get(KIND, "A") == {"number": number}
    await writer.delete(KIND, "A")
    assert await reader.get(KIND, "A") is None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=st.dictionaries(st.text(), JSON, max_size=4))
def test_any_object_lives_through_a_file(tmp_path_factory: pytest.TempPathFactory, document: dict[str, Any]) -> None:
    asyncio.run(_through_file(str(tmp_path_factory.getbasetemp() / "any.db"), document))


async def _through_file(path: str, document: dict[str, Any]) -> None:
    store = open_store(path)
    try:
        await store.put("any", "A", document)
        assert repr(await store.get("any", "A")) == repr(document)
    finally:
        await store.close()
