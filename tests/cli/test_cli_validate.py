"""`validate`: what it reads, what it says, how it ends; whatever a file holds, nothing of ours shows through."""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pytest
from ocpi_objects import LOCATION, SESSION, TOKEN

from ocpi_runner.cli.main import main
from ocpi_runner.record.finding import Finding

ROOT = Path(__file__).parents[2]
FRAME = {"status_code": 1000, "timestamp": "2026-11-25T02:08:21Z"}
WRONG = SESSION | {"status": "ACTIV"}
PATCH = {"status": "COMPLETED", "last_updated": SESSION["last_updated"]}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a call ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What `--json` said."""
        return [json.loads(line) for line in self.out.splitlines()]


Call = Callable[..., Ended]


@pytest.fixture
def validate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """`ocpi-run validate WORD…` in an empty folder, with this text piped in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    def ended(*words: str, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "argv", ["ocpi-run", "validate", *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as gone:
            main()
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        assert "itself failed" not in said.out + said.err
        return Ended(int(gone.value.code or 0), said.out, said.err)

    return ended


def written(value: Any, name: str = "it.json") -> str:
    """A file in the present folder."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(value if isinstance(value, bytes) else json.dumps(value, indent=2).encode())
    return name


@pytest.mark.parametrize(
    ("value", "payloads", "code"),
    [
        (SESSION, ["passed"], 0),
        ([SESSION, WRONG], ["passed", "failed"], 1),
        (FRAME | {"data": SESSION}, ["passed", "passed"], 0),
        (FRAME | {"data": [SESSION, WRONG]}, ["passed", "failed", "passed"], 1),
        (f"{json.dumps(SESSION)}\n{json.dumps(WRONG)}\n".encode(), ["passed", "failed"], 1),
        ({"colour": "red"}, ["unknown"], 2),
        (PATCH, ["unknown"], 2),
        ([], [], 4),
    ],
)
def test_a_file_may_hold_many_things(validate: Call, value: Any, payloads: list[str], code: int) -> None:
    ended = validate(written(value), "--json")
    assert ([row["verdict"] for row in ended.rows], ended.code) == (payloads, code)


def test_a_folder_is_read_in_the_order_of_its_names(validate: Call) -> None:
    for name in ("all/b.JSON", "all/a/c.ndjson", "all/a.jsonl", "all/no.txt"):
        written(json.dumps(TOKEN).encode(), name)
    assert [row["file"] for row in validate("all", "--json").rows] == ["all/a/c.ndjson", "all/a.jsonl", "all/b.JSON"]


def test_in_a_folder_nothing_is_read_that_is_no_file(validate: Call) -> None:
    written(TOKEN, "all/a.json")
    Path("all/folder.json").mkdir()
    Path("all/up").symlink_to("..")
    os.mkfifo("all/pipe.json")
    assert validate("all").code == 0
    Path("all/lost.json").symlink_to("nowhere")
    Path("all/loop.json").symlink_to("loop.json")
    ended = validate("all")
    assert ended.code == 2
    assert [line.split("`")[1] for line in ended.err.splitlines()[:-1]] == ["all/loop.json", "all/lost.json"]
    assert ended.err.splitlines()[-1].startswith("hint: check the path; give a file, a folder of .json,")
    assert "1 passed" in ended.out


@pytest.mark.parametrize("raw", [b"", b" \n", b"[]"])
def test_a_file_with_nothing_in_it_is_told(validate: Call, raw: bytes) -> None:
    ended = validate(written(raw))
    assert (ended.code, ended.out.splitlines()[0]) == (4, "it.json: nothing is in it")
    assert "it.json: nothing is in it" in validate("it.json", written(TOKEN, "other.json")).out


def test_what_is_piped_in_is_read(validate: Call) -> None:
    ended = validate("-", "--as", "Session", stdin=json.dumps(WRONG).encode())
    assert ended.code == 1
    assert "-:1:" in ended.out


def test_a_finding_is_told_with_place_line_caret_and_grounds(validate: Call) -> None:
    said = validate(written(WRONG), "--ocpi", "2.2.1").out.splitlines()
    number = json.dumps(WRONG, indent=2).split("\n").index('  "status": "ACTIV",') + 1
    assert said[0] == "it.json: Session of OCPI 2.2.1"
    assert said[1].startswith(f"it.json:{number}:13: ✗ SES-103 must  `status` is `ACTIV`")
    assert said[2] == f'  {number} | "status": "ACTIV",'
    assert said[3] == "     |           ^^^^^^^"
    assert said[4] == "     = $.status · mod_sessions, SessionStatus enum"
    assert said[-2].startswith("FAILED  payloads: 1 failed · 1 file")


def test_a_line_of_JSON_has_the_keys_of_the_record_and_the_place(validate: Call) -> None:
    (row,) = validate(written(WRONG), "--json").rows
    keys = {"file", "path", "line", "column", "object", "ocpi", "fit", "verdict", "findings"}
    assert row.keys() == keys
    assert row["findings"][0].keys() == {field.name for field in fields(Finding)} | {"line", "column"}


def test_a_guess_says_how_sure_it_is(validate: Call) -> None:
    assert "(2.2 " in validate(written(LOCATION)).out
    odd = {key: LOCATION[key] for key in LOCATION if key != "publish"} | {"colour": "red"}
    said = validate(written(odd)).out
    assert "(a guess: 83% of its members fit" in said
    assert validate("it.json", "--json").rows[0]["fit"] == 0.833
    assert validate("it.json", "--as", "Location", "--ocpi", "2.2.1", "--json").rows[0]["fit"] == 1.0
    assert "Location has no `colour`)" in said
    said = validate(written({"latitude": "52.373056", "longitude": "4.892222"})).out
    assert "it may be AdditionalGeoLocation, GeoLocation; give --as OBJECT" in said


def test_what_it_is_may_be_said(validate: Call) -> None:
    assert validate(written(PATCH), "--as", "Session.patch").code == 0
    assert validate(written(PATCH), "--as", "Session").code == 1
    (row,) = validate(written(PATCH), "--as", "Session.patch", "--ocpi", "2.2", "--json").rows
    assert (row["object"], row["ocpi"]) == ("Session.patch", "2.2")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--as", "Sesion"), "did you mean `Session`?"),
        (("--as", "Sesion", "--ocpi", "2.2.1"), "OCPI 2.2.1 has no object `Sesion`"),
        (("--ocpi", "2.2.2"), "did you mean `2.2.1`?"),
        (("--setting", "https.require=on"), "did you mean `https.required`?"),
        (("--profile", "nobody"), "there is no profile `nobody`"),
    ],
)
def test_a_wrong_call_is_told(validate: Call, words: tuple[str, ...], said: str) -> None:
    ended = validate(written(SESSION), *words)
    assert ended.code == 2
    assert said in ended.err


def test_a_file_that_is_not_there_hides_no_other(validate: Call) -> None:
    ended = validate("nothing.json", written(SESSION), "no\0name.json")
    assert ended.code == 2
    assert "cannot read `nothing.json`: No such file or directory" in ended.err
    assert ended.err.splitlines()[-1].startswith("hint: check the path; give a file, a folder of .json,")
    assert "1 passed" in ended.out


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "nothing.json"),
        (b"\xef\xbb\xbf" + json.dumps(SESSION).encode(), "The file starts with a byte order mark"),
        (json.dumps(SESSION).encode("utf-16"), "The file is written in UTF-16"),
        (json.dumps(SESSION).encode("utf-32"), "The file is written in UTF-32"),
        (b"\x00\x00\xfe\xff" + json.dumps(SESSION).encode("utf-32-be"), "The file is written in UTF-32"),
        (json.dumps(SESSION).encode() + b"\xff", "is not UTF-8"),
        (bytes(range(256)), "A control character stands here"),
        (json.dumps([SESSION]).encode()[:-9], "is not closed"),
        (json.dumps(SESSION).encode()[:-9], "The text ends within"),
        (b'{"id": "\xff"}', "Byte 8 (0xFF) is not UTF-8"),
        (b'{"id": NaN}', "`NaN` is no number of JSON"),
        (b"[" * 1_000_000, "nests deeper than 250 levels"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nests deeper than 250 levels"),
        (json.dumps(SESSION).replace("6.2", "1e400").encode(), "is larger than a reader can hold"),
        (json.dumps(SESSION).replace("6.2", "1" + "0" * 10_000).encode(), "is larger than a reader can hold"),
        (json.dumps(SESSION).replace("LOC0001", "\\ud800").encode(), "a surrogate without its other half"),
        (json.dumps(SESSION).replace("LOC0001", "\x1b[31m").encode(), "U+001B"),
        (json.dumps(SESSION)[:-1].encode() + b', "kwh": 7}', "`kwh` stands twice in one object"),
        (json.dumps(SESSION)[:-1].encode() + b",}", "A comma stands before the end of the object"),
        (b"[[1], null, 3, true, {}]", "an object is required"),
    ],
)
@pytest.mark.parametrize("told", [(), ("--as", "Session")])
def test_nothing_is_too_bad_to_be_judged(validate: Call, raw: bytes, said: str, told: tuple[str, ...]) -> None:
    ended = validate(written(raw), *told)
    if raw and (told or b"null" not in raw):
        assert said in ended.out
        assert "\x1b" not in ended.out
    assert validate("it.json", "--json", *told).rows is not None


def test_what_is_wrong_everywhere_is_told_up_to_a_limit(validate: Call) -> None:
    ended = validate(written(SESSION | {"charging_periods": [1] * 10_000}), "--ocpi", "2.2.1")
    assert ended.out.count("it.json:") == 201
    assert "… $: after 200 of a kind no more are told" in ended.out


def test_colours_are_only_for_those_who_want_them(validate: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    name = written(WRONG)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in validate(name).out
    assert "\x1b[" not in validate(name, "--no-color").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in validate(name).out


def test_quiet_says_the_end_only(validate: Call) -> None:
    assert [line.split("  ")[0] for line in validate(written(WRONG), "-q").out.splitlines()][-2:] == ["FAILED", ""]
    assert "it.json" not in validate("it.json", "-q").out


def call(*words: str, **more: Any) -> "subprocess.CompletedProcess[str]":
    """`ocpi-run validate WORD…` in a process of its own."""
    command = [sys.executable, "-m", "ocpi_runner", "validate", *words]
    return subprocess.run(command, text=True, stderr=subprocess.PIPE, timeout=30, check=False, **more)


def test_a_reader_that_goes_away_or_a_full_disk_is_the_environment(tmp_path: Path) -> None:
    (tmp_path / "it.json").write_text(json.dumps([WRONG] * 100))
    read, write = os.pipe()
    os.close(read)
    ended = call(str(tmp_path), "--json", stdout=write)
    os.close(write)
    assert (ended.returncode, ended.stderr) == (3, "")
    with Path("/dev/full").open("w") as full:
        ended = call(str(tmp_path), stdout=full)
    assert ended.returncode == 3
    assert ended.stderr == "error: the environment failed: [Errno 28] No space left on device\n"


def test_an_interrupt_ends_it_at_once_without_a_trace(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ocpi_runner", "validate", "-", "--json"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdin and process.stdout
        process.stdin.write((json.dumps(SESSION) + "\n") * 2000)
        process.stdin.flush()
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert (process.returncode, said.strip()) == (130, "")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda text: text[:-20], "sessions.json` cannot be read"),
        (lambda text: text.replace('"$id"', '"id"', 1), "sessions.json` has no `$id`"),
        (lambda text: text.replace("#/$defs/SessionStatus", "#/$defs/Gone"), "cannot be used"),
        (lambda text: text.replace('"string"', '"strin"'), "cannot be used"),
        (lambda text: text.replace('"Session"', '"Sesion"'), "2.2.1` lack Session"),
    ],
)
def test_a_damaged_schema_is_our_fault_and_is_named(tmp_path: Path, damage: Callable[[str], str], said: str) -> None:
    shutil.copytree(ROOT / "ocpi_runner", tmp_path / "ocpi_runner", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("schemas", "profiles"):
        shutil.copytree(ROOT / name, tmp_path / name)
    schema = tmp_path / "schemas" / "ocpi" / "2.2.1" / "sessions.json"
    schema.write_text(damage(schema.read_text("utf-8")), "utf-8")
    (tmp_path / "it.json").write_text(json.dumps(SESSION), "utf-8")
    command = [sys.executable, "-m", "ocpi_runner", "validate", "it.json", "--as", "Session", "--ocpi", "2.2.1"]
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=30)
    assert ended.returncode == 3
    assert said in ended.stderr
    assert "hint: undo the change" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_must_that_only_warns_says_that_it_is_derived(validate: Call) -> None:
    dated = SESSION | {"last_updated": "2024-02-30T00:00:00Z"}
    ended = validate(written(dated))
    assert "! TYP-009 must, derived  `last_updated`" in ended.out
    (row,) = validate("it.json", "--json").rows
    assert [found["derived"] for found in row["findings"] if found["requirement"] == "TYP-009"] == [True]
