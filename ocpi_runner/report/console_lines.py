"""The lines of one finding and of one exchange on the console."""

from collections.abc import Iterator

from ocpi_runner.record.exchange import Exchange, Headers
from ocpi_runner.record.finding import Finding
from ocpi_runner.report import reading, words
from ocpi_runner.report.paint import Paint
from ocpi_runner.report.telling import TextOf, no_text, sentence

MOST_BODY_LINES = 60


def finding_lines(finding: Finding, paint: Paint, *, grounds: bool = False, text_of: TextOf = no_text) -> Iterator[str]:
    """What does not hold, and where; with its grounds the chapter of the specification, too."""
    times = paint(f" (×{finding.count})", "dim") if finding.count > 1 else ""
    mark = f"{words.ICONS[finding.verdict]} {words.rule(finding)} {words.level(finding)}".rstrip()
    yield f"{paint.verdict(finding.verdict, mark)}  {words.one_line(sentence(finding, text_of))}{times}"
    yield paint("  " + "  ".join(evidence(finding)), "dim")
    if grounds and words.chapter(finding):
        yield paint(f"  specification: {words.chapter(finding)}", "dim")


def evidence(finding: Finding) -> Iterator[str]:
    """Path, expected and actual, exchange: what of them is known."""
    side = "" if finding.side == "scenario" else f"{finding.side} "
    yield f"{side}{words.one_line(finding.path)}"
    if finding.expected is not None:
        yield f"expected {words.wanted(finding.expected, 60)}"
    if finding.actual is not None:
        yield f"got {words.value(finding.actual, 60)}"
    if finding.exchange is not None:
        yield f"exchange #{finding.exchange}"
    if finding.setting:
        yield f"decided by {finding.setting}"


def exchange_line(exchange: Exchange, paint: Paint) -> str:
    """`→ PUT /path 200 1000 12 ms`; the arrow says who asked."""
    arrow = paint("→", "cyan") if exchange.direction == "out" else paint("←", "magenta")
    answer = reading.answer(exchange)
    shown = paint(answer, "red" if reading.broken(exchange) else "green")
    path = words.one_line(reading.path(exchange.request.url))
    time = paint(f"{words.duration(exchange.duration)}  #{exchange.number}", "dim")
    return f"{arrow} {exchange.request.method} {path}  {shown}  {time}"


def exchange_lines(exchange: Exchange, paint: Paint, bodies: bool) -> Iterator[str]:
    """The line of an exchange and, if asked for, both halves in full."""
    yield exchange_line(exchange, paint)
    if not bodies:
        return
    yield from half(">", exchange.request.headers, exchange.request.body, exchange.request.size, paint)
    if exchange.response is not None:
        yield from half("<", exchange.response.headers, exchange.response.body, exchange.response.size, paint)


def half(mark: str, headers: Headers, body: bytes, size: int, paint: Paint) -> Iterator[str]:
    """Headers and body of a request or an answer."""
    for name, value in headers:
        yield paint(f"  {mark} {words.one_line(name)}: {words.one_line(value)}", "dim")
    lines = words.visible(body.decode("utf-8", "replace")).splitlines()
    for line in lines[:MOST_BODY_LINES]:
        yield f"  {mark} {words.value(line, 2000)}"
    if len(lines) > MOST_BODY_LINES:
        yield paint(f"  {mark} … {words.many(len(lines) - MOST_BODY_LINES, 'more line')}", "dim")
    if size > len(body):
        yield paint(f"  {mark} … cut: {words.size(len(body))} of {words.size(size)} kept", "dim")
