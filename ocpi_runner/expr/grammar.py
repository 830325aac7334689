"""From the words of an expression to its tree; precedence as everybody knows it."""

import math

from ocpi_runner.expr.functions import FUNCTIONS
from ocpi_runner.expr.problem import ExpressionError
from ocpi_runner.expr.scope import unknown
from ocpi_runner.expr.tokens import Word, unquote, words
from ocpi_runner.expr.tree import Binary, Call, Literal, Name, Node, Part, Unary

DEEPEST = 32
LONGEST_CHAIN = 100  #: operators and parts of one expression
CONSTANTS = {"true": True, "false": False, "null": None}
#: Loosest first; all of one line bind alike, from the left.
LEVELS = (("or",), ("and",), ("==", "!=", "<=", ">=", "<", ">", "in"), ("+", "-"), ("*", "/"))
COMPARING = 2  #: `not` binds looser than a comparison: `not a == b` is `not (a == b)`


def parse(text: str) -> Node:
    """The tree of an expression; ExpressionError with the place of the first problem."""
    reader = Reader(words(text))
    if reader.word.kind == "end":
        raise ExpressionError("the expression is empty", 0, 1)
    node = reader.binary(0)
    if reader.word.kind != "end":
        raise reader.problem(f"`{reader.word.text}` is too much here")
    return node


class Reader:
    """Reads words from the left."""

    def __init__(self, found: tuple[Word, ...]) -> None:
        self.words = found
        self.index = 0
        self.depth = 0
        self.links = 0

    @property
    def word(self) -> Word:
        """The word at hand."""
        return self.words[self.index]

    def problem(self, message: str, hint: str = "") -> ExpressionError:
        """A problem with the word at hand."""
        return ExpressionError(message, self.word.offset, max(len(self.word.text), 1), hint)

    def take(self, *texts: str) -> str | None:
        """The word at hand, if it is one of these signs or keywords."""
        word = self.word
        if word.kind in ("sign", "name") and word.text in texts:
            self.index += 1
            return word.text
        return None

    def link(self) -> None:
        """One more operator or part; a chain of a thousand would be a tree that deep."""
        self.links += 1
        if self.links > LONGEST_CHAIN:
            raise self.problem(f"an expression has at most {LONGEST_CHAIN} operators and parts")

    def need(self, text: str) -> None:
        """That word and no other."""
        if self.take(text) is None:
            raise self.problem(f"`{text}` is missing here")

    def binary(self, level: int) -> Node:
        """A chain of operators of one level."""
        if level == len(LEVELS):
            return self.unary()
        self.depth += 1
        if self.depth > DEEPEST * len(LEVELS):
            raise self.problem(f"an expression nests at most {DEEPEST} deep")
        negated = level == COMPARING and self.take("not") is not None
        left = Unary("not", self.binary(level)) if negated else self.binary(level + 1)
        while not negated and (operator := self.take(*LEVELS[level])) is not None:
            self.link()
            left = Binary(operator, left, self.binary(level + 1))
        self.depth -= 1
        return left

    def unary(self) -> Node:
        """`-x`, `not x` inside a sum, or a value with what follows it."""
        signs = []
        while (operator := self.take("not", "-")) is not None:
            signs.append(operator)
            if len(signs) > DEEPEST:
                raise self.problem(f"an expression nests at most {DEEPEST} deep")
        node = self.parts(self.primary())
        for operator in reversed(signs):
            node = Unary(operator, node)
        return node

    def parts(self, node: Node) -> Node:
        """`.key` and `[key]`, any number of them."""
        while (sign := self.take(".", "[")) is not None:
            self.link()
            if sign == "[":
                node = Part(node, self.binary(0))
                self.need("]")
            elif self.word.kind == "name":
                node = Part(node, Literal(self.word.text))
                self.index += 1
            else:
                raise self.problem("a name is missing after the dot")
        return node

    def primary(self) -> Node:
        """A literal, a name, a call, or something in brackets."""
        word = self.word
        if self.take("(") is not None:
            node = self.binary(0)
            self.need(")")
            return node
        self.index += word.kind in ("number", "text", "name")
        if word.kind == "number":
            return self.number(word)
        if word.kind == "text":
            return Literal(unquote(word.text))
        if word.kind == "name" and word.text in CONSTANTS:
            return Literal(CONSTANTS[word.text])
        if word.kind == "name":
            return self.call(word) if self.take("(") is not None else Name(word.text)
        raise self.problem("a value is missing here" if word.kind == "end" else f"`{word.text}` cannot stand here")

    def number(self, word: Word) -> Node:
        """A number as JSON has it."""
        value = float(word.text) if set(word.text) & set(".eE") else int(word.text)
        if isinstance(value, float) and not math.isfinite(value):
            raise ExpressionError(f"`{word.text}` is too large", word.offset, len(word.text))
        return Literal(value)

    def call(self, word: Word) -> Node:
        """The arguments of a function."""
        if word.text not in FUNCTIONS:
            hint = unknown("", word.text, tuple(FUNCTIONS)).hint
            raise ExpressionError(f"there is no function `{word.text}`", word.offset, len(word.text), hint)
        arguments: list[Node] = []
        while self.take(")") is None:
            if arguments:
                self.need(",")
            arguments.append(self.binary(0))
        least, most = FUNCTIONS[word.text].arity
        if not least <= len(arguments) <= most:
            wanted = f"{least}" if least == most else f"{least} to {most}"
            message = f"`{word.text}` takes {wanted} arguments, not {len(arguments)}"
            raise ExpressionError(message, word.offset, len(word.text))
        return Call(word.text, tuple(arguments))
