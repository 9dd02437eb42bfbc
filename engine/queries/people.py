"""Accounts, units and notices as people see them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.domain.errors import Invalid, NotFound
from engine.domain.notice_texts import text_of
from engine.domain.policy import Permission, require_right
from engine.domain.values import decode
from engine.domain.work import Account, Notice, Page
from engine.domain.work import Unit as OfficeUnit
from engine.queries.cursors import after, moment, pack, unpack
from engine.store.sql import ColumnElement, Row, exists, func, or_, select
from engine.store.tables import account, membership, notice
from engine.store.tables import unit as unit_table
from engine.store.uow import Unit


def accounts(unit: Unit) -> tuple[Account, ...]:
    """All accounts."""
    require_right(unit.actor, Permission.ACCOUNT_EDIT)
    return _with_groups(unit.rows(select(account).order_by(account.c.name)), unit.rows(select(membership).order_by(membership.c.group)))


def account_page(unit: Unit, q: str = "", *, cursor: str | None = None, limit: int = 50) -> Page[Account]:
    """One page by name, of all or of those whose name, display name, group or unit holds `q`; counted. Raises `Forbidden`, `Invalid`."""
    require_right(unit.actor, Permission.ACCOUNT_EDIT)
    fits: list[ColumnElement[bool]] = []
    if "\0" in q:
        return Page((), None, 0)
    if q.strip():
        pattern = _pattern(q)
        named = select(unit_table.c.id).where(unit_table.c.name.ilike(pattern, escape="\\"))
        grouped = select(membership.c.account).where(or_(
            membership.c.group.ilike(pattern, escape="\\"), membership.c.group.in_(named),
            exists().where(unit_table.c.name.ilike(pattern, escape="\\"), membership.c.group.startswith(unit_table.c.id + ".")),
        ))
        fits.append(or_(account.c.name.ilike(pattern, escape="\\"), account.c.display.ilike(pattern, escape="\\"), account.c.name.in_(grouped)))
    counted = unit.one(select(func.count()).select_from(account).where(*fits))
    if cursor:
        [after_name] = unpack(cursor, "accounts", 1)
        fits.append(account.c.name > str(after_name))
    rows = unit.rows(select(account).where(*fits).order_by(account.c.name).limit(limit + 1))
    shown = rows[:limit]
    groups = unit.rows(select(membership).where(membership.c.account.in_([row.name for row in shown])).order_by(membership.c.group))
    return Page(_with_groups(shown, groups), pack("accounts", [shown[-1].name]) if len(rows) > limit else None, int(counted[0]) if counted else 0)


def holders(unit: Unit) -> dict[str, int]:
    """How many active accounts are in each group."""
    require_right(unit.actor, Permission.ACCOUNT_EDIT)
    query = select(membership.c.group, func.count().label("many")).join(account, account.c.name == membership.c.account).where(account.c.active)
    return {row.group: int(row.many) for row in unit.rows(query.group_by(membership.c.group))}


def _with_groups(rows: Sequence[Row[Any]], memberships: Sequence[Row[Any]]) -> tuple[Account, ...]:
    groups: dict[str, list[str]] = {}
    for row in memberships:
        groups.setdefault(row.account, []).append(row.group)
    return tuple(
        Account(row.name, row.display, row.email, row.active, row.language, tuple(groups.get(row.name, ())), tuple(filter(None, row.rights.split(","))),
                row.locked_until, row.must_change)
        for row in rows
    )


def _pattern(q: str) -> str:
    return "%" + q.strip()[:100].replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


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
    pattern = _pattern(q)
    if "\0" in q:  # no database stores it
        return ()
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
