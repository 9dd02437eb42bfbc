"""The syntax tree of an expression. `at` is (line, column) of the node, kept for error reports."""

from __future__ import annotations

from dataclasses import dataclass

from engine.rules.feel.errors import Position
from engine.rules.feel.values import Value


@dataclass(frozen=True, slots=True)
class Node:
    """Any part of an expression."""

    at: Position


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A number, string, boolean, null, or an @"..." literal; `value` is null for an @ literal that is none of the kinds."""

    value: Value
    valid: bool = True


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A variable, function or built-in; "?" is the input of a unary test."""

    name: str


@dataclass(frozen=True, slots=True)
class Path(Node):
    """base.name"""

    base: Node
    name: str


@dataclass(frozen=True, slots=True)
class Filter(Node):
    """base[condition]"""

    base: Node
    condition: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """function(arguments) or function(name: argument, ...), never both."""

    function: Node
    positional: tuple[Node, ...]
    named: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Negation(Node):
    """-operand"""

    operand: Node


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """first op operand op operand ...: one precedence level, left to right, so that long sums nest no deeper."""

    first: Node
    rest: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """left operator right, the operator one of = != < <= > >="""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """All operands joined by one connective, "and" or "or"."""

    connective: str
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Between(Node):
    """value between low and high"""

    value: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class In(Node):
    """value in (tests)"""

    value: Node
    tests: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Type:
    """A type name, or list / range / context / function with their parts. fields: the entries of a context type."""

    name: str
    parts: tuple[Type, ...] = ()
    fields: tuple[tuple[str, Type], ...] = ()


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    """value instance of type"""

    value: Node
    type: Type


@dataclass(frozen=True, slots=True)
class If(Node):
    """Branches (condition, value) of an if / else if chain, and the last else."""

    branches: tuple[tuple[Node, Node], ...]
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Iterator:
    """name in domain, or name in domain..end"""

    name: str
    domain: Node
    end: Node | None


@dataclass(frozen=True, slots=True)
class For(Node):
    """for iterators return body"""

    iterators: tuple[Iterator, ...]
    body: Node


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """some or every iterators satisfies condition"""

    every: bool
    iterators: tuple[Iterator, ...]
    condition: Node


@dataclass(frozen=True, slots=True)
class ListOf(Node):
    """[items]"""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ContextOf(Node):
    """{key: value, ...}; later entries see earlier ones."""

    entries: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class RangeOf(Node):
    """[start..end] with its brackets."""

    start: Node
    end: Node
    start_included: bool
    end_included: bool


@dataclass(frozen=True, slots=True)
class Unary(Node):
    """< end point, and the like: a test of the input, or a range as a value."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class FunctionOf(Node):
    """function(parameters) body"""

    parameters: tuple[tuple[str, Type | None], ...]
    body: Node
    external: bool


@dataclass(frozen=True, slots=True)
class Tests(Node):
    """Unary tests of a decision table cell or of allowed values; no tests means "-"."""

    tests: tuple[Node, ...]
    negated: bool
