"""Multi-instance activities (clause 13.3.7, dialect A4): a body that holds the counters, one member per item."""

from __future__ import annotations

from typing import Any

from engine.execution.token import INNER, Token

MAX_MEMBERS = 1000


def begin(body: Token) -> bool | None:
    """Count, then create the members: all at once, or the first of a sequence. No members: the body is done at once."""
    execution, node = body.workflow, body.task_spec.node
    loop = node.loop
    assert loop is not None
    if loop.standard:
        if loop.test_before:
            return _next_round(body, 0)
        _round(body, 0)
        return None
    items: list[Any] | None = execution.value(loop.collection, body) if loop.collection is not None else None
    count = len(items) if items is not None else execution.value(loop.cardinality, body)
    if not isinstance(count, int) or count < 0 or count > MAX_MEMBERS:
        raise execution.failed(body, "execution.loop-count", count=count, limit=MAX_MEMBERS)
    if items is not None and loop.element_variable:
        body.note(items=items)
    variables = execution.variables
    variables.set_local(body, "nrOfInstances", count)
    variables.set_local(body, "nrOfCompletedInstances", 0)
    variables.set_local(body, "nrOfActiveInstances", 0 if count == 0 else (1 if loop.sequential else count))
    if count == 0:
        return True
    mark = len(execution.agenda)
    for index in range(1 if loop.sequential else count):
        _member(body, index)
    execution.in_order(mark)
    return None


def _member(body: Token, index: int) -> None:
    execution, loop = body.workflow, body.task_spec.node.loop
    assert loop is not None
    member = execution.spawn(body.task_spec, body, INNER)
    member.note(index=index)
    holder = body if loop.sequential else member
    execution.variables.set_local(holder, "loopCounter", index)
    if loop.index_variable:
        execution.variables.set_local(holder, loop.index_variable, index)
    if loop.element_variable:
        execution.variables.set_local(holder, loop.element_variable, body.doc["items"][index])


def _next_round(body: Token, done: int) -> bool | None:
    """A standard loop: another round while the condition holds and the maximum is not reached."""
    loop = body.task_spec.node.loop
    assert loop is not None
    body.workflow.variables.set_local(body, "loopCounter", done)
    if loop.maximum is not None and done >= loop.maximum:
        return True
    if loop.completion is not None and not body.workflow.holds(loop.completion, body, body.task_spec.node.id):
        return True
    _round(body, done)
    return None


def _round(body: Token, done: int) -> None:
    body.workflow.variables.set_local(body, "loopCounter", done)
    body.workflow.spawn(body.task_spec, body, INNER).note(index=done)


def add_member(body: Token, value: Any) -> None:
    """One more member at run time (加签): the counters and so the completion condition know of it at once."""
    execution, loop = body.workflow, body.task_spec.node.loop
    if loop is None or loop.standard or loop.sequential:
        raise execution.failed(body, "execution.member")
    variables = execution.variables
    total = variables.local(body)["nrOfInstances"]
    if total >= MAX_MEMBERS:
        raise execution.failed(body, "execution.loop-count", count=total + 1, limit=MAX_MEMBERS)
    if loop.element_variable:
        body.note(items=[*body.doc.get("items", []), value])
    index = body.doc.get("made", total)
    body.note(made=index + 1)
    variables.set_local(body, "nrOfInstances", total + 1)
    variables.set_local(body, "nrOfActiveInstances", variables.local(body)["nrOfActiveInstances"] + 1)
    member = execution.spawn(body.task_spec, body, INNER)
    member.note(index=index)
    execution.variables.set_local(member, "loopCounter", index)
    if loop.index_variable:
        execution.variables.set_local(member, loop.index_variable, index)
    if loop.element_variable:
        execution.variables.set_local(member, loop.element_variable, value)


def remove_member(member: Token) -> None:
    """Take an unfinished member out (减签). The last one cannot be removed: then nobody would have decided."""
    body = member.parent
    assert body is not None
    execution, loop, variables = body.workflow, body.task_spec.node.loop, body.workflow.variables
    if loop is None or loop.standard or loop.sequential or variables.local(body)["nrOfInstances"] <= 1:
        raise execution.failed(body, "execution.member")
    variables.set_local(body, "nrOfInstances", variables.local(body)["nrOfInstances"] - 1)
    variables.set_local(body, "nrOfActiveInstances", variables.local(body)["nrOfActiveInstances"] - 1)
    body.note(made=body.doc.get("made", variables.local(body)["nrOfInstances"] + 1))
    execution.cancel(member)
    if variables.local(body)["nrOfCompletedInstances"] >= variables.local(body)["nrOfInstances"]:
        body.complete()


def member_done(member: Token) -> None:
    """One member has finished: count it, ask the completion condition, then go on."""
    body = member.parent
    assert body is not None
    execution, loop = body.workflow, body.task_spec.node.loop
    assert loop is not None
    if loop.standard:
        done = member.doc["index"] + 1
        execution.activity_ended(member)
        execution.drop(member)
        if _next_round(body, done):
            body.complete()
        return
    variables = execution.variables
    local = variables.local(body)
    done, total = local["nrOfCompletedInstances"] + 1, local["nrOfInstances"]
    variables.set_local(body, "nrOfCompletedInstances", done)
    if not loop.sequential:  # there it is always 1
        variables.set_local(body, "nrOfActiveInstances", local["nrOfActiveInstances"] - 1)
    enough = loop.completion is not None and execution.holds(loop.completion, member, body.task_spec.node.id)
    execution.activity_ended(member)
    execution.drop(member)
    if enough:
        for other in list(body.inside):
            if other.role == INNER:
                execution.cancel(other)
    if enough or done >= total:
        body.complete()
    elif loop.sequential:
        _member(body, done)
