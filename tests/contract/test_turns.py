"""Writers take turns: nobody starves (SQLite's own waiting gives some threads one transaction in two seconds)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from time import perf_counter

import pytest

from engine import SYSTEM_ACTOR, open_store
from engine.store.sql import select
from engine.store.tables import sequence
from engine.store.uow import Store
from engine.store.upsert import upsert

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
WRITERS, SECONDS = 8, 1.0


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    store = open_store(database_url)
    yield store
    store.close()


def test_no_writer_gets_less_than_half_of_the_mean(store: Store) -> None:
    done, longest = [0] * WRITERS, [0.0] * WRITERS
    end = perf_counter() + SECONDS

    def write(number: int) -> None:
        while perf_counter() < end:
            began = perf_counter()
            with store.write(NOW, SYSTEM_ACTOR) as unit:
                upsert(unit, sequence, [{"name": str(number), "value": done[number]}])
                unit.commit()
            done[number] += 1
            longest[number] = max(longest[number], perf_counter() - began)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    mean = sum(done) / WRITERS
    print(f"{sum(done) / SECONDS:.0f} transactions/s, per writer {done}, longest wait {max(longest) * 1000:.0f} ms")
    assert min(done) >= mean / 2
    assert mean > 1


def test_a_writer_that_fails_passes_its_turn_on(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.write(NOW, SYSTEM_ACTOR):
        raise ZeroDivisionError
    with store.write(NOW, SYSTEM_ACTOR) as unit:
        assert unit.rows(select(sequence)) == []
