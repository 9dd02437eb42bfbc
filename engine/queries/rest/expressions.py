"""Filters that are computed: `assigneeExpression: "${currentUser()}"`, `dueBeforeExpression: "${dateTime().plusDays(2)}"` (saved filters live by them).

An expression sees no case and no variable: only the moment, and who asks (dialect B4).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from engine.domain.actor import asked_by
from engine.domain.errors import Invalid
from engine.joint.fields import storable
from engine.queries.rest.resource import Condition
from engine.rules import Environment, ExpressionFailed, Slot, compile_slot, evaluate
from engine.store.sql import ColumnElement
from engine.store.uow import Unit

SLOTS: Mapping[str, Slot] = {
    **dict.fromkeys(("assignee", "owner", "candidateUser", "involvedUser", "candidateGroup"), Slot.NAME),
    **dict.fromkeys(("assigneeLike", "processInstanceBusinessKey", "processInstanceBusinessKeyLike", "name", "nameLike"), Slot.TEXT),
    "candidateGroups": Slot.NAMES,
    **dict.fromkeys((
        "dueDate", "dueBefore", "dueAfter", "followUpDate", "followUpBefore", "followUpAfter", "followUpBeforeOrNotExistent", "createdOn", "createdBefore",
        "createdAfter", "updatedAfter",
    ), Slot.DATE),
}


def computed(filters: Mapping[str, Condition]) -> dict[str, Condition]:
    """The filters of a list whose value may be an expression, by their names with `Expression` behind them."""
    return {f"{name}Expression": _computed(filters[name], name, slot) for name, slot in SLOTS.items()}


def _kept(found: Any, name: str) -> Any:
    """The value, if a database can hold it; PostgreSQL knows no NUL in a text and no moment beyond the year 9999."""
    if isinstance(found, datetime):
        try:
            return found.astimezone(UTC)
        except OverflowError:
            raise Invalid(code="rest.expression", name=f"{name}Expression", reason="out of range") from None
    if not storable(*([found] if isinstance(found, str) else found if isinstance(found, list | tuple) else ())):
        raise Invalid(code="rest.expression", name=f"{name}Expression", reason="NUL")
    return found


def _computed(condition: Condition, name: str, slot: Slot) -> Condition:
    def make(unit: Unit, value: Any) -> ColumnElement[bool] | None:
        text, rest = (value[0], value[1:]) if isinstance(value, tuple) else (value, None)
        try:
            found = evaluate(compile_slot(text, slot), {}, Environment(now=unit.now, functions=asked_by(unit.actor)), element=f"{name}Expression")
        except ExpressionFailed as failed:
            raise Invalid(str(failed), code="rest.expression", name=f"{name}Expression", reason=failed.reason) from failed
        except TypeError as wrong:  # a function asked with arguments it does not take
            raise Invalid(code="rest.expression", name=f"{name}Expression", reason=str(wrong)) from wrong
        if found is None:
            raise Invalid(code="rest.expression", name=f"{name}Expression", reason="null")
        found = _kept(found, name)
        return condition(unit, found if rest is None else (found, *rest))
    return make
