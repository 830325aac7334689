"""OCPI 2.2.1: 2.2 with one more status code, and a few more members; what else differs stands in the schemas."""

from dataclasses import replace

from ocpi_runner.ocpi.form import Form
from ocpi_runner.ocpi.v2_2 import OWNER, V2_2

V2_2_1 = replace(
    V2_2,
    number="2.2.1",
    status_codes={**V2_2.status_codes, 4000: "generic hub error"},
    shapes={**V2_2.shapes, "CdrToken": OWNER + V2_2.shapes["CdrToken"]},
    forms={
        "Session": Form(unknown=("_location",)),
        "CDR": Form(unknown=("_location",), inside={"tariffs": "Tariff"}),
        "Tariff": V2_2.forms["Tariff"],
    },
)
