"""What models of the original say in its own words (dialect A1, A2, A7): bindings by tag, people, payloads, names, priorities"""

from __future__ import annotations

import json

import pytest

from engine import SYSTEM_ACTOR, Fault, NotFound, Refused
from tests.engine.modelling import bpmn
from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases

CALLED = "start cs\nuser {task}\nend ce\ncs > {task} > ce"
TABLE = (
    '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="x" name="x" namespace="n">'
    '<decision id="d" name="d" camunda:versionTag="{tag}"><literalExpression><text>"{says}"</text></literalExpression></decision></definitions>'
)


def calling(attributes: str) -> str:
    """A process that calls another by its id `c`, with these attributes."""
    return f'start s\n<callActivity id="a" calledElement="c" {attributes}/>\nend e\ns > a > e'


def form(key: str) -> bytes:
    """A form with one field."""
    return json.dumps({"id": key, "type": "default", "schemaVersion": 17, "components": [{"type": "textfield", "id": "f", "key": "x", "label": "X"}]}).encode()


@pytest.mark.parametrize(("attributes", "task"), [
    ('camunda:calledElementBinding="versionTag" camunda:calledElementVersionTag="one"', "u"),
    ('camunda:calledElementBinding="versionTag" camunda:calledElementVersionTag="${tag}"', "v"),
    ('camunda:calledElementBinding="version" camunda:calledElementVersion="${number}"', "u"),
])
def test_a_called_process_is_found_by_its_version_tag(stage: Stage, attributes: str, task: str) -> None:
    """A2: the version that carries the tag, not the newest; version and tag may be expressions."""
    stage.deploy(calling(attributes), c=bpmn(CALLED.format(task="u"), "c", 'camunda:versionTag="one"'))
    stage.deploy(c=bpmn(CALLED.format(task="v"), "c", 'camunda:versionTag="two"'))
    stage.start(tag="two", number=1)
    assert stage.open() == [task]


def test_a_tag_that_two_versions_carry_is_an_error_at_the_call(stage: Stage) -> None:
    """As in the original: which of them is meant nobody could say."""
    stage.deploy(calling('camunda:calledElementBinding="versionTag" camunda:calledElementVersionTag="one"'), c=bpmn(CALLED.format(task="u"), "c", 'camunda:versionTag="one"'))
    stage.deploy(c=bpmn(CALLED.format(task="v"), "c", 'camunda:versionTag="one"'))
    with pytest.raises(Fault) as caught:
        stage.start()
    assert caught.value.code == "definition.tag-twice"


def test_a_decision_is_found_by_its_version_tag(stage: Stage) -> None:
    """A2: decisionRefBinding versionTag; the reference itself may be an expression."""
    model = (
        'start s\n<businessRuleTask id="b" camunda:decisionRef="=which" camunda:decisionRefBinding="versionTag" camunda:decisionRefVersionTag="one"'
        ' camunda:mapDecisionResult="singleEntry" camunda:resultVariable="r"/>\nend e\ns > b > e'
    )
    for tag in ("one", "two"):
        stage.engine.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": bpmn(model), "d.dmn": TABLE.format(tag=tag, says=tag).encode()})
    stage.start(which="d")
    assert stage.ended and stage.value("r") == "one"


def test_the_form_of_a_task_may_be_chosen_by_the_case(stage: Stage) -> None:
    """A8: formRef may be an expression; a form that is not deployed is an error at the task."""
    model = 'start s\n<userTask id="t" camunda:candidateGroups="zhzf.nanhu" camunda:formRef="${which}" camunda:formRefBinding="latest"/>\nend e\ns > t > e'
    stage.engine.definitions.deploy(SYSTEM_ACTOR, "test", {"p.bpmn": bpmn(model), "a.form": form("fa"), "b.form": form("fb")})
    stage.start(which="fb")
    assert stage.table("SELECT d.key FROM task t JOIN definition d ON d.id = t.form_id") == [("fb",)]
    with pytest.raises(Fault) as caught:
        stage.start(which="nowhere")
    assert caught.value.code == "execution.form-unknown" and caught.value.place is not None and caught.value.place.element == "t"


@pytest.mark.parametrize(("roles", "assignee", "users", "groups"), [
    ([("humanPerformer", "chen")], "chen", [], []),
    ([("humanPerformer", "user(${who})")], "li", [], []),
    ([("potentialOwner", "user(chen), group(zhzf.nanhu), zhzf")], None, ["chen"], ["zhzf", "zhzf.nanhu"]),
    ([("potentialOwner", "${unit}"), ("potentialOwner", "user(${who})")], None, ["li"], ["a", "b"]),
    ([("potentialOwner", "=[unit, who]")], None, [], ["a", "li"]),
])
def test_who_does_a_task_in_the_words_of_bpmn(stage: Stage, roles: list[tuple[str, str]], assignee: str | None, users: list[str], groups: list[str]) -> None:
    """A1: humanPerformer is the assignee; of a potentialOwner `user(x)` and `group(x)` are candidates, and a bare name is a group."""
    inner = "".join(
        f"<{role}><resourceAssignmentExpression><formalExpression>{text}</formalExpression></resourceAssignmentExpression></{role}>" for role, text in roles
    )
    stage.run(f'start s\n<userTask id="t">{inner}</userTask>\nend e\ns > t > e', who="li", unit="a,b" if roles[0][1][0] != "=" else "a")
    assert stage.table("SELECT assignee FROM task") == [(assignee,)]
    found = {kind: sorted(ref for (ref,) in stage.table("SELECT ref FROM task_candidate WHERE kind = :kind", kind=kind)) for kind in ("user", "group")}
    assert found == {"user": users, "group": groups}


SIGNALLED = """
    start s
    script q result=x "is=\\"new\\""
    <intermediateThrowEvent id="t"><signalEventDefinition signalRef="signal_G"><extensionElements>{passed}</extensionElements></signalEventDefinition></intermediateThrowEvent>
    user w
    boundary-signal never on w name=G
    end e
    s > q > t > w > e
    never > e
"""
CATCHING = "start-signal s name=G\nuser u\nend e\ns > u > e"


@pytest.mark.parametrize(("passed", "brought"), [
    ('<camunda:in source="x" target="y"/>', {"y": "new"}), ('<camunda:in sourceExpression="${x.concat(\'er\')}" target="y"/>', {"y": "newer"}),
    ('<camunda:in variables="all"/>', {"x": "new", "z": 1}), ("", {}),
])
def test_a_signal_brings_what_it_is_given(stage: Stage, passed: str, brought: dict[str, object]) -> None:
    """A2: camunda:in of a throwing signal; in the case itself, in another case, and in one that it starts, with the business key it names."""
    key = '<camunda:in businessKey="B-${z}"/>'
    stage.deploy(SIGNALLED.format(passed=passed + key), q="start s\ncatch-signal c name=G\nuser a\nend e\ns > c > a > e", r=CATCHING)
    waiting = stage.start("q")
    first = stage.start("p", z=1)
    stage.tick()
    stage.case = waiting
    assert stage.variables == brought and stage.open() == ["a"]
    (begun,) = [row for row in stage.table("SELECT id, business_key FROM instance") if row[0] not in {waiting, first}]
    stage.case = begun[0]
    assert stage.variables == brought and begun[1] == "B-1"


def test_a_signal_inside_the_case_brings_it_too(stage: Stage) -> None:
    """A2: the catch in another branch of the same case gets the payload in its own scope's variables."""
    stage.run("""
        start s
        par g
        catch-signal c name=G
        user a
        <intermediateThrowEvent id="t"><signalEventDefinition signalRef="signal_G"><extensionElements><camunda:in sourceExpression="=1 + 1" target="y"/></extensionElements></signalEventDefinition></intermediateThrowEvent>
        end e
        s > g > c > a > e
        g > t > e
    """)
    assert stage.open() == ["a"] and stage.value("y") == 2


def test_a_loop_over_data_input_is_a_loop_over_a_collection(stage: Stage) -> None:
    """A1: loopDataInputRef and inputDataItem are collection and elementVariable; A6: elementIndexVariable is a second loopCounter."""
    stage.run("""
        start s
        <userTask id="t" camunda:candidateGroups="zhzf.nanhu"><multiInstanceLoopCharacteristics camunda:elementIndexVariable="number"><loopDataInputRef>list</loopDataInputRef><inputDataItem name="item"/></multiInstanceLoopCharacteristics></userTask>
        end e
        s > t > e
    """, list=["a", "b"])
    seen = [dict(stage.engine.tasks.get(stage.actor, task.id).variables) for task in stage.engine.instances.get(SYSTEM_ACTOR, stage.case).open_tasks]
    assert sorted((item["item"], item["number"]) for item in seen) == [("a", 0), ("b", 1)]
    stage.do("t").do("t")
    assert stage.ended


def test_the_message_of_an_error_is_told_to_who_catches_it(stage: Stage) -> None:
    """A2: error@errorMessage, which may be an expression."""
    stage.run("""
        start s
        sub q {
        start qs
        end-error qe name=E
        qs > qe
        }
        boundary-error b on q name=E code=what message=why
        user a
        end e
        s > q > e
        b > a > e
    """.strip())
    assert stage.value("what") == "E" and stage.value("why") == ""
    model = bpmn("start s\nsub q {\nstart qs\nend-error qe name=E\nqs > qe\n}\nboundary-error b on q name=E message=why\nuser a\nend e\ns > q > e\nb > a > e")
    stage.deploy(model.replace(b'errorCode="E"', b'errorCode="E" camunda:errorMessage="no ${x}"'))
    stage.start(x="room")
    assert stage.value("why") == "no room"


def test_a_member_of_a_loop_is_tried_as_its_loop_says(stage: Stage) -> None:
    """A2: on a loop the attributes of the loop element are those of each member; so is its retry cycle."""
    stage.run("""
        start s
        <scriptTask id="t" scriptFormat="feel" camunda:resultVariable="x"><multiInstanceLoopCharacteristics camunda:asyncBefore="true"><extensionElements><camunda:failedJobRetryTimeCycle>R1/PT1H</camunda:failedJobRetryTimeCycle></extensionElements><loopCardinality xsi:type="tFormalExpression">1</loopCardinality></multiInstanceLoopCharacteristics><script>deadline("no such clock")</script></scriptTask>
        end e
        s > t > e
    """)
    stage.tick()
    assert stage.incidents() == ["t"]


@pytest.mark.parametrize(("events", "fires"), [
    ("create", ["c"]), ("update", ["u"]), ("delete", ["d"]), ("create, update", ["c", "u"]), ("create,update,delete", ["c", "u", "d"]), (None, ["c", "u", "d"]),
])
def test_a_condition_is_asked_when_that_happens_to_its_variable(stage: Stage, events: str | None, fires: list[str]) -> None:
    """A2: variableEvents; without them every event counts."""
    said = "" if events is None else f'camunda:variableEvents="{events}"'
    stage.run(f"""
        start s
        user a
        <boundaryEvent id="b" attachedToRef="a" cancelActivity="false"><conditionalEventDefinition camunda:variableName="n" {said}><condition xsi:type="tFormalExpression">${{on}}</condition></conditionalEventDefinition></boundaryEvent>
        task t
        user z
        end e
        s > a > e
        b > t
        esub w {{
            start-message ws name=next non
            <serviceTask id="x" camunda:expression="${{what == 'd' ? execution.removeVariable('n') : execution.setVariable('n', what)}}"/>
            end we
            ws > x > we
        }}
    """, on=True)
    seen = []
    for what in ("c", "u", "d"):
        before = stage.times("t")
        stage.tell("next", what=what)
        seen += [what] if stage.times("t") > before else []
    assert seen == fires


@pytest.mark.parametrize("listener", ["", '<camunda:taskListener event="create" expression="${task.setDescription(task.owner)}"/>'])
def test_a_task_has_an_owner_and_a_day_to_look_at_it_again(stage: Stage, listener: str) -> None:
    """A2 followUpDate; A6 owner and taskIdVariableName: they are there when listeners are told that the task was created."""
    stage.run(f"""
        start s
        <userTask id="t" camunda:candidateGroups="zhzf.nanhu" camunda:owner="${{who}}" camunda:followUpDate="2026-03-02T09:00:00+08:00" camunda:taskIdVariableName="number"><extensionElements>{listener}</extensionElements></userTask>
        end e
        s > t > e
    """, who="li")
    ((task, owner, description),) = stage.table("SELECT task_id, owner, description FROM task_detail")
    assert owner == "li" and stage.value("number") == task and description == ("li" if listener else None)
    found = stage.engine.rest.one(SYSTEM_ACTOR, "task", taskId=task)
    assert found["owner"] == "li" and found["follow_up_at"].isoformat() == "2026-03-02T01:00:00+00:00"
    stage.do("t")
    assert stage.ended


@pytest.mark.parametrize(("n", "taken"), [(2, "f"), (0, "e")])
def test_the_one_flow_of_a_choice_without_condition_counts_as_true(stage: Stage, n: int, taken: str) -> None:
    """A1: exclusiveGateway; in document order, so that flows behind it are never taken - which is said."""
    model = "start s\nxor g\nuser e\nuser f\nuser h\nend z\ns > g\ng > f : n > 1\ng > e\ng > h : n < 1\ne > z\nf > z\nh > z"
    found = stage.engine.definitions.lint(SYSTEM_ACTOR, {"p.bpmn": bpmn(model)})
    assert [(item.severity, item.place.element) for item in found if item.code == "bpmn.condition-none"] == [("warning", "g")]
    assert ("bpmn.unreachable", "h") in [(item.code, item.place.element) for item in found]
    stage.run(model, n=n)
    assert stage.open() == [taken]


def test_one_message_begins_one_process(stage: Stage) -> None:
    """A7: refused with the element when another process begins by it, here or deployed before; it may move from one to another together."""
    begins, plain = "start-message s name=m\nend e\ns > e", "start s\nend e\ns > e"
    assert stage.refusal(begins, q=begins) == {("bpmn.message-taken", "s")}
    stage.deploy(begins)
    with pytest.raises(Refused) as refused:
        stage.deploy(q=begins)
    assert [(item.code, item.place.element, item.values["process"]) for item in refused.value.findings if item.severity == "error"] == [("bpmn.message-taken", "s", "p")]
    stage.deploy(plain, a=begins)
    stage.tell("m")
    assert stage.table("SELECT d.key FROM instance i JOIN definition d ON d.id = i.definition_id") == [("a",)]


@pytest.mark.parametrize(("attributes", "expected"), [('camunda:jobPriority="${n + 1}"', 6), ('camunda:jobPriority="=n * 2"', 10), ('camunda:jobPriority="7"', 7), ("", 3)])
def test_the_priority_of_a_job_may_be_worked_out(stage: Stage, attributes: str, expected: int) -> None:
    """A2: jobPriority of the element, else of the process."""
    stage.deploy(bpmn(f'start s\n<task id="t" camunda:asyncBefore="true" {attributes}/>\nend e\ns > t > e', attributes='camunda:jobPriority="${3}"'))
    stage.start(n=5)
    assert stage.table("SELECT priority FROM job") == [(expected,)]


def test_a_receive_task_without_message_waits_to_be_told(stage: Stage) -> None:
    """A1: it goes on by POST /execution/{id}/signal; its boundary events and its members work as elsewhere, and nothing else wakes it."""
    stage.run("""
        start s
        <receiveTask id="r" name="waits"><multiInstanceLoopCharacteristics isSequential="true"><loopCardinality xsi:type="tFormalExpression">2</loopCardinality></multiInstanceLoopCharacteristics></receiveTask>
        boundary-timer b on r duration=PT1H non
        user u
        user z
        end e
        s > r > z > e
        b > u > e
    """)
    deeds = stage.engine.rest.deeds
    for index in range(2):
        ((token,),) = stage.table("SELECT id FROM token WHERE element = 'r' AND role = 'inner'")
        assert stage.open() == ([] if index == 0 else ["u"])
        stage.later(hours=1)
        deeds.signal_execution(deeds.caller(SYSTEM_ACTOR), token, {"n": index})
        stage.engine.forget() if stage.reload else None
        with pytest.raises(NotFound):
            deeds.signal_execution(deeds.caller(SYSTEM_ACTOR), token, {})
    assert stage.open() == ["u", "z"] and stage.value("n") == 1
    with pytest.raises(NotFound):
        deeds.signal_execution(deeds.caller(SYSTEM_ACTOR), stage.table("SELECT id FROM token WHERE element = 'z'")[0][0], {})


def test_a_message_may_be_sent_by_an_expression(stage: Stage) -> None:
    """A2 expression, resultVariable: on message events too; history then knows it as a message."""
    stage.run("""
        start s
        <intermediateThrowEvent id="t"><messageEventDefinition camunda:expression="${'to ' .concat(who)}" camunda:resultVariable="sent"/></intermediateThrowEvent>
        <endEvent id="e"><messageEventDefinition camunda:expression="=who + &quot;!&quot;" camunda:resultVariable="last"/></endEvent>
        s > t > e
    """, who="you")
    assert stage.ended and (stage.value("sent"), stage.value("last")) == ("to you", "you!")
    assert stage.history() == ["s:startEvent", "t:intermediateMessageThrowEvent", "e:messageEndEvent"]


def test_the_name_of_a_message_may_be_known_to_the_case_only(stage: Stage) -> None:
    """A7 forbids it only for what begins a process: worked out when the event is armed, for catches, receive tasks, boundaries."""
    message = bpmn("""
        start s
        <intermediateCatchEvent id="c"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
        <receiveTask id="r" messageRef="m"/>
        user u
        <boundaryEvent id="b" attachedToRef="u"><messageEventDefinition messageRef="m"/></boundaryEvent>
        end e
        s > c > r > u > e
        b > e
    """).replace(b"<process", b'<message id="m" name="paid-${number}"/><process')
    stage.deploy(message)
    stage.start(number=7)
    assert stage.tell("paid-8") == "kept"
    assert stage.tell("paid-7", number=9) == "execution"
    assert stage.table("SELECT name FROM subscription") == [("paid-9",)]
    assert stage.tell("paid-9") == "execution" and stage.open() == ["u"]
    assert stage.tell("paid-9") == "execution" and stage.ended


def test_the_name_of_a_signal_may_be_known_to_the_case_only(stage: Stage) -> None:
    """The same for signals, thrown and caught, in one case and from another; a name that comes out empty is an error at the element."""
    model = bpmn("""
        start s
        par g
        <intermediateCatchEvent id="c"><signalEventDefinition signalRef="m"/></intermediateCatchEvent>
        user go
        <intermediateThrowEvent id="t"><signalEventDefinition signalRef="m"/></intermediateThrowEvent>
        user u
        end e
        s > g > c > u > e
        g > go > t > e
    """).replace(b"<process", b'<signal id="m" name="${where}"/><process')
    stage.deploy(model)
    other = stage.start(where="north")
    third = stage.start(where="south")
    stage.start(where="north")
    stage.do("go")
    stage.tick()
    assert stage.open() == ["u"]
    for case, still in ((other, ["go", "u"]), (third, ["go"])):
        stage.case = case
        assert stage.open() == still
    with pytest.raises(Fault) as caught:
        stage.start(where="")
    assert caught.value.code == "execution.no-name" and caught.value.place is not None and caught.value.place.element == "c"




def test_a_conditional_start_may_count_one_variable_only(stage: Stage) -> None:
    """A2 variableName on what begins a process: asked only when that variable is brought."""
    condition = '<conditionalEventDefinition camunda:variableName="n"><condition xsi:type="tFormalExpression">${true}</condition></conditionalEventDefinition>'
    stage.deploy(f'<startEvent id="s">{condition}</startEvent>\nend e\ns > e')
    assert stage.engine.messages.conditions({"m": 1}) == () and len(stage.engine.messages.conditions({"n": None})) == 1


def test_expressions_know_who_is_at_work(stage: Stage) -> None:
    """B4 currentUser(), currentUserGroups(): the person whose deed it is; behind a timer nobody."""
    stage.run("""
        start s
        user a assignee=${currentUser()}
        catch-timer t duration=PT1H
        user b in.who=${currentUser()} in.groups=${currentUserGroups()}
        end e
        s > a > t > b > e
    """)
    (task,) = stage.engine.instances.get(stage.actor, stage.case).open_tasks
    assert task.assignee == stage.actor.account
    stage.do("a")
    stage.clock.advance(hours=2)
    stage.tick()
    (task,) = stage.engine.instances.get(stage.actor, stage.case).open_tasks
    assert stage.engine.tasks.get(stage.actor, task.id).variables["who"] is None
