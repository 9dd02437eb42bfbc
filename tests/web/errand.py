"""A small process for the web tests: an officer looks and fills a form, a colleague of the fire brigade confirms."""

from __future__ import annotations

import json
from collections.abc import Mapping

#: Names come from people: one that would run if it were ever written as HTML.
NASTY = "<script>alert(1)</script>"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="urn:test">'
)
BPMN = HEAD + """
<process id="errand" name="巡查 &lt;script&gt;alert(1)&lt;/script&gt;" isExecutable="true" camunda:candidateStarterGroups="zhzf.nanhu.officer">
  <startEvent id="begin" camunda:formRef="begin" camunda:formRefBinding="deployment"/>
  <userTask id="look" name="现场检查 &lt;script&gt;alert(1)&lt;/script&gt;" camunda:candidateGroups="zhzf.nanhu.officer"
    camunda:formRef="look" camunda:formRefBinding="deployment" camunda:dueDate="=date and time(&quot;2026-03-03T16:00:00Z&quot;)"/>
  <userTask id="confirm" name="确认" camunda:candidateGroups="xfjy.nanhu.officer"/>
  <endEvent id="done"/>
  <sequenceFlow id="f1" sourceRef="begin" targetRef="look"/>
  <sequenceFlow id="f2" sourceRef="look" targetRef="confirm"/>
  <sequenceFlow id="f3" sourceRef="confirm" targetRef="done"/>
</process>
<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" id="drawing"><bpmndi:BPMNPlane id="plane" bpmnElement="errand"/></bpmndi:BPMNDiagram>
</definitions>"""
DMN = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="waiver-file" name="免罚" namespace="urn:test">
  <decision id="waiver" name="首违免罚"><decisionTable id="t" hitPolicy="UNIQUE">
    <input id="i" label="首次"><inputExpression id="ie" typeRef="boolean"><text>first</text></inputExpression></input>
    <output id="o" name="waive" typeRef="boolean"/>
    <rule id="r1"><inputEntry id="e1"><text>true</text></inputEntry><outputEntry id="o1"><text>true</text></outputEntry></rule>
    <rule id="r2"><inputEntry id="e2"><text>false</text></inputEntry><outputEntry id="o2"><text>false</text></outputEntry></rule>
  </decisionTable></decision>
</definitions>"""


def form(identity: str, *components: Mapping[str, object]) -> bytes:
    """A form-js schema."""
    return json.dumps({"type": "default", "id": identity, "schemaVersion": 18, "components": components}, ensure_ascii=False).encode()


def field(key: str, label: str, *, required: bool = False, most: int = 200) -> dict[str, object]:
    """A text field."""
    return {"type": "textfield", "id": f"field-{key}", "key": key, "label": label, "validate": {"required": required, "maxLength": most}}


def files(bpmn: str = BPMN) -> dict[str, bytes]:
    """All files of the bundle."""
    return {
        "errand.bpmn": bpmn.encode(),
        "begin.form": form("begin", field("shop", "店铺", required=True)),
        "look.form": form("look", field("fact", f"情况 {NASTY}</script>", required=True, most=20)),
        "waiver.dmn": DMN.encode(),
    }
