"""The two start symbols: a textual expression, and the unary tests of a decision table cell."""

from __future__ import annotations

from collections.abc import Collection

from engine.rules.feel.parse.cursor import Cursor
from engine.rules.feel.parse.names import NameTable
from engine.rules.feel.parse.operators import expression
from engine.rules.feel.syntax import Node, Tests


def parse_expression(text: str, names: Collection[str]) -> Node:
    """Parse a textual expression. names: what is in scope. Raises FeelSyntaxError, FeelLimitError."""
    cursor = Cursor(text, NameTable(names))
    node = expression(cursor)
    if cursor.token.kind != "END":
        cursor.refuse("an operator", "the end")
    return node


def parse_unary_tests(text: str, names: Collection[str]) -> Tests:
    """Parse unary tests: "-", not(tests), or tests separated by commas (grammar rules 14-17)."""
    cursor = Cursor(text, NameTable(names))
    at = cursor.token.at
    if cursor.at("-") and cursor.peek().kind == "END":
        return Tests(at, (), False)
    negated = cursor.at("not") and _wraps_all(cursor)
    if negated:
        cursor.index += 2
    tests = [expression(cursor)]
    while cursor.accept(","):
        tests.append(expression(cursor))
    if negated:
        cursor.expect(")")
    if cursor.token.kind != "END":
        cursor.refuse(",", "the end")
    return Tests(at, tuple(tests), negated)


def _wraps_all(cursor: Cursor) -> bool:
    """Whether the bracket after `not` closes at the very end, so that not(...) is the whole cell."""
    depth = 0
    for index in range(cursor.index + 1, len(cursor.tokens)):
        token = cursor.tokens[index]
        if token.kind == "SYMBOL" and token.text == "(":
            depth += 1
        elif token.kind == "SYMBOL" and token.text == ")":
            depth -= 1
        if depth == 0:
            return token.text == ")" and cursor.tokens[index + 1].kind == "END"
    return False
