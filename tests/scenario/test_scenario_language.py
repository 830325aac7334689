"""One list of words: tables, model, builders, handlers, schema, docs and examples say the same."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema_rs import Draft202012Validator

from ocpi_runner.checks import matchers
from ocpi_runner.expr.functions import FUNCTIONS
from ocpi_runner.expr.template import compile_value
from ocpi_runner.run.steps.table import HANDLERS
from ocpi_runner.scenario import model, words
from ocpi_runner.scenario.actions import BUILDERS
from ocpi_runner.scenario.load import Library, load, parse
from ocpi_runner.scenario.nodes import Reader
from ocpi_runner.scenario.problems import Problems
from ocpi_runner.source.span import SourceFile

ROOT = Path(__file__).parents[2]
SCENARIOS = sorted((ROOT / "scenarios").glob("*.yaml"))
PAGE = (ROOT / "docs" / "language.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
HEAD = """scenario: An example
play: cpo
test: emsp
env: {status: CHARGING, power: 22}
steps:
- start_session: {location: LOC0001}
  save: {session: $}
"""
CHARGE = """scenario: A charge
env: {kwh: 20}
outputs: cdr
steps:
- {set: {cdr: null}}
"""


@cache
def schema() -> dict[str, Any]:
    """The schema that editors use."""
    found: dict[str, Any] = json.loads((ROOT / "schemas" / "scenario.schema.json").read_text("utf-8"))
    return found


def definition(name: str) -> dict[str, Any]:
    """One of its definitions."""
    found: dict[str, Any] = schema()["$defs"][name]
    return found


def data(text: str) -> Any:
    """YAML as a scenario is read."""
    problems = Problems(SourceFile("example.yaml", text))
    node = Reader("example.yaml", problems).read(text)
    assert node is not None and not problems.found, problems.found
    return node.data()


def section(title: str) -> str:
    """A chapter of the page."""
    return re.split(r"^## ", PAGE.partition(f"\n## {title}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def headings(title: str) -> list[str]:
    """The words that have a heading in a chapter."""
    return re.findall(r"^### `(\w+)`$", section(title), re.MULTILINE)


def rows(title: str, head: str) -> list[str]:
    """The words that have a row in the table of a chapter."""
    table = section(title).partition(f"| {head} |")[2].partition("\n\n")[0]
    return re.findall(r"^\| `(\w+)`", table, re.MULTILINE)


def test_every_action_is_a_row_a_class_a_builder_a_handler_a_definition_and_a_heading() -> None:
    actions = list(words.ACTIONS)
    kinds = [each["$ref"].rpartition("/")[2] for each in definition("step")["oneOf"]]
    assert list(BUILDERS) == actions
    assert [name.title().replace("_", "") for name in actions] == [each.__name__ for each in get_args(model.Action)]
    assert set(HANDLERS) == set(get_args(model.Action))
    assert kinds == actions
    assert sorted(headings("Actions")) == sorted(actions)


@pytest.mark.parametrize("action", words.ACTIONS)
def test_the_keys_beside_an_action_are_in_schema_and_docs(action: str) -> None:
    beside = words.ACTIONS[action]
    assert set(definition(action)["properties"]) == {action, *beside, *words.MODIFIERS}
    text = section("Actions").partition(f"### `{action}`\n")[2].partition("\n### ")[0]
    assert [key for key in beside if f"{key}:" not in text and f"`{key}`" not in text] == []


@pytest.mark.parametrize(
    ("table", "properties"),
    [
        (words.SCENARIO, ("properties",)),
        (words.MODIFIERS, ("$defs", "modifiers", "properties")),
        (words.REPLY, ("$defs", "reply", "anyOf", 1, "properties")),
        (words.RETRY, ("$defs", "modifiers", "properties", "retry", "properties")),
        (words.MATCHERS, ("$defs", "matchers", "properties")),
        (words.REGISTER, ("$defs", "register", "properties", "register", "anyOf", 1, "properties")),
        (words.START_SESSION, ("$defs", "start_session", "properties", "start_session", "properties")),
        (words.CHECKS, ("$defs", "assert", "properties", "assert", "properties")),
        (tuple(word for word in words.CHECKS if word != "value"), ("$defs", "checks", "properties")),
        (words.ON_FAILURE, ("$defs", "modifiers", "properties", "on_failure", "enum")),
        (words.FAULTS, ("$defs", "reply", "anyOf", 1, "properties", "fault", "anyOf", 0, "enum")),
        (words.MODULES, ("$defs", "pull", "properties", "pull", "anyOf", 0, "enum")),
        (words.PARTIES, ("$defs", "party", "enum")),
        (words.TOKEN_FORMS, ("$defs", "send", "properties", "token_form", "examples")),
    ],
)
def test_schema_and_tables_have_the_same_words(table: tuple[str, ...], properties: tuple[Any, ...]) -> None:
    found: Any = schema()
    for key in properties:
        found = found[key]
    assert set(found) == set(table)


def test_every_property_is_described() -> None:
    def undescribed(value: Any, path: str) -> list[str]:
        if isinstance(value, list):
            return [each for index, inner in enumerate(value) for each in undescribed(inner, f"{path}/{index}")]
        if not isinstance(value, dict):
            return []
        bare = [
            f"{path}/{key}"
            for key, inner in value.get("properties", {}).items()
            if not {"description", "$ref"} & set(inner)
        ]
        return bare + [each for key, inner in value.items() for each in undescribed(inner, f"{path}/{key}")]

    assert undescribed(schema(), "") == []


def test_every_word_has_its_place_on_the_page() -> None:
    assert sorted(headings("Modifiers")) == sorted(words.MODIFIERS)
    assert rows("File", "key") == list(words.SCENARIO)
    assert sorted(rows("Checks", "key")) == sorted(words.CHECKS)
    assert rows("Matchers", "matcher") == list(words.MATCHERS)
    assert rows("Replies", "key") == list(words.REPLY)
    assert rows("Templates", "function") == list(FUNCTIONS)
    for word in (*words.RETRY, *words.REGISTER, *words.START_SESSION, *words.FAULTS, *words.ON_FAILURE):
        assert re.search(rf"\b{word}\b", PAGE), word


def test_the_matchers_are_those_that_exist() -> None:
    assert tuple(matchers.MATCHERS) == words.MATCHERS
    assert set(definition("matchers")["properties"]["type"]["examples"]) == set(matchers.TYPES)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_bundled_scenario_is_valid_and_loads(path: Path) -> None:
    Draft202012Validator(schema()).validate(data(path.read_text("utf-8")))
    assert load(path).title


@pytest.mark.parametrize("text", EXAMPLES, ids=lambda text: text.splitlines()[0][:40])
def test_an_example_of_the_page_is_valid_and_loads(text: str, tmp_path: Path) -> None:
    (tmp_path / "charge.yaml").write_text(CHARGE, "utf-8")
    whole = text if "scenario:" in text else HEAD + text
    Draft202012Validator(schema()).validate(data(whole))
    assert parse(whole, "example.yaml", tmp_path, Library((ROOT / "scenarios",))).steps


def examples(title: str, head: str) -> list[tuple[str, str]]:
    """The word and the example of each row of a table."""
    table = section(title).partition(f"| {head} |")[2].partition("\n\n")[0]
    return re.findall(r"^\| `([^`]+)` \|.*\| `([^|]*)` \|$", table, re.MULTILINE)


@pytest.mark.parametrize(("word", "text"), examples("Checks", "key") + examples("Matchers", "matcher"))
def test_an_example_of_a_check_is_valid_and_loads(word: str, text: str) -> None:
    step = (
        f"- assert:\n    {text}\n"
        if word == "value"
        else f"- send: GET ${{emsp.versions_url}}\n  assert:\n    {text}\n"
    )
    assert word in text or word == "$.path"
    Draft202012Validator(schema()).validate(data(HEAD + step))
    assert parse(HEAD + step, "example.yaml").steps


@pytest.mark.parametrize(("word", "text"), examples("Replies", "key"))
def test_an_example_of_a_reply_is_valid_and_loads(word: str, text: str) -> None:
    step = f"- serve: GET ${{cpo.locations}}\n  reply:\n    {text}\n"
    assert text.startswith(f"{word}:")
    Draft202012Validator(schema()).validate(data(HEAD + step))
    assert parse(HEAD + step, "example.yaml").steps


@pytest.mark.parametrize(("word", "text"), examples("Templates", "function"))
def test_an_example_of_a_function_is_an_expression(word: str, text: str) -> None:
    assert f"{word}(" in text
    assert not compile_value(text).constant


@pytest.mark.parametrize(
    "text",
    [
        "scenario: T",
        "scenario: T\nsteps: []\nstep: []",
        "scenario: T\nsteps: [{send: GET x, expect: GET x}]",
        "scenario: T\nsteps: [{send: GET x, asert: {}}]",
        "scenario: T\nsteps: [{command: X}]",
        "scenario: T\nocpi: 9.9\nsteps: []",
        "scenario: T\nsteps: [{wait: soon}]",
        "scenario: T\nsteps: [{send: GET x, assert: {htp: 200}}]",
        "scenario: T\nsteps: [{send: GET x, on_failure: ignore}]",
    ],
)
def test_the_schema_refuses_what_the_runner_refuses(text: str) -> None:
    assert not Draft202012Validator(schema()).is_valid(data(text))
