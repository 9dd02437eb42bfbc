"""A deed with an idempotency key is done once: its result is stored with the deed and given again (draft-ietf-httpapi-idempotency-key-header-07).

While the first request is under way a second one finds the key taken (a unique row, written first): `InFlight`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeVar

from engine.commands.idempotent import same
from engine.domain.errors import Conflict
from engine.store.sql import select, update
from engine.store.tables import idempotency
from engine.store.uow import Unit
from engine.store.upsert import insert_once

Result = TypeVar("Result")


class InFlight(Conflict):
    """A request with this idempotency key is under way."""

    code = "idempotency.in-flight"


def known(unit: Unit, key: str, asked: str) -> bool:
    """Whether this very request was done. Raises `KeyReused` for another one, `InFlight` while it is under way."""
    row = unit.one(select(idempotency).where(idempotency.c.account == unit.actor.account, idempotency.c.key == key))
    if row is None or not same(row.fingerprint, asked):
        return False
    if not row.answer:
        raise InFlight
    return True


def keep(unit: Unit, account: str, key: str, asked: str) -> None:
    """Remember that the request was done, in the transaction that did it. Raises `InFlight` when another was faster."""
    if not insert_once(unit, idempotency, {"account": account, "key": key, "fingerprint": asked, "answer": "null", "created_at": unit.now}):
        raise InFlight


def once(unit: Unit, key: str, asked: str, deed: Callable[[], Result], again: Callable[[object], Result]) -> Result:
    """Do the deed, or give what it gave before: `again` reads the stored JSON. Raises `KeyReused` for another request."""
    place = (idempotency.c.account == unit.actor.account, idempotency.c.key == key)
    row = unit.one(select(idempotency).where(*place))
    if row is not None and same(row.fingerprint, asked):
        if not row.answer:
            raise InFlight
        return again(json.loads(row.answer))
    account = unit.actor.account
    if not insert_once(unit, idempotency, {"account": account, "key": key, "fingerprint": asked, "answer": "", "created_at": unit.now}):
        raise InFlight
    done = deed()
    unit.run(update(idempotency).where(idempotency.c.account == account, idempotency.c.key == key).values(answer=json.dumps(done)))
    return done
