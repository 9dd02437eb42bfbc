"""Activities one by one (BPMN 2.0.2 clause 13.3): what each does when a token comes, and where the token goes."""

from __future__ import annotations

import pytest

from engine import Forbidden
from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize("kind", ["task", "manual", "throw"])
def test_what_has_no_work_passes_through(stage: Stage, kind: str) -> None:
    """Clause 13.3.3 (abstract task), 10.3.3 (manual task), 13.5.2 (none throw event): completed as soon as entered."""
    stage.run(f"""
        start s
        {kind} a
        end e
        s > a > e
    """)
    assert stage.ended
    assert stage.walked() == {"s", "a", "e"}


def test_a_user_task_waits_for_its_person(stage: Stage) -> None:
    """Clause 13.3.3: a user task is offered and completes when the person says so; its values become variables."""
    stage.run("""
        start s
        user a
        end e
        s > a > e
    """)
    assert stage.open() == ["a"] and not stage.ended
    stage.do("a", answer="yes")
    assert stage.ended and stage.variables == {"answer": "yes"}


def test_two_user_tasks_in_sequence(stage: Stage) -> None:
    """Clause 13.3.2: the second is offered only when the first is completed."""
    stage.run("""
        start s
        user a
        user b
        end e
        s > a > b > e
    """)
    assert stage.open() == ["a"]
    stage.do("a")
    assert stage.open() == ["b"]
    stage.do("b")
    assert stage.ended


def test_an_assigned_task_belongs_to_its_assignee(stage: Stage) -> None:
    """Dialect A2: `assignee` names one person; candidates are the rest of the offer."""
    stage.run("""
        start s
        user a group=xfjy.nanhu assignee=${who}
        end e
        s > a > e
    """, who="anna")
    (task,) = stage.engine.instances.get(stage.actor, stage.case).open_tasks
    assert (task.assignee, task.candidates) == ("anna", ("xfjy.nanhu",))
    stage.do("a")
    assert stage.ended


def test_a_task_of_another_group_cannot_be_completed(stage: Stage) -> None:
    stage.run("""
        start s
        user a group=xfjy.nanhu
        end e
        s > a > e
    """)
    with pytest.raises(Forbidden):
        stage.do("a")
    assert stage.open() == ["a"]


@pytest.mark.parametrize("kind", ["service", "send"])
def test_an_external_task_waits_for_its_worker(stage: Stage, kind: str) -> None:
    """Clause 13.3.3 (service and send task), dialect C4: work by topic; values by the walk-up rule (A5)."""
    stage.run(f"""
        start s
        {kind} a topic=check prop.system=penalty
        end e
        s > a > e
    """, case="c1")
    assert not stage.ended
    assert stage.serve("check", found=3) == {"case": "c1"}
    assert stage.ended and stage.variables == {"case": "c1", "found": 3}


@pytest.mark.parametrize(("text", "value"), [("n + 1", 8), ("[n, n * 2]", [7, 14]), ("{a: n}", {"a": 7}), ("missing", None), ("n > 3", True), ('"x"', "x")])
def test_a_script_task_is_one_expression(stage: Stage, text: str, value: object) -> None:
    """Clause 13.3.3 (script task): run on entering, the result in its variable."""
    stage.deploy(f"""
        start s
        script a result=r 'is={text}'
        user z
        end e
        s > a > z > e
    """)
    stage.start(n=7)
    assert stage.value("r") == value and type(stage.value("r")) is type(value)


def test_a_service_task_with_an_expression(stage: Stage) -> None:
    """Dialect A2: `expression` with `resultVariable`, here in the small language."""
    stage.run("""
        start s
        <serviceTask id="a" camunda:expression="${n + 1}" camunda:resultVariable="r"/>
        end e
        s > a > e
    """, n=1)
    assert stage.ended and stage.value("r") == 2


def test_a_receive_task_waits_for_its_message(stage: Stage) -> None:
    """Clause 13.3.3 (receive task): completes when the message arrives; other messages and other keys leave it."""
    stage.deploy("""
        start s
        receive a message=paid
        end e
        s > a > e
    """)
    stage.start(business_key="c1")
    assert stage.tell("shipped", "c1") == "kept" and not stage.ended
    assert stage.tell("paid", "c2") == "kept" and not stage.ended
    assert stage.tell("paid", "c1", amount=5) == "execution"
    assert stage.ended and stage.variables == {"amount": 5}


@pytest.mark.parametrize(("mapping", "result"), [
    ("singleEntry", 200), ("collectEntries", [200]),
])
def test_a_business_rule_task_asks_a_decision(stage: Stage, mapping: str, result: object) -> None:
    """Clause 13.3.3 (business rule task), dialect A2: the mappers of single values over one matching rule."""
    table = (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:test"><decision id="fine" name="fine">'
        '<decisionTable hitPolicy="UNIQUE"><input><inputExpression typeRef="number"><text>n</text></inputExpression></input>'
        '<output name="fine" typeRef="number"/><rule><inputEntry><text>&lt; 3</text></inputEntry><outputEntry><text>100</text></outputEntry></rule>'
        '<rule><inputEntry><text>&gt;= 3</text></inputEntry><outputEntry><text>200</text></outputEntry></rule></decisionTable></decision></definitions>'
    )
    from engine import SYSTEM_ACTOR
    from tests.engine.modelling import bpmn

    model = bpmn(f"""
        start s
        rule a decision=fine map={mapping} result=r
        end e
        s > a > e
    """)
    stage.engine.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": model, "d.dmn": table.encode()})
    stage.start(n=5)
    assert stage.ended and stage.variables["r"] == result


def test_several_incoming_flows_start_the_activity_once_each(stage: Stage) -> None:
    """Clause 13.3.1, uncontrolled merge: no waiting, one instance for each token."""
    stage.run("""
        start s
        par g
        task a
        task b
        user z
        end e
        s > g > a > z > e
        g > b > z
    """)
    assert stage.open() == ["z", "z"]
    stage.do("z")
    assert not stage.ended
    stage.do("z")
    assert stage.ended and stage.times("e") == 2


@pytest.mark.parametrize(("x", "expected"), [(0, ["c"]), (1, ["a"]), (2, ["a", "b"])])
def test_conditional_flows_out_of_an_activity(stage: Stage, x: int, expected: list[str]) -> None:
    """Clause 13.3.1: every conditional flow that holds; the default only when none does."""
    stage.run("""
        start s
        user t
        user a
        user b
        user c
        end e
        s > t
        t > a : x > 0
        t > b : x > 1
        t > c : default
        a > e
        b > e
        c > e
    """)
    stage.do("t", x=x)
    assert stage.open() == expected


def test_unconditional_flows_beside_conditional_ones_are_always_taken(stage: Stage) -> None:
    """Clause 13.3.1: a flow without condition has a condition that is always true."""
    stage.run("""
        start s
        user t
        user a
        user b
        end e
        s > t > a > e
        t > b : x > 1
        b > e
    """)
    stage.do("t", x=1)
    assert stage.open() == ["a"]
    stage.do("a")
    assert stage.ended


def test_an_activity_without_outgoing_flow_ends_its_path(stage: Stage) -> None:
    """Clause 13.3.1: without outgoing flows the token is consumed, the process completes with its last token."""
    stage.run("""
        start s
        user t
        s > t
    """)
    stage.do("t")
    assert stage.ended and stage.tokens() == 0


def test_no_flow_that_holds_is_an_incident_and_the_work_is_kept(stage: Stage) -> None:
    """Clause 13.3.1: no condition and no default is an exception; dialect A1. The person's finished work stands."""
    stage.run("""
        start s
        user t
        user a
        end e
        s > t
        t > a : x > 1
        a > e
    """)
    (task,) = stage.engine.instances.get(stage.actor, stage.case).open_tasks
    assert stage.engine.tasks.complete(stage.actor, task.id, {"x": 0}).later
    for _ in range(3):
        stage.later(minutes=10)
    assert stage.incidents() == ["t"] and stage.variables == {"x": 0} and not stage.ended
    assert stage.open() == []
