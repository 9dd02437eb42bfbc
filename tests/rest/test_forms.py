"""Forms that a model lists field by field, and listeners, over HTTP."""

from __future__ import annotations

from engine import SYSTEM_ACTOR, Engine
from tests.engine.modelling import bpmn
from tests.rest.client import Client

FORM = """
    <startEvent id="s"><extensionElements><camunda:formData><camunda:formField id="n" label="数" type="long" defaultValue="3"/></camunda:formData></extensionElements></startEvent>
    <userTask id="a" camunda:candidateGroups="zhzf.nanhu.officer"><extensionElements>
        <camunda:formData><camunda:formField id="why" label="事由 &lt;&amp;" type="string"><camunda:validation><camunda:constraint name="required"/></camunda:validation></camunda:formField>
            <camunda:formField id="day" label="日期" type="date" defaultValue="31/12/2026"/><camunda:formField id="twice" label="倍" type="long" defaultValue="${n * 2}"/></camunda:formData>
        <camunda:taskListener event="delete" expression="${task.setVariable('told', missing)}"/>
    </extensionElements></userTask>
    end e
    s > a > e
"""
KEYS = """
    start s
    <userTask id="a" camunda:formKey="embedded:deployment:a.html" camunda:candidateGroups="zhzf.nanhu.officer"/>
    end e
    s > a > e
"""


def test_a_generated_form_is_read_and_submitted(machine: Client, engine: Engine) -> None:
    engine.definitions.deploy(SYSTEM_ACTOR, "forms", {"form.bpmn": bpmn(FORM, "form"), "keys.bpmn": bpmn(KEYS, "keys")})
    start = machine.get("/process-definition/key/form/startForm")
    assert start["camundaFormRef"] is None
    assert start["key"].startswith("embedded:engine://engine/:engine/process-definition/form:1:")
    assert machine.get("/process-definition/key/form/form-variables")["n"] == {"value": 3, "type": "Long", "valueInfo": {}}
    assert b"generatedForm" in machine.send("GET", "/process-definition/key/form/rendered-form").content
    assert machine.send("POST", "/process-definition/key/form/submit-form", {"variables": {"n": {"value": "x"}}}).status == 400
    instance = machine.post("/process-definition/key/form/submit-form", {"variables": {"n": {"value": 4}}})["id"]
    (task,) = machine.get(f"/task?processInstanceId={instance}")
    path = f"/task/{task['id']}"
    assert machine.get(f"{path}/form")["key"] == f"embedded:engine://engine/:engine{path}/rendered-form"
    shown = machine.get(f"{path}/form-variables")
    assert [(name, one["value"], one["type"]) for name, one in shown.items()] == [
        ("why", None, "Null"), ("day", "2026-12-31T00:00:00.000+0800", "Date"), ("twice", 8, "Long"),
    ]
    page = machine.send("GET", f"{path}/rendered-form").content.decode()
    assert 'cam-variable-name="why" cam-variable-type="String" required="required"' in page
    assert "事由 &lt;&amp;" in page and 'value="31/12/2026"' in page and 'uib-datepicker-popup="dd/MM/yyyy"' in page
    refused = machine.send("POST", f"{path}/submit-form", {"variables": {}})
    assert (refused.status, refused.json["type"], "why" in refused.json["message"]) == (400, "FormFieldValidationException", True)
    machine.post(f"{path}/submit-form", {"variables": {"why": {"value": "ok"}, "more": {"value": 1}}}, expect=204)
    rows = machine.get(f"/history/variable-instance?processInstanceId={instance}")
    assert {row["name"] for row in rows if row["type"] == "Long"} == {"n", "twice"}
    held = {one["name"]: one["value"] for one in rows}
    assert held == {"n": 4, "more": 1, "why": "ok", "day": "2026-12-31T00:00:00.000+0800", "twice": 8}


def test_a_form_of_another_program_is_named(machine: Client, engine: Engine) -> None:
    engine.definitions.deploy(SYSTEM_ACTOR, "forms", {"keys.bpmn": bpmn(KEYS, "keys"), "a.html": b"<form/>"})
    machine.post("/process-definition/key/keys/start", {})
    (task,) = machine.get("/task")
    assert (task["formKey"], task["camundaFormRef"]) == ("embedded:deployment:a.html", None)
    assert machine.get(f"/task/{task['id']}/form")["key"] == "embedded:deployment:a.html"
    page = machine.send("GET", f"/task/{task['id']}/deployed-form")
    assert (page.content, page.headers["content-disposition"].split(";")[0]) == (b"<form/>", "attachment")


def test_a_case_is_deleted_without_telling_listeners(machine: Client, engine: Engine) -> None:
    engine.definitions.deploy(SYSTEM_ACTOR, "forms", {"form.bpmn": bpmn(FORM, "form")})
    instance = machine.post("/process-definition/key/form/start", {})["id"]
    assert machine.send("DELETE", f"/process-instance/{instance}").status == 500  # the listener fails, and so does what it is told of
    assert machine.send("DELETE", f"/process-instance/{instance}?skipCustomListeners=true").status == 204
