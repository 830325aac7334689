"""The one door from a file to a Scenario: every problem of the file, and of the files that it uses, at once."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from ocpi_runner.expr.template import Value
from ocpi_runner.ocpi.versions import USUAL, VERSIONS
from ocpi_runner.scenario import model
from ocpi_runner.scenario.model import Scenario, Step
from ocpi_runner.scenario.nodes import Node, Reader
from ocpi_runner.scenario.problems import Problems
from ocpi_runner.scenario.reading import Known, Reading
from ocpi_runner.scenario.steps import StepBuilder
from ocpi_runner.scenario.text import read_text
from ocpi_runner.scenario.words import PARTIES, SCENARIO
from ocpi_runner.source.diagnostic import Diagnostic
from ocpi_runner.source.errors import InputError
from ocpi_runner.source.span import SourceFile, Span
from ocpi_runner.source.suggest import closest

DEEPEST = 16  #: files that use files


@dataclass(slots=True)
class Library:
    """Where files are looked for, which are being read (to find a cycle), and what was wrong in those used."""

    folders: tuple[Path, ...] = ()
    chain: tuple[Path, ...] = ()
    problems: list[Diagnostic] = field(default_factory=list)
    known: Known | None = None
    versions: tuple[str, ...] = ()  #: of the file that uses this one

    def shown(self, path: Path) -> str:
        """The name by which a file is told: one that is bundled by that, any other by its path."""
        home = next((folder for folder in self.folders if path.is_relative_to(folder)), None)
        return f"bundled/{path.relative_to(home).as_posix()}" if home else str(path)


def load(path: Path, *, library: tuple[Path, ...] = (), known: Known | None = None) -> Scenario:
    """The scenario in a file; InputError with every diagnostic when anything is wrong in it or in what it uses."""
    return read(path, Library(library, (path.resolve(),), known=known))


def read(path: Path, library: Library) -> Scenario:
    """The same, for a file on the chain."""
    return parse(read_text(path), library.shown(path), path.parent, library)


def parse(text: str, name: str, folder: Path | None = None, library: Library | None = None) -> Scenario:
    """The scenario in a text, e.g. of an editor."""
    library = library or Library()
    problems = Problems(SourceFile(name, text))
    root = Reader(name, problems).read(text)
    scenario = None
    if root is not None:
        reading = Reading(problems, known=library.known)
        scenario = FileBuilder(reading, library, folder or Path()).scenario(root, name, text)
    found = (*problems.sorted(), *library.problems)
    if found or scenario is None:
        many = "1 problem" if len(found) == 1 else f"{len(found)} problems"
        raise InputError(f"{many} in `{name}`", "nothing was played", tuple(dict.fromkeys(found)))
    return scenario


class FileBuilder:
    """Builds what stands at the top of a file."""

    def __init__(self, reading: Reading, library: Library, folder: Path) -> None:
        self.reading = reading
        self.library = library
        self.folder = folder
        self.builder = StepBuilder(reading, self.include)

    def scenario(self, root: Node, name: str, text: str) -> Scenario | None:
        """The whole file."""
        reading = self.reading
        if not reading.known_keys(root, SCENARIO, "a scenario file"):
            return None
        title = root.get("scenario")
        if title is None:
            reading.wrong("`scenario` is missing", root.span, "give it a title: scenario: A driver charges")
        play = self.parties(root, "play") or ("cpo",)
        tested = root.get("test")
        test = reading.one_of(tested, PARTIES, "party") if tested else other(play)
        if test in play:
            reading.wrong(f"`{test}` is played and tested at once", (tested or root).span, "play one, test the other")
        reading.names.update({*play, test} if {*play, test} <= set(PARTIES) else {*play, test, *PARTIES})
        reading.versions = self.versions(root)
        env = self.pairs(root, "env")
        reading.names.update(f"env.{name}" for name, _ in env)
        used = self.used(root)
        body = {key: self.builder.steps(inner) if (inner := root.get(key)) else () for key in ("steps", "finally")}
        if not (body["steps"] or used or problems_in(root)):
            reading.wrong("the scenario has no steps", root.span, "steps: is a list of actions")
        return Scenario(
            title=reading.text(title, "`scenario`") if title else "",
            file=name,
            source=text,
            description=self.text(root, "description"),
            versions=reading.versions,
            play=play,
            test=test,
            env=env,
            tags=tuple(word for word, _ in self.words(root, "tags")),
            settings=self.settings(root),
            use=used,
            outputs=tuple(word for word, _ in self.words(root, "outputs")),
            steps=body["steps"],
            finally_=body["finally"],
        )

    def text(self, root: Node, key: str) -> str:
        """A text, empty when it is not there."""
        node = root.get(key)
        return self.reading.text(node, f"`{key}`").strip() if node else ""

    def words(self, root: Node, key: str) -> tuple[tuple[str, Span], ...]:
        """A text or a list of texts."""
        node = root.get(key)
        return self.reading.texts(node, f"`{key}`") if node else ()

    def parties(self, root: Node, key: str) -> tuple[str, ...]:
        """The parties under a key."""
        node = root.get(key)
        if node is None:
            return ()
        nodes = node.value if node.kind == "list" else (node,)
        return tuple(self.reading.one_of(each, PARTIES, "party") for each in nodes)

    def versions(self, root: Node) -> tuple[str, ...]:
        """`ocpi: 2.2.1`, or a list; a file that does not say is played as the one that uses it."""
        found = self.words(root, "ocpi")
        for word, span in found:
            if word not in VERSIONS:
                near = closest(word, VERSIONS)
                hint = f"did you mean `{near}`?" if near else f"known: {', '.join(VERSIONS)}"
                self.reading.wrong(f"OCPI `{word}` is not known", span, hint)
        return tuple(word for word, _ in found) or self.library.versions or (USUAL,)

    def pairs(self, root: Node, key: str) -> tuple[tuple[str, Value], ...]:
        """A mapping of names to values."""
        node = root.get(key)
        if node is None:
            return ()
        if node.kind != "map":
            self.reading.wrong(f"`{key}` is a mapping", node.span)
            return ()
        return tuple((name, self.reading.value(inner)) for name, inner in node.value)

    def settings(self, root: Node) -> tuple[tuple[str, Value], ...]:
        """`settings`: names and values that the judge knows."""
        node, known = root.get("settings"), self.library.known
        for name, inner in node.value if node is not None and node.kind == "map" and known is not None else ():
            if known and inner.kind == "scalar" and "${" not in inner.text:
                problem = known.setting(name, inner.text)
                if problem:
                    self.reading.wrong(problem, dict(node.keys)[name] if node else inner.span, advice(name, known))
        return self.pairs(root, "settings")

    def used(self, root: Node) -> tuple[Step, ...]:
        """`use:` at the top: files that are played first, in this scenario's own context."""
        node = root.get("use")
        if node is None:
            return ()
        nodes = node.value if node.kind == "list" else (node,)
        steps = []
        for each in nodes:
            if each.kind == "map":
                step = self.builder.step(Node("map", tuple(renamed(each)), each.span, keys=tuple(renamed_keys(each))))
            else:
                step = self.builder.step(Node("map", (("use", each),), each.span, keys=(("use", each.span),)))
            if step is not None:
                steps.append(replace(step, title=opened(step), action=shared(step.action)))
                self.reading.names.update(given_in((steps[-1],)))
        return tuple(steps)

    def include(self, node: Node) -> Scenario | None:
        """The scenario of another file; a cycle is told with its chain."""
        name = self.reading.text(node, "a file to use")
        path = self.find(name) if name else None
        if path is None:
            if name:
                self.reading.wrong(f"there is no file `{name}`", node.span, self.suggestion(name))
            return None
        chain = (*self.library.chain, path.resolve())
        if path.resolve() in self.library.chain or len(chain) > DEEPEST:
            way = " → ".join(each.name for each in chain)
            hint = "a file cannot be used by what it uses"
            self.reading.wrong(f"`use` goes round in a circle: {way}", node.span, hint)
            return None
        inner = Library(self.library.folders, chain, known=self.library.known, versions=self.reading.versions)
        try:
            return read(path, inner)
        except InputError as problem:
            self.library.problems += problem.diagnostics
            if not problem.diagnostics:
                self.reading.wrong(problem.message, node.span, problem.hint)
            return None

    def find(self, name: str) -> Path | None:
        """A file beside this one, else in the library."""
        places = (folder / each for folder in (self.folder, *self.library.folders) for each in (name, f"{name}.yaml"))
        return next((place for place in places if place.is_file()), None)

    def suggestion(self, name: str) -> str:
        """The file that was probably meant."""
        known = [each.name for folder in (self.folder, *self.library.folders) for each in folder.glob("*.yaml")]
        near = closest(name, known)
        return f"did you mean `{near}`?" if near else "it is looked for beside this file, then among the bundled ones"


def problems_in(root: Node) -> bool:
    """Whether there is something under `steps`, however wrong, that was told already."""
    steps = root.get("steps")
    return steps is not None and bool(steps.text if steps.kind == "scalar" else steps.value)


def other(play: tuple[str, ...]) -> str:
    """The party that a scenario tests when it does not say."""
    return next((name for name in PARTIES if name not in play), PARTIES[0])


def renamed(node: Node) -> "list[tuple[str, Node]]":
    """`{file: …, with: …}` as a `use` step."""
    return [("use" if key == "file" else key, inner) for key, inner in node.value]


def renamed_keys(node: Node) -> list[tuple[str, Span]]:
    """The same for the places of the keys."""
    return [("use" if key == "file" else key, span) for key, span in node.keys]


def opened(step: Step) -> str:
    """The title of a used file: its own."""
    return step.name or (step.action.scenario.title if isinstance(step.action, model.Use) else step.title)


def shared(action: model.Action) -> model.Action:
    """A file used at the top is played in this scenario's own context: all that it saves stays known."""
    if not isinstance(action, model.Use):
        return action
    names = given_in((*action.scenario.use, *action.scenario.steps))
    return replace(action, outputs=tuple(sorted({*action.outputs, *names})))


def given_in(steps: tuple[Step, ...]) -> set[str]:
    """The names that steps leave behind."""
    found: set[str] = set()
    for step in steps:
        found.update(save.name for save in step.save)
        action = step.action
        if isinstance(action, model.Set):
            found.update(name for name, _ in action.values)
        elif isinstance(action, model.Use):
            found.update(action.outputs, action.scenario.outputs)
        elif isinstance(action, model.ForEach):
            found.add(action.name)
        found |= given_in(getattr(action, "steps", ()) + getattr(action, "trigger", ()))
    return found


def advice(name: str, known: Known) -> str:
    """What to do about a setting that cannot be set."""
    if name in known.settings:
        return f"`ocpi-run settings {name}` tells what it may be"
    near = closest(name, known.settings)
    return f"did you mean `{near}`?" if near else "`ocpi-run settings` lists them"
