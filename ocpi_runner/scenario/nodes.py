"""YAML as a tree of nodes that know where they stand; only JSON's own scalars have a type."""

import math
import re
from dataclasses import dataclass
from typing import Any

import yaml

from ocpi_runner.scenario.problems import Problems
from ocpi_runner.source.span import Span

DEEPEST = 60
MOST_NODES = 100_000  #: aliases counted as often as they are used
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
CONSTANTS = {"true": True, "false": False, "null": None, "": None, "~": None}
#: What YAML makes of plain text, lists and mappings by itself; the rest are tags that somebody wrote.
PLAIN_TAGS = frozenset(["str", "int", "float", "bool", "null", "timestamp", "merge", "value", "seq", "map"])


@dataclass(frozen=True, slots=True)
class Node:
    """A scalar, a list or a mapping. `value` is JSON for a scalar, a tuple of nodes or of (key, node) pairs else."""

    kind: str  #: "scalar", "list" or "map"
    value: Any
    span: Span
    text: str = ""  #: a scalar as it was written
    keys: tuple[tuple[str, Span], ...] = ()  #: of a map, in order

    def get(self, key: str) -> "Node | None":
        """The node under a key of a map."""
        return next((node for name, node in self.value if name == key), None) if self.kind == "map" else None

    def data(self) -> Any:
        """Plain JSON."""
        if self.kind == "map":
            return {key: node.data() for key, node in self.value}
        return [node.data() for node in self.value] if self.kind == "list" else self.value

    def at(self, path: tuple[str | int, ...]) -> "Node":
        """The node that a path of keys and indices leads to."""
        node = self
        for step in path:
            inner = node.get(str(step)) if node.kind == "map" else node.value[step]
            if inner is None:
                return node
            node = inner
        return node


class TooLarge(Exception):
    """A file that expands, or nests, beyond all reason."""

    def __init__(self, message: str, span: Span) -> None:
        super().__init__(message)
        self.span = span


class Reader:
    """Makes nodes; what it finds wrong goes to `problems`."""

    def __init__(self, file: str, problems: Problems) -> None:
        self.file = file
        self.problems = problems
        self.count = 0

    def read(self, text: str) -> Node | None:
        """The tree of a text; None when it is no YAML, or empty."""
        loader = LOADER(text)
        try:
            if not loader.check_node():
                hint = "a scenario begins with `scenario: TITLE`"
                self.problems.add("the file is empty", Span(self.file, 1, 1), hint)
                return None
            root = loader.get_node()
            if loader.check_node():
                line = loader.get_node().start_mark.line
                while line > 0 and not text.splitlines()[line].startswith("---"):
                    line -= 1
                place = Span(self.file, line + 1, 1, 4)
                self.problems.add("a file holds one scenario", place, "put what follows `---` into a file of its own")
            return self.node(root, 0)
        except yaml.MarkedYAMLError as problem:
            mark = problem.problem_mark or problem.context_mark
            words = f"this is not YAML: {problem.problem or problem.context}"
            self.problems.add(words, self.span(mark, 1) if mark else Span(self.file, 1, 1), hint_of(problem, text))
        except yaml.reader.ReaderError as problem:
            line = text[: problem.position].count("\n") + 1
            column = problem.position - text.rfind("\n", 0, problem.position)
            words = f"this is not YAML: the character U+{ord_of(problem):04X} may not stand here"
            self.problems.add(words, Span(self.file, line, column), "in a text in double quotes, write it as \\u…")
        except TooLarge as problem:
            hint = "aliases count as often as they are used"
            self.problems.add(str(problem), problem.span, hint)
        except RecursionError:
            self.problems.add("this nests too deep to be read", Span(self.file, 1, 1))
        finally:
            loader.dispose()
        return None

    def span(self, mark: Any, length: int) -> Span:
        """A place in the file."""
        return Span(self.file, mark.line + 1, mark.column + 1, mark.column + 1 + max(length, 1))

    def place(self, node: Any) -> Span:
        """Where a YAML node stands; on its first line only."""
        start, end = node.start_mark, node.end_mark
        return self.span(start, end.column - start.column if end.line == start.line else 1)

    def node(self, node: Any, depth: int) -> Node:
        """One node and what is inside it."""
        self.count += 1
        span = self.place(node)
        if depth > DEEPEST:
            raise TooLarge(f"the file nests deeper than {DEEPEST}", span)
        if self.count > MOST_NODES:
            raise TooLarge(f"the file has more than {MOST_NODES:,} nodes", span)
        if node.tag.removeprefix("tag:yaml.org,2002:") not in PLAIN_TAGS and node.tag != "!":
            self.problems.add(f"the tag `{node.tag}` is not known", span, "a scenario is plain YAML, without tags")
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, span, depth)
        if isinstance(node, yaml.SequenceNode):
            return Node("list", tuple(self.node(each, depth + 1) for each in node.value), span)
        return Node("scalar", scalar(node), span, node.value)

    def mapping(self, node: Any, span: Span, depth: int) -> Node:
        """A mapping; a key that stands twice is told."""
        pairs: dict[str, Node] = {}
        keys: dict[str, Span] = {}
        for key, value in node.value:
            where = self.place(key)
            if not isinstance(key, yaml.ScalarNode):
                self.problems.add("a key is a plain text", where)
                continue
            if key.value in pairs:
                first = keys[key.value].line
                self.problems.add(f"the key `{key.value}` stands twice", where, f"the first one is on line {first}")
                continue
            pairs[key.value], keys[key.value] = self.node(value, depth + 1), where
        return Node("map", tuple(pairs.items()), span, keys=tuple(keys.items()))


def scalar(node: Any) -> Any:
    """The JSON value of a scalar: quoted text is text, and so is all that JSON would not read."""
    text: str = node.value
    if node.style in ("'", '"', "|", ">"):
        return text
    if text in CONSTANTS:
        return CONSTANTS[text]
    if NUMBER.fullmatch(text) and len(text) < 40:
        number = float(text) if set(text) & set(".eE") else int(text)
        return number if math.isfinite(number) else text
    return text


def ord_of(problem: Any) -> int:
    """The code of the character that YAML refuses; the two readers of YAML tell it in two ways."""
    return problem.character if isinstance(problem.character, int) else ord(problem.character)


def hint_of(problem: Any, text: str) -> str:
    """What mostly helps."""
    if "nesting" in str(problem.problem):
        return f"a scenario nests {DEEPEST} deep at most"
    if str(problem.context).startswith("while parsing a flow"):
        mark = problem.context_mark
        return f"the bracket on line {mark.line + 1}, column {mark.column + 1} is not closed"
    mark = problem.problem_mark
    lines = text.splitlines()[: mark.line + 1] if mark else []
    return (
        layout_hint(lines, mark.column, str(problem.problem)) or "a text with `: `, `#`, `{` or `*` in it wants quotes"
    )


def layout_hint(lines: list[str], column: int, problem: str) -> str:
    """What helps where lines stand too far left or right; nothing where that is not the matter.

    `lines` end with the one that YAML complains of, at that column.
    """
    line = lines[-1] if lines else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "a tab; use spaces"
    if problem.startswith("did not find expected") and "," not in problem:
        return "indent as the line above"
    above = next((each for each in reversed(lines[:-1]) if each.strip()), "")
    if problem.startswith("mapping values") and ":" not in line[:column] and above:
        return "indent as the line above" if ":" in above else "the line above wants a `:`"
    return ""
