"""Accounts and groups as the dialect lists them: who may sign in, and what groups there are. Names only; no address, no right."""

from __future__ import annotations

from typing import Any

from engine.queries.rest.resource import Condition, Resource, among, equal, like
from engine.store.sql import ColumnElement, Select, select
from engine.store.tables import account, membership
from engine.store.tables import unit as unit_table
from engine.store.uow import Unit

#: Groups are not rows of their own: units, and whatever accounts are members of.
group = select(membership.c.group.label("id")).union(select(unit_table.c.id)).subquery("known_group")


def _users(_: Unit) -> Select[Any]:
    return select(account.c.name.label("id"), account.c.display, account.c.language).where(account.c.active)


def _groups(_: Unit) -> Select[Any]:
    return select(group.c.id, unit_table.c.name, unit_table.c.kind).outerjoin(unit_table, unit_table.c.id == group.c.id)


def _member_of(_: Unit, value: Any) -> ColumnElement[bool]:
    return account.c.name.in_(select(membership.c.account).where(membership.c.group == value))


def _has_member(_: Unit, value: Any) -> ColumnElement[bool]:
    return group.c.id.in_(select(membership.c.group).where(membership.c.account == value))


NAMES: dict[str, Condition] = {"firstName": equal(account.c.display), "firstNameLike": like(account.c.display)}
USERS = Resource("user", _users, account.c.name, {
    "id": equal(account.c.name), "idIn": among(account.c.name), **NAMES, "memberOfGroup": _member_of,
}, {"userId": account.c.name, "firstName": account.c.display})
GROUPS = Resource("group", _groups, group.c.id, {
    "id": equal(group.c.id), "idIn": among(group.c.id), "name": equal(unit_table.c.name), "nameLike": like(unit_table.c.name),
    "type": equal(unit_table.c.kind), "member": _has_member,
}, {"id": group.c.id, "name": unit_table.c.name, "type": unit_table.c.kind})
