"""What every builder does with a node: keys, texts, values, each problem with its place and a hint."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from ocpi_runner.expr import jsonpath
from ocpi_runner.expr.duration import seconds
from ocpi_runner.expr.problem import ExpressionError
from ocpi_runner.expr.template import Value, compile_value
from ocpi_runner.ocpi.versions import VERSIONS
from ocpi_runner.scenario.nodes import Node
from ocpi_runner.scenario.problems import Problems
from ocpi_runner.scenario.words import PARTIES, PARTY
from ocpi_runner.source.span import Span
from ocpi_runner.source.suggest import closest

#: Names that are always there.
ALWAYS = frozenset({"now", "env"})
#: What every party has: the words of the language for it, and the modules of all versions.
PARTY_NAMES = frozenset(PARTY).union(
    *(each for v in VERSIONS.values() for each in (*v.sender_modules.values(), *v.receiver_modules.values()))
)
ALMOST = 0.85  #: how near a name must be before it is told
#: Names that cannot be given to a value.
TAKEN = ALWAYS | {*PARTIES, "true", "false", "null", "and", "or", "not", "in"}


@dataclass(frozen=True, slots=True)
class Known:
    """What a file may name and other rooms know."""

    objects: Callable[[str], tuple[str, ...]]  #: version -> the objects that it has a schema of
    setting: Callable[[str, str], str | None]  #: name, value -> why this cannot be set
    settings: tuple[str, ...] = ()  #: the names of all


@dataclass(slots=True)
class Reading:
    """One file being read: its problems, and the names known so far."""

    problems: Problems
    names: set[str] = field(default_factory=lambda: set(ALWAYS))
    known: Known | None = None  #: None: objects and settings are found out when they are needed
    versions: tuple[str, ...] = ()

    def wrong(self, message: str, span: Span, hint: str = "") -> None:
        """A problem."""
        self.problems.add(message, span, hint)

    def known_keys(self, node: Node, valid: Iterable[str], where: str, tolerated: Iterable[str] = ()) -> bool:
        """Tell every key that is not valid; False when the node is no mapping at all."""
        if node.kind != "map":
            self.wrong(f"{where} is a mapping", node.span, f"keys: {', '.join(valid)}")
            return False
        valid = tuple(valid)
        for key, span in node.keys:
            if key not in valid and key not in tolerated:
                near = closest(key, valid)
                hint = f"did you mean `{near}`?" if near else f"known: {', '.join(valid)}"
                self.wrong(f"unknown key `{key}`", span, hint)
        return True

    def text(self, node: Node, where: str) -> str:
        """A text exactly as it was written, whatever YAML would make of it."""
        if node.kind == "scalar" and node.value is not None:
            return node.text
        self.wrong(f"{where} is a text", node.span)
        return ""

    def texts(self, node: Node, where: str) -> tuple[tuple[str, Span], ...]:
        """One text, or a list of texts."""
        nodes = node.value if node.kind == "list" else (node,)
        return tuple((self.text(each, where), each.span) for each in nodes)

    def boolean(self, node: Node | None, where: str) -> bool:
        """true or false; false when it is not there."""
        if node is not None and not (node.kind == "scalar" and isinstance(node.value, bool)):
            self.wrong(f"{where} is true or false", node.span)
        return node is not None and node.value is True

    def one_of(self, node: Node, valid: tuple[str, ...], where: str) -> str:
        """One of a few words."""
        text = self.text(node, where)
        if text and text not in valid:
            near = closest(text, valid)
            hint = f"did you mean `{near}`?" if near else f"one of {', '.join(valid)}"
            self.wrong(f"{where} `{text}` is not known", node.span, hint)
        return text

    def value(self, node: Node) -> Value:
        """Any JSON with templates; expressions and names are checked."""
        return self.compiled(node, node.data())

    def written(self, node: Node) -> Value:
        """A text with templates, exactly as it was written."""
        return self.compiled(node, node.text if node.kind == "scalar" else node.data())

    def compiled(self, node: Node, data: Any) -> Value:
        """Compile, and tell what is wrong, under the character that is."""
        try:
            value = compile_value(data)
        except ExpressionError as problem:
            leaf = node.at(problem.path)
            self.wrong(problem.message, within(leaf, problem.offset, problem.length), problem.hint)
            return compile_value(None)
        self.check_names(node, value)
        return value

    def give(self, name: str, span: Span) -> None:
        """A name for a value, known from here on."""
        if not (name.isidentifier() and name.isascii()):
            self.wrong(f"`{name}` cannot be a name", span, "letters, digits and _, not a digit first")
        elif name in TAKEN:
            self.wrong(f"`{name}` has a meaning of its own", span, "give the value another name")
        self.names.add(name)

    def check_names(self, node: Node, value: Value) -> None:
        """Every name must be known by now."""
        for name in sorted(value.names - self.names):
            owner, dot, inner = name.partition(".")
            if dot and owner != "env":
                self.check_party(node, owner, inner)
                continue
            near = closest(name, self.names)
            hint = f"did you mean `{near}`?" if near else f"known here: {', '.join(sorted(self.names))}"
            self.wrong(f"unknown variable `{name}`", place_of(node, name), hint)

    def check_party(self, node: Node, party: str, name: str) -> None:
        """What is almost a name of a party is that name, misspelt; any other may be a module of the party's own."""
        near = closest(name, PARTY_NAMES, ALMOST) if party in PARTIES and name not in PARTY_NAMES else None
        if near:
            place = place_of(node, f"{party}.{name}")
            self.wrong(f"`{party}` has no `{name}`", place, f"did you mean `{party}.{near}`?")

    def object(self, node: Node) -> None:
        """The name of an object that every version of the file has a schema of."""
        if self.known is None or node.kind != "scalar" or "${" in node.text:
            return
        for version in self.versions:
            objects = self.known.objects(version)
            if node.text not in objects:
                near = closest(node.text, objects)
                hint = f"did you mean `{near}`?" if near else "an object of OCPI, e.g. Location"
                self.wrong(f"OCPI {version} has no object `{node.text}`", node.span, hint)

    def pattern(self, node: Node) -> None:
        """A regular expression."""
        if node.kind == "scalar" and "${" not in node.text and (problem := pattern_problem(node.text)):
            self.wrong(f"`{node.text[:40]}` is not a regular expression: {problem}", node.span)

    def duration(self, node: Node) -> Value:
        """A length of time; checked now when it is no template."""
        value = self.compiled(node, node.data())
        if value.constant:
            try:
                seconds(value.source)
            except ValueError as problem:
                self.wrong(str(problem), node.span)
        return value

    def jsonpath(self, text: str, span: Span) -> bool:
        """Whether a text is a JSONPath; told when not."""
        try:
            jsonpath.check(text)
        except ExpressionError as problem:
            self.wrong(problem.message, span, problem.hint)
            return False
        return True

    def optional(self, node: Node, key: str) -> Value | None:
        """The value under a key, if it is there."""
        inner = node.get(key)
        return None if inner is None else self.value(inner)


def pattern_problem(text: str) -> str:
    """Why a text is no regular expression; only what the quick module refuses is shown to the one that is used."""
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError):
        import regex

        try:
            regex.compile(text)
        except regex.error as problem:
            return str(problem)
    return ""


def within(node: Node, offset: int, length: int) -> Span:
    """A place inside a scalar on one line; the scalar itself where that cannot be told."""
    quoted = node.kind == "scalar" and node.span.end_column - node.span.column == len(node.text) + 2
    plain = node.kind == "scalar" and node.span.end_column - node.span.column == len(node.text)
    if not (quoted or plain):
        return node.span
    column = node.span.column + offset + (1 if quoted else 0)
    return replace(node.span, column=column, end_column=column + max(length, 1))


def place_of(node: Node, name: str) -> Span:
    """Where a name is used: the first leaf that has it inside `${…}`."""
    if node.kind == "scalar":
        start = node.text.find("${")
        offset = node.text.find(name, start) if start >= 0 else -1
        return within(node, offset, len(name)) if offset >= 0 else node.span
    inner = [each for _, each in node.value] if node.kind == "map" else node.value
    for each in inner:
        if uses(each, name):
            return place_of(each, name)
    return node.span


def uses(node: Node, name: str) -> bool:
    """Whether a name may be used in a node."""
    if node.kind == "scalar":
        return "${" in node.text and name in node.text
    inner = [each for _, each in node.value] if node.kind == "map" else node.value
    return any(uses(each, name) for each in inner)
