"""The conversation as a picture: lifelines, arrows in both directions in order, and where one is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ocpi_runner.record.exchange import Exchange
from ocpi_runner.record.result import ScenarioResult, StepResult
from ocpi_runner.report import reading, words

WIDTH, MARGIN, TOP = 960, 110, 64
ARROW, HEADING, GAP = 54, 34, 30  #: heights of rows
MOST = 60  #: exchanges in one picture
Marks = dict[int, tuple[str, str]]  #: by number of an exchange, where something is wrong: verdict, requirements
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
    state: str  #: "good", "good", "bad", "warned", "refused", "missing" (no answer), "cut" (on purpose), "absent"
    title: str
    why: str = ""  #: the requirements that do not hold
    step: str = ""  #: of a request that never came; its number is 0

    @property
    def leads(self) -> str:
        """The id of what it stands for."""
        return f"x{self.number}" if self.number else self.step

    @property
    def middle(self) -> int:
        """Where a broken one ends."""
        return (self.start + self.end) // 2

    @property
    def left(self) -> int:
        """Where its words begin."""
        return min(self.start, self.end) + 16

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


@dataclass(slots=True)
class Drawing:
    """A picture being drawn from its top to its bottom."""

    lines: tuple[Lifeline, ...]
    marks: Marks
    y: int = TOP
    standing_in: StepResult | None = None
    arrows: list[Arrow] = field(default_factory=list)
    bands: list[Band] = field(default_factory=list)

    def gap(self, count: int) -> None:
        """Exchanges that are left out."""
        if count > 0:
            self.bands.append(Band(self.y, f"… {words.many(count, 'more exchange')}"))
            self.y += GAP

    def heading(self, step: StepResult | None) -> None:
        """The step that comes now; what the one before it waited for in vain is drawn first."""
        before = self.standing_in
        if before and before is not step and waited_in_vain(before):
            self.arrows.append(absent(before, self.y, self.lines))
            self.y += ARROW
        if step and step is not before:
            self.bands.append(Band(self.y, shortened(words.one_line(step.title), 92), step.verdict, step.id))
            self.y += HEADING
        self.standing_in = step

    def exchange(self, each: Exchange) -> None:
        """One exchange."""
        at = {line.name: line.x for line in self.lines}
        verdict, why = self.marks.get(each.number, ("passed", ""))
        if verdict == "passed" and spoilt(each, self.standing_in):
            verdict = "failed"
        self.arrows.append(arrow(each, self.y, at, verdict, why))
        self.y += ARROW


def picture(scenario: ScenarioResult, exchanges: Sequence[Exchange], marks: Marks) -> Picture:
    """The exchanges of a scenario; `marks` says how each was judged, and why."""
    drawing = Drawing(lifelines(scenario, exchanges), marks)
    steps = {step.id: step for step in every_step(scenario.steps)}
    owner = {number: step for step in steps.values() for number in step.exchanges}
    silent = [step for step in steps.values() if waited_in_vain(step) and not step.exchanges]
    drawn, last = chosen(exchanges, marks), -1
    for index, each in enumerate(exchanges):
        if each.number not in drawn:
            continue
        while silent and silent[0].started < each.started:
            drawing.heading(silent.pop(0))
        drawing.gap(index - last - 1)
        last = index
        drawing.heading(owner.get(each.number) or steps.get(each.step))
        drawing.exchange(each)
    drawing.gap(len(exchanges) - 1 - last)
    for step in (*silent, None):
        drawing.heading(step)
    return Picture(
        scenario.id, scenario.title, drawing.y + 10, drawing.lines, tuple(drawing.arrows), tuple(drawing.bands)
    )


def every_step(steps: Iterable[StepResult]) -> Iterable[StepResult]:
    """All steps, parents first."""
    for step in steps:
        yield step
        yield from every_step(step.steps)


def chosen(exchanges: Sequence[Exchange], marks: Marks) -> frozenset[int]:
    """Numbers of those drawn: what went wrong before what did not, then the earliest."""
    bad = [each.number for each in exchanges if each.number in marks]
    good = [each.number for each in exchanges if each.number not in marks]
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


def arrow(each: Exchange, y: int, at: dict[str, int], verdict: str, why: str) -> Arrow:
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
    answer += " · on purpose" if each.deliberate else ""
    title = f"Exchange {each.number}: {each.requester} to {each.responder}: {label}: {answer}"
    return Arrow(
        each.number, y, start, end, shortened(label, room), answer, words.duration(each.duration),
        state(each, verdict), words.one_line(title)[:400], why,
    )  # fmt: skip


def absent(step: StepResult, y: int, lines: Sequence[Lifeline]) -> Arrow:
    """A request that an `expect` waited for, and that never came."""
    ours = next((line.x for line in lines if not line.tested), MARGIN)
    theirs = next((line.x for line in lines if line.tested), WIDTH - MARGIN)
    said = words.one_line(step.reason).replace("`", "")
    label = shortened(said, int((abs(theirs - ours) - 20) / CHARACTER))
    return Arrow(
        0, y, theirs, ours, label, "✗ never came", words.duration(step.duration), "absent", said[:400], step=step.id
    )


def waited_in_vain(step: StepResult) -> bool:
    """Whether a step waited for a request that did not come."""
    return step.action == "expect" and step.verdict == "failed" and not step.mismatches and bool(step.reason)


def spoilt(each: Exchange, step: StepResult | None) -> bool:
    """Whether an exchange in which nothing was found made its step fail: it was refused, and should not have been."""
    bad = step is not None and step.verdict in ("failed", "error") and step.reason not in ("", "see the findings")
    return bad and each.response is not None and not each.deliberate and reading.broken(each)


def state(each: Exchange, verdict: str) -> str:
    """How an arrow is drawn."""
    if each.response is None or each.failure:
        return "missing" if verdict in ("failed", "error") else "cut"
    if verdict == "passed":
        return "refused" if reading.broken(each) else "good"
    return "warned" if verdict == "warned" else "bad"


def shortened(text: str, room: int) -> str:
    """A text cut in its middle, where a path says least."""
    if len(text) <= room:
        return text
    head = max(room // 3, 1)
    return f"{text[:head]}…{text[len(text) - max(room - head - 1, 1) :]}"
