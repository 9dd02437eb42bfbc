"""Literals, names, brackets, lists, contexts, ranges, and the expressions that begin with a keyword."""

from __future__ import annotations

from engine.rules.feel.decimals import number_from
from engine.rules.feel.parse import operators
from engine.rules.feel.parse.cursor import WIDE, Cursor
from engine.rules.feel.parse.keyworded import KEYWORDED
from engine.rules.feel.parse.names import KEYWORDS, run_of_words, written
from engine.rules.feel.parse.strings import unescaped
from engine.rules.feel.syntax import ContextOf, ListOf, Literal, Name, Node, RangeOf
from engine.rules.feel.temporal.read import read_temporal

_AFTER_RANGE = ("and", "or", "in", "then", "else", "return", "satisfies", "instance")
_CONSTANTS = {"true": True, "false": False, "null": None}


def primary(cursor: Cursor) -> Node:
    """One operand without its postfixes."""
    token = cursor.token
    if token.kind == "NUMBER":
        cursor.take()
        return Literal(token.at, number_from(token.text))
    if token.kind == "STRING":
        cursor.take()
        return Literal(token.at, unescaped(token.text))
    if token.kind == "NAME":
        return _name(cursor)
    if token.text == "@" and cursor.peek().kind == "STRING":
        cursor.take()
        value = read_temporal(unescaped(cursor.take().text))
        return Literal(token.at, value, value is not None)
    if token.text == "(":
        return _parenthesis(cursor)
    if token.text in ("[", "]") and token.kind == "SYMBOL":
        return _bracket(cursor)
    if token.text == "{" and token.kind == "SYMBOL":
        return _context(cursor)
    return cursor.refuse("a value")


def _name(cursor: Cursor) -> Node:
    token, start = cursor.token, cursor.index
    known = cursor.names.longest(cursor.tokens, start)
    if known is None or known[1] == start + 1:
        if token.text in _CONSTANTS:
            cursor.take()
            return Literal(token.at, _CONSTANTS[token.text])
        if token.text in KEYWORDED and known is None:
            return KEYWORDED[token.text](cursor)
        if token.text in KEYWORDS:
            cursor.refuse("a value")
    end = max(run_of_words(cursor.tokens, start), start + 1)
    if known is not None and known[1] >= end:
        cursor.index = known[1]
        return Name(token.at, known[0])
    cursor.index = end
    name = written(cursor.tokens, start, end)
    _half_width(name, cursor, start)
    return Name(token.at, name)


def _half_width(name: str, cursor: Cursor, start: int) -> None:
    """Refuse an unknown name that is an expression typed with a Chinese input method: the standard allows such names, and they are always null.

    Full-width brackets are common in names (金额（元）); they are refused only after the name of a function.
    """
    called, bracket, _ = name.partition("\uff08")
    wide = next((letter for letter in name if letter in WIDE), "\uff08" if bracket and cursor.names.knows(called) else None)
    if wide is not None:
        raise cursor.full_width(wide, next(token for token in cursor.tokens[start:] if wide in token.text))


def _parenthesis(cursor: Cursor) -> Node:
    at = cursor.take().at
    first = operators.expression(cursor)
    if cursor.accept(".."):
        return _range_end(cursor, at, first, False)
    cursor.expect(")")
    return first


def _bracket(cursor: Cursor) -> Node:
    opening = cursor.take()
    if opening.text == "[" and cursor.accept("]"):
        return ListOf(opening.at, ())
    first = operators.expression(cursor)
    if cursor.accept(".."):
        return _range_end(cursor, opening.at, first, opening.text == "[")
    if opening.text == "]":
        cursor.refuse("..")
    items = [first]
    while cursor.accept(","):
        items.append(operators.expression(cursor))
    cursor.expect("]")
    return ListOf(opening.at, tuple(items))


def _range_end(cursor: Cursor, at: tuple[int, int], start: Node, start_included: bool) -> Node:
    end = operators.expression(cursor)
    closing = cursor.expect("]", ")", "[")
    return RangeOf(at, start, end, start_included, closing.text == "]")


def closes_range(cursor: Cursor) -> bool:
    """Whether "[" here closes a range like ]1..5[ rather than opens a filter: nothing that begins a value follows."""
    following = cursor.peek()
    if following.kind == "END":
        return True
    if following.kind == "SYMBOL":
        return following.text not in ("(", "[", "{", "-", "@", "]")
    return following.kind == "NAME" and following.text in _AFTER_RANGE


def _context(cursor: Cursor) -> Node:
    at = cursor.take().at
    entries: list[tuple[str, Node]] = []
    while not cursor.at("}"):
        key = _key(cursor)
        cursor.expect(":")
        entries.append((key, operators.expression(cursor)))
        cursor.names.add(key)
        if not cursor.accept(","):
            break
    for key, _ in entries:
        cursor.names.remove(key)
    cursor.expect("}")
    return ContextOf(at, tuple(entries))


def _key(cursor: Cursor) -> str:
    if cursor.token.kind == "STRING":
        return unescaped(cursor.take().text)
    start = cursor.index
    while cursor.token.kind != "END" and not cursor.at(":", ",", "{", "}"):
        cursor.take()
    if cursor.index == start:
        cursor.refuse("a key")
    return written(cursor.tokens, start, cursor.index)
