"""Listeners (dialect A2): expressions told of what happens to a case. Run in the transaction of what they are told of; one that
fails makes it fail, exactly as any other expression there.

Order, as the sources of Camunda 7 have it: `ExecutionEntity.enterActivityInstance` maps the inputs and arms the timers, then come the start
listeners; `leaveActivityViaTransitions` is given the flows that were chosen, ends the tokens that joined, then tells the end listeners; `destroy`
maps the outputs; then the flow is taken. `TaskEntity.transitionTo`: create and then assignment; complete; delete. `triggerUpdateEvent`: update and
then assignment. `ExecutionEntity.interrupt` removes tasks before activities end.

    take of the flow > asyncBefore > input mapping, timers > start > create > assignment
    complete > end > output mapping > asyncAfter > take of the next flow;  interrupted: delete > end
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from engine.domain.errors import Fault
from engine.execution.arming import payload
from engine.execution.changes import Happened, NewTask, TaskDraft
from engine.execution.clocks import due_of
from engine.execution.cycles import first_firing, next_firing
from engine.execution.errors import ListenerFailed
from engine.execution.handles import Told
from engine.execution.surroundings import Reach
from engine.rules import Environment, Expression, evaluate

if TYPE_CHECKING:
    from engine.execution.token import Token

WAITS = "timeouts"


def tell(token: Token, expressions: Iterable[Expression], told: Told) -> None:
    """Evaluate listeners one after the other, in the order of the file, each seeing what those before it set. Raises `ListenerFailed`."""
    execution = token.workflow
    around = execution.around
    if around.silent:
        return
    env = Environment(now=around.now, functions=Reach(around.functions, execution, token, told))
    for expression in expressions:
        try:
            evaluate(expression, execution.variables.view(token), env, element=told.element)
        except Fault as failed:
            process = token.task_spec.process.id
            raise ListenerFailed(told.element, cause=failed, event=told.event, listener=expression.text, process=process, name=told.name) from failed


def happened(token: Token, event: str) -> None:
    """The activity at a token starts or ends."""
    node = token.task_spec.node
    tell(token, node.on_start if event == "start" else node.on_end, Told(event, node.id, node.name))


def taken(token: Token, flow_id: str) -> None:
    """A token came along a flow: its listeners see what the scope around sees, and the element the flow leaves."""
    scope, process = token.parent, token.task_spec.process
    assert scope is not None
    flow = process.flows[flow_id]
    source = process.nodes[flow.source]
    tell(scope, flow.on_take, Told("take", source.id, source.name, flow.id))


# -- tasks ---------------------------------------------------------------------------------------------------------------


def drafted(token: Token, task: NewTask) -> TaskDraft:
    """A task that came to be in this command, as it can still be changed before it is stored."""
    drafts = token.workflow.changes.drafts
    if task.id in drafts:
        return drafts[task.id]
    drafts[task.id] = draft = TaskDraft(task.id, {
        "name": task.name, "assignee": task.assignee, "owner": None, "description": None, "priority": task.priority, "due_at": task.due_at,
        "due_clock": task.due_clock, "follow_up_at": None, "created_at": token.workflow.around.now, "users": task.users, "groups": task.groups,
        "form": task.form_ref,
    })
    return draft


def created(token: Token, task: NewTask) -> None:
    """A task came to be; what its listeners set is what it is created with."""
    draft = drafted(token, task)
    _tell(token, draft, "create")
    if draft.values["assignee"] is not None:
        _tell(token, draft, "assignment")
    task.name, task.assignee, task.priority = draft.values["name"], draft.values["assignee"], draft.values["priority"]
    task.due_at, task.users, task.groups = draft.values["due_at"], draft.values["users"], draft.values["groups"]


def completed(token: Token) -> None:
    """The work is done; the task is still there."""
    told_of(token, "complete")
    disarm(token)


def withdrawn(token: Token) -> None:
    """The task will not be done: its activity was interrupted."""
    if "user" in token.doc.get("waits", ()):
        told_of(token, "delete")


def changed(token: Token, assignee_before: str | None) -> None:
    """Something of an open task was changed from outside: update, and assignment when someone else has it now."""
    draft = told_of(token, "update", always=True)
    assert draft is not None
    if draft.values["assignee"] != assignee_before:
        _tell(token, draft, "assignment")
    noted(token, draft)


def own_variables(token: Token) -> None:
    """Variables of the task itself were changed from outside; those of its case are none of its properties."""
    work = token.task_spec.node.user
    if work is not None and work.listeners.keys() & {"update", "assignment"}:
        changed(token, token.workflow.around.lookup.task(token.key).values["assignee"])


def told_of(token: Token, event: str, *, always: bool = False) -> TaskDraft | None:
    """Tell a task that is stored already. None when nobody listens."""
    work, changes = token.task_spec.node.user, token.workflow.changes
    assert work is not None
    if event not in work.listeners and not always:
        return None
    draft: TaskDraft = changes.drafts.get(token.key) or token.workflow.around.lookup.task(token.key)
    changes.drafts[token.key] = draft
    _tell(token, draft, event)
    if event not in {"update", "assignment"}:
        noted(token, draft)
    return draft


def noted(token: Token, draft: TaskDraft) -> None:
    """What listeners changed of a task stands in the case's file."""
    if draft.changed:
        detail = {"task": draft.id, "name": draft.values["name"], "assignee": draft.values["assignee"] or ""}
        token.workflow.changes.events.append(Happened("task.changed", token.instance_id, token.task_spec.node.id, detail))


def _tell(token: Token, draft: TaskDraft, event: str) -> None:
    node = token.task_spec.node
    assert node.user is not None
    tell(token, node.user.listeners.get(event, ()), Told(event, node.id, node.name, task=draft))


# -- timeouts: a job of the task's own token, so that it goes with the task ------------------------------------------------------


def arm(token: Token) -> None:
    """One job per timeout listener. A cycle without a firing is none."""
    work, execution = token.task_spec.node.user, token.workflow
    assert work is not None
    now = execution.around.now
    for index, timeout in enumerate(work.timeouts):
        value: Any = execution.value(timeout.timer.expression, token)
        left = None
        if timeout.timer.kind == "cycle":
            due, left = first_firing(value, now)
            token.note(cycles={**token.doc.get("cycles", {}), str(index): {"cycle": value, "left": left}})
        else:
            due = now + (value if isinstance(value, timedelta) else timedelta()) if timeout.timer.kind == "duration" else value
        found = due_of(token, due) if timeout.timer.kind == "date" else None
        if found is not None:
            due = found.at
        if due is None and timeout.timer.kind != "cycle":
            raise execution.failed(token, "execution.no-due")
        if due is not None:
            execution.changes.jobs.append(execution.new_job(token, f"{token.key}#{index}", "timer", due, payload(found)))
    execution._wait(token, WAITS)


def disarm(token: Token) -> None:
    """The work is done: nothing times out any more, also where the case goes on later."""
    if WAITS in token.doc.get("waits", ()):
        token.workflow.changes.jobs_gone.append(token.key)
        token.note(waits=[wait for wait in token.doc["waits"] if wait != WAITS])


def timed_out(token: Token, index: int, due: datetime | None) -> None:
    """A timeout listener's time has come: tell it, arm a cycle again. The task stays open."""
    work, execution = token.task_spec.node.user, token.workflow
    assert work is not None
    timeout = work.timeouts[index]
    draft: TaskDraft = execution.around.lookup.task(token.key)
    execution.changes.drafts[token.key] = draft
    node = token.task_spec.node
    before = draft.values["assignee"]
    tell(token, (timeout.expression,), Told("timeout", node.id, node.name, task=draft))
    if draft.changed:
        _tell(token, draft, "update")
        if draft.values["assignee"] != before:
            _tell(token, draft, "assignment")
    noted(token, draft)
    kept = token.doc.get("cycles", {}).get(str(index))
    if kept is None or due is None:
        return
    following, left = next_firing(kept["cycle"], due, execution.around.now, kept["left"])
    token.note(cycles={**token.doc["cycles"], str(index): {**kept, "left": left}})
    if following is not None:
        execution.changes.jobs.append(execution.new_job(token, f"{token.key}#{index}", "timer", following))
