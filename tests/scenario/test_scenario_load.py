"""From a file to a Scenario: builders, names, versions, files that use files, and every problem at once."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ocpi_runner.scenario import model, words
from ocpi_runner.scenario.load import load, parse
from ocpi_runner.scenario.model import Scenario, Step
from ocpi_runner.scenario.text import MOST_BYTES
from ocpi_runner.source.errors import InputError

HEAD = "scenario: Toy\nsteps:\n"


def step(text: str) -> Step:
    """The only step of a text."""
    (made,) = parse(HEAD + text, "toy.yaml").steps
    return made


def problems(text: str, folder: Path | None = None) -> list[tuple[int, int, str, str]]:
    """Line, column, message and hint of everything that is wrong."""
    with pytest.raises(InputError) as caught:
        parse(text, "toy.yaml", folder)
    found = caught.value.diagnostics
    return [(each.span.line, each.span.column, each.message, each.hint) for each in found]


#: action -> a step, and what its fields must be
ACTIONS: dict[str, tuple[str, dict[str, Any]]] = {
    "serve": (
        "serve: '* ${cpo.locations}'\n  reply: {http: 500}\n  times: 2",
        {"address.method": "*", "times.source": 2},
    ),
    "expect": (
        "expect: GET ${cpo.locations}\n  count: 2..5",
        {"at_least.source": 2, "at_most.source": 5, "optional": False},
    ),
    "send": (
        "send: PUT ${emsp.x}/a\n  token: 0123\n  raw: 1.0",
        {"token.source": "0123", "raw.source": "1.0", "body": None},
    ),
    "register": ("register: {new: true, url: x}", {"new": True, "update": False, "url.source": "x"}),
    "unregister": ("unregister:", {}),
    "pull": ("pull: cdrs\n  limit: 2", {"module.source": "cdrs", "limit.source": 2, "pages": None}),
    "command": ("command: X\n  body: {a: 1}\n  result: false", {"result": False, "body.source": {"a": 1}}),
    "start_session": ("start_session: {location: L, kwh: 3}", {"location.source": "L", "kwh.source": 3, "evse": None}),
    "stop_session": ("stop_session: 00123", {"session.source": "00123"}),
    "change": ("change: locations/L\n  body: {a: 1}", {"object.source": "locations/L"}),
    "assert": ("assert: {value: 5, $: 5}", {"value.source": 5}),
    "wait": ("wait: 250 ms", {"duration.source": "250 ms"}),
    "ask": ("ask: Press\n  trigger: {wait: 1}", {"prompt.source": "Press", "trigger.0.kind": "wait"}),
    "set": ("set: {a: 1, b: '${a}'}", {"values.1.0": "b", "values.1.1.source": "${a}"}),
    "group": ("group: [{wait: 1}, {wait: 2}]", {"steps.1.kind": "wait"}),
    "parallel": ("parallel: {wait: 1}", {"steps.0.kind": "wait"}),
    "repeat": ("repeat: 3\n  steps: {wait: 1}", {"times.source": 3, "steps.0.kind": "wait"}),
    "for_each": ("for_each: {n: [1, 2]}\n  steps: {set: {m: '${n}'}}", {"name": "n", "items.source": [1, 2]}),
}


def field(value: Any, path: str) -> Any:
    """A field of a field."""
    for name in path.split("."):
        value = value[int(name)] if name.isdigit() else getattr(value, name)
    return value


@pytest.mark.parametrize("kind", [kind for kind in words.ACTIONS if kind != "use"])
def test_each_action_is_built_from_its_keys(kind: str) -> None:
    text, fields = ACTIONS[kind]
    made = step(f"- {text}\n")
    assert made.kind == kind
    assert type(made.action).__name__.lower() == kind.replace("_", "")
    assert {path: field(made.action, path) for path in fields} == fields


def test_modifiers_stand_beside_any_action() -> None:
    made = step(
        "- wait: 1\n  name: N\n  when: ${true}\n  within: 2 s\n  as: emsp\n"
        "  requirement: SES-014\n  on_failure: continue\n"
        "  retry: {until: '${http == 200}', every: 5 ms}\n  save: {a: $.b, c: {from: http, secret: true}}\n"
        "  assert: {$.a: 1}\n"
    )
    assert (made.name, made.party, made.requirement, made.on_failure) == ("N", "emsp", "SES-014", "continue")
    assert made.retry is not None and made.retry.within.source == "30 s"
    assert [(save.name, save.source, save.secret) for save in made.save] == [("a", "$.b", False), ("c", "http", True)]
    assert [(check.target, check.path) for check in made.checks] == [("path", "$.a")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("- expect: GET x\n  ask: Do it\n  assert: {$: 1}\n", "expect"),
        ("- assert: {value: 1}\n", "assert"),
        ("- ask: Do it\n", "ask"),
        ("- ask: Do it\n  assert: {$: 1}\n", "ask"),
        ("- send: GET x\n  assert: {http: 1}\n", "send"),
    ],
)
def test_a_word_that_is_action_and_modifier_is_told_apart(text: str, kind: str) -> None:
    assert step(text).kind == kind


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("- send: GET ${emsp.x}\n", "send GET ${emsp.x}"),
        ("- register:\n", "register"),
        ("- start_session: {location: L1}\n", "start_session L1"),
        ("- set: {a: 1, b: 2}\n", "set a, b"),
        ("- {wait: 1, name: Breathe}\n", "Breathe"),
    ],
)
def test_a_step_has_a_title(text: str, title: str) -> None:
    assert step(text).title == title


@pytest.mark.parametrize(
    ("text", "versions"),
    [
        ("", ("2.2.1",)),
        ("ocpi: 2.2\n", ("2.2",)),
        ("ocpi: [2.2, 2.2.1]\n", ("2.2", "2.2.1")),
        ("ocpi: '2.2'\n", ("2.2",)),
    ],
)
def test_versions_are_taken_as_they_are_written(text: str, versions: tuple[str, ...]) -> None:
    assert parse(f"{text}{HEAD}- wait: 1\n", "toy.yaml").versions == versions


def test_who_is_played_decides_who_is_tested() -> None:
    def cast(text: str) -> tuple[tuple[str, ...], str | None]:
        made = parse(f"{text}{HEAD}- wait: 1\n", "toy.yaml")
        return made.play, made.test

    assert cast("") == (("cpo",), "emsp")
    assert cast("play: emsp\n") == (("emsp",), "cpo")
    assert cast("play: [cpo]\ntest: emsp\n") == (("cpo",), "emsp")


def test_every_problem_is_told_at_once_in_the_order_of_the_file() -> None:
    found = problems(
        "scenaro: Toy\nsteps:\n- sned: GET x\n- send: get x\n- send: GET ${emps.x}\n- wait: soon\n- send: GET x\n"
        "  asert: {}\n"
        "- send: GET x\n  assert: {htp: 200, $.a b: 1}\n- pull: location\n"
    )
    lines = [line for line, _, _, _ in found]
    assert lines == sorted(lines)
    assert {(line, hint) for line, _, _, hint in found} >= {
        (1, "did you mean `scenario`?"),
        (3, "did you mean `send`?"),
        (4, "methods are in capitals: `GET`"),
        (5, "did you mean `emsp`?"),
        (8, "did you mean `assert`?"),
        (10, "did you mean `http`?"),
        (11, "did you mean `locations`?"),
    }


@pytest.mark.parametrize(
    ("text", "words_"),
    [
        ("- {send: GET x, pull: cdrs}", "a step has one action"),
        ("- {send: GET x, body: {}, raw: x}", "exclude each other"),
        ("- {send: GET x, token_form: hex}", "token form `hex` is not known"),
        ("- serve: GET x", "needs a `reply`"),
        ("- {serve: GET x, reply: {fault: explode}}", "fault `explode` is not known"),
        ("- {command: X}", "needs a `body`"),
        ("- start_session: {evse: E}", "needs a `location`"),
        ("- {expect: GET x, count: many}", "is not a number"),
        ("- {expect: GET x, optional: perhaps}", "true or false"),
        ("- assert: {$: 1}", "needs a `value`"),
        ("- {send: GET x, assert: [1]}", "`assert` is a mapping"),
        ("- {send: GET x, assert: {headers: 5}}", "`headers` is a mapping"),
        ("- {send: GET x, save: {1a: $}}", "`1a` cannot be a name"),
        ("- {send: GET x, save: {a: body}}", "`body` cannot be saved"),
        ("- {send: GET x, save: {now: $}}", "has a meaning of its own"),
        ("- set: {emsp: 1}", "has a meaning of its own"),
        ("- set: [1]", "`set` is a mapping"),
        ("- {for_each: {a: [1], b: [2]}, steps: []}", "names one list"),
        ("- {send: GET x, as: driver}", "party `driver` is not known"),
        ("- {send: GET x, on_failure: ignore}", "on_failure `ignore`"),
        ("- {send: GET x, retry: 5}", "`retry` is a mapping"),
        ("- send", "a step is a mapping"),
        ("- name: lonely", "this step has no action"),
        ("- {send: GET x, within: -1}", "is not a length of time"),
        ('- {send: "GET ${1 +}"}', "a value is missing"),
        ("- {use: nothing.yaml}", "there is no file `nothing.yaml`"),
        ("- {send: GET x, assert: {$: {matches: '('}}}", "is not a regular expression"),
    ],
)
def test_a_wrong_step_is_told(text: str, words_: str) -> None:
    found = problems(f"{HEAD}{text}\n")
    assert any(words_ in message for _, _, message, _ in found), found
    assert all(line == 3 for line, _, _, _ in found)


def test_a_name_is_known_from_the_step_that_saves_it() -> None:
    late = f"{HEAD}- send: GET ${{a}}\n- send: GET x\n  save: {{a: $}}\n"
    assert [message for _, _, message, _ in problems(late)] == ["unknown variable `a`"]
    assert parse(f"{HEAD}- send: GET x\n  save: {{a: $}}\n- send: GET ${{a}}\n", "toy.yaml").steps


def test_an_input_must_be_declared() -> None:
    text = "env: {power: 22}\n" + HEAD + "- send: GET ${env.powr}\n- send: GET ${env.power}\n"
    assert problems(text) == [(4, 15, "unknown variable `env.powr`", "did you mean `env.power`?")]


def test_a_problem_in_an_expression_stands_under_its_character() -> None:
    assert problems(f"{HEAD}- send: GET ${{emsp.x}}/${{nope}}\n")[0][:2] == (3, 25)
    assert problems(f'{HEAD}- set: {{a: "x ${{1 +}}"}}\n')[0][:2] == (3, 20)


def folder_with(folder: Path, **files: str) -> Path:
    """Files in a folder."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def test_a_file_is_found_beside_the_one_that_uses_it_and_in_the_library(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    folder_with(tmp_path / "library", far=HEAD + "- set: {b: 1}\n")
    folder_with(
        tmp_path, near=HEAD + "- set: {a: 1}\n", top=f"use: [near, far.yaml]\n{HEAD}- set: {{c: '${{a + b}}'}}\n"
    )
    made = load(tmp_path / "top.yaml", library=(tmp_path / "library",))
    assert [each.title for each in made.use] == ["Toy", "Toy"]
    assert [each.action.outputs for each in made.use if isinstance(each.action, model.Use)] == [("a",), ("b",)]


def test_what_goes_into_a_file_must_be_an_input_of_it(tmp_path: Path) -> None:
    folder_with(tmp_path, inner="env: {power: 1}\n" + HEAD + "- wait: 1\n")
    text = HEAD + "- {use: inner.yaml, with: {powr: 2}}\n"
    ((line, _, message, hint),) = problems(text, tmp_path)
    assert (line, message, hint) == (3, "the file has no input `powr`", "did you mean `power`?")


def test_an_include_cycle_is_told_with_its_chain(tmp_path: Path) -> None:
    folder_with(
        tmp_path, a="use: b\n" + HEAD + "- wait: 1\n", b=HEAD + "- use: c.yaml\n", c="use: a\n" + HEAD + "- wait: 1\n"
    )
    with pytest.raises(InputError) as caught:
        load(tmp_path / "a.yaml")
    assert "a.yaml → b.yaml → c.yaml → a.yaml" in caught.value.diagnostics[0].message


def test_problems_of_used_files_are_told_too(tmp_path: Path) -> None:
    folder_with(tmp_path, inner=HEAD + "- sned: x\n", outer="use: inner\n" + HEAD + "- wiat: 1\n")
    with pytest.raises(InputError) as caught:
        load(tmp_path / "outer.yaml")
    assert {Path(each.span.file).name for each in caught.value.diagnostics} == {"inner.yaml", "outer.yaml"}


@pytest.mark.parametrize(
    ("content", "words_"),
    [
        (b"", "1 problem"),
        (b"a\0b", "is a binary file"),
        (b"scenario: caf\xe9\n", "is not UTF-8: byte 14, line 1"),
        (b"#" * (MOST_BYTES + 1), "is larger than 2 MB"),
    ],
    ids=["empty", "binary", "latin", "large"],
)
def test_a_file_that_is_no_scenario_is_told_plainly(content: bytes, words_: str, tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_bytes(content)
    with pytest.raises(InputError) as caught:
        load(tmp_path / "odd.yaml")
    assert words_ in caught.value.message


def test_a_missing_file_and_a_folder_are_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        load(tmp_path / "none.yaml")
    with pytest.raises(InputError, match="is a folder"):
        load(tmp_path)


WORDS = st.sampled_from(
    sorted(
        {*words.ACTIONS, *words.MODIFIERS, *words.SCENARIO, *words.CHECKS, *words.REPLY, *words.RETRY, "$.a", "*", "$"}
    )
)
VALUES = st.recursive(
    st.sampled_from(["GET ${emsp.x}", "${now}", "${", "$.a", "1", "", "none", "cdrs", "30 s", "true", "null", "2.2"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=10,
)


@given(st.dictionaries(WORDS, VALUES, max_size=5), VALUES)
@example({"scenario": "x", "play": []}, "")
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_any_mixture_of_words_loads_or_is_told(root: dict[str, Any], steps: Any) -> None:

    try:
        assert isinstance(parse(json.dumps({"scenario": "T", "steps": [steps], **root}), "toy.yaml"), Scenario)
    except InputError as problem:
        assert problem.diagnostics


@given(st.text(max_size=100) | st.text("scenario:tp-\n {}[]$\"'ed", max_size=60))
@settings(max_examples=200)
def test_any_text_loads_or_is_told(text: str) -> None:
    try:
        parse(text, "toy.yaml")
    except InputError as problem:
        assert problem.diagnostics


@pytest.mark.parametrize(
    "steps",
    [
        "- repeat: 3\n  steps:\n  - {wait: 1 ms, when: '${later == 1}'}\n  - set: {later: 1}\n",
        "- parallel:\n  - assert: {value: '${other}'}\n  - set: {other: 1}\n",
    ],
)
def test_names_of_a_loop_or_of_branches_are_no_false_alarm(steps: str) -> None:
    """What a later step gives may be there in the next round, or at the same time."""
    assert parse(f"scenario: x\nsteps:\n{steps}", "x.yaml").steps


def test_ten_thousand_problems_are_not_all_told() -> None:
    """The first hundred, and how many there are."""
    with pytest.raises(InputError) as told:
        parse("scenario: x\nsteps:\n" + "- sent: GET x\n" * 10_000, "x.yaml")
    assert len(told.value.diagnostics) == 101
    assert told.value.diagnostics[-1].message == "and 9900 problems more"


def test_a_bundled_file_is_told_as_such_and_any_other_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "bundle").mkdir()
    for name in ("bundle/inner.yaml", "own.yaml"):
        (tmp_path / name).write_text(f"{HEAD}- wait: 1 ms\n", "utf-8")
    (tmp_path / "outer.yaml").write_text("scenario: Toy\nuse: inner.yaml\n", "utf-8")
    library = (tmp_path / "bundle",)
    assert load(tmp_path / "bundle" / "inner.yaml", library=library).file == "bundled/inner.yaml"
    assert load(tmp_path / "own.yaml", library=library).file == str(tmp_path / "own.yaml")
    (used,) = load(tmp_path / "outer.yaml", library=library).use
    assert isinstance(used.action, model.Use) and used.action.scenario.file == "bundled/inner.yaml"


CITING = "scenario: Toy\nocpi: [{}]\nsteps:\n- {}\n  requirement: TOK-021\n"


def test_a_requirement_is_fine_when_one_of_the_versions_has_it() -> None:
    text = CITING.format("2.1.1, 2.2.1", "send: GET ${emsp.x}\n  assert: {http: 200}")
    assert parse(text, "toy.yaml").steps[0].requirement == "TOK-021"
    assert problems(text.replace(", 2.2.1", ""))[0][:3] == (
        6, 16, "TOK-021 is in 2.2, 2.2.1, 2.3.0; this file is played in 2.1.1",
    )  # fmt: skip


def test_a_used_file_is_played_in_the_versions_of_the_one_that_uses_it(tmp_path: Path) -> None:
    body = "steps:\n- send: GET ${emsp.x}\n  requirement: TOK-021\n  assert: {http: 200}\n"
    (tmp_path / "used.yaml").write_text(f"scenario: Used\n{body}")
    using = "scenario: Toy\nocpi: 2.1.1\nuse: used.yaml\n"
    assert [each[2] for each in problems(using, tmp_path)] == [
        "TOK-021 is in 2.2, 2.2.1, 2.3.0; this file is played in 2.1.1"
    ]
    assert parse(using.replace("2.1.1", "2.2"), "toy.yaml", tmp_path).use


@pytest.mark.parametrize(
    ("action", "fine"),
    [
        ("send: GET ${emsp.x}", False),
        ("expect: GET ${cpo.locations}", False),
        ("group: [{wait: 1}]", False),
        ("assert: {value: 5, $: 5}", True),
        ("start_session: {location: L}", True),
        ("stop_session: S", True),
        ("change: locations/L\n  body: {a: 1}", True),
    ],
)
def test_a_requirement_wants_an_assert_where_a_step_finds_nothing_by_itself(action: str, fine: bool) -> None:
    text = CITING.format("2.2.1", action)
    if fine:
        assert parse(text, "toy.yaml").steps[0].requirement == "TOK-021"
    else:
        assert [each[2] for each in problems(text)] == ["`requirement` needs an `assert`"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("set: {place: 1, location: '${emsp.x}', value: 3}", "set place, location, value"),
        ("start_session: {location: LOC1, evse: E}", "start_session LOC1"),
        ("assert: {value: '${emsp.x}', $: 1}", "assert emsp.x"),
        ("for_each: {location: [1]}\n  steps: {wait: 1}", "for_each location"),
    ],
)
def test_a_step_without_a_name_is_told_by_what_it_names(text: str, title: str) -> None:
    assert step(f"- {text}").title == title


def test_a_line_under_a_line_without_a_colon_is_told_so() -> None:
    assert problems("scenario: Toy\nsteps:\n- send\n  body: 1\n")[0][3] == "the line above wants a `:`"
