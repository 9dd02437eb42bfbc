"""Deadlines that a model keeps in variables, and holds of the case: what a clock of the law gave stands still while the case does.

A variable whose whole value is a moment that `deadline(...)` gave - at once, or handed on from another such variable - is a
deadline: its scope remembers the clock in `doc["laws"]`. A day made out of it, text or arithmetic is data and never moves (the last
day of a certificate, say). The case remembers its holds; a deadline of its work leaves out those since the event it counts from.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from engine.execution.token import Token
from engine.rules import ExpressionFailed

if TYPE_CHECKING:
    from engine.execution.execution import Execution
    from engine.execution.model import Timer
    from engine.execution.surroundings import Due

LAW = ("clock", "anchor", "given", "held")  # of a derivation: what the moment is counted from again, and the days left out so far


def due_of(token: Token, moment: object) -> Due | None:
    """The clock that gave a moment, as the token sees it; its `at` is later where the case was held since. None: no clock gave it."""
    if not isinstance(moment, datetime):
        return None
    execution = token.workflow
    fresh: Due | None = execution.around.dues.get(moment)
    law = None if fresh is None else law_of(fresh)
    if fresh is not None and law is not None:
        holds = _holds(execution)
        return (execution.around.recount(law, holds) if holds else None) or fresh
    at: Token | None = token
    while at is not None:
        for law in at.doc.get("laws", {}).values():
            if law["at"] == moment:
                found = execution.around.recount(law, _holds(execution))
                return found if found is not None and found.at == moment else None
        at = at.parent
    return fresh


def law_of(due: Due) -> dict[str, Any] | None:
    """What is remembered of the clock of a due moment."""
    why = due.derivation
    return None if why is None else {name: why[name] for name in LAW if name in why}


def kept(token: Token, name: str, value: object) -> object:
    """`value` as the variable `name` of this scope keeps it; the scope remembers, or forgets, the clock behind it."""
    laws = token.doc.get("laws", {})
    due = due_of(token, value)
    law = None if due is None else law_of(due)
    if due is not None and law is not None and law.get("anchor") != due.at:  # zero hours from now is now, not a deadline
        token.note(laws={**laws, name: {"clock": law["clock"], "anchor": law["anchor"], "given": law.get("given", {}), "at": due.at}})
        return due.at
    if name in laws:
        token.note(laws={other: law for other, law in laws.items() if other != name})
    return value


def told(child: Token) -> None:
    """A called process hands its variables out: its caller may take over the deadlines among them."""
    around = child.workflow.around
    for law in child.doc.get("laws", {}).values():
        due = around.recount(law, _holds(child.workflow))
        if due is not None:
            around.dues[due.at] = replace(due)


def went_on(execution: Execution, since: datetime, until: datetime) -> Mapping[str, list[datetime]]:
    """The case goes on after a hold: its deadlines in variables that were not yet due move. Returns their new moments by name: many scopes may use one."""
    root = execution.live[execution.root_id]
    moved: dict[str, list[datetime]] = {}
    root.note(held=[*root.doc.get("held", []), [since, until]])
    for token in list(execution.live.values()):
        for name, law in list(token.doc.get("laws", {}).items()):
            if law["at"] <= since or execution.variables.local(token).get(name) != law["at"]:
                continue  # what was late stays late; what was removed is gone
            due = execution.around.recount(law, _holds(execution))
            at = law["at"] + (until - since) if due is None else due.at  # a clock that is gone: by the time itself
            execution.variables.set_local(token, name, at)
            token.note(laws={**token.doc.get("laws", {}), name: {**law, "at": at}})
            moved.setdefault(name, []).append(at)
    return moved


def worked_out_again(execution: Execution, moved: Mapping[str, Collection[datetime]]) -> dict[str, datetime]:
    """The moments of timers that were worked out from deadlines which have `moved` ("two days before the answer is due"), by job."""
    found: dict[str, datetime] = {}
    for token in list(execution.live.values()):
        for identity, timer in _timers(token):
            if timer is None or timer.kind != "date":
                continue
            view = execution.variables.view(token)
            if not any(view.get(name) in moved[name] for name in timer.expression.free & moved.keys()):
                continue
            try:
                value = execution.value(timer.expression, token)
            except ExpressionFailed:
                continue  # something else it reads has changed since: moved by the time itself, like any other
            due = due_of(token, value)
            at = value if due is None else due.at
            if isinstance(at, datetime):
                found[identity] = at
    return found


def _timers(token: Token) -> Iterator[tuple[str, Timer | None]]:
    """The timers a token waits for, by their jobs: of its event, or of the timeout listeners of its task."""
    node, waits = token.task_spec.node, token.doc.get("waits", ())
    if node.event is not None and "job" in waits:
        yield from ((f"{token.key}#{index}" if node.event.parts else token.key, part.timer) for index, part in enumerate(node.event.parts or (node.event,)))
    if node.user is not None and "timeouts" in waits:
        yield from ((f"{token.key}#{index}", timeout.timer) for index, timeout in enumerate(node.user.timeouts))


def _holds(execution: Execution) -> list[list[datetime]]:
    root = execution.live.get(execution.root_id)
    holds: list[list[datetime]] = [] if root is None else root.doc.get("held", [])
    return holds
