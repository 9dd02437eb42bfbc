"""Nothing is done twice because someone clicked or retried twice (draft-ietf-httpapi-idempotency-key-header-07)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from engine.domain.errors import Invalid
from engine.domain.values import encode, normalise
from engine.store.sql import select
from engine.store.tables import idempotency
from engine.store.uow import Unit
from engine.store.upsert import insert_rows


class KeyReused(Invalid):
    """The idempotency key was used before with other content."""

    code = "idempotency.reused"


def fingerprint(verb: str, subject: str, data: Mapping[str, Any]) -> str:
    """What the request asked for, as a hash."""
    return hashlib.sha256("\x1f".join([verb, subject, encode(normalise(dict(data)))]).encode()).hexdigest()


def same(earlier: str | None, asked: str) -> bool:
    """Whether the request was done before. Raises `KeyReused` when the key stood for something else."""
    if earlier is None:
        return False
    if earlier != asked:
        raise KeyReused
    return True


def earlier_answer(unit: Unit, key: str | None, asked: str) -> str | None:
    """The answer kept for a key, None when it is new."""
    if key is None:
        return None
    row = unit.one(select(idempotency).where(idempotency.c.account == unit.actor.account, idempotency.c.key == key))
    return row.answer if row is not None and same(row.fingerprint, asked) else None


def remember(unit: Unit, key: str | None, asked: str, answer: str) -> None:
    """Keep the key with its answer in the same transaction as the deed."""
    if key is not None:
        insert_rows(unit, idempotency, [{"account": unit.actor.account, "key": key, "fingerprint": asked, "answer": answer, "created_at": unit.now}])
