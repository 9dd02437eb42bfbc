"""Workers are killed at random moments: every timer, continuation and external task happens, and its effect stands once.

Zero failures in n kills bound the failure rate by 3/n at 95 %: CI's few kills show that the machinery works, `--soak` bounds it.
"""

from __future__ import annotations

import random
import time

import pytest

from engine import SYSTEM_ACTOR, Engine
from tests.crash.books import Books
from tests.crash.conftest import ANNA
from tests.crash.workshop import Orders, until, workshop
from tests.engine.modelling import bpmn

MODEL = bpmn("""
start s
par fork
catch-timer wait duration=PT1S
task step asyncBefore asyncAfter
service out topic=outside
par join
end e
s > fork
fork > wait > join
fork > step > join
fork > out > join
join > e
""")
KINDS = {"case.started": 1, "timer.fired": 1, "external.completed": 1, "external.failed": 0, "incident.opened": 0}
ELEMENTS = {"s": 1, "fork": 1, "wait": 1, "step": 1, "out": 1, "join": 3, "e": 1}  # a join is entered once per branch


def disaster(office: Engine, books: Books, orders: Orders, *, cases: int, kills: int, workers: int, seed: int) -> None:
    """Start cases, let workers at them, kill one every few hundred milliseconds, look at the books."""
    chance = random.Random(seed)
    office.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": MODEL})
    for _ in range(cases):
        office.instances.start(ANNA, "p", {})
    with workshop(orders) as shop:
        team = [shop.hire() for _ in range(workers)]
        while shop.kills < kills:
            time.sleep(chance.uniform(0.1, 0.6))
            if books.over():  # more work, so that every kill hits some
                for _ in range(cases):
                    office.instances.start(ANNA, "p", {})
            shop.kill(team.pop(chance.randrange(len(team))))
            team.append(shop.hire())
        took = until(books.over, 60, f"cases are stuck: {books.states()}")
        calls, needless = shop.calls(), shop.needless()
        assert [worker.exitcode for worker in team] == [None] * workers
    print(f"seed {seed}: {sum(books.states().values())} cases, {kills} kills, {sum(calls.values())} calls for {len(calls)} keys, over {took:.1f} s after the last")
    assert books.faults(KINDS, ELEMENTS) == []
    assert len(calls) == sum(books.states().values())
    assert needless == [], "a call is repeated only when its worker died, or slept past its lease"


@pytest.mark.both_databases
def test_killed_workers_lose_nothing_and_repeat_nothing(office: Engine, books: Books, orders: Orders) -> None:
    """Two workers share PostgreSQL; SQLite has one."""
    if "postgres" in orders.url:
        disaster(office, books, orders, cases=50, kills=6, workers=2, seed=1)
    else:
        disaster(office, books, orders, cases=20, kills=3, workers=1, seed=2)


@pytest.mark.soak
@pytest.mark.both_databases
@pytest.mark.parametrize("seed", range(10, 15))
def test_many_kills(office: Engine, books: Books, orders: Orders, seed: int) -> None:
    disaster(office, books, orders, cases=200, kills=100, workers=2 if "postgres" in orders.url else 1, seed=seed)


def test_what_fell_due_while_everything_was_down_runs_once_at_start(office: Engine, books: Books, orders: Orders) -> None:
    office.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": MODEL})
    for _ in range(20):
        office.instances.start(ANNA, "p", {})
    time.sleep(1.2)  # the timers fall due with nobody at work
    with workshop(orders) as shop:
        shop.hire(lease_seconds=60)  # nobody dies here
        until(books.over, 60, "what fell due did not run")
        assert set(shop.calls().values()) == {1}
    assert books.faults(KINDS, ELEMENTS) == []
