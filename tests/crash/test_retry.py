"""A server is killed while it works; its clients ask again with the same key until they hear yes. Each request has one effect.

Two clients send every request (as two clicks do), so a request is often under way twice when the kill comes.
"""

from __future__ import annotations

import random
import time
from collections import Counter

import pytest
from sqlalchemy import select

from engine import SYSTEM_ACTOR, Engine
from engine.store import tables
from tests.crash.at_work import serve_requests
from tests.crash.books import Books, chain_faults
from tests.crash.conftest import ANNA
from tests.crash.workshop import CONTEXT, Orders, Workshop, until, workshop
from tests.engine.modelling import bpmn

MODEL = bpmn("start s\nuser a\npar f\nuser b\ncatch-timer t duration=PT1H\npar j\nend e\ns > a > f > b > j > e\nf > t > j")


def retried(office: Engine, books: Books, orders: Orders, *, requests: int, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    office.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": MODEL})
    for _ in range(requests):
        office.instances.start(ANNA, "p", {})
    wanted = [(row.id, f"key of {row.id}") for row in books.rows(select(tables.task.c.id).order_by(tables.task.c.id))]
    with workshop(orders) as shop:
        while (left := [one for one in wanted if one[1] not in acknowledged(shop)]):
            clients = [CONTEXT.Process(target=serve_requests, args=(orders, list(left)), daemon=True) for _ in range(2)]
            shop.workers += clients
            for client in clients:
                client.start()
            if shop.kills < kills:
                goal = len(shop.entries()) + chance.randrange(1, 12)  # in the middle of some request
                until(lambda goal=goal: len(shop.entries()) >= goal or not any(client.is_alive() for client in clients), 30, "nobody works", every=0.002)  # noqa: B023 - called at once
                time.sleep(chance.uniform(0, 0.01))
                for client in clients:
                    shop.kill(client)
            else:
                for client in clients:
                    client.join(120)
        asked, yes, refused = (Counter(entry["key"] for entry in shop.entries(what)) for what in ("asked", "acknowledged", "refused"))
    print(f"seed {seed}: {sum(asked.values())} requests for {requests} keys, {sum(yes.values())} acknowledged, {shop.kills} processes killed")
    assert shop.kills >= kills // 2, "they were done before the kills came: nothing was tried"
    assert not refused
    while office.jobs.tick().due:
        pass  # on a busy machine the work alone was recorded and a job runs the case on
    done = Counter(row.root_id for row in books.rows(select(tables.event.c.root_id).where(tables.event.c.kind == "task.completed")))
    assert (len(done), set(done.values())) == (requests, {1})
    assert books.count(tables.idempotency) == requests
    assert books.count(tables.task, tables.task.c.element == "b", tables.task.c.state == "open") == requests
    assert books.count(tables.job) == requests
    for case in books.rows(select(tables.instance)):
        events = books.rows(select(tables.event).where(tables.event.c.root_id == case.id).order_by(tables.event.c.seq))
        assert chain_faults(events, case) == []


def acknowledged(shop: Workshop) -> set[str]:
    return {entry["key"] for entry in shop.entries("acknowledged")}


@pytest.mark.both_databases
def test_every_request_has_one_effect(office: Engine, books: Books, orders: Orders) -> None:
    retried(office, books, orders, requests=60, kills=10, seed=3)


@pytest.mark.soak
@pytest.mark.both_databases
@pytest.mark.parametrize("seed", range(20, 25))
def test_over_many_kills_every_request_has_one_effect(office: Engine, books: Books, orders: Orders, seed: int) -> None:
    retried(office, books, orders, requests=1000, kills=200, seed=seed)
