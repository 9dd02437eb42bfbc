"""A worker that slept past its lease writes nothing: its job or task was given to another, and what it brings is refused.

PostgreSQL only: several processes share nothing else, and one frozen inside its transaction would hold SQLite's only write lock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from engine import SYSTEM_ACTOR, Engine
from tests.crash.books import Books
from tests.crash.conftest import ANNA
from tests.crash.workshop import Orders, until, workshop
from tests.engine.modelling import bpmn
from tests.postgres import Postgres

OUTSIDE = bpmn("start s\nservice out topic=outside\nend e\ns > out > e")
STEP = bpmn("start s\ntask step asyncBefore\nend e\ns > step > e")


@pytest.fixture
def database_url(postgres: Callable[[], Postgres], migrated: Callable[[str], str]) -> Iterator[str]:
    """PostgreSQL, whatever the rest of the run uses."""
    name = postgres().create(migrated("postgres"))
    yield postgres().url(name)
    postgres().drop(name)


def test_a_frozen_worker_cannot_finish_a_task_that_another_took_over(office: Engine, books: Books, orders: Orders) -> None:
    office.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": OUTSIDE})
    with workshop(orders) as shop:
        slow = shop.hire(pause="connector")
        until(lambda: shop.entries("at work"), 60, "not at work")
        office.instances.start(ANNA, "p", {})
        until(lambda: shop.entries("call"), 60, "not called")
        shop.freeze(slow)
        shop.let_go()
        shop.hire()
        until(books.over, 60, "the second worker did not take over")
        shop.thaw(slow)
        until(lambda: [entry for entry in shop.entries("answer") if entry["pid"] == slow.pid], 60, "the first worker did not wake")
        office.instances.start(ANNA, "p", {})  # whoever takes it: both live on
        until(books.over, 60, "nobody works any more")
        assert slow.exitcode is None
    assert books.faults({"external.completed": 1, "incident.opened": 0}, {"out": 1, "e": 1}) == []
    first, second = (entry for entry in shop.entries("call") if entry["key"] == shop.entries("call")[0]["key"])
    assert (first["pid"], second["attempt"]) == (slow.pid, 2)
    assert first["pid"] != second["pid"]


def test_a_frozen_worker_cannot_run_a_job_that_another_ran(office: Engine, books: Books, orders: Orders) -> None:
    office.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": STEP})
    with workshop(orders) as shop:
        slow = shop.hire(pause="job")
        until(lambda: shop.entries("at work"), 60, "not at work")
        office.instances.start(ANNA, "p", {})
        until(lambda: shop.entries("leased"), 60, "not leased")
        shop.freeze(slow)
        shop.let_go()
        shop.hire()
        until(books.over, 60, "the second worker did not take over")
        shop.thaw(slow)
        until(lambda: shop.entries("fenced"), 60, f"the first worker was not fenced: {shop.entries()}")
        assert shop.entries("ran") == []
    assert books.faults({"incident.opened": 0}, {"step": 1, "e": 1}) == []


def test_a_worker_frozen_inside_a_transaction_does_not_hold_up_the_others(office: Engine, books: Books, orders: Orders) -> None:
    """The server takes its locks away; awake again it goes on with a new connection."""
    office.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": STEP})
    with workshop(orders) as shop:
        slow = shop.hire(pause="transaction")
        until(lambda: shop.entries("locked"), 60, "not at work")
        shop.freeze(slow)
        shop.let_go()
        shop.hire()
        office.instances.start(ANNA, "p", {})
        until(books.over, 60, "the second worker waits for the first")
        shop.thaw(slow)
        shop.kill(shop.workers[1])
        office.instances.start(ANNA, "p", {})
        until(books.over, 60, "the first worker did not recover")
    assert books.faults({"incident.opened": 0}, {"step": 1, "e": 1}) == []
