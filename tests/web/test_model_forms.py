"""Forms that a model lists itself, and those of other programs, on the pages."""

from __future__ import annotations

import re

from engine import SYSTEM_ACTOR, Actor, Engine
from tests.engine.modelling import bpmn
from tests.web.visitor import Visitor

MODEL = """
    <startEvent id="s" camunda:formKey="embedded:app:ask.html"/>
    <userTask id="a" name="核查" camunda:candidateGroups="zhzf.nanhu.officer"><extensionElements><camunda:formData>
        <camunda:formField id="why" label="事由 &lt;b&gt;" type="string"><camunda:validation><camunda:constraint name="required"/></camunda:validation></camunda:formField>
        <camunda:formField id="kind" label="类别" type="enum" defaultValue="b"><camunda:value id="b" name="乙类"/></camunda:formField>
    </camunda:formData></extensionElements></userTask>
    <userTask id="b" name="外部" camunda:candidateGroups="zhzf.nanhu.officer" camunda:formKey="https://forms.example.org/a?b=1"/>
    end e
    s > a > b > e
"""


def test_a_model_s_own_fields_are_filled_in_on_the_page(visit: type[Visitor], engine: Engine, people: dict[str, Actor]) -> None:
    engine.definitions.deploy(SYSTEM_ACTOR, "fields", {"fields.bpmn": bpmn(MODEL, "fields", 'camunda:candidateStarterGroups="zhzf.nanhu"')})
    anna = visit.named("anna")
    begin = anna.get("/start/fields").text
    assert "申请表由其他程序显示" in begin
    assert "<code>embedded:app:ask.html</code>" in begin
    key = re.search(r'name="key" value="([^"]+)"', begin)
    assert key
    case = anna.post("/start/fields", {"key": key[1]}).headers["Location"].rsplit("/", 1)[1]
    (task,) = engine.instances.get(people["anna"], case).open_tasks
    page = anna.get(f"/tasks/{task.id}").text
    assert 'data-island="form"' in page
    assert "事由 \\u003cb\\u003e" in page
    refused = anna.send("POST", f"/tasks/{task.id}/complete", {"data": {"kind": "c"}})
    assert (refused.status_code, set(refused.json["fields"])) == (422, {"why", "kind"})
    after = anna.send("POST", f"/tasks/{task.id}/complete", {"data": {"why": "店招"}}).json["redirect"]
    page = anna.get(after).text
    assert "<dt>类别</dt><dd>乙类</dd>" in page
    assert '<a href="https://forms.example.org/a?b=1" target="_blank" rel="noopener noreferrer">' in page
    assert "这个环节的表单由其他程序显示" in page
