"""The running state of one evaluation: the shared FEEL meter, what is noted about each decision, and the results so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol, TypeAlias

from engine.rules.dmn.outcome import MatchedRule, Outcome, Problem
from engine.rules.feel import Environment, Feel, FeelLimitError, Prepared, Value
from engine.rules.feel import Problem as FeelProblem
from engine.rules.feel.meter import Meter

MAX_PROBLEMS = 100


class Typed(Protocol):
    """A model, as far as its types are concerned."""

    @property
    def types(self) -> Predicates: ...


class Predicates(Protocol):
    """Tests of values by type name."""

    def predicates(self) -> dict[str, Callable[[Value], bool]]: ...


class Trace:
    """What one decision notes while it is evaluated."""

    __slots__ = ("inputs", "matched", "problems", "required")

    def __init__(self) -> None:
        self.inputs: dict[str, Value] = {}
        self.matched: list[MatchedRule] = []
        self.problems: list[Problem] = []
        self.required: dict[str, Outcome] = {}


class State:
    """Shared by everything evaluated for one request; `trace` is the note pad of the decision under way."""

    __slots__ = ("_environments", "_feel_problems", "env", "meter", "trace")

    def __init__(self, env: Environment) -> None:
        self.env = env
        self._feel_problems: list[FeelProblem] = []
        self.meter = Meter(env, self._feel_problems)
        self.trace = Trace()
        self._environments: dict[int, Environment] = {}

    def environment(self, model: Typed) -> Environment:
        """The environment for expressions of a model: its named types are what `instance of` knows there."""
        known = self._environments.get(id(model))
        if known is None:
            known = self._environments[id(model)] = replace(self.env, types=model.types.predicates())
        return known

    def run(self, feel: Feel, scope: Prepared, element: str | None) -> Value:
        """Evaluate FEEL on the shared account; what it complained about is noted under `element`."""
        value = feel.run(scope, self.meter)
        if self._feel_problems:
            self.note(element, feel.text)
        return value

    def note(self, element: str | None, expression: str) -> None:
        """Move what FEEL complained about to the note pad."""
        for item in self._feel_problems:
            if len(self.trace.problems) < MAX_PROBLEMS:
                self.trace.problems.append(Problem(element, expression, item.position, item.message, item.value))
        self._feel_problems.clear()

    def wrong(self, element: str | None, message: str, value: Value = None, expression: str = "") -> None:
        """Note why something became null."""
        if len(self.trace.problems) < MAX_PROBLEMS:
            self.trace.problems.append(Problem(element, expression, (1, 1), message, value))

    def deeper(self, action: Callable[[], Value]) -> Value:
        """Run a function body or a required decision one level deeper; raises FeelLimitError below the allowed depth."""
        self.meter.depth += 1
        if self.meter.depth > self.meter.limits.depth:
            raise FeelLimitError("depth")
        try:
            return action()
        finally:
            self.meter.depth -= 1


Run: TypeAlias = Callable[[Prepared, State], Value]
"""A compiled boxed expression: names in scope and state in, value out."""


def with_names(scope: Mapping[str, Value], more: Mapping[str, Value]) -> Prepared:
    """A new scope with further names; the given one is left as it is, since functions may have closed over it."""
    inner = Prepared(scope)
    inner.update(more)
    return inner
