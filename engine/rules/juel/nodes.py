"""From the grammar's rules to closures. A closure gets a `Scope` and gives a value; nothing is interpreted twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from lark import Token, Transformer

from engine.rules.juel import methods, names
from engine.rules.juel.errors import JuelError, JuelSyntaxError, Position
from engine.rules.juel.grammar import SYMBOLS
from engine.rules.juel.operators import MOST, arithmetic, compare, empty, kind, negative, number, truth

DEEPEST: Final = 150
"""Levels an expression may nest; each costs a few Python frames."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The variables (may load lazily) and the rest of one evaluation."""

    variables: Mapping[str, Any]
    around: names.Surroundings


@dataclass(frozen=True, slots=True)
class Node:
    """A compiled part: what to run, where it stands, the free names in it, the name it starts from, the path of an object."""

    run: Callable[[Scope], object]
    at: Position
    depth: int = 1
    free: frozenset[str] = frozenset()
    root: str | None = None
    path: str | None = None


def place(token: Token) -> Position:
    """Where a token stands."""
    return (token.line or 1, token.column or 1)


def joined(run: Callable[[Scope], object], at: Position, *parts: Node, root: str | None = None, path: str | None = None) -> Node:
    """A node over others."""
    depth = 1 + max((part.depth for part in parts), default=0)
    if depth > DEEPEST:
        raise JuelSyntaxError("expression.too-deep", "the expression nests too deeply", at)

    def located(scope: Scope) -> object:
        try:
            return run(scope)
        except JuelError as error:
            if error.position is None:
                error.position = at
            raise

    return Node(located, at, depth, frozenset().union(*(part.free for part in parts)), root, path)


def unescaped(token: str) -> str:
    """The text between the quotes of a literal."""
    body = iter(token[1:-1])
    return "".join(next(body) if sign == "\\" else sign for sign in body)


def element(base: object, key: object) -> object:
    """`base.key` and `base[key]`: a missing entry, a place outside the list and anything of null are null."""
    if base is None or key is None:
        return None
    if isinstance(base, dict):
        return base.get(key) if isinstance(key, str) else base.get(str(key))
    if isinstance(base, list):
        index = number(key)
        return base[int(index)] if index == int(index) and 0 <= index < len(base) else None
    raise JuelError(f'{kind(base)} has no property "{key}"', base)


def variable(scope: Scope, name: str, at: Position) -> object:
    """A variable; an unknown one is an error even in a comparison with null."""
    if name not in scope.variables:
        raise JuelError(f'the name "{name}" is unknown', name, at)
    return scope.variables[name]


class Build(Transformer[Token, Node]):
    """Called by the parser, rule by rule, from the inside out."""

    def name(self, parts: list[Token]) -> Node:
        word, at = str(parts[0]), place(parts[0])
        free = frozenset({word}) - {"execution"}
        return Node(lambda scope: variable(scope, word, at), at, 1, free, word, word if word in names.HOSTS else None)

    def integer(self, parts: list[Token]) -> Node:
        if len(parts[0]) > 19 or int(parts[0]) > MOST:
            raise JuelSyntaxError("expression.number", f"the number {parts[0][:30]} is too large", place(parts[0]))
        value = int(parts[0])
        return Node(lambda scope: value, place(parts[0]))

    def decimal(self, parts: list[Token]) -> Node:
        value = Decimal(str(parts[0]))
        if abs(value.adjusted()) > 400 or len(parts[0]) > 400:
            raise JuelSyntaxError("expression.number", f"the number {parts[0][:30]} is too large", place(parts[0]))
        return Node(lambda scope: value, place(parts[0]))

    def text(self, parts: list[Token]) -> Node:
        value = unescaped(parts[0])
        return Node(lambda scope: value, place(parts[0]))

    def true(self, parts: list[Token]) -> Node:
        return Node(lambda scope: True, (1, 1))

    def false(self, parts: list[Token]) -> Node:
        return Node(lambda scope: False, (1, 1))

    def null(self, parts: list[Token]) -> Node:
        return Node(lambda scope: None, (1, 1))

    def reserved(self, parts: list[Token]) -> Node:
        raise JuelSyntaxError("expression.reserved", '"instanceof" is reserved and has no meaning here', (1, 1))

    def choice(self, parts: list[Node]) -> Node:
        test, yes, no = parts
        return joined(lambda scope: (yes if truth(test.run(scope)) else no).run(scope), test.at, *parts)

    def either(self, parts: list[Node]) -> Node:
        left, right = parts
        return joined(lambda scope: truth(left.run(scope)) or truth(right.run(scope)), left.at, *parts)

    def both(self, parts: list[Node]) -> Node:
        left, right = parts
        return joined(lambda scope: truth(left.run(scope)) and truth(right.run(scope)), left.at, *parts)

    def negate(self, parts: list[Node]) -> Node:
        inner = parts[0]
        return joined(lambda scope: not truth(inner.run(scope)), inner.at, inner)

    def minus(self, parts: list[Any]) -> Node:
        inner: Node = parts[1]
        return joined(lambda scope: negative(inner.run(scope)), place(parts[0]), inner)

    def empty(self, parts: list[Node]) -> Node:
        inner = parts[0]
        return joined(lambda scope: empty(inner.run(scope)), inner.at, inner)

    def binary(self, parts: list[Any]) -> Node:
        left: Node = parts[0]
        right: Node = parts[2]
        symbol = SYMBOLS.get(parts[1], str(parts[1]))
        if symbol in "+-*/%":
            return joined(lambda scope: arithmetic(symbol, left.run(scope), right.run(scope)), place(parts[1]), left, right)
        return joined(
            lambda scope: compare(symbol, left.run(scope), right.run(scope), scope.around.zone), place(parts[1]), left, right
        )

    def args(self, parts: list[Node]) -> list[Node]:
        return parts

    def member(self, parts: list[Any]) -> Node:
        base: Node = parts[0]
        name = str(parts[1])
        dotted = self.handed(base, name, names.member(base.path, name) if base.path else None, place(parts[1]))
        nested = base.path == "task" and name == "execution"

        def run(scope: Scope) -> object:
            given = scope.around.functions.get(dotted) if dotted else None
            return given() if given else element(base.run(scope), name)

        path = "task.execution" if nested else None
        return joined(run, place(parts[1]), base, root=base.root, path=path)

    def index(self, parts: list[Node]) -> Node:
        base, key = parts
        return joined(lambda scope: element(base.run(scope), key.run(scope)), key.at, base, key, root=base.root)

    def method(self, parts: list[Any]) -> Node:
        base: Node = parts[0]
        name = str(parts[1])
        given_args: list[Node] = parts[2]
        at = place(parts[1])
        dotted = self.handed(base, f"{name}(" + ", ".join("…" for _ in given_args) + ")", names.method(base.path, name, len(given_args)) if base.path else None, at)
        if dotted is None and name not in methods.KNOWN:
            if base.root:
                raise JuelSyntaxError(
                    "expression.bean", f'"{base.root}" would have to be a Java bean: {name}() is no method of a value; '
                    "use an external task, a FEEL expression or a decision table", at, bean=base.root, method=name,
                )
            raise JuelSyntaxError("expression.method", f"there is no method {name}()", at, method=name)

        def run(scope: Scope) -> object:
            arguments = [each.run(scope) for each in given_args]
            given = scope.around.functions.get(dotted) if dotted else None
            return given(*arguments) if given else methods.call(base.run(scope), name, arguments, scope.around.zone)

        return joined(run, at, base, *given_args, root=base.root)

    def handed(self, base: Node, shown: str, dotted: str | None, at: Position) -> str | None:
        """The dotted name, refused when `execution` has nothing of that name (task may also be a variable)."""
        if dotted is None and base.path in ("execution", "task.execution"):
            raise JuelSyntaxError("expression.member", f"{base.path}.{shown} does not exist here", at, member=f"{base.path}.{shown}")
        return dotted

    def function(self, parts: list[Any]) -> Node:
        name, arguments, at = str(parts[0]), parts[1], place(parts[0])
        if name not in names.FUNCTIONS:
            raise JuelSyntaxError("expression.function", f"there is no function {name}()", at, function=name)
        if len(arguments) != names.FUNCTIONS[name]:
            raise JuelSyntaxError(
                "expression.arguments", f"{name}() takes {names.FUNCTIONS[name]} argument(s)", at, function=name
            )
        if name == "S":
            return joined(arguments[0].run, at, arguments[0])

        def run(scope: Scope) -> object:
            if name in ("now", "dateTime"):
                moment: datetime = scope.around.now
                return moment.astimezone(scope.around.zone)
            if name not in scope.around.functions:
                raise JuelError(f"{name}() is not available here", name)
            return scope.around.functions[name]()

        return joined(run, at)

    def prefixed(self, parts: list[Any]) -> Node:
        name = str(parts[0])
        raise JuelSyntaxError("expression.function", f"there is no function {name}()", place(parts[0]), function=name)
