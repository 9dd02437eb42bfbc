"""Compiled expressions and the cache of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from engine.rules.feel.builtins import BUILTINS
from engine.rules.feel.compile import Frame, Scope, compile_node
from engine.rules.feel.errors import FeelLimitError, Problem
from engine.rules.feel.meter import Environment, Meter
from engine.rules.feel.parse import parse_expression, parse_unary_tests
from engine.rules.feel.parse.cursor import WIDE
from engine.rules.feel.size import bounded
from engine.rules.feel.tokens import name_parts
from engine.rules.feel.values import Prepared, Range, feel_value

if TYPE_CHECKING:
    from engine.rules.feel.compile.scope import Run
    from engine.rules.feel.values import Value


_NESTING = frozenset({list, dict, Range})


class Feel:
    """An expression ready to be evaluated any number of times, by any thread.

    text: the source. free: names it takes from the context ("?" for the input of unary tests), without built-ins.
    """

    __slots__ = ("_run", "_wanted", "free", "text")

    def __init__(self, text: str, run: Run, free: frozenset[str], wanted: frozenset[str]) -> None:
        self.text = text
        self.free = free
        self._wanted = wanted
        self._run = run

    def __repr__(self) -> str:
        return f"Feel({self.text!r})"

    def evaluate(self, context: Mapping[str, object], env: Environment, problems: list[Problem] | None = None) -> Value:
        """The value. What fails becomes null and, when `problems` is given, is told there.

        Raises FeelLimitError when a limit of the environment is exceeded, FeelError for a context value FEEL has not.
        """
        try:
            if type(context) is Prepared:
                variables: Mapping[str, Value] = context
            else:
                variables = {name: feel_value(context[name]) for name in self._wanted if name in context}
            meter = Meter(env, problems)
            value = self._run(Frame(variables, None), meter)
            return bounded(value, meter) if type(value) in _NESTING else value
        except RecursionError:
            raise FeelLimitError("depth") from None

    def run(self, variables: Mapping[str, Value], meter: Meter) -> Value:
        """Evaluate on an account that several expressions share (a decision graph); the caller bounds the result.

        `variables` are FEEL values already. Raises FeelLimitError, and RecursionError where Python's own stack ends.
        """
        return self._run(Frame(variables, None), meter)


def compile_expression(text: str, names: Collection[str] = ()) -> Feel:
    """Compile a textual expression. names: the names in scope, needed where they hold spaces or operators.

    Raises FeelSyntaxError and FeelLimitError. Equal texts with the same relevant names give the same object.
    """
    return _cached(text, names if isinstance(names, frozenset) else frozenset(names), False)


def compile_unary_tests(text: str, names: Collection[str] = ()) -> Feel:
    """Compile unary tests; evaluate them with the input in the context under "?". The result is True, False or None."""
    return _cached(text, names if isinstance(names, frozenset) else frozenset(names), True)


@lru_cache(maxsize=8192)
def _cached(text: str, names: frozenset[str], unary: bool) -> Feel:
    return _compiled(text, frozenset(name for name in names if _matters(name, text)), unary)


def _matters(name: str, text: str) -> bool:
    """Whether knowing the name can change the meaning of the text: every part of it occurs there."""
    parts = name_parts(name)
    if not parts or parts[0] not in text:
        return False
    special = len(parts) > 1 or name in BUILTINS or not WIDE.isdisjoint(name)
    return special and all(part in text for part in parts)


@lru_cache(maxsize=8192)
def _compiled(text: str, names: frozenset[str], unary: bool) -> Feel:
    try:
        known = [*BUILTINS, *names]
        tree = parse_unary_tests(text, known) if unary else parse_expression(text, known)
        scope = Scope("root", names, None)
        run = compile_node(tree, scope)
    except RecursionError:
        raise FeelLimitError("nesting") from None
    return Feel(text, run, frozenset(scope.free), frozenset(scope.free | scope.builtins))
