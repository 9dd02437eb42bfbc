"""Listeners (dialect A2, B4): expressions told when a process, an activity, a flow or a task begins, ends, is taken, changes"""

from __future__ import annotations

import pytest

from engine import SYSTEM_ACTOR, Forbidden
from engine.execution.errors import ListenerFailed
from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases

LOG = "${execution.setVariable('log', execution.getVariable('log').concat(execution.currentActivityId).concat('.').concat(execution.eventName).concat(' '))}"
TASK = "${task.setVariable('log', task.getVariable('log').concat(task.taskDefinitionKey).concat('.').concat(task.eventName).concat(' '))}"


def told(*events: str, text: str = LOG) -> str:
    """Execution listeners of an element that write down what they are told of."""
    return "".join(f'<camunda:executionListener event="{event}" expression="{text}"/>' for event in events)


def told_task(*events: str, text: str = TASK) -> str:
    """The same for a task."""
    return "".join(f'<camunda:taskListener event="{event}" expression="{text}"/>' for event in events)


def ext(inner: str) -> str:
    """An `extensionElements` around it, with quotes that can stand in the attribute of a model line."""
    return f"<extensionElements>{inner}</extensionElements>"


def flow(identity: str, source: str, target: str, inner: str = "") -> str:
    """A sequence flow as XML."""
    return f'<sequenceFlow id="{identity}" sourceRef="{source}" targetRef="{target}">{inner}</sequenceFlow>'


def user(identity: str, inner: str = "", attributes: str = "") -> str:
    """A user task as XML."""
    return f'<userTask id="{identity}" camunda:candidateGroups="zhzf.nanhu" {attributes}>{inner}</userTask>'


def log(stage: Stage) -> list[str]:
    """What was written down."""
    return str(stage.value("log")).split()


def test_an_activity_is_told_in_the_order_of_the_dialect(stage: Stage) -> None:
    """A2: take, then the input mapping, then start, create; complete, end, then the output mapping. Process first and last."""
    inner = ext(
        told("start", "end") + told_task("create", "complete")
        + '<camunda:inputOutput><camunda:inputParameter name="mine">${log}</camunda:inputParameter>'
        '<camunda:outputParameter name="seen">${log}</camunda:outputParameter></camunda:inputOutput>'
    )
    stage.run(f"""
        <extensionElements>{told("start", "end")}</extensionElements>
        start s
        {user("a", inner)}
        end e
        {flow("in", "s", "a", ext(told("take")))}
        {flow("out", "a", "e", ext(told("take")))}
    """, log="")
    assert log(stage) == ["p.start", "s.take", "a.start", "a.create"]
    stage.do("a")
    assert log(stage) == ["p.start", "s.take", "a.start", "a.create", "a.complete", "a.end", "a.take", "p.end"]
    assert str(stage.value("seen")).split() == ["p.start", "s.take", "a.start", "a.create", "a.complete", "a.end"]


def test_events_gateways_and_sub_processes_are_told(stage: Stage) -> None:
    """A2: start and end at every kind of node; a join is told once per token (D1: one row per arriving token)."""
    both = ext(told("start", "end"))
    stage.run(f"""
        <startEvent id="s">{both}</startEvent>
        <parallelGateway id="split">{both}</parallelGateway>
        <subProcess id="sub">{both}<startEvent id="i"/><endEvent id="o"/>{flow("fi", "i", "o")}</subProcess>
        task b
        <parallelGateway id="join">{both}</parallelGateway>
        <endEvent id="e">{both}</endEvent>
        s > split
        split > sub > join
        split > b > join
        join > e
    """, log="")
    assert log(stage) == [
        "s.start", "s.end", "split.start", "split.end", "sub.start", "sub.end", "join.start", "join.start", "join.end", "join.end", "e.start", "e.end",
    ]


def test_the_listeners_of_a_loop_belong_to_each_member(stage: Stage) -> None:
    """A2: inside a multi-instance; there is no listener of the whole."""
    stage.run(f"""
        start s
        <task id="a">{ext(told("start", "end"))}<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></task>
        end e
        s > a > e
    """, log="")
    assert log(stage) == ["a.start", "a.end", "a.start", "a.end"]


def test_an_interrupted_task_is_deleted_and_then_its_activity_ends(stage: Stage) -> None:
    """A2: delete instead of complete; the boundary event is told like any other node."""
    stage.run(f"""
        start s
        {user("a", ext(told("end") + told_task("complete", "delete")))}
        <boundaryEvent id="late" attachedToRef="a">{ext(told("start", "end"))}<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
        end e
        end f
        s > a > e
        late > f
    """, log="")
    stage.later(hours=1)
    assert stage.ended
    assert log(stage) == ["a.delete", "a.end", "late.start", "late.end"]


def test_a_listener_does_not_change_the_way_that_was_chosen(stage: Stage) -> None:
    """Camunda 7 chooses the flow, then tells the end listeners, then those of the flow."""
    turn = "${execution.setVariable('go', 'right')}"
    stage.run(f"""
        start s
        <exclusiveGateway id="g">{ext(told("end", text=turn))}</exclusiveGateway>
        end left
        end right
        s > g
        g > left : go = "left"
        g > right : go = "right"
    """, go="left")
    assert (stage.history()[-1], stage.value("go")) == ("left:noneEndEvent", "right")


def test_task_listeners_set_the_task_and_see_the_assignment(stage: Stage) -> None:
    """A2, B4: create may set everything; assignment comes after it, because somebody has it now."""
    create = "${task.setAssignee('zhang')}", "${task.setPriority(70)}", "${task.setName('核查')}", "${task.setDueDate('2026-12-01')}"
    stage.run(f"""
        start s
        {user("a", ext("".join(told_task("create", text=text) for text in create) + told_task("assignment")))}
        end e
        s > a > e
    """, log="")
    assert log(stage) == ["a.assignment"]
    assert stage.table("SELECT assignee, priority, name FROM task") == [("zhang", 70, "核查")]


def test_claiming_and_releasing_update_and_assign(stage: Stage) -> None:
    """A2: update first, assignment when someone else has it; a listener's own change is written with it."""
    stage.run(f"""
        start s
        {user("a", ext(told_task("update", "assignment") + told_task("update", text="${task.setPriority(80)}")))}
        end e
        s > a > e
    """, log="")
    (task,) = stage.engine.instances.get(stage.actor, stage.case).open_tasks
    stage.engine.tasks.claim(stage.actor, task.id)
    stage._step()
    assert log(stage) == ["a.update", "a.assignment"]
    stage.engine.tasks.release(stage.actor, task.id)
    assert log(stage) == ["a.update", "a.assignment"] * 2
    assert stage.table("SELECT assignee, priority FROM task") == [(None, 80)]


def test_a_timeout_is_told_and_the_task_stays_open(stage: Stage) -> None:
    """A2: a timer of its own that interrupts nothing; a cycle repeats; it is gone when the task is done."""
    timeout = (
        f'<camunda:taskListener id="remind" event="timeout" expression="{TASK}"><timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition></camunda:taskListener>'
        '<camunda:taskListener id="raise" event="timeout" expression="${task.setPriority(90)}"><timerEventDefinition><timeDuration>PT90M</timeDuration></timerEventDefinition>'
        '</camunda:taskListener>'
    )
    stage.run(f"""
        start s
        {user("a", ext(timeout))}
        end e
        s > a > e
    """, log="")
    assert stage.due() == ["a in 3600", "a in 5400"]
    stage.later(hours=1)
    assert (log(stage), stage.open(), stage.due()) == (["a.timeout"], ["a"], ["a in 1800", "a in 3600"])
    stage.later(hours=1)
    assert log(stage) == ["a.timeout"] * 2
    assert stage.table("SELECT priority FROM task") == [(90,)]
    stage.do("a")
    assert stage.ended
    assert stage.due() == []


def test_completed_work_is_kept_when_a_listener_fails(stage: Stage) -> None:
    """A listener that fails is an error of the automatic part: the work is recorded, the rest is a job and then an incident."""
    stage.run(f"""
        start s
        {user("a", ext(told_task("complete", text="${missing}")))}
        end e
        s > a > e
    """)
    stage.do("a", done=True)
    assert stage.table("SELECT state FROM task") == [("done",)]
    for _ in range(4):
        stage.later(days=1)
    assert stage.incidents() == ["a"]


def test_variables_are_removed_by_expression(stage: Stage) -> None:
    """B4: removeVariable; the row goes too."""
    stage.run(f"""
        start s
        <task id="a">{ext(told("start", text="${execution.removeVariable('x')}"))}</task>
        user b group=zhzf.nanhu
        end e
        s > a > b > e
    """, x=1, y=2)
    assert stage.variables == {"y": 2}


@pytest.mark.parametrize(("inner", "code"), [
    ('<camunda:executionListener event="start" class="org.acme.Log"/>', "bpmn.java"),
    ('<camunda:executionListener event="start" delegateExpression="${bean}"/>', "bpmn.java"),
    ('<camunda:executionListener event="start" expression="${bean.call(execution)}"/>', "bpmn.expression"),
    ('<camunda:executionListener event="start" expression="=1 + 1"/>', "bpmn.unsupported"),
    ('<camunda:executionListener event="take" expression="${x}"/>', "bpmn.unsupported"),
    ('<camunda:executionListener expression="${x}"/>', "bpmn.missing"),
    ('<camunda:executionListener event="start"><camunda:script scriptFormat="groovy">x</camunda:script></camunda:executionListener>', "bpmn.unsupported"),
    ('<camunda:taskListener event="timeout" expression="${x}"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></camunda:taskListener>',
     "bpmn.missing"),
    ('<camunda:taskListener id="t" event="timeout" expression="${x}"/>', "bpmn.missing"),
])
def test_what_no_listener_can_do_is_refused(inner: str, code: str, straight: Stage) -> None:
    """A2, A3: only expressions without beans; refused at its element, at deploy."""
    assert straight.refusal(f"""
        start s
        {user("x", ext(inner))}
        end e
        s > x > e
    """) == {(code, "x")}


def test_a_save_point_lies_between_the_end_and_the_flow(stage: Stage) -> None:
    """A2: asyncBefore comes after the flow was taken and before the start; asyncAfter after the end and before the flow."""
    stage.run(f"""
        start s
        <task id="a" camunda:asyncBefore="true" camunda:asyncAfter="true">{ext(told("start", "end"))}</task>
        end e
        {flow("in", "s", "a", ext(told("take")))}
        {flow("out", "a", "e", ext(told("take")))}
    """, log="")
    assert log(stage) == ["s.take"]
    stage.tick()
    assert stage.ended
    assert log(stage) == ["s.take", "a.start", "a.end", "a.take"]


def test_what_is_cancelled_ends_from_the_inside_outward(stage: Stage) -> None:
    """A2: tasks are deleted, then activities end, inner ones first, the called process and the process last; nothing is told twice."""
    both = ext(told("end"))
    stage.deploy(f"""
        {both}
        start s
        <subProcess id="sub">{both}<startEvent id="i"/>{user("a", ext(told("end") + told_task("delete")))}<endEvent id="o"/>{flow("f1", "i", "a")}{flow("f2", "a", "o")}</subProcess>
        end e
        s > sub > e
    """)
    stage.start(log="")
    seen = '<camunda:executionListener event="end" expression="${execution.setVariable(\'log\', missing)}"/>'
    stage.engine.instances.cancel(SYSTEM_ACTOR, stage.case, "no longer needed")
    assert log(stage) == ["a.delete", "a.end", "sub.end", "p.end"]
    stage.deploy(q=f"start s\n {user('b', ext(seen))}\n end e\n s > b > e")
    stage.start("q", log="")
    with pytest.raises(ListenerFailed) as caught:
        stage.engine.instances.cancel(SYSTEM_ACTOR, stage.case, "no longer needed")
    told_why = caught.value.values
    assert (caught.value.element, told_why["event"], told_why["reason"]) == ("b", "end", 'the name "missing" is unknown')
    stage._step()
    assert (stage.state, stage.open()) == ("active", ["b"])
    with pytest.raises(Forbidden):
        stage.engine.instances.cancel(stage.actor, stage.case, "no longer needed", silent=True)
    stage._step()
    stage.engine.instances.cancel(SYSTEM_ACTOR, stage.case, "no longer needed", silent=True)
    assert (stage.state, stage.engine.instances.timeline(SYSTEM_ACTOR, stage.case)[-1].detail["without"]) == ("cancelled", ["listeners"])


def test_an_event_gateway_ends_when_one_event_wins(stage: Stage) -> None:
    """D1: the winner starts when it happens, and the gateway ends then."""
    both = ext(told("start", "end"))
    stage.run(f"""
        start s
        <eventBasedGateway id="g">{both}</eventBasedGateway>
        <intermediateCatchEvent id="t">{both}<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
        catch-message m name=M
        end e
        s > g
        g > t > e
        g > m > e
    """, log="")
    assert log(stage) == ["g.start"]
    stage.later(hours=1)
    assert (log(stage), stage.ended) == (["g.start", "g.end", "t.start", "t.end"], True)


def test_called_processes_and_links_are_told(stage: Stage) -> None:
    """A2: the called process ends before its variables are handed out and the call activity ends."""
    stage.deploy(
        f"""
        start s
        <callActivity id="c" calledElement="q"><extensionElements>{told("end")}<camunda:in source="log" target="log"/><camunda:out source="log" target="log"/></extensionElements></callActivity>
        throw-link l name=L
        <intermediateCatchEvent id="k">{ext(told("start"))}<linkEventDefinition name="L"/></intermediateCatchEvent>
        end e
        s > c > l
        k > e
        """,
        f"<extensionElements>{told('start', 'end')}</extensionElements>\n start s\n end e\n s > e",
    )
    stage.start(log="")
    assert log(stage) == ["q.start", "q.end", "c.end", "k.start"]


def test_the_task_is_named_where_it_is_made(stage: Stage) -> None:
    """B4: `task` in the expressions of name, people and due date, beside its listeners."""
    stage.run(f"""
        start s
        {user("a", attributes='''camunda:assignee="${task.taskDefinitionKey.concat('-').concat(task.execution.currentActivityId)}"''')}
        end e
        s > a > e
    """)
    assert stage.table("SELECT assignee FROM task") == [("a-a",)]


def test_members_that_are_no_longer_needed_are_deleted(stage: Stage) -> None:
    """A2, A4: each member is a task of its own; when the completion condition holds, the others are deleted and end."""
    inner = ext(told("end") + told_task("create", "complete", "delete"))
    loop = "<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality><completionCondition>${nrOfCompletedInstances == 1}</completionCondition></multiInstanceLoopCharacteristics>"
    stage.run(f"""
        start s
        {user("a", inner + loop)}
        end e
        s > a > e
    """, log="")
    assert log(stage) == ["a.create"] * 3
    stage.do("a")
    assert stage.ended
    assert log(stage)[3:] == ["a.complete", "a.end"] + ["a.delete", "a.end"] * 2


def test_work_that_fails_without_anyone_to_catch_it_has_ended_too(stage: Stage) -> None:
    """A5: uncaught, the path ends as at a plain end event: the end listeners are told, once."""
    stage.run(f"""
        start s
        <serviceTask id="x" camunda:type="external" camunda:topic="t">{ext(told("end"))}</serviceTask>
        end e
        s > x > e
    """, log="")
    stage.serve("t", error="E")
    assert (stage.ended, log(stage)) == (True, ["x.end"])


def test_a_task_has_the_same_form_to_all_its_listeners(stage: Stage) -> None:
    """B4 task.formKey: the name of the form, also when the task is stored already."""
    seen = "${task.setVariable('log', task.getVariable('log').concat(task.formKey).concat(' '))}"
    stage.run(f"""
        start s
        {user("a", ext(told_task("create", "complete", text=seen) + '<camunda:formData><camunda:formField id="x" type="string"/></camunda:formData>'))}
        end e
        s > a > e
    """, log="")
    stage.do("a", x="1")
    assert log(stage) == ["p.a", "p.a"]


@pytest.mark.parametrize("call", ["setVariable(null, 1)", "setVariable('', 1)", "setVariableLocal(n, 1)", "getVariable(items)", "hasVariable(items)", "removeVariable(items)"])
def test_what_is_no_name_of_a_variable_is_said_so(straight: Stage, call: str) -> None:
    """B4: names are texts. Anything else is the model's mistake, at its element, not an error inside the platform that nobody gets past."""
    failing = f'<camunda:executionListener event="end" expression="${{execution.{call}}}"/>'
    straight.run(f"start s\n {user('a', ext(failing))}\n end e\n s > a > e", items=[1], n=2)
    with pytest.raises(ListenerFailed, match="the name of a variable is needed"):
        straight.engine.instances.cancel(SYSTEM_ACTOR, straight.case, "no longer needed")
