"""Two equal runs are equal once times, ids and ports are left out; two others are not."""

from dataclasses import replace

from run_compare import timeless

from ocpi_runner.record.exchange import Exchange, Request, Response
from ocpi_runner.record.result import Record

BODY = b'{"id": "%s", "t": "%s"}'
ONE = Exchange(
    1, "out", "cpo", "emsp",
    Request("GET", "http://127.0.0.1:4711/ocpi?date_from=2026-01-01T00:00:00Z", (("X-Request-ID", "1"),)),
    Response(200, (("Date", "today"),), BODY % (b"0e6b3c2e-7a55-4f8e-8d6b-111111111111", b"2026-01-01T00:00:00.5Z")),
    1.0, 0.1,
)  # fmt: skip
TWO = Exchange(
    1, "out", "cpo", "emsp",
    Request("GET", "http://127.0.0.1:4712/ocpi?date_from=2026-02-02T00:00:00Z", (("X-Request-ID", "2"),)),
    Response(200, (("Date", "tomorrow"),), BODY % (b"0E6B3C2E-7A55-4F8E-8D6B-222222222222", b"2026-02-02T10:00:00Z")),
    9.0, 0.7,
)  # fmt: skip


def record(*exchanges: Exchange) -> Record:
    return Record("ocpi-run 0", "ocpi-run x", "passed", exchanges[0].started, 1.0, (), exchanges)


def test_runs_that_differ_in_times_ids_and_ports_are_equal() -> None:
    assert timeless(record(ONE)) == timeless(record(TWO))


def test_the_command_and_the_journal_do_not_count() -> None:
    assert timeless(record(ONE)) == timeless(replace(record(ONE), command="other", journal="other"))


def test_any_other_difference_counts() -> None:
    answered = replace(ONE, response=Response(201))
    assert timeless(record(ONE)) != timeless(record(answered))
    assert timeless(record(ONE)) != timeless(replace(record(ONE), verdict="failed"))
    assert timeless(record(ONE)) != timeless(record(replace(ONE, request=replace(ONE.request, method="PUT"))))
