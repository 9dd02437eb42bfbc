"""Forms of user tasks and starts (dialect A2: formData, formProperty, formKey): made, validated, filled with defaults"""

from __future__ import annotations

from datetime import date

import pytest

from engine import SYSTEM_ACTOR, Invalid
from tests.engine.modelling import bpmn
from tests.engine.stage import Stage

pytestmark = pytest.mark.both_databases

FIELDS = """
    <camunda:formData>
        <camunda:formField id="reason" label="事由" type="string"><camunda:validation>
            <camunda:constraint name="required"/><camunda:constraint name="minlength" config="2"/><camunda:constraint name="maxlength" config="10"/>
        </camunda:validation></camunda:formField>
        <camunda:formField id="amount" label="金额" type="long" defaultValue="${limit}"><camunda:validation>
            <camunda:constraint name="min" config="1"/><camunda:constraint name="max" config="100"/>
        </camunda:validation></camunda:formField>
        <camunda:formField id="day" label="日期" type="date" datePattern="dd.MM.yyyy"/>
        <camunda:formField id="agreed" label="同意" type="boolean"><camunda:validation><camunda:constraint name="required"/></camunda:validation></camunda:formField>
        <camunda:formField id="kind" label="类别" type="enum" defaultValue="b"><camunda:value id="a" name="甲"/><camunda:value id="b" name="乙"/></camunda:formField>
        <camunda:formField id="known" label="已知" type="string"><camunda:validation><camunda:constraint name="readonly"/></camunda:validation></camunda:formField>
    </camunda:formData>
"""


def task(fields: str, attributes: str = "") -> str:
    """A process with one user task that has these fields."""
    return f"""
        start s
        <userTask id="a" name="核查" camunda:candidateGroups="zhzf.nanhu" {attributes}><extensionElements>{fields}</extensionElements></userTask>
        end e
        s > a > e
    """


def wrong(stage: Stage, **data: object) -> set[str]:
    """The fields a submission is refused for."""
    (row,) = stage.engine.instances.get(stage.actor, stage.case).open_tasks
    with pytest.raises(Invalid) as caught:
        stage.engine.tasks.complete(stage.actor, row.id, data)
    return set(caught.value.fields)


def test_form_data_is_a_form_that_the_server_validates(stage: Stage) -> None:
    """A2: constraints hold whoever submits; values are typed; what nobody filled in gets its default."""
    stage.run(task(FIELDS), limit=7, known="x")
    (row,) = stage.engine.instances.get(stage.actor, stage.case).open_tasks
    form = stage.engine.tasks.get(stage.actor, row.id).form
    assert form is not None
    assert [(item["key"], item["type"], item["label"]) for item in form.schema["components"]] == [
        ("reason", "textfield", "事由"), ("amount", "number", "金额"), ("day", "datetime", "日期"), ("agreed", "checkbox", "同意"), ("kind", "select", "类别"),
        ("known", "textfield", "已知"),
    ]
    assert (form.data["amount"], form.data["known"]) == (7, "x")
    assert wrong(stage) == {"reason", "agreed"}
    assert wrong(stage, reason="a", amount=101, day="2026-13-01", agreed="yes", kind="c", known="y") == {"reason", "amount", "day", "agreed", "kind", "known"}
    assert wrong(stage, reason="long enough", agreed=False, amount=1.5) == {"reason", "amount"}
    stage.do("a", reason="ok", agreed=False, day="31.12.2026")
    assert stage.ended
    assert [stage.value(name) for name in ("reason", "amount", "day", "agreed", "kind", "known")] == ["ok", 7, date(2026, 12, 31), False, "b", "x"]


def test_a_default_that_fails_is_for_a_person_to_fill_in(stage: Stage) -> None:
    """It names its field and costs nobody their work: with a value of one's own the default is not asked."""
    stage.run(task('<camunda:formData><camunda:formField id="x" type="long" defaultValue="${missing}"/><camunda:formField id="y" type="long" defaultValue="${text}"/>'
                   '</camunda:formData>'), text="much")
    assert wrong(stage) == {"x", "y"}
    stage.do("a", x=1, y=2)
    assert stage.ended


def test_a_start_has_a_form_of_its_own_and_a_business_key(stage: Stage) -> None:
    """A2: formData on the start event; businessKey names the field."""
    stage.deploy("""
        <startEvent id="s"><extensionElements><camunda:formData businessKey="number"><camunda:formField id="number" label="编号" type="string"/>
        <camunda:formField id="n" label="数" type="long" defaultValue="3"/></camunda:formData></extensionElements></startEvent>
        user a group=zhzf.nanhu
        end e
        s > a > e
    """)
    form = stage.engine.definitions.start_form(SYSTEM_ACTOR, "p")
    assert form is not None
    assert [item["key"] for item in form.schema["components"]] == ["number", "n"]
    stage.start(number="A-7")
    assert stage.engine.instances.get(SYSTEM_ACTOR, stage.case).row.business_key == "A-7"
    assert stage.variables == {"number": "A-7", "n": 3}


def test_a_form_belongs_to_the_version_of_its_model(stage: Stage) -> None:
    """A new version of the model has a form of its own; tasks of the old one keep theirs."""
    one, two = (f'<camunda:formData><camunda:formField id="{name}" type="string"/></camunda:formData>' for name in ("x", "y"))
    stage.run(task(one))
    stage.deploy(task(two))
    assert wrong(stage, y="1") == {"y"}
    stage.do("a", x="1")
    assert stage.ended
    stage.start()
    assert wrong(stage, x="1") == {"x"}


def test_form_properties_are_read_as_fields(stage: Stage) -> None:
    """A2: the deprecated spelling."""
    stage.run(task('<camunda:formProperty id="x" name="数" type="long" required="true"/><camunda:formProperty id="y" default="z"/>'))
    assert wrong(stage) == {"x"}
    stage.do("a", x=4)
    assert stage.variables == {"x": 4, "y": "z"}


def test_a_form_key_names_a_file_or_another_program(straight: Stage) -> None:
    """A2: camunda-forms names the file whatever id stands in it; anything else is passed on."""
    form = b'{"id": "other", "type": "default", "components": [{"type": "number", "key": "n", "id": "n"}]}'
    straight.engine.definitions.deploy(SYSTEM_ACTOR, "test", {
        "p.bpmn": bpmn(task("", 'camunda:formKey="camunda-forms:deployment:ask_it.form"'), "p"), "forms/ask_it.form": form,
        "forms/ask-it.form": form.replace(b"other", b"alike").replace(b"number", b"textfield"),
    })
    straight.start()
    assert wrong(straight, n="x") == {"n"}
    straight.deploy(q=task("", 'camunda:formKey="embedded:deployment:a.html"'))
    straight.start("q")
    (row,) = straight.engine.instances.get(straight.actor, straight.case).open_tasks
    view = straight.engine.tasks.get(straight.actor, row.id)
    assert (view.form, view.form_key) == (None, "embedded:deployment:a.html")


@pytest.mark.parametrize(("fields", "code"), [
    ('<camunda:formData><camunda:formField id="x" type="colour"/></camunda:formData>', "bpmn.unsupported"),
    ('<camunda:formData><camunda:formField id="a b" type="string"/></camunda:formData>', "bpmn.expression"),
    ('<camunda:formData><camunda:formField id="x"/><camunda:formField id="x"/></camunda:formData>', "bpmn.duplicate-id"),
    ('<camunda:formData businessKey="z"><camunda:formField id="x"/></camunda:formData>', "bpmn.reference"),
    ('<camunda:formData><camunda:formField id="x" type="long" defaultValue="one"/></camunda:formData>', "bpmn.expression"),
    ('<camunda:formData><camunda:formField id="x" type="date" datePattern="EEE d"/></camunda:formData>', "bpmn.expression"),
    ('<camunda:formData><camunda:formField id="x" type="enum"/></camunda:formData>', "bpmn.missing"),
    (('<camunda:formData><camunda:formField id="x"><camunda:validation><camunda:constraint name="validator" config="org.acme.V"/></camunda:validation></camunda:formField>'
     '</camunda:formData>'), "bpmn.java"),
    (('<camunda:formData><camunda:formField id="x"><camunda:validation><camunda:constraint name="min" config="1"/></camunda:validation></camunda:formField>'
     '</camunda:formData>'), "bpmn.unsupported"),
    ('<camunda:formData><camunda:formField id="x" label="${y}"/></camunda:formData>', "bpmn.unsupported"),
    ('<camunda:formProperty id="x" variable="y"/>', "bpmn.unsupported"),
])
def test_what_no_form_can_do_is_refused(fields: str, code: str, straight: Stage) -> None:
    """A2, A3: refused at its element, at deploy."""
    assert straight.refusal(task(fields)) == {(code, "a")}
