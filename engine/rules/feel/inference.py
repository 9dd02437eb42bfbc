"""What kind of value an expression surely has, and where it surely joins kinds that do not fit: `amount > "5000"` is always null.

Nothing is said of what cannot be known without a value: no false alarm. Kinds are names of kinds.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from engine.rules.feel.builtins import BUILTINS
from engine.rules.feel.kinds import is_kind
from engine.rules.feel.parse import parse_expression, parse_unary_tests
from engine.rules.feel.syntax import (
    Arithmetic,
    Between,
    Call,
    Comparison,
    ContextOf,
    Filter,
    For,
    FunctionOf,
    If,
    InstanceOf,
    Literal,
    Logic,
    Name,
    Negation,
    Node,
    Quantified,
    Unary,
)

if TYPE_CHECKING:
    from engine.rules.feel.errors import Position

NUMBER, STRING, BOOLEAN, DATE, TIME, MOMENT = "number", "string", "boolean", "date", "time", "date and time"
DAYS, MONTHS = "days and time duration", "years and months duration"
SCALARS = (NUMBER, STRING, BOOLEAN, DATE, TIME, MOMENT, DAYS, MONTHS)
_ORDERED = frozenset(SCALARS) - {BOOLEAN}
_POINTS = (DATE, MOMENT)

_SUMS = {(NUMBER, NUMBER): NUMBER, (STRING, STRING): STRING, (DAYS, DAYS): DAYS, (MONTHS, MONTHS): MONTHS, (TIME, DAYS): TIME}
_SUMS |= {(point, length): point for point in _POINTS for length in (DAYS, MONTHS)}
_SUMS |= {(right, left): kind for (left, right), kind in _SUMS.items()}
_DIFFERENCES = {(left, right): kind for (left, right), kind in _SUMS.items() if right in (NUMBER, DAYS, MONTHS)}
_DIFFERENCES |= {(TIME, TIME): DAYS} | {(one, two): DAYS for one in _POINTS for two in _POINTS}
_PRODUCTS = {(NUMBER, NUMBER): NUMBER} | {pair: length for length in (DAYS, MONTHS) for pair in ((length, NUMBER), (NUMBER, length))}
_QUOTIENTS = {(NUMBER, NUMBER): NUMBER} | {(length, NUMBER): length for length in (DAYS, MONTHS)} | {(length, length): NUMBER for length in (DAYS, MONTHS)}
_RESULTS = {"+": _SUMS, "-": _DIFFERENCES, "*": _PRODUCTS, "/": _QUOTIENTS, "**": {(NUMBER, NUMBER): NUMBER}}

_CALLS = {
    **dict.fromkeys(("number", "string length", "count", "abs", "floor", "ceiling", "decimal", "modulo", "sqrt", "day of year", "week of year"), NUMBER),
    **dict.fromkeys(("string", "upper case", "lower case", "substring", "substring before", "substring after", "replace", "string join"), STRING),
    **dict.fromkeys(("contains", "starts with", "ends with", "matches", "list contains"), BOOLEAN),
    "date": DATE, "today": DATE, "time": TIME, "date and time": MOMENT, "now": MOMENT, "years and months duration": MONTHS,
}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Kinds that `operator` cannot join; `right` is "" for one operand."""

    at: Position
    operator: str
    left: str
    right: str


def mismatches(text: str, kinds: Mapping[str, str], *, unary: bool = False) -> tuple[list[Mismatch], str | None]:
    """What cannot fit in a text, and the kind of its value when that is sure.

    kinds: the kind of each name that is known ("?" for the input of a cell). Raises FeelSyntaxError and FeelLimitError.
    """
    known = [*BUILTINS, *kinds]
    found: list[Mismatch] = []
    kind = _Look(found).kind(parse_unary_tests(text, known) if unary else parse_expression(text, known), kinds)
    return found, kind


class _Look:
    def __init__(self, found: list[Mismatch]) -> None:
        self.found = found

    def kind(self, node: Node, kinds: Mapping[str, str]) -> str | None:
        """The kind of a node, everything below it examined."""
        if isinstance(node, Literal):
            return next((kind for kind in SCALARS if node.value is not None and is_kind(node.value, kind)), None)
        if isinstance(node, Name):
            return kinds.get(node.name)
        if isinstance(node, Arithmetic):
            return self._arithmetic(node, kinds)
        if isinstance(node, Filter | For | Quantified | FunctionOf | ContextOf):
            return None  # names of their own may hide ours
        if isinstance(node, If):
            return self._if(node, kinds)
        if isinstance(node, Call):
            return self._call(node, kinds)
        return self._joined(node, kinds)

    def _joined(self, node: Node, kinds: Mapping[str, str]) -> str | None:
        below = [self.kind(child, kinds) for child in _children(node)]
        if isinstance(node, Comparison):
            self._compare(node.at, node.operator, below[0], below[1])
        elif isinstance(node, Between):
            self._compare(node.at, "between", below[0], below[1])
            self._compare(node.at, "between", below[0], below[2])
        elif isinstance(node, Unary):
            self._compare(node.at, node.operator, kinds.get("?"), below[0])
        elif isinstance(node, Logic):
            for kind in below:
                if kind not in (None, BOOLEAN):
                    self.found.append(Mismatch(node.at, node.connective, str(kind), ""))
        elif isinstance(node, Negation):
            if below[0] not in (None, NUMBER, DAYS, MONTHS):
                self.found.append(Mismatch(node.at, "-", str(below[0]), ""))
            return below[0]
        return BOOLEAN if isinstance(node, Comparison | Between | Logic | InstanceOf) else None

    def _arithmetic(self, node: Arithmetic, kinds: Mapping[str, str]) -> str | None:
        kind = self.kind(node.first, kinds)
        for operator, operand in node.rest:
            other = self.kind(operand, kinds)
            if kind is None or other is None:
                kind = None
                continue
            result = _RESULTS[operator].get((kind, other))
            if result is None:
                self.found.append(Mismatch(node.at, operator, kind, other))
            kind = result
        return kind

    def _compare(self, at: Position, operator: str, left: str | None, right: str | None) -> None:
        if left is None or right is None:
            return
        alike = left == right or {left, right} <= set(_POINTS)
        if not alike or (operator not in ("=", "!=") and left not in _ORDERED):
            self.found.append(Mismatch(at, operator, left, right))

    def _if(self, node: If, kinds: Mapping[str, str]) -> str | None:
        results = set[str | None]()
        for condition, value in node.branches:
            wanted = self.kind(condition, kinds)
            if wanted not in (None, BOOLEAN):
                self.found.append(Mismatch(condition.at, "if", str(wanted), ""))
            results.add(self.kind(value, kinds))
        results.add(self.kind(node.otherwise, kinds))
        return results.pop() if len(results) == 1 else None

    def _call(self, node: Call, kinds: Mapping[str, str]) -> str | None:
        for argument in (*node.positional, *(value for _, value in node.named)):
            self.kind(argument, kinds)
        return _CALLS.get(node.function.name) if isinstance(node.function, Name) and node.function.name not in kinds else None


def _children(node: Node) -> Iterator[Node]:
    for field in fields(node):
        value = getattr(node, field.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Node):
                yield item
