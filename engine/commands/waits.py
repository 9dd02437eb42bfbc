"""What a case waits for besides people: moments, messages, answers of other systems. Read with the compiled process, which knows the names."""

from __future__ import annotations

from engine.commands.definitions import compiled
from engine.commands.runtime import Runtime
from engine.domain.work import Wait
from engine.store.sql import select
from engine.store.tables import definition, external_task, instance, job, subscription
from engine.store.uow import Unit


def waits(runtime: Runtime, unit: Unit, root: str) -> tuple[Wait, ...]:
    """Catches the tokens of a case stand at, first due first; what merely guards the work of a person (boundary events) is not told.

    `root` is the case's id; whether the actor may see it is the caller's to ask.
    """
    of = (instance.c.definition_id, definition.c.key.label("definition_key"))
    timers = unit.rows(
        select(job.c.element, job.c.due_at, *of).join(instance, instance.c.id == job.c.instance_id).join(definition, definition.c.id == instance.c.definition_id)
        .where(job.c.root_id == root, job.c.kind == "timer").order_by(job.c.due_at, job.c.id),
    )
    messages = unit.rows(
        select(subscription.c.element, subscription.c.kind, *of).join(instance, instance.c.id == subscription.c.instance_id)
        .join(definition, definition.c.id == instance.c.definition_id).where(subscription.c.root_id == root).order_by(subscription.c.created_at, subscription.c.id),
    )
    outside = unit.rows(
        select(external_task.c.element, *of).join(instance, instance.c.id == external_task.c.instance_id).join(definition, definition.c.id == instance.c.definition_id)
        .where(external_task.c.root_id == root).order_by(external_task.c.created_at, external_task.c.id),
    )
    found = [("timer", row, row.due_at) for row in timers] + [(row.kind, row, None) for row in messages] + [("system", row, None) for row in outside]
    told = []
    for kind, row, due_at in found:
        node = compiled(runtime, unit, row.definition_id).process.nodes.get(row.element)
        if node is not None and node.kind != "boundaryEvent" and not node.triggered_by_event and node.kind != "startEvent":
            told.append(Wait(kind, row.element, node.name or row.element, row.definition_key, due_at))
    return tuple(told)
