"""Unary tests: a decision table cell against its input (DMN 1.5, 7.3.2 and grammar rule 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.rules.feel.compile.node import compile_node, compiles
from engine.rules.feel.membership import is_in
from engine.rules.feel.syntax import Literal, Name, Node, Tests

if TYPE_CHECKING:
    from engine.rules.feel.compile.scope import Frame, Run, Scope
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value


def mentions_input(node: object) -> bool:
    """Whether "?" occurs in an expression."""
    if isinstance(node, Name):
        return node.name == "?"
    if isinstance(node, tuple):
        return any(mentions_input(part) for part in node)
    if isinstance(node, Node) or type(node).__name__ == "Iterator":
        return any(mentions_input(getattr(node, field)) for field in node.__dataclass_fields__)  # type: ignore[attr-defined]  # a dataclass
    return False


@compiles(Tests)
def _tests(node: Tests, scope: Scope) -> Run:
    if not node.tests:
        return lambda frame, meter: True
    value = compile_node(Name(node.at, "?"), scope)
    tests = [(compile_node(test, scope), mentions_input(test), isinstance(test, Literal)) for test in node.tests]
    negated = node.negated

    def run(frame: Frame, meter: Meter) -> Value:
        tested, result = value(frame, meter), False
        unknown = False
        for test, about_input, constant in tests:
            found = test(frame, meter)
            holding = is_in(tested, found, meter) if constant else _satisfied(tested, found, about_input, meter)
            if holding:
                result = True
                break
            unknown = unknown or holding is None
        if not result and unknown:
            return None
        return result is not negated

    return run


def _satisfied(value: Value, test: Value, about_input: bool, meter: Meter) -> bool | None:
    """A test that speaks of "?", or says true of other data, decides by itself; any other by equality or membership.

    The literal true never comes here: an unknown input is not true.
    """
    if isinstance(test, bool) and (about_input or (test and not isinstance(value, bool))):
        return test
    if test is None and about_input:
        return None
    return is_in(value, test, meter)
