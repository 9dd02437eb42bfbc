"""How cases begin (BPMN 2.0.2 clauses 10.5.2, 10.6.6, 13.5.1): messages, signals, timers, conditions, instantiating gateways and receive tasks."""

from __future__ import annotations

import pytest

from engine import SYSTEM_ACTOR
from engine.api.rest_once import Caller
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


def test_a_signal_on_its_way_begins_a_case_though_its_process_was_published_again_meanwhile(stage: Stage) -> None:
    """Clause 13.5.4: it was caught by the start that stood when it was thrown; of a version that was taken back since, nothing begins."""
    thrower = "start s\n throw-signal t name=go\n end e\n s > t > e"
    stage.deploy("start-signal s name=go\n user a\n end e\n s > a > e", q=thrower)
    stage.start("q")
    stage.deploy("start-signal s name=go\n user b\n end e\n s > b > e", q=thrower)
    stage.start("q")
    assert stage.tick().table("SELECT element FROM task ORDER BY element") == [("a",), ("b",)]
    newest = stage.engine.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": bpmn("start-signal s name=go\n user c\n end e\n s > c > e")}).id
    stage.start("q")
    stage.engine.rest.deeds.undeploy(Caller(SYSTEM_ACTOR), newest)
    assert stage.tick().table("SELECT element FROM task ORDER BY element") == [("a",), ("b",)]
    assert stage.table("SELECT id FROM job") == []


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


GATHERED = {
    "a parallel multiple start": """
        start-message+message s names=order,letter every
        user a
        end e
        s > a > e
    """,
    "a parallel event-based gateway": """
        <eventBasedGateway id="g" instantiate="true" eventGatewayType="Parallel"/>
        catch-message m name=order
        receive r message=letter
        par j
        user a
        end e
        g > m > j > a > e
        g > r > j
    """,
}


def gathered(way: str) -> bytes:
    """The model; two messages in one event are written out."""
    model = bpmn(GATHERED[way].replace("names=order,letter", "name=order"))
    if way.endswith("start"):
        model = model.replace(b'<messageEventDefinition messageRef="message_order"/>', b'<messageEventDefinition messageRef="message_letter"/>', 1)
        model = model.replace(b"<process ", b'<message id="message_letter" name="letter"/><process ', 1)
    return model


@pytest.mark.parametrize("first", ["order", "letter"])
@pytest.mark.parametrize("way", GATHERED)
@pytest.mark.parametrize("known_by", ["key", "business_key"])
def test_a_case_begins_with_the_first_event_and_goes_on_with_the_last(stage: Stage, way: str, first: str, known_by: str) -> None:
    """Clauses 10.5.2, 10.6.6, 13.5.1: the first makes the instance, the others of the same key belong to it; another key makes another case."""
    stage.deploy(gathered(way))
    second = "letter" if first == "order" else "order"
    begun = stage.engine.messages.correlate(first, **{known_by: "k1"}, data={first: 1})
    assert begun.outcome == "start"
    stage.case = begun.instance_id or ""
    stage._step()
    assert stage.open() == [] and stage.state == "active"
    other = stage.engine.messages.correlate(second, **{known_by: "k2"})
    assert other.outcome == "start" and other.instance_id != stage.case
    assert stage.open() == []
    joined = stage.engine.messages.correlate(second, **{known_by: "k1"}, data={second: 2})
    assert (joined.outcome, joined.instance_id) == ("execution", stage.case)
    assert stage.open() == ["a"] and stage.variables == {first: 1, second: 2}
    stage.do("a")
    assert stage.ended
    assert stage.engine.instances.get(SYSTEM_ACTOR, other.instance_id or "").row.state == "active"


def test_each_path_behind_a_parallel_gateway_goes_on_by_itself(stage: Stage) -> None:
    """Clause 10.6.6: the event that came goes on at once; the case ends when all have come."""
    stage.deploy("""
        <eventBasedGateway id="g" instantiate="true" eventGatewayType="Parallel"/>
        catch-message m name=order
        catch-message n name=letter
        user a
        user b
        end e
        g > m > a > e
        g > n > b > e
    """)
    stage.case = stage.engine.messages.correlate("letter", business_key="k").instance_id or ""
    assert stage.open() == ["b"]
    stage.do("b")
    assert stage.state == "active"
    assert stage.tell("order", "k") == "execution"
    stage.do("a")
    assert stage.ended
