"""Accounts by who someone is elsewhere. The link is the provider's subject, never a name or a mail address, which others may get later."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence

from engine.commands.people import NAME
from engine.commands.runtime import Runtime
from engine.commands.signin import actor_of
from engine.domain.actor import Actor
from engine.domain.errors import Conflict, Forbidden, NotFound
from engine.domain.policy import Permission, require_right
from engine.ports import Identity
from engine.store.sql import ColumnElement, and_, delete, insert, select, update
from engine.store.tables import account, account_identity
from engine.store.uow import Unit
from engine.store.upsert import insert_once


def sign_in(runtime: Runtime, unit: Unit, identity: Identity, *, create: bool) -> Actor:
    """The account linked to an identity. Raises `Forbidden`: login.not-linked, login.disabled, login.locked.

    `create` makes an account without units, rights or a usable password where none is linked; an administrator gives it its work.
    """
    link = _link(identity.issuer, identity.subject)
    row = unit.one(select(account).join(account_identity, account_identity.c.account == account.c.name).where(link))
    if row is None:
        if not create:
            raise Forbidden(code="login.not-linked")
        name = _create(runtime, unit, identity)
        _insert(unit, name, identity, name)
        row = unit.one(select(account).where(account.c.name == name))
        assert row is not None
    if not row.active:
        raise Forbidden(code="login.disabled")
    if row.locked_until is not None and row.locked_until > unit.now:
        raise Forbidden(code="login.locked")
    unit.run(update(account_identity).where(link).values(used_at=unit.now))
    return actor_of(unit, row)


def link(unit: Unit, name: str, identity: Identity) -> None:
    """Link an identity to one's own account, or as an administrator to any. Raises `Conflict` when it is another's, `NotFound`."""
    if name != unit.actor.account:
        require_right(unit.actor, Permission.ACCOUNT_EDIT)
    if unit.one(select(account.c.name).where(account.c.name == name)) is None:
        raise NotFound(code="account.not-found", name=name)
    held = unit.one(select(account_identity.c.account).where(_link(identity.issuer, identity.subject)))
    if held is not None and held.account != name:
        raise Conflict(code="identity.taken")
    if held is None:
        _insert(unit, name, identity, unit.actor.account)


def unlink(unit: Unit, name: str, issuer: str) -> None:
    """Cut the links of an account to an issuer; one's own, or any as an administrator."""
    if name != unit.actor.account:
        require_right(unit.actor, Permission.ACCOUNT_EDIT)
    unit.run(delete(account_identity).where(account_identity.c.account == name, account_identity.c.issuer == issuer))


def issuers(unit: Unit, name: str) -> Sequence[str]:
    """Where an account is linked; one's own, or any for an administrator."""
    if name != unit.actor.account:
        require_right(unit.actor, Permission.ACCOUNT_EDIT)
    return [row.issuer for row in unit.rows(select(account_identity.c.issuer).where(account_identity.c.account == name).order_by(account_identity.c.issuer))]


def _link(issuer: str, subject: str) -> ColumnElement[bool]:
    return and_(account_identity.c.issuer == issuer, account_identity.c.subject == subject)


def _insert(unit: Unit, name: str, identity: Identity, by: str) -> None:
    unit.run(insert(account_identity).values(
        issuer=identity.issuer, subject=identity.subject, account=name, linked_at=unit.now, linked_by=by, used_at=None,
    ))


def _create(runtime: Runtime, unit: Unit, identity: Identity) -> str:
    """An account of its own: a name that is taken is never taken over."""
    wish = re.sub(r"[^a-z0-9._-]", "-", (identity.preferred or "person").lower())[:50].strip("-._")
    stem = wish if NAME.fullmatch(wish) else "person"
    hashed = runtime.passwords.hash(secrets.token_urlsafe(32))
    for attempt in ("", *(f"-{secrets.token_hex(3)}" for _ in range(5))):
        row = {
            "name": stem + attempt, "display": (identity.name or stem)[:200], "email": "", "active": True, "language": "zh", "rights": "", "password": hashed,
            "must_change": False, "failures": 0, "locked_until": None, "created_at": unit.now,
        }
        if insert_once(unit, account, row):
            return str(row["name"])
    raise Conflict(code="account.exists", name=stem)
