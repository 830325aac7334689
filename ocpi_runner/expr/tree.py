"""An expression as a frozen tree."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Literal:
    value: Any


@dataclass(frozen=True, slots=True)
class Name:
    name: str


@dataclass(frozen=True, slots=True)
class Part:
    """`owner.key` and `owner[key]`."""

    owner: "Node"
    key: "Node"


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Unary:
    operator: str
    operand: "Node"


@dataclass(frozen=True, slots=True)
class Binary:
    operator: str
    left: "Node"
    right: "Node"


Node = Literal | Name | Part | Call | Unary | Binary


def names(node: Node) -> frozenset[str]:
    """The names that an expression looks up, and those right behind them: `env` and `env.power`."""
    if isinstance(node, Name):
        return frozenset((node.name,))
    if isinstance(node, Part):
        known = isinstance(node.owner, Name) and isinstance(node.key, Literal) and isinstance(node.key.value, str)
        return names(node.owner) | names(node.key) | (frozenset((shown(node),)) if known else frozenset())
    if isinstance(node, Call):
        return frozenset().union(*map(names, node.arguments))
    if isinstance(node, Unary):
        return names(node.operand)
    return names(node.left) | names(node.right) if isinstance(node, Binary) else frozenset()


def shown(node: Node) -> str:
    """The expression as people write it, for messages."""
    if isinstance(node, Name):
        return node.name
    if isinstance(node, Part):
        key = node.key
        plain = isinstance(key, Literal) and isinstance(key.value, str) and key.value.isidentifier()
        return f"{shown(node.owner)}.{key.value}" if plain and isinstance(key, Literal) else f"{shown(node.owner)}[…]"
    return f"{node.function}(…)" if isinstance(node, Call) else "…"
