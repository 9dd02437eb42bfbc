"""Expressions whose kinds of values surely do not fit, by the declared types of what a decision requires."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from engine.rules.dmn.boxed import DecisionTable, Expression, Literal, Rule
from engine.rules.dmn.errors import Findings
from engine.rules.dmn.library import Model
from engine.rules.dmn.model import Decision, InputData, KnowledgeModel
from engine.rules.feel import FeelError, Value, YearsMonths
from engine.rules.feel.inference import SCALARS, mismatches

_SAMPLES: Mapping[str, Value] = dict(
    zip(
        SCALARS,
        (Decimal(1), "", True, date(2026, 1, 1), time(), datetime(2026, 1, 1, tzinfo=UTC), timedelta(), YearsMonths(0)),
        strict=True,
    )
)

_MANY = 10_000
"""Cells of a table beyond which they are not looked at: each is parsed once more."""


def check_kinds(model: Model, found: Findings) -> None:
    """Warn of operators between kinds that give null whatever the values, and of results that are never of the declared type."""
    for node in model.definitions.nodes.values():
        if isinstance(node, Decision):
            _look(model, node.expression, _required(model, node), node.type, node.id, found)
        elif isinstance(node, KnowledgeModel) and node.logic is not None:
            given = _known(model, ((item.name, item.type) for item in node.logic.parameters))
            _look(model, node.logic.body, given, None, node.id, found)


def _required(model: Model, node: Decision) -> dict[str, str]:
    needs = [need for href in node.information if (need := model.required(href)) is not None and not need.alias]
    return _known(model, ((need.node.name, need.node.type) for need in needs if isinstance(need.node, InputData | Decision)))


def _known(model: Model, names: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    return {name: kind for name, reference in names if (kind := _kind(model, reference)) is not None}


def _kind(model: Model, reference: str | None) -> str | None:
    """The scalar kind behind a type reference, None when it is not exactly one."""
    kind = model.type(reference)
    if kind is None or kind.any or kind.listed:
        return None
    while kind.base is not None:
        kind = kind.base
    try:
        fitting = [name for name, sample in _SAMPLES.items() if kind.conforms(sample)]
    except (RecursionError, FeelError):
        return None  # a type that is itself: told as a circle
    return fitting[0] if len(fitting) == 1 else None


def _look(
    model: Model, logic: Expression | None, kinds: Mapping[str, str], result: str | None, owner: str, found: Findings
) -> None:
    if isinstance(logic, Literal):
        _text(logic.text, kinds, _kind(model, result), logic.text, logic.id or owner, logic.line, found)
    if not isinstance(logic, DecisionTable):
        return
    if len(logic.inputs) * len(logic.rules) > _MANY:
        return
    for column, item in enumerate(logic.inputs):
        text = item.expression.text
        _text(text, kinds, None, text, item.expression.id or logic.id, logic.line, found)
        kind = _kind(model, item.expression.type) or kinds.get(text)
        for cell, rule in _distinct((rule.cells[column].text, rule) for rule in logic.rules):
            if "?" in cell or any(name in cell for name in kinds):  # plain values are compared with the type already
                entry, where = rule.cells[column], f"Rule {rule.index}, column {column + 1}"
                _text(cell, {**kinds, "?": kind} if kind else kinds, None, where, entry.id, entry.line, found, unary=True)
    for column, output in enumerate(logic.outputs):
        for cell, rule in _distinct((rule.outputs[column].text, rule) for rule in logic.rules):
            given, where = rule.outputs[column], f"Rule {rule.index}, column {len(logic.inputs) + column + 1}"
            plain = not any(name in cell for name in kinds)
            _text(cell, kinds, None if plain else _kind(model, output.type), where, given.id, given.line, found)


def _distinct(cells: Iterable[tuple[str, Rule]]) -> Iterable[tuple[str, Rule]]:
    """Each text once, with the first rule that has it."""
    first: dict[str, Rule] = {}
    for text, rule in cells:
        first.setdefault(text, rule)
    return first.items()


def _text(
    text: str, kinds: Mapping[str, str], wanted: str | None, where: str, element: str | None, line: int | None, found: Findings,
    *, unary: bool = False,
) -> None:
    if not text.strip():
        return
    try:
        wrong, kind = mismatches(text, kinds, unary=unary)
    except FeelError:
        return  # told as a fault of syntax
    for item in wrong:
        joined = f"{item.left}, {item.right}" if item.right else item.left
        found.add("dmn.kinds", element, line, severity="warning", where=where, operator=item.operator, kinds=joined)
    if wanted is not None and kind is not None and kind != wanted and {kind, wanted} != {"date", "date and time"}:
        found.add("dmn.kind-result", element, line, severity="warning", where=where, kind=kind, type=wanted)
