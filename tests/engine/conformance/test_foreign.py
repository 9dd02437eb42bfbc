"""Files of Flowable and Activiti (dialect A0, A6): what is mapped, kept and shown in an editor; what is refused is in `test_refused.py`"""

from __future__ import annotations

import pytest

from engine import SYSTEM_ACTOR
from engine.execution.reading.rewriting import for_editor
from tests.engine.modelling import bpmn
from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases

FLOWABLE = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:flowable="http://flowable.org/bpmn" targetNamespace="http://www.flowable.org/processdef">
<process id="p" {executable}><extensionElements><flowable:historyLevel>audit</flowable:historyLevel></extensionElements>
<startEvent id="s" flowable:formFieldValidation="true"/><sequenceFlow id="f1" sourceRef="s" targetRef="t"/>
<userTask id="t" flowable:async="true" flowable:asyncLeave="true" flowable:candidateGroups="zhzf.nanhu" flowable:exclusive="true"><extensionElements>
<flowable:task-candidates-type><![CDATA[all]]></flowable:task-candidates-type></extensionElements></userTask>
<sequenceFlow id="f2" sourceRef="t" targetRef="c"/>
<callActivity id="c" calledElement="q" flowable:inheritVariables="true" flowable:sameDeployment="true" flowable:calledElementType="key" flowable:fallbackToDefaultTenant="true"/>
<sequenceFlow id="f3" sourceRef="c" targetRef="e"/>
<endEvent id="e"><terminateEventDefinition flowable:terminateAll="false"/></endEvent></process></definitions>"""


def test_a_model_of_flowable_runs(stage: Stage) -> None:
    """A6: async and asyncLeave are save points, inheritVariables passes all, sameDeployment binds, and without isExecutable it is executable, with a remark."""
    called = "start s\nuser u\nend e\ns > u > e"
    stage.deploy(FLOWABLE.format(executable="").encode(), q=called)
    stage.deploy(q=called.replace("user u", "user v").replace("> u >", "> v >"))
    found = stage.engine.definitions.lint(SYSTEM_ACTOR, {"p.bpmn": FLOWABLE.format(executable="").encode(), "q.bpmn": bpmn(called, "q")})
    assert {item.code: item.severity for item in found if item.code in {"bpmn.executable-unsaid", "bpmn.no-effect"}} == {"bpmn.executable-unsaid": "warning", "bpmn.no-effect": "warning"}
    stage.start(n=5)
    assert stage.due() == ["t in 0"] and stage.open() == []
    stage.tick()
    stage.do("t")
    assert stage.due() == ["t in 0"]
    stage.tick()
    assert stage.open() == ["u"]
    (child,) = stage.engine.instances.get(stage.actor, stage.case).children
    assert stage.engine.instances.get(stage.actor, child.id).variables == {"n": 5}
    stage.do("u")
    assert stage.ended


def test_what_says_that_it_is_not_executable_is_not_run(stage: Stage) -> None:
    """A6 is for what says nothing; and only in Flowable's own files."""
    assert stage.refusal(FLOWABLE.format(executable='isExecutable="false"').encode()) == {("bpmn.no-process", None)}
    assert stage.refusal(FLOWABLE.format(executable="").replace("flowable", "camunda").replace("http://camunda.org/bpmn", "http://camunda.org/schema/1.0/bpmn").encode()) >= {("bpmn.no-process", None)}


def test_what_an_editor_remembers_of_its_templates_is_kept(stage: Stage) -> None:
    """A2: modelerTemplate on any element, and properties wherever the modeler writes them; no effect, no remark."""
    noted = 'camunda:modelerTemplate="t" camunda:modelerTemplateVersion="1" camunda:modelerTemplateIcon="data:"'
    held = '<extensionElements><camunda:properties><camunda:property name="a" value="b"/></camunda:properties></extensionElements>'
    text = bpmn(f"""
        <startEvent id="s" {noted}>{held}</startEvent>
        <task id="t" {noted}>{held}</task>
        <exclusiveGateway id="g" {noted}>{held}</exclusiveGateway>
        <intermediateThrowEvent id="i">{held}<signalEventDefinition signalRef="signal_G">{held}</signalEventDefinition></intermediateThrowEvent>
        throw-signal other name=G
        <endEvent id="e" {noted}>{held}</endEvent>
        s > t > g > i > other > e
    """, attributes=noted)
    found = stage.engine.definitions.lint(SYSTEM_ACTOR, {"p.bpmn": text})
    assert [item.code for item in found] == ["bpmn.diagram-missing"]
    stage.deploy(text)
    stage.start()
    assert stage.ended


def test_the_editor_gets_a_model_in_the_one_namespace_it_knows(stage: Stage) -> None:
    """A0, E: it would show empty fields else. What it publishes is the same process; the file that was sent stays as it is."""
    sent = FLOWABLE.format(executable="").replace("?>", "").encode("gb18030")
    sent = b'<?xml version="1.0" encoding="GB18030"?>\n' + sent.replace(b'<userTask id="t"', '<userTask id="t" name="核查"'.encode("gb18030"))
    called = bpmn("start s\nuser u\nend e\ns > u > e", "q")
    stage.deploy(sent, q=called)
    opened = stage.engine.definitions.model(SYSTEM_ACTOR, "p").xml
    assert opened.startswith('<?xml version="1.0" encoding="UTF-8"?>') and "flowable.org/bpmn" not in opened and '<process isExecutable="true" id="p" >' in opened and 'name="核查"' in opened
    assert 'xmlns:flowable="http://camunda.org/schema/1.0/bpmn"' in opened and 'targetNamespace="http://www.flowable.org/processdef"' in opened
    stage.engine.definitions.publish(SYSTEM_ACTOR, "p", opened, 0, "")
    stage.start(n=5)
    stage.tick()
    stage.do("t").tick()
    assert stage.open() == ["u"]


def test_what_cannot_be_said_in_one_namespace_is_left_alone() -> None:
    """Two of the namespaces used for one attribute of one element: rewritten, the file could not be read."""
    text = FLOWABLE.format(executable="").replace('<startEvent id="s"', '<startEvent id="s" xmlns:activiti="http://activiti.org/bpmn" activiti:formFieldValidation="true"')
    assert for_editor(text.encode()) == text and for_editor(bpmn("start s")) == bpmn("start s").decode()


def test_flows_without_id_between_the_same_nodes_are_two(stage: Stage) -> None:
    """Flowable's files give flows no ids; and only declare its namespace. A token each, as clause 13.2.1 says of sequence flows."""
    stage.deploy(b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:activiti="http://activiti.org/bpmn" targetNamespace="Examples">
        <process id="p"><startEvent id="s"/><sequenceFlow sourceRef="s" targetRef="g"/><parallelGateway id="g"/>
        <sequenceFlow sourceRef="g" targetRef="a"/><sequenceFlow sourceRef="g" targetRef="a"/><sequenceFlow sourceRef="g" targetRef="b"/>
        <userTask id="a" activiti:candidateGroups="zhzf.nanhu"/><userTask id="b" activiti:candidateGroups="zhzf.nanhu"/></process></definitions>""")
    stage.start()
    assert stage.open() == ["a", "a", "b"]


def test_a_declared_namespace_is_enough_to_be_a_file_of_flowable(stage: Stage) -> None:
    """A6: unless Camunda's or Operaton's is declared beside it."""
    text = bpmn("start s\nend e\ns > e").decode().replace('isExecutable="true"', "")
    activiti = text.replace("xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\"", 'xmlns:activiti="http://activiti.org/bpmn"')
    assert stage.refusal(text.replace("xmlns:camunda", 'xmlns:activiti="http://activiti.org/bpmn" xmlns:camunda').encode()) == {("bpmn.no-process", None)}
    stage.deploy(activiti.encode())
    stage.start()
    assert stage.ended
