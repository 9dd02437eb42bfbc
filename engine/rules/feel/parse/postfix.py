"""Path, filter and invocation after a primary expression."""

from __future__ import annotations

from engine.rules.feel.parse import operators
from engine.rules.feel.parse.cursor import Cursor
from engine.rules.feel.parse.names import MEMBERS, NAME_SYMBOLS, NameTable, run_of_words, written
from engine.rules.feel.parse.primary import closes_range, primary
from engine.rules.feel.syntax import Call, Filter, Node, Path

_MEMBERS = NameTable(MEMBERS)
_LONGEST_CHAIN = 100


def postfix(cursor: Cursor) -> Node:
    """A primary expression with all that follows it: a.b[c](d)"""
    node = primary(cursor)
    for _ in range(_LONGEST_CHAIN):
        at = cursor.token.at
        if cursor.at(".") and cursor.peek().kind == "NAME":
            cursor.take()
            node = Path(at, node, _member(cursor))
        elif cursor.at("[") and not closes_range(cursor):
            cursor.take()
            with cursor.names.with_names(("item",)):
                condition = operators.expression(cursor)
            cursor.expect("]")
            node = Filter(at, node, condition)
        elif cursor.at("("):
            node = _call(cursor, node)
        else:
            return node
    return cursor.refuse("a shorter chain")


def _member(cursor: Cursor) -> str:
    known = cursor.names.longest(cursor.tokens, cursor.index)
    special = _MEMBERS.longest(cursor.tokens, cursor.index)
    words = run_of_words(cursor.tokens, cursor.index + 1)
    start, cursor.index = cursor.index, words
    name = written(cursor.tokens, start, words)
    for found in (known, special):
        if found is not None and found[1] >= cursor.index:
            name, cursor.index = found
    return name


def _call(cursor: Cursor, function: Node) -> Node:
    at = cursor.take().at
    positional: list[Node] = []
    named: list[tuple[str, Node]] = []
    while not cursor.at(")"):
        end = _end_of_argument_name(cursor)
        if end:
            name = written(cursor.tokens, cursor.index, end)
            cursor.index = end + 1
            named.append((name, operators.expression(cursor)))
        else:
            positional.append(operators.expression(cursor))
        if not cursor.accept(","):
            break
    cursor.expect(")")
    if positional and named:
        cursor.refuse("all arguments named or none")
    return Call(at, function, tuple(positional), tuple(named))


def _end_of_argument_name(cursor: Cursor) -> int:
    """The index of the colon when an argument is named, else 0."""
    index = cursor.index
    if cursor.tokens[index].kind != "NAME":
        return 0
    while cursor.tokens[index].kind in ("NAME", "NUMBER") or cursor.tokens[index].text in NAME_SYMBOLS:
        index += 1
    return index if cursor.tokens[index].text == ":" else 0
