"""Comparisons, and / or in three-valued logic, between, in, if, instance of."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from engine.rules.feel.compile.node import compile_node, compiles
from engine.rules.feel.equality import at_most, holds
from engine.rules.feel.kinds import conforms
from engine.rules.feel.membership import is_in
from engine.rules.feel.syntax import Between, Comparison, If, In, InstanceOf, Logic, Unary

if TYPE_CHECKING:
    from engine.rules.feel.compile.scope import Frame, Run, Scope
    from engine.rules.feel.meter import Meter
    from engine.rules.feel.values import Value


@compiles(Comparison)
def _comparison(node: Comparison, scope: Scope) -> Run:
    left, right = compile_node(node.left, scope), compile_node(node.right, scope)
    operator, at = node.operator, node.at

    def run(frame: Frame, meter: Meter) -> Value:
        one, two = left(frame, meter), right(frame, meter)
        result = holds(operator, one, two, meter)
        if result is None:
            return meter.fail(at, f"{operator} cannot compare these values", two)
        return result

    def run_equal(frame: Frame, meter: Meter) -> Value:
        one, two = left(frame, meter), right(frame, meter)
        if (type(one) is Decimal and type(two) is Decimal) or (type(one) is str and type(two) is str):
            return one == two
        result = holds("=", one, two, meter)
        return meter.fail(at, "= cannot compare these values", two) if result is None else result

    return run_equal if operator == "=" else run


@compiles(Logic)
def _logic(node: Logic, scope: Scope) -> Run:
    operands = [compile_node(operand, scope) for operand in node.operands]
    deciding = node.connective == "or"

    def run(frame: Frame, meter: Meter) -> Value:
        result: bool | None = not deciding
        for operand in operands:
            value = operand(frame, meter)
            if value is deciding:
                return deciding
            if type(value) is not bool:
                result = None
        return result

    return run


@compiles(Between)
def _between(node: Between, scope: Scope) -> Run:
    value, low, high = compile_node(node.value, scope), compile_node(node.low, scope), compile_node(node.high, scope)
    at = node.at

    def run(frame: Frame, meter: Meter) -> Value:
        middle, bottom, top = value(frame, meter), low(frame, meter), high(frame, meter)
        above, below = at_most(bottom, middle, meter), at_most(middle, top, meter)
        if above is False or below is False:
            return False
        if above is None or below is None:
            return meter.fail(at, "between cannot compare these values", middle)
        return True

    return run


@compiles(In)
def _in(node: In, scope: Scope) -> Run:
    value, at = compile_node(node.value, scope), node.at
    tests = [compile_node(test, scope) for test in node.tests]

    def run(frame: Frame, meter: Meter) -> Value:
        found, result = value(frame, meter), False
        unknown = False
        for test in tests:
            holding = is_in(found, test(frame, meter), meter)
            if holding:
                return True
            unknown = unknown or holding is None
        return meter.fail(at, "in cannot compare these values", found) if unknown else result

    return run


@compiles(If)
def _if(node: If, scope: Scope) -> Run:
    branches = [(compile_node(test, scope), compile_node(value, scope)) for test, value in node.branches]
    otherwise = compile_node(node.otherwise, scope)

    def run(frame: Frame, meter: Meter) -> Value:
        for test, value in branches:
            if test(frame, meter) is True:
                return value(frame, meter)
        return otherwise(frame, meter)

    return run


@compiles(InstanceOf)
def _instance_of(node: InstanceOf, scope: Scope) -> Run:
    value, kind, at = compile_node(node.value, scope), node.type, node.at

    def run(frame: Frame, meter: Meter) -> Value:
        tested = value(frame, meter)
        if tested is None:
            return kind.name == "Null"
        result = conforms(tested, kind, meter)
        return meter.fail(at, f"there is no type {kind.name}") if result is None else result

    return run


@compiles(Unary)
def _unary(node: Unary, scope: Scope) -> Run:
    from engine.rules.feel.values import Range

    operand, operator = compile_node(node.operand, scope), node.operator
    below = operator in ("<", "<=")

    def run(frame: Frame, meter: Meter) -> Value:
        value = operand(frame, meter)
        if operator in ("=", "!="):
            return Range(value, value, True, True, operator)
        if below:
            return Range(None, value, False, operator == "<=", operator)
        return Range(value, None, operator == ">=", False, operator)

    return run
