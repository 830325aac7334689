"""The seed: enough of everything, valid in every version, the same each time, with figures that agree."""

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from party_pair import CPO, EMSP, NOW
from referencing import Registry, Resource

from ocpi_runner.ocpi.price.rules import BUCKETS
from ocpi_runner.ocpi.version import Version
from ocpi_runner.ocpi.versions import VERSIONS
from ocpi_runner.ocpi.writing import written
from ocpi_runner.party import charge, seed
from ocpi_runner.party.shape import problems

SCHEMAS = Path(__file__).parents[2] / "schemas" / "ocpi"
NAMES = {"locations": "Location", "tariffs": "Tariff", "sessions": "Session", "cdrs": "CDR", "tokens": "Token"}
ALL = [(m, k, d) for who in (CPO, EMSP) for m, k, d in seed.seeded(who, NOW) if m in NAMES]


def of(module: str) -> list[dict[str, Any]]:
    return [document for name, _, document in ALL if name == module]


@pytest.fixture(scope="module", params=list(VERSIONS))
def validators(request: pytest.FixtureRequest) -> tuple[Version, dict[str, Draft202012Validator]]:
    contents = [json.loads(path.read_text()) for path in sorted((SCHEMAS / request.param).glob("*.json"))]
    registry: Registry[Any] = Registry().with_resources([(c["$id"], Resource.from_contents(c)) for c in contents])
    start = f"https://ocpi-run.dev/schemas/ocpi/{request.param}"
    made = {
        module: Draft202012Validator({"$ref": f"{start}/{module}.json#/$defs/{name}"}, registry=registry)
        for module, name in NAMES.items()
    }
    return VERSIONS[request.param], made


def test_every_object_is_valid_in_every_version(validators: tuple[Version, dict[str, Draft202012Validator]]) -> None:
    version, by_module = validators
    for module, key, document in ALL:
        sent = written(version, NAMES[module], document)
        errors = [f"{key} {e.json_path}: {e.message}" for e in by_module[module].iter_errors(sent)]
        assert errors == []


def test_there_is_enough_of_everything() -> None:
    evses = [e for location in of("locations") for e in location["evses"]]
    powers = {c["power_type"] for e in evses for c in e["connectors"]}
    assert len(of("locations")) >= 3 and len(evses) >= 8 and {"DC", "AC_3_PHASE"} <= powers
    assert len(of("tariffs")) >= 3 and len(of("cdrs")) >= 3
    for kind in ("RFID", "APP_USER", "AD_HOC_USER", "OTHER"):
        assert len([t for t in of("tokens") if t["type"] == kind]) >= 10


def test_the_EVSE_that_scenarios_name_is_there_and_free() -> None:
    location = next(o for o in of("locations") if o["id"] == "LOC0001")
    evse = next(e for e in location["evses"] if e["uid"] == "EVSE01")
    assert evse["status"] == "AVAILABLE" and evse["connectors"][0]["id"] == "1"


def test_the_same_clock_gives_the_same_data() -> None:
    assert list(seed.seeded(CPO, NOW)) == list(seed.seeded(CPO, NOW))
    assert list(seed.seeded(CPO, NOW)) != list(seed.seeded(CPO, NOW + timedelta(days=1)))


def test_the_figures_of_a_CDR_agree_with_each_other_and_with_its_session() -> None:
    sessions = {s["id"]: s for s in of("sessions")}
    for cdr in of("cdrs"):
        session = sessions[cdr["session_id"]]
        assert cdr["total_energy"] == session["kwh"] == float(charge.volume(cdr["charging_periods"], "ENERGY"))
        assert cdr["total_cost"] == session["total_cost"]
        parts = [cdr[name]["excl_vat"] for name in BUCKETS.values() if name in cdr]
        assert sum(Decimal(str(p)) for p in parts) == Decimal(str(cdr["total_cost"]["excl_vat"]))


def test_what_is_seeded_could_be_kept_by_a_peer() -> None:
    for version in VERSIONS.values():
        assert [p for m, _, d in ALL for p in problems(version, NAMES[m], written(version, NAMES[m], d))] == []
