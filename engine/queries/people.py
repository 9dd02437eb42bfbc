"""Accounts, units and notices as people see them."""

from __future__ import annotations

from engine.domain.errors import Invalid, NotFound
from engine.domain.notice_texts import text_of
from engine.domain.policy import Permission, require_right
from engine.domain.values import decode
from engine.domain.work import Account, Notice, Page
from engine.domain.work import Unit as OfficeUnit
from engine.queries.cursors import after, moment, pack, unpack
from engine.store.sql import or_, select
from engine.store.tables import account, membership, notice
from engine.store.tables import unit as unit_table
from engine.store.uow import Unit


def accounts(unit: Unit, q: str = "") -> tuple[Account, ...]:
    """All accounts, or those whose name, display name or group holds `q`."""
    require_right(unit.actor, Permission.ACCOUNT_EDIT)
    query = select(account).order_by(account.c.name)
    if q.strip():
        pattern = "%" + q.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")[:100] + "%"
        grouped = select(membership.c.account).where(membership.c.group.ilike(pattern, escape="\\"))
        query = query.where(or_(account.c.name.ilike(pattern, escape="\\"), account.c.display.ilike(pattern, escape="\\"), account.c.name.in_(grouped)))
    groups: dict[str, list[str]] = {}
    for row in unit.rows(select(membership).order_by(membership.c.group)):
        groups.setdefault(row.account, []).append(row.group)
    return tuple(
        Account(row.name, row.display, row.email, row.active, row.language, tuple(groups.get(row.name, ())), tuple(filter(None, row.rights.split(","))),
                row.locked_until, row.must_change)
        for row in unit.rows(query)
    )


def one_account(unit: Unit, name: str) -> Account:
    """One account. Raises `NotFound`."""
    row = unit.one(select(account).where(account.c.name == name))
    if row is None or (unit.actor.account != name and not unit.actor.rights):
        raise NotFound(code="account.not-found", name=name)
    groups = tuple(item.group for item in unit.rows(select(membership.c.group).where(membership.c.account == name).order_by(membership.c.group)))
    return Account(row.name, row.display, row.email, row.active, row.language, groups, tuple(filter(None, row.rights.split(","))), row.locked_until, row.must_change)


def directory(unit: Unit, names: frozenset[str]) -> dict[str, str]:
    """Display names of accounts."""
    rows = unit.rows(select(account.c.name, account.c.display).where(account.c.name.in_(sorted(names))))
    return {row.name: row.display for row in rows}


def search_people(unit: Unit, q: str, limit: int = 20) -> tuple[tuple[str, str], ...]:
    """(name, display name) of active accounts, for type-ahead fields."""
    pattern = "%" + q.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")[:100] + "%"
    rows = unit.rows(
        select(account.c.name, account.c.display)
        .where(account.c.active, or_(account.c.name.ilike(pattern, escape="\\"), account.c.display.ilike(pattern, escape="\\")))
        .order_by(account.c.name).limit(limit)
    )
    return tuple((row.name, row.display) for row in rows)


def units(unit: Unit) -> tuple[OfficeUnit, ...]:
    """All units, by id."""
    return tuple(OfficeUnit(row.id, row.name, row.name_en, row.kind, row.parent, row.active) for row in unit.rows(select(unit_table).order_by(unit_table.c.id)))


def notices(unit: Unit, *, unread_only: bool, cursor: str | None, limit: int) -> Page[Notice]:
    """The actor's notices, newest first, in their language."""
    if not 1 <= limit <= 200:
        raise Invalid(code="inbox.sort", sort=str(limit))
    query = select(notice).where(notice.c.account == unit.actor.account)
    if unread_only:
        query = query.where(notice.c.read_at.is_(None))
    if cursor:
        value, identity = unpack(cursor, "notices", 2)
        query = query.where(after(notice.c.created_at, notice.c.id, moment(value), identity, descending=True))
    rows = unit.rows(query.order_by(notice.c.created_at.desc(), notice.c.id.desc()).limit(limit + 1))
    shown = rows[:limit]
    items = []
    for row in shown:
        title, text = text_of(row.kind, unit.actor.language, decode(row._mapping["values"]))
        items.append(Notice(row.id, row.kind, title, text, row.task_id, row.instance_id, row.created_at, row.read_at))
    return Page(tuple(items), pack("notices", [shown[-1].created_at, shown[-1].id]) if len(rows) > limit else None)
