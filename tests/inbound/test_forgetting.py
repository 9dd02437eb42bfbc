"""Keys of actions are forgotten when nobody repeats them any more, and not before."""

from __future__ import annotations

import pytest

from engine import SYSTEM_ACTOR, Engine
from engine.store.sql import select
from engine.store.tables import idempotency
from engine.store.upsert import insert_once
from tests.settable_clock import SettableClock


@pytest.mark.both_databases
def test_keys_are_forgotten_after_their_days_however_many(engine: Engine, clock: SettableClock) -> None:
    def act(key: str) -> None:
        with engine._store.write(clock.now(), SYSTEM_ACTOR) as unit:
            insert_once(unit, idempotency, {"account": "anna", "key": key, "fingerprint": "f", "answer": "null", "created_at": unit.now})
            unit.commit()

    for number in range(5):
        act(f"old{number}")
    clock.advance(days=30)
    act("new")
    assert engine.inbound.forget(31) == 0
    clock.advance(days=2)
    assert engine.inbound.forget(31, limit=2) == 5
    with engine._store.read(clock.now(), SYSTEM_ACTOR) as unit:
        assert [row.key for row in unit.rows(select(idempotency.c.key))] == ["new"]
