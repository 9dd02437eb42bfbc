"""What operators do with a case: hold it, go on, move its work to another step, begin again."""

from __future__ import annotations

from collections.abc import Sequence

from engine.commands import placing
from engine.commands.audit import append, lock_case
from engine.commands.cases import open_case
from engine.commands.definitions import compiled, latest_row
from engine.commands.held import Hold, go_on, put
from engine.commands.roots import Root
from engine.commands.runtime import Runtime
from engine.commands.save import save
from engine.commands.start import start
from engine.domain.errors import Conflict, Fault, Invalid, NotFound
from engine.domain.modification import Instruction
from engine.domain.policy import Permission, require_right
from engine.domain.values import decode
from engine.domain.work import Step
from engine.execution import clocks, conditions, deliver, moving
from engine.execution.changes import Happened, without
from engine.execution.errors import Immovable
from engine.store.sql import select, update
from engine.store.tables import definition, event, instance, task, variable
from engine.store.uow import Unit


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Invalid(code="reason.missing", fields={"reason": ["reason.missing"]})
    return reason.strip()


def suspend(unit: Unit, case_id: str, reason: str) -> None:
    """Hold a case: no work can be done on it, its timers and clocks stand still. Raises `Conflict` unless it is active."""
    require_right(unit.actor, Permission.OPERATE)
    why = _reason(reason)
    case = lock_case(unit, Root("case", case_id))
    if case.state != "active":
        raise Conflict(code="case.not-active", state=case.state)
    unit.run(update(instance).where(instance.c.root_id == case_id, instance.c.state == "active").values(state="suspended", suspended_at=unit.now))
    append(unit, case, case_id, "case.suspended", "", {"reason": why})


def resume(runtime: Runtime, unit: Unit, case_id: str) -> None:
    """Go on. What was due later than the moment of holding moves, clocks of the law by their own days; what was late stays late."""
    require_right(unit.actor, Permission.OPERATE)
    case = lock_case(unit, Root("case", case_id))
    if case.state != "suspended":
        raise Conflict(code="case.not-suspended", state=case.state)
    hold = Hold(case.suspended_at, unit.now)
    go_on(runtime, unit, case_id, hold)
    unit.run(update(instance).where(instance.c.root_id == case_id, instance.c.state == "suspended").values(state="active", suspended_at=None))
    opened = open_case(runtime, unit, Root("case", case_id))
    moved = clocks.went_on(opened.execution, hold.since, hold.until)
    if moved:
        put(unit, clocks.worked_out_again(opened.execution, moved), hold)
        try:
            opened.execution.run()  # conditional events may look at them
        except Fault:  # what one of them begins fails: the case goes on all the same, or nobody could mend it; they are looked at by the next deed
            opened = open_case(runtime, unit, Root("case", case_id))  # from its rows: nothing of the try is written
            moved = clocks.went_on(opened.execution, hold.since, hold.until)
            conditions.look_again(opened.execution, moved.keys())
    detail = {"held_seconds": int(hold.length.total_seconds()), **({"moved": {name: sorted(moments) for name, moments in moved.items()}} if moved else {})}
    save(runtime, unit, opened, Happened("case.resumed", case_id, "", detail))


def jump(
    runtime: Runtime, unit: Unit, task_id: str, target: str, reason: str, *, whole_scope: bool = False, silent: bool = False,
) -> None:
    """Move the work of an open task to another step of its process, with a reason. History and data stay. `silent`: without telling listeners."""
    require_right(unit.actor, Permission.OPERATE)
    why = _reason(reason)
    case = open_case(runtime, unit, Root("task", task_id))
    row = unit.one(select(task).where(task.c.id == task_id))
    if row is None or row.state != "open":
        raise Conflict(code="task.already-done", by="")
    case.execution.around.silent = silent
    moving.jump(case.execution, task_id, target, whole_scope=whole_scope)
    detail = {"task": task_id, "to": target, "reason": why, "whole_scope": whole_scope, **without(listeners=silent)}
    save(runtime, unit, case, Happened("case.jumped", row.instance_id, row.element, detail))


def targets(runtime: Runtime, unit: Unit, task_id: str) -> tuple[Step, ...]:
    """The steps that the work of a task may be moved to, in the order of the file. Raises `Forbidden`, `NotFound`."""
    require_right(unit.actor, Permission.OPERATE)
    row = unit.one(select(task.c.definition_id, task.c.element).where(task.c.id == task_id))
    if row is None:
        raise NotFound(code="task.not-found")
    process = compiled(runtime, unit, row.definition_id).process
    return tuple(Step(node.id, node.name or node.id, node.kind) for node in moving.targets(process, row.element))


def modify(
    runtime: Runtime, unit: Unit, instance_id: str, instructions: Sequence[Instruction], reason: str, *, silent: bool = False, unmapped: bool = False,
) -> None:
    """Rearrange a process instance: leave some of its work and begin elsewhere, in the order given, all of it or none.

    `silent`: without telling listeners; `unmapped`: without mapping inputs and outputs; both of all that runs in this deed.

    Raises `Invalid` (modification.*) for the first instruction that cannot be followed, `Conflict`, `Forbidden`, `NotFound`, and what the
    model raises when it runs on.
    """
    require_right(unit.actor, Permission.OPERATE)
    why = _reason(reason)
    case = open_case(runtime, unit, Root("instance", instance_id))
    if instance_id not in case.execution.live:
        raise Conflict(code="case.ended", state="ended")
    case.execution.around.silent, case.execution.around.unmapped = silent, unmapped
    try:
        moving.modify(case.execution, instance_id, instructions)
    except Immovable as refused:
        raise placing.refusal(refused) from refused
    save(runtime, unit, case, Happened("case.modified", instance_id, "", {"instructions": placing.told(instructions), "reason": why, **without(listeners=silent, mappings=unmapped)}))


def add_member(runtime: Runtime, unit: Unit, task_id: str, value: object, reason: str) -> None:
    """Add a member to the multi-instance of an open task (加签)."""
    require_right(unit.actor, Permission.OPERATE)
    why = _reason(reason)
    case = open_case(runtime, unit, Root("task", task_id))
    token = case.execution.live.get(task_id)
    if token is None:
        raise Conflict(code="task.already-done", by="")
    deliver.add_member(case.execution, task_id, value)
    save(runtime, unit, case, Happened("member.added", token.instance_id, token.task_spec.node.id, {"value": value, "reason": why}))


def remove_member(runtime: Runtime, unit: Unit, task_id: str, reason: str) -> None:
    """Take the member of an open task out of its multi-instance (减签)."""
    require_right(unit.actor, Permission.OPERATE)
    why = _reason(reason)
    case = open_case(runtime, unit, Root("task", task_id))
    token = case.execution.live.get(task_id)
    if token is None:
        raise Conflict(code="task.already-done", by="")
    instance_id, element = token.instance_id, token.task_spec.node.id
    deliver.remove_member(case.execution, task_id)
    save(runtime, unit, case, Happened("member.removed", instance_id, element, {"task": task_id, "reason": why}))


def restart(runtime: Runtime, unit: Unit, case_id: str, reason: str) -> str:
    """Begin an ended case again on the newest version of its process, where it once began and with the variables it ended with; the new case."""
    require_right(unit.actor, Permission.OPERATE)
    why = _reason(reason)
    case = lock_case(unit, Root("case", case_id))
    if case.state in {"active", "suspended"}:
        raise Conflict(code="case.not-ended", state=case.state)
    row = unit.one(select(definition.c.key).where(definition.c.id == case.definition_id))
    if row is None:
        raise NotFound(code="definition.not-found", id=case.definition_id)
    values = {
        item.name: decode(item.value, item.declared)
        for item in unit.rows(select(variable).where(variable.c.root_id == case_id, variable.c.scope_id == case_id, variable.c.gone.is_(None)))
    }
    begun = unit.one(select(event.c.element).where(event.c.root_id == case_id, event.c.kind == "case.started"))
    newest = latest_row(unit, "process", row.key)
    starts = {node.id for node in compiled(runtime, unit, newest.id, newest).process.starts()} if newest is not None else set()
    at = begun.element if begun is not None and begun.element in starts else None
    again = start(runtime, unit, row.key, values, business_key=case.business_key, at=at, row=newest, checked=False)
    append(unit, case, case_id, "case.restarted", "", {"reason": why, "as": again})
    return again
