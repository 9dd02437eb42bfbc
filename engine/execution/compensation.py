"""Compensation (clause 13.5.5): what was done is remembered per scope and undone in reverse order, one handler after the other.

A scope keeps entries of completed activities that have a handler, with the local values they had: rows of their own, loaded when its
token says `keeps`, so that a lap of a loop writes one of them and not all. (A list `done` in the token itself is what a handler was
handed, or a state stored before there were rows.) A completed sub-process hands its entries to the scope around it, as one entry; its compensation event sub-process takes their place and may
undo them itself. The thrower waits until the last handler has finished.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from engine.domain.values import normalise
from engine.execution.model import Node, Process
from engine.execution.token import BODY, INNER, NODE, WATCH, Token

if TYPE_CHECKING:
    from engine.execution.execution import Execution


def remember(token: Token) -> None:
    """An activity completed: keep what its scope needs to undo it. Called before the token leaves the tree."""
    scope, node = token.parent, token.task_spec.node
    if scope is None or token.role not in {NODE, BODY, INNER} or node.for_compensation or "undoes" in token.doc:
        return
    handler = handler_of(node, token.task_spec.process)
    nested = entries_of(token) if "keeps" in token.doc or "done" in token.doc else []
    if handler is not None and token.role != BODY:
        entry: dict[str, Any] = {"activity": node.id, "handler": handler, "values": dict(token.workflow.variables.inner(token))}
    elif node.undo is not None and token.role != BODY:
        entry = {"activity": node.id, "undo": node.undo, "done": nested, "values": dict(token.workflow.variables.inner(token))}
    elif nested:
        entry = {"activity": node.id, "nested": nested, "values": dict(token.workflow.variables.local(token)) if token.role != BODY else {}}
    else:
        return
    entry["at"] = token.workflow.next_seq()
    keep(scope, cast("dict[str, Any]", normalise(entry)))


def entries_of(scope: Token) -> list[dict[str, Any]]:
    """What a scope could undo, in the order in which it was done."""
    return [*scope.doc.get("done", ()), *scope.workflow.done.get(scope.key, {}).values()]


def keep(scope: Token, entry: dict[str, Any]) -> None:
    """Remember one entry of a scope, or write it anew."""
    scope.workflow.done.setdefault(scope.key, {})[entry["at"]] = entry
    scope.workflow.changes.remembered[scope.key, entry["at"]] = entry
    if not scope.doc.get("keeps"):
        scope.note(keeps=True)


def forget(scope: Token) -> None:
    """The scope ends, and with it what it could have undone."""
    if "keeps" in scope.doc:
        scope.workflow.done.pop(scope.key, None)
        scope.workflow.changes.forgetful.add(scope.key)


def _take(scope: Token, chosen: list[dict[str, Any]]) -> None:
    """These entries are undone now."""
    if "done" in scope.doc:
        scope.note(done=[entry for entry in scope.doc["done"] if entry not in chosen])
    own, changes, taken = scope.workflow.done.get(scope.key, {}), scope.workflow.changes, {id(entry) for entry in chosen}
    for at in [at for at, entry in own.items() if id(entry) in taken]:
        del own[at]
        changes.remembered.pop((scope.key, at), None)
        changes.forgotten.add((scope.key, at))


def handler_of(node: Node, process: Process) -> str | None:
    """The compensation handler of an activity."""
    for identity in node.boundary:
        boundary = process.nodes[identity]
        if boundary.event is not None and boundary.event.kind == "compensate":
            return boundary.handler
    return None


def throw(token: Token, activity: str | None, *, every: bool = False) -> bool | None:
    """Undo all of the scope, or one activity. True when there is nothing to undo; None while handlers run.

    With `every` the other members of its multi-instance too, and what still runs is interrupted first: a cancelled transaction is
    undone as a whole. From an event sub-process one sees what was done in it and in the scope that it belongs to.
    """
    found: list[dict[str, Any]] = []
    for scope in _scopes(token, every=every):
        chosen = [entry for entry in entries_of(scope) if activity is None or entry["activity"] == activity]
        _take(scope, chosen)
        found += chosen
    if every:
        _interrupt_others(token)
    if not found:
        return True
    token.note(queue=_flat(sorted(found, key=lambda entry: entry.get("at", 0)), {}))
    _next(token)
    return None


def _scopes(thrower: Token, *, every: bool) -> list[Token]:
    scope = thrower.parent
    assert scope is not None
    found = [scope]
    if every and scope.role == INNER and scope.parent is not None:
        found += [scope.parent, *(other for other in scope.parent.inside if other is not scope)]
    while scope.parent is not None and scope.task_spec.node.triggered_by_event and "undoes" not in scope.doc:
        scope = scope.parent
        found.append(scope)
    return found


def _interrupt_others(thrower: Token) -> None:
    scope = thrower.parent
    assert scope is not None
    others = [other for other in scope.inside if other is not thrower and not (other.role == WATCH and other.task_spec.node.kind == "boundaryEvent")]
    if scope.role == INNER and scope.parent is not None:
        others += [other for other in scope.parent.inside if other is not scope and other.role == INNER]
    for other in others:
        thrower.workflow.cancel(other)


def _flat(entries: list[dict[str, Any]], around: dict[str, Any]) -> list[dict[str, Any]]:
    """Handlers in reverse order of completion, with the values their activity saw."""
    flat: list[dict[str, Any]] = []
    for entry in reversed(entries):
        values = {**around, **entry["values"]}
        if "nested" in entry:
            flat += _flat(entry["nested"], values)
        elif "undo" in entry:
            flat.append({"handler": entry["undo"], "values": values, "done": entry["done"]})
        else:
            flat.append({"handler": entry["handler"], "values": values})
    return flat


def _next(thrower: Token) -> None:
    queue = thrower.doc["queue"]
    scope = thrower.parent
    assert scope is not None
    entry, rest = queue[0], queue[1:]
    thrower.note(queue=rest)
    handler = thrower.workflow.enter(scope, thrower.task_spec.process.nodes[entry["handler"]])
    handler.note(undoes=thrower.key)
    if "done" in entry:  # a compensation event sub-process: what its sub-process had done is its to undo
        handler.note(start=_begin(entry["handler"], thrower.task_spec.process), done=entry["done"])
    for name, value in entry["values"].items():
        thrower.workflow.variables.set_local(handler, name, value)


def _begin(undo: str, process: Process) -> str:
    return next(node.id for node in process.nodes.values() if node.kind == "startEvent" and node.scope == undo)


def handler_done(execution: Execution, thrower_key: str) -> None:
    """A handler finished: the next one, or the thrower goes on."""
    thrower = execution.live.get(thrower_key)
    if thrower is None:
        return
    if thrower.doc.get("queue"):
        _next(thrower)
    else:
        thrower.complete()
