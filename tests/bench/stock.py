"""Stock SpiffWorkflow, as its documentation shows it: one blob per instance, deserialised, run and serialised on every action."""

from __future__ import annotations

import io
import time
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.util.task import TaskState

MODEL = b"""<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
<process id="bench" isExecutable="true"><startEvent id="s"><outgoing>f1</outgoing></startEvent>
<sequenceFlow id="f1" sourceRef="s" targetRef="work"/><userTask id="work"><incoming>f1</incoming><incoming>f3</incoming><outgoing>f2</outgoing></userTask>
<sequenceFlow id="f2" sourceRef="work" targetRef="ask"/>
<scriptTask id="ask"><incoming>f2</incoming><outgoing>f2b</outgoing><script>onward = round &gt;= 0</script></scriptTask>
<sequenceFlow id="f2b" sourceRef="ask" targetRef="g"/>
<exclusiveGateway id="g" default="f4"><incoming>f2b</incoming><outgoing>f3</outgoing><outgoing>f4</outgoing></exclusiveGateway>
<sequenceFlow id="f3" sourceRef="g" targetRef="work"><conditionExpression>onward</conditionExpression></sequenceFlow>
<sequenceFlow id="f4" sourceRef="g" targetRef="e"/><endEvent id="e"><incoming>f4</incoming></endEvent></process></definitions>"""


class Stock:
    """One instance kept as JSON text."""

    def __init__(self) -> None:
        parser = BpmnParser()
        parser.add_bpmn_xml(etree.parse(io.BytesIO(MODEL)))
        self.serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())
        workflow = BpmnWorkflow(parser.get_spec("bench"), script_engine=PythonScriptEngine())
        workflow.do_engine_steps()
        self.blob: str = self.serializer.serialize_json(workflow)

    def action(self, number: int) -> float:
        """Complete the task once; CPU seconds used."""
        before = time.process_time()
        workflow: Any = self.serializer.deserialize_json(self.blob)
        workflow.script_engine = PythonScriptEngine()
        task = next(task for task in workflow.get_tasks(state=TaskState.READY, manual=True))
        task.data.update({"round": number, "remark": "as usual"})
        task.run()
        workflow.do_engine_steps()
        self.blob = self.serializer.serialize_json(workflow)
        return time.process_time() - before
