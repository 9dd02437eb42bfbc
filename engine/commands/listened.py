"""Tell the listeners of a task that a verb changed it (dialect A2: update, then assignment), in the verb's own transaction.

What counts as a change is what the original fires `update` for: name, people, dates, priority, links, delegation, a comment or a file added to the
task, a variable of the task's own. Comments and files are taken while the case is held, so they are told then too.
"""

from __future__ import annotations

from typing import Any

from engine.commands.cases import open_case
from engine.commands.definitions import compiled
from engine.commands.roots import Root
from engine.commands.runtime import Runtime
from engine.commands.save import save
from engine.execution import listeners
from engine.store.sql import Row, select
from engine.store.tables import task
from engine.store.uow import Unit

HEARD = frozenset({"update", "assignment"})


def changed(runtime: Runtime, unit: Unit, before: Row[Any]) -> None:
    """After the rows of the task were changed; `before` is its row as it was. Costs nothing where nobody listens.

    What a listener raises makes the verb fail."""
    work = compiled(runtime, unit, before.definition_id).process.nodes[before.element].user
    if work is None or not HEARD & work.listeners.keys():
        return
    case = open_case(runtime, unit, Root("task", before.id), held=True)
    token = case.execution.live.get(before.id)
    if token is None:
        return
    listeners.changed(token, before.assignee)
    case.execution.run()
    save(runtime, unit, case)


def added(runtime: Runtime, unit: Unit, task_id: str) -> None:
    """A comment or a file was added to a task, which may be done already."""
    row = unit.one(select(task).where(task.c.id == task_id, task.c.state == "open"))
    if row is not None:
        changed(runtime, unit, row)
