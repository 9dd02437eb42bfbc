"""Sign in: lock-out counted in the database, sessions kept on the server as hashes of their tokens."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from engine.domain.actor import Actor, Right, with_implied
from engine.domain.errors import Forbidden
from engine.store.sql import Row, delete, insert, select, update
from engine.store.tables import account, membership, session
from engine.store.uow import Unit

MAX_FAILURES = 5
LOCK = timedelta(minutes=15)
IDLE = timedelta(hours=2)
ABSOLUTE = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b5dWRWJTmaaVObGR7IeBq1YOBs"


def stored(unit: Unit, name: str) -> Row[tuple[object, ...]] | None:
    """The account as stored, for `judge`."""
    return unit.one(select(account).where(account.c.name == name))


def judge(unit: Unit, name: str, checked: str | None, *, right: bool) -> Actor:
    """Open the account when the password was `right` for the hash `checked`. Raises `Forbidden` (login.failed, login.locked, login.disabled).

    Hashing takes a fifth of a second, so it is done before, with no transaction open. The caller must commit also after
    `login.failed`: the failure is counted in this unit of work. An unknown name says the same as a wrong password.
    """
    row = stored(unit, name)
    if row is None:
        raise Forbidden(code="login.failed")
    if row.locked_until is not None and row.locked_until > unit.now:
        raise Forbidden(code="login.locked")
    if not right or row.password != checked:
        failures = row.failures + 1
        locked = unit.now + LOCK if failures >= MAX_FAILURES else None
        unit.run(update(account).where(account.c.name == name).values(failures=0 if locked else failures, locked_until=locked))
        raise Forbidden(code="login.failed")
    if not row.active:
        raise Forbidden(code="login.disabled")
    if row.failures or row.locked_until is not None:
        unit.run(update(account).where(account.c.name == name).values(failures=0, locked_until=None))
    return actor_of(unit, row)


def actor_of(unit: Unit, row: Row[tuple[object, ...]]) -> Actor:
    """The actor of an account row, with implied groups."""
    groups = frozenset(item.group for item in unit.rows(select(membership.c.group).where(membership.c.account == row.name)))
    rights = frozenset(Right(item) for item in row.rights.split(",") if item)
    return Actor(row.name, with_implied(groups), rights, row.language, row.display)


def open_session(unit: Unit, name: str, remote: str, agent: str) -> str:
    """A new session; returns its token, of which only a hash is stored."""
    token = secrets.token_urlsafe(32)
    unit.run(insert(session).values(
        digest=_digest(token), account=name, created_at=unit.now, seen_at=unit.now, remote=remote[:100], agent=agent[:300],
    ))
    unit.run(delete(session).where(session.c.created_at < unit.now - ABSOLUTE))
    return token


def find_session(unit: Unit, token: str) -> tuple[Actor, str, bool, bool] | None:
    """(actor, session id, must change the password, should be marked as seen) of a live session of an active account."""
    row = unit.one(select(session, account).join(account).where(session.c.digest == _digest(token)))
    if row is None or not row.active:
        return None
    if unit.now - row.seen_at > IDLE or unit.now - row.created_at > ABSOLUTE:
        return None
    return actor_of(unit, row), row.digest, bool(row.must_change), unit.now - row.seen_at > SEEN_EVERY


def seen(unit: Unit, digest: str) -> None:
    """The session was used; written at most once a minute."""
    unit.run(update(session).where(session.c.digest == digest).values(seen_at=unit.now))


def close_session(unit: Unit, token: str) -> None:
    """Sign out."""
    unit.run(delete(session).where(session.c.digest == _digest(token)))


def close_all(unit: Unit, name: str) -> None:
    """End every session of an account."""
    unit.run(delete(session).where(session.c.account == name))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
