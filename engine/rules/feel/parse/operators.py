"""Binary operators by precedence, lowest first: or, and, comparison, + -, * /, **, unary minus, instance of, postfix."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from engine.rules.feel.decimals import DECIMAL128
from engine.rules.feel.parse.cursor import Cursor
from engine.rules.feel.parse.postfix import postfix
from engine.rules.feel.parse.types import type_name
from engine.rules.feel.syntax import (
    Arithmetic,
    Between,
    Comparison,
    In,
    InstanceOf,
    Literal,
    Logic,
    Negation,
    Node,
    Unary,
)

COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


def expression(cursor: Cursor) -> Node:
    """Any expression."""
    cursor.enter()
    node = _connected(cursor, "or", _conjunction)
    cursor.leave()
    return node


def _connected(cursor: Cursor, connective: str, operand: Callable[[Cursor], Node]) -> Node:
    first = operand(cursor)
    if not cursor.at(connective):
        return first
    at, operands = cursor.token.at, [first]
    while cursor.accept(connective):
        operands.append(operand(cursor))
    return Logic(at, connective, tuple(operands))


def _conjunction(cursor: Cursor) -> Node:
    return _connected(cursor, "and", _comparison)


def _comparison(cursor: Cursor) -> Node:
    if cursor.at(*COMPARISONS):
        operator = cursor.take()
        return Unary(operator.at, operator.text, additive(cursor))
    left, count = additive(cursor), 0
    while True:
        token = cursor.token
        if cursor.at(*COMPARISONS):
            cursor.take()
            left = Comparison(token.at, token.text, left, additive(cursor))
        elif cursor.accept("between"):
            low = additive(cursor)
            cursor.expect("and")
            left = Between(token.at, left, low, additive(cursor))
        elif cursor.accept("in"):
            left = In(token.at, left, _tests(cursor))
        else:
            return left
        count += 1
        if count > 20:
            cursor.refuse("fewer comparisons in a row")


def _tests(cursor: Cursor) -> tuple[Node, ...]:
    """What follows `in`: one test, or several in brackets. A bracket may also open a range or an expression."""
    if cursor.at(*COMPARISONS):
        return (_comparison(cursor),)
    if cursor.at("("):
        start = cursor.index
        cursor.take()
        tests = [expression(cursor)]
        if cursor.at(",", ")"):
            while cursor.accept(","):
                tests.append(expression(cursor))
            cursor.expect(")")
            if len(tests) > 1 or isinstance(tests[0], Unary):
                return tuple(tests)
        cursor.index = start
    return (additive(cursor),)


def _chain(cursor: Cursor, operators: tuple[str, ...], operand: Callable[[Cursor], Node]) -> Node:
    first = operand(cursor)
    if not cursor.at(*operators):
        return first
    at, rest = cursor.token.at, []
    while cursor.at(*operators):
        operator = cursor.take().text
        rest.append((operator, operand(cursor)))
    return Arithmetic(at, first, tuple(rest))


def additive(cursor: Cursor) -> Node:
    """Sums and what binds tighter."""
    return _chain(cursor, ("+", "-"), _multiplicative)


def _multiplicative(cursor: Cursor) -> Node:
    return _chain(cursor, ("*", "/"), _power)


def _power(cursor: Cursor) -> Node:
    return _chain(cursor, ("**",), _unary)


def _unary(cursor: Cursor) -> Node:
    if not cursor.at("-"):
        return _typed(cursor)
    at = cursor.take().at
    cursor.enter()
    operand = _unary(cursor)
    cursor.leave()
    if isinstance(operand, Literal) and isinstance(operand.value, Decimal):
        return Literal(at, DECIMAL128.minus(operand.value))
    return Negation(at, operand)


def _typed(cursor: Cursor) -> Node:
    node = postfix(cursor)
    while cursor.at("instance") and cursor.peek().text == "of":
        at = cursor.take().at
        cursor.take()
        node = InstanceOf(at, node, type_name(cursor))
    return node
