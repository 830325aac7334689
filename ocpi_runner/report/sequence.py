"""The conversation as a picture: lifelines, arrows in both directions in order, and where one is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ocpi_runner.record.exchange import Exchange
from ocpi_runner.record.result import ScenarioResult, StepResult
from ocpi_runner.report import reading, words

WIDTH, MARGIN, TOP = 960, 110, 64
ARROW, HEADING, GAP = 54, 34, 30  #: heights of rows
MOST = 60  #: exchanges in one picture
CHARACTER = 7.3  #: width of one in the labels


@dataclass(frozen=True, slots=True)
class Lifeline:
    """One party, and whether it is the one that is tested."""

    name: str
    x: int
    note: str
    tested: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """A request and its answer. `y` is the line of the request; the answer runs below it."""

    number: int
    y: int
    start: int
    end: int
    label: str
    answer: str
    time: str
    state: str  #: "good", "bad" (answered, but with an error or a finding that failed), "warned" or "missing"
    title: str

    @property
    def middle(self) -> int:
        """Where the labels stand."""
        return (self.start + self.end) // 2

    @property
    def point(self) -> int:
        """1 when the request runs to the right, else -1."""
        return 1 if self.end > self.start else -1


@dataclass(frozen=True, slots=True)
class Band:
    """A step's title across the picture, or how many exchanges are left out."""

    y: int
    text: str
    verdict: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of one scenario."""

    id: str
    title: str
    height: int
    lifelines: tuple[Lifeline, ...]
    arrows: tuple[Arrow, ...]
    bands: tuple[Band, ...]
    left_out: int


def picture(scenario: ScenarioResult, exchanges: Sequence[Exchange], verdicts: dict[int, str]) -> Picture:
    """The exchanges of a scenario; `verdicts` says how each was judged, by number."""
    lines = lifelines(scenario, exchanges)
    at = {line.name: line.x for line in lines}
    steps = {step.id: step for step in every_step(scenario.steps)}
    owner = {number: step for step in steps.values() for number in step.exchanges}
    drawn = chosen(exchanges, verdicts)
    arrows: list[Arrow] = []
    bands: list[Band] = []
    y, before, last = TOP, "", -1
    for index, each in enumerate(exchanges):
        if each.number not in drawn:
            continue
        if index - last > 1:
            bands.append(Band(y, f"… {words.many(index - last - 1, 'more exchange')}"))
            y += GAP
        last = index
        step = owner.get(each.number) or steps.get(each.step)
        if step and step.id != before:
            bands.append(Band(y, shortened(words.one_line(step.title), 92), step.verdict, step.id))
            y += HEADING
        before = step.id if step else before
        arrows.append(arrow(each, y, at, verdicts.get(each.number, "passed")))
        y += ARROW
    if last < len(exchanges) - 1:
        bands.append(Band(y, f"… {words.many(len(exchanges) - 1 - last, 'more exchange')}"))
        y += GAP
    left_out = len(exchanges) - len(arrows)
    return Picture(scenario.id, scenario.title, y + 10, lines, tuple(arrows), tuple(bands), left_out)


def every_step(steps: Iterable[StepResult]) -> Iterable[StepResult]:
    """All steps, parents first."""
    for step in steps:
        yield step
        yield from every_step(step.steps)


def chosen(exchanges: Sequence[Exchange], verdicts: dict[int, str]) -> frozenset[int]:
    """Numbers of those drawn: what went wrong before what did not, then the earliest."""
    bad = [each.number for each in exchanges if verdicts.get(each.number, "passed") != "passed"]
    good = [each.number for each in exchanges if verdicts.get(each.number, "passed") == "passed"]
    return frozenset((bad + good)[:MOST])


def lifelines(scenario: ScenarioResult, exchanges: Sequence[Exchange]) -> tuple[Lifeline, ...]:
    """Our parties on the left, the others on the right."""
    ours = dict.fromkeys(each.party for each in exchanges)
    theirs = {name: None for each in exchanges if (name := each.peer) not in ours}
    names = [*ours, *theirs]
    room = (WIDTH - 2 * MARGIN) // max(len(names) - 1, 1)
    return tuple(
        Lifeline(shortened(words.one_line(name), 18), MARGIN + room * index, note(name, scenario, ours), name in theirs)
        for index, name in enumerate(names)
    )


def note(name: str, scenario: ScenarioResult, ours: dict[str, None]) -> str:
    """Who stands behind a lifeline."""
    if name == scenario.tested:
        return "built-in, under test" if scenario.builtin else "under test"
    return "played by ocpi-run" if name in ours else "the other side"


def arrow(each: Exchange, y: int, at: dict[str, int], verdict: str) -> Arrow:
    """One exchange."""
    start = at.get(shortened(words.one_line(each.requester), 18), MARGIN)
    end = at.get(shortened(words.one_line(each.responder), 18), WIDTH - MARGIN)
    room = int((abs(end - start) - 70) / CHARACTER)
    label = f"{words.one_line(each.request.method)} {words.one_line(reading.path(each.request.url))}"
    answer = reading.answer(each) if each.response else f"✗ {reading.answer(each)}"
    if each.response:
        code = reading.ocpi_code(each)
        answer = f"HTTP {each.response.status}" + (f" · OCPI {code}" if code else "")
        answer += f" · {each.failure.kind.replace('_', ' ')}" if each.failure else ""
    title = f"Exchange {each.number}: {each.requester} to {each.responder}: {label}: {answer}"
    return Arrow(
        each.number, y, start, end, shortened(label, room), answer, words.duration(each.duration),
        state(each, verdict), words.one_line(title)[:400],
    )  # fmt: skip


def state(each: Exchange, verdict: str) -> str:
    """How an arrow is drawn."""
    if each.response is None or each.failure:
        return "missing"
    if verdict == "failed" or (reading.broken(each) and not each.deliberate):
        return "bad"
    return "warned" if verdict == "warned" else "good"


def shortened(text: str, room: int) -> str:
    """A text cut in its middle, where a path says least."""
    if len(text) <= room:
        return text
    head = max(room // 3, 1)
    return f"{text[:head]}…{text[len(text) - max(room - head - 1, 1) :]}"
