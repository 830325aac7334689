"""OCPI 2.2.1: 2.2 with one more status code, and a few more members; what else differs stands in the schemas."""

from dataclasses import replace

from ocpi_runner.ocpi.form import Form
from ocpi_runner.ocpi.v2_2 import OWNER, V2_2

V2_2_1 = replace(
    V2_2,
    number="2.2.1",
    status_codes={**V2_2.status_codes, 4000: "generic hub error"},
    shapes={**V2_2.shapes, "CdrToken": OWNER + V2_2.shapes["CdrToken"]},
    words={**V2_2.words, "Connector.power_type": "AC_1_PHASE AC_2_PHASE AC_2_PHASE_SPLIT AC_3_PHASE DC"},
    needs={**V2_2.needs, "StartSession": (("connector_id", "evse_uid"),)},
    forms={
        "Session": Form(unknown=("_location",)),
        "CDR": Form(unknown=("_location",), inside={"tariffs": "Tariff"}),
        "Tariff": V2_2.forms["Tariff"],
    },
)
