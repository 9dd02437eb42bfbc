"""Hit policies (DMN 1.5, 8.2.8): from the rules that match to the rules that count and the value of the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from engine.rules.dmn.boxed import DecisionTable, Rule
from engine.rules.dmn.state import Run, State
from engine.rules.feel import Prepared, Value, compile_expression
from engine.rules.feel.equality import equal, less
from engine.rules.feel.membership import is_in

if TYPE_CHECKING:
    from engine.rules.dmn.logic import Logic, Names


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that matches, with its output."""

    rule: Rule
    value: Value


class Ranks:
    """The order of outputs by their allowed values: the first listed weighs most (8.2.8, PRIORITY and OUTPUT ORDER)."""

    def __init__(self, logic: Logic, table: DecisionTable, names: Names, declared: str | None) -> None:
        self.runs: list[Run | None] = []
        self.names = [output.name or "" for output in table.outputs]
        if table.hit_policy not in ("PRIORITY", "OUTPUT ORDER"):
            return
        for output in table.outputs:
            reference = output.type or declared or table.type
            if len(table.outputs) > 1 and output.type is None and reference is not None:
                reference = f"{reference}.{output.name}"
            text = output.values.text if output.values else logic.model.allowed(reference)
            self.runs.append(None if text is None else logic.text(f"[{text}]", names, output.id or table.id))

    def order(self, hits: list[Hit], scope: Prepared, state: State) -> list[Hit]:
        """The hits by falling weight; equal ones keep the order of the rules, unlisted values come last."""
        lists = [None if run is None else run(scope, state) for run in self.runs]

        def rank(value: Value, allowed: Value) -> int:
            if not isinstance(allowed, list):
                return 0
            places = (place for place, item in enumerate(allowed) if is_in(value, item, state.meter) is True)
            return next(places, len(allowed))

        def key(hit: Hit) -> list[int]:
            if len(lists) == 1:
                return [rank(hit.value, lists[0])]
            values = hit.value if isinstance(hit.value, dict) else {}
            return [rank(values.get(name), allowed) for name, allowed in zip(self.names, lists, strict=True)]

        return sorted(hits, key=key)


Policy: TypeAlias = Callable[[list[Hit], Ranks, Prepared, State, DecisionTable], tuple[list[Hit], Value]]


def _unique(
    hits: list[Hit], ranks: Ranks, scope: Prepared, state: State, table: DecisionTable
) -> tuple[list[Hit], Value]:
    if len(hits) > 1:
        rows = ", ".join(str(hit.rule.index) for hit in hits)
        state.wrong(table.id, f"the hit policy UNIQUE allows one matching rule; these match: {rows}")
        return hits, None
    return hits, hits[0].value


def _any(hits: list[Hit], ranks: Ranks, scope: Prepared, state: State, table: DecisionTable) -> tuple[list[Hit], Value]:
    for hit in hits[1:]:
        if equal(hits[0].value, hit.value, state.meter) is not True:
            state.wrong(
                table.id,
                f"the hit policy ANY needs equal outputs; rules {hits[0].rule.index} and {hit.rule.index} differ",
            )
            return hits, None
    return hits, hits[0].value


def _first(
    hits: list[Hit], ranks: Ranks, scope: Prepared, state: State, table: DecisionTable
) -> tuple[list[Hit], Value]:
    return hits[:1], hits[0].value


def _priority(
    hits: list[Hit], ranks: Ranks, scope: Prepared, state: State, table: DecisionTable
) -> tuple[list[Hit], Value]:
    best = ranks.order(hits, scope, state)[0]
    return [best], best.value


def _rule_order(
    hits: list[Hit], ranks: Ranks, scope: Prepared, state: State, table: DecisionTable
) -> tuple[list[Hit], Value]:
    return hits, [hit.value for hit in hits]


def _output_order(
    hits: list[Hit], ranks: Ranks, scope: Prepared, state: State, table: DecisionTable
) -> tuple[list[Hit], Value]:
    ordered = ranks.order(hits, scope, state)
    return ordered, [hit.value for hit in ordered]


POLICIES: dict[str, Policy] = {
    "UNIQUE": _unique,
    "ANY": _any,
    "FIRST": _first,
    "PRIORITY": _priority,
    "RULE ORDER": _rule_order,
    "COLLECT": _rule_order,
    "OUTPUT ORDER": _output_order,
}


def aggregate(table: DecisionTable, value: Value, state: State) -> Value:
    """SUM, MIN, MAX or COUNT of the collected outputs; null with a problem when they cannot be added or compared."""
    values: list[Value] = value if isinstance(value, list) else [value]
    if table.aggregation == "COUNT":
        return Decimal(len(values))
    if table.aggregation == "SUM":
        if all(isinstance(item, Decimal) for item in values):
            return _SUM.evaluate(Prepared({"values": values}), state.env)
        state.wrong(table.id, "only numbers can be added", values)
        return None
    best = values[0]
    for item in values[1:]:
        smaller = less(item, best, state.meter) if table.aggregation == "MIN" else less(best, item, state.meter)
        if smaller is None:
            state.wrong(table.id, "the outputs cannot be compared", values)
            return None
        best = item if smaller else best
    return best


_SUM = compile_expression("sum(values)")
