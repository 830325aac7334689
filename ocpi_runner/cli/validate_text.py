"""How `validate` says what it found: lines for people, or one line of JSON for each payload."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict

from ocpi_runner.checks.document.guess import Guess
from ocpi_runner.checks.document.judging import Judged
from ocpi_runner.checks.document.position import Located
from ocpi_runner.checks.explain import MOST
from ocpi_runner.record.finding import Finding
from ocpi_runner.report import words
from ocpi_runner.report.paint import COLORS, Paint

#: What a payload may come to, in the order in which it is counted, and in which colour and with which mark.
MARKS = {"failed": "failed", "error": "error", "unknown": "skipped", "warned": "warned", "passed": "passed"}
MOST_KINDS = 10  #: requirements in the summary
SURE = 0.999


def json_line(file: str, each: Judged) -> str:
    """One payload as one line."""
    known = each.guess
    told = {
        "file": file,
        "path": each.path,
        "line": each.line,
        "column": each.column,
        "object": (known.name + ".patch" * known.patch if known else "") or None,
        "ocpi": (known.version if known else "") or None,
        "fit": round(known.fit, 3) if known else None,
        "verdict": each.outcome,
        "findings": [asdict(found.finding) | {"line": found.line, "column": found.column} for found in each.findings],
    }
    if known and not known.name:
        told["candidates"] = list(known.rivals)
    return json.dumps(told, ensure_ascii=True)


def kind(known: Guess) -> str:
    """`Session of OCPI 2.2.1`."""
    return f"{known.name}{'.patch' * known.patch} of OCPI {known.version}"


def sureness(known: Guess) -> str:
    """How sure a guess is, and what it does not explain; nothing when there is nothing to say."""
    told = [f"a guess: {known.fit:.0%} of its members fit"] if known.fit < SURE else []
    told += [f"{' and '.join(known.rivals)} would fit as well"] if known.rivals else []
    told += [f"{known.name} has no `{'`, `'.join(map(words.one_line, known.strange))}`"] if known.strange else []
    return "; ".join(told)


class Talk:
    """Speaks of one payload after the other, under the name of their file."""

    def __init__(self, paint: Paint, write: Callable[[str], object], quiet: bool) -> None:
        self._paint, self._write, self._quiet = paint, write, quiet
        self._file = ""
        self._kinds: dict[str, str] = {}  #: of the file at hand -> how sure each is
        self._files = 0
        self._outcomes: Counter[str] = Counter()
        self._levels: Counter[str] = Counter()
        self._requirements: Counter[tuple[str, str]] = Counter()
        self._checked = 0

    def payload(self, file: str, each: Judged) -> None:
        """One payload."""
        if file != self._file:
            self._file, self._kinds = file, {}
            self._files += 1
        self._outcomes[each.outcome] += 1
        self._checked += each.checked
        for found in each.findings:
            self._levels[found.finding.verdict] += 1
            self._requirements[found.finding.requirement, found.finding.verdict] += 1
        if not self._quiet:
            for line in self._lines(each):
                self._write(line)

    def nothing(self, file: str) -> None:
        """A file without a payload."""
        self._files += 1
        if not self._quiet:
            self._write(f"{self._paint(file, 'bold')}: nothing is in it")

    def _lines(self, each: Judged) -> Iterator[str]:
        """What is said of a payload: what it is, once for each kind in a file, and its findings."""
        known = each.guess
        if known and not known.name:
            yield from self._unknown(each, known)
        elif known and kind(known) not in self._kinds:
            self._kinds[kind(known)] = told = sureness(known)
            yield f"{self._paint(self._file, 'bold')}: {kind(known)}{self._paint(f' ({told})' if told else '', 'dim')}"
        for found in each.findings:
            yield from finding_lines(self._file, found, self._paint)
        if len(each.findings) >= MOST:
            yield self._paint(f"… {words.one_line(each.path)}: after {MOST} of a kind no more are told", "dim")

    def _unknown(self, each: Judged, known: Guess) -> Iterator[str]:
        """A payload of which nobody knows what it should be."""
        place = self._paint(f"{self._file}:{each.line}:{each.column}", "bold")
        names = ", ".join(known.rivals)
        what = f"it may be {names}" if names else "it is like no object of OCPI"
        yield f"{place}: {self._paint('? unknown', 'magenta')}  {words.one_line(each.path)}: {what}; give --as OBJECT"

    def end(self) -> None:
        """The last words: which rules, how often, and how many payloads came to what."""
        if self._requirements and not self._quiet:
            self._write("")
        for (requirement, verdict), count in self._requirements.most_common(MOST_KINDS):
            self._write(self._paint.verdict(verdict, f"{words.ICONS[verdict]} {requirement}") + f"  ×{count:,}")
        if len(self._requirements) > MOST_KINDS:
            self._write(f"… {words.many(len(self._requirements) - MOST_KINDS, 'more requirement')}")
        told = [
            self._paint(f"{self._outcomes[end]:,} {end}", COLORS[MARKS[end]]) for end in MARKS if self._outcomes[end]
        ]
        worst = next((end for end in MARKS if self._outcomes[end]), "nothing was tested")
        head = self._paint(worst.upper(), COLORS[MARKS.get(worst, "skipped")], "bold")
        self._write(f"{head}  payloads: {', '.join(told) or 'none'} · {words.many(self._files, 'file')}")
        counts = f"{words.many(self._checked, 'check')} passed, {self._levels['failed']:,} failed"
        self._write(self._paint(f"  {counts}, {self._levels['warned']:,} warned", "dim"))


def finding_lines(file: str, found: Located, paint: Paint) -> Iterator[str]:
    """Where, what, on what grounds; the line with a caret."""
    finding, number = found.finding, str(found.line)
    place = paint(f"{file}:{found.line}:{found.column}", "bold")
    rule = f"{words.ICONS[finding.verdict]} {finding.requirement} {words.level(finding)}"
    mark = paint.verdict(finding.verdict, rule)
    yield f"{place}: {mark}  {words.one_line(finding.message)}"
    gutter = " " * len(number)
    if found.excerpt:
        caret = paint.verdict(finding.verdict, "^" * found.width)
        yield f"  {paint(f'{number} |', 'blue')} {words.visible(found.excerpt).replace(chr(9), ' ')}"
        yield f"  {paint(f'{gutter} |', 'blue')} {' ' * found.caret}{caret}"
    yield paint(f"  {gutter} = {grounds(finding)}", "dim")


def grounds(finding: Finding) -> str:
    """Path, chapter, and the setting that decided."""
    setting = f" · decided by {finding.setting}" if finding.setting else ""
    chapter = f" · {finding.chapter}" if finding.chapter else ""
    return f"{words.one_line(finding.path)}{chapter}{setting}"
