"""One compiler for each kind of node."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from engine.rules.feel.syntax import Node

if TYPE_CHECKING:
    from engine.rules.feel.compile.scope import Run, Scope

COMPILERS: dict[type[Node], Callable[[Any, Scope], Run]] = {}
"""Filled by the modules of this package; the argument is the node of that very type."""


def compiles(kind: type[Node]) -> Callable[[Callable[[Any, Scope], Run]], Callable[[Any, Scope], Run]]:
    """Register the compiler of a kind of node."""

    def register(compiler: Callable[[Any, Scope], Run]) -> Callable[[Any, Scope], Run]:
        COMPILERS[kind] = compiler
        return compiler

    return register


def compile_node(node: Node, scope: Scope) -> Run:
    """The closure that evaluates a node."""
    return COMPILERS[type(node)](node, scope)


def size(node: object) -> int:
    """How many nodes an expression has: the price of evaluating it once in a loop."""
    count = 1 if isinstance(node, Node) else 0
    if isinstance(node, tuple):
        return sum(size(part) for part in node)
    for field in getattr(node, "__dataclass_fields__", ()) if _has_parts(node) else ():
        count += size(getattr(node, field))
    return count


def _has_parts(node: object) -> bool:
    return isinstance(node, Node) or type(node).__name__ == "Iterator"
