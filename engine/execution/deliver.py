"""What may happen to a case from outside: start, finished work, fired events, errors of adapters, cancellation.

Each takes an execution that is attached to a command, changes it, and runs it until every token waits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.domain.modification import Instruction
from engine.execution import listeners, moving, multi, throwing
from engine.execution.arming import part_of
from engine.execution.errors import ExecutionFailed
from engine.execution.execution import Execution
from engine.execution.firing import fire
from engine.execution.surroundings import Compiled
from engine.execution.token import BODY, INNER, Token


def start(
    execution: Execution, compiled: Compiled, business_key: str, data: Mapping[str, Any], *, at: str | None = None, title: str = "", started_by: str = "",
    by: str | None = None, places: Sequence[Instruction] = (),
) -> None:
    """Begin the case with its variables set before the first activity; `by` is the name of the message that begins it, `places` are where it
    begins instead of at its start. Raises `Immovable` for one that cannot be followed."""
    root = execution.born(compiled, business_key, start=at, title=title, started_by=started_by)
    for name, value in data.items():
        execution.variables.set_local(root, name, value)
    begun = compiled.process.nodes[root.doc["start"]]
    if begun.initiator:
        execution.variables.set_local(root, begun.initiator, started_by)
    if begun.event is not None and begun.event.every:
        root.note(part=next((index for index, part in enumerate(begun.event.parts) if part.name == by), 0))
    moving.place(execution, root, places)
    execution.run()


def finish(execution: Execution, key: str, data: Mapping[str, Any], *, local: Mapping[str, Any] | None = None, run: bool = True) -> None:
    """A person or an adapter finished the work at a token. With `run=False` only the values are set; `resume` continues later."""
    token = _waiting(execution, key)
    for name, value in (local or {}).items():
        execution.variables.set_local(token, name, value)
    execution.variables.update(token, data)
    if run:
        token.complete()
        execution.run()
        return
    listeners.disarm(token)
    token.note(waits=[wait for wait in token.doc.get("waits", []) if wait not in {"user", "external"}])
    execution.continue_later(token, "finish")


def fail(execution: Execution, key: str, code: str, message: str, data: Mapping[str, Any]) -> None:
    """An adapter answered with a BPMN error."""
    token = _waiting(execution, key)
    execution.variables.update(token, data)
    throwing.error(token, code, message)
    execution.run()


def trigger(execution: Execution, key: str, data: Mapping[str, Any], *, due: datetime | None = None, source: str = "") -> None:
    """A timer, message or signal reached its token; `source` is the job or subscription it came by."""
    token = _live(execution, key)
    if token.task_spec.node.user is not None:
        listeners.timed_out(token, part_of(source), due)
    else:
        fire(token, data, due=due, part=part_of(source))
    execution.run()


def resume(execution: Execution, key: str) -> None:
    """Continue at a save point."""
    token = _live(execution, key)
    stage = token.doc.get("stage")
    token.note(waits=[wait for wait in token.doc.get("waits", []) if wait != "job"], stage=None)
    if stage == "before":
        token.note(resumed=True)
        token.task_spec.open(token, execution)
        token.run()
    elif stage == "after":
        token.note(left=True)
        token.task_spec.leave(token, execution)
    else:
        token.complete()
    execution.run()


def add_member(execution: Execution, key: str, value: Any) -> None:
    """One more member in the multi-instance around a token."""
    multi.add_member(_body(_live(execution, key)), value)
    execution.run()


def remove_member(execution: Execution, key: str) -> None:
    """Take the member around a token out of its multi-instance."""
    token = _live(execution, key)
    while token.role != INNER and token.parent is not None:
        token = token.parent
    if token.role != INNER:
        raise ExecutionFailed(token.task_spec.node.id, "execution.member")
    multi.remove_member(token)
    execution.run()


def _body(token: Token) -> Token:
    at: Token | None = token
    while at is not None and at.role != BODY:
        at = at.parent
    if at is None:
        raise ExecutionFailed(token.task_spec.node.id, "execution.member")
    return at


def stop(execution: Execution, instance_id: str) -> None:
    """Cancel a process instance with everything in it."""
    for token in list(execution.live.values()):
        if token.role == "process" and token.instance_id == instance_id:
            caller = token.parent
            execution.cancel(token)
            if caller is not None:
                execution.cancel(caller)
            return


def _live(execution: Execution, key: str) -> Token:
    token = execution.live.get(key)
    if token is None:
        raise ExecutionFailed(key, "execution.gone")
    return token


def _waiting(execution: Execution, key: str) -> Token:
    token = _live(execution, key)
    if not token.has_state(TaskState.STARTED):
        raise ExecutionFailed(token.task_spec.node.id, "execution.gone")
    return token
