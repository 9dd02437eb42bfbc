"""Bearer tokens of /engine-rest: shown once, stored as a hash, for one account, some resources and a time; revocable."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from engine.commands.signin import actor_of
from engine.domain.actor import Actor, Right
from engine.domain.errors import Conflict, Forbidden, Invalid, NotFound
from engine.domain.policy import Permission, require_right
from engine.store.sql import Row, insert, select, update
from engine.store.tables import account, api_token
from engine.store.uow import Unit

PREFIX = "ot_"
LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A token as its owner sees it: never the secret. No scope means every resource the account may use."""

    id: str
    account: str
    name: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    created_by: str


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def create(
    unit: Unit, name: str, label: str, scopes: Sequence[str], expires_at: datetime, identity: str | None = None,
) -> tuple[str, str]:
    """(id, secret) of a new token of account `name`: one's own, or by a system administrator for a machine.

    Nobody gets a token of another person: it would let an administrator act in that person's name. `identity` makes a repeated
    request a `Conflict` instead of a second token. Raises `Forbidden`, `Invalid` (token.invalid), `NotFound`.
    """
    _require(unit, name)
    if not label.strip() or not unit.now < expires_at <= unit.now + LONGEST or any("," in scope or not scope for scope in scopes):
        raise Invalid(code="token.invalid")
    owner = unit.one(select(account.c.name, account.c.rights).where(account.c.name == name))
    if owner is None:
        raise NotFound(code="account.not-found", name=name)
    if name != unit.actor.account and Right.INTEGRATION.value not in owner.rights.split(","):
        raise Forbidden(code="token.of-a-person", name=name)
    identity, secret = identity or Unit.new_id(), PREFIX + secrets.token_urlsafe(32)
    if unit.one(select(api_token.c.id).where(api_token.c.id == identity)) is not None:
        raise Conflict(code="token.made")
    unit.run(insert(api_token).values(
        digest=_digest(secret), id=identity, account=name, name=label.strip()[:200], scopes=",".join(scopes), created_at=unit.now,
        created_by=unit.actor.account, expires_at=expires_at,
    ))
    return identity, secret


def revoke(unit: Unit, token_id: str) -> None:
    """It no longer opens anything. Raises `NotFound`, `Forbidden`."""
    row = unit.one(select(api_token).where(api_token.c.id == token_id))
    if row is None:
        raise NotFound(code="token.not-found")
    _require(unit, row.account)
    unit.run(update(api_token).where(api_token.c.id == token_id, api_token.c.revoked_at.is_(None)).values(revoked_at=unit.now))


def of_account(unit: Unit, name: str) -> tuple[AccessToken, ...]:
    """All tokens of an account, newest first."""
    _require(unit, name)
    rows = unit.rows(select(api_token).where(api_token.c.account == name).order_by(api_token.c.created_at.desc(), api_token.c.id))
    return tuple(_shown(row) for row in rows)


def every(unit: Unit) -> tuple[AccessToken, ...]:
    """The tokens of all accounts, newest first: for a system administrator. Raises `Forbidden`."""
    require_right(unit.actor, Permission.ACCOUNT_EDIT)
    rows = unit.rows(select(api_token).order_by(api_token.c.created_at.desc(), api_token.c.id))
    return tuple(_shown(row) for row in rows)


def find(unit: Unit, secret: str) -> tuple[Actor, tuple[str, ...]] | None:
    """Who the token stands for, and for which resources; None when it is unknown, over, revoked, or its account may not sign in."""
    row = unit.one(select(api_token).where(api_token.c.digest == _digest(secret)))
    if row is None or row.revoked_at is not None or row.expires_at <= unit.now:
        return None
    owner = unit.one(select(account).where(account.c.name == row.account))
    if owner is None or not owner.active or owner.must_change:
        return None
    return actor_of(unit, owner), _shown(row).scopes


def _shown(row: Row[Any]) -> AccessToken:
    return AccessToken(row.id, row.account, row.name, tuple(filter(None, row.scopes.split(","))), row.created_at, row.expires_at, row.revoked_at, row.created_by)


def _require(unit: Unit, name: str) -> None:
    if unit.actor.account != name and not unit.actor.may(Right.SYSTEM):
        raise Forbidden(code="forbidden.right", permission="account:edit")
