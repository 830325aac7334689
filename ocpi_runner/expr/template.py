"""Values of a scenario with `${…}` in their leaves: compiled once, rendered in a scope, never read again."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ocpi_runner.expr.evaluate import evaluate
from ocpi_runner.expr.grammar import parse
from ocpi_runner.expr.problem import ExpressionError, RenderError
from ocpi_runner.expr.scope import Scope
from ocpi_runner.expr.size import bounded_value
from ocpi_runner.expr.times import LONGEST, bounded, plain, text_of
from ocpi_runner.expr.tree import Node, names

__all__ = ["ExpressionError", "RenderError", "Scope", "Value", "compile_value", "constant"]

Render = Callable[[Scope], Any]
NO_NAMES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Value:
    """A piece of YAML. `source` is how it was written, `names` are the names that it looks up."""

    source: Any
    names: frozenset[str]
    constant: bool
    run: Render

    def render(self, scope: Scope) -> Any:
        """Plain JSON data, fresh at each call; RenderError when an expression has no value here."""
        return self.run(scope)


def compile_value(data: Any) -> Value:
    """Compile a piece of YAML; ExpressionError (with `path` to the leaf) for an expression that cannot be read."""
    run, found, constant = compiled(data, ())
    if found and isinstance(data, (dict, list)):
        return Value(data, found, constant, lambda scope: bounded_value(run(scope)))
    return Value(data, found, constant, run)


def constant(data: Any) -> Value:
    """A value that is what it is: `${` in it is text, e.g. because it came from the other side."""
    return Value(data, NO_NAMES, True, lambda _: data)


def compiled(data: Any, path: tuple[str | int, ...]) -> tuple[Render, frozenset[str], bool]:
    """How to render it, which names it needs, and whether it is always the same."""
    if isinstance(data, dict):
        return members(data, path)
    if isinstance(data, list):
        made = [compiled(each, (*path, index)) for index, each in enumerate(data)]
        runs = [run for run, _, _ in made]
        found = NO_NAMES.union(*(each for _, each, _ in made))
        return (lambda scope: [run(scope) for run in runs]), found, all(fixed for _, _, fixed in made)
    if isinstance(data, str) and "${" in data:
        try:
            return leaf(data)
        except ExpressionError as problem:
            problem.path = path
            raise
    return (lambda _: data), NO_NAMES, True


def members(data: dict[str, Any], path: tuple[str | int, ...]) -> tuple[Render, frozenset[str], bool]:
    """An object."""
    made = {key: compiled(each, (*path, key)) for key, each in data.items()}
    runs = {key: run for key, (run, _, _) in made.items()}
    found = NO_NAMES.union(*(each for _, each, _ in made.values()))
    return (lambda scope: {key: run(scope) for key, run in runs.items()}), found, all(m[2] for m in made.values())


@lru_cache(maxsize=4096)
def leaf(text: str) -> tuple[Render, frozenset[str], bool]:
    """A text with expressions in it; one whole expression keeps its type."""
    pieces = split(text)
    nodes = [piece for piece in pieces if not isinstance(piece, str)]
    found = NO_NAMES.union(*map(names, nodes))
    if len(pieces) == 1 and nodes:
        node = nodes[0]
        return (lambda scope: plain(evaluate(node, scope))), found, False
    return (lambda scope: joined(pieces, scope)), found, not nodes


def joined(pieces: tuple[str | Node, ...], scope: Scope) -> str:
    """The text with every expression replaced."""
    made, length = [], 0
    for piece in pieces:
        made.append(piece if isinstance(piece, str) else text_of(evaluate(piece, scope)))
        length += len(made[-1])
        if length > LONGEST:
            break
    return bounded("".join(made))


def split(text: str) -> tuple[str | Node, ...]:
    """Texts and trees in turn; `$${` stands for `${` itself."""
    pieces: list[str | Node] = []
    literal, offset = "", 0
    while (start := text.find("${", offset)) >= 0:
        if start > 0 and text[start - 1] == "$":
            literal += text[offset : start - 1] + "${"
            offset = start + 2
            continue
        literal += text[offset:start]
        end = closing(text, start + 2)
        if literal:
            pieces.append(literal)
        pieces.append(parsed(text[start + 2 : end], start + 2))
        literal, offset = "", end + 1
    rest = literal + text[offset:]
    return (*pieces, rest) if rest or not pieces else tuple(pieces)


def closing(text: str, offset: int) -> int:
    """Where the `}` stands that ends an expression; one inside quotes does not count."""
    quote, escaped = "", False
    for index in range(offset, len(text)):
        character = text[index]
        if escaped:
            escaped = False
        elif quote:
            escaped = character == "\\"
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif character == "}":
            return index
    hint = "end it with `}`, or write `$${` for the two characters"
    raise ExpressionError("`${` is never closed", offset - 2, 2, hint)


def parsed(text: str, offset: int) -> Node:
    """The tree, with places counted from the start of the leaf."""
    try:
        return parse(text)
    except ExpressionError as problem:
        problem.offset += offset
        raise
