"""Judges a file: each payload in it, with the place of everything that does not hold."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, BinaryIO, Literal

from ocpi_runner.checks.defect import INTERNAL, Defect, broken, plain
from ocpi_runner.checks.document.company import Company
from ocpi_runner.checks.document.content import Content, content
from ocpi_runner.checks.document.guess import Asked, Guess
from ocpi_runner.checks.document.guesses import Guesses
from ocpi_runner.checks.document.payloads import Payload, payloads
from ocpi_runner.checks.document.position import Located, at, located
from ocpi_runner.checks.document.walk import Fault
from ocpi_runner.checks.document.window import CHUNK, Window
from ocpi_runner.checks.judge import judgement
from ocpi_runner.checks.payload import is_suspicious
from ocpi_runner.checks.ruling import Ruling
from ocpi_runner.checks.values import judge_value
from ocpi_runner.ocpi.versions import USUAL, VERSIONS
from ocpi_runner.record.finding import Finding, Judgement
from ocpi_runner.source.errors import OcpiRunError

SAMPLE = 20  #: payloads that a guess is made from
SAMPLED = 1 << 20  #: bytes of them
MOST_JUNK = 100  #: pieces one after the other that are no objects; then the file is none of ours
LONGEST_PATH = 500  #: characters of a path to how something is written
IS_JSON = "TRN-022 TRN-021"
GROUNDS = {"fatal": IS_JSON, "repeated": IS_JSON, "surrogate": "TYP-014 TRN-021", "enormous": "TYP-011"}
WARNED = ("repeated",)  #: the last one counts for nearly everybody

Outcome = Literal["passed", "warned", "failed", "error", "unknown"]


@dataclass(frozen=True, slots=True)
class Judged:
    """What is to be said of a payload."""

    path: str  #: JSON path within its document
    line: int
    column: int
    guess: Guess | None  #: what it was judged as; None when it could not be read
    outcome: Outcome  #: "error": a check of ours broke; "unknown": nobody knows what it should be
    findings: tuple[Located, ...] = ()
    checked: int = 0  #: requirements that were checked and hold


def judged(
    stream: BinaryIO, asked: Asked, settings: Mapping[str, str], lines: bool = False, chunk: int = CHUNK
) -> Iterator[Judged]:
    """Each payload of a file, one after the other; only the first few are held together, to guess what they are."""
    guesses, company, sample, size = Guesses(asked), Company(asked), [], 0
    read = ((each, told(each)) for each in payloads(Window(stream, chunk), lines))
    for payload, found in read:
        sample.append((payload, found))
        size += len(payload.text)
        if len(sample) == SAMPLE or size > SAMPLED:
            break
    guesses.learn(found.value for payload, found in sample if not payload.frame)
    junk = 0
    for payload, found in chain(sample, read):
        if junk == MOST_JUNK:
            fault = Fault(f"{MOST_JUNK} pieces in a row are no objects; the rest was not read", payload.path, 0, 1)
            yield one(replace(payload, fault=fault.text), Content(None, (fault,)), guesses, company, settings)
            return
        each = one(payload, found, guesses, company, settings)
        junk = junk + 1 if each.guess is None or is_nothing(each, found) else 0
        yield each


def is_nothing(each: Judged, found: Content) -> bool:
    """Whether a payload is no object, and nobody said what else it is."""
    return each.outcome == "unknown" and not isinstance(found.value, dict)


def told(payload: Payload) -> Content:
    """What a payload says."""
    if payload.fault:
        return Content(None, (Fault(payload.fault, payload.path, 0, 1),))
    return content(payload.text, payload.path, payload.place.offset)


def one(payload: Payload, found: Content, guesses: Guesses, company: Company, settings: Mapping[str, str]) -> Judged:
    """One payload."""
    place = payload.place
    written = tuple(of_text(payload, fault, guesses.version) for fault in found.faults)
    if not found.readable:
        return Judged(payload.path, place.line, place.column, None, outcome(written), written)
    known = guesses.envelope() if payload.frame else guesses.of(found.value)
    if not known.name:
        return Judged(payload.path, place.line, place.column, known, "unknown", written)
    result = result_of(payload, found.value, known, settings)
    told = [replace(each, verdict="warned") for each in result.findings] if is_lone(payload, found) else result.findings
    if not payload.frame:
        told = (*hinted(told, company, found.value, known), *repeated(payload, company, found.value, known))
    findings = (*written, *located(payload, told))
    return Judged(payload.path, place.line, place.column, known, outcome(findings), findings, len(result.passed))


def hinted(told: Sequence[Finding], company: Company, value: Any, known: Guess) -> Iterator[Finding]:
    """The findings of a payload, the first that failed with a hint when it is of another version than the file."""
    failed = next((each for each in told if each.verdict == "failed"), None)
    version = company.other_version(value, known) if failed else ""
    for each in told:
        hint = f"; as a whole it is a {known.name} of OCPI {version}: `--ocpi {version}` judges it as that"
        yield replace(each, message=each.message + hint) if version and each is failed else each


def repeated(payload: Payload, company: Company, value: Any, known: Guess) -> tuple[Finding, ...]:
    """An id that stood in the list before."""
    defects = list(company.repeated(payload.path, value, known))
    return judgement(Ruling(defects), VERSIONS[known.version]).findings if defects else ()


def is_lone(payload: Payload, found: Content) -> bool:
    """Whether it is `data` alone: the rest of an answer, or somebody's own way to keep a list."""
    return payload.frame and found.value.keys() == {"data"}


def result_of(payload: Payload, value: Any, known: Guess, settings: Mapping[str, str]) -> Judgement:
    """What does not hold. What breaks in us is told as ours, and the next payload is judged."""
    version = VERSIONS[known.version]
    try:
        return judge_value(
            version,
            known.name,
            value,
            patch=known.patch,
            settings=settings,
            root=payload.path,
            suspicious=is_suspicious(payload.text),
        )
    except OcpiRunError:
        raise
    except Exception as fault:
        return judgement(Ruling([broken("check", known.name, fault, payload.path)]), version)


def of_text(payload: Payload, fault: Fault, version: str) -> Located:
    """A finding about how the text is written."""
    verdict: Literal["warned"] | None = "warned" if fault.kind in WARNED else None
    defect = Defect(
        sentence(fault.text), plain(fault.path, LONGEST_PATH), verdict=verdict, requirement=GROUNDS[fault.kind]
    )
    (finding,) = judgement(Ruling([defect]), VERSIONS[version or USUAL]).findings
    if payload.fault:
        return Located(finding, payload.place.line, payload.place.column)
    return at(payload, payload.text.decode("utf-8", "replace"), finding, fault.start, fault.end)


def sentence(text: str) -> str:
    """With a capital letter."""
    return text[:1].upper() + text[1:]


def outcome(findings: Iterable[Located]) -> Outcome:
    """The worst of some findings."""
    found: list[Finding] = [each.finding for each in findings]
    if any(each.requirement == INTERNAL for each in found):
        return "error"
    if any(each.verdict == "failed" for each in found):
        return "failed"
    return "warned" if found else "passed"
