"""Tell the listeners of a task that a verb changed it (dialect A2: update, then assignment), in the verb's own transaction."""

from __future__ import annotations

from typing import Any

from engine.commands.cases import open_case
from engine.commands.definitions import compiled
from engine.commands.roots import Root
from engine.commands.runtime import Runtime
from engine.commands.save import save
from engine.execution import listeners
from engine.store.sql import Row
from engine.store.uow import Unit

HEARD = frozenset({"update", "assignment"})


def changed(runtime: Runtime, unit: Unit, before: Row[Any]) -> None:
    """After the rows of the task were changed; `before` is its row as it was. Costs nothing where nobody listens.

    What a listener raises makes the verb fail."""
    work = compiled(runtime, unit, before.definition_id).process.nodes[before.element].user
    if work is None or not HEARD & work.listeners.keys():
        return
    case = open_case(runtime, unit, Root("task", before.id))
    token = case.execution.live.get(before.id)
    if token is None:
        return
    listeners.changed(token, before.assignee)
    case.execution.run()
    save(runtime, unit, case)
