"""Judges a file: each payload in it, with the place of everything that does not hold."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import Any, BinaryIO, Literal

from ocpi_runner.checks.defect import INTERNAL, Defect
from ocpi_runner.checks.document.content import Content, content
from ocpi_runner.checks.document.guess import USUAL, Asked, Guess, guess
from ocpi_runner.checks.document.payloads import Payload, payloads
from ocpi_runner.checks.document.position import Located, at, located, nowhere_else
from ocpi_runner.checks.document.walk import Fault
from ocpi_runner.checks.document.window import CHUNK, Window
from ocpi_runner.checks.judge import broken, judgement
from ocpi_runner.checks.payload import is_suspicious
from ocpi_runner.checks.ruling import Ruling
from ocpi_runner.checks.values import judge_value
from ocpi_runner.ocpi.versions import VERSIONS
from ocpi_runner.record.finding import Finding, Judgement
from ocpi_runner.source.errors import OcpiRunError

SAMPLE = 20  #: payloads that a guess is made from
IS_JSON = "TRN-022 TRN-021"
GROUNDS = {"fatal": IS_JSON, "repeated": IS_JSON, "surrogate": "TYP-014 TRN-021", "enormous": "TYP-011"}
WARNED = ("repeated",)  #: the last one counts for nearly everybody
ENVELOPE = "Response"

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


@dataclass(slots=True)
class Memory:
    """What was found out about a file so far."""

    asked: Asked
    settings: Mapping[str, str]
    shapes: dict[frozenset[str], str] = field(default_factory=dict)  #: members -> the name of the object
    guesses: dict[str, Guess] = field(default_factory=dict)


def judged(
    stream: BinaryIO, asked: Asked, settings: Mapping[str, str], lines: bool = False, chunk: int = CHUNK
) -> Iterator[Judged]:
    """Each payload of a file, one after the other; only the first few are held together."""
    memory = Memory(asked, settings)
    read = ((each, told(each)) for each in payloads(Window(stream, chunk), lines))
    sample = list(islice(read, SAMPLE))
    learn(memory, (found.value for payload, found in sample if not payload.frame))
    for payload, found in chain(sample, read):
        yield one(payload, found, memory)


def told(payload: Payload) -> Content:
    """What a payload says."""
    if payload.fault:
        return Content(None, (Fault(payload.fault, payload.path, 0, 1),))
    return content(payload.text, payload.path, payload.place.offset)


def learn(memory: Memory, values: Iterable[Any]) -> None:
    """Guess from several values of one kind together."""
    kinds: dict[str, list[dict[str, Any]]] = {}
    for value in values:
        if isinstance(value, dict) and value:
            alone = memory.shapes.setdefault(frozenset(value), guess([value], memory.asked).name)
            kinds.setdefault(alone, []).append(value)
    for name, alike in kinds.items():
        if name:
            asked = Asked(name, memory.asked.patch, memory.asked.version)
            memory.guesses[name] = guess(alike, asked)


def guessed(memory: Memory, value: Any) -> Guess:
    """What a value is, as far as it is known."""
    if not isinstance(value, dict):
        first = next(iter(memory.guesses.values()), None)
        return first or guess([{}], memory.asked)
    members = frozenset(value)
    if members not in memory.shapes:
        memory.shapes[members] = guess([value], memory.asked).name
    name = memory.shapes[members]
    if name and name not in memory.guesses:
        memory.guesses[name] = guess([value], memory.asked)
    return memory.guesses[name] if name else guess([value], memory.asked)


def one(payload: Payload, found: Content, memory: Memory) -> Judged:
    """One payload."""
    place = payload.place
    version = memory.asked.version or next((each.version for each in memory.guesses.values()), "")
    written = tuple(of_text(payload, fault, version) for fault in found.faults)
    if not found.readable:
        return Judged(payload.path, place.line, place.column, None, outcome(written), written)
    known = envelope(memory, version) if payload.frame else guessed(memory, found.value)
    if not known.name:
        return Judged(payload.path, place.line, place.column, known, "unknown", written)
    result = result_of(payload, found.value, known, memory.settings)
    findings = (*written, *located(payload, result.findings))
    return Judged(payload.path, place.line, place.column, known, outcome(findings), findings, len(result.passed))


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
        return judgement(Ruling([replace(broken(known.name, fault), path=payload.path)]), version)


def envelope(memory: Memory, version: str) -> Guess:
    """An envelope is of the version of what it carries."""
    return Guess(ENVELOPE, version or guess([{}], Asked(ENVELOPE)).version, 1.0)


def of_text(payload: Payload, fault: Fault, version: str) -> Located:
    """A finding about how the text is written."""
    verdict: Literal["warned"] | None = "warned" if fault.kind in WARNED else None
    defect = Defect(sentence(fault.text), fault.path, verdict=verdict, requirement=GROUNDS[fault.kind])
    (finding,) = judgement(Ruling([defect]), VERSIONS[version or USUAL]).findings
    if payload.fault:
        return nowhere_else(payload, finding)
    return at(payload, finding, fault.start, fault.end)


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
