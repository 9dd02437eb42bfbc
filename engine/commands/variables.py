"""Set and remove variables of a running case from outside. Conditional events see the change; the case's file keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.commands.cases import open_case
from engine.commands.roots import Root
from engine.commands.runtime import Runtime
from engine.commands.save import save
from engine.domain.actor import Right
from engine.domain.errors import Forbidden, NotFound
from engine.domain.policy import WorkFacts, task_permissions
from engine.domain.values import normalise
from engine.execution import listeners
from engine.execution.changes import Happened
from engine.execution.token import Token
from engine.store.sql import select
from engine.store.tables import task
from engine.store.uow import Unit


class VariablesForbidden(Forbidden):
    """You may not change the variables of this case."""

    code = "variables.forbidden"


def set_variables(
    runtime: Runtime, unit: Unit, scope_id: str, values: Mapping[str, Any], deletions: Sequence[str] = (), *, local: bool = False,
) -> None:
    """Set `values`, then remove `deletions`, as seen from the scope (a process instance, a task or another live node).

    Without `local` the walk-up rule holds: the nearest scope that has the name, else the process. The listeners of a task are told when
    variables of its own changed. Raises `NotFound`,
    `Forbidden`, `Conflict` when the case has ended, and what a conditional event raises that fires by it.
    """
    _require(unit, scope_id)
    case = open_case(runtime, unit, Root("token", scope_id))
    scope: Token | None = case.execution.live.get(scope_id)
    if scope is None:
        raise NotFound(code="execution.not-found", id=scope_id)
    variables = case.execution.variables
    own = set(variables.local(scope))
    clean = {name: normalise(value, name) for name, value in values.items()}
    for name, value in clean.items():
        (variables.set_local if local else variables.set)(scope, name, value)
    gone = [name for name in deletions if variables.remove(scope, name, local=local)]
    if "user" in scope.doc.get("waits", ()) and ((local and clean) or own & {*clean, *gone}):
        listeners.own_variables(scope)
    case.execution.run()
    detail = {"variables": clean, "deleted": gone, "local": local}
    save(runtime, unit, case, Happened("variables.set", scope.instance_id, scope.task_spec.node.id, detail))


def _require(unit: Unit, scope_id: str) -> None:
    """Machines of integration, operators, and who works on that very task."""
    actor = unit.actor
    if actor.may(Right.INTEGRATION) or actor.may(Right.SYSTEM):
        return
    row = unit.one(select(task.c.assignee, task.c.candidates).where(task.c.id == scope_id, task.c.state == "open"))
    if row is not None:
        facts = WorkFacts(row.assignee, frozenset(filter(None, row.candidates.split(","))), frozenset(), visible=True)
        if "complete" in task_permissions(actor, facts):
            return
    raise VariablesForbidden
