"""`report.json` is what `schemas/record.schema.json` says, and comes back as the same Record."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from report_records import FAILED, HOSTILE, PASSED, large

from ocpi_runner.record.codec import from_json, to_json
from ocpi_runner.record.result import Record
from ocpi_runner.report import json_text

SCHEMA: dict[str, Any] = json.loads((Path(__file__).parents[2] / "schemas" / "record.schema.json").read_text("utf-8"))
RECORDS = {"passed": PASSED, "failed": FAILED, "large": large(30)}


def test_the_schema_is_a_schema() -> None:
    jsonschema_rs.meta.validate(SCHEMA)


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_a_record_is_what_the_schema_says(record: Record) -> None:
    jsonschema_rs.validate(SCHEMA, json.loads(json_text.render(record)))


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_a_record_comes_back_as_it_was(record: Record) -> None:
    assert from_json(json.loads(json_text.render(record))) == record


def test_even_a_hostile_record_can_be_written_as_utf_8_and_read_again() -> None:
    """A lone surrogate cannot be written as UTF-8; it is escaped, and so it comes back."""
    written = json_text.render(HOSTILE).encode("utf-8")
    assert from_json(json.loads(written)) == HOSTILE


def test_every_key_of_the_record_is_documented() -> None:
    documented = SCHEMA["properties"].keys()
    assert to_json(FAILED).keys() == documented
    assert set(to_json(FAILED)["findings"][0]) == set(SCHEMA["$defs"]["finding"]["properties"])
    assert set(to_json(FAILED)["exchanges"][0]) == set(SCHEMA["$defs"]["exchange"]["properties"])


@pytest.mark.parametrize("data", [{}, {"format": 2}, {"format": 1}, {"format": 1, "scenarios": [], "x": 1}])
def test_what_is_no_record_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        from_json(data)
