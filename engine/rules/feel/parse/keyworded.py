"""if, for, some, every and function definitions."""

from __future__ import annotations

from collections.abc import Callable

from engine.rules.feel.parse import operators
from engine.rules.feel.parse.cursor import Cursor
from engine.rules.feel.parse.names import written
from engine.rules.feel.parse.types import type_name
from engine.rules.feel.syntax import For, FunctionOf, If, Iterator, Node, Quantified, Type


def _if(cursor: Cursor) -> Node:
    at, branches = cursor.token.at, []
    while cursor.accept("if"):
        condition = operators.expression(cursor)
        cursor.expect("then")
        branches.append((condition, operators.expression(cursor)))
        cursor.expect("else")
    return If(at, tuple(branches), operators.expression(cursor))


def _name_until(cursor: Cursor, *ends: str) -> str:
    start = cursor.index
    while cursor.token.kind != "END" and not cursor.at(*ends):
        cursor.take()
    if cursor.index == start or cursor.tokens[start].kind != "NAME":
        cursor.refuse("a name")
    return written(cursor.tokens, start, cursor.index)


def _iterators(cursor: Cursor, added: list[str]) -> tuple[Iterator, ...]:
    """Iterators; each name is known in the domains after it. `added` collects what the caller must forget."""
    found = []
    while True:
        name = _name_until(cursor, "in")
        cursor.expect("in")
        domain = operators.expression(cursor)
        end = operators.expression(cursor) if cursor.accept("..") else None
        found.append(Iterator(name, domain, end))
        cursor.names.add(name)
        added.append(name)
        if not cursor.accept(","):
            return tuple(found)


def _for(cursor: Cursor) -> Node:
    at, added = cursor.take().at, ["partial"]
    cursor.names.add("partial")
    iterators = _iterators(cursor, added)
    cursor.expect("return")
    node = For(at, iterators, operators.expression(cursor))
    _forget(cursor, added)
    return node


def _forget(cursor: Cursor, names: list[str]) -> None:
    for name in names:
        cursor.names.remove(name)


def _quantified(cursor: Cursor) -> Node:
    token, added = cursor.take(), list[str]()
    iterators = _iterators(cursor, added)
    cursor.expect("satisfies")
    node = Quantified(token.at, token.text == "every", iterators, operators.expression(cursor))
    _forget(cursor, added)
    return node


def _function(cursor: Cursor) -> Node:
    at = cursor.take().at
    cursor.expect("(")
    parameters: list[tuple[str, Type | None]] = []
    while not cursor.at(")"):
        name = _name_until(cursor, ":", ",", ")")
        parameters.append((name, type_name(cursor) if cursor.accept(":") else None))
        if not cursor.accept(","):
            break
    cursor.expect(")")
    external = cursor.accept("external")
    with cursor.names.with_names([name for name, _ in parameters]):
        return FunctionOf(at, tuple(parameters), operators.expression(cursor), external)


KEYWORDED: dict[str, Callable[[Cursor], Node]] = {
    "if": _if,
    "for": _for,
    "some": _quantified,
    "every": _quantified,
    "function": _function,
}
