"""The value of an expression: total, bounded, and blind to anything but its scope."""

import math
import operator as op
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from ocpi_runner.expr.functions import FUNCTIONS
from ocpi_runner.expr.problem import RenderError
from ocpi_runner.expr.scope import Scope, kind, part
from ocpi_runner.expr.times import bounded, instant, plain, text_of
from ocpi_runner.expr.tree import Binary, Call, Literal, Name, Node, Part, Unary, shown

ARITHMETIC: Mapping[str, Callable[[Any, Any], Any]] = {"+": op.add, "-": op.sub, "*": op.mul, "/": op.truediv}
ORDER: Mapping[str, Callable[[Any, Any], bool]] = {"<": op.lt, "<=": op.le, ">": op.gt, ">=": op.ge}


def evaluate(node: Node, scope: Scope) -> Any:
    """The value; RenderError when it has none."""
    if isinstance(node, Literal):
        return node.value
    if isinstance(node, Name):
        return scope.clock() if node.name == "now" else scope.lookup(node.name)
    if isinstance(node, Part):
        return part(evaluate(node.owner, scope), evaluate(node.key, scope), shown(node.owner))
    if isinstance(node, Call):
        return FUNCTIONS[node.function].apply(scope, *(evaluate(each, scope) for each in node.arguments))
    if isinstance(node, Unary):
        return unary(node.operator, evaluate(node.operand, scope))
    return binary(node, scope)


def unary(operator: str, value: Any) -> Any:
    """`not` and the minus sign."""
    if operator == "not":
        return not value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return -value
    raise RenderError(f"`-` needs a number, got {kind(value)}")


def binary(node: Binary, scope: Scope) -> Any:
    """Two operands and a sign; `and` and `or` look at the right one only when it matters."""
    left = evaluate(node.left, scope)
    if node.operator in ("and", "or"):
        return evaluate(node.right, scope) if bool(left) == (node.operator == "and") else left
    right = evaluate(node.right, scope)
    if node.operator in ("==", "!="):
        return same(left, right) == (node.operator == "==")
    if node.operator == "in":
        return within(left, right)
    return ordered(node.operator, left, right) if node.operator in ORDER else counted(node.operator, left, right)


def same(left: Any, right: Any) -> bool:
    """Equality with types: 1 is not "1", true is not 1; an instant equals its text."""
    if isinstance(left, bool) != isinstance(right, bool):
        return False
    if isinstance(left, datetime) and isinstance(right, str):
        return bool(plain(left) == right)
    if isinstance(right, datetime) and isinstance(left, str):
        return bool(plain(right) == left)
    try:
        return bool(left == right)
    except RecursionError:
        raise RenderError("the values nest too deep to be compared") from None


def within(left: Any, right: Any) -> bool:
    """`in`: part of a text, element of a list, member of an object."""
    if isinstance(right, str) and isinstance(left, str):
        return left in right
    if isinstance(right, (list, tuple)):
        return any(same(left, each) for each in right)
    if isinstance(right, Mapping):
        return isinstance(left, str) and left in right
    raise RenderError(f"`in` looks into a string, a list or an object, not into {kind(right)}")


def number(value: Any) -> bool:
    """Whether a value is a number."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def ordered(operator: str, left: Any, right: Any) -> bool:
    """Which comes first: of two numbers, two texts, or two instants."""
    if isinstance(left, datetime) or isinstance(right, datetime):
        return ORDER[operator](instant(left), instant(right))
    if (number(left) and number(right)) or (isinstance(left, str) and isinstance(right, str)):
        return ORDER[operator](left, right)
    raise RenderError(f"`{operator}` cannot compare {kind(left)} with {kind(right)}")


def counted(operator: str, left: Any, right: Any) -> Any:
    """Arithmetic: numbers, texts joined by `+`, instants moved by a length of time."""
    try:
        if isinstance(right, timedelta) and operator in ("+", "-"):
            moved = left if isinstance(left, timedelta) else instant(left)
            return ARITHMETIC[operator](moved, right)
        if number(left) and number(right):
            return tidy(ARITHMETIC[operator](left, right))
        if operator == "+" and (isinstance(left, str) or isinstance(right, str)):
            return bounded(text_of(left) + text_of(right))
        if isinstance(left, datetime) and operator == "-":
            return (left - instant(right)).total_seconds()
    except (OverflowError, ZeroDivisionError) as problem:
        raise RenderError(f"`{operator}`: {problem}") from None
    raise RenderError(f"`{operator}` cannot take {kind(left)} and {kind(right)}")


def tidy(value: float | int) -> float | int:
    """No digits that only binary fractions have: 0.1 + 0.2 is 0.3."""
    if isinstance(value, int):
        if value.bit_length() > 256:
            raise RenderError("the number is too large")
        return value
    if not math.isfinite(value):
        raise RenderError("the number is too large")
    return round(value, 9)
