"""A deed with an idempotency key is done once: its result is stored with the deed and given again (draft-ietf-httpapi-idempotency-key-header-07).

The key is a unique row, written first: a second request waits until the first has ended, then gives its answer, or does the deed
when the first came to nothing. `InFlight` is left for a deed that is more than one transaction (running a job by hand).
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
    """Whether this very request was done. Raises `KeyReused` for another one."""
    return _kept(unit, key, asked) is not None


def keep(unit: Unit, account: str, key: str, asked: str) -> None:
    """Remember that the request was done, in the transaction that did it. Raises `InFlight` when another was faster."""
    if not insert_once(unit, idempotency, {"account": account, "key": key, "fingerprint": asked, "answer": "null", "created_at": unit.now}):
        raise InFlight


def _kept(unit: Unit, key: str, asked: str) -> str | None:
    """The answer to this very request as JSON, None when it is new. Raises `KeyReused`."""
    row = unit.one(select(idempotency).where(idempotency.c.account == unit.actor.account, idempotency.c.key == key))
    return row.answer if row is not None and same(row.fingerprint, asked) else None


def once(unit: Unit, key: str, asked: str, deed: Callable[[], Result], again: Callable[[object], Result]) -> Result:
    """Do the deed, or give what it gave before: `again` reads the stored JSON. Raises `KeyReused` for another request."""
    account = unit.actor.account
    kept = _kept(unit, key, asked)
    if kept is None and not insert_once(unit, idempotency, {"account": account, "key": key, "fingerprint": asked, "answer": "", "created_at": unit.now}):
        kept = _kept(unit, key, asked)  # PostgreSQL let this one wait until the first was committed, so it is there by now
    if kept is not None:
        return again(json.loads(kept))
    done = deed()
    unit.run(update(idempotency).where(idempotency.c.account == account, idempotency.c.key == key).values(answer=json.dumps(done)))
    return done
