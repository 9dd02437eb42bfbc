"""Messages (BPMN 2.0.2 clause 8.3.2, 13.5.3): to the one that waits for name and key, once, early or late."""

from __future__ import annotations

import pytest

from engine import SYSTEM_ACTOR, Conflict
from engine.api.rest_once import Caller
from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases

WAITS = "start s\n catch-message c name=M\n user z\n end e\n s > c > z > e"


def test_a_message_reaches_the_case_of_its_key(stage: Stage) -> None:
    """Correlation by business key: the others go on waiting."""
    stage.deploy(WAITS)
    first = stage.start(business_key="k1")
    second = stage.start(business_key="k2")
    assert stage.tell("M", "k2") == "execution"
    assert stage.open() == ["z"]
    stage.case = first
    assert stage.open() == [] and first != second


def test_a_message_by_a_computed_key(stage: Stage) -> None:
    """Correlation by key: an expression of the catch, evaluated when it opens."""
    stage.deploy('start s\n catch-message c name=M prop.correlationKey="=order.number"\n user z\n end e\n s > c > z > e')
    stage.start(order={"number": 17})
    assert stage.tell("M", "18") == "kept"
    assert stage.tell("M", "17") == "execution"
    assert stage.open() == ["z"]


def test_one_message_for_two_waiting_is_refused(stage: Stage) -> None:
    """Correlation must find exactly one; nothing is delivered, the message may be sent again."""
    stage.deploy(WAITS)
    stage.start(business_key="k")
    stage.start(business_key="k")
    with pytest.raises(Conflict) as caught:
        stage.engine.messages.correlate("M", key="k", message_id="m1")
    assert caught.value.code == "message.ambiguous"
    assert stage.table("SELECT id FROM message") == []


def test_a_message_with_an_id_counts_once(stage: Stage) -> None:
    """Sent again with the same id it is a duplicate, also when the first waits to be used."""
    stage.deploy("start s\n catch-message c name=M\n user y\n catch-message d name=M\n user z\n end e\n s > c > y > d > z > e")
    stage.start(business_key="k")
    assert stage.engine.messages.correlate("M", key="k", message_id="m1").outcome == "execution"
    assert stage.engine.messages.correlate("M", key="k", message_id="m1").outcome == "duplicate"
    stage.do("y")
    assert stage.engine.messages.correlate("M", key="k", message_id="m1").outcome == "duplicate"
    stage.tick()
    assert stage.open() == []


def test_kept_messages_are_used_in_their_order(stage: Stage) -> None:
    """Each catch takes one, the oldest first; its data come with it."""
    stage.deploy("start s\n catch-message c name=M\n catch-message d name=M\n user z\n end e\n s > c > d > z > e")
    for number in (1, 2, 3):
        assert stage.engine.messages.correlate("M", key="k", data={f"n{number}": number}).outcome == "kept"
        stage.clock.advance(seconds=1)
    stage.start(business_key="k")
    stage.tick()
    assert stage.open() == ["z"] and stage.variables == {"n1": 1, "n2": 2}
    assert stage.table("SELECT count(*) FROM message WHERE outcome = 'kept'") == [(1,)]


def test_a_message_in_a_loop_is_used_once(stage: Stage) -> None:
    """Clause 13.5.3: one message, one event; the next round waits for its own."""
    stage.deploy("start s\n xor m\n catch-message c name=M\n task t\n s > m > c > t > m")
    stage.start(business_key="k")
    for rounds in (1, 2, 3):
        assert stage.tell("M", "k") == "execution"
        assert stage.times("t") == rounds


def test_a_message_to_a_case_that_ended_is_kept(stage: Stage) -> None:
    stage.deploy(WAITS)
    stage.start(business_key="k")
    stage.engine.instances.cancel(stage.actor, stage.case, "over")
    assert stage.engine.messages.correlate("M", key="k").outcome == "kept"


def test_a_message_between_cases(stage: Stage) -> None:
    """Clause 8.3.2: sent by a worker of one case, received by another: the key is what they share."""
    stage.deploy(WAITS, q="start s\n send a topic=tell\n end e\n s > a > e")
    case = stage.start(business_key="k")
    stage.start("q", to="k")
    given = stage.serve("tell")
    assert stage.tell("M", str(given["to"])) == "execution"
    stage.case = case
    assert stage.open() == ["z"]


@pytest.mark.parametrize("how", ["message", "signal"])
def test_what_was_on_its_way_to_a_case_that_ended_is_no_failure(stage: Stage, how: str) -> None:
    """A delivery that comes too late is no failure: no incident, no job that tries for ever."""
    stage.deploy(f"start s\n user u\n catch-{how} c name=G\n end e\n s > u > c > e", q="start s\n throw-signal t name=G\n end e\n s > t > e")
    if how == "message":
        assert stage.tell("G", "k") == "kept"
    case = stage.start(business_key="k")
    stage.do("u")
    if how == "signal":
        stage.start("q")
    stage.engine.instances.cancel(stage.actor, case, "over")
    for _ in range(4):
        stage.later(minutes=10)
    assert stage.table("SELECT id FROM job") == [] and stage.table("SELECT id FROM incident") == []
    if how == "message":  # it reached nobody: the next one who waits gets it
        stage.start(business_key="k")
        stage.do("u").tick()
        assert stage.ended


def test_a_message_whose_rival_was_quicker_goes_to_the_next_who_waits(stage: Stage) -> None:
    """Acknowledged is not lost: kept for a catch, on its way to it when a timer of the same event wins, then for the case that waits since."""
    stage.deploy("start s\n user u\n catch-timer+message c name=M duration=PT1H\n user z\n end e\n s > u > c > z > e", q=WAITS)
    assert stage.tell("M", "k") == "kept"
    first = stage.start(business_key="k")
    stage.do("u")
    second = stage.start("q", business_key="k")
    (timer,) = [row[0] for row in stage.table("SELECT id FROM job WHERE kind = 'timer'")]
    stage.engine.rest.deeds.execute_job(Caller(SYSTEM_ACTOR), timer)
    for _ in range(3):
        stage.later(minutes=5)
    stage.case = first
    assert stage.open() == ["z"]
    stage.case = second
    assert stage.open() == ["z"]
    assert stage.table("SELECT outcome FROM message") == [("execution",)] and stage.table("SELECT id FROM job") == []
