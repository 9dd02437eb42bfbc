"""Conditional events (clause 13.5.3): looked at when they are armed and whenever a variable they may read was written - before
the next step of the case, so that what holds only for a moment is seen.

As in the dialect, an unknown name counts as false, and a non-interrupting event may fire again with every write that leaves
its condition true.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from engine.execution.firing import fire
from engine.execution.model import Event
from engine.execution.token import Token
from engine.rules import ExpressionFailed

if TYPE_CHECKING:
    from engine.execution.execution import Execution


def fire_conditions(execution: Execution) -> bool:
    """Fire every armed conditional event whose condition holds now; says whether any did."""
    if not execution.conditional:
        execution.variables.recent.clear()
        return False
    execution.conditions_new = False
    written = execution.variables.written
    waiting = [token for token in execution.live.values() if "condition" in token.doc.get("waits", ())]
    asked = [(token, part, event) for token in waiting for part, event in _events(token) if token.doc.get("fresh") or _reads(event, written(token, event.changes))]
    execution.variables.recent = {}
    fired = False
    for token in waiting:
        if token.doc.get("fresh"):
            token.note(fresh=None)
    for token, part, event in asked:
        if token.id in execution.tasks and _holds(token, event):
            fire(token, {}, part=part)
            fired = True
    return fired


def look_again(execution: Execution, names: AbstractSet[str]) -> None:
    """The next run asks the conditions that read one of the names, also where the case is loaded anew before it."""
    for token in execution.live.values():
        if "condition" in token.doc.get("waits", ()) and any(_reads(event, names) for _, event in _events(token)):
            token.note(fresh=True)
    execution.variables.recent = {}


def _events(token: Token) -> list[tuple[int, Event]]:
    event = token.task_spec.node.event
    assert event is not None
    return [(index, part) for index, part in enumerate(event.parts or (event,)) if part.kind == "conditional"]


def _reads(event: Event, recent: AbstractSet[str]) -> bool:
    if event.variable is not None:
        return event.variable in recent
    condition = event.condition
    return condition is not None and bool(recent) and (condition.language != "feel" or bool(condition.free & recent))


def _holds(token: Token, event: Event) -> bool:
    if event.condition is None:
        return False
    try:
        return token.workflow.holds(event.condition, token, token.task_spec.node.id)
    except ExpressionFailed:
        return False
