"""Two workers at the same moment, step by step: each test is one race that random kills would meet once in a thousand runs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from adapters.connector import Topic
from adapters.mail.fake import FakeMailer
from adapters.worker import Worker
from engine import SYSTEM_ACTOR, Actor, Engine, Fault, Mail, open_store
from engine.api.rest_once import Caller
from engine.commands import external, jobs
from engine.commands.claim import claim
from engine.commands.complete import complete
from engine.commands.once import once
from engine.store import tables
from tests.crash.at_work import Plain
from tests.crash.conftest import ANNA
from tests.engine.modelling import bpmn
from tests.postgres import Postgres
from tests.settable_clock import SettableClock


@pytest.fixture
def two(postgres: Callable[[], Postgres], migrated: Callable[[str], str], clock: SettableClock) -> Iterator[tuple[Engine, Engine]]:
    """Two processes' engines on one PostgreSQL, as far as caches go."""
    name = postgres().create(migrated("postgres"))
    first, second = (Engine(open_store(postgres().url(name)), clock, Plain()) for _ in range(2))
    yield first, second
    first.close()
    second.close()
    postgres().drop(name)


def rows(engine: Engine, query: Any) -> list[Any]:
    with engine._store.database.connect() as connection:
        return list(connection.execute(query).fetchall())


def test_a_timer_start_begins_one_case_though_its_lease_ran_out_meanwhile(
    two: tuple[Engine, Engine], clock: SettableClock, monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow, quick = two
    slow.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": bpmn("start-timer s duration=PT1H\nuser a\nend e\ns > a > e")})
    clock.advance(hours=2)
    looked = jobs.definition_row

    def overtaken(unit: Any, identity: str) -> Any:
        monkeypatch.setattr(jobs, "definition_row", looked)
        clock.advance(seconds=jobs.LEASE_SECONDS + 1)
        assert quick.jobs.tick().fired == 1
        return looked(unit, identity)

    monkeypatch.setattr(jobs, "definition_row", overtaken)
    slow.jobs.tick()
    assert len(rows(slow, select(tables.instance))) == 1
    assert rows(slow, select(tables.job)) == []


def test_who_waited_for_a_case_sees_the_called_process_born_meanwhile(two: tuple[Engine, Engine]) -> None:
    """READ COMMITTED: the rows a statement waited for are fresh, rows born while it waited are not in its view."""
    slow, quick = two
    model = bpmn("start s\npar f\nuser a\ncall c process=q\nuser b\npar j\nend e\ns > f > a > c > j\nf > b > j\nj > e")
    slow.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": model, "q.bpmn": bpmn("start s\nuser inner\nend e\ns > inner > e", "q")})
    case = slow.instances.start(ANNA, "p", {}).id
    work = {task.element: task.id for task in slow.instances.get(SYSTEM_ACTOR, case).open_tasks}
    ended: list[Any] = []

    def second() -> None:
        try:
            ended.append(quick.tasks.complete(ANNA, work["b"], {}).task.state)
        except BaseException as error:
            ended.append(error)

    with slow._store.write(slow._runtime.clock.now(), ANNA) as unit:
        complete(slow._runtime, unit, work["a"], {})
        thread = threading.Thread(target=second)
        thread.start()
        waiting(slow)
        unit.commit()
    thread.join(60)
    assert ended == ["done"]
    assert [task.element for task in quick.instances.get(SYSTEM_ACTOR, case).open_tasks] == ["inner"]


def test_who_waited_for_a_case_sees_that_the_task_was_claimed_meanwhile(two: tuple[Engine, Engine]) -> None:
    """The task is read in the statement that waits for its case: what it says of the task is from before the wait."""
    slow, quick = two
    slow.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": bpmn("start s\nuser a group=g\nend e\ns > a > e")})
    case = slow.instances.start(ANNA, "p", {}).id
    (work,) = slow.instances.get(SYSTEM_ACTOR, case).open_tasks
    first, other = (Actor(name, frozenset({"g"})) for name in ("first", "other"))
    ended: list[Any] = []

    def second() -> None:
        try:
            ended.append(quick.tasks.complete(other, work.id, {}))
        except Fault as fault:
            ended.append(fault.code)

    with slow._store.write(slow._runtime.clock.now(), first) as unit:
        claim(slow._runtime, unit, work.id)
        thread = threading.Thread(target=second)
        thread.start()
        waiting(slow)
        unit.commit()
    thread.join(60)
    assert ended == ["task.claimed-by-other"]
    assert [(task.element, task.assignee) for task in slow.instances.get(SYSTEM_ACTOR, case).open_tasks] == [("a", "first")]


def test_a_message_and_the_case_that_is_about_to_wait_for_it_do_not_miss_each_other(two: tuple[Engine, Engine]) -> None:
    """Neither is written yet when the other looks: one of them has to look again."""
    slow, quick = two
    slow.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": bpmn("start s\nuser a\ncatch-message c name=M\nuser b\nend e\ns > a > c > b > e")})
    case = slow.instances.start(ANNA, "p", {}, business_key="k").id
    (work,) = slow.instances.get(SYSTEM_ACTOR, case).open_tasks
    told: list[Any] = []
    with slow._store.write(slow._runtime.clock.now(), ANNA) as unit:
        complete(slow._runtime, unit, work.id, {})
        thread = threading.Thread(target=lambda: told.append(quick.messages.correlate("M", key="k").outcome))
        thread.start()
        waiting(slow)
        unit.commit()
    thread.join(60)
    quick.jobs.tick()
    assert told == ["execution"]
    assert [task.element for task in slow.instances.get(SYSTEM_ACTOR, case).open_tasks] == ["b"]


@pytest.mark.parametrize("after", ["nobody waits", "the case ends", "it starts one", "it waits again"])
def test_a_message_that_meets_the_timer_of_its_catch_is_neither_refused_nor_lost(two: tuple[Engine, Engine], clock: SettableClock, after: str) -> None:
    """It found the catch, waited for the case, and the timer was quicker: it goes where it would have gone a moment later."""
    slow, quick = two
    way = {"the case ends": "end e\nt > e", "it waits again": "catch-message d name=M\nend e\nt > d > e"}.get(after, "user u\nend e\nt > u > e")
    model = f"start s\nevt g\ncatch-message c name=M\ncatch-timer t duration=PT1H\nend f\n{way}\ns > g > c > f\ng > t"
    other = {"q.bpmn": bpmn("start-message s name=M\nuser b\nend e\ns > b > e", "q")} if after == "it starts one" else {}
    slow.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": bpmn(model), **other})
    case = slow.instances.start(ANNA, "p", {}, business_key="k").id
    clock.advance(hours=2)
    told: list[Any] = []
    (job,) = slow.jobs._change(SYSTEM_ACTOR, lambda unit: jobs.lease(unit, "slow", 10))
    with slow._store.write(clock.now(), SYSTEM_ACTOR) as unit:
        assert jobs.run(slow._runtime, unit, job, "slow")
        thread = threading.Thread(target=lambda: told.append(quick.messages.correlate("M", key="k", data={"x": 1}, message_id="m").outcome))
        thread.start()
        waiting(slow)
        unit.commit()
    thread.join(60)
    quick.jobs.tick()
    assert told == {"it starts one": ["start"], "it waits again": ["execution"]}.get(after, ["kept"])
    assert [row.outcome for row in rows(slow, select(tables.message))] == told
    state = {"the case ends": "completed", "it waits again": "completed"}.get(after, "active")
    assert slow.instances.get(SYSTEM_ACTOR, case).row.state == state
    assert len(rows(slow, select(tables.instance))) == (2 if after == "it starts one" else 1)


@pytest.mark.parametrize("asked", ["h", "other"])
def test_a_repeat_that_overtakes_the_answer_waits_and_gets_the_same(two: tuple[Engine, Engine], asked: str) -> None:
    """A client that repeats after its time ran out while the first request is still at work; another request under its key is told so."""
    slow, quick = two
    told: list[Any] = []

    def second() -> None:
        try:
            told.append(quick.rest.work._do(Caller(ANNA, "k", asked), lambda unit: "twice"))
        except Fault as fault:
            told.append(fault.code)

    with slow._store.write(slow._runtime.clock.now(), ANNA) as unit:
        assert once(unit, "k", "h", lambda: "first", str) == "first"
        thread = threading.Thread(target=second)
        thread.start()
        waiting(slow)
        unit.commit()
    thread.join(60)
    assert told == ["first" if asked == "h" else "idempotency.reused"]


def waiting(engine: Engine) -> None:
    """Until some session waits for a lock."""
    from sqlalchemy import text

    from tests.crash.workshop import until

    until(lambda: rows(engine, text("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")), 60, "nobody waits")


def test_a_late_failure_does_not_take_the_task_from_the_worker_who_has_it_now(
    two: tuple[Engine, Engine], clock: SettableClock, monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow, quick = two
    slow.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": bpmn("start s\nservice out topic=outside\nend e\ns > out > e")})
    slow.instances.start(ANNA, "p", {})
    (task,) = slow.external_tasks.fetch_and_lock("slow", ["outside"], lock_seconds=10)
    clock.advance(seconds=11)
    mine = external._mine
    taken: list[Any] = []

    def overtaken(*given: Any, **named: Any) -> Any:
        found = mine(*given, **named)
        monkeypatch.setattr(external, "_mine", mine)
        taken.extend(quick.external_tasks.fetch_and_lock("quick", ["outside"], lock_seconds=10))
        return found

    monkeypatch.setattr(external, "_mine", overtaken)
    slow.external_tasks.failure(task.id, "slow", "too late", retries=1)
    (row,) = rows(slow, select(tables.external_task))
    assert (row.worker == "quick") == bool(taken)


@pytest.mark.both_databases
def test_a_signal_on_its_way_to_a_case_that_ended_is_no_incident(engine: Engine, clock: SettableClock) -> None:
    engine.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": bpmn("start s\nuser a\nend e\ns > a > e")})
    case = engine.instances.start(ANNA, "p", {})
    engine.tasks.complete(ANNA, engine.instances.get(SYSTEM_ACTOR, case.id).open_tasks[0].id, {})
    with engine._store.database.begin() as connection:
        connection.execute(insert(tables.job).values(_signal(case.id, clock.now())))
    for _ in range(4):
        engine.jobs.tick()
        clock.advance(minutes=10)
    assert rows(engine, select(tables.job)) == []
    assert rows(engine, select(tables.incident)) == []


def _signal(case: str, now: datetime) -> dict[str, Any]:
    return {
        "id": "late", "kind": "signal", "root_id": case, "instance_id": case, "token_id": "gone", "element": "a", "payload": '{"name":"x"}', "due_at": now,
        "created_at": now, "retries": 3, "lease": None, "lease_until": None, "error": None, "priority": 0,
    }


@pytest.mark.both_databases
def test_a_case_held_between_lease_and_run_costs_its_job_no_try(engine: Engine, clock: SettableClock) -> None:
    engine.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": bpmn("start s\ntask a asyncBefore\nend e\ns > a > e")})
    case = engine.instances.start(ANNA, "p", {}).id
    leased = engine.jobs._change(SYSTEM_ACTOR, lambda unit: jobs.lease(unit, "w", 10))
    engine.instances.suspend(SYSTEM_ACTOR, case, "held")
    assert [engine.jobs._run(job, "w") for job in leased] == [False]
    (row,) = rows(engine, select(tables.job))
    assert (row.retries, row.lease) == (3, None)
    engine.instances.resume(SYSTEM_ACTOR, case)
    assert engine.jobs.tick().fired == 1


@pytest.mark.both_databases
def test_who_lost_the_lease_neither_runs_a_job_nor_counts_its_failure(engine: Engine, clock: SettableClock) -> None:
    engine.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": bpmn("start s\ntask a asyncBefore\nend e\ns > a > e")})
    case = engine.instances.start(ANNA, "p", {}).id
    (job,) = engine.jobs._change(SYSTEM_ACTOR, lambda unit: jobs.lease(unit, "slow", 10))
    assert engine.jobs._change(SYSTEM_ACTOR, lambda unit: jobs.lease(unit, "quick", 10)) == []
    clock.advance(seconds=jobs.LEASE_SECONDS + 1)
    assert engine.jobs._change(SYSTEM_ACTOR, lambda unit: jobs.lease(unit, "quick", 10)) == [job]
    before = rows(engine, select(tables.job))
    assert engine.jobs._run(job, "slow") is False
    assert engine.jobs._change(SYSTEM_ACTOR, lambda unit: jobs.failed(unit, job, "slow", RuntimeError("late"))) is False
    assert rows(engine, select(tables.job)) == before
    assert engine.instances.get(SYSTEM_ACTOR, case).row.state == "active"
    assert engine.jobs._run(job, "quick") is True
    assert engine.instances.get(SYSTEM_ACTOR, case).row.state == "completed"


def test_a_start_that_fails_is_tried_until_it_works(engine: Engine, clock: SettableClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no case that could carry an incident: given up, a nightly process would stop for ever and nobody would know."""
    engine.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": bpmn("start-timer s cycle=R/PT24H\nuser a\nend e\ns > a > e")})
    clock.advance(hours=25)
    works = jobs.start
    monkeypatch.setattr(jobs, "start", _breaks)
    for _ in range(5):
        engine.jobs.tick()
        clock.advance(minutes=10)
    monkeypatch.setattr(jobs, "start", works)
    engine.jobs.tick()
    assert len(rows(engine, select(tables.instance))) == 1
    (again,) = rows(engine, select(tables.job))
    assert again.due_at > clock.now()


def _breaks(*given: Any, **named: Any) -> str:
    raise RuntimeError("broken")


def test_an_answer_the_model_cannot_go_on_with_becomes_an_incident(engine: Engine, clock: SettableClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a call of the outside for ever."""
    engine.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": bpmn("start s\nservice out topic=outside\nxor g\nend e\nend o\ns > out > g\ng > e : ok = true\ng > o : ok = false")})
    engine.instances.start(ANNA, "p", {})
    calls: list[str] = []

    def outside(task: Any) -> dict[str, Any]:
        calls.append(task.idempotency_key)
        return {"ok": "neither"}

    worker = Worker(engine, FakeMailer(), [Topic("outside", outside)])
    for _ in range(10):
        worker.answer_tasks()
        clock.advance(minutes=15)
    assert len(calls) == 5
    (incident,) = engine.jobs.incidents(Actor("op", rights=SYSTEM_ACTOR.rights))
    assert (incident.element, "ExpressionFailed" in incident.message) == ("out", True)
    (stored,) = rows(engine, select(tables.incident))
    assert "Traceback" in stored.details


class SlowServer(FakeMailer):
    """Takes its time over every mail; meanwhile another worker looks for mails too."""

    def __init__(self, engine: Engine, clock: SettableClock) -> None:
        super().__init__()
        self.engine, self.clock = engine, clock
        self.others: list[Mail] = []

    def send(self, mail: Mail) -> None:
        self.clock.advance(seconds=50)
        self.others += [other for other in self.engine.jobs.mails(20, "other") if self.engine.jobs.sent(other.id) is None]
        super().send(mail)


@pytest.mark.both_databases
def test_behind_a_slow_server_no_mail_goes_twice(engine: Engine, clock: SettableClock, people: dict[str, Actor]) -> None:
    overdue(engine, people, 6)
    server = SlowServer(engine, clock)
    Worker(engine, server, []).send_mails()
    went = [str(mail["Message-ID"]) for mail in server.outbox] + [mail.message_id for mail in server.others]
    assert sorted(went) == sorted({row.message_id for row in rows(engine, select(tables.delivery))})
    assert len(went) == len(set(went)) > 5


@pytest.mark.both_databases
def test_a_late_failure_does_not_send_a_sent_mail_again(engine: Engine, clock: SettableClock, people: dict[str, Actor]) -> None:
    overdue(engine, people, 1)
    (mail, *_) = engine.jobs.mails(1, "slow")
    clock.advance(minutes=5)
    assert mail.id in {other.id for other in engine.jobs.mails(20, "quick")}
    engine.jobs.sent(mail.id)
    engine.jobs.bounced(mail.id, "timed out")
    clock.advance(hours=5)
    assert mail.id not in {other.id for other in engine.jobs.mails(20, "third")}


def overdue(engine: Engine, people: dict[str, Actor], count: int) -> None:
    """So many red tasks, and one mail for each officer of each."""
    engine.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": bpmn("start s\nuser a\nend e\ns > a > e")})
    for _ in range(count):
        engine.instances.start(people["anna"], "p", {})
    with engine._store.database.begin() as connection:
        connection.execute(update(tables.task).values(due_at=datetime(2026, 3, 1, tzinfo=UTC), assignee="anna"))
    engine.jobs.tick()


def test_the_chain_is_checkable_from_the_database_alone(engine: Engine, clock: SettableClock) -> None:
    """Whatever the time zone of the clock that wrote it."""
    from tests.crash.books import chain_faults

    engine.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": bpmn("start s\nuser a\nend e\ns > a > e")})
    case = engine.instances.start(ANNA, "p", {})
    engine.tasks.claim(ANNA, engine.instances.get(SYSTEM_ACTOR, case.id).open_tasks[0].id)
    (row,) = rows(engine, select(tables.instance))
    events = rows(engine, select(tables.event).order_by(tables.event.c.seq))
    assert chain_faults(events, row) == []
    assert chain_faults(events[:-1], row) == ["the case does not know its last event"]


def test_losing_a_lease_is_not_the_end_of_a_worker(engine: Engine, clock: SettableClock) -> None:
    """What it brings is refused, and it goes on with the next task."""
    engine.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": bpmn("start s\nservice out topic=outside\nend e\ns > out > e")})
    cases = [engine.instances.start(ANNA, "p", {}).id for _ in range(2)]
    stolen: list[str] = []

    def outside(task: Any) -> dict[str, Any]:
        if not stolen:
            clock.advance(minutes=5)
            stolen.extend(other.id for other in engine.external_tasks.fetch_and_lock("other", ["outside"], limit=1))
        return {}

    Worker(engine, FakeMailer(), [Topic("outside", outside)]).answer_tasks()
    states = {engine.instances.get(SYSTEM_ACTOR, case).row.state for case in cases}
    assert states == {"active", "completed"}
    with pytest.raises(Fault):
        engine.external_tasks.complete(stolen[0], "nobody", {})
