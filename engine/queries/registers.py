"""Lists and single entries of registers: searched, filtered, paged by keyset; personal data masked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from engine.domain.errors import Invalid, NotFound
from engine.domain.policy import Permission, require_records_reader, require_right
from engine.domain.values import decode, plain
from engine.domain.work import Page
from engine.joint.fields import storable
from engine.joint.masking import cover
from engine.joint.registers import REGISTERS, Register
from engine.joint.stored import Entry, entries_of, table_of
from engine.queries.cursors import after, pack, unpack
from engine.store.sql import and_, func, literal, or_, select
from engine.store.tables import record_event, regulated_object, visit_party
from engine.store.uow import Unit

MAX_LIMIT, MATCHES = 500, 10
#: What each list may be narrowed by.
FILTERS: dict[str, tuple[str, ...]] = {
    "objects": ("kind", "area_code", "unit", "list_type", "credit_class", "state", "credit_code"), "officers": ("unit", "state", "account"),
    "matters": ("scene", "lead"), "areas": ("managed_by",), "departments": (), "visits": ("object_id", "state", "source", "lead_unit", "area_code", "code_no"),
}
#: (column, descending) of each list; ties by id.
SORTS: dict[str, tuple[str, bool]] = {
    "objects": ("name", False), "officers": ("name", False), "matters": ("code", False), "areas": ("code", False), "departments": ("code", False), "visits": ("day", True),
}
#: Registers without a column of folded text: where words are looked up.
WORDS: dict[str, tuple[str, ...]] = {
    "matters": ("code", "name", "name_en", "basis"), "areas": ("code", "name", "name_en"), "departments": ("code", "name"), "visits": ("id", "object_id", "code_no"),
}


@dataclass(frozen=True, slots=True)
class RecordEvent:
    """A line of the ledger: created, changed, imported or unmasked, by whom; `detail` says what it was before."""

    at: datetime
    actor: str
    deed: str
    batch: str | None
    detail: Mapping[str, Any]


def register_of(name: str) -> Register:
    """A register by its name. Raises `NotFound`."""
    if name not in REGISTERS:
        raise NotFound(code="record.not-found")
    return REGISTERS[name]


def listed(
    unit: Unit, register: Register, *, q: str = "", filters: Mapping[str, str] | None = None, cursor: str | None = None, limit: int = 25, count: bool = False,
) -> Page[Entry]:
    """One page. Words must all be found. `count` also counts all that fit, in a statement of its own. Raises `Forbidden`, `Invalid`."""
    require_records_reader(unit.actor)
    if not 1 <= limit <= MAX_LIMIT:
        raise Invalid(code="record.limit", limit=limit)
    if not storable(q, *(filters or {}).values()):
        return Page((), None, 0)
    table = table_of(register)
    fits = [table.c[name] == value for name, value in (filters or {}).items() if name in FILTERS[register.name] and value]
    if register.name == "visits" and (member := (filters or {}).get("member")):
        fits.append(table.c.id.in_(select(visit_party.c.visit_id).where(visit_party.c.unit == member)))
    for word in q.casefold().split()[:8]:
        if register.name in WORDS:
            fits.append(or_(*(func.lower(table.c[name]).contains(word[:100], autoescape=True) for name in WORDS[register.name])))
        else:
            fits.append((func.strpos if unit.postgres else func.instr)(table.c.search, word[:100]) > 0)  # a third of the time of LIKE
    total = None
    if count:
        row = unit.one(select(func.count()).select_from(table).where(*fits))
        total = int(row[0]) if row else 0
        if not total:
            return Page((), None, 0)
    column, descending = SORTS[register.name]
    sort, key = table.c[column], table.c[register.key]
    query = select(table).where(*fits)
    if cursor:
        value, identity = unpack(cursor, register.name, 2)
        query = query.where(after(sort, key, value, identity, descending=descending))
    order = (sort.desc().nulls_last(), key.desc()) if descending else (sort.asc(), key.asc())
    rows = unit.rows(query.order_by(*order).limit(limit + 1))
    shown = rows[:limit]
    more = pack(register.name, [getattr(shown[-1], column), getattr(shown[-1], register.key)]) if len(rows) > limit else None
    return Page(tuple(_covered(register, entry) for entry in entries_of(unit, register, shown)), more, total)


def one(unit: Unit, register: Register, identity: str, *, open_data: bool = False) -> Entry:
    """One entry, personal data masked unless `open_data`. Raises `NotFound`, `Forbidden`."""
    require_records_reader(unit.actor)
    table = table_of(register)
    rows = unit.rows(select(table).where(table.c[register.key] == identity)) if storable(identity) else ()
    if not rows:
        raise NotFound(code="record.not-found")
    [entry] = entries_of(unit, register, rows)
    return entry if open_data else _covered(register, entry)


def matching(unit: Unit, register: Register, equal: Mapping[str, str]) -> tuple[Entry, ...]:
    """Entries whose columns equal these values, at most ten, by id, personal data open; for workers that look things up. Raises `Forbidden`."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    table = table_of(register)
    rows = unit.rows(select(table).where(*(table.c[name] == value for name, value in equal.items())).order_by(table.c[register.key]).limit(MATCHES))
    return tuple(entries_of(unit, register, rows))


def at_address(unit: Unit, address: str) -> tuple[Entry, ...]:
    """Objects whose address holds this one or is held by it, at most ten; for workers. Raises `Forbidden`."""
    require_right(unit.actor, Permission.EXTERNAL_WORK)
    column = regulated_object.c.address
    held = func.replace(literal(address), column, "") != address
    fits = or_(column.contains(address, autoescape=True), and_(column != "", held))
    rows = unit.rows(select(regulated_object).where(fits).order_by(regulated_object.c.id).limit(MATCHES))
    return tuple(entries_of(unit, REGISTERS["objects"], rows))


def history(unit: Unit, register: Register, identity: str) -> tuple[RecordEvent, ...]:
    """What happened to an entry, newest first; values of personal fields are left out."""
    require_records_reader(unit.actor)
    personal = {field.name for field in register.fields if field.personal}
    rows = unit.rows(select(record_event).where(record_event.c.kind == register.name, record_event.c.record_id == identity).order_by(record_event.c.at.desc(), record_event.c.id).limit(200))
    made = []
    for row in rows:
        detail = plain(decode(row.detail))
        made.append(RecordEvent(row.at, row.actor, row.deed, row.batch, {name: value if name not in personal else {} for name, value in detail.items()}))
    return tuple(made)


def _covered(register: Register, entry: Entry) -> Entry:
    return replace(entry, values=cover(register, entry.values))
