"""A whole attribute: literal text with `${...}` or `#{...}` in it, compiled once and cached by its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from lark import UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken
from lark.exceptions import VisitError

from engine.rules.juel.errors import JuelError, JuelSyntaxError, Position
from engine.rules.juel.grammar import parser
from engine.rules.juel.names import Surroundings
from engine.rules.juel.nodes import Build, Node, Scope
from engine.rules.juel.operators import show

LONGEST: Final = 20_000
PARSER: Final = parser(Build())


@dataclass(frozen=True, slots=True)
class Juel:
    """A compiled template: literal pieces and expressions in turn."""

    text: str
    parts: tuple[str | Node, ...]
    free: frozenset[str]

    @property
    def literal(self) -> bool:
        """Nothing in it is evaluated."""
        return not any(isinstance(part, Node) for part in self.parts)

    def evaluate(self, variables: Mapping[str, Any], around: Surroundings) -> object:
        """The value. A single expression keeps its type, anything else is text.

        Raises:
            JuelError: with the position and the offending value.
        """
        scope = Scope(variables, around)
        if len(self.parts) == 1 and isinstance(self.parts[0], Node):
            return self.parts[0].run(scope)
        return "".join(part if isinstance(part, str) else show(part.run(scope)) for part in self.parts)


def place(text: str, offset: int) -> Position:
    """Line and column of an offset."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def closing(text: str, start: int) -> int:
    """The offset of the brace that ends the expression starting at `start`; -1 when it is missing."""
    quote = ""
    index = start
    while index < len(text):
        sign = text[index]
        if quote and sign == "\\":
            index += 1
        elif quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign == "}":
            return index
        index += 1
    return -1


def shifted(text: str, start: int, position: Position) -> Position:
    """A position inside the expression at `start`, as one in the whole text."""
    line, column = place(text, start)
    return line + position[0] - 1, column + position[1] - 1 if position[0] == 1 else position[1]


def expression(text: str, start: int, end: int) -> Node:
    """Compile the expression between two offsets; its positions count in the whole text."""
    inner = text[start:end]
    try:
        node: Node = PARSER.parse(inner)  # type: ignore[assignment]  # with a transformer the parser gives what that builds
    except VisitError as error:
        if isinstance(error.orig_exc, JuelSyntaxError):
            error.orig_exc.position = shifted(text, start, error.orig_exc.position)
            raise error.orig_exc from None
        raise
    except JuelSyntaxError as error:
        error.position = shifted(text, start, error.position)
        raise
    except UnexpectedInput as error:
        at = shifted(text, start, (max(error.line, 1), max(error.column, 1)))
        raise JuelSyntaxError("expression.syntax", f"{wrong(error)} in {inner.strip()[:80]!r}", at) from None

    def run(scope: Scope) -> object:
        try:
            return node.run(scope)
        except JuelError as error:
            error.position = shifted(text, start, error.position or node.at)
            raise

    return Node(run, node.at, node.depth, node.free)


def wrong(error: UnexpectedInput) -> str:
    """What the parser stumbled over, in a few words."""
    if isinstance(error, UnexpectedToken) and error.token.type != "$END":
        return f'"{error.token}" is not expected here'
    if isinstance(error, UnexpectedCharacters):
        return f'the sign "{error.char}" has no meaning here'
    return "the expression is not complete" if isinstance(error, (UnexpectedEOF, UnexpectedToken)) else "syntax error"


@lru_cache(maxsize=4096)
def compile_template(text: str) -> Juel:
    r"""Compile. `\${` is the text `${`; `${` and `#{` may not stand in one text.

    Raises:
        JuelSyntaxError: with code, position and what is wrong.
    """
    if len(text) > LONGEST:
        raise JuelSyntaxError("expression.too-long", f"longer than {LONGEST} characters", (1, 1))
    parts: list[str | Node] = []
    literal: list[str] = []
    opened, index, escaped = "", 0, False
    while index < len(text):
        sign = text[index]
        if sign == "\\":
            literal.append("\\" if escaped else "")
            escaped, index = True, index + 1
            continue
        if sign in "$#" and text[index + 1 : index + 2] == "{" and not escaped:
            if opened and opened != sign:
                raise JuelSyntaxError("expression.mixed", "${...} and #{...} stand in one text", place(text, index))
            opened, end = sign, closing(text, index + 2)
            if end < 0:
                raise JuelSyntaxError("expression.open", 'the closing "}" is missing', place(text, index))
            if "".join(literal):
                parts.append("".join(literal))
            literal.clear()
            parts.append(expression(text, index + 2, end))
            index = end + 1
            continue
        unescape = escaped and sign in "$#" and text[index + 1 : index + 2] == "{"
        literal.append(("\\" if escaped and not unescape else "") + sign)
        escaped, index = False, index + 1
    literal.append("\\" if escaped else "")
    if "".join(literal) or not parts:
        parts.append("".join(literal))
    return Juel(text, tuple(parts), frozenset().union(*(part.free for part in parts if isinstance(part, Node))))
