"""How cases begin (BPMN 2.0.2 clauses 10.5.2, 10.6.6, 13.5.1): messages, signals, timers, conditions, instantiating gateways and receive tasks."""

from __future__ import annotations

import pytest

from engine import SYSTEM_ACTOR
from tests.engine.modelling import bpmn
from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases


def test_a_message_starts_a_case_with_its_variables(stage: Stage) -> None:
    """Clause 13.5.1: each message makes an instance; the key becomes the business key."""
    stage.deploy("""
        start-message s name=order
        user a
        end e
        s > a > e
    """)
    outcome = stage.engine.messages.correlate("order", business_key="o1", data={"n": 3})
    assert outcome.outcome == "start"
    assert outcome.instance_id is not None
    stage.case = outcome.instance_id
    assert stage.open() == ["a"] and stage.variables == {"n": 3}
    assert stage.engine.instances.get(SYSTEM_ACTOR, stage.case).row.business_key == "o1"


def test_a_message_start_beside_a_plain_one(stage: Stage) -> None:
    """Clause 13.5.1: alternatives; each instance begins at the event that happened."""
    stage.deploy("""
        start s
        start-message m name=order
        user a
        user b
        end e
        s > a > e
        m > b > e
    """)
    stage.start()
    assert stage.open() == ["a"]
    outcome = stage.engine.messages.correlate("order", business_key="o1")
    stage.case = outcome.instance_id or ""
    assert stage.open() == ["b"]


def test_the_initiator_is_a_variable(stage: Stage) -> None:
    """Dialect A2: `initiator` gets the id of who starts."""
    stage.run("""
        <startEvent id="s" camunda:initiator="starter"/>
        user a
        end e
        s > a > e
    """)
    assert stage.variables == {"starter": "anna"}


def test_a_multiple_start_begins_with_each_of_its_events(stage: Stage) -> None:
    """Clause 13.5.1: one of the events is enough, each makes a case of its own."""
    stage.deploy("start-message+signal+timer s name=go duration=PT1H\n user a\n end e\n s > a > e", q="start s\n throw-signal t name=go\n end e\n s > t > e")
    assert stage.engine.messages.correlate("go").outcome == "start"
    stage.start("q")
    stage.tick()
    stage.later(hours=2)
    assert len(stage.table("SELECT id FROM task WHERE element = 'a'")) == 3


def test_a_conditional_start_begins_when_its_condition_is_said_to_hold(stage: Stage) -> None:
    """Clause 10.5.2, dialect: asked of the variables given; names that are not given count as false."""
    stage.deploy("start-conditional s when='n > 5'\n user a\n end e\n s > a > e", q="start-conditional s when='m > 5'\n user b\n end e\n s > b > e")
    assert stage.engine.messages.conditions({"n": 5}) == ()
    (stage.case,) = stage.engine.messages.conditions({"n": 6}, business_key="k")
    assert stage.open() == ["a"] and stage.variables == {"n": 6}
    assert stage.history()[0] == "s:conditionalStartEvent"


def test_an_event_based_gateway_may_begin_a_case(stage: Stage) -> None:
    """Clause 10.6.6, 13.4.4: the first event makes the instance and is the one that is taken; another makes another."""
    stage.deploy("""
        <eventBasedGateway id="g" instantiate="true"/>
        catch-message m name=order
        receive r message=letter
        user a
        user b
        end e
        g > m > a > e
        g > r > b > e
    """)
    for name, work in (("order", "a"), ("letter", "b")):
        outcome = stage.engine.messages.correlate(name, data={"from": name})
        assert outcome.outcome == "start"
        stage.case = outcome.instance_id or ""
        assert stage.open() == [work] and stage.variables == {"from": name}
        stage.do(work)
        assert stage.ended


def test_a_receive_task_may_begin_a_case(stage: Stage) -> None:
    """Clause 13.3.3: instantiate."""
    model = bpmn("receive r message=letter\nuser b\nend e\nr > b > e")
    stage.deploy(model.replace(b'<receiveTask id="r"', b'<receiveTask id="r" instantiate="true"'))
    stage.case = stage.engine.messages.correlate("letter", data={"n": 1}).instance_id or ""
    assert stage.open() == ["b"] and stage.variables == {"n": 1}
    assert stage.history()[0] == "r:receiveTask"
