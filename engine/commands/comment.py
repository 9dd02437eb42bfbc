"""Say something on a case; everyone who sees the case reads it."""

from __future__ import annotations

from engine.commands.audit import append, lock_case
from engine.commands.roots import Root
from engine.domain.errors import Invalid
from engine.domain.policy import CaseFacts, Permission, require_case
from engine.store.sql import select
from engine.store.tables import instance
from engine.store.uow import Unit
from engine.store.visibility import visible_root

LONGEST = 2000


def comment(unit: Unit, instance_id: str, text: str) -> None:
    """Add an opinion. Raises `Invalid` when it is empty or longer than 2,000 characters."""
    if not text.strip() or len(text) > LONGEST:
        raise Invalid(code="comment.length", fields={"text": ["comment.length"]}, limit=LONGEST)
    case = lock_case(unit, Root("instance", instance_id))
    seen = unit.one(select(visible_root(unit.actor, instance.c.id).label("visible")).where(instance.c.id == case.id))
    require_case(unit.actor, CaseFacts(case.started_by, bool(seen and seen.visible)), Permission.CASE_COMMENT)
    append(unit, case, instance_id, "case.commented", "", {"text": text.strip()})
