"""Call activities (BPMN 2.0.2 clause 13.3.4; dialect A2, A5): a process of its own with variables of its own."""

from __future__ import annotations

import pytest

from engine import SYSTEM_ACTOR
from engine.domain.errors import Fault
from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases

CHILD = """
    start cs
    user u
    end ce
    cs > u > ce
"""


def caller(options: str) -> str:
    """Call `c`, then wait at z."""
    return f"""
        start s
        call a process=c {options}
        user z
        end e
        s > a > z > e
    """


def test_nothing_is_passed_without_mapping(stage: Stage) -> None:
    """Dialect A2: without mapping nothing goes in or out, nor the business key."""
    stage.deploy(caller(""), c=CHILD)
    stage.start(business_key="k", secret=1)
    (child,) = stage.engine.instances.get(stage.actor, stage.case).children
    assert child.business_key == "" and child.parent_id == stage.case and child.root_id == stage.case
    assert stage.engine.instances.get(stage.actor, child.id).variables == {}
    stage.do("u", inner=2)
    assert stage.open() == ["z"] and stage.variables == {"secret": 1}


def test_mappings_in_and_out(stage: Stage) -> None:
    """Dialect A2: source to target on entering, and on leaving."""
    stage.deploy(caller("pass.x=a take.r=y key=${execution.processBusinessKey}"), c=CHILD)
    stage.start(business_key="k", a=1)
    (child,) = stage.engine.instances.get(stage.actor, stage.case).children
    assert child.business_key == "k"
    assert stage.engine.instances.get(stage.actor, child.id).variables == {"x": 1}
    stage.do("u", y=[1, 2])
    assert stage.variables == {"a": 1, "r": [1, 2]}


def test_all_variables_in_and_out(stage: Stage) -> None:
    """Dialect A2: variables="all"."""
    stage.deploy(caller("all.in all.out"), c=CHILD)
    stage.start(a=1, b=2)
    stage.do("u", b=3, d=4)
    assert stage.variables == {"a": 1, "b": 3, "d": 4}


def test_source_expressions(stage: Stage) -> None:
    """Dialect A2: sourceExpression is evaluated in the caller (in) and in the called process (out)."""
    stage.deploy("""
        start s
        <callActivity id="a" calledElement="c"><extensionElements><camunda:in sourceExpression="${n + 1}" target="x"/><camunda:out sourceExpression="=x * 10 + y" target="r"/></extensionElements></callActivity>
        user z
        end e
        s > a > z > e
    """, c=CHILD)
    stage.start(n=4)
    stage.do("u", y=3)
    assert stage.variables == {"n": 4, "r": 53}


def test_local_mappings_stay_local(stage: Stage) -> None:
    """Dialect A2: local="true" reads only the caller's own scope, and writes only it: an output parameter may carry it further."""
    stage.deploy("""
        start s
        <callActivity id="a" calledElement="c"><extensionElements><camunda:inputOutput><camunda:inputParameter name="own">1</camunda:inputParameter><camunda:outputParameter name="kept">=r + 1</camunda:outputParameter></camunda:inputOutput><camunda:in source="own" target="x" local="true"/><camunda:in source="outer" target="w" local="true"/><camunda:out source="y" target="r" local="true"/></extensionElements></callActivity>
        user z
        end e
        s > a > z > e
    """, c=CHILD)
    stage.start(outer=5)
    (child,) = stage.engine.instances.get(stage.actor, stage.case).children
    assert stage.engine.instances.get(stage.actor, child.id).variables == {"x": "1", "w": None}
    stage.do("u", y=3)
    assert stage.variables == {"outer": 5, "kept": 4}


def test_the_called_process_may_be_chosen_at_run_time(stage: Stage) -> None:
    """Dialect A2: calledElement may be an expression."""
    stage.deploy(caller("").replace("process=c", "process=${which}"), c=CHILD, d=CHILD.replace("user u", "user v").replace("> u >", "> v >"))
    stage.start(which="d")
    assert stage.open() == ["v"]


@pytest.mark.parametrize(("options", "expected"), [
    ("", "v"), ("calledElementBinding=deployment", "u"), ("calledElementBinding=version calledElementVersion=1", "u"),
    ("calledElementBinding=version calledElementVersion=2", "v"),
])
def test_bindings(stage: Stage, options: str, expected: str) -> None:
    """Dialect A2: latest (default), deployment, version; decided when the call begins."""
    stage.deploy(caller(options), c=CHILD)
    stage.deploy(c=CHILD.replace("user u", "user v").replace("> u >", "> v >"))
    stage.start()
    assert stage.open() == [expected]


def test_a_running_call_stays_on_its_version(stage: Stage) -> None:
    """Clause 13.3.4: the instance that runs is not changed by a later deployment."""
    stage.deploy(caller(""), c=CHILD)
    stage.start()
    stage.deploy(c=CHILD.replace("user u", "user v").replace("> u >", "> v >"))
    stage.engine.forget()
    assert stage.open() == ["u"]
    stage.do("u")
    assert stage.open() == ["z"]


def test_an_unknown_process_is_an_error_at_the_call(stage: Stage) -> None:
    stage.deploy(caller("").replace("process=c", "process=${which}"))
    with pytest.raises(Fault) as caught:
        stage.start(which="nowhere")
    assert caught.value.code == "execution.called-unknown" and caught.value.place is not None and caught.value.place.element == "a"


def test_a_process_that_is_deployed_later_is_called_when_an_operator_tries_again(stage: Stage) -> None:
    """Dialect A2: bindings are resolved when the call begins; until then the person's work is kept and an incident says what is missing."""
    stage.deploy("start s\nuser u\ncall a process=c\nuser z\nend e\ns > u > a > z > e")
    stage.start()
    stage.do("u")
    stage.later(hours=1).later(hours=1).later(hours=1)
    (incident,) = stage.engine.instances.get(SYSTEM_ACTOR, stage.case).incidents
    assert stage.open() == [] and incident.element == "a" and "c" in incident.message
    stage.deploy(c="start s\nuser v\nend e\ns > v > e")
    stage.engine.jobs.retry(SYSTEM_ACTOR, incident.id)
    stage.tick()
    assert stage.open() == ["v"] and stage.do("v").open() == ["z"]


def test_recursion_is_bounded(stage: Stage) -> None:
    """A process that calls itself without end is stopped with a clear error, and nothing is stored."""
    stage.deploy("""
        start s
        call a process=p
        end e
        s > a > e
    """)
    with pytest.raises(Fault) as caught:
        stage.start()
    assert caught.value.code == "execution.depth" and "20" in str(caught.value)
    assert stage.table("SELECT id FROM instance") == []


def test_bounded_recursion_runs(stage: Stage) -> None:
    """Clause 13.3.4: a process may call itself; each level has its own variables."""
    stage.deploy("""
        start s
        xor g
        call a process=p pass.n=less take.total=total
        script down result=less "is=n - 1"
        script add result=total "is=if total = null then 0 else total + 1"
        end e
        s > g
        g > down : n > 0
        g > add : default
        down > a > add > e
    """)
    stage.start(n=10)
    assert stage.ended and stage.variables["total"] == 10


def test_calls_in_calls_each_have_an_instance(stage: Stage) -> None:
    """Clause 13.3.4: the case is one, its processes are many."""
    stage.deploy(caller(""), c="""
        start s
        call b process=d
        end e
        s > b > e
    """, d=CHILD)
    stage.start()
    children = {child.definition_key: child for child in stage.engine.instances.get(stage.actor, stage.case).children}
    assert set(children) == {"c", "d"}
    assert (children["c"].parent_id, children["d"].parent_id) == (stage.case, children["c"].id)
    stage.do("u")
    assert stage.open() == ["z"]
    assert {child.state for child in stage.engine.instances.get(stage.actor, stage.case).children} == {"completed"}


@pytest.mark.parametrize("loop", ["", "sequential"])
def test_a_call_activity_with_many_members(stage: Stage, loop: str) -> None:
    """Clauses 13.3.4 and 13.3.7: one called process per item."""
    stage.deploy(caller(f"each=items as=item pass.x=item {loop}"), c=CHILD)
    stage.start(items=["p", "q"])
    while stage.open() != ["z"]:
        stage.do("u")
    children = stage.engine.instances.get(stage.actor, stage.case).children
    assert sorted(stage.engine.instances.get(stage.actor, child.id).variables["x"] for child in children) == ["p", "q"]
