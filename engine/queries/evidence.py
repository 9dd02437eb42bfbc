"""Evidence: the files of cases with the hash their content is addressed by, as far as the actor may see the cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.domain.errors import Invalid
from engine.domain.policy import require_records_reader
from engine.domain.work import Page
from engine.joint.fields import storable
from engine.queries.cursors import after, moment, pack, unpack
from engine.store.sql import Row, or_, select
from engine.store.tables import file, instance
from engine.store.uow import Unit
from engine.store.visibility import visible_of_list

MAX_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file of a case. `sha256` is of its content as it was uploaded; two equal ones are the same content."""

    id: str
    name: str
    sha256: str
    size: int
    uploaded_by: str
    at: datetime
    root_id: str
    case: str


def listed(unit: Unit, *, q: str = "", cursor: str | None = None, limit: int = 25) -> Page[Evidence]:
    """One page, newest first; `q` are words of names, numbers of cases, or the beginning of a hash. Raises `Forbidden`, `Invalid`."""
    require_records_reader(unit.actor)
    if not 1 <= limit <= MAX_LIMIT:
        raise Invalid(code="record.limit", limit=limit)
    if not storable(q):
        return Page(())
    query = select(file, instance.c.business_key, instance.c.title).join(instance, instance.c.id == file.c.root_id).where(visible_of_list(unit, file.c.root_id))
    for word in q.split()[:8]:
        query = query.where(or_(
            file.c.name.contains(word[:100], autoescape=True), file.c.sha256.startswith(word[:64].lower(), autoescape=True),
            instance.c.business_key.contains(word[:100], autoescape=True), instance.c.title.contains(word[:100], autoescape=True),
        ))
    if cursor:
        value, identity = unpack(cursor, "evidence", 2)
        query = query.where(after(file.c.at, file.c.id, moment(value), identity, descending=True))
    rows = unit.rows(query.order_by(file.c.at.desc(), file.c.id.desc()).limit(limit + 1))
    shown = rows[:limit]
    more = pack("evidence", [shown[-1].at, shown[-1].id]) if len(rows) > limit else None
    return Page(tuple(evidence_row(row) for row in shown), more)


def evidence_row(row: Row[Any]) -> Evidence:
    """A file with its case."""
    return Evidence(row.id, row.name, row.sha256, row.size, row.uploaded_by, row.at, row.root_id, row.business_key or row.title)
