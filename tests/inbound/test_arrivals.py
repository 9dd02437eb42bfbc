"""What other systems send: once, kept before it is acknowledged, delivered, tried again, ended by a person; on both databases."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import text

from engine import SYSTEM_ACTOR, Conflict, Engine, Forbidden, Incoming, Invalid, NotFound
from tests.engine.modelling import bpmn
from tests.settable_clock import SettableClock

pytestmark = pytest.mark.both_databases

WAITS = 'start s\ncatch-message c name=msg.reply prop.correlationKey="=caseNo"\nuser a group=zhzf.nanhu.officer\nend e\ns > c > a > e'
BREAKS = "start-message s name=msg.broken\nxor g\nend e\nend f\ns > g\ng > e : amount = 1\ng > f : amount = 2"
STARTS = "start-message s name=msg.begin\nuser a group=zhzf.nanhu.officer\nend e\ns > a > e"


@pytest.fixture
def ready(engine: Engine) -> Engine:
    """An engine with one process that waits and one that a message starts."""
    engine.people.save_unit(SYSTEM_ACTOR, "zhzf.nanhu", "执法局", "Enforcement", "department", None)
    engine.definitions.deploy(SYSTEM_ACTOR, "t", {"waits.bpmn": bpmn(WAITS, "waits"), "starts.bpmn": bpmn(STARTS, "starts")})
    return engine


def one(engine: Engine, item: Incoming, source: str = "hotline") -> str:
    (accepted,) = engine.inbound.accept(source, [item])
    return accepted.id


def test_a_message_is_kept_then_delivered_by_business_key(ready: Engine) -> None:
    case = ready.instances.start(SYSTEM_ACTOR, "waits", {"caseNo": "K-1"}, business_key="K-1").id
    identity = one(ready, Incoming("1", "msg.reply", key="K-1", data={"answer": "yes"}))
    assert ready.inbound.get(SYSTEM_ACTOR, identity).state == "waiting", "acknowledged before the case ran"
    assert ready.inbound.deliver_due() == 1
    assert ready.inbound.get(SYSTEM_ACTOR, identity).state == "done"
    assert [task.element for task in ready.instances.get(SYSTEM_ACTOR, case).open_tasks] == ["a"]
    assert ready.inbound.deliver_due() == 0


@pytest.mark.parametrize("times", [1, pytest.param(40, marks=pytest.mark.soak)])
def test_many_repeats_are_one_effect(ready: Engine, times: int) -> None:
    for _ in range(times):
        ready.inbound.accept("hotline", [Incoming("same", "msg.begin", data={"n": 1}) for _ in range(250)])
    ready.inbound.deliver_due()
    ready.inbound.deliver_due()
    with ready._store.database.connect() as connection:
        assert connection.execute(text("select count(*) from arrival")).scalar() == 1
        assert connection.execute(text("select count(*) from instance")).scalar() == 1


def test_the_same_id_of_another_source_is_another_message(ready: Engine) -> None:
    assert one(ready, Incoming("1", "msg.begin")) != one(ready, Incoming("1", "msg.begin"), "other")
    assert not ready.inbound.accept("hotline", [Incoming("1", "msg.begin")])[0].fresh


def test_of_many_who_deliver_one_does(ready: Engine) -> None:
    identity = one(ready, Incoming("1", "msg.begin"))
    threads = [threading.Thread(target=ready.inbound.deliver, args=(identity,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ready.inbound.deliver_due()
    with ready._store.database.connect() as connection:
        assert connection.execute(text("select count(*) from instance")).scalar() == 1


def test_nobody_waits_then_a_case_asks_and_gets_it(ready: Engine) -> None:
    identity = one(ready, Incoming("1", "msg.reply", key="K-9", data={"answer": "对方的答复"}))
    ready.inbound.deliver(identity)
    (waiting,) = ready.inbound.unmatched(SYSTEM_ACTOR).items
    assert (waiting.id, waiting.source, waiting.key) == (identity, "hotline", "K-9")
    assert waiting.data == {"answer": "对＊＊＊复"}, "masked"
    case = ready.instances.start(SYSTEM_ACTOR, "waits", {"caseNo": "K-9"}).id
    ready.jobs.tick()
    assert [task.element for task in ready.instances.get(SYSTEM_ACTOR, case).open_tasks] == ["a"]
    assert not ready.inbound.unmatched(SYSTEM_ACTOR).items
    assert ready.inbound.get(SYSTEM_ACTOR, identity).state == "done"


def test_an_operator_hands_an_unmatched_message_to_a_case(ready: Engine) -> None:
    identity = one(ready, Incoming("1", "msg.reply", key="wrong"))
    ready.inbound.deliver(identity)
    ready.instances.start(SYSTEM_ACTOR, "waits", {"caseNo": "K-1"}, business_key="NH-2026-1")
    with pytest.raises(Invalid) as refused:
        ready.inbound.assign(SYSTEM_ACTOR, identity, "NH-2026-2")
    assert refused.value.code == "arrival.nobody-waits"
    assert len(ready.inbound.unmatched(SYSTEM_ACTOR).items) == 1, "nothing half done"
    ready.inbound.assign(SYSTEM_ACTOR, identity, "NH-2026-1")
    assert ready.inbound.get(SYSTEM_ACTOR, identity).instance_id
    with pytest.raises(Conflict):
        ready.inbound.assign(SYSTEM_ACTOR, identity, "NH-2026-1")


def test_discarding_needs_a_reason_and_is_final(ready: Engine, clock: SettableClock) -> None:
    identity = one(ready, Incoming("1", "msg.reply", key="wrong"))
    ready.inbound.deliver(identity)
    with pytest.raises(Invalid):
        ready.inbound.discard(SYSTEM_ACTOR, identity, "  ")
    ready.inbound.discard(SYSTEM_ACTOR, identity, "sent twice by the counter")
    found = ready.inbound.get(SYSTEM_ACTOR, identity)
    assert (found.state, found.reason) == ("discarded", "sent twice by the counter")
    ready.instances.start(SYSTEM_ACTOR, "waits", {"caseNo": "wrong"})
    clock.advance(hours=1)
    ready.jobs.tick()
    assert ready.inbound.counts(SYSTEM_ACTOR).unmatched == 0
    with pytest.raises(NotFound):
        ready.inbound.discard(SYSTEM_ACTOR, "nothing", "x")


def test_a_case_that_breaks_keeps_the_message_and_says_why(ready: Engine, clock: SettableClock) -> None:
    ready.definitions.deploy(SYSTEM_ACTOR, "b", {"breaks.bpmn": bpmn(BREAKS, "breaks")})
    identity = one(ready, Incoming("1", "msg.broken", data={"amount": "not a number"}))
    for _ in range(5):
        ready.inbound.deliver_due()
        clock.advance(hours=2)
    found = ready.inbound.get(SYSTEM_ACTOR, identity)
    assert (found.state, found.tries) == ("failed", 5)
    assert found.error
    assert ready.inbound.deliver_due() == 0
    ready.inbound.retry(SYSTEM_ACTOR, identity)
    assert ready.inbound.deliver_due() == 1


def test_what_a_source_does_not_understand_is_kept_as_failed(ready: Engine) -> None:
    identity = one(ready, Incoming("1", "", data={"item": {"x": 1}}, refused="message[1].data.x: no"))
    assert ready.inbound.get(SYSTEM_ACTOR, identity).state == "failed"
    with pytest.raises(Conflict):
        ready.inbound.retry(SYSTEM_ACTOR, identity)


def test_a_cursor_moves_with_its_messages_or_not_at_all(ready: Engine) -> None:
    assert ready.inbound.cursor("credit") is None
    ready.inbound.accept("credit", [Incoming("1", "msg.begin")], "10")
    with pytest.raises(Invalid):
        ready.inbound.accept("credit", [Incoming("2", "msg.begin"), Incoming("", "msg.begin")], "20")
    assert ready.inbound.cursor("credit") == "10"
    assert [item.sender_id for item in ready.inbound.listed(SYSTEM_ACTOR, source="credit").items] == ["1"]


def test_unmatched_messages_expire(ready: Engine, clock: SettableClock) -> None:
    ready.inbound.deliver(one(ready, Incoming("1", "msg.reply", key="old")))
    clock.advance(days=91)
    ready.inbound.deliver(one(ready, Incoming("2", "msg.reply", key="new")))
    assert ready.inbound.expire(90) == 1
    assert [item.key for item in ready.inbound.unmatched(SYSTEM_ACTOR).items] == ["new"]


def test_pages_are_stable_and_only_operators_see_them(ready: Engine, clock: SettableClock) -> None:
    for number in range(5):
        clock.advance(minutes=1)
        one(ready, Incoming(str(number), "msg.reply", key="x"))
    first = ready.inbound.listed(SYSTEM_ACTOR, limit=3)
    second = ready.inbound.listed(SYSTEM_ACTOR, limit=3, cursor=first.next)
    assert [item.sender_id for item in (*first.items, *second.items)] == ["4", "3", "2", "1", "0"]
    ready.people.create_account(SYSTEM_ACTOR, "anna", "Anna", "", "a long enough phrase", ["zhzf.nanhu.officer"], [], must_change=False)
    anna = ready.people.authenticate("anna", "a long enough phrase")
    for verb in (ready.inbound.listed, ready.inbound.unmatched, ready.inbound.counts):
        with pytest.raises(Forbidden):
            verb(anna)
