"""What each word of the language does, played against the built-in counterpart."""

import time
from pathlib import Path

from run_played import Played, every, steps, verdicts

LOCATION = "${cpo.locations}/LOC0001"


async def test_when_decides_whether_a_step_is_played(played: Played) -> None:
    record = await played("""
steps:
- {when: "${1 > 2}", send: "GET ${emsp.credentials}", assert: {http: 999}, save: {a: $}}
- {when: "${cpo.role == 'CPO'}", send: "GET ${emsp.credentials}", assert: {http: 200}}
""")
    assert verdicts(record) == ["skipped", "passed"]
    assert "does not hold" in steps(record)[0].reason
    assert record.verdict == "passed"


async def test_a_failed_assert_does_not_stop_and_tells_every_difference(played: Played) -> None:
    record = await played("""
steps:
- send: GET ${emsp.credentials}
  requirement: TRN-085
  assert: {http: 201, status_code: 1001, $.token: {type: integer}}
- send: GET ${emsp.credentials}
  assert: {http: 200}
""")
    assert verdicts(record) == ["failed", "passed"]
    assert [each.path for each in steps(record)[0].mismatches] == ["http", "status_code", "$.token"]
    assert record.verdict == "failed"
    assert {(each.requirement, each.verdict, each.side) for each in record.findings} == {
        ("TRN-085", "failed", "scenario")
    }
    assert record.findings[0].exchange == steps(record)[0].exchanges[-1]


async def test_on_failure_stop_blocks_what_follows_and_continue_makes_it_not_count(played: Played) -> None:
    text = """
steps:
- {send: "GET ${emsp.credentials}", assert: {http: 201}, on_failure: WORD}
- {send: "GET ${emsp.credentials}", assert: {http: 200}}
"""
    stopped = await played(text.replace("WORD", "stop"))
    assert verdicts(stopped) == ["failed", "blocked"]
    lenient = await played(text.replace("WORD", "continue"))
    assert verdicts(lenient) == ["skipped", "passed"]


async def test_a_step_that_needs_what_was_not_saved_is_blocked_and_says_who_owes_it(played: Played) -> None:
    record = await played("""
steps:
- {send: "GET ${emsp.credentials}", save: {lost: $.nothing_of_that}}
- {send: "GET ${emsp.credentials}", save: {worse: "${emsp.nothing}"}}
- {assert: {value: "${lost}", $: 1}}
- {assert: {value: "${worse}", $: 1}}
- {send: "GET ${emsp.credentials}", assert: {http: 200}}
""")
    assert verdicts(record) == ["passed", "passed", "blocked", "blocked", "passed"]
    assert steps(record)[2].reason == f"needs `lost`, which step {steps(record)[0].id} could not save"
    assert steps(record)[1].id in steps(record)[3].reason
    assert record.verdict == "blocked"


async def test_a_value_that_does_not_fit_blocks_its_step_only(played: Played) -> None:
    record = await played("""
env: {span: soon}
steps:
- {wait: "${env.span}"}
- {send: "GET ${emsp.credentials}", retry: {until: "${false}", within: "${env.span}"}}
- {send: "GET ${emsp.credentials}", assert: {http: 200}}
""")
    assert verdicts(record) == ["blocked", "blocked", "passed"]
    assert "`soon` is not a length of time" in steps(record)[0].reason


async def test_a_value_of_a_kind_that_no_step_takes_leaves_the_other_steps_alone(played: Played) -> None:
    record = await played("""
env: {number: 5}
steps:
- {send: "GET ${emsp.credentials}", query: "${env.number}"}
- {for_each: {n: "${env.number}"}, steps: {wait: 0}}
- {change: locations/LOC0001, body: "${env.number}", on_failure: continue}
- {send: "GET ${emsp.credentials}", assert: {http: 200}}
""")
    assert verdicts(record) == ["blocked", "blocked", "skipped", "passed"]
    assert steps(record)[0].reason == "`query` is a mapping, not `5`"


async def test_retry_goes_on_until_its_condition_holds(played: Played) -> None:
    record = await played("""
steps:
- {set: {start: "${now}"}}
- send: GET ${emsp.versions_url}
  retry: {until: "${now - start > 1.1 and http == 200}", every: 100 ms, within: 4 s}
  assert: {http: 200}
""")
    assert verdicts(record) == ["passed", "passed"]
    assert steps(record)[1].attempts > 1


async def test_retry_without_a_condition_tries_until_the_asserts_hold(played: Played) -> None:
    record = await played(
        """
steps:
- set: {ready: false}
- parallel:
  - group:
    - {wait: 100 ms}
    - {set: {ready: true}}
  - {assert: {value: "${ready}", $: true}, retry: {every: 40 ms, within: 3 s}}
""",
        head="scenario: Toy\nplay: cpo\ntest: emsp\n",
    )
    assert {step.verdict for step in every(steps(record))} == {"passed"}
    assert max(step.attempts for step in every(steps(record))) > 1


async def test_retry_gives_up_at_its_deadline(played: Played) -> None:
    begun = time.monotonic()
    record = await played("""
steps:
- {send: "GET ${emsp.versions_url}", retry: {until: "${answer.nothing == 1}", every: 50 ms, within: 200 ms}}
""")
    (step,) = steps(record)
    assert (step.verdict, step.reason) == (
        "failed",
        f"after {step.attempts} tries: `until: ${{answer.nothing == 1}}` never held",
    )
    assert step.attempts > 1
    assert time.monotonic() - begun < 2


async def test_retry_stops_at_its_terminal_condition(played: Played) -> None:
    record = await played("""
steps:
- send: GET ${emsp.versions_url}
  retry: {until: "${false}", fail_when: "${http == 200}", every: 50 ms, within: 5 s}
  assert: {http: 404}
""")
    (step,) = steps(record)
    assert (step.verdict, step.attempts) == ("failed", 1)


async def test_repeat_and_for_each_play_their_steps_again(played: Played) -> None:
    record = await played("""
steps:
- {set: {n: 0}}
- repeat: 3
  steps: {set: {n: "${n + 1}"}}
- for_each: {status: [AVAILABLE, BLOCKED]}
  steps:
  - {set: {n: "${n + 1}", last: "${status}"}}
- {assert: {value: {n: "${n}", last: "${last}"}, exact: {n: 5, last: BLOCKED}}}
""")
    assert verdicts(record) == ["passed"] * 4
    assert [step.id for step in steps(record)[1].steps] == ["s1.2.1.1", "s1.2.2.1", "s1.2.3.1"]


async def test_a_round_that_fails_does_not_hide_the_others(played: Played) -> None:
    record = await played("""
steps:
- for_each: {n: [1, 2, 3]}
  steps: {assert: {value: "${n}", $: {not: 2}}}
""")
    (step,) = steps(record)
    assert [each.verdict for each in step.steps] == ["passed", "failed", "passed"]
    assert (step.verdict, record.verdict) == ("failed", "failed")


async def test_parallel_steps_run_at_the_same_time_and_are_told_in_order(played: Played) -> None:
    record = await played("""
steps:
- parallel:
  - {name: a, wait: 300 ms}
  - {name: b, wait: 300 ms}
  - {name: c, group: [{wait: 100 ms}, {wait: 200 ms}]}
""")
    (step,) = steps(record)
    assert [each.title for each in step.steps] == ["a", "b", "c"]
    assert step.duration < 0.55


async def test_set_keeps_types_and_order(played: Played) -> None:
    record = await played("""
steps:
- set: {power: 22, double: "${power * 2}", text: "${double} kW", none: null}
- assert: {value: {a: "${power}", b: "${double}", c: "${text}", d: "${none}"}, exact: {a: 22, b: 44, c: 44 kW, d: null}}
""")
    assert verdicts(record) == ["passed", "passed"]


async def test_use_has_a_scope_of_its_own(played: Played, tmp_path: Path) -> None:
    """`with` goes in through the file's env, `outputs` come out, nothing else."""
    (tmp_path / "inner.yaml").write_text("""
scenario: Inner
play: cpo
test: emsp
env: {factor: 2, other: 5}
outputs: [shown]
steps:
- set: {shown: "${env.factor * env.other}", hidden: 1, also: 7}
""")
    record = await played("""
steps:
- {set: {also: 1}}
- {use: inner.yaml, with: {factor: 10}, outputs: [hidden]}
- {assert: {value: {shown: "${shown}", hidden: "${hidden}", also: "${also}"}, exact: {shown: 50, hidden: 1, also: 1}}}
- {use: inner.yaml}
- {assert: {value: "${shown}", $: 10}}
""")
    assert verdicts(record) == ["passed"] * 5
    assert steps(record)[1].steps[0].title == "set shown, hidden, also"


async def test_a_file_used_at_the_top_shares_its_names(played: Played, tmp_path: Path) -> None:
    """It is played in the scenario's own context."""
    (tmp_path / "first.yaml").write_text("""
scenario: First
play: cpo
test: emsp
steps:
- {group: [{set: {a: 1}}]}
- {register: , save: {b: $.version}}
""")
    record = await played(
        'steps: [{assert: {value: ["${a}", "${b}"], $: [1, "2.2.1"]}}]',
        head="scenario: Toy\nuse: first.yaml\n",
    )
    assert verdicts(record) == ["passed"]


async def test_finally_is_always_played(played: Played) -> None:
    record = await played("""
steps:
- {send: "GET ${emsp.credentials}", assert: {http: 201}, on_failure: stop}
- {send: "GET ${emsp.credentials}"}
finally:
- {send: "GET ${emsp.credentials}", assert: {http: 200}}
- {unregister: }
""")
    assert verdicts(record) == ["failed", "blocked"]
    assert [step.verdict for step in steps(record, "finally")] == ["passed", "passed"]


async def test_finally_is_played_when_time_is_up(played: Played) -> None:
    record = await played(
        """
steps: [{wait: 20 s}]
finally: [{send: "GET ${emsp.credentials}", assert: {http: 200}}]
""",
        max_time=1.0,
    )
    assert [step.verdict for step in steps(record, "finally")] == ["passed"]
    assert record.verdict == "error"
    assert record.scenarios[0].reason == "took longer than 1 s"


async def test_save_takes_parts_of_an_answer(played: Played) -> None:
    record = await played("""
steps:
- send: GET ${emsp.versions_url}
  save:
    code: http
    status: status_code
    kind: headers.content-type
    first: $[0].version
    all: $[*].version
    made: ${'v' + cpo.version}
- assert:
    value: {code: "${code}", status: "${status}", kind: "${kind}",
      first: "${first}", all: "${all}", made: "${made}"}
    $.code: 200
    $.status: 1000
    $.kind: {contains: json}
    $.first: {type: string}
    $.all: {length: {gte: 2}, contains: "${cpo.version}"}
    $.made: v2.2.1
""")
    assert verdicts(record) == ["passed", "passed"]


async def test_a_saved_secret_is_secret_everywhere(played: Played, tmp_path: Path) -> None:
    record = await played("""
steps:
- send: GET ${emsp.versions_url}
  headers: {X-Api-Key: "key-${1000 + 234}-of-ours"}
  save: {key: {from: "${'key-1234-of-ours'}", secret: true}}
- name: Shown as ${key}
  send: GET ${emsp.versions_url}
  headers: {X-Api-Key: "${key}"}
""")
    assert "key-1234" not in steps(record)[1].title
    headers = dict(record.exchanges[-1].request.headers)
    assert "key-1234" not in str(headers)
    assert "key-1234" not in (tmp_path / "journal.jsonl").read_text("utf-8").splitlines()[-1]


async def test_an_early_arrival_waits_for_its_step(played: Played) -> None:
    record = await played(f"""
steps:
- {{as: emsp, send: "GET {LOCATION}", assert: {{http: 200}}}}
- {{expect: "GET {LOCATION}", within: 300 ms, assert: {{http: 200}}}}
- {{expect: "GET {LOCATION}", within: 100 ms}}
""")
    assert verdicts(record) == ["passed", "passed", "failed"]
    assert steps(record)[2].reason.startswith("expected GET ")


async def test_matching_is_not_judging(played: Played) -> None:
    """A wrong body is found wrong; it is never a time-out."""
    record = await played("""
steps:
- expect: POST ${cpo.commands}/UNLOCK_CONNECTOR
  within: 2 s
  trigger:
    as: emsp
    command: UNLOCK_CONNECTOR
    body: {location_id: LOC0001, evse_uid: EVSE01, connector_id: "1"}
  assert: {$.location_id: LOC0002, $.evse_uid: EVSE01, $.connector_id: "2"}
""")
    (step,) = steps(record)
    assert [each.path for each in step.mismatches] == ["$.location_id", "$.connector_id"]
    assert step.duration < 1.9


async def test_match_tells_requests_to_the_same_address_apart(played: Played) -> None:
    body = '{location_id: LOC0001, evse_uid: EVSE01, connector_id: "ID"}'
    record = await played(f"""
steps:
- as: emsp
  command: UNLOCK_CONNECTOR
  body: {body.replace("ID", "1")}
  result: false
- as: emsp
  command: UNLOCK_CONNECTOR
  body: {body.replace("ID", "2")}
  result: false
- {{expect: "POST ${{cpo.commands}}/*", match: {{connector_id: "2"}}, within: 500 ms, assert: {{$.connector_id: "2"}}}}
- {{expect: "POST ${{cpo.commands}}/*", within: 500 ms, assert: {{$.connector_id: "1"}}}}
""")
    assert verdicts(record)[2:] == ["passed", "passed"]


async def test_expect_none_and_count_are_about_absence_and_number(played: Played) -> None:
    record = await played(f"""
steps:
- {{expect: none, within: 100 ms}}
- {{as: emsp, send: "GET {LOCATION}"}}
- {{as: emsp, send: "GET {LOCATION}"}}
- {{expect: "GET {LOCATION}", count: 2, within: 150 ms}}
- {{as: emsp, send: "GET {LOCATION}"}}
- {{expect: "GET {LOCATION}", count: 0, within: 100 ms}}
- {{as: emsp, send: "GET {LOCATION}"}}
- {{expect: none, within: 100 ms}}
- {{as: emsp, send: "GET {LOCATION}"}}
- {{expect: "GET {LOCATION}", count: 1..3, within: 100 ms}}
""")
    assert verdicts(record) == ["passed"] * 5 + ["failed", "passed", "failed", "passed", "passed"]
    assert "expected 0 GET" in steps(record)[5].reason


async def test_a_reply_is_armed_before_the_request_that_it_answers(played: Played) -> None:
    """The `expect` stands after the step that provokes it, and its reply is given all the same."""
    record = await played(f"""
steps:
- as: emsp
  send: GET {LOCATION}
  save: {{seen: $, code: status_code}}
- expect: GET {LOCATION}
  reply: {{status_code: 2003, status_message: "not ${{request.path}}", data: {{path: "${{request.path}}"}}}}
- assert: {{value: "${{seen.path}}", $: {{matches: LOC0001$}}}}
- assert: {{value: "${{code}}", $: 2003}}
""")
    assert verdicts(record) == ["passed"] * 4


async def test_a_reply_inside_a_group_is_armed_too_and_only_where_it_may_be_played(played: Played) -> None:
    reply = "reply: {status_code: CODE, data: null}"
    record = await played(f"""
steps:
- {{as: emsp, send: "GET {LOCATION}", save: {{first: status_code}}}}
- {{when: "${{1 > 2}}", expect: "GET {LOCATION}", {reply.replace("CODE", "2001")}}}
- group:
  - {{expect: "GET {LOCATION}", {reply.replace("CODE", "2003")}}}
- {{as: emsp, send: "GET {LOCATION}", save: {{second: status_code}}}}
- {{assert: {{value: ["${{first}}", "${{second}}"], $: [2003, 1000]}}}}
""")
    assert verdicts(record) == ["passed", "skipped", "passed", "passed", "passed"]


async def test_serve_answers_so_many_times(played: Played) -> None:
    record = await played(f"""
steps:
- serve: GET {LOCATION}
  times: 1
  reply: {{http: 503, status_code: 3000}}
- {{as: emsp, send: "GET {LOCATION}", assert: {{http: 503, status_code: 3000}}}}
- {{as: emsp, send: "GET {LOCATION}", assert: {{http: 200, status_code: 1000}}}}
""")
    assert verdicts(record) == ["passed"] * 3


async def test_what_the_other_side_sent_is_never_read_as_a_template(played: Played) -> None:
    record = await played(f"""
steps:
- {{set: {{given: {{data: "$${{now}}"}}}}}}
- {{serve: "GET {LOCATION}", times: 1, reply: "${{given}}"}}
- {{as: emsp, send: "GET {LOCATION}", save: {{seen: $}}}}
- {{assert: {{value: "${{seen}}", $: "$${{now}}"}}}}
""")
    assert verdicts(record) == ["passed"] * 4


async def test_a_reply_that_cannot_be_made_stays_an_answer_in_ocpi_terms(played: Played) -> None:
    record = await played(f"""
steps:
- {{serve: "GET {LOCATION}", reply: {{data: "${{request.body.nothing.there}}"}}}}
- {{as: emsp, send: "GET {LOCATION}", save: {{code: http}}, within: 1 s}}
- {{send: "GET ${{emsp.credentials}}", assert: {{http: 200}}}}
""")
    assert verdicts(record)[-1] == "passed"
    assert record.verdict != "error"


async def test_a_time_out_shows_the_nearest_misses(played: Played) -> None:
    record = await played(f"""
steps:
- {{as: emsp, send: "GET {LOCATION}"}}
- {{expect: "GET ${{cpo.locations}}/LOC0002", within: 100 ms}}
- {{expect: "PUT {LOCATION}", within: 100 ms, optional: true}}
""")
    missed = steps(record)[1]
    assert verdicts(record) == ["passed", "failed", "skipped"]
    assert "LOC0002" in missed.reason
    assert missed.near_misses[0].reasons[0].startswith("path is ")


async def test_what_nobody_waited_for_is_listed_at_the_end(played: Played) -> None:
    record = await played(f"""
steps:
- {{as: emsp, send: "GET {LOCATION}"}}
- {{as: emsp, send: "GET ${{cpo.locations}}"}}
- {{expect: "GET {LOCATION}"}}
""")
    (number,) = record.scenarios[0].unexpected
    (exchange,) = [each for each in record.exchanges if each.number == number]
    assert exchange.request.url.rstrip("/").endswith("/locations")


async def test_a_trigger_that_fails_explains_what_never_came(played: Played) -> None:
    record = await played("""
steps:
- expect: GET ${cpo.locations}/LOC0001
  within: 150 ms
  trigger: {as: emsp, send: "GET ${cpo.locations}/NOWHERE", assert: {http: 200}}
""")
    (step,) = steps(record)
    assert step.verdict == "failed"
    assert "the trigger: step" in step.reason


async def test_a_scenario_is_played_in_each_of_its_versions(played: Played) -> None:
    record = await played(
        "steps: [{send: 'GET ${emsp.credentials}'}, {assert: {value: '${cpo.version}', $: {in: [2.2, '2.2']}}}]",
        head="scenario: Toy\nocpi: [2.2, 2.2.1]\nuse: registered.yaml\n",
        jobs=2,
    )
    assert sorted((each.version, each.verdict) for each in record.scenarios) == [("2.2", "passed"), ("2.2.1", "failed")]


async def test_ask_without_a_person_is_blocked_and_a_trigger_stands_in(played: Played) -> None:
    record = await played(f"""
steps:
- {{ask: Press the button}}
- {{ask: Pull, trigger: {{as: emsp, send: "GET {LOCATION}"}}}}
- {{expect: "GET {LOCATION}", within: 300 ms}}
- {{expect: "GET {LOCATION}", ask: Pull again, within: 100 ms}}
""")
    assert verdicts(record) == ["blocked", "passed", "passed", "blocked"]
    assert steps(record)[0].reason == "nobody is there to: Press the button"


async def test_as_lets_the_counterpart_act(played: Played) -> None:
    record = await played("""
steps:
- as: emsp
  start_session: {location: LOC0001, evse: EVSE01, token: {uid: RFID-1, type: RFID}}
  within: 5 s
  save: {session: $}
- expect: POST ${cpo.commands}/START_SESSION
- assert: {value: "${session}", schema: Session}
""")
    assert verdicts(record) == ["passed"] * 3


async def test_a_send_breaks_rules_on_purpose_and_nobody_is_blamed(played: Played) -> None:
    record = await played("""
steps:
- {send: "GET ${emsp.credentials}", token: wrong, assert: {http: 401}}
- {send: "PUT ${emsp.sessions}/${cpo.path}/S1", raw: "{no json", assert: {http: 400}}
- {send: "GET ${emsp.credentials}", headers: {X-Request-ID: null}, assert: {http: 200}}
""")
    assert verdicts(record) == ["passed"] * 3
    assert record.findings == ()


async def test_env_has_defaults_and_is_overridden(played: Played) -> None:
    text = """
env: {power: 22, twice: "${2 * 2}"}
steps: [{assert: {value: "${env}", exact: {power: POWER, twice: 4}}}]
"""
    assert verdicts(await played(text.replace("POWER", "22"))) == ["passed"]
    assert verdicts(await played(text.replace("POWER", "50"), env={"power": 50})) == ["passed"]
    assert verdicts(await played(text.replace("POWER", "22"), env={"unknown": 50})) == ["passed"]


async def test_a_step_that_sends_to_nobody_is_an_error_and_the_others_are_told_as_blocked(played: Played) -> None:
    record = await played("""
steps:
- {send: "GET http://127.0.0.1:1/versions"}
- {send: "GET ${emsp.versions_url}"}
""")
    assert verdicts(record) == ["error", "blocked"]


async def test_a_failed_registration_blocks_what_follows(played: Played) -> None:
    record = await played(
        """
steps:
- {register: {new: true, token: not-token-a}}
- {send: "GET ${emsp.credentials}"}
""",
        head="scenario: Toy\nplay: cpo\ntest: emsp\n",
    )
    assert verdicts(record) == ["failed", "blocked"]


async def test_a_failed_assert_on_a_recommendation_warns(played: Played) -> None:
    record = await played("""
steps:
- send: GET ${emsp.credentials}
  requirement: STA-020
  assert: {http: 201}
""")
    assert verdicts(record) == ["warned"]
    (finding,) = record.findings
    assert (finding.level, finding.verdict, finding.chapter) == (
        "should",
        "warned",
        "status_codes, 2xxx: Client errors",
    )
