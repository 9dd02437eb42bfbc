"""One model with everything that a worker does, operators who hold and move its cases meanwhile, senders of messages: all of them are killed at random.

PostgreSQL, where several processes share the work.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import func, select

from engine import SYSTEM_ACTOR, Engine
from engine.store import tables
from tests.crash.at_work import operate, tell
from tests.crash.books import Books
from tests.crash.conftest import ANNA
from tests.crash.workshop import CONTEXT, Orders, until, workshop
from tests.engine.modelling import bpmn
from tests.postgres import Postgres

#: Two laps of a timer beside a wait that ends when both are counted; done and undone; many at once, one by one; called and come back.
MODEL = """
start s
par fork
call c process=q
sub hold {
  start hs
  catch-conditional counted 'when=laps >= 2'
  end he
  hs > counted > he
}
boundary-timer lap on hold non cycle=R2/PT1S
script add result=laps 'is=laps + 1'
end added
lap > add > added
sub body {
  start bs
  task done asyncBefore
  boundary-compensate undo on done
  task undone handler=undo
  task between asyncBefore
  throw-compensate back
  task after asyncAfter
  end be
  bs > done > between > back > after > be
}
task many times=3 asyncBefore
task each times=3 sequential asyncBefore
service shaky topic=shaky
catch-signal wake name=GO
catch-message got name=M
par join
user z
end e
s > fork
fork > c > join
fork > hold > join
fork > body > join
fork > many > each > join
fork > shaky > join
fork > wake > got > join
join > z > e
"""
CALLED = bpmn("start qs\ntask qa asyncBefore\nservice out topic=outside\nend qe\nqs > qa > out > qe", "q")
CRY = bpmn("start rs\nthrow-signal cry name=GO\nend re\nrs > cry > re", "r")
KINDS = {
    "case.started": 1, "timer.fired": 2, "external.completed": 2, "signal.received": 1, "message.received": 1, "case.migrated": 1, "task.completed": 1,
    "incident.opened": 0,
}
ELEMENTS = {
    "s": 1, "fork": 1, "c": 1, "qs": 1, "qa": 1, "out": 1, "qe": 1, "hold": 1, "counted": 1, "lap": 2, "add": 2, "added": 2, "body": 1, "done": 1, "undone": 1,
    "between": 1, "back": 1, "after": 1, "shaky": 1, "wake": 1, "got": 1, "join": 6, "z": 1, "e": 1,
}


@pytest.fixture
def database_url(postgres: Callable[[], Postgres], migrated: Callable[[str], str]) -> Iterator[str]:
    """PostgreSQL, whatever the rest of the run uses."""
    name = postgres().create(migrated("postgres"))
    yield postgres().url(name)
    postgres().drop(name)


def disaster(office: Engine, books: Books, orders: Orders, *, cases: int, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    files = {"p.bpmn": bpmn(MODEL), "q.bpmn": CALLED, "r.bpmn": CRY}
    office.definitions.deploy(SYSTEM_ACTOR, "test", files)
    begun = {office.instances.start(ANNA, "p", {"laps": 0}, business_key=f"k{number}").id: f"k{number}" for number in range(cases)}
    office.definitions.deploy(SYSTEM_ACTOR, "test", files | {"p.bpmn": bpmn(MODEL.replace("user z", "user z name=Z"))})
    source, target = (row.id for row in books.rows(select(tables.definition.c.id).where(tables.definition.c.key == "p").order_by(tables.definition.c.version)))
    office.instances.start(SYSTEM_ACTOR, "r", {})  # all of them hear it, whoever is killed
    letters = [(key, f"letter {key}") for key in begun.values()]
    with workshop(orders) as shop:
        def sender() -> None:
            chance.shuffle(letters)
            shop.workers.append(CONTEXT.Process(target=tell, args=(orders, list(letters)), daemon=True))
            shop.workers[-1].start()

        def operator() -> None:
            shop.workers.append(CONTEXT.Process(target=operate, args=(orders, source, target), daemon=True))
            shop.workers[-1].start()

        roles = [sender, operator, shop.hire, shop.hire]
        for role in roles:
            role()
        team = list(zip(shop.workers, roles, strict=True))
        while shop.kills < kills and not finished(books, begun):
            process, role = team.pop(chance.randrange(len(team)))
            until(lambda pid=process.pid: pid in {entry["pid"] for entry in shop.entries()}, 60, "it does not begin", every=0.01)  # a kill is to hit work
            time.sleep(chance.uniform(0, 0.3))  # the kill comes at any moment: that is the test
            shop.kill(process)
            role()
            team.append((shop.workers[-1], role))
        for process, role in team:
            if role is operator:
                shop.kill(process)
        shop.workers.append(CONTEXT.Process(target=tell, args=(orders, letters), daemon=True))
        shop.workers[-1].start()  # the one who is not killed
        for row in books.rows(select(tables.instance.c.id).where(tables.instance.c.state == "suspended", tables.instance.c.id == tables.instance.c.root_id)):
            office.instances.resume(SYSTEM_ACTOR, row.id)
        until(lambda: finished(books, begun), 120, f"cases are stuck: {books.states()}")
        moved = list(office.instances.migrate_all(SYSTEM_ACTOR, office.instances.standing_on(SYSTEM_ACTOR, source), office.instances.migration_plan(SYSTEM_ACTOR, source, target)))
        assert [why for _, why in moved if why is not None] == []
        for case in begun:
            office.tasks.complete(ANNA, office.instances.get(SYSTEM_ACTOR, case).open_tasks[0].id, {})
        entries = shop.entries()
        assert {process.exitcode for process in shop.workers} <= {None, 0, -9}, "one of them broke"
        shop.workers[-1].join(60)
    print(f"seed {seed}: {cases} cases, {shop.kills} processes killed, {sum(entry['what'] == 'moved' for entry in entries)} moved by operators who were, {len(moved)} afterwards")
    assert held(books) == []
    assert books.faults(KINDS, ELEMENTS, of=begun) == []
    assert {row.outcome for row in books.rows(select(tables.message.c.outcome))} == {"execution"}
    assert books.count(tables.message) == cases


def finished(books: Books, begun: dict[str, str]) -> bool:
    """Whether all that is left to do in any case is a person's last task."""
    query = select(func.count()).select_from(tables.task).where(tables.task.c.state == "open", tables.task.c.element == "z")
    return int(books.rows(query)[0][0]) == len(begun)


def held(books: Books) -> list[str]:
    """Cases that were held more often than they went on, or the other way round."""
    query = select(tables.event.c.root_id, tables.event.c.kind, func.count()).where(tables.event.c.kind.in_(["case.suspended", "case.resumed"])).group_by(
        tables.event.c.root_id, tables.event.c.kind,
    )
    counts: dict[str, list[int]] = {}
    for case, _, count in books.rows(query):
        counts.setdefault(case, []).append(count)
    return [case for case, both in counts.items() if len(both) != 2 or both[0] != both[1]]


def test_whoever_is_killed_everything_happens_once(office: Engine, books: Books, orders: Orders) -> None:
    disaster(office, books, orders, cases=3, kills=4, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(30, 35))
def test_over_many_kills_everything_happens_once(office: Engine, books: Books, orders: Orders, seed: int) -> None:
    disaster(office, books, orders, cases=60, kills=100, seed=seed)
