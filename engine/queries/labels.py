"""Entries of registers as forms name them: a few rows for type-ahead, and the labels of values already given."""

from __future__ import annotations

from collections.abc import Sequence

from engine.domain.errors import Forbidden
from engine.domain.policy import require_records_reader
from engine.joint.fields import storable
from engine.joint.kept import INNER
from engine.joint.registers import KINDS, REGISTERS
from engine.joint.stored import Entry, entries_of, table_of
from engine.queries.kept import may_know
from engine.queries.registers import listed
from engine.store.sql import or_, select
from engine.store.tables import case_record
from engine.store.uow import Unit
from engine.store.visibility import visible_root

#: What forms call a register: name -> (register, kind of object).
CALLED = {
    "objects": ("objects", ""), "shops": ("objects", "shop"), "dogs": ("objects", "dog"), "enterprises": ("objects", "enterprise"), "spots": ("objects", "scenic"),
    "items": ("matters", ""), "matters": ("matters", ""), "visits": ("visits", ""), "areas": ("areas", ""), "departments": ("departments", ""),
}
Labels = tuple[tuple[str, str], ...]


def labels(unit: Unit, called: str, *, q: str = "", ids: Sequence[str] = (), language: str = "zh", limit: int = 20) -> Labels:
    """(id, label) of entries by words, or of the ids given. Records of cases are found under the plural of their kind. () for a register nobody knows."""
    limit = max(limit, len(ids))
    try:
        require_records_reader(unit.actor)
    except Forbidden:
        return ()
    if not storable(called, q, *ids):
        return ()
    if called not in CALLED:
        return _records(unit, called.removesuffix("s"), q, ids, limit)
    name, kind = CALLED[called]
    register = REGISTERS[name]
    if ids:
        table = table_of(register)
        found: Sequence[Entry] = entries_of(unit, register, unit.rows(select(table).where(table.c[register.key].in_(list(ids)[:limit]))))
    else:
        found = listed(unit, register, q=q, filters={"kind": kind}, limit=limit).items
    return tuple((entry.id, _label(entry, language)) for entry in found)


def _label(entry: Entry, language: str) -> str:
    values = entry.values
    english = language == "en"
    if entry.register == "objects":
        kind = KINDS.get(str(values["kind"]), ("", ""))[1 if english else 0]
        return f"{values['name']}（{values['address'] or kind}）"
    if entry.register == "matters":
        return f"{entry.id} {(values['name_en'] or values['name']) if english else values['name']}"
    if entry.register == "visits":
        return f"{entry.id} {values['day'] or ''}".strip()
    return str((values.get("name_en") if english else "") or values.get("name") or entry.id)


def _records(unit: Unit, kind: str, q: str, ids: Sequence[str], limit: int) -> Labels:
    if kind in INNER:
        return ()
    seen = or_(visible_root(unit.actor, case_record.c.root_id), case_record.c.root_id == "")
    query = select(case_record.c.id, case_record.c.title, seen.label("seen")).where(case_record.c.kind == kind, may_know(unit.actor))
    if ids:
        query = query.where(case_record.c.id.in_(list(ids)[:limit]))
    else:
        for word in q.split()[:8]:
            query = query.where(or_(case_record.c.id.contains(word[:100], autoescape=True), seen & case_record.c.title.contains(word[:100], autoescape=True)))
    return tuple((row.id, f"{row.id} {row.title if row.seen and row.title else ''}".strip()) for row in unit.rows(query.order_by(case_record.c.id).limit(limit)))
