"""A version is a value: one that nobody has heard of is played and judged, and nothing else is told about it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from run_played import Played, verdicts

from ocpi_runner.ocpi.endpoint_table import changed
from ocpi_runner.ocpi.form import Form
from ocpi_runner.ocpi.v2_3_0 import V2_3_0
from ocpi_runner.ocpi.version import ObjectType
from ocpi_runner.ocpi.versions import VERSIONS

#: A module with an object of its own; a member less in tariffs; tokens as they are, and nobody is routed.
TOY = replace(
    V2_3_0,
    number="7.5",
    like="2.3.0",
    endpoints=changed(
        V2_3_0.endpoints,
        """
        forecasts.receiver.get    GET    {owner}/{forecast_id}  -          Forecast
        forecasts.receiver.put    PUT    {owner}/{forecast_id}  Forecast   -
        forecasts.receiver.patch  PATCH  {owner}/{forecast_id}  ~Forecast  -
        """,
    ),
    objects=(*V2_3_0.objects, ObjectType("Forecast", "forecasts", "id", "forecast_id")),
    token_form="raw",
    routing_headers=False,
    receiver_modules={**V2_3_0.receiver_modules, "CPO": ("tokens", "commands", "forecasts")},
    shapes={**V2_3_0.shapes, "Forecast": "country_code:s party_id:s id:s degrees:n"},
    words={**V2_3_0.words, "Forecast.sky": "CLEAR CLOUDED"},
    forms={**V2_3_0.forms, "Tariff": Form(unknown=("type",))},
)
HEAD = "scenario: Toy\nocpi: 7.5\nplay: emsp\ntest: cpo\n"
FORECAST = "{country_code: NL, party_id: EMP, id: F1, degrees: 19, sky: CLEAR}"


@pytest.fixture(autouse=True)
def _spoken(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The toy version is one of those that we speak; this row is all that is added."""
    monkeypatch.setitem(VERSIONS, "7.5", TOY)  # type: ignore[arg-type]
    yield


async def test_a_module_of_its_own_is_announced_served_and_kept(played: Played) -> None:
    record = await played(
        f"""
steps:
- register:
- {{send: "PUT ${{cpo.forecasts}}/NL/EMP/F1", body: {FORECAST}, assert: {{http: 201, status_code: 1000}}}}
- {{send: "PATCH ${{cpo.forecasts}}/NL/EMP/F1", body: {{degrees: 20, last_updated: "${{now}}"}}, assert: {{http: 200}}}}
- {{send: "GET ${{cpo.forecasts}}/NL/EMP/F1", assert: {{$.degrees: 20, $.sky: CLEAR}}}}
- {{send: "PUT ${{cpo.forecasts}}/NL/EMP/F1", raw: '{{"id": "F1", "sky": "RED"}}', assert: {{status_code: 2001}}}}
""",
        head=HEAD,
    )
    assert [(each.requirement, each.message) for each in record.findings] == []
    assert verdicts(record) == ["passed"] * 5


async def test_what_differs_is_what_its_row_says(played: Played) -> None:
    record = await played(
        """
steps:
- register:
- pull: tariffs
  save: {tariffs: $}
- assert: {value: "${tariffs[0]}", $.id: {exists: true}, $.type: {exists: false}}
- {start_session: {location: LOC0001, evse: EVSE01}, save: {session: $}}
- {stop_session: "${session.id}"}
""",
        head=HEAD,
    )
    assert [(each.requirement, each.message) for each in record.findings] == []
    assert verdicts(record) == ["passed"] * 5
    sent = [each for each in record.exchanges if each.route and each.route.version == "7.5"]
    assert sent and {each.route.token_form for each in sent if each.route and each.route.token != "A"} <= {"raw", None}
    assert not [name for each in sent for name, _ in each.request.headers if name.lower().startswith("ocpi-")]


async def test_it_is_judged_on_the_grounds_of_the_version_that_it_is_like(played: Played) -> None:
    record = await played(
        """
steps:
- register:
- {send: "GET ${cpo.locations}/LOC0001", assert: {http: 200}}
""",
        head=HEAD,
    )
    held = {requirement for requirement, _ in record.passed}
    assert {"LOC-079", "TRN-083"} & held
