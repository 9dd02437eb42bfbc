"""Where the FEEL inside form-js and ours agree: the subset that a form may use in what the browser evaluates too.

Theirs counts in binary fractions, compares values of different kinds (null here, false there), reads times without zones as the
browser's, reads on after `x in [1..2]`, and takes a condition for unary tests of an input that is not there: whatever becomes null
matches it, so that `=amount > 5` hides a field when the amount is empty. A condition must therefore never be null: ordering,
ranges and functions need a guard (`amount != null and amount > 5`). `tests/rules/browser` holds this to its word in Chromium.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Final

from engine.rules.feel.parse import parse_expression
from engine.rules.feel.syntax import (
    Arithmetic,
    Between,
    Call,
    Comparison,
    If,
    In,
    ListOf,
    Literal,
    Logic,
    Name,
    Negation,
    Node,
    Path,
    Quantified,
)

CALLS: Final = frozenset({"not", "count", "list contains", "contains", "starts with", "ends with", "string length", "upper case", "lower case"})
KINDS: Final = {
    "not": "boolean", "count": "number", "list contains": "boolean", "contains": "boolean", "starts with": "boolean", "ends with": "boolean",
    "string length": "number", "upper case": "string", "lower case": "string",
}
DECIDING: Final = frozenset({"conditional.hide", "readonly", "min", "max"})
"""Properties by which both sides decide what may be sent: outside of the subset is an error."""
SHOWN: Final = frozenset({"expression", "valuesExpression", "text", "content", "source", "label", "dataSource", "url"})
"""Properties that the browser only shows (the server's value counts): a warning."""
CODES: Final = {
    "number": "form.lint.browser-number", "text": "form.lint.browser-text", "kind": "form.lint.browser-kind", "call": "form.lint.browser-call",
    "arithmetic": "form.lint.browser-arithmetic", "condition": "form.lint.browser-condition", "null": "form.lint.browser-null", "other": "form.lint.browser-other",
}
"""The finding of each reason."""
LONGEST_NUMBER: Final = Decimal(10) ** 15
DIGITS: Final = 15

Trouble = tuple[tuple[int, int], str]
"""Where in the text (line, column), and why: number, text, kind, call, arithmetic, condition, null or other."""


def disagreement(text: str, *, condition: bool) -> Trouble | None:
    """The first part of an expression that the browser may evaluate differently, None when it is in the subset.

    condition: whether form-js takes it for a unary test (conditional.hide). The text must parse (FeelSyntaxError).
    """
    tree = parse_expression(text, ())
    if condition and isinstance(tree, Name | Path | Literal | ListOf | If):
        return tree.at, "condition"
    trouble = _check(tree)
    if trouble is None and condition and not _sure(tree, frozenset()):
        return tree.at, "null"
    return trouble


def _check(node: Node) -> Trouble | None:
    check = _CHECKS.get(type(node))
    return (node.at, "other") if check is None else check(node)


def _first(found: Iterable[Node]) -> Trouble | None:
    return next((trouble for node in found if (trouble := _check(node)) is not None), None)


def _literal(node: Literal) -> Trouble | None:
    value = node.value
    if isinstance(value, Decimal) and (abs(value) >= LONGEST_NUMBER or len(value.normalize().as_tuple().digits) > DIGITS):
        return node.at, "number"
    if isinstance(value, str) and ("\\" in value or any(ord(letter) < 32 for letter in value)):
        return node.at, "text"
    return None if value is None or isinstance(value, bool | str | Decimal) else (node.at, "other")


def _path(node: Path) -> Trouble | None:
    return _check(node.base) if isinstance(node.base, Name | Path) else (node.at, "other")


def _call(node: Call) -> Trouble | None:
    if node.named or not isinstance(node.function, Name) or node.function.name not in CALLS:
        return node.at, "call"
    return _first(node.positional)


def _arithmetic(node: Arithmetic) -> Trouble | None:
    """Whole numbers only: fractions are binary there."""
    parts = (node.first, *(part for _, part in node.rest))
    if any(operator not in "+-*" for operator, _ in node.rest) or not all(map(_whole, parts)):
        return node.at, "arithmetic"
    return _first(parts)


def _whole(node: Node) -> bool:
    if isinstance(node, Literal):
        return isinstance(node.value, Decimal) and node.value == node.value.to_integral_value() and abs(node.value) < 10**6
    if isinstance(node, Negation):
        return _whole(node.operand)
    if isinstance(node, Arithmetic):
        return _arithmetic(node) is None
    return isinstance(node, Call) and _kind(node) == "number"


def _comparison(node: Comparison) -> Trouble | None:
    kinds = {_kind(node.left), _kind(node.right)}
    if len(kinds - {"", "null"}) > 1 or (node.operator not in ("=", "!=") and kinds & {"boolean", "list", "null"}):
        return node.at, "kind"
    return _first((node.left, node.right))


def _between(node: Between) -> Trouble | None:
    parts = (node.value, node.low, node.high)
    if len({_kind(part) for part in parts} - {""}) > 1 or any(_kind(part) in ("boolean", "list", "null") for part in parts):
        return node.at, "kind"
    return _first(parts)


def _in(node: In) -> Trouble | None:
    if not all(isinstance(test, Literal) and not isinstance(test.value, bool) for test in node.tests):
        return node.at, "other"
    if len({_kind(part) for part in (*node.tests, node.value)} - {"", "null"}) > 1:
        return node.at, "kind"
    return _first((*node.tests, node.value))


def _quantified(node: Quantified) -> Trouble | None:
    if any(item.end is not None for item in node.iterators):
        return node.at, "other"
    if not _sure(node.condition, frozenset()):
        return node.condition.at, "null"
    return _first((*(item.domain for item in node.iterators), node.condition))


def _sure(node: Node, present: frozenset[str]) -> bool:
    """Whether a test is true or false whatever is null; `present` are the names that cannot be null here."""
    if isinstance(node, Comparison):
        return node.operator in ("=", "!=") or (_there(node.left, present) and _there(node.right, present))
    if isinstance(node, Between):
        return all(_there(part, present) for part in (node.value, node.low, node.high))
    if isinstance(node, Logic):
        for operand in node.operands:
            if not _sure(operand, present):
                return False
            present |= _guard(operand, "!=" if node.connective == "and" else "=")
        return True
    if isinstance(node, Call) and _kind(node) == "boolean":
        is_not = isinstance(node.function, Name) and node.function.name == "not"
        return all(_sure(part, present) if is_not else _there(part, present) for part in node.positional)
    if isinstance(node, Quantified):
        return all(_there(item.domain, present) for item in node.iterators) and _sure(node.condition, present)  # an element may be null
    return isinstance(node, In) or (isinstance(node, Literal) and isinstance(node.value, bool))


def _guard(node: Node, operator: str) -> frozenset[str]:
    """The name that is not null in what follows `name != null and`, `name = null or`."""
    if isinstance(node, Comparison) and node.operator == operator and isinstance(node.right, Literal) and node.right.value is None:
        return frozenset({_dotted(node.left)})
    if isinstance(node, Logic) and node.connective == ("and" if operator == "!=" else "or"):
        return frozenset().union(*(_guard(part, operator) for part in node.operands))
    return frozenset()


def _there(node: Node, present: frozenset[str]) -> bool:
    """Whether a value is surely not null."""
    if isinstance(node, Name | Path):
        return _dotted(node) in present
    if isinstance(node, Arithmetic):
        return all(_there(part, present) for part in (node.first, *(part for _, part in node.rest)))
    if isinstance(node, Call):
        return all(_there(part, present) for part in node.positional)
    if isinstance(node, Negation):
        return _there(node.operand, present)
    return isinstance(node, ListOf) or (isinstance(node, Literal) and node.value is not None)


def _dotted(node: Node) -> str:
    """a.b.c of a path, "" of anything else."""
    if isinstance(node, Name):
        return node.name
    return f"{_dotted(node.base)}.{node.name}" if isinstance(node, Path) else ""


def _kind(node: Node) -> str:
    """What a node is, "" where only its value will tell."""
    if isinstance(node, Literal):
        return "null" if node.value is None else {bool: "boolean", str: "string", Decimal: "number"}.get(type(node.value), "other")
    if isinstance(node, Call):
        return KINDS.get(node.function.name, "") if isinstance(node.function, Name) else ""
    if isinstance(node, Arithmetic | Negation):
        return "number"
    if isinstance(node, Comparison | Logic | Between | In | Quantified):
        return "boolean"
    return "list" if isinstance(node, ListOf) else ""


_CHECKS: dict[type[Node], Callable[..., Trouble | None]] = {
    Literal: _literal, Name: lambda node: None, Path: _path, Call: _call, Arithmetic: _arithmetic, Comparison: _comparison, Between: _between, In: _in,
    Quantified: _quantified, Logic: lambda node: _first(node.operands), Negation: lambda node: None if _whole(node.operand) else (node.at, "arithmetic"),
    If: lambda node: _first((*(part for branch in node.branches for part in branch), node.otherwise)),
    ListOf: lambda node: _first(node.items),
}
