"""Laws of the journal: everything, redacted, soon, and readable after the worst."""

import asyncio
import json
from pathlib import Path

import pytest

from ocpi_runner.record.exchange import Exchange, Failure, Request, Response
from ocpi_runner.record.redact import Redactor
from ocpi_runner.wire.journal import Journal, Unanswered, read

SECRET = "a-secret-of-ours"


def exchange(number: int, body: bytes = b"{}", failure: Failure | None = None) -> Exchange:
    """An exchange with a number."""
    request = Request("GET", f"http://here/{number}", (("Authorization", f"Token {SECRET}"),), body, len(body))
    return Exchange(number, "out", "cpo", "emsp", request, Response(200, (), body, len(body)), 1.0, 0.5, failure)


@pytest.fixture
def redactor() -> Redactor:
    """It knows one secret."""
    made = Redactor()
    made.add(SECRET, "emsp.token")
    return made


@pytest.mark.parametrize("body", [b"{}", b"", b"\xff\x00", "Gebühr €".encode(), b"a" * 100_000, b"line\nline\r\n"])
def test_what_was_written_is_read_again(tmp_path: Path, redactor: Redactor, body: bytes) -> None:
    path = str(tmp_path / "journal.jsonl")
    journal = Journal(path, redactor)
    journal.write(exchange(1, body))
    journal.close()
    (again,) = read(path)
    assert isinstance(again, Exchange)
    assert again == redactor.exchange(exchange(1, body))


def test_no_secret_is_written(tmp_path: Path, redactor: Redactor) -> None:
    journal = Journal(str(tmp_path / "journal.jsonl"), redactor)
    journal.begin(2, 1.0, "GET", f"http://here/{SECRET}")
    journal.write(exchange(1, SECRET.encode()))
    journal.close()
    assert SECRET not in (tmp_path / "journal.jsonl").read_text()


async def test_a_line_is_on_disk_half_a_second_later(tmp_path: Path, redactor: Redactor) -> None:
    journal = Journal(str(tmp_path / "journal.jsonl"), redactor)
    journal.write(exchange(1))
    journal.begin(2, 1.0, "GET", "http://here/2")
    await asyncio.sleep(0.6)
    assert [type(each) for each in read(journal.path)] == [Exchange, Unanswered]
    journal.write(exchange(2))
    journal.close()
    assert [type(each) for each in read(journal.path)] == [Exchange, Exchange]


async def test_a_failure_is_on_disk_at_once(tmp_path: Path, redactor: Redactor) -> None:
    journal = Journal(str(tmp_path / "journal.jsonl"), redactor)
    journal.write(exchange(1, failure=Failure("closed", "gone")))
    assert len(list(read(journal.path))) == 1
    journal.close()


def test_a_line_that_was_cut_is_passed_over(tmp_path: Path, redactor: Redactor) -> None:
    path = tmp_path / "journal.jsonl"
    journal = Journal(str(path), redactor)
    for number in (1, 2):
        journal.write(exchange(number))
    journal.close()
    path.write_bytes(path.read_bytes()[:-40])
    assert [each.number for each in read(str(path))] == [1]


@pytest.mark.parametrize("text", ["hello\n", "[1]\n", '{"a": 1}\n', "\x00\x01"])
def test_what_is_no_journal_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "it.jsonl").write_text(text)
    with pytest.raises(ValueError, match="first line"):
        list(read(str(tmp_path / "it.jsonl")))


@pytest.mark.parametrize("path", ["/dev/full", "/proc/nobody/journal", "/dev/null/journal"])
def test_a_disk_that_fails_is_remembered_and_nothing_raises(path: str, redactor: Redactor) -> None:
    journal = Journal(path, redactor)
    journal.write(exchange(1))
    journal.flush()
    journal.write(exchange(2))
    journal.close()
    assert journal.problem.startswith(f"cannot write `{path}`")


def test_a_surrogate_is_written_and_read(tmp_path: Path, redactor: Redactor) -> None:
    odd = Exchange(1, "out", "cpo", "emsp", Request("GET", "http://here/\ud800"), None, 1.0, 0.5)
    journal = Journal(str(tmp_path / "journal.jsonl"), redactor)
    journal.write(odd)
    journal.close()
    assert json.loads((tmp_path / "journal.jsonl").read_text())["request"]["url"] == "http://here/\ud800"
