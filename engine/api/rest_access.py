"""Credentials of /engine-rest: Basic, verified at most once a minute, and bearer tokens."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime, timedelta

from engine.api.group import Group
from engine.api.people import People
from engine.commands import tokens
from engine.commands.runtime import Runtime
from engine.commands.signin import actor_of, stored
from engine.domain.actor import SYSTEM_ACTOR, Actor
from engine.domain.errors import Forbidden

KEPT = timedelta(seconds=60)
MOST = 10_000


class Access(Group):
    """`engine.rest.access`."""

    def __init__(self, runtime: Runtime) -> None:
        super().__init__(runtime)
        self._people = People(runtime)
        self._key = secrets.token_bytes(32)
        self._verified: OrderedDict[bytes, tuple[str, datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def basic(self, name: str, password: str) -> Actor:
        """Who this is. Raises `Forbidden` (login.failed, login.locked, login.disabled, login.must-change).

        Hashing a password costs a fifth of a second, so a credential that was verified is taken for 60 s without hashing: as long
        as the stored hash, looked up on every request, is the very one it was verified against. Groups and rights are always fresh.
        """
        mark = hmac.digest(self._key, f"{name}\0{password}".encode(), hashlib.sha256)
        with self._look(SYSTEM_ACTOR) as unit:
            row = stored(unit, name)
            now = unit.now
            if row is not None and row.active and row.locked_until is None and self._known(mark, str(row.password), now):
                return self._ready(actor_of(unit, row), must_change=bool(row.must_change))
        actor = self._people.authenticate(name, password)
        with self._look(SYSTEM_ACTOR) as unit:
            row = stored(unit, name)
        if row is None:
            raise Forbidden(code="login.failed")
        self._keep(mark, str(row.password), now)
        return self._ready(actor, must_change=bool(row.must_change))

    def bearer(self, secret: str) -> tuple[Actor, tuple[str, ...]]:
        """Who the token stands for and which resources it opens (none: all). Raises `Forbidden` (token.refused)."""
        with self._look(SYSTEM_ACTOR) as unit:
            found = tokens.find(unit, secret)
        if found is None:
            raise Forbidden(code="token.refused")
        return found

    def create_token(
        self, actor: Actor, account: str, name: str, scopes: Sequence[str], expires_at: datetime, identity: str | None = None,
    ) -> tuple[str, str]:
        """(id, secret): the secret is shown this once. For oneself, or by a system administrator for a machine.

        With the same `identity` a second time: `Conflict` (token.made). Raises `Forbidden`, `Invalid`, `NotFound`.
        """
        return self._change(actor, lambda unit: tokens.create(unit, account, name, scopes, expires_at, identity))

    def revoke_token(self, actor: Actor, token_id: str) -> None:
        """It opens nothing from now on. Raises `NotFound`, `Forbidden`."""
        self._change(actor, lambda unit: tokens.revoke(unit, token_id))

    def all_tokens(self, actor: Actor) -> tuple[tokens.AccessToken, ...]:
        """The tokens of all accounts, newest first. Raises `Forbidden`."""
        with self._look(actor) as unit:
            return tokens.every(unit)

    def tokens(self, actor: Actor, account: str) -> tuple[tokens.AccessToken, ...]:
        """The tokens of an account, newest first."""
        with self._look(actor) as unit:
            return tokens.of_account(unit, account)

    @staticmethod
    def _ready(actor: Actor, *, must_change: bool) -> Actor:
        if must_change:
            raise Forbidden(code="login.must-change")
        return actor

    def _known(self, mark: bytes, hashed: str, now: datetime) -> bool:
        with self._lock:
            found = self._verified.get(mark)
            if found is None:
                return False
            if found[0] != hashed or not timedelta() <= now - found[1] < KEPT:
                del self._verified[mark]
                return False
            return True

    def _keep(self, mark: bytes, hashed: str, now: datetime) -> None:
        with self._lock:
            self._verified[mark] = (hashed, now)
            while len(self._verified) > MOST:
                self._verified.popitem(last=False)
