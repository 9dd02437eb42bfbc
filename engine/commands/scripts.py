"""Python script tasks: leased like external work, run in the sandbox with no transaction open, recorded in a second one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.commands import external
from engine.commands.definitions import compiled
from engine.commands.runtime import Runtime
from engine.domain.work import ExternalTask
from engine.execution.reading.process import SCRIPT_TOPIC
from engine.rules import Environment
from engine.rules.scripts import run_script
from engine.store.sql import ColumnElement, and_, or_, select
from engine.store.tables import external_task, instance
from engine.store.uow import Unit

LEASE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class DueScript:
    """A leased script with all it needs."""

    task: ExternalTask
    text: str
    result_variable: str | None
    env: Environment


def waiting(now: Any) -> ColumnElement[bool]:
    """Script tasks that nobody holds."""
    return and_(
        external_task.c.topic == SCRIPT_TOPIC, or_(external_task.c.lock_until.is_(None), external_task.c.lock_until <= now),
        or_(external_task.c.retries.is_(None), external_task.c.retries > 0),
    )


def lease(runtime: Runtime, unit: Unit, owner: str, limit: int) -> list[DueScript]:
    """Take up to `limit` scripts."""
    tasks = external.fetch_and_lock(unit, owner, [SCRIPT_TOPIC], limit=limit, lock_seconds=LEASE_SECONDS)
    due = []
    for task in tasks:
        row = unit.one(select(instance.c.definition_id).where(instance.c.id == task.instance_id))
        assert row is not None
        node = compiled(runtime, unit, row.definition_id).process.nodes[task.element]
        due.append(DueScript(task, node.script or "", node.result_variable, Environment(now=unit.now)))
    return due


def outcome(due: DueScript) -> Mapping[str, Any]:
    """Run it; the variables it leaves. Raises `ScriptFailed`."""
    done = run_script(due.text, due.task.variables, env=due.env, element=due.task.element)
    left = dict(done.changed)
    if due.result_variable and due.result_variable not in left:
        left[due.result_variable] = done.result
    return left
