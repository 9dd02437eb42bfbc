"""Type names after `instance of` and in the parameters of functions (grammar rules 46, 52)."""

from __future__ import annotations

from engine.rules.feel.parse.cursor import Cursor
from engine.rules.feel.parse.names import written
from engine.rules.feel.syntax import Type

_LONG_NAMES = (
    "date and time",
    "days and time duration",
    "years and months duration",
    "day time duration",
    "year month duration",
)


def type_name(cursor: Cursor) -> Type:
    """One type: a name, list<T>, range<T>, context<name: T, ...> or function<T, ...> -> T."""
    cursor.enter()
    found = _type(cursor)
    cursor.leave()
    return found


def _type(cursor: Cursor) -> Type:
    if cursor.token.kind != "NAME":
        cursor.refuse("a type")
    word = cursor.token.text
    if cursor.peek().text == "<":
        if word in ("list", "range"):
            cursor.index += 2
            part = type_name(cursor)
            cursor.expect(">")
            return Type(word, (part,))
        if word == "context":
            return _context(cursor)
        if word == "function":
            return _function(cursor)
    return Type(_name(cursor))


def _context(cursor: Cursor) -> Type:
    cursor.index += 2
    fields = []
    while not cursor.at(">"):
        start = cursor.index
        while cursor.token.kind != "END" and not cursor.at(":", ",", ">"):
            cursor.take()
        if start == cursor.index:
            cursor.refuse("a name")
        name = written(cursor.tokens, start, cursor.index)
        cursor.expect(":")
        fields.append((name, type_name(cursor)))
        if not cursor.accept(","):
            break
    cursor.expect(">")
    return Type("context", (), tuple(fields))


def _function(cursor: Cursor) -> Type:
    cursor.index += 2
    parts = []
    while not cursor.at(">"):
        parts.append(type_name(cursor))
        if not cursor.accept(","):
            break
    cursor.expect(">")
    cursor.expect("->")
    return Type("function", (*parts, type_name(cursor)))


def _name(cursor: Cursor) -> str:
    for name in _LONG_NAMES:
        words = name.split(" ")
        if [token.text for token in cursor.tokens[cursor.index : cursor.index + len(words)]] == words:
            cursor.index += len(words)
            return name
    start = cursor.index
    cursor.take()
    while (cursor.token.kind == "NAME" and cursor.token.text not in _ENDS) or (
        cursor.at(".") and cursor.peek().kind == "NAME"
    ):
        cursor.take()
    return written(cursor.tokens, start, cursor.index)


_ENDS = frozenset(["and", "or", "between", "in", "then", "else", "return", "satisfies", "instance", "external"])
