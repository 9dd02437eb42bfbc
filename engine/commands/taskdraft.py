"""What is filled in so far (暂存): kept with the task, so that it outlives the browser and goes along when the task is handed over."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from engine.commands.tasks import locked_task, require_open
from engine.domain.errors import Invalid
from engine.domain.unfinished import Unfinished
from engine.store.sql import delete, select
from engine.store.tables import draft, task
from engine.store.uow import Unit
from engine.store.upsert import upsert

KIND = "task"
#: Characters of JSON; a form is far smaller, and files are not part of it.
LONGEST = 200_000


def keep(unit: Unit, task_id: str, data: Mapping[str, Any]) -> None:
    """Keep the fields as they stand, unchecked: they are checked when the task is completed. What tasks done meanwhile left behind goes.

    Raises `Invalid` (draft.long), `Conflict` when it is done or someone else's, `Forbidden`, `NotFound`.
    """
    row, facts, _ = locked_task(unit, task_id)
    require_open(unit, row, facts, "complete", None)
    content = json.dumps(data, ensure_ascii=False, default=_number)
    if len(content) > LONGEST:
        raise Invalid(code="draft.long", limit=LONGEST)
    over = select(task.c.id).where(task.c.id == draft.c.key, task.c.state != "open")
    unit.run(delete(draft).where(draft.c.kind == KIND, over.exists()))
    upsert(unit, draft, [
        {"kind": KIND, "key": task_id, "content": content, "revision": 0, "updated_at": unit.now, "updated_by": unit.actor.account},
    ])


def kept(unit: Unit, task_id: str) -> Unfinished | None:
    """What was kept of a task that is the actor's to complete; None when there is nothing. Raises `NotFound`."""
    row, facts, _ = locked_task(unit, task_id)
    found = unit.one(select(draft).where(draft.c.kind == KIND, draft.c.key == task_id))
    if found is None or row.state != "open" or facts.assignee != unit.actor.account:
        return None
    return Unfinished(json.loads(found.content), found.updated_at, found.updated_by)


def _number(value: object) -> float | str:
    """Decimals of ordinary size as numbers; 1e999999999 stays a text of a few letters."""
    return float(value) if isinstance(value, Decimal) and abs(value) < 10**15 else str(value)


def drop(unit: Unit, task_id: str) -> None:
    """Begin afresh. Raises as `keep`."""
    row, facts, _ = locked_task(unit, task_id)
    require_open(unit, row, facts, "complete", None)
    unit.run(delete(draft).where(draft.c.kind == KIND, draft.c.key == task_id))
