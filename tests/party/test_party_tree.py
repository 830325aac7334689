"""Objects inside objects, and what a version knows of them."""

from ocpi_runner.ocpi.versions import VERSIONS
from ocpi_runner.party import shape, tree
from ocpi_runner.party.objects import top_of

V = VERSIONS["2.2.1"]
OLD, NEW = "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"
LOCATION = {
    "id": "L",
    "last_updated": OLD,
    "evses": [{"uid": "E", "last_updated": OLD, "connectors": [{"id": "1", "last_updated": OLD}]}],
}
WAY = (tree.Level("evses", "uid", "e"), tree.Level("connectors", "id", "1"))


def test_a_path_leads_down_to_the_connector() -> None:
    params = {"location_id": "L", "evse_uid": "E", "connector_id": "1"}
    kind, levels = tree.descend(V.objects, top_of(V, "locations"), params)
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
    assert shape.shaped("2.2", "Session", session)["cdr_token"] == {"uid": "U"}
    assert shape.shaped("2.2.1", "Session", session) is session


def test_every_problem_of_an_object_is_named_with_its_path() -> None:
    found = list(shape.problems("2.2.1", "EVSE", {"uid": 1, "status": "FREE", "connectors": [{"id": "1"}]}))
    assert "`uid` is not a string" in found and "`connectors[0].standard` is missing" in found
    assert any(problem.startswith("`status` is not one of AVAILABLE") for problem in found)
