"""A file is judged payload by payload: as what it is or was said to be, each finding at its line and column."""

import json
from io import BytesIO
from typing import Any

import pytest
from ocpi_objects import SESSION, TOKEN, names, whole

from ocpi_runner.checks.document.guess import Asked, guess, parsed
from ocpi_runner.checks.document.judging import Judged, judged
from ocpi_runner.ocpi.versions import USUAL, VERSIONS

NOON = "2026-11-25T12:00:00Z"
FRAME = {"status_code": 1000, "timestamp": "2026-11-25T02:08:21Z"}
OTHER = SESSION | {"id": "SES0009"}
USUALLY = Asked("Session", False, USUAL)


def of(text: str | bytes, asked: Asked = USUALLY, **more: Any) -> list[Judged]:
    """A file, judged."""
    return list(judged(BytesIO(text.encode() if isinstance(text, str) else text), asked, {}, **more))


def told(text: str, asked: Asked = USUALLY) -> list[tuple[str, int, int, str]]:
    """Path, line, column and what the caret points at of each finding."""
    return [
        (each.finding.path, each.line, each.column, each.excerpt[each.caret : each.caret + each.width])
        for payload in of(text, asked)
        for each in payload.findings
    ]


def test_a_finding_stands_at_the_value_that_it_speaks_of() -> None:
    text = json.dumps(SESSION | {"status": "ACTIV"}, indent=2)
    line = next(number for number, row in enumerate(text.split("\n"), 1) if "ACTIV" in row)
    assert told(text) == [("$.status", line, 13, '"ACTIV"')]


def test_what_is_missing_stands_where_its_object_begins() -> None:
    token = {key: value for key, value in SESSION["cdr_token"].items() if key != "uid"}
    text = json.dumps({"cdr_token": token} | {key: SESSION[key] for key in SESSION if key != "cdr_token"})
    assert told(text) == [("$.cdr_token.uid", 1, 15, "{")]


def test_columns_are_counted_in_characters_and_over_the_whole_line() -> None:
    text = '["\u00e9\U0001f600", ' + json.dumps(SESSION | {"kwh": "x"}, ensure_ascii=False) + "]"
    assert ("$[1].kwh", 1, text.index('"x"') + 1, '"x"') in told(text)


def test_the_envelope_is_judged_where_it_stands() -> None:
    text = json.dumps({"status_code": "1000", "data": [SESSION, OTHER]}, indent=1)[:-2] + ',\n "timestamp": "soon"\n}'
    rows = text.split("\n")
    assert told(text) == [
        ("$.status_code", 2, 17, '"1000"'),
        ("$.timestamp", len(rows) - 1, 15, '"soon"'),
    ]


def test_of_an_envelope_what_stands_for_its_data_is_not_shown_as_if_it_were_sent() -> None:
    frames = [json.dumps({"status_code": "1000", "data": data, "timestamp": "soon"}) for data in (SESSION, None)]
    shown = [{each.excerpt for each in of(frame)[-1].findings} for frame in frames]
    assert shown == [{'{"status_code": "1000", "data": …, "timestamp": "soon"}'}, {frames[1]}]
    assert [at for _, _, _, at in told(frames[0])] == ['"1000"', '"soon"']


def test_data_alone_may_be_a_list_of_ones_own_and_is_only_warned() -> None:
    assert [each.outcome for each in of(json.dumps({"data": [SESSION]}))] == ["passed", "warned"]
    assert [each.outcome for each in of(json.dumps({"data": [SESSION], "of": "ours"}))] == ["passed"]


def test_what_is_told_of_a_moment_is_told_once() -> None:
    assert len(told(json.dumps(SESSION | {"last_updated": "2026-11-25T24:00:00Z"}))) == 1


def test_a_file_of_something_else_is_left_after_a_while() -> None:
    for junk in ("x " * 1000, '""' * 1000):
        found = of(junk, Asked())
        assert len(found) == 101
        assert "the rest was not read" in found[-1].findings[0].finding.message


def test_a_thousand_answers_that_are_no_objects_are_read_to_the_end() -> None:
    assert len(of('"ACCEPTED"\n' * 1000, Asked("ChargingPreferencesResponse", False, USUAL))) == 1000


@pytest.mark.parametrize("behind", [' "total_cost": 5', ' : "x"', ", 5", ' "x" 5'])
def test_what_stands_around_data_must_be_JSON_even_if_it_is_no_envelope(behind: str) -> None:
    first, frame = of(f'{{"id": "1", "data": {json.dumps(SESSION)}{behind}}}')
    assert (first.outcome, frame.outcome) == ("passed", "failed")


def test_a_name_that_stands_twice_is_told_at_the_second_place() -> None:
    text = json.dumps(SESSION)[:-1] + ',\n"id": "S7"}'
    assert told(text) == [("$.id", 2, 1, '"id"')]
    (only,) = of(text)
    assert only.outcome == "warned"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (json.dumps(SESSION), "passed"),
        (json.dumps(SESSION | {"id": None}), "failed"),
        ("[1]", "failed"),
        ("nonsense", "failed"),
        (json.dumps(SESSION).replace('"LOC0001"', '"\\ud800"'), "failed"),
        (json.dumps(SESSION).replace("6.2", "1e400"), "failed"),
    ],
)
def test_the_outcome_is_that_of_the_worst_finding(text: str, outcome: str) -> None:
    assert [each.outcome for each in of(text)] == [outcome]


def test_each_element_is_judged_whatever_stands_beside_it() -> None:
    text = f'[{json.dumps(SESSION)}, {{"a": }}, {json.dumps(OTHER)}]'
    assert [each.outcome for each in of(text)] == ["passed", "failed", "passed"]


def repeated(text: str, asked: Asked = USUALLY) -> list[str]:
    """What stands twice in a file, by the rows that say so."""
    rows = ("LOC-142", "SES-114", "CDR-213", "CDR-214", "TAR-058", "TOK-009", "INV-013")
    found = [each.finding for payload in of(text, asked) for each in payload.findings]
    return [f"{each.requirement} {each.path} {each.verdict}" for each in found if each.requirement in rows]


def test_an_id_that_stands_twice_in_a_list_is_told() -> None:
    later = SESSION | {"last_updated": "2026-11-25T03:00:00Z"}
    assert repeated(json.dumps([SESSION, OTHER, SESSION])) == ["SES-114 $[2].id warned"]
    assert repeated(json.dumps({"data": [SESSION, later], **FRAME})) == ["SES-114 $.data[1].id warned"]
    assert repeated(json.dumps([SESSION, later])) == []
    assert repeated(f"{json.dumps([SESSION])}\n{json.dumps([SESSION])}") == []
    assert repeated(f"{json.dumps(SESSION)}\n{json.dumps(SESSION)}", Asked()) == []


def test_a_token_is_one_by_its_uid_and_its_type() -> None:
    other = TOKEN | {"type": "APP_USER", "whitelist": "NEVER"}
    assert repeated(json.dumps([TOKEN, other]), Asked()) == []
    assert repeated(json.dumps([TOKEN, other, TOKEN]), Asked()) == ["TOK-009 $[2].uid warned"]


def test_a_payload_of_another_version_is_told_once_in_a_file() -> None:
    usual, old = whole("2.2.1", "Location"), whole("2.1.1", "Location")
    text = json.dumps([usual | {"id": f"LOC{number}"} for number in range(9)] + [old | {"id": "A"}, old | {"id": "B"}])
    found = [each.finding.message for payload in of(text, Asked()) for each in payload.findings]
    hint = "as a whole it is a Location of OCPI 2.1.1: `--ocpi 2.1.1` judges it as that"
    assert sum(hint in message for message in found) == 1
    asked = [each.finding.message for payload in of(text, Asked("", False, USUAL)) for each in payload.findings]
    assert not any("as a whole" in message for message in asked)


def test_what_fits_no_version_has_no_hint() -> None:
    text = json.dumps([SESSION, SESSION | {"status": "ACTIV"}])
    assert not any("as a whole" in each.finding.message for one in of(text, Asked()) for each in one.findings)


def test_the_path_of_an_enormous_name_is_cut() -> None:
    (judgement,) = of(json.dumps(SESSION)[:-1] + f', "{"k" * 99999}": 1, "{"k" * 99999}": 2}}')
    assert [len(each.finding.path) for each in judgement.findings] == [500]
    assert judgement.guess and all(len(each) <= 80 for each in judgement.guess.strange)


def test_a_fragment_needs_only_what_it_changes() -> None:
    fragment = json.dumps({"status": "COMPLETED", "last_updated": SESSION["last_updated"]})
    assert [each.outcome for each in of(fragment, Asked("Session", True, USUAL))] == ["passed"]
    assert [each.outcome for each in of(fragment)] == ["failed"]


@pytest.mark.parametrize(
    "value",
    [
        {"colour": "red", "id": "1", "taste": "sweet", "name": "x", "shape": "y"},
        {"id": "1", "country_code": "NL", "party_id": "TST", "status": "COMPLETED", "last_updated": NOON},
        {"country_code": "NL", "party_id": "TST", "kwh": 5.5, "status": "ACTIVE", "last_updated": NOON},
    ],
)
def test_a_guess_needs_more_than_what_many_objects_have(value: dict[str, Any]) -> None:
    assert guess([value], Asked()).name == ""


@pytest.mark.parametrize("value", [{"type": "RFID"}, {"issuer": "One"}, {"name": "One"}])
def test_one_member_alone_tells_no_object_that_is_only_found_in_others(value: dict[str, Any]) -> None:
    assert guess([value], Asked()).name == ""
    assert guess([{"profile_type": "FAST"}], Asked()).name == "ChargingPreferences"


def test_members_that_an_object_or_one_in_it_does_not_have_are_told() -> None:
    odd = SESSION | {"colour": "red", "cdr_token": {**SESSION["cdr_token"], "uId": "1"}, "charging_periods": [{"x": 1}]}
    assert guess([odd], Asked()).strange == ("cdr_token.uId", "charging_periods[].x", "colour")


@pytest.mark.parametrize("version", VERSIONS)
def test_nothing_is_strange_in_a_right_object(version: str) -> None:
    assert {
        name: found
        for name in names(version)
        if (found := guess([whole(version, name)], Asked(name, False, version)).strange)
    } == {}


@pytest.mark.parametrize("version", VERSIONS)
def test_the_version_is_among_those_that_fit(version: str) -> None:
    for name in names(version):
        found = guess([whole(version, name)], Asked())
        assert name == found.name or name in found.rivals
        assert not found.name or version in (found.version, *found.rivals)


def test_of_versions_that_fit_alike_the_usual_one_is_taken_and_the_others_are_told() -> None:
    found = guess([TOKEN], Asked())
    assert (found.name, found.version, found.fit) == ("Token", USUAL, 1.0)
    assert USUAL not in found.rivals


def test_each_kind_in_a_file_is_guessed_for_itself() -> None:
    text = "\n".join(map(json.dumps, [SESSION, TOKEN, {"colour": "red"}, SESSION]))
    found = of(text, Asked())
    assert [each.guess.name for each in found if each.guess] == ["Session", "Token", "", "Session"]
    assert [each.outcome for each in found] == ["passed", "passed", "unknown", "passed"]


def test_what_somebody_asks_for_must_exist() -> None:
    assert parsed("Session.patch", USUAL) == Asked("Session", True, USUAL)
    with pytest.raises(KeyError):
        parsed("Sesion", "")


def test_a_check_that_breaks_is_our_error_and_the_next_payload_is_judged() -> None:
    odd = SESSION | {"last_updated": "2026-11-25T02:08:21.1234567Z"}
    broken: Any = {"datetime.max_fraction_digits": 5}  # no text, as a check expects
    first, second = judged(BytesIO(f"[{json.dumps(odd)}, {json.dumps(OTHER)}]".encode()), USUALLY, broken)
    assert (first.outcome, second.outcome) == ("error", "passed")
    assert [(each.finding.requirement, each.line, each.column) for each in first.findings] == [("INTERNAL", 1, 2)]


def test_an_endless_file_needs_no_more_than_the_piece_at_hand() -> None:
    class Endless(BytesIO):
        """Sessions without end."""

        def read(self, size: int | None = -1, /) -> bytes:
            return f"{json.dumps(SESSION)}\n".encode() * 10

    found = judged(Endless(), USUALLY, {}, lines=True)
    assert [next(found).line for _ in range(100)] == list(range(1, 101))
