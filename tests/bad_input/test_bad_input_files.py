"""Files that are none, and calls that ask for what cannot be: told at once, exit code 2, nothing played."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from bad_input_calls import ONE_STEP, Ended, written

Run = Callable[..., Ended]
MEGABYTE = 1024 * 1024
LAUGHS = "".join(f"  {b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True))

#: name -> what is in the file, what is said
FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "the file is empty"),
    "a mark of byte order only": (b"\xef\xbb\xbf", "the file is empty"),
    "binary": (bytes(range(256)), "is a binary file"),
    "50 MB": (b"a: b\n" * 10 * MEGABYTE, "is larger than 2 MB"),
    "not UTF-8": ("scenario: Gebühr\n".encode("latin-1"), "is not UTF-8: byte 14, line 1"),
    "UTF-16": ("scenario: a".encode("utf-16"), "is a binary file"),
    "a bell": (b"scenario: ding\x07dong\n", "U+0007"),
    "no YAML": (b"scenario: [1, 2\nsteps: {\n", "this is not YAML"),
    "an anchor that nobody set": (b"scenario: *a\n", "this is not YAML"),
    "a million open brackets": (b"[" * MEGABYTE, "this is not YAML"),
    "half a million dashes": (b"- " * (MEGABYTE // 2), "this is not YAML"),
    "an alias bomb": (b"scenario: a\nenv:\n  a: &a [1, 1, 1]\n" + LAUGHS.encode() + b"steps:\n- wait: 0\n", "nodes"),
    "an alias that holds itself": (b"scenario: a\nenv: &e {again: *e}\nsteps:\n- wait: 0\n", "nests deeper"),
}
#: flags -> what is said
CALLS: dict[tuple[str, ...], str] = {
    ("--env", "nothing=1"): "`--env nothing` is not declared by the scenario",
    ("--env", "emps=http://127.0.0.1/"): "did you mean `emsp`?",
    ("--env", "emsp"): "is not understood",
    ("--env", "emsp:={"): "is not JSON",
    ("--env", "emsp=example.com/ocpi/versions"): "is not a URL",
    ("--env", "emsp=ftp://example.com/ocpi/versions"): "is not a URL",
    ("--env", "emsp=http://"): "is not a URL",
    ("--env", "emsp=http://example.com:99999/"): "is not a URL",
    ("--env", "emsp=http://[::1/"): "is not a URL",
    ("--env", "emsp.tokne=x"): "did you mean `emsp.token`?",
    ("--env", "emsp.party=NLABC"): "is not a party",
    ("--env", "emsp.token_form=hex"): "one of auto, base64, raw",
    ("--setting", "https.require=on"): "did you mean `https.required`?",
    ("--setting", "https.required=perhaps"): "is one of off, warn, on",
    ("--setting", "timestamp.max_skew=-1"): "is a number",
    ("--ocpi", "2.2.2"): "did you mean `2.2.1`?",
    ("--ocpi", "4.9"): "known: 2.1.1, 2.2, 2.2.1, 2.3.0",
    ("--listen", "9033"): "is not host:port",
    ("--listen", "127.0.0.1:99999"): "is not host:port",
    ("--store", "redis://localhost"): "names no store",
    ("--report", "pdf=x.pdf"): "KIND is one of html, json",
    ("--report", "html="): "is not understood",
    ("--jobs", "0"): "--jobs",
    ("--timeout", "soon"): "--timeout",
    ("--frobnicate",): "--frobnicate",
    ("--partner", "nobody.yaml"): "cannot read `nobody.yaml`",
}
PARTNERS: dict[str, tuple[str, str]] = {
    "no YAML": ("emsp: [", "this is not YAML"),
    "empty": ("", "empty or not a mapping"),
    "a list": ("- emsp", "empty or not a mapping"),
    "a party nobody knows": ("hub: {url: 'http://127.0.0.1/'}", "`hub`"),
    "a key nobody knows": ("emsp: {ulr: 'http://127.0.0.1/'}", "did you mean `url`?"),
    "a token that is not there": ("emsp: {token: {from_env: OCPI_RUN_NOT_SET}}", "export OCPI_RUN_NOT_SET="),
    "an alias bomb": ("emsp:\n  a: &a [1, 1, 1]\n" + LAUGHS, "more than 100,000 nodes"),
}


def refused(ended: Ended, words: str) -> None:
    """Exit code 2, the words, and nothing played."""
    assert ended.code == 2, ended.said
    assert words in ended.err
    assert ended.record == {}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_scenario_is_refused(ocpi_run: Run, here: Path, name: str) -> None:
    data, words = FILES[name]
    (here / "it.yaml").write_bytes(data)
    refused(ocpi_run("it.yaml"), words)
    checked = ocpi_run("check", "it.yaml")
    assert checked.code == 2 and words in checked.said


@pytest.mark.parametrize("flags", CALLS, ids=" ".join)
def test_a_call_that_cannot_be_meant_is_refused(ocpi_run: Run, here: Path, flags: tuple[str, ...]) -> None:
    refused(ocpi_run(written(here, ONE_STEP), *flags), CALLS[flags])


@pytest.mark.parametrize("name", PARTNERS)
def test_a_partner_file_that_is_wrong_is_refused(ocpi_run: Run, here: Path, name: str) -> None:
    text, words = PARTNERS[name]
    partner = written(here, text, "partner.yaml")
    refused(ocpi_run(written(here, ONE_STEP), "--partner", partner), words)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing.yaml", "No such file"),
        ("registraton", "did you mean `registration`?"),
        (".", "holds no scenario"),
        ("/dev/zero", "is larger than 2 MB"),
        ("/proc/self/mem", "cannot read"),
    ],
)
def test_what_is_not_there_is_told(ocpi_run: Run, name: str, words: str) -> None:
    refused(ocpi_run(name), words)


def test_a_path_that_no_system_can_have_is_told(ocpi_run: Run) -> None:
    refused(ocpi_run("a" * 5000 + ".yaml"), "cannot read")


def test_every_file_of_a_call_is_told_of_at_once(ocpi_run: Run, here: Path) -> None:
    written(here, "scenario: a\n", "one.yaml")
    written(here, "steps: []\n", "two.yaml")
    ended = ocpi_run(".")
    refused(ended, "one.yaml:1:1")
    assert "two.yaml:1:1" in ended.err


def test_when_nothing_is_chosen_nothing_was_tested(ocpi_run: Run, here: Path) -> None:
    ended = ocpi_run(written(here, ONE_STEP), "--tag", "nobody-has-this")
    assert (ended.code, ended.record) == (4, {})
    assert "nothing was tested" in ended.err


def test_when_every_step_is_skipped_nothing_was_tested(ocpi_run: Run, here: Path) -> None:
    text = 'scenario: Never\nsteps:\n- send: GET ${emsp.versions_url}\n  when: "${1 == 2}"\n'
    assert ocpi_run(written(here, text)).code == 4


@pytest.mark.parametrize("name", ["missing.json", "it.yaml", "binary.json", "list.json", "other.json", "text.jsonl"])
def test_what_is_no_report_cannot_be_rendered(ocpi_run: Run, here: Path, name: str) -> None:
    written(here, ONE_STEP)
    written(here, "[]", "list.json")
    written(here, '{"format": 1, "tool": 5}', "other.json")
    written(here, "hello\n", "text.jsonl")
    (here / "binary.json").write_bytes(os.urandom(1000))
    refused(ocpi_run("report", name), name)
