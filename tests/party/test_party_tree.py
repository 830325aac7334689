"""Objects inside objects, and what a version knows of them."""

from typing import Any

import pytest
from ocpi_objects import whole

from ocpi_runner.ocpi.version import Version
from ocpi_runner.ocpi.versions import VERSIONS
from ocpi_runner.ocpi.writing import read, written
from ocpi_runner.party import shape, tree
from ocpi_runner.party.objects import top_of

V = VERSIONS["2.2.1"]
OLD, NEW = "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"
LOCATION = {
    "id": "L",
    "last_updated": OLD,
    "evses": [{"uid": "E", "last_updated": OLD, "connectors": [{"id": "1", "last_updated": OLD}]}],
}


def whole_or_none(number: str, name: str) -> dict[str, Any] | None:
    """A complete object of a version, where the version has such objects."""
    try:
        return whole(number, name)
    except KeyError:
        return None


WAY = (tree.Level("evses", "uid", "e"), tree.Level("connectors", "id", "1"))


def test_a_path_leads_down_to_the_connector() -> None:
    params = {"location_id": "L", "evse_uid": "E", "connector_id": "1"}
    kind, levels = tree.descend(V, top_of(V, "locations"), params)
    assert kind.name == "Connector" and [level.id for level in levels] == ["E", "1"]


def test_ids_are_found_without_regard_to_case() -> None:
    assert tree.find(LOCATION, WAY) == {"id": "1", "last_updated": OLD}
    assert tree.find(LOCATION, (tree.Level("evses", "uid", "X"),)) is None


def test_a_changed_connector_moves_every_parent_and_leaves_the_original_alone() -> None:
    changed = tree.replace(LOCATION, WAY, {"id": "1", "last_updated": NEW})
    assert changed["last_updated"] == changed["evses"][0]["last_updated"] == NEW
    assert LOCATION["last_updated"] == OLD


def test_an_older_child_does_not_set_its_parents_back() -> None:
    changed = tree.replace({"id": "L", "last_updated": NEW}, WAY[:1], {"uid": "E", "last_updated": OLD})
    assert changed["last_updated"] == NEW and len(changed["evses"]) == 1


def test_an_older_version_gets_only_what_it_knows() -> None:
    session = {"id": "S", "cdr_token": {"country_code": "NL", "party_id": "EMP", "uid": "U"}}
    assert written(VERSIONS["2.2"], "Session", session)["cdr_token"] == {"uid": "U"}
    assert written(VERSIONS["2.2.1"], "Session", session) == session
    assert written(VERSIONS["2.2.1"], "Location", LOCATION) is LOCATION


def test_what_a_version_calls_otherwise_is_called_so() -> None:
    session = {"id": "S", "cdr_token": {"contract_id": "C"}, "total_cost": {"excl_vat": 2, "incl_vat": 2.5}}
    assert written(VERSIONS["2.1.1"], "Session", session) == {"id": "S", "auth_id": "C", "total_cost": 2}
    taxed = {"before_taxes": 2, "taxes": [{"name": "VAT", "amount": 0.5}]}
    assert written(VERSIONS["2.3.0"], "Session", session)["total_cost"] == taxed


@pytest.mark.parametrize("version", VERSIONS.values(), ids=VERSIONS)
def test_what_is_in_the_form_of_a_version_stays_as_it_is(version: Version) -> None:
    for name in version.forms:
        if document := whole_or_none(version.number, name):
            assert written(version, name, document) == document


def test_what_an_older_version_tells_elsewhere_is_found() -> None:
    session = {"auth_id": "C", "location": {"id": "L", "evses": [{"uid": "E"}]}, "start_datetime": OLD}
    told = read(VERSIONS["2.1.1"], "Session", session)
    assert (told["location_id"], told["evse_uid"], told["start_date_time"]) == ("L", "E", OLD)
    assert told["cdr_token"] == {"contract_id": "C"}
    assert read(VERSIONS["2.2.1"], "Session", session) is session


def test_every_problem_of_an_object_is_named_with_its_path() -> None:
    found = list(shape.problems(V, "EVSE", {"uid": 1, "status": "FREE", "connectors": [{"id": "1"}]}))
    assert "`uid` is not a string" in found and "`connectors[0].standard` is missing" in found
    assert any(problem.startswith("`status` is not one of AVAILABLE") for problem in found)
