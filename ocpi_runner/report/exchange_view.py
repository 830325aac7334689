"""An exchange as the page shows it: both halves with the findings where they belong, and a command to repeat it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ocpi_runner.record.exchange import Exchange, Headers, Request, Response
from ocpi_runner.record.finding import Finding
from ocpi_runner.report import reading, words
from ocpi_runner.report.body_view import BodyView, body_view
from ocpi_runner.report.curl import command

MOST_DETAILED = 300  #: exchanges with both halves; the others are a row of a table
MOST_TEXT = 2_500_000  #: bytes of bodies that are shown at the usual length
USUAL_LINES, FEWEST_LINES = 200, 20


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """A header with the findings about it."""

    name: str
    value: str
    pins: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class HalfView:
    """A request or an answer."""

    headers: tuple[HeaderRow, ...]
    pins: tuple[Finding, ...]  #: about the whole: the status, the address, a missing header
    body: BodyView


@dataclass(frozen=True, slots=True)
class ExchangeView:
    """One exchange."""

    number: int
    arrow: str
    requester: str
    responder: str
    outbound: bool
    method: str
    path: str
    url: str
    answer: str
    code: str
    verdict: str  #: the worst of its findings, "error" when there is no answer, else "passed"
    failure: str
    time: str
    at: str
    left: float  #: start as a percentage of the run
    wide: float  #: duration as a percentage of the run
    step: str
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    request: HalfView | None = None  #: None: only a row of the table
    response: HalfView | None = None
    curl: str = ""


def exchange_views(
    exchanges: Sequence[Exchange], findings: Iterable[Finding], started: float, duration: float
) -> tuple[ExchangeView, ...]:
    """All exchanges, the first and the telling ones in detail."""
    table: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.exchange is not None:
            table.setdefault(finding.exchange, []).append(finding)
    detailed = frozenset(chosen(exchanges, table))
    most = line_limit(each for each in exchanges if each.number in detailed)
    span = max(duration, 1e-9)
    return tuple(
        view(each, tuple(table.get(each.number, ())), most if each.number in detailed else 0, started, span)
        for each in exchanges
    )


def chosen(exchanges: Sequence[Exchange], findings: dict[int, list[Finding]]) -> tuple[int, ...]:
    """Numbers of the exchanges that get details: those with findings or no answer before the rest."""
    telling = [each.number for each in exchanges if each.number in findings or each.failure]
    others = [each.number for each in exchanges if not (each.number in findings or each.failure)]
    return tuple((telling + others)[:MOST_DETAILED])


def line_limit(exchanges: Iterable[Exchange]) -> int:
    """How many lines of a body are shown, so that the page stays openable."""
    total = sum(len(each.request.body) + len(each.response.body if each.response else b"") for each in exchanges)
    return USUAL_LINES if total <= MOST_TEXT else max(FEWEST_LINES, USUAL_LINES * MOST_TEXT // total)


def view(each: Exchange, findings: tuple[Finding, ...], most: int, started: float, span: float) -> ExchangeView:
    """One exchange; with its halves when `most` is not 0."""
    request = each.request
    return ExchangeView(
        number=each.number,
        arrow="→" if each.direction == "out" else "←",
        requester=each.requester,
        responder=each.responder,
        outbound=each.direction == "out",
        method=words.visible(request.method)[:20],
        path=words.visible(reading.path(request.url))[:300],
        url=words.visible(request.url)[:2000],
        answer=str(each.response.status) if each.response else "no answer",
        code=reading.ocpi_code(each),
        verdict=verdict(each, findings),
        failure=f"{each.failure.kind.replace('_', ' ')}: {each.failure.message}" if each.failure else "",
        time=words.duration(each.duration),
        at=words.clock(each.started),
        left=round(min(max(100 * (each.started - started) / span, 0.0), 99.0), 2),
        wide=round(min(max(100 * each.duration / span, 0.6), 100.0), 2),
        step=each.step,
        findings=findings,
        notes=tuple(notes(each)),
        request=half(request, [one for one in findings if one.side == "request"], most) if most else None,
        response=half(each.response, [one for one in findings if one.side != "request"], most)
        if most and each.response
        else None,
        curl=command(each) if most else "",
    )


def verdict(each: Exchange, findings: Iterable[Finding]) -> str:
    """How an exchange is marked."""
    kinds = {finding.verdict for finding in findings}
    if "failed" in kinds:
        return "failed"
    if (each.response is None or each.failure) and not each.deliberate:
        return "error"
    return "warned" if kinds else "passed"


def notes(each: Exchange) -> Iterable[str]:
    """What else there is to know."""
    if each.deliberate:
        yield f"The scenario broke its {', '.join(sorted(each.deliberate))} on purpose."
    if each.redirects:
        yield f"Redirected through {', '.join(each.redirects)}."
    if each.route and each.route.token:
        form = f", sent as {each.route.token_form}" if each.route.token_form else ""
        yield f"Token {each.route.token}{form}."
    if each.route and each.route.endpoint:
        yield f"Endpoint {each.route.endpoint}."


def half(message: Request | Response, findings: Sequence[Finding], most: int) -> HalfView:
    """One half, each finding at its place."""
    named = {f"headers.{name}".lower() for name, _ in message.headers}
    in_body = [each for each in findings if each.path.startswith("$")]
    in_headers = [each for each in findings if each.path.lower() in named]
    others = [each for each in findings if each not in in_body and each not in in_headers]
    body = body_view(message, in_body, most)
    return HalfView(header_rows(message.headers, in_headers), tuple(others) + body.stray, body)


def header_rows(headers: Headers, findings: Sequence[Finding]) -> tuple[HeaderRow, ...]:
    """The table of headers."""
    return tuple(
        HeaderRow(
            words.visible(name)[:200],
            words.visible(value)[:2000],
            tuple(each for each in findings if each.path.lower() == f"headers.{name}".lower()),
        )
        for name, value in headers[:100]
    )
